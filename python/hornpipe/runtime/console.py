"""Words for people: to the terminal, to the log, or to where somebody redirects them (R's console, a notebook's widget)."""
from __future__ import annotations

import logging
import os
import sys

from . import settings

_redirected: list = []      # (writer, whether it can redraw a line), innermost last


def redirect(writer, redraws: bool = False) -> None:
    """Sends all output to `writer(text)`; `None` takes the last redirection back.

    Args:
        writer: Function of a string.
        redraws: Whether a carriage return goes back to the start of the line there.
    """
    if writer is None:
        _redirected.pop()
    else:
        _redirected.append((writer, redraws))


def can_redraw() -> bool:
    """Whether a line can be drawn over: on a terminal and in a notebook, not in a file."""
    if _redirected:
        return _redirected[-1][1]
    if not settings.get("interactive_logging"):
        return False
    return (hasattr(sys.stdout, "isatty") and sys.stdout.isatty()) or "ipykernel" in sys.modules or "PYCHARM_HOSTED" in os.environ


def write(text: str) -> None:
    """Writes text as it is. With interactive logging off it is an entry of the log "hornpipe"."""
    if _redirected:
        _redirected[-1][0](text)
    elif not settings.get("interactive_logging"):
        if text.strip():
            logging.getLogger("hornpipe").info(text.strip())
    else:
        try:
            sys.stdout.write(text)
        except UnicodeEncodeError:      # a console of few characters
            sys.stdout.write(text.encode(sys.stdout.encoding, errors="replace").decode(sys.stdout.encoding))
        sys.stdout.flush()


def say(message: str) -> None:
    """Writes a line."""
    write(f"{message}\n")
