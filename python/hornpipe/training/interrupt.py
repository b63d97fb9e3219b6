"""Ctrl-C in the middle of training: the running step is finished first, so the weights are whole."""
from __future__ import annotations

import contextlib
import ctypes
import signal
import threading

_api = ctypes.pythonapi
_api.PyOS_getsig.restype, _api.PyOS_getsig.argtypes = ctypes.c_void_p, [ctypes.c_int]
_api.PyOS_setsig.restype, _api.PyOS_setsig.argtypes = ctypes.c_void_p, [ctypes.c_int, ctypes.c_void_p]


class _Host:
    """The program that Python runs in. Told to wait, it remembers a Ctrl-C that was answered here, and its handler is silent."""

    waits = False           # whether it can be told to wait
    remembers = False


def has_host() -> None:
    """Tells that Python runs in a program that hears Ctrl-C too."""
    _Host.waits = True


def remembered_by_host() -> bool:
    """Whether the interrupt that the host has just told of is one that was answered here; it tells of it once."""
    before, _Host.remembers = _Host.remembers, False
    return before


@contextlib.contextmanager
def interruptible(stop):
    """Inside the block the first Ctrl-C calls `stop()`; a second one raises `KeyboardInterrupt` at once.

    The handlers that were there stay in charge: the system's, because a program that Python runs in (R) may have its own, and
    Python's, because it tells that program who answers. Only the main thread hears signals; elsewhere this does nothing.
    """
    before = signal.getsignal(signal.SIGINT)
    if threading.current_thread() is not threading.main_thread() or not callable(before):
        yield
        return
    asked = False

    def handler(number, frame):
        nonlocal asked
        try:
            before(number, frame)
        except KeyboardInterrupt:
            pass
        else:
            if not _Host.waits:
                return
            _Host.remembers = True
        if asked:
            raise KeyboardInterrupt
        asked = True
        stop()

    system = _api.PyOS_getsig(signal.SIGINT)
    signal.signal(signal.SIGINT, handler)
    _api.PyOS_setsig(signal.SIGINT, system)
    try:
        yield
    finally:
        _Host.remembers = False         # of the next interrupt it tells anew
        signal.signal(signal.SIGINT, before)
        _api.PyOS_setsig(signal.SIGINT, system)
