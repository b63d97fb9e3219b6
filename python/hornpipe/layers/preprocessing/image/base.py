"""What all layers on images share: images alone, or with labels, boxes and segmentation masks that change with them.

A subclass says `draw()`, what is random about a batch, and `apply()`, what that does to the images. Layers that move pixels also say
`move_boxes()`, and set `moves = True` so that masks move along.
"""
from __future__ import annotations

import numpy as np
import torch

from ....core import tree
from ....core.errors import ArgumentError, ShapeError, got
from ....core.types import Text
from ....graph.tensor import KerasTensor
from ....random import uniform
from ....runtime.convert import convert_to_tensor
from ....runtime.random import SeedGenerator
from ....runtime.settings import data_format_or_default
from ...layer import Layer
from . import bounding_boxes as box


class ImageLayer(Layer, abstract=True):
    """A layer on images.

    Args:
        bounding_box_format: Format of the boxes that come with images; needed only then.
        data_format: "channels_last" or "channels_first"; the setting if `None`.

    Call arguments:
        data: Images, `(batch, height, width, channels)` or `(height, width, channels)`, or a dictionary with "images" and, perhaps, "labels",
            "bounding_boxes" and "segmentation_masks".
        training: Whether something random is done.
    """

    _takes_any_input = True
    bounds = (-1, 1)        # of `factor`
    moves = False           # whether pixels change their place

    def __init__(self, bounding_box_format: Text = None, data_format: Text = None, **kwargs):
        super().__init__(**kwargs)
        self.bounding_box_format, self.data_format = bounding_box_format, data_format_or_default(data_format)
        self._build_at_init()

    def get_config(self):
        config = super().get_config()
        if self.bounding_box_format is None:
            config.pop("bounding_box_format")
        return config

    def _start(self, seed):
        """The random stream."""
        self.seed = seed
        self.generator = SeedGenerator(seed)

    def _set_factor(self, factor):
        self.factor = as_range("factor", factor, *self.bounds)

    # ------------------------------------------------------------ shapes

    @property
    def _last(self):
        return self.data_format == "channels_last"

    def _size(self, shape):
        """Height and width."""
        return tuple(shape[-3:-1] if self._last else shape[-2:])

    @property
    def _space(self):
        """The axes of height and width."""
        return (-3, -2) if self._last else (-2, -1)

    def compute_output_shape(self, input_shape):
        return input_shape

    def compute_output_spec(self, data, training=True):
        if not isinstance(data, dict):
            return KerasTensor(self.compute_output_shape(data.shape), self.compute_dtype)
        images = data["images"]
        return {**data, "images": KerasTensor(self.compute_output_shape(images.shape), self.compute_dtype)}

    # ------------------------------------------------------------ what is random

    def get_random_transformation(self, data, training=True, seed=None):
        """What is to be done to a batch, drawn at random; None when nothing is."""
        shape = tuple((data["images"] if isinstance(data, dict) else data).shape)
        if len(shape) not in (3, 4):
            raise ShapeError(f"Expected the input image to be rank 3 or 4. Got shape {shape}.", layer=self.name, argument="data", expected=(3, 4), actual=shape)
        return self.draw(shape if len(shape) == 4 else (1, *shape), self.generator if seed is None else seed) if training else None

    generator = None        # of layers that draw nothing

    def draw(self, shape, seed):
        """The transformation of a batch of images of that shape; an empty one where nothing is random."""
        return {}

    def _uniform(self, shape, bounds, seed, dtype=None):
        return uniform(shape, float(bounds[0]), float(bounds[1]), dtype=dtype, seed=seed)

    # ------------------------------------------------------------ what is done

    def apply(self, images, transformation, interpolation=None):
        """The transformed images, `(batch, ...)` in the compute dtype."""
        return images

    def transform_images(self, images, transformation, training=True):
        """The images after a transformation."""
        images = convert_to_tensor(images, self.compute_dtype)
        return self.apply(images, _tensors(transformation)).to(images.dtype) if training and transformation is not None else images

    def transform_labels(self, labels, transformation, training=True):
        """The labels after a transformation."""
        return labels

    def transform_bounding_boxes(self, bounding_boxes, transformation, training=True):
        """The boxes, a dictionary with "boxes" and "labels", after a transformation."""
        return self.move_boxes(_tensors(bounding_boxes), _tensors(transformation)) if training and transformation is not None else bounding_boxes

    def move_boxes(self, boxes, transformation):
        """The boxes of a batch where pixels changed their place."""
        return boxes

    def transform_segmentation_masks(self, segmentation_masks, transformation, training=True):
        """The masks after a transformation: they move as the images do, but no values are mixed."""
        masks = convert_to_tensor(segmentation_masks)
        if not (self.moves and training) or transformation is None:
            return masks
        return self.apply(masks, _tensors(transformation), "nearest")

    def call(self, data, training=True):
        images = convert_to_tensor(data["images"] if isinstance(data, dict) else data)
        transformation = self.get_random_transformation({**data, "images": images} if isinstance(data, dict) else images, training=training)
        single = images.ndim == 3

        def changed(change, x):
            x = convert_to_tensor(x)
            made = change(x.unsqueeze(0) if single else x, transformation, training=training)
            return made.squeeze(0) if single else made

        images = changed(self.transform_images, images)
        if not isinstance(data, dict):
            return images
        made = {**data, "images": images}
        if "bounding_boxes" in data:
            made["bounding_boxes"] = self._boxes(data["bounding_boxes"], transformation, training, single)
        for key, change in (("labels", self.transform_labels), ("segmentation_masks", self.transform_segmentation_masks)):
            if key in data:
                made[key] = changed(change, data[key])
        return made

    def _boxes(self, boxes, transformation, training, single):
        if not self.bounding_box_format:
            raise ArgumentError("You passed an input with a 'bounding_boxes' key, but you didn't specify a bounding box format. Pass a "
                                f"`bounding_box_format` argument to your {type(self).__name__} layer, e.g. `bounding_box_format='xyxy'`.",
                                layer=self.name, argument="bounding_box_format", actual=None)
        boxes = box.dense(boxes)
        keys = ("boxes", "labels") if single else ()
        boxes = {k: v.unsqueeze(0) if k in keys else v for k, v in boxes.items()}
        made = self.transform_bounding_boxes(boxes, transformation, training=training)
        return {k: v.squeeze(0) if k in keys else v for k, v in made.items()}


def _tensors(transformation):
    """A transformation that may have been made by hand, of arrays."""
    return tree.map_structure(lambda x: convert_to_tensor(x) if isinstance(x, np.ndarray) else x, transformation)


def as_range(name, value, low, high, symmetric=True):
    """(lower, upper) of a number or a pair of them; a number stands for the range from its negative, as far as that is allowed."""
    pair = isinstance(value, (tuple, list))
    numbers = list(value) if pair else [value]
    good = len(numbers) == (2 if pair else 1) and all(isinstance(n, (int, float)) and low <= n <= high for n in numbers)
    if not good:
        raise ArgumentError(f"The `{name}` argument should be a number (or a list of two numbers) in the range [{low}, {high}]. It {got(value)}.",
                            argument=name, actual=value)
    if pair:
        return tuple(sorted(numbers))
    return (max(-abs(value), low), abs(value)) if symmetric else (0, value)


def pixel_range(value):
    """The argument `value_range`: the least and the greatest value of a pixel."""
    if not isinstance(value, (tuple, list)) or len(value) != 2:
        raise ArgumentError(f"The `value_range` argument should be a list of two numbers. It {got(value)}.", argument="value_range", actual=value)
    return sorted(value)


def rescaled(images, source, target):
    """Values of one range in another."""
    if tuple(source) == tuple(target):
        return images
    return (images - source[0]) / (source[1] - source[0]) * (target[1] - target[0]) + target[0]


def per_image(values):
    """One value for each image, in a shape that broadcasts against images."""
    return torch.as_tensor(values).reshape(-1, 1, 1, 1)


def saturated(values, dtype):
    """Values in `dtype`; ints are rounded and cut off at the ends of what it holds."""
    if not dtype.is_floating_point and values.dtype is not dtype:
        limits = torch.iinfo(dtype)
        values = values.round().clamp(limits.min, limits.max)
    return values.to(dtype)
