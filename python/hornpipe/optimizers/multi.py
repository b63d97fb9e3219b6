"""Several optimizers in one, each for variables of its own."""
from __future__ import annotations

import re
from collections.abc import MutableMapping

from ..core import objects
from ..core.configurable import Configurable
from ..core.errors import ArgumentError, ArgumentTypeError, got
from ..core.names import name_scope
from ..core.types import OptimizerLike, Real, Structure, Text
from .loss_scale import LossScaleOptimizer
from .optimizer import Optimizer


class OptimizerMap(Configurable, MutableMapping):
    """Which optimizer is for which variable: regular expressions over whole paths of variables.

    Args:
        default_optimizer: For the variables that no expression matches.
        optimizer_map: Dictionary of expressions to optimizers.

    Example:
        >>> rates = OptimizerMap(SGD(0.1))
        >>> rates["embedding/.*"] = Adam(0.001)
    """

    kind = "optimizer"

    def __init__(self, default_optimizer: OptimizerLike, optimizer_map: Structure = None):
        if not isinstance(default_optimizer, Optimizer):
            raise ArgumentTypeError(f"`default_optimizer` must be an optimizer, {got(default_optimizer)}.", argument="default_optimizer",
                                    actual=default_optimizer)
        self.default_optimizer = _single("default_optimizer", default_optimizer)
        self.optimizer_map: dict = {}
        for pattern, optimizer in (optimizer_map or {}).items():
            self[pattern] = optimizer

    def __setitem__(self, pattern, optimizer):
        if pattern in self.optimizer_map:
            raise ArgumentError(f"The pattern {pattern!r} has an optimizer already; delete it first.", argument="optimizer_map", actual=pattern)
        self.optimizer_map[pattern] = _single("optimizer", optimizer)

    def __getitem__(self, path):
        """The optimizer under an expression, or else for a path."""
        return self.optimizer_map[path] if path in self.optimizer_map else self._of(path)

    def __delitem__(self, pattern):
        del self.optimizer_map[pattern]

    def __iter__(self):
        return iter(self.optimizer_map)

    def __len__(self):
        return len(self.optimizer_map)

    def __call__(self, variable):
        """The optimizer for a variable.

        Raises:
            ValueError: Expressions with different optimizers match.
        """
        return self._of(variable.path)

    def _of(self, path):
        matches = [pattern for pattern in self.optimizer_map if re.fullmatch(pattern, path)]
        if len({id(self.optimizer_map[pattern]) for pattern in matches}) > 1:
            raise ArgumentError(f"The path {path!r} matches several patterns: {matches}.", argument="optimizer_map", actual=matches)
        return self.optimizer_map[matches[0]] if matches else self.default_optimizer

    @classmethod
    def from_config(cls, config):
        return cls(objects.revive(config["default_optimizer"]), {k: objects.revive(v) for k, v in (config.get("optimizer_map") or {}).items()})


class MultiOptimizer(Optimizer):
    """Updates each variable by the optimizer chosen for it.

    Args:
        optimizer_map: An `OptimizerMap`, or a function that gives the optimizer of a variable.
        loss_scale_factor: What the loss is multiplied by before gradients are taken; replaces the factors of the optimizers.
        name: Name of the optimizer.
    """

    def __init__(self, optimizer_map: Structure, loss_scale_factor: Real = None, name: Text = None):
        super().__init__(0.0, loss_scale_factor=loss_scale_factor, name=name)
        if isinstance(optimizer_map, Optimizer):
            optimizer_map = OptimizerMap(optimizer_map)
        if not callable(optimizer_map):
            raise ArgumentTypeError(f"`optimizer_map` must be an OptimizerMap or a function of a variable, {got(optimizer_map)}.",
                                    argument="optimizer_map", actual=optimizer_map)
        self.optimizer_map = optimizer_map
        self.optimizers: list = []
        if isinstance(optimizer_map, OptimizerMap):
            for optimizer in (*optimizer_map.values(), optimizer_map.default_optimizer):
                self._take_in(optimizer)

    def _take_in(self, optimizer):
        if not any(optimizer is o for o in self.optimizers):
            self.optimizers.append(_single("optimizer", optimizer))
            optimizer.loss_scale_factor = None
        return optimizer

    def build(self, variables):
        if self.built:
            return
        variables = list(variables)
        self._chosen = [self._take_in(self.optimizer_map(v)) for v in variables]
        with name_scope(self.name):
            for optimizer in self.optimizers:
                optimizer.build([v for v, o in zip(variables, self._chosen) if o is optimizer])
        super().build(variables)

    @property
    def variables(self):
        return [*super().variables, *(v for optimizer in self.optimizers for v in optimizer.variables)]

    @property
    def leaf_optimizers(self):
        return list(self.optimizers)

    @property
    def learning_rate(self):
        raise AttributeError("A MultiOptimizer has no learning rate; each of its `optimizers` has one.")

    @learning_rate.setter
    def learning_rate(self, value):
        raise AttributeError("A MultiOptimizer has no learning rate to set; set it on each of its `optimizers`.")

    def _step(self, grads, plan):
        for optimizer in self.optimizers:
            own = [i for i, v in enumerate(plan.all_variables) if self._chosen[self._get_variable_index(v)] is optimizer]
            if own:
                optimizer.apply([self._unscaled(grads[i], i, plan) for i in own], [plan.all_variables[i] for i in own])
        self._iterations.add_(1)

    def _unscaled(self, grad, i, plan):
        return grad / self.loss_scale_factor if self.loss_scale_factor and i not in plan.replaced else grad

    def finalize_variable_values(self, var_list):
        for optimizer in self.optimizers:
            optimizer.finalize_variable_values(var_list)

    def get_config(self):
        return {"optimizer_map": objects.serialize_keras_object(self.optimizer_map), "loss_scale_factor": self.loss_scale_factor, "name": self.name}


def _single(argument, optimizer):
    if not isinstance(optimizer, Optimizer):
        raise ArgumentError(f"`{argument}` must be an optimizer, {got(optimizer)}.", argument=argument, actual=optimizer)
    if isinstance(optimizer, (LossScaleOptimizer, MultiOptimizer)):
        raise ArgumentError(f"`{argument}` cannot be {type(optimizer).__name__}: it wraps optimizers itself.", argument=argument, actual=optimizer)
    return optimizer
