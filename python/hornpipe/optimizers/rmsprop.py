"""RMSprop."""
from __future__ import annotations

import torch

from ..core.types import Flag, Real
from .foreach import average_squares_, scale_
from .optimizer import Optimizer


class RMSprop(Optimizer, slots=("velocity", "momentum", "average_gradient")):
    """Gradients divided by the root of the average of their squares.

    Args:
        rho: How much of the average stays from step to step.
        momentum: How much of the last step goes on.
        epsilon: Keeps the division finite.
        centered: Whether the variance divides, not the average of squares; costs one more slot.

    Reference:
        Hinton, 2012, https://www.cs.toronto.edu/~tijmen/csc321/slides/lecture_slides_lec6.pdf
    """

    def __init__(self, learning_rate: Real = 0.001, rho: Real = 0.9, momentum: Real = 0.0, epsilon: Real = 1e-7, centered: Flag = False, *args, **kwargs):
        super().__init__(learning_rate, *args, **kwargs)
        self.rho = rho
        self.momentum = momentum
        self.epsilon = epsilon
        self.centered = centered

    def wants(self, slot, variable):
        return {"velocity": True, "momentum": self.momentum > 0, "average_gradient": self.centered}[slot]

    def rule(self, t):
        plain = not self.momentum and not self.centered
        return {"kind": "rmsprop", "rate": self._rate(t - 1), "beta_2": self.rho, "epsilon": self.epsilon} if plain else None

    def update(self, params, grads, slots, lr, t):
        average_squares_(slots.velocity, grads, self.rho)
        divisors = torch._foreach_add(slots.velocity, self.epsilon)
        if slots.average_gradient:
            torch._foreach_lerp_(slots.average_gradient, grads, 1 - self.rho)
            torch._foreach_addcmul_(divisors, slots.average_gradient, slots.average_gradient, -1.0)
        torch._foreach_sqrt_(divisors)
        if slots.momentum:
            scale_(slots.momentum, self.momentum)
            torch._foreach_addcdiv_(slots.momentum, grads, divisors, lr)
            torch._foreach_sub_(params, slots.momentum)
        else:
            torch._foreach_addcdiv_(params, grads, divisors, -lr)
