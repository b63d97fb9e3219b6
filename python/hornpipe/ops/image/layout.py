"""Images as a batch with channels last, whatever they came as."""
from __future__ import annotations

from ...core.errors import ShapeError
from ...runtime.settings import data_format_or_default


def check_rank(images, argument: str = "images") -> None:
    """An image has 3 axes, a batch 4."""
    if images.ndim not in (3, 4):
        raise ShapeError(f"Invalid {argument} rank: expected rank 3 (an image) or 4 (a batch of images), got shape {tuple(images.shape)}.",
                         argument=argument, expected=(3, 4), actual=tuple(images.shape))


def channel_axis(data_format) -> int:
    return -1 if data_format_or_default(data_format) == "channels_last" else -3


def to_batch(images, data_format, argument: str = "images"):
    """`(batch, height, width, channels)`, as a view."""
    check_rank(images, argument)
    batch = images if images.ndim == 4 else images.unsqueeze(0)
    return batch if channel_axis(data_format) == -1 else batch.permute(0, 2, 3, 1)


def from_batch(batch, like, data_format):
    """Undoes `to_batch()`: a batch as `like` was laid out."""
    batch = batch if channel_axis(data_format) == -1 else batch.permute(0, 3, 1, 2)
    return batch if like.ndim == 4 else batch.squeeze(0)
