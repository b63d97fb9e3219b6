"""Exceptions as the parts of classed R conditions."""
from __future__ import annotations

import re
import traceback

from ..core.errors import HornpipeError


def describe(exception: BaseException) -> dict:
    """The parts of an exception that become a classed R condition."""
    names = [c.__name__ for c in type(exception).__mro__ if c not in (HornpipeError, Exception, BaseException, object)]
    classes = [re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", name).lower() for name in names]
    message = str(exception) or type(exception).__name__
    trace = "".join(traceback.format_exception(type(exception), exception, exception.__traceback__))
    fields = {name: plain(value) for name, value in getattr(exception, "fields", {}).items()}
    return {"message": message, "classes": [*classes, "error"], "trace": trace, "fields": fields}


def plain(value):
    """`value` if R has it too, else its text."""
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    if isinstance(value, (list, tuple)):
        return [plain(v) for v in value]
    if isinstance(value, dict):
        return {str(k): plain(v) for k, v in value.items()}
    return repr(value)
