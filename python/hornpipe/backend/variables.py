"""Keras 2's functions of variables."""
from __future__ import annotations

import math

import torch

from .. import ops, random
from ..core.types import Array, Constraint, DType, Int, Real, Seed, Shape, Structure, Tensor, Text
from ..runtime import settings
from ..runtime.convert import convert_to_numpy, convert_to_tensor
from ..runtime.variable import Variable


def variable(value: Array, dtype: DType = None, name: Text = None, constraint: Constraint = None):
    """A variable with a first value.

    Args:
        value: The value.
        dtype: Its dtype; floatx if `None`.
        name: Its name.
        constraint: Applied after each step of an optimizer.
    """
    made = Variable(convert_to_tensor(value, dtype or settings.floatx()), dtype=dtype or settings.floatx(), name=name)
    if constraint is not None:
        made.constraint = constraint
    return made


def zeros(shape: Shape, dtype: DType = None, name: Text = None):
    """A variable of zeros."""
    return variable(torch.zeros(tuple(shape)), dtype, name)


def ones(shape: Shape, dtype: DType = None, name: Text = None):
    """A variable of ones."""
    return variable(torch.ones(tuple(shape)), dtype, name)


def eye(size: Int, dtype: DType = None, name: Text = None):
    """A variable that is the unit matrix."""
    return variable(torch.eye(size), dtype, name)


def random_normal_variable(shape: Shape, mean: Real, scale: Real, dtype: DType = None, name: Text = None, seed: Seed = None):
    """A variable drawn from a normal distribution of standard deviation `scale`."""
    return variable(random.normal(shape, mean, scale, dtype=dtype, seed=seed), dtype, name)


def random_uniform_variable(shape: Shape, low: Real, high: Real, dtype: DType = None, name: Text = None, seed: Seed = None):
    """A variable drawn evenly between two numbers."""
    return variable(random.uniform(shape, low, high, dtype=dtype, seed=seed), dtype, name)


def get_value(x: Tensor):
    """The value of a variable or tensor as a NumPy array."""
    return convert_to_numpy(x)


def set_value(x: Structure, value: Array):
    """Gives a variable a value."""
    x.assign(value)


def batch_get_value(ops: Structure):
    """The values of several variables."""
    return [convert_to_numpy(x) for x in ops]


def batch_set_value(tuples: Structure):
    """Gives several variables their values: pairs of variable and value."""
    for x, value in tuples:
        x.assign(value)


def count_params(x: Tensor):
    """Number of values of a variable or tensor."""
    return math.prod(x.shape)


def get_variable_shape(x: Tensor):
    """The sizes of a variable as a tuple."""
    return tuple(x.shape)


def update(x: Structure, new_x: Tensor):
    """Gives a variable a value, and the variable back."""
    x.assign(new_x)
    return x


def update_add(x: Structure, increment: Tensor):
    """Adds to a variable."""
    return update(x, ops.add(x, increment))


def update_sub(x: Structure, decrement: Tensor):
    """Takes off a variable."""
    return update(x, ops.subtract(x, decrement))


def moving_average_update(x: Structure, value: Tensor, momentum: Real):
    """`x * momentum + value * (1 - momentum)` as the new value of a variable."""
    return update(x, ops.add(ops.multiply(x, momentum), ops.multiply(value, 1 - momentum)))
