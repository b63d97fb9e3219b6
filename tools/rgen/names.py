"""R names of Python's, and what names.toml states of them."""

from __future__ import annotations

import pathlib
import re
import tomllib

HERE = pathlib.Path(__file__).parent
TABLE = tomllib.loads((HERE / "names.toml").read_text(encoding="utf-8"))


def snake(name: str) -> str:
    """`MaxPooling2D` -> max_pooling_2d, `SimpleRNN` -> simple_rnn; the spellings in [words] first."""
    if name.islower():
        return name
    for odd, plain in TABLE["words"].items():
        name = name.replace(odd, plain)
    return re.sub(r"(?<=[a-z])(?=[A-Z0-9])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[A-Z]{2})(?=[0-9])", "_", name).lower()


def r_name(prefix: str, face: str, name: str) -> str:
    """The R function for `hornpipe.<face>.<name>`."""
    return TABLE["names"].get(f"{face}.{name}", f"{prefix}_{snake(name)}")


def by_hand(name: str) -> bool:
    return name in TABLE["by_hand"]["functions"]
