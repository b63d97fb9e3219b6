"""Stochastic gradient descent."""
from __future__ import annotations

import torch

from ..core.errors import ArgumentError, got
from ..core.types import Flag, Real
from .foreach import scaled
from .optimizer import Optimizer


class SGD(Optimizer, slots=("momentum",)):
    """Gradient descent, with momentum if wanted: `m = momentum * m - lr * g`, then `w += m`.

    Args:
        momentum: How much of the last step goes on.
        nesterov: Whether the gradient counts as taken where the momentum leads.

    Reference:
        Sutskever et al., 2013, https://proceedings.mlr.press/v28/sutskever13.html
    """

    def __init__(self, learning_rate: Real = 0.01, momentum: Real = 0.0, nesterov: Flag = False, *args, **kwargs):
        super().__init__(learning_rate, *args, **kwargs)
        if not isinstance(momentum, (int, float)) or not 0 <= momentum <= 1:
            raise ArgumentError(f"`momentum` must be a float between [0, 1], {got(momentum)}.", argument="momentum", actual=momentum)
        self.momentum = momentum
        self.nesterov = nesterov

    def wants(self, slot, variable):
        return self.momentum != 0

    def rule(self, t):
        return {"kind": "nesterov" if self.nesterov and self.momentum else "sgd", "rate": self._rate(t - 1), "beta_1": self.momentum}

    def update(self, params, grads, slots, lr, t):
        if not slots.momentum:
            torch._foreach_add_(params, grads, alpha=-lr)
        elif self.nesterov:
            self._move(params, scaled(grads, -lr), slots, dampening=0.0)
        else:
            self._move(params, grads, slots, dampening=1.0 + lr)

    def _move(self, params, grads, slots, dampening):
        """Torch keeps the rate out of the momentum, Keras has it in: torch's kernel with the rate -1 and gradients times -lr, before the kernel
        or in it by 1 - dampening, is Keras' rule, in one pass over the memory.
        """
        torch._fused_sgd_(params, grads, slots.momentum, weight_decay=0.0, momentum=self.momentum, lr=-1.0, dampening=dampening,
                          nesterov=self.nesterov, maximize=False, is_first_step=False)
