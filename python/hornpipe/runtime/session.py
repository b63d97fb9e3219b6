"""The process as a whole: output for people, and a fresh start."""
from __future__ import annotations

import gc

import torch

from ..core.names import reset_uids
from . import memory, random, settings


def clear_session(free_memory: bool = True) -> None:
    """Forgets names given so far and the global random stream; memory no model holds any more is freed."""
    reset_uids()
    random.forget_global()
    settings.put("policy", None)
    if free_memory:
        gc.collect()
        memory.trim()
        if torch.cuda.is_available():
            torch.cuda.empty_cache()


def enable_interactive_logging() -> None:
    """Progress goes to the console."""
    settings.put("interactive_logging", True)


def disable_interactive_logging() -> None:
    """Progress goes to the log of the module `logging`."""
    settings.put("interactive_logging", False)


def is_interactive_logging_enabled() -> bool:
    return settings.get("interactive_logging")
