"""Margins of images that no later layer reads.

A pooling whose windows do not fill its input leaves the last rows and columns out, and so nothing before it that only it reads has
to be computed there: of 28 x 28 pixels, two convolutions of 3 x 3, each with a pooling of 2 x 2 behind it, read 26 x 26, which saves
a sixth of the arithmetic. Values and gradients are the same.
"""
from __future__ import annotations

import math
from collections import Counter

import torch.nn.functional as F

from ..activations import pointwise, softmax
from ..core.configurable import is_own
from ..layers.conv import Conv1D, Conv2D, Conv3D
from ..layers.pool import AveragePooling1D, AveragePooling2D, AveragePooling3D, MaxPooling1D, MaxPooling2D, MaxPooling3D

CONVOLUTIONS, POOLINGS = (Conv1D, Conv2D, Conv3D), (MaxPooling1D, MaxPooling2D, MaxPooling3D, AveragePooling1D, AveragePooling2D, AveragePooling3D)
WORTH = 0.95        # a crop must leave less than this share of the values: it copies what is left


class Crop:
    """What a chain of layers reads of the input of the first.

    Args:
        steps: The steps of the chain.
        axes: The spatial axes.
        sizes: What is read along them.
    """

    def __init__(self, steps, axes, sizes):
        self.steps, self.axes, self.sizes = steps, axes, sizes

    def of(self, x):
        """The part of the input that is read; all of it while a layer of the chain is not called directly, as hooks want it."""
        if all(step.is_free() for step in self.steps):
            for axis, size in zip(self.axes, self.sizes):
                x = x.narrow(axis, 0, size)
        return x

    def with_pullback(self, run):
        """A run of the first layer (see `layers.pullback`), on the part that is read."""
        def on_part(inputs):
            part = self.of(inputs)
            y, pullback = run(part)

            def whole(gradient, wanted):
                below, own = pullback(gradient, wanted)
                return self._around(below, inputs.shape) if wanted else None, own

            return y, whole

        return on_part

    def _around(self, part, shape):
        """The gradient of all of an input, by that of the part."""
        return F.pad(part, [n for a, b in zip(reversed(part.shape), reversed(shape)) for n in (0, b - a)])


def find_crops(steps, output_ids) -> dict:
    """The crops worth making, by the first step of their chain.

    Args:
        steps: The steps of a plan, in running order.
        output_ids: What others see of the plan's tensors.
    """
    users = Counter(id(t) for step in steps for t in step.sources)
    users.update(output_ids)
    makers, crops = {step.out_ids[0]: step for step in steps}, {}
    for last in steps:
        if not _slides(last, POOLINGS):
            continue
        chain, sizes = [last], _read(last.operation, _results(last))
        while users[id(chain[0].sources[0])] == 1:
            maker = makers.get(id(chain[0].sources[0]))
            if maker is None or not _slides(maker, (*CONVOLUTIONS, *POOLINGS)):
                break
            chain, sizes = [maker, *chain], _read(maker.operation, sizes)
        share = math.prod(sizes) / math.prod(_space(chain[0]))
        if share < WORTH and any(isinstance(step.operation, CONVOLUTIONS) for step in chain):
            crops[chain[0]] = Crop(chain, _axes(chain[0].operation), sizes)
    return crops


def _slides(step, kinds) -> bool:
    """Whether a step moves windows over an image of known size, and each of its results depends on its own window alone."""
    layer = step.operation
    if not (step.simple and isinstance(layer, kinds) and is_own(type(layer)) and layer.padding == "valid" and None not in _space(step)):
        return False
    return isinstance(layer, POOLINGS) or layer.activation in pointwise or layer.activation is softmax and layer.data_format == "channels_last"


def _axes(layer) -> range:
    return range(1, layer.rank + 1) if layer.data_format == "channels_last" else range(2, layer.rank + 2)


def _space(step) -> list:
    return [step.sources[0].shape[axis] for axis in _axes(step.operation)]


def _windows(layer) -> list:
    """(how far a window reaches, its steps) for each spatial axis."""
    if isinstance(layer, POOLINGS):
        return list(zip(layer.pool_size, layer.strides))
    return [((k - 1) * d + 1, s) for k, d, s in zip(layer.kernel_size, layer.dilation_rate, layer.strides)]


def _results(step) -> list:
    return [(size - reach) // stride + 1 for size, (reach, stride) in zip(_space(step), _windows(step.operation))]


def _read(layer, results) -> list:
    """What the first results of a layer depend on."""
    return [(n - 1) * stride + reach for n, (reach, stride) in zip(results, _windows(layer))]
