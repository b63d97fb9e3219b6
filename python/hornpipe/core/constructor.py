"""Constructors derived from functions: `class Huber(Loss, of=huber)` takes what `huber` takes beside its data."""
from __future__ import annotations

import inspect
from collections.abc import Sequence
from inspect import Parameter

DATA = 2        # the leading parameters of such a function: what it is called on


def options(function) -> dict[str, Parameter]:
    """The parameters of `function` after the data, by name."""
    return {p.name: p for p in list(inspect.signature(function).parameters.values())[DATA:]}


def told(cls, config: dict, names: Sequence[str]) -> dict:
    """A config without those of `names` that have their defaults."""
    parameters = inspect.signature(cls.__init__).parameters
    return {k: v for k, v in config.items() if k not in names or k not in parameters or v != parameters[k].default}


def derive_init(cls, function, base_init, order: Sequence[str], defaults: dict) -> tuple[str, ...]:
    """Gives `cls` an `__init__` that stores the options of `function` under their own names.

    Args:
        cls: The class.
        function: Its parameters after the data become parameters of the class.
        base_init: The base's `__init__`; its parameters are taken too, and passed on to it.
        order: Names of all parameters, in the order in which they may be given by position.
        defaults: Defaults that differ from those of `function` and `base_init`.

    Returns:
        The names of the options: those of `function` that are in `order`.
    """
    known = {**inspect.signature(base_init).parameters, **options(function)}
    own = [n for n in options(function) if n in order]
    passed_on = [n for n in order if n not in own]
    first = Parameter("self", Parameter.POSITIONAL_OR_KEYWORD)
    signature = inspect.Signature([first, *(known[n].replace(default=defaults.get(n, known[n].default)) for n in order)])

    def __init__(self, *args, **kwargs):
        try:
            bound = signature.bind(self, *args, **kwargs)
        except TypeError as error:
            raise TypeError(f"{type(self).__name__}: {error}.") from None
        bound.apply_defaults()
        given = bound.arguments
        base_init(self, **{n: given[n] for n in passed_on})
        for n in own:
            setattr(self, n, given[n])
        self._check_options()

    __init__.__wrapped__ = inspect.unwrap(function)         # where its documentation and the names in its annotations stand
    __init__.__signature__, __init__.__doc__ = signature, function.__doc__
    __init__.__qualname__ = f"{cls.__qualname__}.__init__"
    cls.__init__ = __init__
    return tuple(own)
