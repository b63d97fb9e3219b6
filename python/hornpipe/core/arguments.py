"""Argument checks shared by every public constructor: each returns the value it accepts, in one form."""
from __future__ import annotations

import numbers
from collections.abc import Iterable

from .errors import ArgumentError, ArgumentTypeError, got, nearest


def is_int(value) -> bool:
    return isinstance(value, numbers.Integral) and not isinstance(value, bool)


def is_plain(value) -> bool:
    """Whether a value is a number, a text, a truth value, None, or a list of those."""
    return value is None or isinstance(value, (bool, int, float, str)) or isinstance(value, (list, tuple)) and all(map(is_plain, value))


def whole(name: str, value, least: int | None = None):
    """An int (a whole float counts), not below `least`."""
    rule = {None: "an int", 0: "a non-negative integer", 1: "a positive integer"}.get(least, f"an int of at least {least}")
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if not is_int(value):
        raise ArgumentTypeError(f"`{name}` must be {rule}, {got(value)}.", argument=name, actual=value)
    value = int(value)
    if least is not None and value < least:
        raise ArgumentError(f"`{name}` must be {rule}, {got(value)}.", argument=name, actual=value)
    return value


def positive(name: str, value) -> int:
    return whole(name, value, 1)


def whole_each(name: str, value, n: int, least: int = 1) -> tuple[int, ...]:
    """`n` ints: one value stands for all axes."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if is_int(value):
        values = (int(value),) * n
    else:
        try:
            values = tuple(value)
        except TypeError:
            values = ()
    if len(values) != n or not all(is_int(v) or (isinstance(v, float) and v.is_integer()) for v in values):
        rule = f"an int or a tuple of {n} integers" if n > 1 else "an int or a tuple of one"
        raise ArgumentError(f"The `{name}` argument must be {rule}, {got(value)}.", argument=name, actual=value)
    wrong = {v for v in values if v < least}
    if wrong:
        raise ArgumentError(f"The `{name}` argument must be a tuple of {n} integers. Received {name}={value}, including values {wrong} that do not satisfy "
                            f"`value {'> 0' if least == 1 else f'>= {least}'}`.", argument=name, actual=value)
    return tuple(int(v) for v in values)


def real(name: str, value, least: float | None = None, most: float | None = None) -> float:
    """A number within [least, most]; a 0-d array counts."""
    if isinstance(value, bool) or not isinstance(value, numbers.Real):
        if not (getattr(value, "ndim", None) == 0 and hasattr(value, "item")):
            raise ArgumentTypeError(f"`{name}` must be a number, {got(value)}.", argument=name, actual=value)
        value = value.item()
    if (least is not None and not value >= least) or (most is not None and not value <= most):
        span = f"between {least} and {most}" if None not in (least, most) else f"at least {least}" if most is None else f"at most {most}"
        raise ArgumentError(f"`{name}` must be {span}, {got(value)}.", argument=name, actual=value)
    return value


def choice(name: str, value, options: Iterable):
    """One of `options`; the error names the nearest."""
    options = tuple(options)
    if value not in options:
        shown = ", ".join(repr(o) for o in options)
        hint = nearest(value, [o for o in options if isinstance(o, str)])
        raise ArgumentError(f"`{name}` must be one of {shown}, {got(value)}.{hint}", argument=name, actual=value, expected=options)
    return value
