"""Adafactor: second moments kept as a row and a column per matrix."""
from __future__ import annotations

import torch

from ..core.types import Flag, Real
from ..runtime.device import device
from .optimizer import Optimizer


def _rms(x):
    return x.square().mean().sqrt()


class Adafactor(Optimizer, slots=(("row", "column", "velocity"),)):
    """Steps relative to the size of each variable: for large embeddings and transformers.

    Args:
        beta_2_decay: Power of the step with which the average of squares forgets; negative.
        epsilon_1: Added to squared gradients.
        epsilon_2: Least size that a variable counts as having.
        clip_threshold: Root mean square that a step is scaled down to.
        relative_step: Kept for configs of Keras, where the rate is at most `1 / sqrt(step)` with either value.

    Reference:
        Shazeer and Stern, 2018, https://arxiv.org/abs/1804.04235
    """

    _by_shape = True

    def __init__(self, learning_rate: Real = 0.001, beta_2_decay: Real = -0.8, epsilon_1: Real = 1e-30, epsilon_2: Real = 0.001, clip_threshold: Real = 1.0,
                 relative_step: Flag = True, *args, **kwargs):
        super().__init__(learning_rate, *args, **kwargs)
        self.beta_2_decay = beta_2_decay
        self.epsilon_1 = epsilon_1
        self.epsilon_2 = epsilon_2
        self.clip_threshold = clip_threshold
        self.relative_step = relative_step

    def _make_slot(self, name, variable):
        if name == "velocity":
            return super()._make_slot(name, variable)
        with device(str(variable.device)):
            if variable.ndim < 2:       # Keras: files hold an integer 0 where there is nothing to factor
                return self.add_variable((), dtype="int32", name=variable.name)
            shape = variable.shape[:-1] if name == "row" else variable.shape[:-2] + variable.shape[-1:]
            return self.add_variable(tuple(shape), dtype=variable.dtype, name=variable.name)

    def update(self, params, grads, slots, lr, t):
        keep = 1 - t**self.beta_2_decay
        rate = min(lr, t**-0.5)         # Keras: whatever `relative_step` says
        for w, g, row, column, velocity in zip(params, grads, slots.row, slots.column, slots.velocity):
            squares = g.square() + self.epsilon_1
            if w.ndim < 2:
                velocity.lerp_(squares, 1 - keep)
            else:
                row.lerp_(squares.mean(-1), 1 - keep)
                column.lerp_(squares.mean(-2), 1 - keep)
                torch.mul((row / row.mean(-1, keepdim=True)).unsqueeze(-1), column.unsqueeze(-2), out=velocity)
            step = g / velocity.sqrt()
            scale = rate * torch.clamp(_rms(w), min=self.epsilon_2) / torch.clamp(_rms(step) / self.clip_threshold, min=1.0)
            w.addcmul_(step, scale, value=-1.0)
