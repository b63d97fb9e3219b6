"""What one step touches, sorted once per list of variables: which of them share a kernel call, and the slots beside them."""
from __future__ import annotations

from types import SimpleNamespace

import torch

from ..core.errors import ShapeError
from ..runtime.convert import convert_to_tensor


def memory_order(variable):
    """The axes from the slowest to the fastest, where they do not stand so already and the memory has no gaps; else None."""
    if variable.is_contiguous():
        return None
    order = sorted(range(variable.ndim), key=variable.stride, reverse=True)
    return order if variable.detach().permute(order).is_contiguous() else None


class Group:
    """Variables that one kernel call can take, being alike in dtype, device, decay and slots, and their slots as parallel lists.

    `slots.momentum[i]` belongs to `variables[i]`; a slot that these variables do not have is an empty list. Where shapes do not
    matter all of them are seen in memory order: torch's fused kernels copy a transposed tensor, which takes longer than the step.
    """

    def __init__(self, positions, variables, slots, decays, by_shape):
        self.positions, self.decays = positions, decays
        self.orders = [None if by_shape else memory_order(v) for v in variables]
        self.laid = any(self.orders)
        self.variables = self._in_order(variables)
        self.slots = SimpleNamespace(**{name: self._in_order(slot) for name, slot in slots.items()})

    def _in_order(self, values: list) -> list:
        if not self.laid:
            return values
        return [v if order is None or v.ndim != len(order) else (v.detach() if v.requires_grad else v).permute(order)
                for v, order in zip(values, self.orders)]

    def pick(self, values: list) -> list:
        """Those of the group of a value for each variable, as the kernels want them."""
        return self._in_order(values if len(values) == len(self.positions) else [values[i] for i in self.positions])


class Plan:
    """The groups of a list of variables, and what concerns all of them alike.

    Args:
        variables: Those that gradients are given for.
        slots: Name -> list with the slot of each variable, None where it has none.
        accumulators: Where the gradients of each are summed up; None where they are not.
        decays: Whether weight decay is for a variable.
        by_shape: Whether the update needs shapes; else it sees all in memory order.
    """

    def __init__(self, variables, slots, accumulators, decays, by_shape=False):
        self.replaced = [i for i, v in enumerate(variables) if getattr(v, "overwrite_with_gradient", False)]
        self.kept = [i for i in range(len(variables)) if i not in self.replaced]
        self.all_variables, self.all_accumulators = variables, accumulators
        self.variables = [variables[i] for i in self.kept]
        self.accumulators = accumulators and [accumulators[i] for i in self.kept]
        self.forms = [(v, v.shape, v.stride(), v.dtype) for v in self.variables]
        self._homes = [v.data_ptr() for v in variables]
        alike: dict = {}
        for place, i in enumerate(self.kept):
            v = variables[i]
            alike.setdefault((decays(v), v.device, v.dtype, *(slot[i] is None for slot in slots.values())), []).append((place, i))
        self.groups = [
            Group([place for place, _ in members], [variables[i] for _, i in members],
                  {name: [slot[i] for _, i in members if slot[i] is not None] for name, slot in slots.items()}, decaying, by_shape)
            for (decaying, *_), members in alike.items()
        ]

    def holds(self) -> bool:
        """Whether the variables still lie where they did: `.to(device)` moves them."""
        return [v.data_ptr() for v in self.all_variables] == self._homes

    def fit(self, grads) -> list:
        """The gradients as tensors with the shape, dtype and memory order of their variables: what fused kernels rely on."""
        if self.replaced:
            grads = [grads[i] for i in self.kept]
        return [g if type(g) is torch.Tensor and g.shape == shape and g.stride() == stride and g.dtype is dtype else _fitted(g, v)
                for g, (v, shape, stride, dtype) in zip(grads, self.forms)]


def _fitted(grad, variable) -> torch.Tensor:
    grad = convert_to_tensor(grad)
    if grad.layout is not torch.strided:
        grad = grad.to_dense()
    if grad.shape != variable.shape:
        raise ShapeError(f"The gradient of {getattr(variable, 'path', 'a variable')!r} must have shape {tuple(variable.shape)}, got {tuple(grad.shape)}.",
                         argument="grads", expected=tuple(variable.shape), actual=tuple(grad.shape))
    grad = grad.detach().to(variable.device, variable.dtype)
    if all(a == b for a, b, n in zip(grad.stride(), variable.stride(), grad.shape) if n > 1):       # steps along an axis of size 1 do not count
        return grad.as_strided(variable.shape, variable.stride())
    return torch.empty_strided(variable.shape, variable.stride(), dtype=variable.dtype, device=variable.device).copy_(grad)
