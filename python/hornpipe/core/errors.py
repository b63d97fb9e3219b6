"""The errors of hornpipe, and the words they are made of.

Each is also the builtin that Keras raises in its place, so `except ValueError` keeps working. The fields
travel to R, where they become the fields of a classed condition.
"""
from __future__ import annotations

import difflib
from collections.abc import Iterable


class HornpipeError(Exception):
    """Base of the classed errors; `fields` holds what the message was made of."""

    def __init__(self, message: str, **fields):
        super().__init__(message)
        self.fields = fields
        for name, value in fields.items():
            setattr(self, name, value)


class ArgumentError(HornpipeError, ValueError):
    """An argument breaks a rule. Fields: argument, actual."""


class ArgumentTypeError(HornpipeError, TypeError, ValueError):
    """An argument is of the wrong type. Fields: argument, actual.

    Keras raises now a TypeError, now a ValueError for it: both catch it.
    """


class ShapeError(HornpipeError, ValueError):
    """A tensor's shape does not fit. Fields: layer, argument, expected, actual."""


class DataError(HornpipeError, ValueError):
    """Data that cannot be trained on: NaN, unequal lengths, labels out of range. Fields: argument, actual."""


class MissingValuesError(DataError):
    """Data holds NaN. Fields: argument, actual."""


class InfiniteValuesError(DataError):
    """Data holds infinite values. Fields: argument, actual."""


class UnequalRowsError(DataError):
    """Arrays have different numbers of rows. Fields: argument, actual."""


class LabelError(DataError):
    """Labels are no classes that the output has. Fields: argument, actual, expected."""


class NotBuiltError(HornpipeError, ValueError):
    """A model or layer has no weights or outputs yet. Fields: layer."""


class NotCompiledError(HornpipeError, ValueError):
    """`compile()` was not called before training. Fields: layer."""


class UnknownNameError(HornpipeError, ValueError):
    """A string names nothing we know. Fields: argument, actual, known."""


class FileFormatError(HornpipeError, ValueError):
    """A file is broken, of another format, or does not fit the model. Fields: path."""


class BackgroundError(HornpipeError, RuntimeError):
    """Work cannot go to another process, or that process ended without a result. Fields: argument, actual."""


class UnsafeFileError(FileFormatError):
    """A file asks for what a file must not ask for. Fields: path, object."""


def got(value) -> str:
    """How a value is shown at the end of a message: short, with its type where that is not plain."""
    text = repr(value)
    if len(text) > 120:
        text = text[:117] + "..."
    plain = value is None or isinstance(value, (bool, int, float, str, list, tuple, dict))
    return f"got {text}" + ("" if plain else f" (of type {type(value).__name__})")


def nearest(name, known: Iterable[str], most: int = 3) -> str:
    """A hint line with the known names most like `name`; empty when nothing is near."""
    lowered = {k.lower(): k for k in known}
    found = difflib.get_close_matches(str(name).lower(), lowered, n=most, cutoff=0.6)
    return f" Did you mean {' or '.join(repr(lowered[f]) for f in found)}?" if found else ""


def unknown_argument(owner: str, given: Iterable[str], known: Iterable[str], **fields) -> ArgumentTypeError:
    """Keyword arguments that `owner` does not take."""
    given = list(given)
    return ArgumentTypeError(f"{owner} takes no argument {', '.join(map(repr, given))}.{nearest(given[0], known, most=1)}", argument=given[0], **fields)


def unknown_name(argument: str, name, known: Iterable[str]) -> UnknownNameError:
    known = sorted({str(k) for k in known})
    told = [k for k in known if k.islower()] or known           # "glorot_uniform" says what "GlorotUniform" says
    hint = nearest(name, told) or nearest(name, known) or (f" Known: {', '.join(told)}." if len(told) <= 40 else "")
    return UnknownNameError(f"`{argument}` names nothing known: {got(name)}.{hint}", argument=argument, actual=name, known=known)
