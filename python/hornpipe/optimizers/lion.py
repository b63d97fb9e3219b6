"""Lion: the sign of a momentum, and nothing else."""
from __future__ import annotations

import torch

from ..core.errors import ArgumentError
from ..core.types import Real
from .optimizer import Optimizer


class Lion(Optimizer, slots=("momentum",)):
    """Steps of one size along the sign of an average of gradients. A rate 3 to 10 times smaller than Adam's suits it.

    Args:
        beta_1: Weight of the momentum against the present gradient in the step.
        beta_2: How much of the momentum stays from step to step.

    Reference:
        Chen et al., 2023, https://arxiv.org/abs/2302.06675
    """

    def __init__(self, learning_rate: Real = 0.001, beta_1: Real = 0.9, beta_2: Real = 0.99, *args, **kwargs):
        super().__init__(learning_rate, *args, **kwargs)
        if not 0 < beta_1 <= 1:
            raise ArgumentError(f"Argument `beta_1` must be in the [0, 1] range. Otherwise, the optimizer degenerates to SignSGD. Received: beta_1={beta_1}.",
                                argument="beta_1", actual=beta_1)
        self.beta_1 = beta_1
        self.beta_2 = beta_2

    def update(self, params, grads, slots, lr, t):
        directions = torch._foreach_sign(torch._foreach_lerp(slots.momentum, grads, 1 - self.beta_1))
        torch._foreach_add_(params, directions, alpha=-lr)
        torch._foreach_lerp_(slots.momentum, grads, 1 - self.beta_2)
