"""Batch normalization."""
from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import distributed

from ... import initializers
from ...core.errors import ArgumentError, ShapeError, got
from ...core.types import Axis, Constraint, Flag, Initializer, Real, Regularizer, Structure
from ...graph.plan import Unknown
from ...runtime import dtypes, settings
from ...runtime.views import scopes
from ..input_spec import InputSpec
from .affine import Affine, way_back


class BatchNormalization(Affine):
    """Normalizes each channel by its mean and variance: over the batch in training, by their moving averages otherwise.

    A layer that is not trainable uses the moving averages in training too.

    Args:
        axis: Axis of the channels.
        momentum: How much of the moving averages a step keeps.
        epsilon: Added to the variance.
        center: Whether `beta` is added.
        scale: Whether `gamma` multiplies.
        beta_initializer, gamma_initializer: First values, one per channel.
        moving_mean_initializer, moving_variance_initializer: First values, one per channel.
        beta_regularizer, gamma_regularizer: Penalties.
        beta_constraint, gamma_constraint: Applied after each step.
        renorm: Whether training corrects the batch's statistics towards moving ones (batch renormalization).
        renorm_clipping: Bounds of the corrections: a dictionary with any of "rmin", "rmax", "dmax".
        renorm_momentum: How much of the statistics for renormalization a step keeps.
        synchronized: Whether statistics are taken over all processes of `torch.distributed`.

    Shapes:
        Any; the output has the same. A mask leaves steps out of the statistics.

    References:
        Ioffe and Szegedy, 2015, Batch normalization. Ioffe, 2017, Batch renormalization.
    """

    mixes_samples = "training"         # for `TimeDistributed`

    def __init__(self, axis: Axis = -1, momentum: Real = 0.99, epsilon: Real = 1e-3, center: Flag = True, scale: Flag = True,
                 beta_initializer: Initializer = "zeros",
                 gamma_initializer: Initializer = "ones", moving_mean_initializer: Initializer = "zeros", moving_variance_initializer: Initializer = "ones",
                 beta_regularizer: Regularizer = None, gamma_regularizer: Regularizer = None, beta_constraint: Constraint = None,
                 gamma_constraint: Constraint = None,
                 renorm: Flag = False, renorm_clipping: Structure = None, renorm_momentum: Real = 0.99, synchronized: Flag = False, **kwargs):
        super().__init__(**kwargs)
        self.axis = axis[0] if isinstance(axis, (list, tuple)) and len(axis) == 1 else axis       # Keras 2 files have a list of one
        self.momentum, self.epsilon = float(momentum), float(epsilon)
        self._set_affine(center, scale, beta_initializer, gamma_initializer, beta_regularizer, gamma_regularizer, beta_constraint, gamma_constraint)
        self.moving_mean_initializer = initializers.get(moving_mean_initializer)
        self.moving_variance_initializer = initializers.get(moving_variance_initializer)
        self.synchronized = synchronized
        self.renorm = renorm
        self.renorm_clipping = _checked_clipping(renorm_clipping or {}) if renorm else renorm_clipping
        self.renorm_momentum = renorm_momentum

    def build(self, input_shape):
        size = self._size(input_shape, self.axis)
        self._add_affine((size,))

        def statistic(name, initializer):
            return self.add_weight(name, (size,), initializer, trainable=False, autocast=False)

        def first_deviation(shape, dtype=None):
            return torch.sqrt(self.moving_variance_initializer(shape, dtype=dtype))

        self.moving_mean = statistic("moving_mean", self.moving_mean_initializer)
        self.moving_variance = statistic("moving_variance", self.moving_variance_initializer)
        if self.renorm:
            self.moving_stddev = statistic("moving_stddev", first_deviation)
            self.renorm_mean = statistic("renorm_mean", self.moving_mean_initializer)
            self.renorm_stddev = statistic("renorm_stddev", first_deviation)
        self.input_spec = InputSpec(ndim=len(input_shape), axes={self.axis: size})

    def call(self, inputs, training=None, mask=None):
        x = inputs if inputs.is_floating_point() else inputs.to(dtypes.to_torch(self.compute_dtype))
        if mask is not None and mask.ndim != x.ndim - 1:
            raise ShapeError(f"The mask provided should be one dimension less than the inputs: got mask shape {tuple(mask.shape)} and input shape "
                             f"{tuple(x.shape)}.",
                             layer=self.name, argument="mask", actual=tuple(mask.shape))
        if not (training and self.trainable):
            return self._normalized(x)
        count = x.numel() // x.shape[self.axis] if x.numel() else 0
        plain = mask is None and count > 1 and not (self.renorm or self.synchronized or scopes.stateless)
        return self._normalized_by_batch(x, count) if plain else self._normalized_by_moments(x, mask)

    def _channels_second(self, x):
        """A view as torch wants it, and the way back. On the CPU, `(everything, channels)` is the fastest."""
        if self.axis % x.ndim == x.ndim - 1 and (x.ndim not in (4, 5) or not x.is_cuda):
            return x.reshape(-1, x.shape[-1]), lambda y: y.view(x.shape)
        return x.movedim(self.axis, 1), lambda y: y.movedim(1, self.axis)

    def _normalized(self, x):
        flat, back = self._channels_second(x)
        return back(F.batch_norm(flat, self.moving_mean, self.moving_variance, self.gamma, self.beta, False, 0.0, self.epsilon))

    def _normalized_by_batch(self, x, count):
        flat, back = self._channels_second(x)
        return back(self._moving(torch.batch_norm, flat, self.gamma, self.beta, self.moving_mean, self.moving_variance, count, torch.backends.cudnn.enabled))

    def _moving(self, kernel, x, gamma, beta, moving_mean, moving_variance, count, *more):
        """What one of torch's kernels gives that also moves the averages.

        Keras: the moving variance takes the biased variance of the batch, torch's the unbiased one, which is `correction` times as great.
        """
        correction = count / (count - 1)
        variance = moving_variance * correction
        found = kernel(x, gamma, beta, moving_mean, variance, True, 1.0 - self.momentum, self.epsilon, *more)
        torch.mul(variance, 1.0 / correction, out=moving_variance)
        return found

    def with_pullback(self, inputs):
        gamma, beta, *moving = (self._parameters.get(name) for name in ("gamma", "beta", "moving_mean", "moving_variance"))
        epsilon, momentum, backward = self.epsilon, self.momentum, torch.ops.aten.native_batch_norm_backward.default
        if not self.trainable or self.renorm or self.synchronized:
            return None

        def run(inputs):
            x, forth = self._channels_second(inputs)
            if not x.is_floating_point() or x.ndim > 2 and x.is_cuda:           # there cuDNN leads
                raise Unknown
            count = x.numel() // x.shape[1]
            if count > 1:
                y, mean, factor = self._moving(torch.native_batch_norm, x, gamma, beta, *moving, count)
            else:                           # the kernel would divide by the 0 degrees of freedom of one value
                y, mean, factor = torch.native_batch_norm(x, gamma, beta, None, None, True, 0.0, epsilon)
                moving[0].lerp_(mean, 1.0 - momentum)
                moving[1].mul_(momentum)

            def pullback(gradient, wanted):
                gradient, back = self._channels_second(gradient)
                below, own = way_back(lambda asked: backward(gradient, x, gamma, None, None, mean, factor, True, epsilon, asked), wanted, gamma, beta)
                return back(below) if wanted else None, own

            return forth(y), pullback

        return run

    def _normalized_by_moments(self, inputs, mask):
        x = inputs.float() if inputs.dtype in (torch.float16, torch.bfloat16) else inputs
        mean, variance = self._moments(x, mask)
        gamma, beta = self.gamma, self.beta
        if self.renorm:
            r, d = self._corrections(mean, variance)
            gamma, beta = r if gamma is None else r * gamma, (d if gamma is None else d * gamma) + (0 if beta is None else beta)
            self._update_renorm(mean, variance)
        else:
            _average(self.moving_mean, mean, self.momentum)
            _average(self.moving_variance, variance, self.momentum)
        factor = torch.rsqrt(variance + self.epsilon)
        factor = factor if gamma is None else factor * gamma
        offset = -mean * factor if beta is None else beta - mean * factor
        sizes = [-1 if axis == self.axis % x.ndim else 1 for axis in range(x.ndim)]
        return (x * factor.view(sizes) + offset.view(sizes)).to(inputs.dtype)

    def _moments(self, x, mask):
        """Mean and variance of each channel."""
        axes = [a for a in range(x.ndim) if a != self.axis % x.ndim]
        together = self.synchronized and distributed.is_available() and distributed.is_initialized() and distributed.get_world_size() > 1
        if mask is None and not together:
            variance, mean = torch.var_mean(x, axes, correction=0)
            return mean, variance
        weights = torch.ones_like(x) if mask is None else mask.to(x.dtype).unsqueeze(-1).expand(x.shape)
        count, total = weights.sum(axes), (x * weights).sum(axes)
        if together:
            count, total = _summed_over_processes(count, total)
        least = settings.epsilon() if mask is not None else 0.0
        mean = total / (count + least)
        sizes = [-1 if axis == self.axis % x.ndim else 1 for axis in range(x.ndim)]
        squares = ((x - mean.view(sizes)).square() * weights).sum(axes)
        if together:
            squares, = _summed_over_processes(squares)
        return mean, squares / (count + least)

    def _corrections(self, mean, variance):
        """Scale and offset that lead from the batch's statistics to those for renormalization; constants for the gradient."""
        least = self.epsilon ** 0.5
        deviation = self.renorm_stddev.clamp(min=least)
        r = (torch.sqrt(variance + self.epsilon) / deviation).detach()
        d = ((mean - self.renorm_mean) / deviation).detach()
        bounds = self.renorm_clipping
        if "rmin" in bounds or "rmax" in bounds:
            r = r.clamp(bounds.get("rmin"), bounds.get("rmax"))
        return r, d if bounds.get("dmax") is None else d.clamp(-bounds["dmax"], bounds["dmax"])

    def _update_renorm(self, mean, variance):
        deviation = torch.sqrt(variance + self.epsilon)
        _average(self.renorm_mean, mean, self.renorm_momentum)
        _average(self.renorm_stddev, deviation, self.renorm_momentum)
        _average(self.moving_mean, mean, self.momentum)
        moved = _average(self.moving_stddev, deviation, self.momentum)
        self.moving_variance.assign(torch.relu(moved * moved - self.epsilon))


def _average(moving, value, momentum):
    moved = moving * momentum + value.detach() * (1.0 - momentum)
    moving.assign(moved)
    return moved


def _summed_over_processes(*tensors):
    from torch.distributed.nn.functional import all_reduce  # torch's own, heavy to load

    return [all_reduce(t) for t in tensors]


def _checked_clipping(bounds):
    known = ("rmax", "rmin", "dmax")
    if set(bounds) - set(known):
        raise ArgumentError(f"`renorm_clipping` may hold {', '.join(known)} only, {got(bounds)}.", argument="renorm_clipping", actual=bounds)
    rmax, rmin, dmax = (bounds.get(k) for k in known)
    if rmax is not None and rmin is not None and rmax < rmin:
        raise ArgumentError(f"`renorm_clipping` must have rmax of at least rmin, {got(bounds)}.", argument="renorm_clipping", actual=bounds)
    if dmax is not None and dmax < 0:
        raise ArgumentError(f"`renorm_clipping` must have a non-negative dmax, {got(bounds)}.", argument="renorm_clipping", actual=bounds)
    return bounds
