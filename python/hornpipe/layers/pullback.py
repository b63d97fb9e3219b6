"""Ways back that layers share: what `with_pullback()` gives, of parts.

Here a run is a function of the inputs that gives the output, and a function `(gradient, wanted)` which gives the gradient of the inputs, and
(variable, gradient) of the layer's own. No pullback writes into the gradient that it is given.
"""
from __future__ import annotations

from .. import activations


def passing(inputs):
    """The run of a layer that does nothing."""
    return inputs, lambda gradient, wanted: (gradient, ())


def reshaping(call):
    """The run of a layer that only changes the shape."""
    def run(inputs):
        return call(inputs), lambda gradient, wanted: (gradient.reshape(inputs.shape), ())

    return run


def rearranging(call, back):
    """The run of a layer that puts values elsewhere.

    Args:
        call: Gives the output.
        back: The gradient of the inputs by that of the output.
    """
    def run(inputs):
        return call(inputs), lambda gradient, wanted: (back(gradient), ())

    return run


def multiplying(factor):
    """The run of a layer that multiplies by what a function of the inputs draws."""
    def run(inputs):
        by = factor(inputs)
        return inputs * by, lambda gradient, wanted: (gradient * by, ())

    return run


def elementwise(function, derivative, by_result: bool):
    """The run of an elementwise function whose derivative is told by its result, or by its input; None where it is not known."""
    def run(inputs):
        y = function(inputs)
        kept = y if by_result else inputs
        return y, lambda gradient, wanted: (derivative(gradient, kept), ())

    return run if derivative is not None else None


def activated(run, activation):
    """A run that gives a tensor of its own, and an activation behind it; None where the derivative of that one is not known."""
    derivative, by_result = activations.derivatives.get(activation, activations.UNKNOWN)
    if activation is activations.linear or derivative is None:
        return None if derivative is None else run

    def both(inputs):
        before, pullback = run(inputs)
        y = before.relu_() if activation is activations.relu else activation(before)
        kept = y if by_result else before
        return y, lambda gradient, wanted: pullback(derivative(gradient, kept), wanted)

    return both


def chained(first, second):
    """Two runs, one behind the other, as one."""
    def both(inputs):
        between, first_pullback = first(inputs)
        y, second_pullback = second(between)

        def pullback(gradient, wanted):
            gradient, of_second = second_pullback(gradient, True)
            below, of_first = first_pullback(gradient, wanted)
            return below, [*of_first, *of_second]

        return y, pullback

    return both
