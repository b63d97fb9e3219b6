"""Families of layers that differ in the number of their spatial axes: written once, a row for each rank."""
from __future__ import annotations

import inspect


class ByRank:
    """`class Conv2D(Conv, rank=2)`: a constructor whose defaults for `per_axis` arguments have a value for each axis."""

    rank = 0
    per_axis: tuple = ()

    def __init_subclass__(cls, rank: int = 0, **kwargs):
        super().__init_subclass__(**kwargs)
        if rank:
            cls.rank = rank
        if rank > 1:
            _lift_defaults(cls)


def _lift_defaults(cls):
    base_init = cls.__init__
    signature = inspect.signature(base_init)
    lifted = [p for p in signature.parameters.values() if p.name in cls.per_axis and isinstance(p.default, int)]
    if not lifted:
        return

    def __init__(self, *args, **kwargs):
        base_init(self, *args, **kwargs)

    parameters = [p.replace(default=(p.default,) * cls.rank) if p in lifted else p for p in signature.parameters.values()]
    __init__.__signature__ = signature.replace(parameters=parameters)
    __init__.__wrapped__ = base_init            # where the names of its annotations stand
    __init__.__qualname__ = f"{cls.__qualname__}.__init__"
    cls.__init__ = __init__
