"""Architectures as YAML: written plain, read with the safe loader only."""
from __future__ import annotations

import json

import yaml

from ..core.errors import FileFormatError


def dump(config: dict, **kwargs) -> str:
    """A config as YAML text; tuples become lists."""
    return yaml.safe_dump(json.loads(json.dumps(config)), sort_keys=False, **kwargs)


def load(text: str):
    """The config of a YAML text.

    Raises:
        FileFormatError: The text is no YAML, or asks for Python objects.
    """
    try:
        return yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise FileFormatError(f"The YAML text cannot be read: {error}", path=None) from error
