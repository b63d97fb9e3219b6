"""The state that names, seeds and policies leave behind, and how to drop it."""
from __future__ import annotations

import gc
import sys

from ..core import names
from ..core.types import Flag
from . import random, settings


def clear_session(free_memory: Flag = True) -> None:
    """Starts afresh: automatic names count from the beginning, and the global seed and dtype policy are the default ones.

    Args:
        free_memory: Whether objects that nothing refers to are collected at once.
    """
    names.reset_uids()
    random.forget_global_seed()
    for name, value in (("policy", None), ("interactive_logging", True), ("traceback_filtering", True)):
        settings.put(name, value)
    if "torch._dynamo" in sys.modules:
        sys.modules["torch._dynamo"].reset()        # what was compiled holds on to models
    if free_memory:
        gc.collect()
