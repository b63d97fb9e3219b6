"""Layers that move pixels: flips, rotations, shifts, zooms, shears, perspectives, and smooth bending."""
from __future__ import annotations

import math

import torch

from ....core.arguments import choice
from ....core.errors import ArgumentError, got
from ....core.types import Real, Reals, Seed, Text
from ....ops.image.warp import affine_transform, elastic_transform, homographies, perspective_transform
from ....runtime.random import draw_seed
from . import bounding_boxes as box
from .base import ImageLayer, as_range


def _flags(flags, images):
    """A flag for each image, in a shape that broadcasts against them."""
    return torch.as_tensor(flags).reshape(-1, *[1] * (images.ndim - 1))


class _Moves(ImageLayer, abstract=True):
    """A layer that reads each pixel of its output elsewhere in the input."""

    moves = True
    fill_modes = ("reflect", "wrap", "constant", "nearest")

    def __init__(self, *, seed, interpolation="bilinear", fill_mode="reflect", fill_value=0.0, **kwargs):
        super().__init__(**kwargs)
        self.interpolation = choice("interpolation", interpolation, ("nearest", "bilinear"))
        self.fill_mode, self.fill_value = choice("fill_mode", fill_mode, self.fill_modes), fill_value
        self._start(seed)

    def _affine(self, images, matrix, interpolation):
        return affine_transform(images, matrix, interpolation=interpolation or self.interpolation, fill_mode=self.fill_mode, fill_value=self.fill_value,
                                data_format=self.data_format)

    def _with_corners(self, boxes, shape, change):
        """Boxes changed as corners ("xyxy"), cut off at the borders, in their own format again."""
        height, width = self._size(shape)
        boxes = box.convert_format(boxes, self.bounding_box_format, "xyxy", height, width)
        boxes = {**boxes, "boxes": change(boxes["boxes"])}
        boxes = box.clip_to_image_size(boxes, height, width, "xyxy")
        return box.convert_format(boxes, "xyxy", self.bounding_box_format, height, width)


class RandomFlip(ImageLayer):
    """Mirrors some of the images.

    Args:
        mode: "horizontal", "vertical", or "horizontal_and_vertical" for both at once.
        seed: Seed of the draws.
        data_format: "channels_last" or "channels_first"; the setting if `None`.
    """

    moves = True

    def __init__(self, mode: Text = "horizontal_and_vertical", seed: Seed = None, data_format: Text = None, **kwargs):
        super().__init__(data_format=data_format, **kwargs)
        self.mode = choice("mode", mode, ("horizontal", "vertical", "horizontal_and_vertical"))
        self._start(seed)

    @property
    def _axes(self):
        """The axes that are mirrored."""
        rows, columns = self._space
        return [a for a, word in ((columns, "horizontal"), (rows, "vertical")) if word in self.mode]

    def draw(self, shape, seed):
        return {"flips": self._uniform((shape[0], 1, 1, 1), (0, 1), seed) <= 0.5, "input_shape": shape}

    def apply(self, images, transformation, interpolation=None):
        return torch.where(transformation["flips"], images.flip(self._axes), images)

    def move_boxes(self, boxes, transformation):
        height, width = self._size(transformation["input_shape"])
        boxes = box.convert_format(boxes, self.bounding_box_format, "rel_xyxy", height, width)
        x1, y1, x2, y2 = boxes["boxes"].unbind(-1)
        if self._space[1] in self._axes:
            x1, x2 = 1 - x2, 1 - x1
        if self._space[0] in self._axes:
            y1, y2 = 1 - y2, 1 - y1
        flips = transformation["flips"].reshape(-1, *[1] * (boxes["boxes"].ndim - 1))
        boxes = {**boxes, "boxes": torch.where(flips, torch.stack([x1, y1, x2, y2], -1), boxes["boxes"])}
        return box.convert_format(box.clip_to_image_size(boxes, bounding_box_format="rel_xyxy"), "rel_xyxy", self.bounding_box_format, height, width)


class RandomRotation(_Moves):
    """Turns images around their middle.

    Args:
        factor: Greatest angle as a fraction of a full turn, or a range; positive ones turn counterclockwise.
        fill_mode: What lies outside: "reflect", "wrap", "constant" or "nearest".
        interpolation: "nearest" or "bilinear".
        seed: Seed of the draws.
        fill_value: The value for "constant".
        data_format: "channels_last" or "channels_first"; the setting if `None`.
    """

    def __init__(self, factor: Reals, fill_mode: Text = "reflect", interpolation: Text = "bilinear", seed: Seed = None, fill_value: Real = 0.0,
                 data_format: Text = None, **kwargs):
        super().__init__(seed=seed, interpolation=interpolation, fill_mode=fill_mode, fill_value=fill_value, data_format=data_format, **kwargs)
        self._set_factor(factor)

    def draw(self, shape, seed):
        angle = self._uniform((shape[0],), (self.factor[0] * 360.0, self.factor[1] * 360.0), seed)
        height, width = self._size(shape)
        turn, cx, cy = angle * (math.pi / 180.0), 0.5 * (width - 1), 0.5 * (height - 1)
        cos, sin, zero = torch.cos(turn), torch.sin(turn), torch.zeros_like(turn)
        matrix = torch.stack([cos, -sin, cx - cx * cos + cy * sin, sin, cos, cy - cx * sin - cy * cos, zero, zero], 1)
        return {"angle": angle, "rotation_matrix": matrix, "input_shape": shape}

    def apply(self, images, transformation, interpolation=None):
        return self._affine(images, transformation["rotation_matrix"], interpolation)

    def move_boxes(self, boxes, transformation):
        angle = transformation["angle"]
        none, one, size = torch.zeros_like(angle), torch.ones_like(angle), self._size(transformation["input_shape"])
        return self._with_corners(boxes, transformation["input_shape"], lambda b: box.affine_transform(b, angle, none, none, one, none, none, *size))


class RandomTranslation(_Moves):
    """Shifts images.

    Args:
        height_factor: Greatest shift downwards or upwards as a fraction of the height, or a range; negative ones are upwards.
        width_factor: The same for the width; negative ones are to the left.
        fill_mode: What lies outside: "reflect", "wrap", "constant" or "nearest".
        interpolation: "nearest" or "bilinear".
        seed: Seed of the draws.
        fill_value: The value for "constant".
        data_format: "channels_last" or "channels_first"; the setting if `None`.
    """

    def __init__(self, height_factor: Reals, width_factor: Reals, fill_mode: Text = "reflect", interpolation: Text = "bilinear", seed: Seed = None,
                 fill_value: Real = 0.0, data_format: Text = None, **kwargs):
        super().__init__(seed=seed, interpolation=interpolation, fill_mode=fill_mode, fill_value=fill_value, data_format=data_format, **kwargs)
        self.height_factor, self.width_factor = height_factor, width_factor
        self._down, self._right = as_range("height_factor", height_factor, -1, 1), as_range("width_factor", width_factor, -1, 1)

    def draw(self, shape, seed):
        height, width = self._size(shape)
        down = self._uniform((shape[0], 1), self._down, seed) * height
        right = self._uniform((shape[0], 1), self._right, seed) * width
        return {"translations": torch.cat([right, down], 1), "input_shape": shape}

    def apply(self, images, transformation, interpolation=None):
        right, down = transformation["translations"].unbind(1)
        one, zero = torch.ones_like(right), torch.zeros_like(right)
        return self._affine(images, torch.stack([one, zero, -right, zero, one, -down, zero, zero], 1), interpolation)

    def move_boxes(self, boxes, transformation):
        shift = transformation["translations"].repeat(1, 2)
        return self._with_corners(boxes, transformation["input_shape"], lambda b: b + (shift.unsqueeze(1) if b.ndim == 3 else shift))


class RandomZoom(_Moves):
    """Zooms in or out.

    Args:
        height_factor: Greatest change as a fraction, or a range; positive ones zoom out.
        width_factor: The same for the width; that of the height if `None`, so that proportions stay.
        fill_mode: What lies outside: "reflect", "wrap", "constant" or "nearest".
        interpolation: "nearest" or "bilinear".
        seed: Seed of the draws.
        fill_value: The value for "constant".
        data_format: "channels_last" or "channels_first"; the setting if `None`.
    """

    def __init__(self, height_factor: Reals, width_factor: Reals = None, fill_mode: Text = "reflect", interpolation: Text = "bilinear", seed: Seed = None,
                 fill_value: Real = 0.0, data_format: Text = None, **kwargs):
        super().__init__(seed=seed, interpolation=interpolation, fill_mode=fill_mode, fill_value=fill_value, data_format=data_format, **kwargs)
        self.height_factor, self.width_factor = height_factor, width_factor
        self._tall = self._bounds_of("height_factor", height_factor)
        self._wide = None if width_factor is None else self._bounds_of("width_factor", width_factor)

    @staticmethod
    def _bounds_of(name, value):
        bounds = as_range(name, value, -1, 1)
        if (value[0] if isinstance(value, (tuple, list)) else value) == -1 or bounds[0] == -1 and isinstance(value, (tuple, list)):
            raise ArgumentError(f"`{name}` must be greater than -1: nothing would be left. It {got(value)}.", argument=name, actual=value)
        return bounds

    def draw(self, shape, seed):
        def zoom(bounds):
            return self._uniform((shape[0], 1), (1.0 + bounds[0], 1.0 + bounds[1]), seed)

        tall = zoom(self._tall)
        return {"height_zoom": tall, "width_zoom": tall if self._wide is None else zoom(self._wide), "input_shape": shape}

    def _scale_and_shift(self, transformation, height, width):
        """`x -> scale * x + shift` for both axes, x first: `(batch, 2)` each."""
        scale = torch.cat([transformation["width_zoom"], transformation["height_zoom"]], 1).float()
        middle = torch.tensor([(width - 1.0) / 2.0, (height - 1.0) / 2.0], device=scale.device)
        return scale, middle * (1.0 - scale)

    def apply(self, images, transformation, interpolation=None):
        (a, b), (x, y) = (t.unbind(1) for t in self._scale_and_shift(transformation, *self._size(images.shape)))
        zero = torch.zeros_like(a)
        return self._affine(images, torch.stack([a, zero, x, zero, b, y, zero, zero], 1), interpolation)

    def move_boxes(self, boxes, transformation):
        height, width = self._size(transformation["input_shape"])
        scale, start = self._scale_and_shift(transformation, height, width)
        end = scale * torch.tensor([width, height], device=scale.device) + start
        start, end = (t.repeat(1, 2).unsqueeze(1) for t in (start, end))         # the window that is seen, (batch, 1, 4)
        sizes = torch.tensor([width, height, width, height], device=scale.device)
        return self._with_corners(boxes, transformation["input_shape"], lambda b: (torch.minimum(torch.maximum(b, start), end) - start) / (end - start) * sizes)


class RandomShear(_Moves):
    """Shears images.

    Args:
        x_factor: Greatest shear along the width, or a range.
        y_factor: The same along the height.
        interpolation: "nearest" or "bilinear".
        fill_mode: What lies outside: "reflect", "wrap", "constant" or "nearest".
        fill_value: The value for "constant".
        data_format: "channels_last" or "channels_first"; the setting if `None`.
        seed: Seed of the draws.
    """

    def __init__(self, x_factor: Reals = 0.0, y_factor: Reals = 0.0, interpolation: Text = "bilinear", fill_mode: Text = "reflect", fill_value: Real = 0.0,
                 data_format: Text = None, seed: Seed = None, **kwargs):
        super().__init__(seed=seed, interpolation=interpolation, fill_mode=fill_mode, fill_value=fill_value, data_format=data_format, **kwargs)
        # A range may begin below 0, for so it stands in Keras' configs; a number may not.
        for name, given in (("x_factor", x_factor), ("y_factor", y_factor)):
            pair = isinstance(given, (tuple, list))
            low, high = as_range(name, given, -1 if pair else 0, 1)
            setattr(self, name, (low if pair else -high, high))

    def draw(self, shape, seed):
        def drawn(bounds):
            return self._uniform((shape[0], 1), bounds, seed, self.compute_dtype)

        sign = torch.where(drawn((0, 1)) > 0.5, -1.0, 1.0)
        along_y = drawn(self.y_factor)
        return {"shear_factor": torch.cat([drawn(self.x_factor), along_y], 1) * sign, "input_shape": shape}

    def apply(self, images, transformation, interpolation=None):
        x, y = transformation["shear_factor"].float().unbind(1)
        one, zero = torch.ones_like(x), torch.zeros_like(x)
        return self._affine(images, torch.stack([one, x, zero, y, one, zero, zero, zero], 1), interpolation)

    def move_boxes(self, boxes, transformation):
        height, width = self._size(transformation["input_shape"])
        boxes = box.convert_format(boxes, self.bounding_box_format, "rel_xyxy", height, width)
        x, y = transformation["shear_factor"].float().unsqueeze(1).unbind(-1)
        x1, y1, x2, y2 = boxes["boxes"].unbind(-1)
        x1, x2 = torch.where(x < 0, x1 - x * y1, x1 - x * y2), torch.where(x < 0, x2 - x * y2, x2 - x * y1)
        y1, y2 = torch.where(y > 0, y1 - y * x2, y1 - y * x1), torch.where(y > 0, y2 - y * x1, y2 - y * x2)
        boxes = box.clip_to_image_size({**boxes, "boxes": torch.stack([x1, y1, x2, y2], -1)}, bounding_box_format="rel_xyxy")
        return box.convert_format(boxes, "rel_xyxy", self.bounding_box_format, height, width)


class RandomPerspective(_Moves):
    """Shows some of the images as seen from aside.

    Args:
        factor: Probability for an image, or a range that it is drawn from.
        scale: How far corners move, from 0 to 1.
        interpolation: "nearest" or "bilinear".
        fill_value: The value of what lies outside.
        seed: Seed of the draws.
        data_format: "channels_last" or "channels_first"; the setting if `None`.
    """

    bounds = (0, 1)

    def __init__(self, factor: Reals = 1.0, scale: Real = 1.0, interpolation: Text = "bilinear", fill_value: Real = 0.0, seed: Seed = None,
                 data_format: Text = None, **kwargs):
        super().__init__(seed=seed, interpolation=interpolation, fill_value=fill_value, data_format=data_format, **kwargs)
        self._set_factor(factor)
        if not 0 <= scale <= 1:
            raise ArgumentError(f"The `scale` argument should be a number in the range [0, 1]. It {got(scale)}.", argument="scale", actual=scale)
        self.scale = scale

    def draw(self, shape, seed):
        height, width = self._size(shape)
        probability = self._uniform((shape[0],), self.factor, seed)
        chosen = self._uniform((shape[0],), (0, 1), seed) < probability
        moved = self._uniform((shape[0], 4, 2), (-0.5 * self.scale, 0.5 * self.scale), seed, self.compute_dtype)
        corners = torch.tensor([[0, 0], [width - 1, 0], [0, height - 1], [width - 1, height - 1]], dtype=moved.dtype, device=moved.device).expand_as(moved)
        return {"apply_perspective": chosen, "start_points": corners, "end_points": corners + corners * moved, "input_shape": shape}

    def apply(self, images, transformation, interpolation=None):
        made = perspective_transform(images, transformation["start_points"], transformation["end_points"], interpolation=interpolation or self.interpolation,
                                     fill_value=self.fill_value, data_format=self.data_format)
        return torch.where(_flags(transformation["apply_perspective"], images), made, images)

    def move_boxes(self, boxes, transformation):
        matrix = homographies(transformation["start_points"].float(), transformation["end_points"].float())
        matrix = torch.linalg.inv(torch.cat([matrix, torch.ones_like(matrix[:, :1])], 1).reshape(-1, 1, 3, 3))
        chosen = transformation["apply_perspective"].reshape(-1, 1, 1)

        def change(corners):
            x1, y1, x2, y2 = corners.unbind(-1)
            points = torch.stack([torch.stack([x, y, torch.ones_like(x)], -1) for x, y in ((x1, y1), (x2, y1), (x1, y2), (x2, y2))], -2)
            points = points @ matrix.mT
            points = points[..., :2] / points[..., 2:]
            return torch.where(chosen, torch.cat([points.amin(-2), points.amax(-2)], -1), corners)

        return self._with_corners(boxes, transformation["input_shape"], change)


class RandomElasticTransform(_Moves):
    """Bends some of the images by a smooth random field.

    Args:
        factor: Probability for an image, or a range that it is drawn from.
        scale: Greatest strength, or a range, within [0, 1].
        interpolation: "nearest" or "bilinear".
        fill_mode: What lies outside: "constant", "nearest", "wrap", "mirror" or "reflect".
        fill_value: The value for "constant".
        value_range: Least and greatest value of a pixel.
        seed: Seed of the draws.
        data_format: "channels_last" or "channels_first"; the setting if `None`.
    """

    bounds = (0, 1)
    fill_modes = (*_Moves.fill_modes, "mirror")

    def __init__(self, factor: Reals = 1.0, scale: Reals = 1.0, interpolation: Text = "bilinear", fill_mode: Text = "reflect", fill_value: Real = 0.0,
                 value_range: Reals = (0, 255), seed: Seed = None, data_format: Text = None, **kwargs):
        super().__init__(seed=seed, interpolation=interpolation, fill_mode=fill_mode, fill_value=fill_value, data_format=data_format, **kwargs)
        self._set_factor(factor)
        self.scale, self.value_range = as_range("scale", scale, 0, 1), value_range

    def draw(self, shape, seed):
        if self.scale[1] == 0 or self.factor[1] == 0:
            return None
        probability = self._uniform((shape[0],), self.factor, seed)
        chosen = self._uniform((shape[0],), (0, 1), seed) < probability
        strength = self._uniform((), self.scale, seed, self.compute_dtype)
        return {"apply_transform": chosen, "distortion_factor": strength, "seed": draw_seed(seed)}         # masks bend as the images do

    def apply(self, images, transformation, interpolation=None):
        strength, size = float(transformation["distortion_factor"]), self._size(images.shape)
        bent = elastic_transform(images, alpha=0.1 * strength * max(size), sigma=0.05 * strength * min(size), interpolation=interpolation or self.interpolation,
                                 fill_mode=self.fill_mode, fill_value=self.fill_value, seed=transformation["seed"], data_format=self.data_format)
        made = torch.where(_flags(transformation["apply_transform"], images), bent, images)
        return made.clamp(*map(float, self.value_range)) if images.is_floating_point() else made
