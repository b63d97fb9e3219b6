"""Preparing data: labels, sequences, images, texts."""
from __future__ import annotations

from . import sequence

__all__ = ["sequence"]
