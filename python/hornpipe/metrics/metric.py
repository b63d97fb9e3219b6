"""`Metric`: a figure of merit, gathered batch by batch in variables."""
from __future__ import annotations

import functools

import torch

from ..core import objects, tree
from ..core.configurable import Configurable
from ..core.errors import ShapeError
from ..core.names import at_path, auto_name
from ..core.types import DType, Initializer, Shape, Text
from ..graph.infer import real_world
from ..graph.tensor import weight_shape
from ..runtime import dtypes, settings
from ..runtime import policy as policies
from ..runtime.variable import StatelessScope, Variable
from ..runtime.views import scopes, visible


class Metric(Configurable, abstract=True):
    """Base of all metrics. A subclass makes its variables in `__init__()` by `add_variable()`, changes them in `update_state()`
    and computes the figure in `result()`.

    Args:
        dtype: Dtype of the arithmetic and of the variables; floatx if `None`.
        name: Name; made from the class if `None`.
    """

    kind = "metric"
    is_tracked = True           # a layer that holds a metric in an attribute lists it
    joins = False               # whether `update_joined()` is for it: to the last bit the same, however many batches it is given at once
    backlog = None              # where batches wait to be taken in, while some do
    _direction = None           # "up" where greater is better, "down" where smaller is

    def __init_subclass__(cls, direction=None, joins=False, **kwargs):
        super().__init_subclass__(**kwargs)
        cls.joins = joins       # not inherited: a subclass may do anything
        if direction is not None:
            cls._direction = direction

    def __init__(self, dtype: DType = None, name: Text = None):
        self.__dict__["_by_attribute"] = {}          # variables by attribute
        self._made = []                         # variables of `add_variable()`, in order
        self.name = name or auto_name(type(self).__name__)
        self._dtype = policies.get(dtype or settings.floatx()).compute_dtype
        self._torch_dtype = dtypes.to_torch(self._dtype)

    # ------------------------------------------------------------ variables

    def __setattr__(self, name, value):
        if isinstance(value, Variable):
            if "_by_attribute" not in self.__dict__:
                raise RuntimeError(f"Call `super().__init__()` in {type(self).__name__}.__init__() before setting `{name}`.")
            self._by_attribute[name] = value
            self.__dict__.pop(name, None)
        else:
            object.__setattr__(self, name, value)

    def __getattr__(self, name):
        weights = self.__dict__.get("_by_attribute")
        if weights is None or name not in weights:
            hint = "" if weights is not None else " Was `super().__init__()` called?"
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}.{hint}")
        self._settle()
        return visible(weights[name]) if scopes.active else weights[name]

    def add_variable(self, shape: Shape, initializer: Initializer = None, dtype: DType = None, aggregation: Text = "sum", name: Text = None):
        """A new variable of the metric.

        Args:
            shape: Its shape; scalar if `None`, one axis if an int.
            initializer: Gives the first value; zeros if `None`.
            dtype: Its dtype; the metric's if `None`.
            aggregation: Kept for compatibility; only one replica exists.
            name: Its name.

        Returns:
            The `Variable`.
        """
        if "_by_attribute" not in self.__dict__:
            raise RuntimeError(f"Call `super().__init__()` in {type(self).__name__}.__init__() before `add_variable()`.")
        shape = weight_shape(shape)
        dtype = self._dtype if dtype is None else dtype
        with real_world(), at_path(self.name):
            first = torch.zeros(shape, dtype=dtypes.to_torch(dtype)) if initializer is None else objects.get("initializer", initializer)
            variable = Variable(first, shape, dtype, trainable=False, autocast=False, aggregation=aggregation, name=name)
        self._made.append(variable)
        return variable

    def add_weight(self, shape: Shape = (), initializer: Initializer = None, dtype: DType = None, name: Text = None):
        """As `add_variable()`."""
        return self.add_variable(shape, initializer, dtype, name=name)

    def _settle(self):
        backlog = self.backlog
        if backlog is not None:
            backlog.settle()

    @property
    def variables(self) -> list:
        """The variables of the metric, then those of metrics that it holds."""
        self._settle()
        held = [x for v in self.__dict__.values() for x in tree.flatten(v)]
        own = [*self._made, *self._by_attribute.values(), *(x for x in held if isinstance(x, Variable))]
        below = [v for x in held if isinstance(x, Metric) for v in x.variables]
        return list({id(v): v for v in (*own, *below)}.values())

    @property
    def dtype(self) -> str:
        """Name of the dtype of the arithmetic."""
        return self._dtype

    # ------------------------------------------------------------ use

    def update_state(self, *args, **kwargs):
        """Takes in a batch."""
        raise NotImplementedError(f"{type(self).__name__} does not define `update_state()`.")

    def update_joined(self, y_true, y_pred, batches: int):
        """Takes in several batches of one form, without weights, that stand one after the other. Metrics that count take them as one."""
        self.update_state(y_true, y_pred)

    def result(self):
        """The figure for all batches since the last reset: a scalar tensor, or a dictionary of them."""
        raise NotImplementedError(f"{type(self).__name__} does not define `result()`.")

    def reset_state(self):
        """Sets all variables to zero."""
        for v in self.variables:
            if scopes.active:
                v.assign(torch.zeros_like(visible(v)))
            else:
                v.zero_()

    def __call__(self, *args, **kwargs):
        """Takes in a batch and gives the result so far."""
        self.update_state(*args, **kwargs)
        return self.result()

    # ------------------------------------------------------------ use without side effects

    def stateless_update_state(self, metric_variables, *args, **kwargs) -> list:
        """The values that `update_state()` would give the variables.

        Args:
            metric_variables: Values of `variables`, in that order.
            args, kwargs: Arguments of `update_state()`.

        Raises:
            ValueError: The number of values differs from that of the variables.
        """
        return self._stateless(metric_variables, lambda: self.update_state(*args, **kwargs))[1]

    def stateless_result(self, metric_variables):
        """What `result()` would give, had the variables these values.

        Args:
            metric_variables: Values of `variables`, in that order.

        Raises:
            ValueError: The number of values differs from that of the variables.
        """
        return self._stateless(metric_variables, self.result)[0]

    def stateless_reset_state(self) -> list:
        """The values that `reset_state()` would give the variables."""
        return self._stateless(self.variables, self.reset_state)[1]

    def _stateless(self, values, action):
        """(what `action` gives, the variables' values after it), with `values` in the place of the variables'."""
        own = self.variables
        if len(values) != len(own):
            raise ShapeError(f"`metric_variables` must hold a value for each of the {len(own)} variables of {self.name!r}, got {len(values)}.",
                             argument="metric_variables", expected=len(own), actual=len(values))
        with StatelessScope(zip(own, values)) as scope:
            outcome = action()
        return outcome, [scope.get_current_value(v) for v in own]

    def get_config(self):
        return {"name": self.name, "dtype": self._dtype, **super().get_config()}

    def __repr__(self):
        return f"<{type(self).__name__} name={self.name}>"


def increase(variable, amount, times=1):
    """Adds a multiple of `amount` to a variable, in place where no scope forbids it."""
    if isinstance(amount, torch.Tensor) and amount.requires_grad:
        amount = amount.detach()
    if scopes.active:
        variable.assign(visible(variable) + amount * times)
    else:
        variable.add_(_on_cpu(amount, variable.dtype) if isinstance(amount, (int, float)) else amount, alpha=times)


@functools.lru_cache(maxsize=64)
def _on_cpu(number, dtype) -> torch.Tensor:
    """A number as a tensor, which torch adds several times as fast, and to tensors of any device."""
    return torch.tensor(number, dtype=dtype, device="cpu")


def no_nan(numerator, denominator):
    """The quotient, 0 where the denominator is 0."""
    return (numerator / denominator).masked_fill(denominator == 0, 0)
