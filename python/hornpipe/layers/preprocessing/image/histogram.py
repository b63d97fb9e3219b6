"""Layers that spread the values of images evenly over their range."""
from __future__ import annotations

import torch
import torch.nn.functional as F

from ....core.types import Int, Ints, Real, Reals, Text
from ....runtime.convert import convert_to_tensor
from .base import ImageLayer, pixel_range, rescaled


class Equalization(ImageLayer):
    """Spreads the values of each channel evenly, by the histogram of the whole batch.

    Args:
        value_range: Least and greatest value of a pixel.
        bins: Number of bins of the histogram.
        data_format: "channels_last" or "channels_first"; the setting if `None`.
    """

    mixes_samples = True        # for `TimeDistributed`: one histogram for the batch

    def __init__(self, value_range: Reals = (0, 255), bins: Int = 256, data_format: Text = None, **kwargs):
        super().__init__(data_format=data_format, **kwargs)
        self.bins = bins
        self._set_value_range(value_range)

    def _set_value_range(self, limits):
        self.value_range = pixel_range(limits)

    def apply(self, images, transformation, interpolation=None):
        axis = -1 if self._last else -3
        values = rescaled(images, self.value_range, (0, 255))
        made = torch.stack([self._equalized(channel) for channel in values.unbind(axis)], axis)
        return rescaled(made, (0, 255), self.value_range).to(images.dtype)

    def _equalized(self, channel):
        places = (channel.float() * (self.bins - 1) / 255).int().clamp(0, self.bins - 1)
        counts = torch.bincount(places.flatten(), minlength=self.bins)
        if counts.count_nonzero() <= 1:
            return channel
        below = counts.cumsum(0)
        first = below[below.nonzero()[0, 0]]
        table = ((below - first) * 255 / (below[-1] - first)).round().clamp(0, 255)
        return table[(channel / 255.0 * (self.bins - 1)).clamp(0, self.bins - 1).long()]


class ContrastLimitedAdaptiveHistogramEqualization(ImageLayer):
    """Spreads the values of each channel evenly within tiles of the image, with a limit to how much that strengthens contrast.

    Args:
        value_range: Least and greatest value of a pixel.
        clip_limit: How high a bin of a histogram may be, as a multiple of the mean; no limit if 0.
        tile_grid_size: Number of tiles along height and width.
        data_format: "channels_last" or "channels_first"; the setting if `None`.

    Reference:
        Zuiderveld, "Contrast limited adaptive histogram equalization", 1994.
    """

    def __init__(self, value_range: Reals = (0, 255), clip_limit: Real = 4.0, tile_grid_size: Ints = (8, 8), data_format: Text = None, **kwargs):
        super().__init__(data_format=data_format, **kwargs)
        self.value_range, self.clip_limit, self.tile_grid_size = value_range, clip_limit, tile_grid_size

    def transform_images(self, images, transformation=None, training=True):
        images = convert_to_tensor(images)
        made = self.apply(images.unsqueeze(0) if images.ndim == 3 else images, {})
        return made.reshape(images.shape).to(images.dtype)

    def apply(self, images, transformation, interpolation=None):
        planes = images.movedim(-1, 1) if self._last else images                                   # (batch, channels, height, width)
        values = rescaled(planes.float(), self.value_range, (0, 255))
        made = rescaled(self._equalized(values), (0, 255), self.value_range)
        return made.movedim(1, -1) if self._last else made

    def _equalized(self, values):
        height, width = values.shape[-2:]
        rows, columns = self.tile_grid_size
        tile = (-(-height // rows), -(-width // columns))
        padded = _mirrored(values, tile[0] * rows - height, tile[1] * columns - width)
        levels = padded.clamp(0, 255).int()
        tiles = levels.unflatten(-1, (columns, tile[1])).unflatten(-3, (rows, tile[0])).movedim(-3, -2).flatten(-2)     # (..., rows, columns, pixels)
        tables = F.pad(self._tables(tiles).flatten(0, 1).permute(0, 3, 1, 2), (1, 1, 1, 1), mode="replicate").permute(0, 2, 3, 1)
        (top, y), (left, x) = (_between(n, size, values.device) for n, size in zip(self.tile_grid_size, tile))

        def looked_up(down, right):
            """The values of pixels by the table of the tile to one side of them."""
            row, column = (top + down).clamp(max=rows + 1).view(-1, 1), (left + right).clamp(max=columns + 1)
            plane = torch.arange(len(tables), device=values.device).view(-1, 1, 1)
            return tables[plane, row, column, levels.flatten(0, 1).long()]

        y = y.view(-1, 1)
        upper = looked_up(0, 0) * (1 - x) + looked_up(0, 1) * x
        lower = looked_up(1, 0) * (1 - x) + looked_up(1, 1) * x
        return (upper * (1 - y) + lower * y).unflatten(0, values.shape[:2])[..., :height, :width]

    def _tables(self, tiles):
        """What each of 256 levels becomes, for each tile."""
        pixels = tiles.shape[-1]
        counts = torch.zeros((*tiles.shape[:-1], 256), device=tiles.device).scatter_add_(-1, tiles.long(), torch.ones_like(tiles, dtype=torch.float32))
        if self.clip_limit > 0:
            clipped = counts.clamp(max=self.clip_limit * pixels / 256.0)
            counts = clipped + (counts - clipped).sum(-1, keepdim=True) / 256.0         # what was cut off goes to all bins
        below = counts.cumsum(-1)
        least = below.amin(-1, keepdim=True)
        whole = pixels - least
        return ((below - least) * 255.0 / torch.where(whole == 0, 1.0, whole)).clamp(0, 255)


def _between(count, size, device):
    """Of each pixel along an axis: the tile that its table comes from (one was added in front), and how far it is on to the next one."""
    place = (torch.arange(count * size, device=device, dtype=torch.float32) - size / 2.0) / size + 1.0
    return place.floor().long(), place - place.floor()


def _mirrored(values, below, right):
    """Padded by mirrored rows and columns, the last ones included."""
    if below:
        values = torch.cat([values, values.flip(-2)[..., :below, :]], -2)
    return torch.cat([values, values.flip(-1)[..., :right]], -1) if right else values
