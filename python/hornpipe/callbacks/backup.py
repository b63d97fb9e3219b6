"""Going on after a crash."""
from __future__ import annotations

import json
import shutil
import warnings
from pathlib import Path as FilePath

import numpy as np

from ..core.arguments import is_int
from ..core.errors import ArgumentError, FileFormatError, got
from ..core.types import Flag, Path, Text
from ..runtime import random
from ..runtime.convert import convert_to_numpy
from ..saving.atomic import written_aside
from .callback import Callback
from .checkpoint import Every

NAME, PREVIOUS = "training_metadata.json", "previous_metadata.json"


class BackupAndRestore(Callback):
    """Keeps a backup of training, and begins from it when training was broken off.

    With the same arguments and data, a restarted `fit()` ends with the weights of an unbroken one: weights, optimizer, random
    numbers, and the counters of other callbacks all go on where they were. Data from a generator that cannot be
    rewound is an exception.

    Args:
        backup_dir: Folder for the backup; for this training alone.
        save_freq: "epoch", or a number of batches.
        double_checkpoint: Whether the backup before the last is kept too, for when the last cannot be read.
        delete_checkpoint: Whether the backup is deleted at the end of training.

    Example:
        >>> model.fit(x, y, epochs=100, callbacks=[BackupAndRestore("backup")])
    """

    goes_last = True        # it backs up what the other callbacks did in the same epoch
    resume_at = None        # (epoch, batches of it that are done), for the loop

    def __init__(self, backup_dir: Path, save_freq: Text = "epoch", double_checkpoint: Flag = False, delete_checkpoint: Flag = True):
        if not backup_dir:
            raise ArgumentError(f"Empty `backup_dir` argument passed: it must name a folder, {got(backup_dir)}.", argument="backup_dir", actual=backup_dir)
        if save_freq != "epoch" and (not is_int(save_freq) or save_freq < 1):
            raise ArgumentError(f"Invalid value for `save_freq`: it must be 'epoch' or a positive int, {got(save_freq)}.",
                                argument="save_freq", actual=save_freq)
        self.backup_dir = str(backup_dir)
        self.save_freq = save_freq
        self.double_checkpoint = double_checkpoint
        self.delete_checkpoint = delete_checkpoint
        self._folder = FilePath(self.backup_dir).expanduser()
        self._epoch, self._epoch_streams, self._restored = 0, None, None
        if save_freq != "epoch":
            self._every = Every(save_freq)
            self.on_train_batch_end = self._after_batch

    # ------------------------------------------------------------ hooks

    def on_train_begin(self, logs=None):
        self.resume_at, self._restored = None, None
        for name in (NAME, PREVIOUS):
            if (self._folder / name).exists():
                try:
                    self._restore(name)
                    return
                except (OSError, ValueError, KeyError) as error:
                    if name == PREVIOUS or not (self._folder / PREVIOUS).exists():
                        raise FileFormatError(f"The backup in {self._folder} cannot be read: {error} Delete the folder to begin anew.",
                                              path=str(self._folder)) from error
                    warnings.warn(f"The last backup in {self._folder} cannot be read ({error}); training goes on from the one before.", stacklevel=2)

    def on_epoch_begin(self, epoch, logs=None):
        self._epoch = epoch
        if self._restored is not None and self.resume_at[0] == epoch:
            self._restore_companions()
        if self.save_freq != "epoch":
            self._epoch_streams = random.streams()

    def on_epoch_end(self, epoch, logs=None):
        if self.save_freq == "epoch":
            self._save(epoch + 1, 0)

    def on_train_end(self, logs=None):
        if self.delete_checkpoint and not getattr(self.model.history, "interrupted", False):
            for name in (NAME, PREVIOUS):
                self._delete(name)
            if self._folder.exists() and not any(self._folder.iterdir()):
                self._folder.rmdir()

    def go_on(self):
        """Called by the loop when the order of the broken epoch is drawn again and its finished batches are skipped."""
        metadata, arrays = self._restored
        random.set_streams(metadata["streams"])
        for i, variable in enumerate(self.model.metrics_variables):
            variable.assign(arrays[f"metric{i}"])

    def _after_batch(self, batch, logs=None):
        if self._every.due(batch):
            self._save(self._epoch, batch + 1)

    # ------------------------------------------------------------ files

    def _save(self, epoch, batch):
        self._folder.mkdir(parents=True, exist_ok=True)
        stem = f"epoch{epoch}-batch{batch}"
        metadata = {"epoch": epoch, "batch": batch, "weights": f"{stem}.weights.h5", "arrays": f"{stem}.npz", "streams": random.streams(),
                    "epoch_streams": self._epoch_streams if batch else None, "callbacks": []}
        arrays = {f"metric{i}": convert_to_numpy(v) for i, v in enumerate(self.model.metrics_variables if batch else ())}
        for i, callback in enumerate(c for c in self.companions if isinstance(c, Callback)):
            if callback.remembers:
                metadata["callbacks"].append([type(callback).__name__, _remembered(callback, f"callback{i}", arrays)])
        self.model.save_weights(self._folder / metadata["weights"], overwrite=True)
        with written_aside(self._folder / metadata["arrays"]) as aside, open(aside, "wb") as file:
            np.savez(file, **arrays)
        # From here on the new backup counts: the file of metadata names the others, and is replaced in one go.
        if self.double_checkpoint and (self._folder / NAME).exists():
            self._delete(PREVIOUS, but=self._files(NAME))
            shutil.copyfile(self._folder / NAME, self._folder / PREVIOUS)
        outdated = set() if self.double_checkpoint else self._files(NAME)
        with written_aside(self._folder / NAME) as aside:
            aside.write_text(json.dumps(metadata))
        for name in outdated - {metadata["weights"], metadata["arrays"]}:
            (self._folder / name).unlink(missing_ok=True)

    def _restore(self, name):
        metadata = json.loads((self._folder / name).read_text())
        with np.load(self._folder / metadata["arrays"], allow_pickle=False) as file:
            arrays = dict(file)
        self.model.load_weights(self._folder / metadata["weights"])
        self.resume_at = (metadata["epoch"], metadata["batch"])
        random.set_streams(metadata["epoch_streams"] or metadata["streams"])
        self._restored = (metadata, arrays)

    def _restore_companions(self):
        metadata, arrays = self._restored
        waiting = list(self.companions)
        for kind, values in metadata["callbacks"]:
            callback = next((c for c in waiting if type(c).__name__ == kind), None)
            if callback is None:
                continue
            waiting.remove(callback)
            for name, value in values.items():
                setattr(callback, name, [arrays[key] for key in value["arrays"]] if isinstance(value, dict) else value)

    def _files(self, name) -> set[str]:
        """The files that a backup consists of, beside its metadata."""
        try:
            metadata = json.loads((self._folder / name).read_text())
            return {FilePath(metadata["weights"]).name, FilePath(metadata["arrays"]).name}
        except (OSError, ValueError, KeyError):
            return set()

    def _delete(self, name, but=frozenset()):
        for file in self._files(name) - set(but):
            (self._folder / file).unlink(missing_ok=True)
        (self._folder / name).unlink(missing_ok=True)


def _remembered(callback, label, arrays) -> dict:
    """The counters of a callback, by the names in its `remembers`; lists of arrays go to `arrays`."""
    values = {}
    for name in getattr(callback, "remembers", ()):
        value = getattr(callback, name, None)
        if isinstance(value, list):
            found = {f"{label}.{name}.{j}": np.asarray(a) for j, a in enumerate(value)}
            arrays.update(found)
            value = {"arrays": list(found)}
        values[name] = value.item() if isinstance(value, np.generic) else value
    return values
