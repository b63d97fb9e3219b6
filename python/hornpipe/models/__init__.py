"""Models, and what is done with whole models."""
from __future__ import annotations

from ..saving.api import load_model, model_from_json, model_from_yaml, save_model
from .clone import clone_model
from .functional import Functional
from .model import Model
from .sequential import Sequential

__all__ = ["Functional", "Model", "Sequential", "clone_model", "load_model", "model_from_json", "model_from_yaml", "save_model"]
