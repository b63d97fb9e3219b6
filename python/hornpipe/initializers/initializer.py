"""The base of initializers: from a shape and a dtype to a first value."""
from __future__ import annotations

from ..core.configurable import Configurable


class Initializer(Configurable, abstract=True):
    """Gives the first value of a weight.

    A subclass defines `__call__(self, shape, dtype=None)`, which gives a tensor.
    """

    kind = "initializer"

    def __call__(self, shape, dtype=None):
        raise NotImplementedError(f"{type(self).__name__} has no `__call__()`.")

    def clone(self):
        """An equal initializer."""
        return type(self).from_config(self.get_config())
