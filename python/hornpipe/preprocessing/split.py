"""A dataset in two parts."""
from __future__ import annotations

import numpy as np
import torch

from ..core import tree
from ..core.arguments import choice, is_int
from ..core.errors import ArgumentError, ArgumentTypeError, DataError, got
from ..core.types import Flag, Int, Real, Structure, Text
from ..training.py_dataset import PyDataset
from .dataset import BatchDataset


def split_dataset(dataset: Structure, left_size: Real = None, right_size: Real = None, shuffle: Flag = False, seed: Int = None, preferred_backend: Text = None):
    """A dataset in two parts, such as for training and validation.

    Args:
        dataset: An array; a list or tuple of arrays, or a dictionary, with a row for each sample; a torch `Dataset`; what
            the `..._dataset_from_...()` functions give, split by samples; another `PyDataset`, split by batches.
        left_size: Size of the first part: a fraction, or a number of samples; the rest if `None`.
        right_size: Size of the second part, from the end; the rest if `None`.
        shuffle: Whether to draw the parts at random.
        seed: Makes the drawing repeatable.
        preferred_backend: "torch", the only one there is; `None` means it.

    Returns:
        A tuple of two datasets: torch's for arrays and torch's, otherwise of the kind given. `fit()` takes them.

    Raises:
        TypeError: `dataset` is of another kind.

    Example:
        >>> train, test = keras.utils.split_dataset((x, y), left_size=0.8, shuffle=True, seed=1)
    """
    choice("preferred_backend", preferred_backend, ("torch", None))
    total, part = _parts_of(dataset)
    left, right = _sizes(left_size, right_size, total)
    order = np.arange(total)
    if shuffle:
        generator = torch.Generator()
        if seed is None:
            generator.seed()
        else:
            generator.manual_seed(seed)
        order = torch.randperm(total, generator=generator).numpy()
    return part(order[:left]), part(order[total - right:])


def _parts_of(dataset):
    """(number of samples, function of sample numbers that gives the part with them)."""
    if isinstance(dataset, BatchDataset):
        return dataset.num_samples, dataset.subset
    if isinstance(dataset, PyDataset):
        return len(dataset), lambda rows: _SomeBatches(dataset, rows)
    if not isinstance(dataset, torch.utils.data.Dataset):
        dataset = _rows_of(dataset)
    if not hasattr(dataset, "__len__"):
        raise ArgumentTypeError(f"`dataset` must have a length to be split, {got(dataset)}.", argument="dataset", actual=type(dataset).__name__)
    return len(dataset), lambda rows: torch.utils.data.Subset(dataset, rows.tolist())


def _rows_of(data):
    """Arrays as a torch dataset of their rows."""
    leaves = tree.flatten(data)
    if not leaves or not all(hasattr(a, "shape") and len(a.shape) for a in leaves):
        raise ArgumentTypeError(f"`dataset` must be arrays, a torch `Dataset` or a `PyDataset`, {got(data)}.", argument="dataset", actual=type(data).__name__)
    lengths = {len(a) for a in leaves}
    if len(lengths) > 1:
        raise DataError(f"The arrays of `dataset` must have one length, got {sorted(lengths)}.", argument="dataset", actual=sorted(lengths))
    return _Rows(tree.map_structure(lambda a: a if isinstance(a, torch.Tensor) or a.dtype.kind in "OSU" else torch.from_numpy(np.array(a)), data))


class _Rows(torch.utils.data.Dataset):
    """The rows of nested arrays; of a single array, as tuples of one, as in torch's `TensorDataset`."""

    def __init__(self, arrays):
        self.arrays = arrays if tree.is_nested(arrays) else (arrays,)
        self.count = len(tree.flatten(arrays)[0])

    def __len__(self):
        return self.count

    def __getitem__(self, index):
        row = tree.map_structure(lambda a: a[index], self.arrays)
        return tuple(row) if isinstance(row, list) else row


class _SomeBatches(PyDataset):
    def __init__(self, source, numbers):
        super().__init__(source.workers, source.use_multiprocessing, source.max_queue_size)
        self.source, self.numbers = source, numbers

    def __len__(self):
        return len(self.numbers)

    def __getitem__(self, index):
        return self.source[int(self.numbers[index])]


def _sizes(left_size, right_size, total):
    """Numbers of samples for both parts."""
    if left_size is None and right_size is None:
        raise ArgumentError("At least one of `left_size` and `right_size` must be given, got None for both.", argument="left_size", actual=None)
    left, right = _size("left_size", left_size, total), _size("right_size", right_size, total)
    left = total - right if left is None else left
    right = total - left if right is None else right
    if left + right > total:
        raise ArgumentError(f"The sum of `left_size` and `right_size` must be at most {total}, the number of samples, got {left} + {right}.",
                            argument="left_size", actual=left_size)
    if left <= 0 or right <= 0:
        raise ArgumentError(f"Of {total} samples, `left_size`={left_size} and `right_size`={right_size} leave none for the "
                            f"{'left' if left <= 0 else 'right'} part.", argument="left_size", actual=left_size)
    return left, right


def _size(name, value, total):
    if value is None:
        return None
    if isinstance(value, (float, np.floating)):
        holds, size = 0 < value < 1, round(float(value) * total)
    elif is_int(value):
        holds, size = 0 < value < total, int(value)
    else:
        raise ArgumentTypeError(f"`{name}` must be a fraction or a number of samples, {got(value)}.", argument=name, actual=value)
    if not holds:
        raise ArgumentError(f"`{name}` must be an int between 0 and {total}, the number of samples, or a fraction between 0 and 1, both exclusive, "
                            f"{got(value)}.", argument=name, actual=value)
    return size
