"""CRC-32 of pieces that are summed apart, in threads or while they are written, and then joined.

Reference:
    Mark Adler's notes on combining CRCs: the checksum of `a + b` is that of `a`, multiplied by `x ** (8 * len(b))` modulo
    the polynomial, plus that of `b`.
"""
from __future__ import annotations

import functools

POLYNOMIAL = 0xEDB88320         # of zip and PNG, bits reflected: the highest bit is x ** 0
ONE = 1 << 31


def _product(a: int, b: int) -> int:
    """`a * b` modulo the polynomial."""
    result = 0
    while a:
        if a & ONE:
            result ^= b
        a = a << 1 & 0xFFFFFFFF
        b = b >> 1 ^ (POLYNOMIAL if b & 1 else 0)
    return result


@functools.lru_cache(maxsize=256)
def _shift(size: int) -> int:
    """`x ** (8 * size)` modulo the polynomial."""
    result, power = ONE, ONE >> 8           # the power is x ** 8
    while size:
        if size & 1:
            result = _product(result, power)
        size, power = size >> 1, _product(power, power)
    return result


def joined(first: int, second: int, size: int) -> int:
    """The checksum of two pieces one after the other.

    Args:
        first, second: Their checksums.
        size: Bytes of the second.
    """
    return _product(_shift(size), first) ^ second
