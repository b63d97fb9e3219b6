"""Layers that choose among others at random."""
from __future__ import annotations

import random

import torch

from ....core.types import Flag, Int, Real, Reals, Seed, Text
from ....random import beta, gamma, randint
from .base import ImageLayer
from .blur import RandomSharpness
from .color import AutoContrast, RandomBrightness, RandomColorDegeneration, RandomContrast, RandomPosterization, Solarization
from .histogram import Equalization
from .warp import RandomRotation, RandomShear, RandomTranslation


class _Policy(ImageLayer, abstract=True):
    """A layer that holds others, all of the strength `factor`."""

    bounds = (0, 1)
    moves = True

    def __init__(self, *, value_range, factor, interpolation, seed, data_format, **kwargs):
        super().__init__(data_format=data_format, **kwargs)
        self._set_factor(factor)
        self.value_range, self.interpolation = value_range, interpolation
        self._start(seed)
        shared, f = {**kwargs, "data_format": data_format}, self.factor
        shared.pop("name", None)
        colors = {"value_range": value_range, **shared}
        moved = {"interpolation": interpolation, "seed": seed, **shared}
        self.random_shear = RandomShear(x_factor=f, y_factor=f, **moved)
        self.random_translation = RandomTranslation(height_factor=f, width_factor=f, **moved)
        self.random_rotation = RandomRotation(factor=f, **moved)
        self.random_brightness = RandomBrightness(factor=f, seed=seed, **colors)
        self.random_color_degeneration = RandomColorDegeneration(factor=f, seed=seed, **colors)
        self.random_contrast = RandomContrast(factor=f, seed=seed, **colors)
        self.random_sharpness = RandomSharpness(factor=f, seed=seed, **colors)
        self.random_posterization = RandomPosterization(factor=max(1, int(8 * f[1])), seed=seed, **colors)
        self.solarization = Solarization(addition_factor=f, threshold_factor=f, seed=seed, **colors)
        self.auto_contrast = AutoContrast(**colors)
        self.equalization = Equalization(**colors)

    def _changed(self, data, name, transformation, interpolation):
        """Images, or masks (`interpolation` is "nearest"), after one of the layers."""
        layer = getattr(self, name)
        if interpolation is None:
            return layer.transform_images(data, transformation)
        return layer.transform_segmentation_masks(data, transformation)


class RandAugment(_Policy):
    """Applies some of eleven changes, drawn for each batch.

    Args:
        value_range: Least and greatest value of a pixel.
        num_ops: How many are applied.
        factor: Their strength, from 0 to 1, or a range.
        interpolation: "nearest" or "bilinear".
        seed: Seed of the draws.
        data_format: "channels_last" or "channels_first"; the setting if `None`.

    Reference:
        Cubuk et al., "RandAugment: practical automated data augmentation with a reduced search space", 2019.
    """

    names = ("random_shear", "random_translation", "random_rotation", "random_brightness", "random_color_degeneration", "random_contrast", "random_sharpness",
             "random_posterization", "solarization", "auto_contrast", "equalization")

    def __init__(self, value_range: Reals = (0, 255), num_ops: Int = 2, factor: Reals = 0.5, interpolation: Text = "bilinear", seed: Seed = None,
                 data_format: Text = None, **kwargs):
        super().__init__(value_range=value_range, factor=factor, interpolation=interpolation, seed=seed, data_format=data_format, **kwargs)
        self.num_ops = num_ops

    def draw(self, shape, seed):
        chosen = randint((self.num_ops,), 0, len(self.names), seed=seed).tolist()
        drawn = {name: getattr(self, name).draw(shape, seed) for name in self.names}        # all of them, so that the numbers are those of Keras
        return [(self.names[i], drawn[self.names[i]]) for i in chosen]

    def apply(self, images, transformation, interpolation=None):
        for name, what in transformation:
            images = self._changed(images, name, what, interpolation)
        return images

    def move_boxes(self, boxes, transformation):
        for name, what in transformation:
            layer = getattr(self, name)
            layer.bounding_box_format = self.bounding_box_format
            boxes = layer.transform_bounding_boxes(boxes, what)
        return boxes


class AugMix(_Policy):
    """Mixes images with chains of changes of them.

    Args:
        value_range: Least and greatest value of a pixel.
        num_chains: Number of chains.
        chain_depth: Greatest length of a chain.
        factor: Strength of the changes, from 0 to 1, or a range.
        alpha: Parameter of the distributions of the shares.
        all_ops: Whether changes of brightness, color, contrast and sharpness are among them.
        interpolation: "nearest" or "bilinear".
        seed: Seed of the draws.
        data_format: "channels_last" or "channels_first"; the setting if `None`.

    Reference:
        Hendrycks et al., "AugMix: a simple data processing method to improve robustness and uncertainty", 2019.
    """

    names = ("random_shear", "random_translation", "random_rotation", "random_posterization", "solarization", "auto_contrast", "equalization")
    more = ("random_brightness", "random_color_degeneration", "random_contrast", "random_sharpness")

    def __init__(self, value_range: Reals = (0, 255), num_chains: Int = 3, chain_depth: Int = 3, factor: Reals = 0.3, alpha: Real = 1.0, all_ops: Flag = True,
                 interpolation: Text = "bilinear", seed: Seed = None, data_format: Text = None, **kwargs):
        super().__init__(value_range=value_range, factor=factor, interpolation=interpolation, seed=seed, data_format=data_format, **kwargs)
        self.num_chains, self.chain_depth, self.alpha, self.all_ops = num_chains, chain_depth, alpha, all_ops

    def draw(self, shape, seed):
        shares = gamma((self.num_chains,), self.alpha, seed=seed)
        weight = beta((), self.alpha, self.alpha, seed=seed)
        names = [*self.names, *(self.more if self.all_ops else ()), None]
        chains = []
        for _ in range(self.num_chains):
            chosen = [random.choice(names) for _ in range(self.chain_depth)]        # Keras: by the stream of Python, which `set_random_seed()` seeds
            chains.append([(name, getattr(self, name).draw(shape, seed)) for name in chosen if name is not None])
        return {"chain_mixing_weights": shares / shares.sum(), "weight_sample": weight, "chain_transforms": chains}

    def apply(self, images, transformation, interpolation=None):
        mixed = torch.zeros_like(images)
        for share, chain in zip(transformation["chain_mixing_weights"].to(images.dtype), transformation["chain_transforms"]):
            changed = images
            for name, what in chain:
                changed = self._changed(changed, name, what, interpolation)
            mixed = mixed + changed * share
        weight = transformation["weight_sample"].to(images.dtype)
        mixed = weight * images + (1 - weight) * mixed
        return mixed if interpolation else mixed.clamp(*map(float, self.value_range))

    def move_boxes(self, boxes, transformation):
        raise NotImplementedError("AugMix mixes images that moved in different ways: there is no place for a bounding box.")
