"""Spectral normalization of a layer's kernel."""
from __future__ import annotations

import torch

from ... import initializers
from ...core.errors import ArgumentError, got
from ...core.types import Int, LayerLike
from ...runtime import settings
from ..input_spec import InputSpec
from ..wrapper import Wrapper


def _unit(vector):
    return vector * torch.rsqrt(vector.square().sum()).clamp(max=1.0 / settings.epsilon())


class SpectralNormalization(Wrapper):
    """Divides the kernel of a layer by its greatest singular value, at each call in training.

    Args:
        layer: A layer with a `kernel` or with `embeddings`.
        power_iterations: Steps by which the singular value is approached at a call.

    Raises:
        ValueError: The layer has neither.

    Reference:
        Miyato et al., 2018, Spectral normalization for generative adversarial networks.
    """

    mixes_samples = "training"         # for `TimeDistributed`: each call changes what the next one finds

    def __init__(self, layer: LayerLike, power_iterations: Int = 1, **kwargs):
        super().__init__(layer, **kwargs)
        if power_iterations <= 0:
            raise ArgumentError(f"`power_iterations` should be greater than zero. It {got(power_iterations)}.",
                                argument="power_iterations", actual=power_iterations)
        self.power_iterations = power_iterations

    def build(self, input_shape):
        super().build(input_shape)
        self.input_spec = InputSpec(min_ndim=1, axes={-1: input_shape[-1]})
        self.kernel = getattr(self.layer, "kernel", None)
        if self.kernel is None:
            self.kernel = getattr(self.layer, "embeddings", None)
        if self.kernel is None:
            raise ArgumentError(f"{type(self.layer).__name__} object has no attribute 'kernel' nor 'embeddings'.",
                                layer=self.name, argument="layer", actual=self.layer)
        self.vector_u = self.add_weight("vector_u", (1, self.kernel.shape[-1]),
                                        initializers.TruncatedNormal(stddev=0.02), dtype=self.kernel.dtype, trainable=False)

    def call(self, inputs, training=False):
        if training:
            self._normalize()
        return self.layer(inputs).to(inputs.dtype)

    def _normalize(self):
        kernel, u = self.kernel, self.vector_u
        matrix = kernel.reshape(-1, kernel.shape[-1])
        with torch.no_grad():
            for _ in range(self.power_iterations):
                v = _unit(u @ matrix.t())
                u = _unit(v @ matrix)
        sigma = v @ matrix @ u.t()
        empty = (kernel == 0).all()         # a kernel of zeros has no direction: it stays
        self.vector_u.assign(torch.where(empty, self.vector_u, u))
        self.kernel.assign(torch.where(empty, kernel, kernel / torch.where(empty, 1.0, sigma)))
