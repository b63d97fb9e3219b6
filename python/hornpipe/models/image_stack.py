"""Stacks of small convolutions and poolings whose way forward compiled code does (see `native/images.c`): for prediction and evaluation.

oneDNN's convolution of one or a few channels writes more than it computes. So the code is used where a stack begins with that, on the
processors for which this was measured (28 x 28 pixels, two convolutions with poolings: 0.7 of the time).
"""
from __future__ import annotations

from collections import Counter

import torch

from .. import native
from ..activations import linear, relu
from ..layers.conv import Conv2D
from ..layers.dropout import Dropout
from ..layers.pool import MaxPooling2D
from ..layers.state import changes
from ..native import calls
from ..ops.linear import LEADS

CHANNELS = 4            # of images that a stack begins with, at most
REACH = 640             # weights of a filter that stay in the nearest cache
ROOM = 1 << 16          # numbers of an image that stay in a core's cache, between layers
LONGEST = 512           # line of results that the code has room for
LANES = 8               # filters that it takes together


def find_stacks(steps, output_ids) -> list:
    """The stacks of a plan's steps. `output_ids`: what others see of the plan's tensors."""
    if calls.library() is None or not LEADS:
        return []
    users = Counter(id(t) for step in steps for t in step.sources)
    users.update(output_ids)
    takers, taken, found = {id(step.sources[0]): step for step in steps if len(step.sources) == 1}, set(), []
    for first in steps:
        if first not in taken and _is_convolution(first) and first.sources[0].shape[3] <= CHANNELS:
            chain = [first]
            while users[chain[-1].out_ids[0]] == 1 and _goes_on(chain, takers.get(chain[-1].out_ids[0])):
                chain.append(takers[chain[-1].out_ids[0]])
            taken.update(chain)
            found.append(ImageStack(chain))
    return found


def _goes_on(chain, step) -> bool:
    """Whether a step may be the next one of a stack: a pooling only behind a convolution, dropout aside."""
    if step is None or not step.simple:
        return False
    last = next(s.operation for s in reversed(chain) if type(s.operation) is not Dropout)
    return _is_convolution(step) or type(step.operation) is Dropout or type(last) is Conv2D and _is_pooling(step.operation)


def _is_convolution(step) -> bool:
    layer = step.operation
    if not step.simple or type(layer) is not Conv2D or layer.activation not in (relu, linear) or layer._is_changed:
        return False
    shape, kernel = step.sources[0].shape, layer._parameters["kernel"]
    plain = layer.padding == "valid" and layer.data_format == "channels_last" and layer.groups == 1 and {*layer.strides, *layer.dilation_rate} == {1}
    return (plain and None not in shape[1:] and kernel.dtype is torch.float32 and kernel.shape[3] % LANES == 0 and kernel[..., 0].numel() <= REACH
            and shape[2] <= LONGEST and (shape[1] - kernel.shape[0] + 1) * (shape[2] - kernel.shape[1] + 1) * kernel.shape[3] <= ROOM)


def _is_pooling(layer) -> bool:
    return (type(layer) is MaxPooling2D and tuple(layer.pool_size) == tuple(layer.strides) == (2, 2) and layer.padding == "valid"
            and layer.data_format == "channels_last")


class ImageStack:
    """Steps of a plan from images to images.

    Args:
        steps: Convolutions, each with a pooling behind it or not, and dropout, which does nothing here.
    """

    def __init__(self, steps):
        self.steps, self._stages, self._made_at = steps, [], None
        for step in steps:
            if type(step.operation) is Conv2D:
                self._stages.append([step, False])
            elif type(step.operation) is MaxPooling2D:
                self._stages[-1][1] = True
        height, width, channels = self._taken = tuple(steps[0].sources[0].shape[1:])
        self._layers = (calls.ImageLayer * len(self._stages))()
        largest = 0
        for held, (step, pooled) in zip(self._layers, self._stages):
            rows, columns, _, filters = step.operation._parameters["kernel"].shape
            held.height, held.width, held.channels, held.rows, held.columns, held.filters, held.pooled = height, width, channels, rows, columns, filters, pooled
            side = 2 if pooled else 1
            height, width, channels = (height - rows + 1) // side, (width - columns + 1) // side, filters
            largest = max(largest, height * width * channels)
        self._given, self._largest = (height, width, channels), largest

    def forward(self, x):
        """What the last step gives; None where a layer is no longer what it was, or the input of another form."""
        if x.dtype is not torch.float32 or x.device.type != "cpu" or tuple(x.shape[1:]) != self._taken or not self._holds():
            return None
        x, threads = x.contiguous(), max(1, min(native.threads(), x.shape[0]))
        result, room, alive = torch.empty(x.shape[0], *self._given), torch.empty(threads, 2, self._largest), []
        for held, (step, _) in zip(self._layers, self._stages):
            kernel, bias = step.operation._parameters["kernel"].contiguous(), step.operation._parameters.get("bias")
            held.kernel, held.bias, held.rectified = kernel.data_ptr(), None if bias is None else bias.data_ptr(), step.operation.activation is relu
            alive.append(kernel)
        calls.library().hornpipe_images_forward(self._layers, len(self._layers), x.shape[0], threads, x.data_ptr(), result.data_ptr(), result[:1].numel(),
                                                room.data_ptr(), self._largest)
        return result

    def _holds(self) -> bool:
        if self._made_at != changes.count:
            if not all(_is_convolution(s) or _is_pooling(s.operation) or type(s.operation) is Dropout for s in self.steps):
                return False
            self._made_at = changes.count
        return all(step.is_free() for step in self.steps)
