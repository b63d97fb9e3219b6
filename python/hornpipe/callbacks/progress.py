"""The progress bar, and the callback that draws it."""
from __future__ import annotations

import shutil
import time

import numpy as np
import torch

from ..core.errors import ArgumentError
from ..core.types import Int, Real, Text, Texts
from ..runtime import console
from ..runtime.convert import convert_to_numpy
from .callback import Callback

BOLD, GREEN, WHITE, PLAIN = "\033[1m", "\033[32m", "\033[37m", "\033[0m"


class Progbar:
    """A bar, a rate and numbers on one line that is drawn anew.

    Args:
        target: How many units there are; `None` if nobody knows.
        width: Width of the bar in characters.
        verbose: 0 nothing, 1 a bar, 2 one line at the end.
        interval: Least number of seconds between two drawings.
        stateful_metrics: Names of values shown as they come; the others are averaged over the units.
        unit_name: What is counted.
        stateless_metrics: Names of values that are averaged, when the others are to be shown as they come.
    """

    def __init__(self, target, width: Int = 20, verbose: Int = 1, interval: Real = 0.05, stateful_metrics: Texts = None, unit_name: Text = "step",
                 stateless_metrics: Texts = None):
        if stateful_metrics is not None and stateless_metrics is not None:
            raise ArgumentError("Only one of `stateful_metrics` and `stateless_metrics` can be given.", argument="stateless_metrics", actual=stateless_metrics)
        self.target, self.width, self.verbose, self.interval, self.unit_name = target, width, verbose, interval, unit_name
        self.stateful_metrics = None if stateful_metrics is None else set(stateful_metrics)
        self.stateless_metrics = None if stateless_metrics is None else set(stateless_metrics)
        self.heading = ""               # in front of the line that has no bar
        self._redraws = console.can_redraw()
        self._values: dict[str, list] = {}          # name -> [weighted sum, weight]
        self._seen, self._drawn = 0, 0
        self._start, self._last, self._first_done = time.perf_counter(), 0.0, None

    def add(self, n, values=None):
        """Counts `n` further units."""
        self.update(self._seen + n, values)

    def update(self, current, values=None, finalize=None):
        """Sets the count, and draws if it is time.

        Args:
            current: Number of units done.
            values: Pairs (name, value).
            finalize: Whether this is the end; when the target is reached, if `None`.
        """
        if finalize is None:
            finalize = self.target is not None and current >= self.target
        for name, value in values or []:
            value = float(np.mean(convert_to_numpy(value) if isinstance(value, torch.Tensor) else value))
            if finalize or self._is_stateful(name):
                self._values[name] = [value, 1]
            else:
                weight = max(current - self._seen, 1)
                total, count = self._values.get(name, (0.0, 0))
                self._values[name] = [total + value * weight, count + weight]
        self._seen = current
        now = time.perf_counter()
        if self.verbose == 1 and self._redraws and (finalize or now - self._last >= self.interval):
            self._draw(now, finalize)
        elif finalize and self.verbose:
            console.say(" - ".join(filter(None, (self.heading, self._summary(now)))))
        if self._first_done is None and current > 0:
            self._first_done = now

    def close(self):
        """Ends a line that is not finished."""
        if self._drawn:
            console.write("\n")
            self._drawn = 0

    def is_due(self) -> bool:
        """Whether the line would be drawn now."""
        return time.perf_counter() - self._last >= self.interval

    def _is_stateful(self, name) -> bool:
        if self.stateless_metrics is not None:
            return name not in self.stateless_metrics
        return self.stateful_metrics is not None and name in self.stateful_metrics

    def _summary(self, now) -> str:
        count = f"{self._seen}/{self.target}" if self.target is not None else f"{self._seen}/Unknown"
        return f"{count} - {now - self._start:.0f}s - {self._pace(now)}{self._numbers()}"

    def _draw(self, now, finalize):
        count, bar = f"{self._seen:7d}/Unknown", ""
        shown = count
        if self.target is not None:
            full = int(self.width * min(self._seen / self.target, 1.0)) if self.target else self.width
            count = f"{self._seen:{len(str(self.target))}d}/{self.target}"
            shown = f"{BOLD}{count}{PLAIN}"
            bar = f"{GREEN}{'━' * full}{PLAIN}{WHITE}{'━' * (self.width - full)}{PLAIN} "
        left = None if finalize or self.target is None else self._seconds_per_unit(now) * (self.target - self._seen)
        clock = f"{now - self._start:.0f}s" if left is None else _clock(left)
        tail = f" {self._pace(now)}{self._numbers()}"
        used = len(count) + 1 + (self.width + 1 if bar else 0) + len(clock)
        if not finalize:        # a line that wraps cannot be drawn over
            tail = tail[: max(shutil.get_terminal_size().columns - used - 1, 0)]
        padding = " " * max(self._drawn - used - len(tail), 0)
        console.write(f"\r{shown} {bar}{BOLD}{clock}{PLAIN}{tail}{padding}" + ("\n" if finalize else ""))
        self._drawn, self._last = 0 if finalize else used + len(tail), now

    def _seconds_per_unit(self, now) -> float:
        if self._first_done is not None and self._seen > 1:      # the first unit builds and compiles: it says nothing about the others
            return (now - self._first_done) / (self._seen - 1)
        return (now - self._start) / self._seen if self._seen else now - self._start

    def _pace(self, now) -> str:
        seconds = self._seconds_per_unit(now)
        if seconds >= 1 or seconds == 0:
            return f"{seconds:.0f}s/{self.unit_name}"
        return f"{seconds * 1e3:.0f}ms/{self.unit_name}" if seconds >= 1e-3 else f"{seconds * 1e6:.0f}us/{self.unit_name}"

    def _numbers(self) -> str:
        means = {name: total / max(count, 1) for name, (total, count) in self._values.items()}
        return "".join(f" - {name}: {mean:.4f}" if abs(mean) > 1e-3 else f" - {name}: {mean:.4e}" for name, mean in means.items())


def _clock(seconds: float) -> str:
    """3:25:07, 25:07 or 7s."""
    minutes, s = divmod(int(seconds), 60)
    hours, m = divmod(minutes, 60)
    return f"{hours}:{m:02d}:{s:02d}" if hours else f"{m}:{s:02d}" if m else f"{s}s"


class ProgbarLogger(Callback):
    """Draws the progress of `fit()`, `evaluate()` and `predict()`: a bar where a line can be redrawn, else one line an epoch."""

    interval = 0.1          # seconds between two drawings

    def __init__(self):
        self._fitting, self._bar, self._steps = False, None, None

    def set_params(self, params):
        self.params = params
        self._verbose, self._epochs, self._steps = params.get("verbose", 1), params.get("epochs") or 1, params.get("steps")
        # Batches are listened to only where something is drawn of them, or nobody else counts them.
        self._live = self._verbose == 1 and console.can_redraw()
        if self._live or self._steps is None:
            self.on_train_batch_end = self.on_predict_batch_end = self._batch
            self.on_test_batch_end = self._test_batch

    def on_train_begin(self, logs=None):
        self._fitting = True

    def on_train_end(self, logs=None):
        self._fitting = False
        if self._bar is not None:       # Ctrl-C ended training in the middle of a line
            self._bar.close()

    def on_epoch_begin(self, epoch, logs=None):
        self._heading = f"Epoch {epoch + 1}/{self._epochs}" if self._epochs > 1 else ""
        if self._heading and self._live:
            console.say(self._heading)
        self._begin()

    def on_epoch_end(self, epoch, logs=None):
        self._end(logs)

    def on_test_begin(self, logs=None):
        if not self._fitting:
            self._heading = ""
            self._begin()

    def on_test_end(self, logs=None):
        if not self._fitting:
            self._end(logs)

    def on_predict_begin(self, logs=None):
        self.on_test_begin()

    def on_predict_end(self, logs=None):
        self._end({})

    def _begin(self):
        self._seen = 0
        self._bar = Progbar(self._steps, verbose=self._verbose, interval=self.interval, stateless_metrics=(), unit_name="step")
        self._bar.heading = self._heading

    def _batch(self, batch, logs=None):
        self._seen = batch + 1
        if self._live and self._bar.is_due():
            self._bar.update(self._seen, _scalars(logs), finalize=False)

    def _test_batch(self, batch, logs=None):
        if not self._fitting:           # validation is part of the epoch's line
            self._batch(batch, logs)

    def _end(self, logs):
        self._steps = self._bar.target = self._steps or self._seen
        self._bar.update(self._steps, _scalars(logs), finalize=True)


def _scalars(logs):
    return [(name, value) for name, value in (logs or {}).items() if name != "outputs"]
