"""Loss scaling that finds its own factor, for training in float16."""
from __future__ import annotations

import inspect

import torch

from ..core import objects
from ..core.errors import ArgumentError, ArgumentTypeError, got
from ..core.names import name_scope
from ..core.types import Int, OptimizerLike, Real, Text
from ..runtime.device import device
from .optimizer import Optimizer

_ELSEWHERE = {name: p.default for name, p in inspect.signature(Optimizer.__init__).parameters.items() if name not in ("self", "name", "kwargs")}


class LossScaleOptimizer(Optimizer):
    """Multiplies the loss before gradients are taken, and leaves out the steps whose gradients overflow.

    The factor doubles after `dynamic_growth_steps` good steps in a row, and halves after a bad one.

    Args:
        inner_optimizer: The optimizer that does the steps; rate, clipping, decay and averages are set there.
        initial_scale: The first factor.
        dynamic_growth_steps: Good steps after which the factor doubles.
        name: Name of the optimizer.

    Raises:
        ValueError: An option is given that belongs on the inner optimizer.

    Reference:
        Micikevicius et al., 2018, https://arxiv.org/abs/1710.03740
    """

    def __init__(self, inner_optimizer: OptimizerLike, initial_scale: Real = 2.0**15, dynamic_growth_steps: Int = 2000, name: Text = None, **kwargs):
        if not kwargs.pop("dynamic", True):
            raise ArgumentError("LossScaleOptimizer is always dynamic; for a fixed factor set `loss_scale_factor` on the `inner_optimizer` and use that.",
                                argument="dynamic", actual=False)
        for option, value in kwargs.items():
            if option not in _ELSEWHERE:
                raise ArgumentError(f"LossScaleOptimizer takes no argument `{option}`.", argument=option, actual=value)
            if value != _ELSEWHERE[option]:     # Keras: older configs list these options with their defaults
                raise ArgumentError(f"LossScaleOptimizer does not take `{option}`: set it on the `inner_optimizer`.", argument=option, actual=value)
        if not isinstance(inner_optimizer, Optimizer):
            raise ArgumentTypeError(f"`inner_optimizer` must be an optimizer, {got(inner_optimizer)}.", argument="inner_optimizer", actual=inner_optimizer)
        super().__init__(0.0, name=name)
        self.inner_optimizer = inner_optimizer
        self.initial_scale = initial_scale
        self.dynamic_growth_steps = dynamic_growth_steps
        inner_optimizer.loss_scale_factor = None        # one scale is enough

    def build(self, variables):
        if self.built:
            return
        with device("cpu"):
            self.step_counter = self.add_variable((), dtype="int32", name="step_counter")
            self.dynamic_scale = self.add_variable((), torch.tensor(float(self.initial_scale)), dtype="float32", name="dynamic_scale")
        super().build(variables)
        with name_scope(self.name):
            self.inner_optimizer.build(variables)

    @property
    def variables(self):
        return [*super().variables, *self.inner_optimizer.variables]

    @property
    def iterations(self):
        return self.inner_optimizer.iterations

    @property
    def learning_rate(self):
        return self.inner_optimizer.learning_rate

    @learning_rate.setter
    def learning_rate(self, value):
        self.inner_optimizer.learning_rate = value

    @property
    def leaf_optimizers(self):
        return self.inner_optimizer.leaf_optimizers

    def _step(self, grads, plan):
        """One step with the gradients of the scaled loss, unless one of them is not finite."""
        kept = plan.fit(grads)
        kept = torch._foreach_div(kept, self.dynamic_scale.item()) if kept else []
        if kept and not torch.isfinite(torch.stack([n.float() for n in torch._foreach_norm(kept, float("inf"))]).sum()):
            self._replace(grads, plan, True)
            self.dynamic_scale.div_(2.0)
            self.step_counter.zero_()
            return
        for place, i in enumerate(plan.kept):
            grads[i] = kept[place]
        self.inner_optimizer.apply(grads, plan.all_variables)
        good_steps = self.step_counter.item() + 1
        if good_steps >= self.dynamic_growth_steps:
            self.dynamic_scale.mul_(2.0)
            good_steps = 0
        self.step_counter.fill_(good_steps)

    def scale_loss(self, loss):
        return loss * (self.dynamic_scale.item() if self.built else self.initial_scale)

    def finalize_variable_values(self, var_list):
        self.inner_optimizer.finalize_variable_values(var_list)

    def get_config(self):
        return {"name": self.name, "inner_optimizer": objects.serialize_keras_object(self.inner_optimizer),
                "initial_scale": self.initial_scale, "dynamic_growth_steps": self.dynamic_growth_steps}
