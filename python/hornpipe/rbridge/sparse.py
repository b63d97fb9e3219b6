"""Sparse matrices of R: rows are made dense batch by batch."""
from __future__ import annotations

import numpy as np

from ..runtime import settings


class SparseRows:
    """A matrix by its rows, with the face of a sparse array: `shape`, `tocsr()`, `toarray()` and rows by slice or by numbers.

    Args:
        values, columns: The numbers that are stored, and the columns they stand in, row by row.
        starts: Where each row begins in them, and the end of the last.
        width: Number of columns.
    """

    def __init__(self, values, columns, starts, width):
        self.values, self.columns, self.starts = values, columns, starts
        self.shape, self.dtype, self.ndim = (len(starts) - 1, int(width)), values.dtype, 2

    @classmethod
    def from_columns(cls, values, rows, starts, shape):
        """From the parts of R's `dgCMatrix`, which stores column by column."""
        height, width = map(int, shape)
        rows = np.asarray(rows, dtype=np.int64).reshape(-1)
        columns = np.repeat(np.arange(width), np.diff(np.asarray(starts).reshape(-1)))
        order = np.argsort(rows, kind="stable")
        values = np.asarray(values).reshape(-1).astype(settings.floatx())
        return cls(values[order], columns[order], np.concatenate([[0], np.cumsum(np.bincount(rows, minlength=height))]), width)

    def __len__(self):
        return self.shape[0]

    def tocsr(self):
        return self

    def __getitem__(self, rows):
        rows = np.arange(*rows.indices(len(self))) if isinstance(rows, slice) else np.asarray(rows)
        counts = self.starts[rows + 1] - self.starts[rows]
        ends = np.cumsum(counts)
        at = np.arange(counts.sum()) + np.repeat(self.starts[rows] - ends + counts, counts)
        return SparseRows(self.values[at], self.columns[at], np.concatenate([[0], ends]), self.shape[1])

    def toarray(self):
        dense = np.zeros(self.shape, self.dtype)
        dense[np.repeat(np.arange(len(self)), np.diff(self.starts)), self.columns] = self.values
        return dense
