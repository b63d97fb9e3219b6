"""Exceptions as the parts of classed R conditions."""
from __future__ import annotations

import re
import traceback

from ..core.errors import HornpipeError


def describe(exception: BaseException) -> dict:
    """The parts of an exception that become a classed R condition."""
    names = [c.__name__ for c in type(exception).__mro__ if c not in (HornpipeError, Exception, BaseException, object)]
    classes = [re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", name).lower() for name in names]
    message, told = in_terms_of_users(str(exception) or type(exception).__name__, classes)
    trace = "".join(traceback.format_exception(type(exception), exception, exception.__traceback__))
    fields = {name: plain(value) for name, value in {**told, **getattr(exception, "fields", {})}.items()}
    return {"message": message, "classes": [*classes, "error"], "trace": trace, "fields": fields}


# What torch and Python say themselves, without a class of ours: (pattern, more classes, text from 1, fields).
_FOREIGN = (
    (r"Dimension out of range \(expected to be in range of \[-(\d+), \d+\], but got (-?\d+)\)", "argument_error", lambda n, axis: (
        f"An axis must be one of 1 to {n}, or of -{n} to -1 from the end, got {int(axis) + (int(axis) >= 0)}.",
        {"argument": "axis", "actual": int(axis) + (int(axis) >= 0)})),
    (r"mat1 and mat2 shapes cannot be multiplied \((\d+)x(\d+) and (\d+)x(\d+)\)", "shape_error", lambda a, b, c, d: (
        f"A tensor of shape ({a}, {b}) cannot be multiplied with one of shape ({c}, {d}): the inner sizes {b} and {c} differ.",
        {"expected": [int(b)], "actual": [int(c)]})),
    (r"Sizes of tensors must match except in dimension (\d+)\. Expected size (\d+) but got size (\d+) for tensor number (\d+) in the list\.",
     "shape_error", lambda axis, wanted, found, which: (
        f"Tensors are put together along axis {int(axis) + 1}: all their other sizes must agree, but tensor {int(which) + 1} has {found} where the first "
        f"has {wanted}.", {"argument": "inputs", "expected": int(wanted), "actual": int(found)})),
    (r"The size of tensor a \((\d+)\) must match the size of tensor b \((\d+)\) at non-singleton dimension (\d+)", "shape_error", lambda a, b, axis: (
        f"The tensors do not fit each other: along axis {int(axis) + 1} one has {a} positions, the other {b}.", {"expected": int(a), "actual": int(b)})),
    (r"(?:\w+\.)*(\w+)\(\) got an unexpected keyword argument '(\w+)'.*", "argument_error", lambda function, name: (
        f"`{name}` is no argument of {function}().", {"argument": name})),
)


def in_terms_of_users(message: str, classes: list) -> tuple[str, dict]:
    """(message, fields) of an error that torch or Python raised; `classes` gets what it is to R."""
    for pattern, kind, tell in _FOREIGN:
        found = re.fullmatch(pattern, message)
        if found:
            classes[:0] = [kind] if kind in classes else [kind, *(["value_error"] if "value_error" not in classes else [])]
            return tell(*found.groups())
    return message, {}


def plain(value):
    """`value` if R has it too, else its text."""
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    if isinstance(value, (list, tuple)):
        return [plain(v) for v in value]
    if isinstance(value, dict):
        return {str(k): plain(v) for k, v in value.items()}
    return repr(value)
