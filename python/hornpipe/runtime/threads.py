"""Threads that wait for each other only briefly.

torch's threads (libgomp) look for work many thousand times before they sleep. Where other programs hold some of the cores, a
thread looks for one that does not run, and a small step takes many times as long. With fewer looks an idle machine is as fast as
before, and a busy one loses less.
"""
from __future__ import annotations

import os
import sys

LOOKS = "10000"


def wait_briefly() -> bool:
    """Shortens the wait, where torch is not loaded yet and the user has not said how to wait; tells whether it did."""
    if "torch" in sys.modules or any(name in os.environ for name in ("GOMP_SPINCOUNT", "OMP_WAIT_POLICY")):
        return False
    os.environ["GOMP_SPINCOUNT"] = LOOKS
    return True
