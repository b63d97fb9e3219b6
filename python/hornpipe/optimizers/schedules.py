"""Learning rates that change from step to step.

A formula is written once, in NumPy: it takes the step as a number, which costs a training step next to nothing,
or as an array, which gives the whole curve to plot.
"""
from __future__ import annotations

import numpy as np
import torch

from ..core import objects, registry
from ..core.arguments import real
from ..core.configurable import Configurable
from ..core.errors import ArgumentError, got
from ..core.types import Flag, Int, Real, Reals, Text
from ..runtime import dtypes, settings
from ..runtime.convert import convert_to_numpy, convert_to_tensor


def _steps(name: str, value):
    """A number of steps to divide by."""
    if real(name, value) <= 0:
        raise ArgumentError(f"`{name}` must be > 0, {got(value)}.", argument=name, actual=value)
    return value


class LearningRateSchedule(Configurable, abstract=True):
    """A learning rate as a function of the step.

    A subclass defines `__call__(self, step)`, where `step` is an integer tensor, and gives the rate.

    Example:
        >>> class Halving(LearningRateSchedule):
        ...     def __init__(self, every):
        ...         self.every = every
        ...     def __call__(self, step):
        ...         return 0.1 * 0.5 ** (step // self.every)
    """

    kind = "schedule"

    def __call__(self, step):
        raise NotImplementedError(f"The schedule {type(self).__name__!r} must define `__call__(self, step)`.")


class Curve(LearningRateSchedule, abstract=True):
    """A schedule with a formula, `at(step)`, over floats or arrays of floats."""

    def at(self, step):
        raise NotImplementedError

    def get_config(self):
        return {**super().get_config(), "name": self.name}

    def __call__(self, step):
        step = np.asarray(convert_to_numpy(step) if isinstance(step, torch.Tensor) else step, dtype=np.float64)
        return convert_to_tensor(self.at(step), dtypes.TORCH[settings.floatx()])


class ExponentialDecay(Curve):
    """`initial_learning_rate * decay_rate ** (step / decay_steps)`.

    Args:
        initial_learning_rate: The rate at step 0.
        decay_steps: Steps in which the rate is multiplied by `decay_rate` once.
        decay_rate: What the rate is multiplied by.
        staircase: Whether it changes at once after each `decay_steps`, and not in between.
        name: Name of the schedule.
    """

    def __init__(self, initial_learning_rate: Real, decay_steps: Real, decay_rate: Real, staircase: Flag = False, name: Text = "ExponentialDecay"):
        self.initial_learning_rate = initial_learning_rate
        self.decay_steps = _steps("decay_steps", decay_steps)
        self.decay_rate = decay_rate
        self.staircase = staircase
        self.name = name

    def at(self, step):
        power = step / self.decay_steps
        return float(self.initial_learning_rate) * self.decay_rate ** (np.floor(power) if self.staircase else power)


class InverseTimeDecay(Curve):
    """`initial_learning_rate / (1 + decay_rate * step / decay_steps)`.

    Args:
        initial_learning_rate: The rate at step 0.
        decay_steps: Steps in which the divisor grows by `decay_rate`.
        decay_rate: How fast the rate falls.
        staircase: Whether it changes at once after each `decay_steps`, and not in between.
        name: Name of the schedule.
    """

    def __init__(self, initial_learning_rate: Real, decay_steps: Real, decay_rate: Real, staircase: Flag = False, name: Text = "InverseTimeDecay"):
        self.initial_learning_rate = initial_learning_rate
        self.decay_steps = _steps("decay_steps", decay_steps)
        self.decay_rate = decay_rate
        self.staircase = staircase
        self.name = name

    def at(self, step):
        elapsed = step / self.decay_steps
        return float(self.initial_learning_rate) / (1 + self.decay_rate * (np.floor(elapsed) if self.staircase else elapsed))


class PiecewiseConstantDecay(Curve):
    """`values[0]` up to and with step `boundaries[0]`, then `values[1]` up to `boundaries[1]`, and so on.

    Args:
        boundaries: Steps after which the rate changes, growing.
        values: The rates, one more than there are boundaries.
        name: Name of the schedule.
    """

    def __init__(self, boundaries: Reals, values: Reals, name: Text = "PiecewiseConstant"):
        if len(boundaries) != len(values) - 1:
            raise ArgumentError(f"`values` must have one element more than `boundaries`, got {len(values)} values and {len(boundaries)} boundaries.",
                                argument="values", actual=values)
        self.boundaries = boundaries
        self.values = values
        self.name = name

    def at(self, step):
        return np.asarray([float(v) for v in self.values])[np.searchsorted([float(b) for b in self.boundaries], step, side="left")]


class PolynomialDecay(Curve):
    """From `initial_learning_rate` to `end_learning_rate` in `decay_steps`, along `(1 - step / decay_steps) ** power`.

    Args:
        initial_learning_rate: The rate at step 0.
        decay_steps: Steps to the end rate.
        end_learning_rate: The rate after that.
        power: 1 is a straight line.
        cycle: Whether the rate jumps up again beyond `decay_steps`, and falls to the end rate at the next multiple of it.
        name: Name of the schedule.
    """

    def __init__(self, initial_learning_rate: Real, decay_steps: Real, end_learning_rate: Real = 0.0001, power: Real = 1.0, cycle: Flag = False,
                 name: Text = "PolynomialDecay"):
        self.initial_learning_rate = initial_learning_rate
        self.decay_steps = _steps("decay_steps", decay_steps)
        self.end_learning_rate = end_learning_rate
        self.power = power
        self.cycle = cycle
        self.name = name

    def at(self, step):
        length = self.decay_steps * np.maximum(1.0, np.ceil(step / self.decay_steps)) if self.cycle else self.decay_steps
        end = float(self.end_learning_rate)
        return (float(self.initial_learning_rate) - end) * (1 - np.minimum(step / length, 1.0)) ** self.power + end


class CosineDecay(Curve):
    """A warmup in a straight line, if one is wanted, then half a cosine down to `alpha` of the greatest rate.

    Args:
        initial_learning_rate: The rate at step 0.
        decay_steps: Steps of the cosine.
        alpha: The last rate as a part of the greatest one.
        name: Name of the schedule.
        warmup_target: The rate that the warmup goes up to; no warmup if `None`.
        warmup_steps: Steps of the warmup.

    Reference:
        Loshchilov and Hutter, 2017, https://arxiv.org/abs/1608.03983
    """

    def __init__(self, initial_learning_rate: Real, decay_steps: Real, alpha: Real = 0.0, name: Text = "CosineDecay", warmup_target: Real = None,
                 warmup_steps: Int = 0):
        self.initial_learning_rate = initial_learning_rate
        self.decay_steps = _steps("decay_steps", decay_steps)
        self.alpha = alpha
        self.name = name
        self.warmup_target = warmup_target
        self.warmup_steps = warmup_steps

    def at(self, step):
        start = float(self.initial_learning_rate)
        if self.warmup_target is None:
            return self._fall(start, step)
        top, length = float(self.warmup_target), self.warmup_steps
        rise = start + (top - start) * step / max(length, 1)
        return np.where(step < length, rise, self._fall(top, step - length))

    def _fall(self, top, step):
        cosine = 0.5 * (1 + np.cos(np.pi * np.minimum(step / self.decay_steps, 1.0)))
        return top * ((1 - self.alpha) * cosine + self.alpha)


class CosineDecayRestarts(Curve):
    """Half cosines one after another, each `t_mul` times as long and starting at `m_mul` times the rate of the one before.

    Args:
        initial_learning_rate: The rate at step 0.
        first_decay_steps: Steps of the first cosine.
        t_mul: What the length is multiplied by at a restart.
        m_mul: What the starting rate is multiplied by at a restart.
        alpha: The lowest rate as a part of the initial one.
        name: Name of the schedule.

    Reference:
        Loshchilov and Hutter, 2017, https://arxiv.org/abs/1608.03983
    """

    def __init__(self, initial_learning_rate: Real, first_decay_steps: Real, t_mul: Real = 2.0, m_mul: Real = 1.0, alpha: Real = 0.0,
                 name: Text = "SGDRDecay"):
        self.initial_learning_rate = initial_learning_rate
        self.first_decay_steps = _steps("first_decay_steps", first_decay_steps)
        self.t_mul = t_mul
        self.m_mul = m_mul
        self.alpha = alpha
        self.name = name

    def at(self, step):
        done = step / self.first_decay_steps         # in lengths of the first cosine
        if self.t_mul == 1:
            restarts = np.floor(done)
            part = done - restarts
        else:
            # The n-th restart comes after (t**n - 1) / (t - 1) lengths; the small number makes up for the rounding of logarithms.
            restarts = np.floor(np.log(1 + done * (self.t_mul - 1)) / np.log(self.t_mul) + 1e-9)
            length = self.t_mul**restarts
            part = (done - (length - 1) / (self.t_mul - 1)) / length
        cosine = 0.5 * self.m_mul**restarts * (1 + np.cos(np.pi * part))
        return float(self.initial_learning_rate) * ((1 - self.alpha) * cosine + self.alpha)


def serialize(learning_rate_schedule) -> dict:
    """The schedule as a config dictionary."""
    return objects.serialize_keras_object(learning_rate_schedule)


def deserialize(config, custom_objects=None):
    """The schedule of a config dictionary.

    Args:
        config: What `serialize()` gave.
        custom_objects: Dictionary of names to classes that are not hornpipe's own.
    """
    return objects.deserialize_keras_object(config, custom_objects=custom_objects, module_objects=registry.known("schedule"))
