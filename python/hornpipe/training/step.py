"""One step: of training, of evaluation, of prediction."""
from __future__ import annotations

import torch

from .batches import unpack_x_y_sample_weight


class TrainStep:
    """Forward, loss, gradients, update and metrics for one batch.

    What the model is made of is looked up once here, not once a step.
    """

    def __init__(self, model):
        self.model = model
        self.variables = model.trainable_variables
        self.by_gradient = [v for v in self.variables if not getattr(v, "overwrite_with_gradient", False)]
        self.optimizer = model.optimizer
        self.scales = self.optimizer is not None and (self.optimizer.loss_scale_factor is not None or type(self.optimizer).scale_loss is not _plain_scale(self.optimizer))

    def __call__(self, x, y, sample_weight):
        model = self.model
        y_pred = model(x, training=True)
        loss = model._loss_for_step(x, y, y_pred, sample_weight)
        if self.variables and self.optimizer is not None:
            scaled = self.optimizer.scale_loss(loss) if self.scales else loss
            gradients = torch.autograd.grad(scaled, self.variables, allow_unused=True)
            with torch.no_grad():
                self.optimizer.apply(list(gradients), self.variables)
        with torch.no_grad():
            model._update_metrics(loss.detach(), x, y, y_pred, sample_weight)


def _plain_scale(optimizer):
    from_class = [c for c in type(optimizer).__mro__ if "scale_loss" in c.__dict__]
    return from_class[-1].scale_loss


def train_step(model, data):
    """The default `train_step()`, written for models that change parts of it."""
    x, y, sample_weight = unpack_x_y_sample_weight(data)
    y_pred = model(x, training=True)
    loss = model._compute_loss(x=x, y=y, y_pred=y_pred, sample_weight=sample_weight, training=True)
    model._loss_tracker.update_state(loss.detach(), sample_weight=batch_length(x))
    variables = model.trainable_variables
    if model.optimizer is not None and variables:
        gradients = torch.autograd.grad(model.optimizer.scale_loss(loss), variables, allow_unused=True)
        with torch.no_grad():
            model.optimizer.apply(list(gradients), variables)
    with torch.no_grad():
        return model.compute_metrics(x, y, y_pred, sample_weight=sample_weight)


def test_step(model, data):
    """The default `test_step()`."""
    x, y, sample_weight = unpack_x_y_sample_weight(data)
    y_pred = model(x, training=False)
    loss = model._compute_loss(x=x, y=y, y_pred=y_pred, sample_weight=sample_weight, training=False)
    model._loss_tracker.update_state(loss, sample_weight=batch_length(x))
    return model.compute_metrics(x, y, y_pred, sample_weight=sample_weight)


def predict_step(model, data):
    """The default `predict_step()`."""
    x, _, _ = unpack_x_y_sample_weight(data)
    return model(x, training=False)


def batch_length(x) -> int:
    """Rows of a batch."""
    while not hasattr(x, "shape"):
        x = next(iter(x.values() if isinstance(x, dict) else x))
    return x.shape[0] if len(x.shape) else 1
