"""Callbacks that follow one number of the logs."""
from __future__ import annotations

import warnings

from ..core import tree
from ..core.errors import ArgumentError
from ..core.types import Real, Text
from ..ops.logic import greater, less
from .callback import Callback

_BETTER = {"min": less, "max": greater}
_DIRECTIONS = {"up": "max", "down": "min"}


class MonitorCallback(Callback, abstract=True):
    """Base of callbacks that ask whether a metric got better.

    Args:
        monitor: Name in the logs, such as "val_loss".
        mode: "min", "max", or "auto": what the metric itself says.
        initial_value_threshold: What the first value has to be better than.
        min_delta: Least change that counts.
    """

    def __init__(self, monitor: Text = "val_loss", mode: Text = "auto", initial_value_threshold: Real = None, min_delta: Real = 0):
        if mode not in ("auto", "min", "max"):
            warnings.warn(f"{type(self).__name__} mode {mode!r} is unknown, fallback to auto mode.", stacklevel=3)
            mode = "auto"
        self.monitor = monitor
        self.mode = mode
        self.initial_value_threshold = initial_value_threshold
        self.min_delta = abs(min_delta)
        self.best = initial_value_threshold

    def monitored(self, logs):
        """The value to look at, or None, with a warning, when the logs have none."""
        self.direction()
        value = (logs or {}).get(self.monitor)
        if value is None:
            warnings.warn(f"{type(self).__name__} looks at {self.monitor!r}, which is not in the logs. There is: {', '.join(logs or ())}.", stacklevel=3)
        return value

    def is_better(self, value, reference) -> bool:
        """Whether `value` is better than `reference` by more than `min_delta`; anything is better than None."""
        if reference is None:
            return True
        margin = self.min_delta if self.direction() == "max" else -self.min_delta
        return bool(self.monitor_op(value - margin, reference))

    @property
    def monitor_op(self):
        """The comparison that says what is better: `ops.less` or `ops.greater`."""
        return _BETTER[self.direction()]

    def direction(self) -> str:
        """"min" or "max".

        Raises:
            ValueError: The mode is "auto" and nothing is known of the metric.
        """
        if self.mode != "auto":
            return self.mode
        name = self.monitor.removeprefix("val_")
        if name == "loss" or name.endswith("_loss"):
            return "min"
        for metric in _metrics(self.model):         # with several outputs, the output's name stands in front
            if (metric.name == name or name.endswith(f"_{metric.name}")) and getattr(metric, "_direction", None) is not None:
                return _DIRECTIONS[metric._direction]
        raise ArgumentError(f"{type(self).__name__} cannot tell whether {self.monitor!r} should be great or small. Pass `mode='max'` or `mode='min'`.",
                            argument="mode", actual=self.mode)


def _metrics(model):
    """The metrics of a model, those inside of others too."""
    found = tree.flatten(getattr(model, "metrics", None) or [])
    for metric in list(found):
        if metric is not None:
            found += [m for m in _metrics(metric) if m is not metric]
    return [m for m in found if m is not None]
