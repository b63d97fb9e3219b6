"""R functions as Python ones."""
from __future__ import annotations

import inspect
import sys
import threading
import warnings
from collections.abc import Mapping

from ..core.errors import ArgumentTypeError
from ..runtime import console
from ..training.interrupt import has_host, remembered_by_host
from ..training.logs import Logs
from .trace import Traced

INTERRUPT = object()       # what an interrupted R function returns


def run_in_r(function, args, kwargs):
    """Calls an R function, on R's main thread."""
    answered = remembered_by_host()
    result = _run(function, args, kwargs)
    if result is INTERRUPT and answered:        # R told of the one that training has answered: it comes before anything else
        result = _run(function, args, kwargs)
    if result is INTERRUPT:
        raise KeyboardInterrupt
    return result


def _run(function, args, kwargs):
    if threading.current_thread() is not threading.main_thread():
        raise RuntimeError("An R function can run on the main thread only: use `workers = 1`.")
    return function(*[dict(a) if isinstance(a, Logs) else a for a in args], **kwargs)


def show_in_r(function, *args) -> None:
    """Calls an R function that shows something; one that Ctrl-C cuts off is left so where training has been told to end."""
    if _run(function, args, {}) is INTERRUPT and not remembered_by_host():
        raise KeyboardInterrupt


def hook_in_r(function, own, args):
    """Calls a hook of a callback in R, with `own` first: numbers that it returns as a named list go into the logs."""
    *before, logs = args if args and (args[-1] is None or isinstance(args[-1], Mapping)) else (*args, None)
    result = run_in_r(function, (*own, *before, dict(logs or {})), {})
    if logs is not None and isinstance(result, dict) and all(isinstance(v, (bool, int, float)) for v in result.values()):
        logs.update(result)


def r_hook(call, name: str, parameters: list):
    """A hook for `LambdaCallback`."""
    def function(*args):
        hook_in_r(call, (), args)

    return _named(function, name, parameters)


def r_function(call, name: str | None, parameters: list, giver=None):
    """A Python function with the parameters of an R function.

    Args:
        giver: An R function that leaves the R object, for which the Python one stands, with R.
    """
    def function(*args, **kwargs):
        return run_in_r(call, args, kwargs)

    function.r_giver = giver
    return _named(function, name, parameters)


def traced_function(call, name: str | None, parameters: list, tell, chance, giver=None, measure=False):
    """A function of tensors in R that leaves R after its first batch; a `measure` takes targets and predictions."""
    traced = Traced(r_function(call, name, parameters), tell, chance, check=True)

    def function(*args, **kwargs):
        value = traced(*as_columns(args) if measure else args, **kwargs)
        if value is None:
            raise ArgumentTypeError(f"`{name}` must return a tensor, got None.", argument=name)
        return value

    function.traced, function.r_giver = traced, giver
    return _named(function, name, parameters)


def as_columns(args: tuple) -> tuple:
    """Targets and predictions, the targets as one column where the predictions are one.

    Keras 2 did so, and Keras 3 does for losses alone: a metric that subtracts one from the other would get a square.
    """
    if len(args) > 1 and getattr(args[0], "ndim", 0) == 1 and getattr(args[1], "ndim", 0) == 2 and args[1].shape[1] == 1:
        return args[0][:, None], *args[1:]
    return args


def _named(function, name, parameters):
    function.__name__ = function.__qualname__ = name or "r_function"
    function.__module__ = "r"
    function.__signature__ = signature(parameters)
    function.from_r = True
    return function


def signature(parameters: list) -> inspect.Signature:
    """The Python signature of R formals: triples of name, kind ("required", "constant", "computed") and default."""
    named, rest = [], []
    for name, kind, default in parameters:
        if name == "...":
            rest = [inspect.Parameter("args", inspect.Parameter.VAR_POSITIONAL), inspect.Parameter("kwargs", inspect.Parameter.VAR_KEYWORD)]
        elif name.isidentifier():
            # Python wants defaults last; an R argument without one may stand after one with: optional to Python then, and R asks for it.
            required = kind == "required" and all(p.default is inspect.Parameter.empty for p in named)
            named.append(inspect.Parameter(name, inspect.Parameter.POSITIONAL_OR_KEYWORD, default=inspect.Parameter.empty if required else default))
    return inspect.Signature([*named, *rest])


def without_computed(kwargs: dict, parameters: list) -> dict:
    """Arguments without those that are None because R computes their default."""
    computed = {name for name, kind, _ in parameters if kind == "computed"}
    return {k: v for k, v in kwargs.items() if v is not None or k not in computed}


def r_generator(step):
    """The values of an R generator function, until it returns NULL."""
    while (value := step()) is not None:
        yield value


def speak_through(write, redraws: bool) -> None:
    """The core's words go through R's own output; those of other threads, which R must not hear, to the terminal."""
    has_host()

    def writer(text):
        if threading.current_thread() is threading.main_thread():
            show_in_r(write, text)
        else:
            sys.stdout.write(text)

    console.redirect(writer, redraws)


def warn_through(tell) -> None:
    """The warnings of the core become R's, each time; those of other threads and of other packages stay Python's."""
    before = warnings.showwarning

    def show(message, category, filename, lineno, file=None, line=None):
        if category is UserWarning and threading.current_thread() is threading.main_thread():
            tell(str(message))
        else:
            before(message, category, filename, lineno, file, line)

    warnings.showwarning = show
    warnings.filterwarnings("always", category=UserWarning)
