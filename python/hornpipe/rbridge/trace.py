"""R functions of tensors that run in R once, and from then on as a plan of tensor operations."""
from __future__ import annotations

import random
from collections.abc import Callable

import torch

from ..core import tree
from ..graph.function import Function
from ..graph.infer import inferring
from ..graph.tensor import KerasTensor, SymbolicValueError
from ..layers.calling import mask_of
from ..layers.input import Input
from ..runtime import dtypes
from ..runtime.random import global_seed_generator


class Untraceable(Exception):
    """Why a function has to run in R for every batch."""


class Traced:
    """A function that is called with symbolic tensors once for each kind of arguments.

    What depends on the values of a batch, or on chance, cannot be had that way: such a function goes on running in
    R, and `tell` hears why, once.

    Args:
        function: An R function, as `r_function()` made it.
        tell: Called with the reason.
        chance: Gives the state of R's random numbers.
        check: Whether the plan must agree with the function on the first batch; not for functions that change weights.
    """

    def __init__(self, function: Callable, tell: Callable, chance: Callable, check: bool):
        self.function, self.tell, self.chance, self.check = function, tell, chance, check
        self.plans, self.reason = {}, None

    def __call__(self, *args, **flags):
        leaves = tree.flatten(args)
        # A call that only looks for shapes leaves out losses and updates of variables: its plan would too.
        if self.reason or inferring() or not leaves or not all([isinstance(x, torch.Tensor) and not x.is_meta and mask_of(x) is None for x in leaves]):
            return self.function(*args, **flags)
        kind = (*[(x.dtype, x.shape[1:]) for x in leaves], *sorted(flags.items()))
        plan = self.plans.get(kind)
        if plan is not None:
            return plan.run(leaves)
        result = self.function(*args, **flags)          # also builds what is not built yet
        if result is None:                              # nothing to trace: whoever wants a tensor says so
            return None
        if any(isinstance(x, KerasTensor) for x in tree.flatten(result)):
            name = getattr(self.function, "__name__", "The function")
            raise SymbolicValueError(f"`{name}` uses symbolic tensors of a model, which have no numbers here: it sees its arguments alone. Add what needs "
                                     "other tensors in a layer by `add_loss()`, or make them outputs of the model.")
        try:
            plan = self._trace(args, flags)
            if self.check:
                self._compare(plan, leaves, result)
            self.plans[kind] = plan
        except Untraceable as error:
            self.reason = str(error)
            self.tell(self.reason)
        return result

    def _trace(self, args, flags):
        number = iter(range(len(tree.flatten(args))))
        symbols = tree.map_structure(lambda x: Input(batch_shape=(None, *x.shape[1:]) if x.ndim else (), dtype=dtypes.standardize_dtype(x.dtype),
                                                     name=f"traced_{next(number)}"), args)
        before = self._chances()
        try:
            outputs = self.function(*symbols, **flags)
        except KeyboardInterrupt:
            raise
        except Exception as error:
            raise Untraceable(str(error).strip() or type(error).__name__) from error
        if self._chances() != before:
            raise Untraceable("it draws random numbers outside of layers")
        if not all(isinstance(x, KerasTensor) for x in tree.flatten(outputs)):
            raise Untraceable("its result does not depend on its arguments alone")
        try:
            return Function(symbols, outputs)._plan
        except ValueError as error:
            raise Untraceable(str(error)) from error

    def _chances(self):
        counter = global_seed_generator().state
        return self.chance(), random.getstate(), torch.get_rng_state().tolist(), counter.tolist()

    def _compare(self, plan, leaves, result):
        with torch.no_grad():
            again = plan.run(leaves)
        for a, b in zip(tree.flatten(result), tree.flatten(again), strict=True):
            if not torch.allclose(torch.as_tensor(a, dtype=b.dtype), b, rtol=1e-4, atol=1e-6, equal_nan=True):
                raise Untraceable("it gives other numbers when it is called again")
