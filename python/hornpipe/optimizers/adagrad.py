"""Adagrad and Adadelta: steps that shrink with the gradients seen so far."""
from __future__ import annotations

import torch

from ..core.types import Real
from .foreach import average_squares_
from .optimizer import Optimizer


class Adagrad(Optimizer, slots=("accumulator",)):
    """Gradients divided by the root of the sum of all their squares.

    Args:
        initial_accumulator_value: What the sums start from.
        epsilon: Keeps the division finite.

    Reference:
        Duchi et al., 2011, https://www.jmlr.org/papers/v12/duchi11a.html
    """

    def __init__(self, learning_rate: Real = 0.001, initial_accumulator_value: Real = 0.1, epsilon: Real = 1e-7, *args, **kwargs):
        super().__init__(learning_rate, *args, **kwargs)
        self.initial_accumulator_value = initial_accumulator_value
        self.epsilon = epsilon

    def first_value(self, slot, variable):
        return self.initial_accumulator_value

    def update(self, params, grads, slots, lr, t):
        torch._foreach_addcmul_(slots.accumulator, grads, grads)
        divisors = torch._foreach_add(slots.accumulator, self.epsilon)
        torch._foreach_sqrt_(divisors)
        torch._foreach_addcdiv_(params, grads, divisors, -lr)


class Adadelta(Optimizer, slots=(("accumulated_grad", "accumulated_delta_var"),)):
    """Gradients scaled by the ratio of the average step to the average gradient: the rate finds itself.

    Args:
        learning_rate: A factor on the step; 1 is the paper's rule.
        rho: How much of the averages stays from step to step.
        epsilon: Keeps the division finite, and lets the first steps happen.

    Reference:
        Zeiler, 2012, https://arxiv.org/abs/1212.5701
    """

    def __init__(self, learning_rate: Real = 0.001, rho: Real = 0.95, epsilon: Real = 1e-7, *args, **kwargs):
        super().__init__(learning_rate, *args, **kwargs)
        self.rho = rho
        self.epsilon = epsilon

    def update(self, params, grads, slots, lr, t):
        average_squares_(slots.accumulated_grad, grads, self.rho)
        ratio = torch._foreach_div(torch._foreach_add(slots.accumulated_delta_var, self.epsilon), torch._foreach_add(slots.accumulated_grad, self.epsilon))
        torch._foreach_sqrt_(ratio)
        steps = torch._foreach_mul(ratio, grads)
        average_squares_(slots.accumulated_delta_var, steps, self.rho)
        torch._foreach_add_(params, steps, alpha=-lr)
