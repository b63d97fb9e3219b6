"""Subnormal numbers, those too small for a float's full precision, count as zero while a model learns.

Averages of gradients that have become zero shrink step by step into their range, where a processor takes many times as long for
every operation; TensorFlow leaves them out as well. The mode belongs to a thread, and a new thread takes it over from the one that
starts it. So torch's own threads, which run its kernels and nothing else, are started in this mode and stay in it; the thread of
the user's program has it for the length of a step.
"""
from __future__ import annotations

import torch

_SMALLEST = 5e-324
_MANY = 1 << 17         # values from which torch shares work between its threads


def leave_out() -> bool:
    """Switches the mode on in this thread; tells whether it was off and can be switched."""
    return _SMALLEST * 1.0 != 0.0 and torch.set_flush_denormal(True)


def keep() -> None:
    """Switches the mode off in this thread."""
    torch.set_flush_denormal(False)


def start_threads() -> None:
    """Starts torch's threads in this mode, unless they run already."""
    if leave_out():
        try:
            torch.empty(_MANY).fill_(0)
        finally:
            keep()
