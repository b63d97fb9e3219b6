"""Layers that bring images, and the number of their boxes, to a given size."""
from __future__ import annotations

import torch
import torch.nn.functional as F

from ....core.arguments import positive
from ....core.errors import ShapeError
from ....core.types import Flag, Int, Real, Seed, Text
from ....ops.image.resize import resize
from ....random import uniform
from ....runtime.convert import convert_to_tensor
from ....runtime.random import SeedGenerator, make_default_seed
from . import bounding_boxes as box
from .base import ImageLayer, saturated


class _Fits(ImageLayer, abstract=True):
    """A layer whose images come out `height` x `width`."""

    moves = True

    def compute_output_shape(self, input_shape):
        shape = list(input_shape)
        if len(shape) not in (3, 4) or isinstance(shape[0], (list, tuple)):
            raise ShapeError(f"`input_shape` must be the shape of an image (rank 3) or of a batch (rank 4), got {input_shape}.",
                             layer=self.name, argument="data", expected=(3, 4), actual=input_shape)
        shape[self._space[0]], shape[self._space[1]] = self.height, self.width
        return tuple(shape)

    def _cut(self, images, top, left, height, width):
        rows, columns = slice(top, top + height), slice(left, left + width)
        return images[..., rows, columns, :] if self._last else images[..., rows, columns]

    def _stretched(self, images, interpolation=None, **options):
        return resize(images, (self.height, self.width), interpolation=interpolation or "bilinear", data_format=self.data_format, **options)

    def _boxes_in_window(self, boxes, shape, window):
        """Boxes in a part of the image that is stretched to the new size."""
        top, left, height, width = window
        boxes = box.convert_format(boxes, self.bounding_box_format, "xyxy", *self._size(shape))
        boxes = {**boxes, "boxes": box.crop(boxes["boxes"], top, left, height, width)}
        boxes = box.convert_format(box.convert_format(boxes, "xyxy", "rel_xyxy", height, width), "rel_xyxy", "xyxy", self.height, self.width)
        boxes = box.clip_to_image_size(boxes, self.height, self.width, "xyxy")
        return box.convert_format(boxes, "xyxy", self.bounding_box_format, self.height, self.width)

    def _widest_window(self, height, width):
        """(top, left, height, width) of the greatest window in the middle with the proportions of the new size."""
        tall = max(min(height, int(float(width * self.height) / self.width)), 1)
        wide = max(min(width, int(float(height * self.width) / self.height)), 1)
        return int((height - tall) / 2), int((width - wide) / 2), tall, wide


class Resizing(_Fits):
    """Gives images another size. Dtypes stay: ints are rounded.

    Args:
        height, width: The new size.
        interpolation: "bilinear", "nearest", "bicubic", "lanczos3" or "lanczos5".
        crop_to_aspect_ratio: Whether to cut off what would distort the image.
        pad_to_aspect_ratio: Whether to add borders instead.
        fill_mode: "constant".
        fill_value: Value of the borders.
        antialias: Whether a smaller size averages over more places.
        data_format: "channels_last" or "channels_first"; the setting if `None`.
    """

    def __init__(self, height: Int, width: Int, interpolation: Text = "bilinear", crop_to_aspect_ratio: Flag = False, pad_to_aspect_ratio: Flag = False,
                 fill_mode: Text = "constant", fill_value: Real = 0.0, antialias: Flag = False, data_format: Text = None, **kwargs):
        super().__init__(data_format=data_format, **kwargs)
        self.height, self.width, self.interpolation = positive("height", height), positive("width", width), interpolation
        self.crop_to_aspect_ratio, self.pad_to_aspect_ratio = crop_to_aspect_ratio, pad_to_aspect_ratio
        self.fill_mode, self.fill_value, self.antialias = fill_mode, fill_value, bool(antialias)

    def get_random_transformation(self, data, training=True, seed=None):
        return self._size((data["images"] if isinstance(data, dict) else data).shape)

    def _resized(self, images, interpolation):
        images = convert_to_tensor(images)
        made = self._stretched(images, interpolation, antialias=self.antialias, crop_to_aspect_ratio=self.crop_to_aspect_ratio,
                               pad_to_aspect_ratio=self.pad_to_aspect_ratio, fill_mode=self.fill_mode, fill_value=self.fill_value)
        return saturated(made, images.dtype)

    def transform_images(self, images, transformation=None, training=True):
        return self._resized(images, self.interpolation)

    def transform_segmentation_masks(self, segmentation_masks, transformation=None, training=True):
        return self._resized(segmentation_masks, "nearest")

    def transform_bounding_boxes(self, bounding_boxes, transformation, training=True):
        height, width = transformation
        boxes = bounding_boxes["boxes"]
        none = ((boxes == -1) | (boxes == 0)).all(-1, keepdim=True)          # what fills up a ragged batch
        made = box.convert_format(bounding_boxes, self.bounding_box_format, "xyxy", height, width)
        made = {**made, "boxes": self._scaled(made["boxes"], height, width)}
        made = box.clip_to_image_size(made, self.height, self.width)
        made = {**made, "boxes": torch.where(none, 0.0, made["boxes"])}
        return box.convert_format(made, "xyxy", self.bounding_box_format, self.height, self.width)

    def _scaled(self, boxes, height, width):
        tall, wide = self.height / height, self.width / width
        right = down = 0.0
        if self.pad_to_aspect_ratio:
            tall = wide = min(tall, wide)
            down, right = (self.height - height * tall) // 2, (self.width - width * wide) // 2
        elif self.crop_to_aspect_ratio:
            tall = wide = max(tall, wide)
            down, right = -((height * tall - self.height) // 2), -((width * wide - self.width) // 2)
        factors, shift = (torch.tensor(pair * 2, dtype=boxes.dtype, device=boxes.device) for pair in ((wide, tall), (right, down)))
        return boxes * factors + shift


class CenterCrop(_Fits):
    """Cuts out the middle of images; smaller ones are cut to the proportions and stretched.

    Args:
        height, width: The new size.
        data_format: "channels_last" or "channels_first"; the setting if `None`.
    """

    def __init__(self, height: Int, width: Int, data_format: Text = None, **kwargs):
        super().__init__(data_format=data_format, **kwargs)
        self.height, self.width = positive("height", height), positive("width", width)

    def get_random_transformation(self, data, training=True, seed=None):
        return {"input_shape": tuple((data["images"] if isinstance(data, dict) else data).shape)}

    def transform_images(self, images, transformation=None, training=True):
        images = convert_to_tensor(images, self.compute_dtype)
        height, width = self._size(images.shape)
        if height >= self.height and width >= self.width:
            return self._cut(images, (height - self.height) // 2, (width - self.width) // 2, self.height, self.width)
        return self._stretched(images, crop_to_aspect_ratio=True)

    def transform_segmentation_masks(self, segmentation_masks, transformation=None, training=True):
        masks = convert_to_tensor(segmentation_masks)
        height, width = self._size(masks.shape)
        if height >= self.height and width >= self.width:
            return self._cut(masks, (height - self.height) // 2, (width - self.width) // 2, self.height, self.width)
        return self._stretched(masks, "nearest", crop_to_aspect_ratio=True)

    def transform_bounding_boxes(self, bounding_boxes, transformation, training=True):
        shape = transformation["input_shape"]
        height, width = self._size(shape)
        fits = height >= self.height and width >= self.width
        window = ((height - self.height) // 2, (width - self.width) // 2, self.height, self.width) if fits else self._widest_window(height, width)
        return self._boxes_in_window(bounding_boxes, shape, window)


class RandomCrop(_Fits):
    """Cuts out a random part of images; in inference, and of smaller ones, the greatest part in the middle, stretched.

    Args:
        height, width: The new size.
        seed: Seed of the draws.
        data_format: "channels_last" or "channels_first"; the setting if `None`.
    """

    def __init__(self, height: Int, width: Int, seed: Seed = None, data_format: Text = None, name: Text = None, **kwargs):
        super().__init__(name=name, data_format=data_format, **kwargs)
        self.height, self.width = positive("height", height), positive("width", width)
        self.seed = make_default_seed() if seed is None else seed
        self.generator = SeedGenerator(seed)

    def get_random_transformation(self, data, training=True, seed=None):
        shape = tuple((data["images"] if isinstance(data, dict) else data).shape)
        height, width = self._size(shape)
        if None in (height, width):
            raise ShapeError(f"RandomCrop must know height and width of its input, got shape {shape}.", layer=self.name, argument="data", actual=shape)
        if not training:
            return {"window": self._widest_window(height, width), "input_shape": shape}
        if height <= self.height or width <= self.width:
            top, left = self._widest_window(height, width)[:2]          # Keras: begins there, but is as large as it can be
            return {"window": (top, left, min(self.height, height - top), min(self.width, width - left)), "input_shape": shape}
        seed = self.generator if seed is None else seed
        top, left = (int(uniform((), 0, float(size - new + 1), seed=seed)) for size, new in ((height, self.height), (width, self.width)))
        return {"window": (top, left, self.height, self.width), "input_shape": shape}

    def _cropped(self, images, transformation, interpolation):
        window = transformation["window"]
        cut = self._cut(images, *window)
        return cut if window[2:] == (self.height, self.width) else self._stretched(cut, interpolation)

    def transform_images(self, images, transformation, training=True):
        return self._cropped(convert_to_tensor(images, self.compute_dtype), transformation, "bilinear")

    def transform_segmentation_masks(self, segmentation_masks, transformation, training=True):
        return self._cropped(convert_to_tensor(segmentation_masks), transformation, "nearest")

    def transform_bounding_boxes(self, bounding_boxes, transformation, training=True):
        return self._boxes_in_window(bounding_boxes, transformation["input_shape"], transformation["window"])


class MaxNumBoundingBoxes(ImageLayer):
    """Cuts off or fills up the boxes of each image to a fixed number.

    Args:
        max_number: The number of boxes.
        fill_value: What boxes and labels are filled up with.
    """

    def __init__(self, max_number: Int, fill_value: Int = -1, **kwargs):
        super().__init__(**kwargs)
        self.max_number, self.fill_value = int(max_number), int(fill_value)

    def transform_bounding_boxes(self, bounding_boxes, transformation, training=True):
        boxes, labels = (convert_to_tensor(bounding_boxes[k])[:, :self.max_number] for k in ("boxes", "labels"))
        missing = self.max_number - boxes.shape[1]
        return {**bounding_boxes, "boxes": F.pad(boxes, (0, 0, 0, missing), value=self.fill_value),
                "labels": F.pad(labels, (0, missing), value=self.fill_value)}

    def compute_output_shape(self, input_shape):
        if not isinstance(input_shape, dict) or "bounding_boxes" not in input_shape:
            return input_shape
        boxes = input_shape["bounding_boxes"]
        unknown = set(boxes) - {"boxes", "labels"}
        if unknown:
            raise KeyError(f"There are unsupported keys in `bounding_boxes`: {sorted(unknown)}. Only `boxes` and `labels` are supported.")
        return {**input_shape, "bounding_boxes": {k: [s[0], self.max_number, *s[2:]] for k, s in boxes.items()}}
