"""Windows over a series as a dataset."""
from __future__ import annotations

import numpy as np

from ..core.errors import ArgumentError
from ..core.types import Array, Flag, Index, Int, Text
from .dataset import SampleDataset
from .folders import check_format


def timeseries_dataset_from_array(data: Array, targets: Array, sequence_length: Int, sequence_stride: Int = 1, sampling_rate: Int = 1, batch_size: Int = 128,
                                  shuffle: Flag = False, seed: Int = None, start_index: Index = None, end_index: Index = None, format: Text = "tf"):
    """Batches of windows over a series, cut out when they are wanted.

    Args:
        data: Array whose first axis is time.
        targets: Array with the target of the window that starts at each time, or `None`.
        sequence_length: Time steps in a window.
        sequence_stride: Steps from the start of one window to the next.
        sampling_rate: Steps from one element of a window to the next.
        batch_size: Windows in a batch; `None` gives them one by one.
        shuffle: Whether each epoch has another order.
        seed: Makes orders repeatable.
        start_index, end_index: The part of the series to use: steps from `start_index` on, before `end_index`.
        format: "tf" or "grain", which give the same here.

    Returns:
        A dataset of `(windows, targets)`: `(batch, sequence_length, ...)` and `(batch, ...)`; of windows alone without targets.

    Example:
        >>> series = np.sin(np.arange(1000) / 10)
        >>> pairs = keras.utils.timeseries_dataset_from_array(series[:-20, None], series[20:], sequence_length=20)
        >>> model.fit(pairs)
    """
    length = len(data)
    if start_index:
        _check("start_index", start_index, 0 <= start_index < length, f"0 or greater, and lower than the length of the data, {length}")
    if end_index:
        _check("end_index", end_index, 0 < end_index < length, f"higher than 0, and lower than the length of the data, {length}")
        _check("end_index", end_index, not start_index or end_index > start_index, f"higher than `start_index`, {start_index}")
    for name, value in (("sampling_rate", sampling_rate), ("sequence_stride", sequence_stride)):
        _check(name, value, 0 < value < length, f"higher than 0, and lower than the length of the data, {length}")
    check_format(format)
    first, last = start_index or 0, length if end_index is None else end_index
    windows = last - first - (sequence_length - 1) * sampling_rate
    if targets is not None:
        windows = min(windows, len(targets))
    starts = np.arange(0, windows, sequence_stride) + first
    offsets = np.arange(sequence_length) * sampling_rate
    data, targets = _rows(data), None if targets is None else _rows(targets)

    def read(rows):
        places = starts[rows]
        x = data[places[:, None] + offsets]
        return x if targets is None else (x, targets[places])

    return SampleDataset(len(starts), read, batch_size, shuffle, seed)


def _rows(x):
    """What can be indexed by an array of numbers; a memory map stays on disk."""
    return x if isinstance(x, np.memmap) else np.asarray(x.to_numpy() if hasattr(x, "to_numpy") else x)


def _check(name, value, holds, rule):
    if not holds:
        raise ArgumentError(f"`{name}` must be {rule}, got {value}.", argument=name, actual=value)
