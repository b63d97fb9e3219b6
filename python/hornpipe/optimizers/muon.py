"""Muon: momentum made orthogonal, for the matrices of hidden layers; AdamW for all else."""
from __future__ import annotations

import re

import torch

from ..core.types import Flag, Int, Real, Texts
from .adam import ADAM_SLOTS, fused_adam
from .foreach import scale_
from .optimizer import Optimizer


class Muon(Optimizer, slots=ADAM_SLOTS):
    """Steps along the nearest orthogonal matrix to the momentum of each kernel.

    Only matrices are updated so. Vectors, kernels of convolutions, embeddings and the layers of `exclude_layers` (the last
    layer should be among them) follow AdamW.

    Args:
        adam_beta_1: `beta_1` of AdamW.
        adam_beta_2: `beta_2` of AdamW.
        adam_weight_decay: Weight decay of the variables that follow AdamW.
        epsilon: Of AdamW, and in the scaling of the momentum.
        weight_decay: Weight decay of the matrices.
        exclude_layers: Regular expressions; a variable with one of them in its path follows AdamW.
        exclude_embeddings: Whether variables with "embedding" in their path follow AdamW.
        muon_a, muon_b, muon_c: Coefficients of the Newton-Schulz iteration.
        adam_lr_ratio: Learning rate of AdamW, as a multiple of `learning_rate`.
        momentum: How much of the last steps goes on.
        ns_steps: Iterations of Newton-Schulz.
        nesterov: Whether the gradient counts as taken where the momentum leads.
        rms_rate: Root mean square that steps are scaled to, as with AdamW; unscaled if `None`.

    Reference:
        Jordan, 2024, https://kellerjordan.github.io/posts/muon/; Liu et al., 2025, https://arxiv.org/abs/2502.16982
    """

    _by_shape = True

    def __init__(self, learning_rate: Real = 0.001, adam_beta_1: Real = 0.9, adam_beta_2: Real = 0.999, adam_weight_decay: Real = 0.004,
                 epsilon: Real = 1e-7, weight_decay: Real = 0.004, *args, exclude_layers: Texts = None, exclude_embeddings: Flag = True,
                 muon_a: Real = 3.4445, muon_b: Real = -4.775, muon_c: Real = 2.0315, adam_lr_ratio: Real = 1, momentum: Real = 0.95,
                 ns_steps: Int = 5, nesterov: Flag = True, rms_rate: Real = 0.2, **kwargs):
        super().__init__(learning_rate, weight_decay, *args, **kwargs)
        self.adam_beta_1 = adam_beta_1
        self.adam_beta_2 = adam_beta_2
        self.adam_weight_decay = adam_weight_decay
        self.epsilon = epsilon
        self.exclude_layers = [exclude_layers] if isinstance(exclude_layers, str) else exclude_layers or []
        self.exclude_embeddings = exclude_embeddings
        self.muon_a = muon_a
        self.muon_b = muon_b
        self.muon_c = muon_c
        self.adam_lr_ratio = adam_lr_ratio
        self.momentum = momentum
        self.ns_steps = ns_steps
        self.nesterov = nesterov
        self.rms_rate = rms_rate

    def _follows_adam(self, variable) -> bool:
        path = getattr(variable, "path", "")
        return variable.ndim != 2 or self.exclude_embeddings and "embedding" in path.lower() or any(re.search(name, path) for name in self.exclude_layers)

    def wants(self, slot, variable):
        return slot == "momentum" or self._follows_adam(variable)

    def decay(self, params, slots, lr):
        rate = self.adam_weight_decay if slots.velocity else self.weight_decay
        if rate:
            scale_(params, 1 - rate * lr)

    def update(self, params, grads, slots, lr, t):
        if slots.velocity:
            fused_adam(params, grads, slots, [], lr * self.adam_lr_ratio, t, self.adam_beta_1, self.adam_beta_2, self.epsilon)
            return
        scale_(slots.momentum, self.momentum)
        torch._foreach_add_(slots.momentum, grads)
        leads = torch._foreach_add(grads, slots.momentum, alpha=self.momentum) if self.nesterov else slots.momentum
        for w, lead in zip(params, leads):
            w.sub_(self.lr_adjust(self.zeropower_via_newtonschulz5(lead, self.ns_steps)), alpha=lr)

    def zeropower_via_newtonschulz5(self, x, steps: int):
        """About the nearest orthogonal matrix: singular values driven to between 0.7 and 1.2 by an odd polynomial.

        Args:
            x: Matrix, `(..., rows, columns)`.
            steps: How often the polynomial is applied.
        """
        wide = x.shape[-2] <= x.shape[-1]
        x = x if wide else x.mT
        x = x / (torch.linalg.matrix_norm(x, keepdim=True) + self.epsilon)
        for _ in range(steps):
            square = x @ x.mT
            x = self.muon_a * x + (self.muon_b * square + self.muon_c * square @ square) @ x
        return x if wide else x.mT

    def lr_adjust(self, x):
        """A step scaled to the root mean square `rms_rate`, whatever the shape of the matrix."""
        return x if self.rms_rate is None else x * (max(x.shape[:2]) ** 0.5 * self.rms_rate)
