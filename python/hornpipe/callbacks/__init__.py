"""Callbacks: what happens while a model trains."""
from __future__ import annotations

from .callback import Callback as Callback
from .callback_list import CallbackList as CallbackList
from .history import History as History
from .progress import ProgbarLogger as ProgbarLogger
