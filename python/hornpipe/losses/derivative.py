"""Derivatives of losses that are means over all elements, for steps without autograd (see `Loss.with_gradient()`)."""
from __future__ import annotations

import torch

from .. import activations

_clamp_backward = torch.ops.aten.hardtanh_backward.default


def aligned(y_true, y_pred):
    """Targets in the shape and dtype of the predictions, where at most an axis of size 1 is missing at their end; else None."""
    if not isinstance(y_true, torch.Tensor) or hasattr(y_true, "_keras_mask"):
        return None
    if y_true.ndim == y_pred.ndim - 1:
        y_true = y_true.unsqueeze(-1)
    return y_true.to(y_pred.dtype) if y_true.shape == y_pred.shape else None


class ElementDerivative:
    """That of the mean over elements, by what an activation is given. Kept are the predictions.

    Args:
        activation: Makes predictions; its derivative must be told by them.
        dtype: Dtype of the loss's arithmetic.
        element: The loss of each element: a function of targets and predictions of one shape.
        slope: Its derivative by the prediction, likewise.
    """

    def __init__(self, activation, dtype, element, slope):
        self.activation, self.dtype, self.element, self.slope = activation, dtype, element, slope
        self.derivative, self.known = activations.derivatives.get(activation, activations.UNKNOWN)

    @classmethod
    def maker(cls, element, slope):
        """What `loss_function(with_gradient=)` takes, for a loss without options."""
        def of(activation, dtype):
            made = cls(activation, dtype, element, slope)
            return made if made.known else None

        return of

    def gradient(self, y_true, before):
        y = aligned(y_true, before) if before.dtype is self.dtype else None
        if y is None:
            return None
        y_pred = self.activation(before)
        return self._by_input(y, y_pred).div_(y_pred.numel()), y_pred

    def _by_input(self, y_true, y_pred):
        """The derivative of each element's loss by what the activation was given, in a tensor of its own."""
        return self.derivative(self.slope(y_true, y_pred), y_pred)

    def values(self, y_true, kept, batches):
        return self.element(aligned(y_true, kept), kept).reshape(batches, -1).mean(1)

    def predictions(self, kept):
        return kept


class SigmoidDerivative(ElementDerivative):
    """That of a crossentropy by the logits of its probabilities, which is their difference to the targets; what is clipped has none.

    Args:
        limits: The bounds of what is not clipped, exclusive.
    """

    def __init__(self, dtype, element, limits):
        super().__init__(activations.sigmoid, dtype, element, torch.sub)
        self.limits = limits

    def _by_input(self, y_true, y_pred):
        return _clamp_backward(y_pred - y_true, y_pred, *self.limits)
