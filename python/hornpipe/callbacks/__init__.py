"""Callbacks: what happens while a model trains."""
from __future__ import annotations

from .callback import Callback as Callback, CallbackList as CallbackList, History as History
