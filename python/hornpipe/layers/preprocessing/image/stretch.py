"""Layers of Keras 2 that stretch a whole batch of images to a random height or width."""
from __future__ import annotations

from ....core.arguments import choice
from ....core.errors import ArgumentError, ArgumentTypeError, got
from ....core.types import Reals, Seed, Text
from ....ops.image.resize import resize
from . import bounding_boxes as box
from .base import ImageLayer


class _Stretches(ImageLayer, abstract=True):
    """A layer that draws one size for all images of a batch.

    Args:
        factor: Greatest change as a fraction of the size, up or down, or a range such as `(-0.2, 0.3)`.
        interpolation: "bilinear", "nearest", "bicubic", "lanczos3" or "lanczos5".
        seed: Seed of the draws.

    Shapes:
        `(batch, height, width, channels)` or `(height, width, channels)`; the stretched axis becomes one of any size.
    """

    moves = True
    stretched = 0           # 0 for the height, 1 for the width

    def __init__(self, factor: Reals, interpolation: Text = "bilinear", seed: Seed = None, **kwargs):
        super().__init__(data_format="channels_last", **kwargs)        # Keras 2: always
        self.factor = factor
        self._bounds = _bounds(factor)
        self.interpolation = choice("interpolation", interpolation, ("bilinear", "nearest", "bicubic", "lanczos3", "lanczos5"))
        self._start(seed)

    def draw(self, shape, seed):
        size = list(self._size(shape))
        by = self._uniform((), (1.0 + self._bounds[0], 1.0 + self._bounds[1]), seed)
        size[self.stretched] = max(int(by * size[self.stretched]), 1)
        return {"size": tuple(size), "input_shape": shape}

    def apply(self, images, transformation, interpolation=None):
        return resize(images, transformation["size"], interpolation=interpolation or self.interpolation, data_format=self.data_format)

    def move_boxes(self, boxes, transformation):
        boxes = box.convert_format(boxes, self.bounding_box_format, "rel_xyxy", *self._size(transformation["input_shape"]))
        return box.convert_format(boxes, "rel_xyxy", self.bounding_box_format, *transformation["size"])

    def compute_output_shape(self, input_shape):
        shape = list(input_shape)
        shape[self._space[self.stretched]] = None
        return tuple(shape)

    def get_config(self):
        config = super().get_config()
        config.pop("data_format")
        return config


def _bounds(factor):
    pair = isinstance(factor, (tuple, list))
    numbers = list(factor) if pair else [-factor, factor] if isinstance(factor, (int, float)) else []
    if len(numbers) != 2 or not all(isinstance(n, (int, float)) for n in numbers):
        raise ArgumentTypeError(f"`factor` must be a number or two of them, {got(factor)}.", argument="factor", actual=factor)
    if numbers[1] < numbers[0]:
        raise ArgumentError(f"`factor` must have a lower bound below its upper bound, {got(factor)}.", argument="factor", actual=factor)
    if min(numbers) < -1:
        raise ArgumentError(f"`factor` must be greater than -1, {got(factor)}.", argument="factor", actual=factor)
    return numbers


class RandomHeight(_Stretches):
    """Stretches batches of images to a random height."""


class RandomWidth(_Stretches):
    """Stretches batches of images to a random width."""

    stretched = 1
