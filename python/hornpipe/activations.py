"""Activation functions: what a layer applies to its result. On torch tensors each is torch's own kernel."""
from __future__ import annotations

import functools

import torch
import torch.nn.functional as F

from .core import objects, registry
from .core.errors import unknown_name
from .core.types import Axes, Flag, Real, Tensor
from .ops import activation as ops
from .ops import elementwise
from .ops.op import op
from .ops.promotion import floating


def _activation(function=None, **options):
    """An activation under its name; configs tell it by that name alone."""
    if function is None:
        return functools.partial(_activation, **options)
    made = op(function, kind="activation", **options)
    made.published_as = made.__name__
    return made


def _same(operation):
    """The activation that computes what an operation of that name does."""
    return _activation(operation.__wrapped__, recorded=operation)


celu = _same(ops.celu)
elu = _same(ops.elu)
glu = _same(ops.glu)
hard_shrink = _same(ops.hard_shrink)
hard_sigmoid = _same(ops.hard_sigmoid)
hard_silu = _same(ops.hard_silu)
hard_tanh = _same(ops.hard_tanh)
leaky_relu = _same(ops.leaky_relu)
log_sigmoid = _same(ops.log_sigmoid)
log_softmax = _same(ops.log_softmax)
relu6 = _same(ops.relu6)
selu = _same(ops.selu)
sigmoid = _same(ops.sigmoid)
silu = _same(ops.silu)
soft_shrink = _same(ops.soft_shrink)
softplus = _same(ops.softplus)
softsign = _same(ops.softsign)
sparse_plus = _same(ops.sparse_plus)
sparse_sigmoid = _same(ops.sparse_sigmoid)
sparsemax = _same(ops.sparsemax)
squareplus = _same(ops.squareplus)
tanh_shrink = _same(ops.tanh_shrink)
threshold = _same(ops.threshold)

swish, hard_swish = silu, hard_silu
registry.publish("activation", "swish", silu)
registry.publish("activation", "hard_swish", hard_silu)


# ---------------------------------------------------------------- those that differ from the operation

def linear(x: Tensor):
    """`x` as it is.

    Args:
        x: Tensor.
    """
    return x


linear.__module__, linear.published_as = "hornpipe.activations", "linear"
registry.publish("activation", "linear", linear)


@_activation(class_name="ReLU")
def relu(x: Tensor, negative_slope: Real = 0.0, max_value: Real = None, threshold: Real = 0.0):
    """`max(x, 0)`, with three generalizations.

    Args:
        x: Tensor.
        negative_slope: Slope below `threshold`.
        max_value: Upper bound; none if `None`.
        threshold: What is not above it becomes `negative_slope * (x - threshold)`.
    """
    if max_value is None and not threshold:
        return F.leaky_relu(floating(x), negative_slope) if negative_slope else torch.relu(x)
    above = torch.where(x > threshold, x, 0) if threshold else torch.relu(x)
    if max_value is not None:
        above = above.clamp(0, max_value)
    return above - negative_slope * torch.relu(threshold - x) if negative_slope else above


@_activation(recorded=ops.gelu)
def gelu(x: Tensor, approximate: Flag = False):
    """`x` times the probability that a standard normal draw is below `x`.

    Args:
        x: Tensor.
        approximate: Whether that probability is approximated by tanh.

    Reference:
        Hendrycks and Gimpel, 2016, https://arxiv.org/abs/1606.08415
    """
    return F.gelu(floating(x), approximate="tanh" if approximate else "none")


@_activation(recorded=ops.softmax)
def softmax(x: Tensor, axis: Axes = -1):
    """`exp(x)` divided by its sum over `axis`. Where gradients are taken, the result over the last axis remembers `x`, from which
    losses are computed faster.

    Args:
        x: Tensor.
        axis: One axis or several; `None` is all.
    """
    y = ops.softmax(x, axis)
    if y.requires_grad and axis == -1:
        y._softmax_logits = x
    return y


@_activation(recorded=elementwise.tanh)
def tanh(x: Tensor):
    """Hyperbolic tangent.

    Args:
        x: Tensor.
    """
    return torch.tanh(floating(x))


@_activation(recorded=elementwise.exp)
def exponential(x: Tensor):
    """`exp(x)`.

    Args:
        x: Tensor.
    """
    return torch.exp(floating(x))


@_activation(class_name="Mish")
def mish(x: Tensor):
    """`x * tanh(softplus(x))`.

    Args:
        x: Tensor.

    Reference:
        Misra, 2019, https://arxiv.org/abs/1908.08681
    """
    return F.mish(floating(x))


def _keras2_hard_sigmoid(x):
    """The line from 0 at -2.5 to 1 at 2.5: what Keras 2 called `hard_sigmoid`. Its files are read with it."""
    return (0.2 * x + 0.5).clamp(0, 1)


_keras2_hard_sigmoid.published_as = "_keras2_hard_sigmoid"
registry.publish("activation", "_keras2_hard_sigmoid", _keras2_hard_sigmoid)


# ---------------------------------------------------------------- names and configs

# Those that look at one value at a time; the others look along an axis.
pointwise = frozenset((celu, elu, exponential, gelu, hard_shrink, hard_sigmoid, hard_silu, hard_tanh, leaky_relu, linear, log_sigmoid, mish, relu, relu6, selu,
                       sigmoid, silu, soft_shrink, softplus, softsign, sparse_plus, sparse_sigmoid, squareplus, tanh, tanh_shrink, threshold))

_backward = torch.ops.aten

# The derivative of each activation where it is known: a function from (gradient of the result, result) to the gradient of the input where the
# second of the pair is true, else from (gradient of the result, input).
derivatives = {
    linear: (lambda gradient, y: gradient, True),
    relu: (lambda gradient, y: _backward.threshold_backward.default(gradient, y, 0), True),
    leaky_relu: (lambda gradient, y: _backward.leaky_relu_backward.default(gradient, y, 0.2, True), True),
    elu: (lambda gradient, y: _backward.elu_backward.default(gradient, 1.0, 1.0, 1.0, True, y), True),
    selu: (lambda gradient, y: _backward.elu_backward.default(gradient, 1.6732632423543772, 1.0507009873554805, 1.0, True, y), True),
    sigmoid: (_backward.sigmoid_backward.default, True),
    tanh: (_backward.tanh_backward.default, True),
    exponential: (torch.mul, True),
    softmax: (lambda gradient, y: _backward._softmax_backward_data.default(gradient, y, -1, y.dtype), True),
    gelu: (_backward.gelu_backward.default, False),
    silu: (_backward.silu_backward.default, False),
    softplus: (lambda gradient, x: _backward.softplus_backward.default(gradient, x, 1, 20), False),
}
UNKNOWN = None, False


def get(identifier):
    """The activation of a name, config dictionary or function; `linear` for `None`.

    Raises:
        ValueError: Nothing of that name is known.
    """
    return linear if identifier is None else objects.get("activation", identifier)


def serialize(activation):
    """The name of one of hornpipe's activations; of any other the config dictionary.

    Raises:
        ValueError: `activation` is no function and has no config.
    """
    name = getattr(activation, "published_as", None)
    if name is not None:
        return name
    config = objects.serialize_keras_object(activation)
    if not isinstance(config, dict) or "config" not in config:
        raise unknown_name("activation", activation, registry.known("activation"))
    return config


def deserialize(config, custom_objects=None):
    """The activation of a name or config dictionary.

    Args:
        config: What `serialize()` gave.
        custom_objects: Dictionary of names to functions that are not hornpipe's own.
    """
    return objects.deserialize_keras_object(config, custom_objects=custom_objects, module_objects=registry.known("activation"))
