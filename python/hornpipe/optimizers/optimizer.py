"""The optimizer: what every update rule shares. A rule itself is one method over lists of tensors."""
from __future__ import annotations

import inspect
import re
import warnings

import torch

from ..core import objects
from ..core.configurable import is_own
from ..core.errors import ArgumentError, got, unknown_argument
from ..core.types import Flag, Int, Real, Text
from ..runtime.convert import convert_to_tensor
from ..runtime.variable import Variable
from ..runtime.views import everything_real, scopes, visible
from . import clipping
from .averages import Averaged
from .foreach import scale_
from .plan import Plan
from .schedules import InverseTimeDecay
from .state import State


class Optimizer(Averaged, State, abstract=True):
    """Changes variables along their gradients.

    A subclass names its slots (state of the shape of each variable) in the class header and defines `update` over lists of
    tensors. It may instead define `build(variables)` and `update_step(gradient, variable, learning_rate)`, one variable at a time.

    Args:
        learning_rate: A number, a schedule, or a function without arguments.
        weight_decay: Part of a variable taken off at each step, times the learning rate.
        clipnorm: Norm that the gradient of each variable is scaled down to.
        clipvalue: Bound that each element of the gradients is pressed into.
        global_clipnorm: Norm that all gradients together are scaled down to.
        use_ema: Whether a moving average of the variables is kept; training ends with it in their place.
        ema_momentum: Weight of the past in that average.
        ema_overwrite_frequency: Steps after which the average replaces the variables; only at the end of training if `None`.
        loss_scale_factor: What the loss is multiplied by before gradients are taken, and they are divided by.
        gradient_accumulation_steps: Number of calls whose gradients are averaged into one step.
        name: Name of the optimizer.

    Example:
        >>> class Signs(Optimizer):
        ...     def update(self, params, grads, slots, lr, t):
        ...         for p, g in zip(params, grads):
        ...             p.sub_(lr * g.sign())
    """

    kind = "optimizer"
    slots: tuple = ()
    _one_by_one = False         # whether the subclass updates variable by variable
    _by_shape = False           # whether `update` must see the shapes of the variables
    _decays_itself = False      # whether its `update` takes the weight decay too

    def __init_subclass__(cls, slots=None, abstract: bool = False, aliases=(), **kwargs):
        super().__init_subclass__(abstract=abstract, aliases=(*aliases, cls.__name__.lower()), **kwargs)
        if slots is not None:
            cls.slots = tuple(slots)
        if "update_step" in cls.__dict__ or "update" in cls.__dict__:
            cls._one_by_one = "update" not in cls.__dict__
            cls._by_shape = cls._by_shape or not is_own(cls)        # nobody knows what a user's rule looks at
            cls._decays_itself = not cls._one_by_one and "decay" in inspect.signature(cls.update).parameters
        if "__init__" in cls.__dict__:
            cls.__signature__ = _whole_signature(cls)

    def __init__(self, learning_rate: Real, weight_decay: Real = None, clipnorm: Real = None, clipvalue: Real = None, global_clipnorm: Real = None,
                 use_ema: Flag = False, ema_momentum: Real = 0.99, ema_overwrite_frequency: Int = None, loss_scale_factor: Real = None,
                 gradient_accumulation_steps: Int = None, name: Text = None, **kwargs):
        if kwargs.pop("decay", None):
            warnings.warn("The argument `decay` is ignored; give a schedule such as `InverseTimeDecay` as `learning_rate`.", stacklevel=3)
        if kwargs:
            raise unknown_argument(type(self).__name__, kwargs, inspect.signature(type(self)).parameters)
        if sum(c is not None for c in (clipnorm, clipvalue, global_clipnorm)) > 1:
            raise ArgumentError("Only one of `clipnorm`, `clipvalue` and `global_clipnorm` can be set, "
                                f"got clipnorm={clipnorm}, clipvalue={clipvalue}, global_clipnorm={global_clipnorm}.", argument="clipnorm", actual=clipnorm)
        if gradient_accumulation_steps is not None and not gradient_accumulation_steps >= 2:
            raise ArgumentError(f"`gradient_accumulation_steps` must be an int of at least 2 or None, {got(gradient_accumulation_steps)}.",
                                argument="gradient_accumulation_steps", actual=gradient_accumulation_steps)
        if use_ema and not 0 <= ema_momentum <= 1:
            raise ArgumentError(f"`ema_momentum` must be between 0 and 1, {got(ema_momentum)}.", argument="ema_momentum", actual=ema_momentum)
        if use_ema and ema_overwrite_frequency is not None and not ema_overwrite_frequency >= 1:
            raise ArgumentError(f"`ema_overwrite_frequency` must be a positive int or None, {got(ema_overwrite_frequency)}.",
                                argument="ema_overwrite_frequency", actual=ema_overwrite_frequency)
        self._begin_state(name, learning_rate)
        self.weight_decay = weight_decay
        self.clipnorm, self.clipvalue, self.global_clipnorm = clipnorm, clipvalue, global_clipnorm
        self.use_ema, self.ema_momentum, self.ema_overwrite_frequency = use_ema, ema_momentum, ema_overwrite_frequency
        self.loss_scale_factor = loss_scale_factor
        self.gradient_accumulation_steps = gradient_accumulation_steps
        self._slots: dict[str, list] = {}
        self._accumulated_gradients = None
        self._not_decaying: list = []
        self._not_decaying_names: list[str] = []

    # ------------------------------------------------------------ the rule

    def update(self, params, grads, slots, lr: float, t: int):
        """Changes `params` in place: the rule of a subclass.

        Args:
            params, grads: Tensors of one dtype on one device; each gradient has the memory order of its variable.
            slots: `slots.<name>` is the list of that slot's tensors, empty for a slot that is not in use.
            lr: The learning rate of this step.
            t: Number of this step, from 1.

        A rule that takes a further argument `decay` is given the weight decay of these variables to do it in the same pass.
        """
        raise NotImplementedError(f"The optimizer {type(self).__name__!r} must define `update(params, grads, slots, lr, t)` or "
                                  "`update_step(gradient, variable, learning_rate)`.")

    def update_step(self, gradient, variable, learning_rate):
        """Updates one variable by its gradient."""
        i = self._get_variable_index(variable)
        alone = Plan([variable], {name: [slot[i]] for name, slot in self._slots.items()}, None, self._decays, self._by_shape)
        with torch.no_grad():
            group = alone.groups[0]
            self.update(group.variables, group.pick(alone.fit([gradient])), group.slots, float(learning_rate), int(self.iterations) + 1)

    def assign(self, variable, value):
        variable.assign(value)

    def assign_add(self, variable, value):
        variable.assign(variable + value)

    def assign_sub(self, variable, value):
        variable.assign(variable - value)

    def begin_step(self, t: int):
        """Called once before the updates of step `t`."""

    def wants(self, slot: str, variable) -> bool:
        """Whether a variable has that slot."""
        return True

    def first_value(self, slot: str, variable):
        """What a slot starts from: a number, or a tensor of the variable's shape."""
        return 0.0

    # ------------------------------------------------------------ variables

    def build(self, variables):
        """Makes the slots for a list of variables; later calls do nothing."""
        if self.built:
            return
        self._trainable_variables = variables = list(variables)
        self._index = {id(v): i for i, v in enumerate(self._trainable_variables)}
        if self.use_ema:
            self._model_variables_moving_average = [None if _replaced(v) else self.add_variable_from_reference(v, "average") for v in variables]
        if self.gradient_accumulation_steps:
            self._accumulated_gradients = [self.add_variable_from_reference(v, "gradient_accumulator") for v in variables]
        for entry in self.slots:
            names = (entry,) if isinstance(entry, str) else entry       # a tuple: the slots of one variable lie side by side
            self._slots |= {name: [None] * len(self._trainable_variables) for name in names}
            for i, v in enumerate(self._trainable_variables):
                for name in names:
                    if not _replaced(v) and self.wants(name, v):
                        self._slots[name][i] = self._make_slot(name, v)
        self.built = True

    def _make_slot(self, name, variable):
        value = self.first_value(name, variable)
        if not isinstance(value, torch.Tensor):
            value = torch.full(tuple(variable.shape), float(value), dtype=variable.dtype, device=variable.device)
        return self.add_variable_from_reference(variable, name, initializer=value)

    def _get_variable_index(self, variable) -> int:
        try:
            return self._index[id(variable)]
        except (KeyError, AttributeError):
            raise ArgumentError(f"The variable {getattr(variable, 'path', variable)!r} is unknown to the optimizer {self.name!r}, which was built for others. "
                                "Where variables became trainable, call `compile()` again; new variables need a new optimizer.",
                                argument="trainable_variables", actual=variable) from None

    @property
    def leaf_optimizers(self) -> list:
        """The optimizers that have a learning rate: this one, or those it is made of."""
        return [self]

    # ------------------------------------------------------------ a step

    def apply_gradients(self, grads_and_vars):
        """`apply()` for pairs (gradient, variable)."""
        grads, variables = zip(*grads_and_vars)
        self.apply(grads, variables)
        return self._iterations

    def apply(self, grads, trainable_variables=None):
        """Does one step.

        Args:
            grads: Gradients, one per variable; None where there is none.
            trainable_variables: The variables; those that the optimizer was built for if `None`.

        Raises:
            ValueError: The lists differ in length, no gradient is given, or a variable is unknown.
        """
        grads, variables = self._paired(grads, trainable_variables)
        if not grads:
            return
        if scopes.stateless:
            self._step_in_scope(grads, variables)
        elif torch.is_grad_enabled():
            with torch.no_grad():
                self._step(grads, self._plan(variables))
        else:
            self._step(grads, self._plan(variables))

    def _paired(self, grads, variables):
        grads = list(grads)
        if variables is None:
            if not self.built:
                raise ArgumentError("`trainable_variables` must be given to an optimizer that is not built; or call `build(trainable_variables)` first.",
                                    argument="trainable_variables", actual=None)
            variables = self._trainable_variables
        else:
            variables = list(variables)
        if len(grads) != len(variables):
            raise ArgumentError(f"`grads` must hold one gradient per variable, got {len(grads)} for {len(variables)} variables.",
                                argument="grads", expected=len(variables), actual=len(grads))
        if grads and not self.built:
            self.build(variables)
        for g in grads:
            if g is None:
                return _without_missing(grads, variables)
        return grads, variables

    def _plan(self, variables) -> Plan:
        key = tuple(map(id, variables))
        plan = self._plans.get(key)
        if plan is None or not plan.holds():
            at = [self._get_variable_index(v) for v in variables]
            slots = {name: [slot[i] for i in at] for name, slot in self._slots.items()}
            sums = self._accumulated_gradients and [self._accumulated_gradients[i] for i in at]
            self._follow(dict(zip(at, variables)))
            plan = self._plans[key] = Plan(list(variables), slots, sums, self._decays, self._by_shape or self._one_by_one)
        return plan

    def _follow(self, variables):
        """Takes what belongs to variables to their device and dtype: `model.to()` moves the variables alone."""
        for own in (*self._slots.values(), self._accumulated_gradients, self._model_variables_moving_average if self.use_ema else None):
            for i, v in variables.items():
                slot = own[i] if own else None
                if slot is not None:
                    dtype = v.dtype if slot.is_floating_point() else slot.dtype
                    if (slot.device, slot.dtype) != (v.device, dtype):
                        slot.data = slot.data.to(v.device, dtype)

    def _step(self, grads, plan):
        count, every = self._iterations.item(), self.gradient_accumulation_steps
        done, due = (count // every, (count + 1) % every == 0) if every else (count, True)
        if plan.replaced:
            self._replace(grads, plan, due)
        grads = plan.fit(grads)
        if self.loss_scale_factor and grads:
            grads = torch._foreach_div(grads, float(self.loss_scale_factor))
        if every and grads:
            torch._foreach_add_(plan.accumulators, grads)
            grads = torch._foreach_div(plan.accumulators, float(every)) if due else []
        if grads:
            self._update_all(self._clip_gradients(grads), plan, self._rate(count), done + 1)
            if every:
                torch._foreach_zero_(plan.accumulators)
        if self.use_ema:
            self._average(done)
        for v in plan.all_variables:
            if getattr(v, "constraint", None) is not None:
                v.copy_(v.constraint(v))
        self._iterations.fill_(count + 1)

    def alone(self, variables):
        """The `Group` of these variables where a step is their update alone, constraints aside, and alike for all of them; else None."""
        more = (self.loss_scale_factor, self.gradient_accumulation_steps, self.use_ema, self.weight_decay, self.clipnorm, self.clipvalue, self.global_clipnorm)
        if any(more) or not self.built or type(self).begin_step is not Optimizer.begin_step:
            return None
        plan = self._plan(variables)
        return plan.groups[0] if len(plan.groups) == 1 and not plan.replaced else None

    def rule(self, t: int) -> dict | None:
        """The kind and the numbers of step `t`, for compiled code that does it (`step()` in `native/dense.c`); None where it does not know the rule."""
        return None

    def steps_done(self) -> int:
        return self._iterations.item()

    def count_step(self, t: int):
        """Notes that step `t` was done elsewhere."""
        self._iterations.fill_(t)

    def _update_all(self, grads, plan, lr, t):
        self.begin_step(t)
        for group in plan.groups:
            own = group.pick(grads)
            if self._decays_itself:
                self.update(group.variables, own, group.slots, lr, t, decay=self.weight_decay or 0.0 if group.decays else 0.0)
                continue
            if group.decays:
                self.decay(group.variables, group.slots, lr)
            if self._one_by_one:
                rate = torch.tensor(lr)
                for g, v in zip(own, group.variables):
                    self.update_step(g, v, rate)
            else:
                self.update(group.variables, own, group.slots, lr, t)

    @staticmethod
    def _replace(grads, plan, due):
        """Variables that take their gradient as their value, such as the scales of float8; summing up is by the maximum."""
        for i in plan.replaced:
            value = convert_to_tensor(grads[i])
            if plan.all_accumulators:
                greatest = torch.maximum(plan.all_accumulators[i], value)
                plan.all_accumulators[i].copy_(torch.zeros_like(greatest) if due else greatest)
                value = greatest
            if due:
                plan.all_variables[i].assign(value)

    def _clip_gradients(self, grads):
        if self.clipnorm:
            return clipping.by_norm(grads, self.clipnorm)
        if self.global_clipnorm:
            return clipping.by_global_norm(grads, self.global_clipnorm)
        return clipping.by_value(grads, self.clipvalue) if self.clipvalue else grads

    def scale_loss(self, loss):
        """The loss as gradients should be taken of: times `loss_scale_factor`."""
        return loss * self.loss_scale_factor if self.loss_scale_factor else loss

    def stateless_apply(self, optimizer_variables, grads, trainable_variables):
        """One step on given values, which changes nothing.

        Args:
            optimizer_variables: Values in the order of `variables`.
            grads: Gradients in the order of the variables that the optimizer was built for.
            trainable_variables: Values of these variables.

        Returns:
            `(trainable_variables, optimizer_variables)`, lists of tensors.
        """
        if not self.built:
            raise ArgumentError(f"The optimizer {self.name!r} must be built before `stateless_apply()`: call `build(trainable_variables)`.")
        own, trained = self.variables, self._trainable_variables
        for argument, values, known in (("optimizer_variables", optimizer_variables, own), ("trainable_variables", trainable_variables, trained)):
            if len(values) != len(known):
                raise ArgumentError(f"`{argument}` must hold {len(known)} values, got {len(values)}.", argument=argument, expected=len(known),
                                    actual=len(values))
        after = self._step_on(grads, trained, [*trained, *own], [*trainable_variables, *optimizer_variables])
        return after[:len(trained)], after[len(trained):]

    def _step_on(self, grads, variables, state, values) -> list:
        """The values of `state` after a step from the values given. The step is done for real, and taken back."""
        with torch.no_grad(), everything_real():
            kept = [v.detach().clone() for v in state]
            values = [convert_to_tensor(value, v.dtype, copy=True) for v, value in zip(state, values)]
            try:
                for v, value in zip(state, values):
                    v.copy_(value)
                self.apply(grads, variables)
                return [v.detach().clone() for v in state]
            finally:
                for v, value in zip(state, kept):
                    v.copy_(value)

    def _step_in_scope(self, grads, variables):
        """A step inside a `StatelessScope`: from the values that stand in there, with the results collected there."""
        state = [*self._trainable_variables, *self.variables]
        for v, value in zip(state, self._step_on(grads, variables, state, [visible(v) for v in state])):
            scopes.stateless[-1].add_update((v, value))

    # ------------------------------------------------------------ decay

    def decay(self, params, slots, lr: float):
        """Takes `weight_decay * lr` off the parameters that decay, before their update."""
        if self.weight_decay:
            scale_(params, 1 - self.weight_decay * lr)

    def _decays(self, variable) -> bool:
        named = getattr(variable, "name", None) or ""
        return not any(variable is v for v in self._not_decaying) and not any(re.search(n, named) for n in self._not_decaying_names)

    def exclude_from_weight_decay(self, var_list=None, var_names=None):
        """Keeps variables from decaying.

        Args:
            var_list: The variables.
            var_names: Regular expressions searched for in the names of variables, such as `["bias"]`.
        """
        self._not_decaying += var_list or []
        self._not_decaying_names += var_names or []
        self._plans.clear()

    # ------------------------------------------------------------ configuration

    def get_config(self):
        config, rate = super().get_config(), self._learning_rate
        if "learning_rate" in config:
            config["learning_rate"] = float(rate) if isinstance(rate, Variable) else objects.serialize_keras_object(rate)
        takes_name = any(p.name == "name" or p.kind is p.VAR_KEYWORD for p in inspect.signature(type(self)).parameters.values())
        return {"name": self.name, **config} if takes_name else config

    @classmethod
    def from_config(cls, config, custom_objects=None):
        """An optimizer of the dictionary of `get_config()`; that of Keras 2 is understood too."""
        config = {k: v for k, v in config.items() if k not in ("jit_compile", "is_legacy_optimizer")}
        if "lr" in config:
            config["learning_rate"] = config.pop("lr")
        decay = config.pop("decay", None)
        if decay:
            config["learning_rate"] = InverseTimeDecay(config["learning_rate"], 1, decay)
        return super().from_config(config)


def _replaced(variable) -> bool:
    return getattr(variable, "overwrite_with_gradient", False)


def _without_missing(grads, variables):
    missing = [getattr(v, "path", "a parameter") for g, v in zip(grads, variables) if g is None]
    if len(missing) == len(grads):
        raise ArgumentError("No gradients provided for any variable.", argument="grads", actual=None)
    warnings.warn(f"Gradients do not exist for variables {missing}: they do not take part in the loss, and stay as they are.", stacklevel=4)
    present = [(g, v) for g, v in zip(grads, variables) if g is not None]
    return [g for g, _ in present], [v for _, v in present]


def _whole_signature(cls) -> inspect.Signature:
    """The parameters of a rule's `__init__` with those of `Optimizer` that its `*args, **kwargs` stand for, in the order of positions."""
    own = list(inspect.signature(cls.__init__).parameters.values())[1:]
    if not any(p.kind is p.VAR_POSITIONAL for p in own):
        return inspect.Signature(own)
    given = {p.name for p in own}
    shared = [p for p in list(inspect.signature(Optimizer.__init__).parameters.values())[1:-1] if p.name not in given]
    plain = [p for p in own if p.kind is p.POSITIONAL_OR_KEYWORD]
    options = [p.replace(kind=p.KEYWORD_ONLY) for p in own if p.kind is p.KEYWORD_ONLY]
    return inspect.Signature([*plain, *shared, *options, own[-1]])
