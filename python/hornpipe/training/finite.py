"""Missing and infinite values, looked for before the first step: a loss of NaN does not say where it comes from."""
from __future__ import annotations

import numpy as np
import torch

from ..core import tree
from ..core.errors import InfiniteValuesError, MissingValuesError


def not_finite(array) -> tuple | None:
    """Where a NumPy array or a tensor is not finite: (the rows that are not, a mask of what is bad in them); None where all is well.

    Sums are the fastest look at all numbers, and take no memory. They may overflow where none is infinite, so only rows with such
    a sum are looked at one by one.
    """
    xp = torch if isinstance(array, torch.Tensor) else np
    with np.errstate(invalid="ignore", over="ignore"):
        if xp.isfinite(array.sum()):
            return None
        sums = array.sum(tuple(range(1, array.ndim))) if array.ndim > 1 else array
    rows = xp.where(~xp.isfinite(sums))[0]
    if not len(rows):
        return None
    bad = ~xp.isfinite(array[rows])
    kept = bad.reshape(len(rows), -1).any(1)
    return (rows[kept], bad[kept]) if kept.any() else None


def check_finite(name: str, value) -> None:
    """Raises a `DataError` where an array holds NaN or infinity; it counts them and names the first columns.

    Doubles are looked at where they lie: an error need not wait for the conversion of them all.
    """
    for path, a in tree.flatten_with_path(value):
        found = not_finite(a) if _is_float(a) else None
        if found is not None:
            rows, bad = found
            label = name + "".join(f"[{k!r}]" for k in path)
            count, nan = int(bad.sum()), int((a[rows] != a[rows]).sum())
            where = ""
            if a.ndim == 2:
                columns = [j for j, any_bad in enumerate(bad.any(0).tolist()) if any_bad]
                where = f" in column{'s' if len(columns) > 1 else ''} {', '.join(map(str, columns[:5]))}{', ...' if len(columns) > 5 else ''}"
            kind = MissingValuesError if nan else InfiniteValuesError
            raise kind(f"`{label}` holds {nan} NaN and {count - nan} infinite values{where}; the loss would be NaN. Remove or replace them first.",
                       argument=label, actual=count)


def _is_float(a) -> bool:
    if isinstance(a, torch.Tensor):
        return a.layout is torch.strided and a.is_floating_point() and a.numel() > 0
    return type(a) is np.ndarray and a.dtype == np.float64 and a.size > 0
