"""What TensorBoard shows of a training."""
from __future__ import annotations

import time
import warnings
from pathlib import Path as FilePath

import numpy as np
import torch

from ..core.arguments import is_int
from ..core.errors import ArgumentError, got
from ..core.types import Flag, Int, Path, Structure, Text
from ..runtime.convert import convert_to_numpy
from . import event_file
from .callback import Callback
from .event_file import EventFile
from .schedules import log_rates


class TensorBoard(Callback):
    """Writes metrics, and if wanted weights, images, embeddings and a profile, for TensorBoard.

    Args:
        log_dir: Folder; training and validation get a folder each inside. A new one for each run keeps them apart.
        histogram_freq: Epochs from one histogram of each weight to the next; 0 for none.
        write_graph: Whether the model's architecture is written.
        write_images: Whether weights are drawn as images too, along with the histograms.
        write_steps_per_second: Whether the speed is written.
        update_freq: "epoch", "batch", or the number of batches from one writing to the next.
        profile_batch: A batch, counted from 1, or a pair (first, last), to profile; 0 for none.
        embeddings_freq: Epochs from one writing of the embeddings to the next; 0 for none.
        embeddings_metadata: File with a line per row of the embedding, or a dictionary of layers' names to files.

    Example:
        >>> model.fit(x, y, callbacks=[TensorBoard("logs/first")])       # then: tensorboard --logdir logs
    """

    def __init__(self, log_dir: Path = "logs", histogram_freq: Int = 0, write_graph: Flag = True, write_images: Flag = False,
                 write_steps_per_second: Flag = False, update_freq: Text = "epoch", profile_batch: Int = 0, embeddings_freq: Int = 0,
                 embeddings_metadata: Structure = None):
        if update_freq not in ("epoch", "batch") and (not is_int(update_freq) or update_freq < 1):
            raise ArgumentError(f"`update_freq` must be 'epoch', 'batch' or a positive int, {got(update_freq)}.", argument="update_freq", actual=update_freq)
        self.log_dir = str(log_dir)
        self.histogram_freq = histogram_freq
        self.write_graph = write_graph
        self.write_images = write_images
        self.write_steps_per_second = write_steps_per_second
        self.update_freq = 1 if update_freq == "batch" else update_freq
        self.profile_batch = profile_batch
        self.embeddings_freq = embeddings_freq
        self.embeddings_metadata = embeddings_metadata
        self._folder = FilePath(self.log_dir).expanduser()
        self._first, self._last = _span(profile_batch)
        self._files: dict[str, EventFile] = {}
        self._step, self._profiler = 0, None
        if self.update_freq != "epoch" or self._first:          # only then does anybody listen to batches
            self.on_train_batch_begin, self.on_train_batch_end = self._before_batch, self._after_batch

    def _add(self, run: str, step: int, *summaries) -> None:
        if summaries:
            self._files.setdefault(run, EventFile(self._folder / run)).add(step, *summaries)

    def _flush(self) -> None:
        for file in self._files.values():
            file.flush()

    # ------------------------------------------------------------ hooks

    def on_train_begin(self, logs=None):
        self._step, self._batch_time = 0, time.perf_counter()
        if self.write_graph and hasattr(self.model, "to_json"):
            try:
                self._add("train", 0, event_file.text("keras", self.model.to_json(), "graph_keras_model"))
            except (NotImplementedError, TypeError, ValueError) as error:
                warnings.warn(f"TensorBoard shows no graph of the model {self.model.name!r}: {error}", stacklevel=2)
        if self.embeddings_freq:
            self._configure_projector()

    def on_epoch_begin(self, epoch, logs=None):
        self._epoch_time, self._epoch_step = time.perf_counter(), self._iterations()

    def _before_batch(self, batch, logs=None):
        self._step += 1
        self._batch_time = time.perf_counter()
        if self._step == self._first:
            self._profiler = torch.profiler.profile(record_shapes=True)
            self._profiler.start()

    def _after_batch(self, batch, logs=None):
        if self._profiler is not None and self._step >= self._last:
            self._write_profile()
        if self.update_freq != "epoch" and batch % self.update_freq == 0:
            summaries = [event_file.scalar(f"batch_{name}", value) for name, value in _numbers(logs)]
            if self.write_steps_per_second:
                summaries.append(event_file.scalar("batch_steps_per_second", 1 / (time.perf_counter() - self._batch_time)))
            self._add("train", self._step - 1, *summaries)

    def on_epoch_end(self, epoch, logs=None):
        logs = dict(logs or {})
        if getattr(self.model, "optimizer", None) is not None:
            log_rates(self.model, logs)
        train = [(name, value) for name, value in _numbers(logs) if not name.startswith("val_")]
        if self.write_steps_per_second:
            train.append(("steps_per_second", (self._iterations() - self._epoch_step) / (time.perf_counter() - self._epoch_time)))
        self._add("train", epoch, *(event_file.scalar(f"epoch_{name}", value) for name, value in train))
        self._add("validation", epoch, *(event_file.scalar(f"epoch_{name.removeprefix('val_')}", value)
                                         for name, value in _numbers(logs) if name.startswith("val_")))
        if self.histogram_freq and epoch % self.histogram_freq == 0:
            self._write_weights(epoch)
        if self.embeddings_freq and epoch % self.embeddings_freq == 0:
            self._write_embeddings()
        self._flush()

    def on_test_end(self, logs=None):
        if getattr(self.model, "optimizer", None) is not None:
            self._add("validation", self._iterations(), *(event_file.scalar(f"evaluation_{name}_vs_iterations", value) for name, value in _numbers(logs)))
            self._flush()

    def on_train_end(self, logs=None):
        if self._profiler is not None:
            self._write_profile()
        for file in self._files.values():
            file.close()

    # ------------------------------------------------------------ what is written

    def _iterations(self) -> int:
        return int(self.model.optimizer.iterations) if getattr(self.model, "optimizer", None) is not None else 0

    def _write_weights(self, epoch):
        for layer in self.model.layers:
            for weight in layer.weights:
                name, values = weight.path.replace(":", "_"), convert_to_numpy(weight)
                if values.dtype.kind != "f":
                    continue            # states of random streams and the like
                self._add("train", epoch, event_file.histogram(f"{name}/histogram", values))
                pictures = _pictures(values) if self.write_images else ()
                self._add("train", epoch, *(event_file.image(f"{name}/image" + (f"/{i}" if i else ""), p) for i, p in enumerate(pictures)))

    def _write_profile(self):
        self._profiler.stop()
        folder = self._folder / "train" / "plugins" / "profile"
        folder.mkdir(parents=True, exist_ok=True)
        self._profiler.export_chrome_trace(str(folder / f"batch_{self._first}.{time.time_ns()}.pt.trace.json"))
        self._profiler = None

    # ------------------------------------------------------------ embeddings

    def _embeddings(self) -> dict:
        return {layer.name: layer for layer in self.model.layers if hasattr(layer, "embeddings")}

    def _configure_projector(self):
        layers = self._embeddings()
        metadata = self.embeddings_metadata or {}
        if isinstance(metadata, (str, FilePath)):
            metadata = dict.fromkeys(layers, metadata)
        unknown = set(metadata) - set(layers)
        if unknown:
            raise ArgumentError(f"`embeddings_metadata` names {', '.join(map(repr, sorted(unknown)))}, but the model's embeddings are "
                                f"{', '.join(map(repr, layers)) or 'none'}.", argument="embeddings_metadata", actual=self.embeddings_metadata)
        self._folder.mkdir(parents=True, exist_ok=True)
        entries = []
        for name in layers:
            path = f'  metadata_path: "{metadata[name]}"\n' if name in metadata else ""
            entries.append(f'embeddings {{\n  tensor_name: "{name}/embeddings"\n  tensor_path: "{name}.tsv"\n{path}}}\n')
        (self._folder / "projector_config.pbtxt").write_text("".join(entries))

    def _write_embeddings(self):
        for name, layer in self._embeddings().items():
            np.savetxt(self._folder / f"{name}.tsv", convert_to_numpy(layer.embeddings), delimiter="\t", fmt="%.6g")


def _span(profile_batch) -> tuple[int, int]:
    """First and last batch to profile, counted from 1; (0, 0) for none."""
    if isinstance(profile_batch, str):
        profile_batch = profile_batch.split(",")
    span = tuple(int(b) for b in profile_batch) if isinstance(profile_batch, (list, tuple)) else (int(profile_batch),) * 2
    if len(span) != 2 or span[0] < 0 or span[1] < span[0]:
        raise ArgumentError(f"`profile_batch` must be a batch or a pair (first, last), {got(profile_batch)}.", argument="profile_batch", actual=profile_batch)
    return span


def _numbers(logs):
    return [(name, value) for name, value in (logs or {}).items() if np.ndim(value) == 0]


def _pictures(values, most: int = 3):
    """A weight as grey images `(height, width, 1)` of bytes: vectors as a line, kernels of convolutions as their first filters."""
    span = values.max() - values.min() if values.size else 0
    grey = ((values - values.min()) / span * 255 if span > 0 else np.zeros_like(values)).astype(np.uint8)
    if grey.ndim <= 2:
        flat = grey.reshape(1, -1) if grey.ndim < 2 else grey if grey.shape[0] <= grey.shape[1] else grey.T
        return [flat[:, :, None]]
    filters = np.moveaxis(grey.reshape(*grey.shape[:2], -1), -1, 0)
    return [f[:, :, None] for f in filters[:most]]
