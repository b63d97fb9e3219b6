"""Layers that change the values of pixels, each pixel by itself."""
from __future__ import annotations

import torch

from ....core.errors import ArgumentError, ShapeError, got
from ....core.types import Real, Reals, Seed, Text
from ....ops.image.color import hsv_to_rgb, rgb_to_grayscale, rgb_to_hsv
from ....random import randint
from ....runtime import settings
from .base import ImageLayer, as_range, per_image, pixel_range, rescaled


class _Colors(ImageLayer, abstract=True):
    """A layer with a range of pixel values and, perhaps, a random factor."""

    def __init__(self, *, value_range, seed, **kwargs):
        super().__init__(**kwargs)
        self._start(seed)
        self._set_value_range(value_range)

    def _set_value_range(self, limits):
        self.value_range = pixel_range(limits)

    def _clipped(self, images):
        return images.clamp(*map(float, self.value_range))

    def _draw_factor(self, shape, seed):
        return {"factor": self._uniform((shape[0],), self.factor, seed)}

    def _change_channel(self, images, channel, change):
        """The images with one of the channels of hue, saturation and value changed."""
        axis = -1 if self._last else -3
        channels = list(rgb_to_hsv(images, data_format=self.data_format).unbind(axis))
        channels[channel] = change(channels[channel])
        return hsv_to_rgb(torch.stack(channels, axis), data_format=self.data_format)


class RandomBrightness(_Colors):
    """Makes images brighter or darker by a random amount.

    Args:
        factor: Greatest change as a fraction of the range, or least and greatest; from -1 (black) to 1 (white).
        value_range: Least and greatest value of a pixel.
        seed: Seed of the draws.
    """

    def __init__(self, factor: Reals, value_range: Reals = (0, 255), seed: Seed = None, **kwargs):
        super().__init__(value_range=value_range, seed=seed, **kwargs)
        self._set_factor(factor)

    def draw(self, shape, seed):
        low, high = self.value_range
        return {"rgb_delta": self._uniform((shape[0], 1, 1, 1), self.factor, seed) * (high - low)}

    def apply(self, images, transformation, interpolation=None):
        return self._clipped(images + transformation["rgb_delta"].to(images.dtype))


class RandomContrast(_Colors):
    """Moves the values of each channel away from their mean.

    Args:
        factor: Greatest change, or those downwards and upwards: the distance from the mean is multiplied by 1 minus the first to 1 plus the second.
        value_range: Least and greatest value of a pixel.
        seed: Seed of the draws.
    """

    bounds = (0, 1)

    def __init__(self, factor: Reals, value_range: Reals = (0, 255), seed: Seed = None, **kwargs):
        super().__init__(value_range=value_range, seed=seed, **kwargs)
        self._set_factor(factor)

    def draw(self, shape, seed):
        return {"contrast_factor": self._uniform((shape[0], 1, 1, 1), (1 - self.factor[0], 1 + self.factor[1]), seed, self.compute_dtype)}

    def apply(self, images, transformation, interpolation=None):
        mean = images.mean(self._space, keepdim=True)
        return self._clipped((images - mean) * transformation["contrast_factor"].to(images.dtype) + mean)


class RandomSaturation(_Colors):
    """Makes colors stronger or paler.

    Args:
        factor: From 0 (gray) over 0.5 (no change) to 1 (as strong as can be), as a range; a number stands for the range from its negative.
        value_range: Least and greatest value of a pixel.
        data_format: "channels_last" or "channels_first"; the setting if `None`.
        seed: Seed of the draws.
    """

    def __init__(self, factor: Reals, value_range: Reals = (0, 255), data_format: Text = None, seed: Seed = None, **kwargs):
        super().__init__(value_range=value_range, data_format=data_format, seed=seed, **kwargs)
        self._set_factor(factor)

    def draw(self, shape, seed):
        factor = self._draw_factor(shape, seed)["factor"]
        return {"factor": factor / (1 - factor + settings.epsilon())}

    def apply(self, images, transformation, interpolation=None):
        factor = transformation["factor"].to(images.dtype).reshape(-1, 1, 1)
        return self._change_channel(images, 1, lambda s: self._clipped(s * factor))


class RandomHue(_Colors):
    """Turns the circle of colors.

    Args:
        factor: Greatest turn, or a range: 1 is half of the circle.
        value_range: Least and greatest value of a pixel.
        data_format: "channels_last" or "channels_first"; the setting if `None`.
        seed: Seed of the draws.
    """

    bounds = (0, 1)

    def __init__(self, factor: Reals, value_range: Reals = (0, 255), data_format: Text = None, seed: Seed = None, **kwargs):
        super().__init__(value_range=value_range, data_format=data_format, seed=seed, **kwargs)
        self._set_factor(factor)

    def draw(self, shape, seed):
        sign = torch.where(self._uniform((shape[0],), (0, 1), seed) > 0.5, -1.0, 1.0)
        return {"factor": sign * self._uniform((shape[0],), self.factor, seed) * 0.5}

    def apply(self, images, transformation, interpolation=None):
        turn = transformation["factor"].to(images.dtype).reshape(-1, 1, 1)

        def turned(hue):
            hue = hue + turn
            return hue - (hue > 1).to(hue.dtype) + (hue < 0).to(hue.dtype)

        made = self._change_channel(rescaled(images, self.value_range, (0, 1)), 0, turned)
        return rescaled(made.clamp(0, 1), (0, 1), self.value_range)


class RandomColorDegeneration(_Colors):
    """Mixes images with their gray versions.

    Args:
        factor: Greatest share of gray, or a range.
        value_range: Least and greatest value of a pixel.
        data_format: "channels_last" or "channels_first"; the setting if `None`.
        seed: Seed of the draws.
    """

    def __init__(self, factor: Reals, value_range: Reals = (0, 255), data_format: Text = None, seed: Seed = None, **kwargs):
        super().__init__(value_range=value_range, data_format=data_format, seed=seed, **kwargs)
        self._set_factor(factor)

    def draw(self, shape, seed):
        return {"factor": self._uniform((shape[0], 1, 1, 1), self.factor, seed)}

    def apply(self, images, transformation, interpolation=None):
        gray = rgb_to_grayscale(images, data_format=self.data_format)
        return self._clipped(images + transformation["factor"].to(images.dtype) * (gray - images))

    def compute_output_shape(self, input_shape):
        if len(input_shape) not in (3, 4):
            raise ShapeError(f"Invalid images rank: expected rank 3 (single image) or rank 4 (batch of images), got shape {tuple(input_shape)}.",
                             layer=self.name, argument="data", expected=(3, 4), actual=tuple(input_shape))
        channels = input_shape[-1 if self._last else -3]
        if channels not in (3, None):
            raise ShapeError(f"Input images must have 3 channels, but received images with {channels} channels.",
                             layer=self.name, argument="data", expected=3, actual=channels)
        return input_shape


class RandomGrayscale(ImageLayer):
    """Turns some of the images gray.

    Args:
        factor: Probability for an image.
        data_format: "channels_last" or "channels_first"; the setting if `None`.
        seed: Seed of the draws.
    """

    def __init__(self, factor: Real = 0.5, data_format: Text = None, seed: Seed = None, **kwargs):
        super().__init__(data_format=data_format, **kwargs)
        if not 0 <= factor <= 1:
            raise ArgumentError(f"`factor` should be between 0 and 1. It {got(factor)}.", argument="factor", actual=factor)
        self.factor = factor
        self._start(seed)

    def draw(self, shape, seed):
        return per_image(self._uniform((shape[0],), (0, 1), seed) < self.factor)

    def apply(self, images, transformation, interpolation=None):
        return torch.where(transformation, rgb_to_grayscale(images, data_format=self.data_format), images)


class RandomInvert(_Colors):
    """Turns light into dark in some of the images.

    Args:
        factor: Probability for an image, or a range that it is drawn from.
        value_range: Least and greatest value of a pixel.
        seed: Seed of the draws.
        data_format: "channels_last" or "channels_first"; the setting if `None`.
    """

    bounds = (0, 1)

    def __init__(self, factor: Reals = 1.0, value_range: Reals = (0, 255), seed: Seed = None, data_format: Text = None, **kwargs):
        super().__init__(value_range=value_range, data_format=data_format, seed=seed, **kwargs)
        self._set_factor(factor)

    def draw(self, shape, seed):
        probability = self._uniform((shape[0],), self.factor, seed)
        return {"apply_inversion": self._uniform((shape[0],), (0, 1), seed) < probability}

    def apply(self, images, transformation, interpolation=None):
        return torch.where(per_image(transformation["apply_inversion"]), self.value_range[1] - images, images)


class RandomPosterization(_Colors):
    """Reduces the number of bits of each value.

    Args:
        factor: Greatest number of bits left, from 1 to 8, or a range.
        value_range: Least and greatest value of a pixel.
        data_format: "channels_last" or "channels_first"; the setting if `None`.
        seed: Seed of the draws.
    """

    bounds = (1, 8)

    def __init__(self, factor: Reals, value_range: Reals = (0, 255), data_format: Text = None, seed: Seed = None, **kwargs):
        super().__init__(value_range=value_range, data_format=data_format, seed=seed, **kwargs)
        self._set_factor(factor)

    def draw(self, shape, seed):
        low, high = self.factor
        bits = torch.full((shape[0],), int(low), dtype=torch.uint8) if low == high else randint((shape[0],), int(low), int(high), dtype="uint8", seed=seed)
        return {"shift_factor": 8 - bits}

    def apply(self, images, transformation, interpolation=None):
        shift = per_image(transformation["shift_factor"]).to(images.device)
        levels = rescaled(images, self.value_range, (0, 255)).to(torch.uint8)
        return rescaled(((levels >> shift) << shift).to(images.dtype), (0, 255), self.value_range)


class Solarization(_Colors):
    """Inverts the values from a threshold on, after something was added to all.

    Args:
        addition_factor: Greatest amount added as a fraction of the range, or least and greatest.
        threshold_factor: Highest threshold as a fraction of the range, or lowest and highest.
        value_range: Least and greatest value of a pixel.
        seed: Seed of the draws.
    """

    def __init__(self, addition_factor: Reals = 0.0, threshold_factor: Reals = 0.0, value_range: Reals = (0, 255), seed: Seed = None, **kwargs):
        super().__init__(value_range=value_range, seed=seed, **kwargs)
        self.addition_factor = as_range("addition_factor", addition_factor, 0, 1)
        self.threshold_factor = as_range("threshold_factor", threshold_factor, 0, 1)

    def draw(self, shape, seed):
        def amount(bounds):
            return self._uniform((shape[0], 1, 1, 1), (bounds[0], bounds[1] * 255), seed, self.compute_dtype)       # Keras: the lower end as it is

        return {"additions": amount(self.addition_factor), "thresholds": amount(self.threshold_factor)}

    def apply(self, images, transformation, interpolation=None):
        values = (rescaled(images, self.value_range, (0, 255)) + transformation["additions"]).clamp(0, 255)
        return rescaled(torch.where(values < transformation["thresholds"], values, 255 - values), (0, 255), self.value_range)


class RandomColorJitter(_Colors):
    """Changes brightness, contrast, saturation and hue, one after the other.

    Args:
        value_range: Least and greatest value of a pixel.
        brightness_factor, contrast_factor, saturation_factor, hue_factor: As `factor` of the layers for each; `None` leaves it.
        seed: Seed of the draws.
        data_format: "channels_last" or "channels_first"; the setting if `None`.
    """

    def __init__(self, value_range: Reals = (0, 255), brightness_factor: Reals = None, contrast_factor: Reals = None, saturation_factor: Reals = None,
                 hue_factor: Reals = None, seed: Seed = None, data_format: Text = None, **kwargs):
        super().__init__(value_range=value_range, data_format=data_format, seed=seed, **kwargs)
        self.brightness_factor, self.contrast_factor = brightness_factor, contrast_factor
        self.saturation_factor, self.hue_factor = saturation_factor, hue_factor
        steps = ((RandomBrightness, "brightness"), (RandomContrast, "contrast"), (RandomSaturation, "saturation"), (RandomHue, "hue"))
        for layer, name in steps:
            factor = getattr(self, f"{name}_factor")
            made = None if factor is None else layer(factor=factor, value_range=value_range, seed=seed, data_format=self.data_format, dtype=self.dtype_policy)
            setattr(self, f"random_{name}", made)

    @property
    def _steps(self):
        return [s for s in (self.random_brightness, self.random_contrast, self.random_saturation, self.random_hue) if s is not None]

    def draw(self, shape, seed):
        return [step.draw(shape, seed) for step in self._steps]

    def apply(self, images, transformation, interpolation=None):
        for step, what in zip(self._steps, transformation):
            images = step.apply(images, what)
        return images


class AutoContrast(ImageLayer):
    """Stretches each channel of each image over the whole range.

    Args:
        value_range: Least and greatest value of a pixel.
    """

    def __init__(self, value_range: Reals = (0, 255), **kwargs):
        super().__init__(**kwargs)
        self._set_value_range(value_range)

    def _set_value_range(self, limits):
        self.value_range = pixel_range(limits)

    def transform_images(self, images, transformation=None, training=True):
        return super().transform_images(images, {}, True)

    def apply(self, images, transformation, interpolation=None):
        values = rescaled(images, self.value_range, (0, 255))
        low, high = values.amin(self._space, keepdim=True), values.amax(self._space, keepdim=True)
        scale = 255.0 / (high - low)
        made = rescaled((values * scale - low * scale).clamp(0, 255), (0, 255), self.value_range)
        return torch.where(made.isnan(), images, made)          # of one value only
