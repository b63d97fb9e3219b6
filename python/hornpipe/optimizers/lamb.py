"""LAMB: Adam, with a step as long as the variable itself says."""
from __future__ import annotations

import torch

from ..core.types import Real
from .adam import ADAM_SLOTS
from .foreach import average_squares_, scale_, spread
from .optimizer import Optimizer


class Lamb(Optimizer, slots=ADAM_SLOTS):
    """Adam's direction for each variable, scaled to the norm of the variable: for very large batches.

    Args:
        beta_1: How much of the average of gradients stays from step to step.
        beta_2: The same for the average of their squares.
        epsilon: Keeps the division finite.

    Reference:
        You et al., 2020, https://arxiv.org/abs/1904.00962
    """

    def __init__(self, learning_rate: Real = 0.001, beta_1: Real = 0.9, beta_2: Real = 0.999, epsilon: Real = 1e-7, *args, **kwargs):
        super().__init__(learning_rate, *args, **kwargs)
        self.beta_1 = beta_1
        self.beta_2 = beta_2
        self.epsilon = epsilon

    def update(self, params, grads, slots, lr, t):
        torch._foreach_lerp_(slots.momentum, grads, 1 - self.beta_1)
        average_squares_(slots.velocity, grads, self.beta_2)
        steps = torch._foreach_div(slots.momentum, spread(slots.velocity, self.epsilon, 1 - self.beta_2**t))
        scale_(steps, 1 / (1 - self.beta_1**t))
        sizes, lengths = torch._foreach_norm(params), torch._foreach_norm(steps)
        trust = [torch.where((w > 0) & (s > 0), w / s, 1.0) for w, s in zip(sizes, lengths)]
        torch._foreach_add_(params, torch._foreach_mul(steps, trust), alpha=-lr)
