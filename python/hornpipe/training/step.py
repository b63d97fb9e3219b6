"""One step: of training, of evaluation, of prediction."""
from __future__ import annotations

import torch

from ..core.configurable import is_own
from ..core.errors import ArgumentError
from ..graph.plan import Unknown
from ..regularizers import KNOW_SLOPES
from ..runtime import masks, subnormal
from ..runtime.views import scopes
from .backlog import Backlog
from .batches import unpack_x_y_sample_weight
from .compiled import CompiledStep

AT_ONCE = 16        # steps that one call of compiled code does


class TrainStep:
    """Forward, loss, gradients, update and metrics for one batch.

    What the model is made of is looked up once here, not once a step. Gradients come from the layers themselves where all of them
    know their derivatives, else from autograd.
    """

    def __init__(self, model):
        self.model = model
        self.variables = model.trainable_variables
        self.optimizer = model.optimizer
        self.learns = bool(self.variables) and self.optimizer is not None
        optimizer = self.optimizer
        self.scales = optimizer is not None and (optimizer.loss_scale_factor is not None or type(optimizer).scale_loss is not _plain_scale(optimizer))
        self.closed = self.learns and is_own(type(optimizer))       # no tensor of a step outlives it, so torch need not keep track of any
        self.known = False          # whether the losses are functions of the model's outputs alone
        self.losses = None          # their derivatives, where they know them
        self.compiled = None        # code that does the whole step, where there is some
        self.backlog = Backlog(model._loss_tracker, model._compile_metrics)
        self.penalties = [(i, v, v.regularizer) for i, v in enumerate(self.variables) if getattr(v, "regularizer", None) is not None]
        fits = self.learns and not model.run_eagerly and not model.jit_compile
        fits = fits and not (self.penalties and self.scales) and all(type(penalty) in KNOW_SLOPES for _, _, penalty in self.penalties)
        self.reverse = model._reverse_plan(self.variables) if fits else None

    def __call__(self, x, y, sample_weight):
        switched = subnormal.leave_out()
        try:
            self._learn(x, y, sample_weight)
        finally:
            if switched:
                subnormal.keep()

    @property
    def at_once(self) -> int:
        """How many steps are best done by one call of `several()`."""
        return AT_ONCE if self.compiled is not None and self.compiled.of_classes is not None else 1

    def several(self, batches):
        """Steps for several batches, with nothing of the user's in between."""
        switched = subnormal.leave_out()
        try:
            done = self._compiled_steps(batches)
        finally:
            if switched:
                subnormal.keep()
        for x, y, sample_weight in batches[done:]:
            self(x, y, sample_weight)

    def _compiled_steps(self, batches) -> int:
        """How many of the batches the compiled code has done."""
        if not self.reverse.holds() or scopes.active or any(w is not None for *_, w in batches):
            return 0
        ends = [self.model._ends_of(x) for x, *_ in batches]
        if any(e is None for e in ends):
            return 0
        with torch.inference_mode():
            found = self.compiled.several(ends, [y for _, y, _ in batches])
        for (x, y, _), (targets, kept) in zip(batches, found):
            self._take_in(x, y, targets, kept, None)
        return len(found)

    def _take_in(self, x, y, targets, kept, penalty):
        """Has the metrics see a batch, now or later."""
        if not self.backlog.add(self.losses, targets, kept, penalty):
            with torch.no_grad():
                loss, y_pred = _plus(self.losses.values(targets, kept, 1)[0], penalty), self.reverse.nested(self.losses.predictions(kept))
                self.model._update_metrics(loss, x, y, y_pred, None)

    def _learn(self, x, y, sample_weight):
        if self.reverse is not None and not scopes.active and self._direct(x, y, sample_weight):
            return
        model = self.model
        y_pred = model._forward(x, True)
        loss = model._loss_for_step(x, y, y_pred, sample_weight)
        if self.learns:
            scaled = _depends(self.optimizer.scale_loss(loss) if self.scales else loss)
            gradients = torch.autograd.grad(scaled, self.variables, allow_unused=True)
            with torch.no_grad():
                self.optimizer.apply(list(gradients), self.variables)
        with torch.no_grad():
            model._update_metrics(loss.detach(), x, y, y_pred, sample_weight)

    def _direct(self, x, y, sample_weight) -> bool:
        """The step by the derivatives that the layers tell; False, with nothing done, where one of them does not after all."""
        self.known = self.known or self.model._loss_is_known()
        if not self.known:
            return False
        reverse = self.reverse
        try:
            if not reverse.holds():
                self._prepare()
            with torch.inference_mode() if self.closed else torch.no_grad():
                ends = self.model._ends_of(x)
                if ends is None:
                    return False
                found = self.compiled(ends, y) if self.compiled is not None and sample_weight is None else None
                if found is not None:
                    (targets, kept), penalty = found, None
                else:
                    if self.closed and self.losses is not None and reverse.own:
                        masks.begin()
                    before, pullbacks = reverse.forward(ends)
                    found = self.losses.find(y, before) if self.losses is not None and sample_weight is None else None
                    if found is not None:
                        gradients, targets, kept = found
                        penalty = self._update(pullbacks, gradients)
        except Unknown:
            self.reverse = self.compiled = None
            return False
        if found is not None:
            self._take_in(x, y, targets, kept, penalty)
            return True
        loss, y_pred = self._by_loss(before, pullbacks, y, sample_weight)
        with torch.no_grad():
            self.model._update_metrics(loss, x, y, y_pred, sample_weight)
        return True

    def _prepare(self):
        """Has layers and losses make their functions, as they are now."""
        model, reverse = self.model, self.reverse
        with torch.no_grad():
            reverse.prepare()
        self.losses = None if self.scales else model._compile_loss.with_gradients(model._outputs_for(reverse.outputs), reverse.activations)
        self.compiled = CompiledStep.of(reverse, self.losses, self.optimizer, self.variables) if self.closed and not self.penalties else None

    def _by_loss(self, before, pullbacks, y, sample_weight):
        """The rest of a step whose loss does not know its derivative: autograd finds it, from the last activations on."""
        model, reverse = self.model, self.reverse
        with torch.enable_grad():
            leaves = [(b.clone() if self.closed else b).detach().requires_grad_() for b in before]
            y_pred = reverse.nested([activation(leaf) for activation, leaf in zip(reverse.activations, leaves)])
            loss = model._compile_loss(model._outputs_for(y_pred), y, y_pred, sample_weight)
            scaled = _depends(self.optimizer.scale_loss(loss) if self.scales else loss)
            gradients = torch.autograd.grad(scaled, leaves, allow_unused=True)
        self.closed = False
        with torch.no_grad():
            return _plus(loss.detach(), self._update(pullbacks, gradients)), y_pred

    def _update(self, pullbacks, gradients):
        """The rest of the way back, and the optimizer's step; gives the sum of the penalties, or None."""
        gradients, total = self.reverse.backward(pullbacks, gradients), None
        for i, variable, penalty in self.penalties:
            total = _plus(penalty(variable), total)
            if gradients[i] is None:
                gradients[i] = torch.zeros_like(variable)
            penalty.add_slope_(gradients[i], variable)
        self.optimizer.apply(gradients, self.variables)
        return total


def _plus(loss, penalty):
    return loss if penalty is None else loss + penalty


def _depends(loss):
    if not loss.requires_grad:
        raise ArgumentError("`loss` must depend on the predictions by operations on tensors: this one has no gradient.", argument="loss")
    return loss


def _plain_scale(optimizer):
    from_class = [c for c in type(optimizer).__mro__ if "scale_loss" in c.__dict__]
    return from_class[-1].scale_loss


def train_step(model, data):
    """The default `train_step()`, written for models that change parts of it."""
    x, y, sample_weight = unpack_x_y_sample_weight(data)
    y_pred = model._forward(x, True)
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
    y_pred = model._forward(x, False)
    loss = model._compute_loss(x=x, y=y, y_pred=y_pred, sample_weight=sample_weight, training=False)
    model._loss_tracker.update_state(loss, sample_weight=batch_length(x))
    return model.compute_metrics(x, y, y_pred, sample_weight=sample_weight)


def predict_step(model, data):
    """The default `predict_step()`."""
    x, _, _ = unpack_x_y_sample_weight(data)
    return model._forward(x, False)


def batch_length(x) -> int:
    """Rows of a batch."""
    while not hasattr(x, "shape"):
        x = next(iter(x.values() if isinstance(x, dict) else x))
    return x.shape[0] if len(x.shape) else 1
