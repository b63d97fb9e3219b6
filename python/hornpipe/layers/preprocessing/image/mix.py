"""Layers that replace parts of images, or mix images with each other."""
from __future__ import annotations

import torch

from ....core.errors import ArgumentError, got
from ....core.types import Real, Reals, Seed, Text
from ....random import beta, normal, shuffle, uniform
from ....runtime import dtypes
from ....runtime.convert import convert_to_tensor
from .base import ImageLayer, as_range, per_image


class _Cuts(ImageLayer, abstract=True):
    """A layer that draws a rectangle for each image."""

    bounds = (0, 1)

    def _span(self, length, share, seed):
        """Where a stretch of that share of a length begins and ends."""
        size = share * length
        start = uniform((len(share),), dtype=self.compute_dtype, seed=seed) * (length - size)
        return start, start + size

    def _mask(self, shape, x, y):
        """True inside of the rectangle of each image."""
        height, width = self._size(shape)
        dtype = dtypes.to_torch(self.compute_dtype)
        rows = torch.arange(height, dtype=dtype, device=x[0].device).view(-1, 1)
        columns = torch.arange(width, dtype=dtype, device=x[0].device)
        (left, right), (top, bottom) = ((a.view(-1, 1, 1), b.view(-1, 1, 1)) for a, b in (x, y))
        inside = (columns >= left) & (columns < right) & (rows >= top) & (rows < bottom)
        return inside.unsqueeze(-1 if self._last else 1)


class RandomErasing(_Cuts):
    """Replaces a rectangle of some of the images.

    Args:
        factor: Probability for an image, or a range that it is drawn from.
        scale: Greatest share of height and width squared, or a range.
        fill_value: What the rectangle is filled with, one number or three; noise if `None`.
        value_range: Least and greatest value of a pixel.
        seed: Seed of the draws.
        data_format: "channels_last" or "channels_first"; the setting if `None`.

    Reference:
        Zhong et al., "Random erasing data augmentation", 2017.
    """

    def __init__(self, factor: Reals = 1.0, scale: Reals = (0.02, 0.33), fill_value: Reals = None, value_range: Reals = (0, 255), seed: Seed = None,
                 data_format: Text = None, **kwargs):
        super().__init__(data_format=data_format, **kwargs)
        self._set_factor(factor)
        if isinstance(fill_value, (tuple, list)) and len(fill_value) != 3 or not isinstance(fill_value, (tuple, list, int, float, type(None))):
            raise ArgumentError(f"The `fill_value` argument should be a number (or a list of three numbers). It {got(fill_value)}.",
                                argument="fill_value", actual=fill_value)
        self.scale, self.fill_value, self.value_range = as_range("scale", scale, 0, 1), fill_value, value_range
        self._start(seed)

    def draw(self, shape, seed):
        height, width = self._size(shape)
        share = self._uniform((shape[0], 2), self.scale, seed, self.compute_dtype).sqrt()
        x, y = self._span(width, share[:, 0], seed), self._span(height, share[:, 1], seed)
        probability = self._uniform((shape[0],), self.factor, seed)
        chosen = self._uniform((shape[0],), (0, 1), seed) < probability
        return {"apply_erasing": chosen, "batch_masks": self._mask(shape, x, y), "fill_value": self._filling(shape, seed)}

    def _filling(self, shape, seed):
        if self.fill_value is None:
            filling = normal(shape, dtype=self.compute_dtype, seed=seed) * self.value_range[1]
        else:
            filling = convert_to_tensor(self.fill_value, self.compute_dtype)
            filling = filling.view(-1, 1, 1) if filling.ndim and not self._last else filling
        return filling.clamp(*map(float, self.value_range))

    def apply(self, images, transformation, interpolation=None):
        replaced = transformation["batch_masks"] & per_image(transformation["apply_erasing"])
        return torch.where(replaced, convert_to_tensor(transformation["fill_value"], images.dtype), images)


class CutMix(_Cuts):
    """Replaces a rectangle of each image by that of another one, and mixes their labels.

    Args:
        factor: Greatest parameter of the beta distribution of the shares, or a range.
        seed: Seed of the draws.
        data_format: "channels_last" or "channels_first"; the setting if `None`.

    Reference:
        Yun et al., "CutMix: regularization strategy to train strong classifiers", 2019.
    """

    moves = True
    mixes_samples = True        # for `TimeDistributed`

    def __init__(self, factor: Reals = 1.0, seed: Seed = None, data_format: Text = None, **kwargs):
        super().__init__(data_format=data_format, **kwargs)
        self._set_factor(factor)
        self._start(seed)

    def get_random_transformation(self, data, training=True, seed=None):
        single = len((data["images"] if isinstance(data, dict) else data).shape) == 3
        return None if single else super().get_random_transformation(data, training, seed)          # one image has no other to mix with

    def draw(self, shape, seed):
        height, width = self._size(shape)
        alpha = self._uniform((), self.factor, seed, self.compute_dtype) + 1e-6
        share = (1.0 - beta((shape[0],), alpha, alpha, dtype=self.compute_dtype, seed=seed)).sqrt()
        x, y = self._span(width, share, seed), self._span(height, share, seed)
        weight = 1.0 - (x[1] - x[0]) * (y[1] - y[0]) / (width * height)
        return {"permutation_order": shuffle(torch.arange(shape[0]), seed=seed), "batch_masks": self._mask(shape, x, y), "mix_weight": weight}

    def apply(self, images, transformation, interpolation=None):
        return torch.where(transformation["batch_masks"], images[_order(transformation)], images)

    def transform_labels(self, labels, transformation, training=True):
        return _mixed(labels, transformation) if training and transformation is not None else labels

    def move_boxes(self, boxes, transformation):
        raise NotImplementedError("CutMix does not handle bounding boxes: those of the other image would have to be cut.")


def _order(transformation):
    """Which image each one is mixed with."""
    return convert_to_tensor(transformation["permutation_order"]).long()


def _mixed(labels, transformation):
    """Labels mixed in the share of the images."""
    labels = convert_to_tensor(labels)
    others = labels[_order(transformation)]
    weight = convert_to_tensor(transformation["mix_weight"]).reshape(-1, *[1] * max(labels.ndim - 1, 1))
    return weight * labels + (1.0 - weight) * others


class MixUp(ImageLayer):
    """Mixes each image with another one, and their labels in the same share.

    Args:
        alpha: Parameter of the beta distribution of the shares.
        data_format: "channels_last" or "channels_first"; the setting if `None`.
        seed: Seed of the draws.

    Reference:
        Zhang et al., "mixup: beyond empirical risk minimization", 2017.
    """

    moves = True
    mixes_samples = True        # for `TimeDistributed`

    def __init__(self, alpha: Real = 0.2, data_format: Text = None, seed: Seed = None, **kwargs):
        super().__init__(data_format=data_format, **kwargs)
        self.alpha = alpha
        self._start(seed)

    def draw(self, shape, seed):
        order = shuffle(torch.arange(shape[0]), seed=seed)
        return {"mix_weight": beta((shape[0],), self.alpha, self.alpha, seed=seed), "permutation_order": order}

    def apply(self, images, transformation, interpolation=None):
        weight = per_image(transformation["mix_weight"]).to(images.dtype if images.is_floating_point() else torch.float32)
        return weight * images + (1.0 - weight) * images[_order(transformation)]

    def transform_labels(self, labels, transformation, training=True):
        return _mixed(labels, transformation) if training and transformation is not None else labels

    def transform_bounding_boxes(self, bounding_boxes, transformation, training=True):
        if not training or transformation is None:
            return bounding_boxes
        order, boxes = _order(transformation), {k: convert_to_tensor(bounding_boxes[k]) for k in ("boxes", "labels")}
        return {**bounding_boxes, **{k: torch.cat([v, v[order]], min(1, v.ndim - 1)) for k, v in boxes.items()}}
