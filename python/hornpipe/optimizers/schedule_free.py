"""Schedule-free AdamW: an average of the iterates does what a falling learning rate would."""
from __future__ import annotations

import torch

from ..core.types import Int, Real
from .adam import ADAM_SLOTS
from .foreach import average_squares_, scale_, spread
from .optimizer import Optimizer


class ScheduleFreeAdamW(Optimizer, slots=ADAM_SLOTS):
    """Adam's steps on a hidden sequence; the variables lie between it and its plain average. Needs no schedule.

    Args:
        beta_1: Weight of the average in the variables, where gradients are taken.
        beta_2: How much of the average of squared gradients stays from step to step.
        epsilon: Keeps the division finite.
        warmup_steps: Steps in which the rate rises in a straight line.

    Reference:
        Defazio et al., 2024, https://arxiv.org/abs/2405.15682
    """

    def __init__(self, learning_rate: Real = 0.0025, beta_1: Real = 0.9, beta_2: Real = 0.999, epsilon: Real = 1e-8, warmup_steps: Int = 0, *args, **kwargs):
        super().__init__(learning_rate, *args, **kwargs)
        self.beta_1 = beta_1
        self.beta_2 = beta_2
        self.epsilon = epsilon
        self.warmup_steps = warmup_steps

    def first_value(self, slot, variable):
        # Keras: files hold the hidden sequence under the name "momentum".
        return variable.detach() if slot == "momentum" else 0.0

    def update(self, params, grads, slots, lr, t):
        if t < self.warmup_steps:
            lr *= t / self.warmup_steps
        new = 1 / t         # weight of the hidden sequence's next value in its average
        torch._foreach_add_(params, slots.momentum, alpha=self.beta_1 - 1)          # beta_1 * average
        scale_(params, 1 - new)
        average_squares_(slots.velocity, grads, self.beta_2)
        torch._foreach_addcdiv_(slots.momentum, grads, spread(slots.velocity, self.epsilon, 1 - self.beta_2**t), -lr)
        torch._foreach_add_(params, slots.momentum, alpha=1 - self.beta_1 + new * self.beta_1)
