"""R functions as Python ones."""
from __future__ import annotations

import inspect
import threading

from .trace import Traced

INTERRUPT = object()       # what an interrupted R function returns


def r_function(call, name: str | None, parameters: list):
    """A Python function with the parameters of an R function. R runs on its main thread only."""
    def function(*args, **kwargs):
        if threading.current_thread() is not threading.main_thread():
            raise RuntimeError("An R function can run on the main thread only: use `workers = 1`.")
        result = call(*args, **kwargs)
        if result is INTERRUPT:
            raise KeyboardInterrupt
        return result

    function.__name__ = function.__qualname__ = name or "r_function"
    function.__signature__ = inspect.Signature(list(_parameters(parameters)))
    function.from_r = True
    return function


def _parameters(parameters):
    named, rest = [], []
    for name, has_default in parameters:
        if name == "...":
            rest = [inspect.Parameter("args", inspect.Parameter.VAR_POSITIONAL), inspect.Parameter("kwargs", inspect.Parameter.VAR_KEYWORD)]
        elif name.isidentifier():
            named.append((name, has_default))
    # Python wants defaults last; an R argument without one may stand after one with: optional to Python then, and R asks for it.
    seen = False
    for name, has_default in named:
        seen = seen or has_default
        yield inspect.Parameter(name, inspect.Parameter.POSITIONAL_OR_KEYWORD, default=None if seen else inspect.Parameter.empty)
    yield from rest


def r_generator(step):
    """The values of an R generator function, until it returns NULL."""
    while (value := step()) is not None:
        yield value


def traced_function(call, name: str | None, parameters: list, tell, chance):
    """A loss or metric in R that leaves R after its first batch."""
    traced = Traced(r_function(call, name, parameters), tell, chance, check=True)

    def function(*args, **kwargs):
        return traced(*args, **kwargs)

    function.__name__ = function.__qualname__ = traced.function.__name__
    function.__signature__ = traced.function.__signature__
    function.from_r, function.traced = True, traced
    return function
