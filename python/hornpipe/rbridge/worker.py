"""The other process of a background `fit()`: trains, tells how far it is, and leaves the result in files."""
from __future__ import annotations

import _thread
import json
import os
import signal
import sys
import threading
import warnings
from pathlib import Path

import torch

from ..callbacks.callback import Callback
from ..callbacks.history import History
from ..core.arguments import is_plain
from ..runtime import device, random, settings
from ..saving.api import unpickle_model
from .errors import describe
from .progress import LiveProgress

WORK, PROGRESS, VALUES, OUTCOME = "work.pt", "progress.jsonl", "values.pt", "outcome.json"
STOP = "stop\n"


class Orders(threading.Thread):
    """Listens to the process that started this one: it may say "stop", and when it is gone, this one goes too."""

    def __init__(self):
        super().__init__(daemon=True)
        self._lock, self._asked, self._training = threading.Lock(), False, False

    def run(self):
        for line in sys.stdin:
            if line == STOP:
                self._meet(asked=True)
        os._exit(1)

    def training_runs(self):
        self._meet(training=True)

    def _meet(self, asked=False, training=False):
        """Interrupts training once, when it runs and has been asked to stop, in whatever order that came."""
        with self._lock:
            before = self._asked and self._training
            self._asked, self._training = self._asked or asked, self._training or training
            if self._asked and self._training and not before:
                _thread.interrupt_main()


class Written(LiveProgress, abstract=True):
    """Progress as lines of a file: the end of each epoch with its logs, and twice a second how far the epoch is."""

    interval = 0.5

    def __init__(self, path, history, orders):
        super().__init__(self._write)
        self._file, self._history, self._orders = open(path, "a", encoding="utf-8"), history, orders

    def begin(self, epoch=None):
        super().begin(epoch)
        self._orders.training_runs()

    def on_train_begin(self, logs=None):
        self._line(params=self.params)

    def _write(self, done, epoch, epochs, step, steps, seconds, logs):
        of_epoch = {"learning_rate": self._history.learning_rate[-1]} if done else {}
        self._line(done=done, epoch=epoch, epochs=epochs, step=step, steps=steps, seconds=seconds, logs=logs, **of_epoch)

    def _line(self, **told):
        self._file.write(json.dumps(told, default=float) + "\n")
        self._file.flush()


class Streams(Callback, abstract=True):
    """Puts the random streams, when training begins, to where they stood when the data had been checked at the other end."""

    def __init__(self, streams):
        self.streams = streams

    def on_train_begin(self, logs=None):
        random.set_streams(self.streams)


def plain_state(callback) -> dict:
    """What a callback has found out, as far as it is plain values."""
    return {name: value for name, value in vars(callback).items() if name not in ("params", "companions") and is_plain(value)}


def train(folder: Path, orders: Orders) -> dict:
    """Does the work that lies in `folder`; gives the outcome, and writes the values of the variables where there are some."""
    work = torch.load(folder / WORK, mmap=True, weights_only=False)
    for name, value in work["settings"].items():
        settings.put(name, value)
    device.set_default_device(work["device"])
    torch.set_num_threads(work["threads"])
    torch.use_deterministic_algorithms(work["deterministic"])
    torch.set_float32_matmul_precision(work["precision"])
    model = unpickle_model(*work["model"])
    model.jit_compile = work["jit_compile"]
    object.__setattr__(model, "_stands", work["stands"])
    random.set_streams(work["streams"])

    history, callbacks = History(), work["arguments"].pop("callbacks")
    written = Written(folder / PROGRESS, history, orders)
    first = [Streams(work["streams"])] if work["checked"] else []
    try:
        model.fit(**work["arguments"], callbacks=[*first, *callbacks, history, written], verbose=0)
    except KeyboardInterrupt:           # training was just over
        pass
    variables = [v.detach().cpu() for v in model.variables], [v.detach().cpu() for v in model.optimizer.variables] if model.optimizer is not None else []
    torch.save({"variables": variables, "stands": getattr(model, "_stands", None), "callbacks": [plain_state(c) for c in callbacks]}, folder / VALUES)
    return {"interrupted": history.interrupted, "history": history.history}


def main(folder: str) -> None:
    """What `background.BackgroundFit` starts."""
    signal.signal(signal.SIGINT, signal.default_int_handler)        # a shell that started R with `&` has switched it off
    orders, folder = Orders(), Path(folder)
    orders.start()
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always", UserWarning)
        try:
            outcome = train(folder, orders)
        except Exception as error:
            outcome = {"error": describe(error)}
    outcome["warnings"] = list(dict.fromkeys(str(w.message) for w in said if w.category is UserWarning))
    (folder / "outcome.part").write_text(json.dumps(outcome, default=float))
    (folder / "outcome.part").replace(folder / OUTCOME)
