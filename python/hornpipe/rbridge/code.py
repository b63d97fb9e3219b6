"""What the R package adds to saved models: source of R classes, which nothing here runs, and the levels of factors."""
from __future__ import annotations

import json
from pathlib import Path

from ..core import objects
from ..core.errors import FileFormatError
from ..saving.api import LEGACY
from ..saving.archive import R_CODE, R_NOTES, text_member
from .models import notes


def made_in_r(obj) -> list:
    """The classes and functions of R that a saved object needs: their names in files, and the R functions that give them."""
    with objects.noting_users_objects() as found:
        objects.serialize_keras_object(obj)
    return [[one.__name__, one.r_giver] for one in found if getattr(one, "r_giver", None) is not None]


def members_of(model, path: str, code: str | None) -> dict:
    """Members for the file of a model; levels are left out where the format has no place for them."""
    levels = None if Path(path).suffix in LEGACY else notes(model).levels
    return {**({} if code is None else {R_CODE: code}), **({R_NOTES: json.dumps({"levels": levels})} if levels else {})}


def code_in(path: str) -> str | None:
    """The R source in a saved model."""
    return None if Path(path).suffix in LEGACY else text_member(path, R_CODE)


def take_levels(model, path: str) -> None:
    """Gives a loaded model the levels that its file tells.

    Raises:
        FileFormatError: They are not lists of strings by output.
    """
    text = None if Path(path).suffix in LEGACY else text_member(path, R_NOTES)
    if text is None:
        return
    try:
        levels = json.loads(text)["levels"]
        right = all(isinstance(level, str) for known in levels.values() for level in known)
    except (ValueError, RecursionError, KeyError, TypeError, AttributeError):
        right = False
    if not right:
        raise FileFormatError(f"{path}: {R_NOTES} must hold lists of strings by output.", path=path)
    notes(model).levels = {output: list(known) for output, known in levels.items()}
