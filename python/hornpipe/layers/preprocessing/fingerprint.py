"""Hashes of strings that are the same on every machine: FarmHash, SipHash.

They run on all strings of one length at once, in NumPy's 64-bit unsigned integers, whose arithmetic wraps around.

References:
    Pike, FarmHash, https://github.com/google/farmhash (Fingerprint64).
    Aumasson and Bernstein, "SipHash: a fast short-input PRF", 2012.
"""
from __future__ import annotations

import numpy as np

_U = np.uint64
K0, K1, K2 = _U(0xC3A5C85C97CB3127), _U(0xB492B66FBE98F273), _U(0x9AE16A3B2F90404F)


def hash_strings(values, function) -> np.ndarray:
    """64-bit hashes of an array of strings or ints (by their decimal form), in its shape.

    Args:
        values: NumPy array.
        function: `farmhash`, or `siphash` with a key: takes bytes `(n, length)`.
    """
    unique, where = np.unique(values, return_inverse=True)
    texts = [t if isinstance(t, bytes) else (str(t).lower() if isinstance(t, bool) else str(t)).encode() for t in unique.tolist()]
    lengths = np.array([len(t) for t in texts], dtype=int)
    hashes = np.zeros(len(texts), dtype=_U)
    with np.errstate(over="ignore"):
        for length in np.unique(lengths):
            chosen = np.flatnonzero(lengths == length)
            table = np.frombuffer(b"".join(texts[i] for i in chosen), dtype=np.uint8).reshape(len(chosen), length)
            hashes[chosen] = function(table)
    return hashes[where].reshape(np.shape(values))


def _fetch(table, at, size=8):
    """Little-endian integers from columns `at` to `at + size`."""
    value = np.zeros(len(table), dtype=_U)
    for i in range(size):
        value |= table[:, at + i].astype(_U) << _U(8 * i)
    return value


def _rotate(x, by):
    """Bits rotated to the right."""
    return (x >> _U(by)) | (x << _U(64 - by))


def _shift_mix(x):
    return x ^ (x >> _U(47))


# ---------------------------------------------------------------- FarmHash

def _mix(u, v, mul):
    a = _shift_mix((u ^ v) * mul)
    return _shift_mix((v ^ a) * mul) * mul


def farmhash(table) -> np.ndarray:
    """FarmHash's `Fingerprint64` of each row of bytes."""
    length = table.shape[1]
    mul = K2 + _U(2 * length)
    if length == 0:
        return np.full(len(table), K2)
    if length < 4:
        y = table[:, 0].astype(_U) + (table[:, length >> 1].astype(_U) << _U(8))
        z = _U(length) + (table[:, -1].astype(_U) << _U(2))
        return _shift_mix((y * K2) ^ (z * K0)) * K2
    if length < 8:
        return _mix(_U(length) + (_fetch(table, 0, 4) << _U(3)), _fetch(table, length - 4, 4), mul)
    if length <= 16:
        a, b = _fetch(table, 0) + K2, _fetch(table, length - 8)
        return _mix(_rotate(b, 37) * mul + a, (_rotate(a, 25) + b) * mul, mul)
    if length <= 64:
        return _farmhash_medium(table, length, mul)
    return _farmhash_long(table, length)


def _farmhash_medium(table, length, mul):
    short = length <= 32
    a, b = _fetch(table, 0) * (K1 if short else K2), _fetch(table, 8)
    c, d = _fetch(table, length - 8) * mul, _fetch(table, length - 16) * K2
    y = _rotate(a + b, 43) + _rotate(c, 30) + d
    z = _mix(y, a + _rotate(b + K2, 18) + c, mul)
    if short:
        return z
    e, f = _fetch(table, 16) * mul, _fetch(table, 24)
    g, h = (y + _fetch(table, length - 32)) * mul, (z + _fetch(table, length - 24)) * mul
    return _mix(_rotate(e + f, 43) + _rotate(g, 30) + h, e + _rotate(f + a, 18) + g, mul)


def _weak(table, at, a, b):
    w, x, y, z = (_fetch(table, at + 8 * i) for i in range(4))
    a = a + w
    b = _rotate(b + a + z, 21)
    c = a
    a = a + x + y
    return a + z, b + _rotate(a, 44) + c


def _farmhash_round(table, at, x, y, z, v, w, mul, last):
    nine = _U(9) if last else _U(1)
    x = _rotate(x + y + v[0] + _fetch(table, at + 8), 37) * mul
    y = _rotate(y + v[1] + _fetch(table, at + 48), 42) * mul
    x = x ^ (w[1] * nine)
    y = y + v[0] * nine + _fetch(table, at + 40)
    z = _rotate(z + w[0], 33) * mul
    v = _weak(table, at, v[1] * mul, x + w[0])
    w = _weak(table, at + 32, z + w[1], y + _fetch(table, at + 16))
    return z, y, x, v, w            # x and z change places


def _farmhash_long(table, length):
    zeros = np.zeros(len(table), dtype=_U)
    seed = zeros + _U(81)
    y = seed * K1 + _U(113)
    z = _shift_mix(y * K2 + _U(113)) * K2
    x, v, w = seed * K2 + _fetch(table, 0), (zeros, zeros), (zeros, zeros)
    rest = (length - 1) & 63
    for at in range(0, length - 1 - rest, 64):
        x, y, z, v, w = _farmhash_round(table, at, x, y, z, v, w, K1, False)
    mul = K1 + ((z & _U(0xFF)) << _U(1))
    w = (w[0] + _U(rest), w[1])
    v = (v[0] + w[0], v[1])
    w = (w[0] + v[0], w[1])
    x, y, z, v, w = _farmhash_round(table, length - 64, x, y, z, v, w, mul, True)
    return _mix(_mix(v[0], w[0], mul) + _shift_mix(y) * K0 + z, _mix(v[1], w[1], mul) + x, mul)


def join(first, second) -> np.ndarray:
    """One fingerprint of two, as TensorFlow's crossing of features joins them."""
    mul = _U(0xC6A4A7935BD1E995)
    with np.errstate(over="ignore"):
        joined = (first ^ mul ^ (_shift_mix(second * mul) * mul)) * mul
        return _shift_mix(_shift_mix(joined) * mul)


# ---------------------------------------------------------------- SipHash

def siphash(key):
    """SipHash-2-4 with a key of two 64-bit integers, as a function of rows of bytes."""
    k0, k1 = (_U(int(k) & 0xFFFFFFFFFFFFFFFF) for k in key)

    def function(table):
        length = table.shape[1]
        zeros = np.zeros(len(table), dtype=_U)
        state = [zeros + (k0 ^ _U(0x736F6D6570736575)), zeros + (k1 ^ _U(0x646F72616E646F6D)),
                 zeros + (k0 ^ _U(0x6C7967656E657261)), zeros + (k1 ^ _U(0x7465646279746573))]
        whole = length - length % 8
        words = [_fetch(table, at) for at in range(0, whole, 8)]
        words.append(_fetch(table, whole, length % 8) | _U((length & 0xFF) << 56))
        for word in words:
            state[3] = state[3] ^ word
            _sip_rounds(state, 2)
            state[0] = state[0] ^ word
        state[2] = state[2] ^ _U(0xFF)
        _sip_rounds(state, 4)
        return state[0] ^ state[1] ^ state[2] ^ state[3]

    return function


def _sip_rounds(state, count):
    a, b, c, d = state
    for _ in range(count):
        a, c = a + b, c + d
        b, d = _rotate(b, 64 - 13) ^ a, _rotate(d, 64 - 16) ^ c
        a = _rotate(a, 32)
        c, a = c + b, a + d
        b, d = _rotate(b, 64 - 17) ^ c, _rotate(d, 64 - 21) ^ a
        c = _rotate(c, 32)
    state[:] = a, b, c, d
