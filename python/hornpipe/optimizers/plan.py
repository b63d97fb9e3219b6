"""What one step touches, sorted once per list of variables: which of them share a kernel call, and the slots beside them."""
from __future__ import annotations

from types import SimpleNamespace

import torch

from ..core.errors import ShapeError
from ..runtime.convert import convert_to_tensor


class Group:
    """Variables that one kernel call can take, being alike in dtype, device, decay and slots, and their slots as parallel lists.

    `slots.momentum[i]` belongs to `variables[i]`; a slot that these variables do not have is an empty list.
    """

    def __init__(self, positions, variables, slots, decays):
        self.positions, self.variables, self.slots, self.decays = positions, variables, slots, decays

    def pick(self, values: list) -> list:
        return values if len(values) == len(self.positions) else [values[i] for i in self.positions]


class Plan:
    """The groups of a list of variables, and what concerns all of them alike.

    Args:
        variables: Those that gradients are given for.
        slots: Name -> list with the slot of each variable, None where it has none.
        accumulators: Where the gradients of each are summed up; None where they are not.
        decays: Whether weight decay is for a variable.
    """

    def __init__(self, variables, slots, accumulators, decays):
        self.replaced = [i for i, v in enumerate(variables) if getattr(v, "overwrite_with_gradient", False)]
        self.kept = [i for i in range(len(variables)) if i not in self.replaced]
        self.all_variables, self.all_accumulators = variables, accumulators
        self.variables = [variables[i] for i in self.kept]
        self.accumulators = accumulators and [accumulators[i] for i in self.kept]
        self.forms = [(v, v.shape, v.stride(), v.dtype) for v in self.variables]
        alike: dict = {}
        for place, i in enumerate(self.kept):
            v = variables[i]
            alike.setdefault((decays(v), v.device, v.dtype, *(slot[i] is None for slot in slots.values())), []).append((place, i))
        self.groups = [
            Group([place for place, _ in members], [variables[i] for _, i in members],
                  SimpleNamespace(**{name: [slot[i] for _, i in members if slot[i] is not None] for name, slot in slots.items()}), decaying)
            for (decaying, *_), members in alike.items()
        ]

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
