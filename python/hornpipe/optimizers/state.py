"""What an optimizer keeps between steps: the counter, the learning rate, its variables; and how they go into files."""
from __future__ import annotations

import warnings

import numpy as np
import torch

from ..core import objects
from ..core.configurable import Configurable
from ..core.errors import ArgumentError, ArgumentTypeError, got
from ..core.names import auto_name, name_scope
from ..runtime import settings
from ..runtime.convert import convert_to_numpy
from ..runtime.device import device
from ..runtime.variable import Variable
from .schedules import Curve, LearningRateSchedule


class State(Configurable):
    """The variables of an optimizer, those of files first to last: step counter, learning rate, and what was added."""

    gradient_accumulation_steps = None

    def _begin_state(self, name, learning_rate):
        self.name = name or auto_name(type(self).__name__)
        self.built = False
        self._added: list = []                      # variables beside the counter and the learning rate
        self._trainable_variables: list = []
        self._plans: dict = {}
        # The counter and the learning rate stay in the CPU's memory: a step reads both, and must not wait for an accelerator.
        with device("cpu"), name_scope(self.name):
            self._iterations = Variable(0, dtype="int64", trainable=False, autocast=False, name="iteration")
        self._learning_rate = self._checked_rate(learning_rate)

    @property
    def variables(self) -> list:
        """The state, in the order of files; a learning rate that follows a schedule is no part of it."""
        rate = [self._learning_rate] if isinstance(self._learning_rate, Variable) else []
        return [self._iterations, *rate, *self._added]

    def add_variable(self, shape, initializer="zeros", dtype=None, aggregation="none", layout=None, name=None):
        """Adds a variable to the optimizer's state; see `Variable`."""
        with name_scope(self.name):
            variable = Variable(initializer, shape=shape, dtype=dtype, trainable=False, autocast=False, aggregation=aggregation, name=name)
        self._added.append(variable)
        return variable

    def add_variable_from_reference(self, reference_variable, name=None, initializer="zeros"):
        """Adds a variable of the shape, dtype, device and memory order of another, named after it."""
        stem = getattr(reference_variable, "path", None) or getattr(reference_variable, "name", None) or "parameter"
        steps = reference_variable.stride()
        with device(str(reference_variable.device)), name_scope(self.name):
            variable = Variable(initializer, shape=tuple(reference_variable.shape), dtype=reference_variable.dtype, trainable=False, autocast=False,
                                name=f"{stem.replace('/', '_').replace('.', '_')}_{name or 'var'}",
                                order=sorted(range(len(steps)), key=steps.__getitem__, reverse=True))
        self._added.append(variable)
        return variable

    def add_optimizer_variables(self, trainable_variables, name, initializer="zeros"):
        """Adds a variable like each of the trainable ones; for several names, a list of variables per name.

        Args:
            trainable_variables: The variables to take shapes from; for one that is overwritten with its gradient, None is listed.
            name: Name, or a list of names.
            initializer: First value, or a list with one for each name.
        """
        names = [name] if isinstance(name, str) else list(name)
        first = list(initializer) if isinstance(initializer, (list, tuple)) else [initializer] * len(names)
        if len(first) != len(names):
            raise ArgumentError(f"`initializer` must hold one entry for each of the names {names}, {got(initializer)}.", argument="initializer",
                                actual=initializer)
        lists = tuple([None if getattr(v, "overwrite_with_gradient", False) else self.add_variable_from_reference(v, n, i) for v in trainable_variables]
                      for n, i in zip(names, first))
        return lists[0] if isinstance(name, str) else lists

    @property
    def iterations(self):
        """Number of steps done."""
        if self.gradient_accumulation_steps:
            return torch.div(self._iterations, self.gradient_accumulation_steps, rounding_mode="floor")
        return self._iterations

    @iterations.setter
    def iterations(self, variable):
        if self.built:
            raise RuntimeError("`iterations` cannot be replaced once the optimizer is built; assign to it with `iterations.assign(...)`.")
        self._iterations = variable

    # ------------------------------------------------------------ learning rate

    def _checked_rate(self, rate):
        if isinstance(rate, dict):
            rate = objects.deserialize_keras_object(rate)
        if getattr(rate, "ndim", None) == 0:        # a variable, tensor or NumPy number
            rate = float(rate)
        if isinstance(rate, bool) or not isinstance(rate, (int, float)):
            if callable(rate):
                return rate
            raise ArgumentError(f"`learning_rate` must be a number, a LearningRateSchedule or a function, {got(rate)}.", argument="learning_rate", actual=rate)
        with device("cpu"), name_scope(self.name):
            return Variable(float(rate), dtype=settings.floatx(), trainable=False, autocast=False, name="learning_rate")

    @property
    def learning_rate(self):
        """The learning rate of the next step; assigning a number or a schedule sets it.

        Raises:
            TypeError: A number is assigned where a schedule rules.
        """
        rate = self._learning_rate
        if isinstance(rate, Variable):
            return rate
        return rate(self._iterations) if isinstance(rate, LearningRateSchedule) else rate()

    @learning_rate.setter
    def learning_rate(self, value):
        new = value if callable(value) and not isinstance(value, torch.Tensor) else self._checked_rate(value)
        if isinstance(new, Variable) and isinstance(self._learning_rate, LearningRateSchedule):
            raise ArgumentTypeError("This optimizer was created with a `LearningRateSchedule`, so its learning rate cannot be set to a number. Make it with "
                                    "a number as `learning_rate`, or assign another schedule.", argument="learning_rate", actual=value)
        if isinstance(new, Variable) and isinstance(self._learning_rate, Variable):
            self._learning_rate.assign(new)
        else:
            self._learning_rate = new

    def _rate(self, count: int) -> float:
        """The learning rate as a plain number."""
        rate = self._learning_rate
        if isinstance(rate, Variable):
            return rate.item()
        if type(rate).__call__ is Curve.__call__:
            return float(rate.at(count))
        return float(self.learning_rate)

    # ------------------------------------------------------------ files and copies

    def set_weights(self, weights):
        """Sets the values of `variables`."""
        if not self.built:
            raise ArgumentError("You are calling `set_weights()` on an optimizer that is not built: call `build(trainable_variables)` first.")
        if len(weights) != len(self.variables):
            raise ArgumentError(f"`weights` must hold {len(self.variables)} values, got {len(weights)}.", argument="weights", actual=len(weights))
        for variable, value in zip(self.variables, weights):
            variable.assign(value)

    def save_own_variables(self, store):
        """Puts the variables into a mapping, under "0", "1", ..."""
        for i, variable in enumerate(self.variables):
            store[str(i)] = convert_to_numpy(variable)

    def load_own_variables(self, store):
        """Takes the variables from a mapping; warns and leaves them alone when their number differs.

        An optimizer that had made no step when it was saved has no slots there: the counters are taken all the same.
        """
        variables, count = self.variables, len(store.keys())
        counters = sum(v.ndim == 0 for v in variables[:2])
        if isinstance(self._learning_rate, Variable) and count == len(variables) - 1 > 1:
            # Keras 2 keeps the learning rate out of its .keras files.
            without = [variables[0], *variables[2:]]
            variables = without if all(tuple(np.shape(store[str(i)])) == tuple(v.shape) for i, v in enumerate(without)) else variables
        if count not in (len(variables), counters):
            hint = "" if self._added else " The optimizer may not be built: it has made no step."
            warnings.warn(f"The state of the optimizer {self.name!r} is not loaded: it has {len(self.variables)} variables, "
                          f"the file {len(store.keys())}.{hint}", stacklevel=2)
            return
        for i, variable in enumerate(variables[:count]):
            variable.assign(store[str(i)])

    def __getstate__(self):
        return {**self.__dict__, "_plans": {}}

    def __setstate__(self, state):
        self.__dict__.update(state)
        self._index = {id(v): i for i, v in enumerate(self._trainable_variables)}
