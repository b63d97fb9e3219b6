"""Logs as a table in a file."""
from __future__ import annotations

import csv
from pathlib import Path as FilePath

import numpy as np

from ..core.types import Flag, Path, Text
from .callback import Callback


class CSVLogger(Callback):
    """Writes a row per epoch into a file.

    Args:
        filename: The file; folders are made.
        separator: Between the columns.
        append: Whether rows are added to an existing file, or it starts anew.
    """

    def __init__(self, filename: Path, separator: Text = ",", append: Flag = False):
        self.filename = filename
        self.separator = separator
        self.append = append
        self._file, self._writer, self._with_header = None, None, True

    def on_train_begin(self, logs=None):
        path = FilePath(self.filename).expanduser()
        path.parent.mkdir(parents=True, exist_ok=True)
        if self.append:
            self._with_header = not path.exists() or path.stat().st_size == 0
        self._file = open(path, "a" if self.append else "w", newline="")        # closed in on_train_end

    def on_epoch_end(self, epoch, logs=None):
        logs = logs or {}
        if self._writer is None:
            self._start(sorted(logs))
        row = {name: _shown(logs[name]) if name in logs else "NA" for name in self._names}
        self._writer.writerow({"epoch": epoch, **row})
        self._file.flush()

    def _start(self, names):
        # Keras: with `validation_freq` above 1 the first epoch has no validation; its columns are there from the start.
        if not any(name.startswith("val_") for name in names):
            names = names + [f"val_{name}" for name in names]
        self._names = names
        self._writer = csv.DictWriter(self._file, ["epoch", *names], delimiter=self.separator, extrasaction="ignore", lineterminator="\n")
        if self._with_header:
            self._writer.writeheader()

    def on_train_end(self, logs=None):
        self._file.close()
        self._writer = None


def _shown(value):
    if isinstance(value, (list, tuple, np.ndarray)) and np.ndim(value) > 0:
        return f"[{', '.join(map(str, np.ravel(value)))}]"
    return value
