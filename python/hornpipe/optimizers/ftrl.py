"""FTRL-Proximal: sparse linear models."""
from __future__ import annotations

from ..core.errors import ArgumentError
from ..core.types import Real
from .optimizer import Optimizer


class Ftrl(Optimizer, slots=(("accumulator", "linear"),)):
    """"Follow the regularized leader": weights solved for anew at each step, exactly 0 where the L1 penalty holds them.

    Args:
        learning_rate_power: How the rate falls with the sum of squared gradients; at most 0.
        initial_accumulator_value: What these sums start from.
        l1_regularization_strength: L1 penalty.
        l2_regularization_strength: L2 penalty.
        l2_shrinkage_regularization_strength: L2 penalty on the size of the weights, added to the gradient.
        beta: Added to the root of the sums, as `beta` in the paper.

    Reference:
        McMahan et al., 2013, https://research.google.com/pubs/archive/41159.pdf
    """

    def __init__(self, learning_rate: Real = 0.001, learning_rate_power: Real = -0.5, initial_accumulator_value: Real = 0.1,
                 l1_regularization_strength: Real = 0.0, l2_regularization_strength: Real = 0.0, l2_shrinkage_regularization_strength: Real = 0.0,
                 beta: Real = 0.0, *args, **kwargs):
        super().__init__(learning_rate, *args, **kwargs)
        self.learning_rate_power = learning_rate_power
        self.initial_accumulator_value = initial_accumulator_value
        self.l1_regularization_strength = l1_regularization_strength
        self.l2_regularization_strength = l2_regularization_strength
        self.l2_shrinkage_regularization_strength = l2_shrinkage_regularization_strength
        self.beta = beta
        if learning_rate_power > 0:
            raise ArgumentError(f"`learning_rate_power` needs to be negative or zero. Received: learning_rate_power={learning_rate_power}.",
                                argument="learning_rate_power", actual=learning_rate_power)
        for name in ("initial_accumulator_value", "l1_regularization_strength", "l2_regularization_strength", "l2_shrinkage_regularization_strength"):
            if getattr(self, name) < 0:
                raise ArgumentError(f"`{name}` needs to be positive or zero. Received: {name}={getattr(self, name)}.", argument=name,
                                    actual=getattr(self, name))

    def first_value(self, slot, variable):
        return self.initial_accumulator_value if slot == "accumulator" else 0.0

    def update(self, params, grads, slots, lr, t):
        power, l1 = -self.learning_rate_power, self.l1_regularization_strength
        l2 = self.l2_regularization_strength + self.beta / (2 * lr)
        for w, g, n, z in zip(params, grads, slots.accumulator, slots.linear):
            sums = n + g * g
            shrunk = g + 2 * self.l2_shrinkage_regularization_strength * w
            z += shrunk - (sums**power - n**power) / lr * w
            w.copy_((z.clamp(-l1, l1) - z) / (sums**power / lr + 2 * l2))
            n.copy_(sums)
