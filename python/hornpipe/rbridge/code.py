"""R code in files: which objects of R a model is made of, and the source that a file carries for them. Nothing here runs it."""
from __future__ import annotations

from pathlib import Path

from ..core import objects
from ..saving.api import LEGACY
from ..saving.archive import r_code_of


def made_in_r(model) -> list[str]:
    """Names, as files have them, of the classes and functions of R that a saved model needs."""
    with objects.noting_users_objects() as found:
        objects.serialize_keras_object(model)
    return [name.partition(".")[2] for name in found if name.startswith("r.")]


def code_in(path: str) -> str | None:
    """The R source in a saved model."""
    return None if Path(path).suffix in LEGACY else r_code_of(path)
