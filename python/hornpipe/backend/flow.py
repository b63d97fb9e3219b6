"""Keras 2's functions that call functions, and what its graphs and sessions had become."""
from __future__ import annotations

import torch

from .. import ops
from ..core import tree
from ..core.errors import ArgumentError, got
from ..core.types import Callables, DType, Flag, Int, Structure, Tensor, Text
from ..graph.function import Function
from ..layers.calling import call
from ..runtime.convert import convert_to_numpy, convert_to_tensor


def map_fn(fn: Callables, elems: Tensor, name: Text = None, dtype: DType = None):
    """What a function of each row gives, stacked; `name` says nothing."""
    made = ops.stack([fn(row) for row in ops.unstack(elems, axis=0)])
    return made if dtype is None else ops.cast(made, dtype)


def foldl(fn: Callables, elems: Tensor, initializer: Tensor = None, name: Text = None):
    """The rows reduced by `fn(so_far, row)`, from the first on; `name` says nothing."""
    return _folded(fn, ops.unstack(elems, axis=0), initializer)


def foldr(fn: Callables, elems: Tensor, initializer: Tensor = None, name: Text = None):
    """The rows reduced by `fn(so_far, row)`, from the last on; `name` says nothing."""
    return _folded(fn, ops.unstack(elems, axis=0)[::-1], initializer)


def _folded(fn, rows, initializer):
    rows = list(rows)
    made = rows.pop(0) if initializer is None else initializer
    for row in rows:
        made = fn(made, row)
    return made


def switch(condition: Tensor, then_expression: Structure, else_expression: Structure):
    """One of two tensors, or of what two functions give; entry by entry where the condition is a tensor with axes."""
    if isinstance(condition, (bool, int, float)):
        return _value(then_expression if condition else else_expression)
    if not len(condition.shape):
        return ops.cond(ops.cast(condition, "bool"), lambda: _value(then_expression), lambda: _value(else_expression))
    then, other = _value(then_expression), _value(else_expression)
    missing = len(then.shape) - len(condition.shape)
    if missing > 0:
        condition = ops.reshape(condition, (-1, *condition.shape[1:], *(1,) * missing))
    return ops.where(ops.cast(condition, "bool"), then, other)


def _value(expression):
    return expression() if callable(expression) and not isinstance(expression, torch.Tensor) and not hasattr(expression, "_keras_history") else expression


class _Phase:
    fixed = None        # what `set_learning_phase()` was given


def learning_phase():
    """1 while a model trains, else 0."""
    if call.layer is not None and call.training is not None:
        return int(call.training)
    return _Phase.fixed or 0


def set_learning_phase(value: Int):
    """Fixes the learning phase outside of calls."""
    if value not in (0, 1):
        raise ArgumentError(f"`value` must be 0 or 1, {got(value)}.", argument="value", actual=value)
    _Phase.fixed = int(value)


def in_train_phase(x: Structure, alt: Structure, training: Structure = None):
    """`x` in training, else `alt`: tensors, or functions that give them.

    Args:
        training: Whether it is training; the learning phase if `None`.
    """
    training = learning_phase() if training is None else training
    return switch(training, x, alt)


def in_test_phase(x: Structure, alt: Structure, training: Structure = None):
    """`alt` in training, else `x`."""
    return in_train_phase(alt, x, training)


def function(inputs: Structure, outputs: Structure, updates: Structure = None, **kwargs):
    """The computation between symbolic tensors as a function of a list of arrays, which gives a list of arrays.

    Args:
        inputs: Symbolic tensors.
        outputs: Symbolic tensors computed from them, or one.
        updates: Must be empty: variables change where the code says so.
    """
    if updates or kwargs:
        raise ArgumentError(f"`updates` and options of a session are not available: operations run at once, got {updates or kwargs}.", argument="updates",
                            actual=updates or kwargs)
    several = isinstance(outputs, (list, tuple))
    graph = _Computation(list(tree.flatten(inputs)), list(outputs) if several else [outputs])

    def run(values):
        values = values if isinstance(values, (list, tuple)) else [values]
        with torch.no_grad():
            made = [convert_to_numpy(y) for y in graph([convert_to_tensor(v, x.dtype) for v, x in zip(values, tree.flatten(inputs))])]
        return made if several else made[0]

    return run


class _Computation(Function):
    pass


def gradients(loss: Tensor, variables: Structure):
    """Gradients of a scalar with respect to variables that it was computed from."""
    given = list(tree.flatten(variables))
    made = torch.autograd.grad(loss, given, retain_graph=True, allow_unused=True)
    return list(made) if isinstance(variables, (list, tuple)) else made[0]


def rnn(step_function: Callables, inputs: Tensor, initial_states: Structure, go_backwards: Flag = False, mask: Tensor = None,
        constants: Structure = None, unroll: Flag = False, input_length: Int = None):
    """Runs a function over the steps of sequences.

    Args:
        step_function: Function of `(input, states)` that gives `(output, new states)`; constants follow the states.
        inputs: `(samples, steps, ...)`.
        initial_states: List of tensors.
        go_backwards: Whether the last step comes first.
        mask: `(samples, steps)` or `(samples, steps, 1)`: where 0, output and states stay what they were.
        constants: Tensors that each step gets after the states.
        unroll, input_length: Kept for compatibility: steps are always run one by one, their number is the inputs'.

    Returns:
        The last output, all outputs `(samples, steps, ...)`, and the last states.
    """
    states, outputs, before = list(initial_states), [], None
    steps = list(ops.unstack(inputs, axis=1))
    masks = [None] * len(steps) if mask is None else list(ops.unstack(ops.cast(mask, "bool"), axis=1))
    for x, keep in list(zip(steps, masks))[::-1 if go_backwards else 1]:
        output, new = step_function(x, states + list(constants or []))
        if keep is not None:
            output = _kept(keep, output, ops.zeros_like(output) if before is None else before)
            new = [_kept(keep, n, s) for n, s in zip(new, states)]
        before, states = output, list(new)
        outputs.append(output)
    return before, ops.stack(outputs, axis=1), states


def _kept(keep, new, old):
    return ops.where(ops.reshape(keep, (-1, *(1,) * (len(new.shape) - 1))), new, old)


def no_session(session: Structure = None):
    """There are none: raises an error that says so."""
    raise NotImplementedError("There are no sessions: operations run at once.")


def manual_variable_initialization(value: Flag):
    """Variables have a value from the beginning: only `False` can be meant."""
    if value:
        raise NotImplementedError("Variables have a value from the beginning: `value` must be False.")
