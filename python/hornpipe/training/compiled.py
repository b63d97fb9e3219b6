"""Steps of training by compiled code: forward, backward and update for a chain of small dense layers, in one call or in two around the loss."""
from __future__ import annotations

import math

import torch

from ..losses.class_derivative import LabelDerivative
from ..native.calls import Rule
from ..runtime import masks


class CompiledStep:
    """The steps of a model all of whose learning layers are one chain.

    Args:
        reverse: The `ReversePlan`, which has a chain.
        losses: The `LossGradients`.
        optimizer: The optimizer.
        variables: Those that learn.

    Attributes:
        of_classes: The crossentropy of a softmax and class numbers, with which several steps are one call; None for other losses.
    """

    def __init__(self, reverse, losses, optimizer, variables):
        self.reverse, self.chain, self.losses, self.optimizer, self.variables = reverse, reverse.chain, losses, optimizer, variables
        (_, loss, weight, _), = losses.rows
        self.of_classes = loss if isinstance(loss, LabelDerivative) and loss.dtype is torch.float32 and weight is None else None
        self._begin = masks.begin if reverse.own else lambda: None
        self._homes = None

    @classmethod
    def of(cls, reverse, losses, optimizer, variables):
        """The steps, or None where there is more to them."""
        fits = reverse.chain is not None and losses is not None and len(losses.rows) == len(reverse.output_ids) == 1
        return cls(reverse, losses, optimizer, variables) if fits and all(getattr(v, "constraint", None) is None for v in variables) else None

    def __call__(self, ends: list, y):
        """Does a step. Gives the targets, and what is kept of the predictions; None, with nothing done, where it is not of this form."""
        if self.of_classes is not None:
            return next(iter(self.several([ends], [y])), None)
        x, t = self._input(ends), self._next_step()
        if x is None or t is None or not isinstance(y, torch.Tensor) or hasattr(y, "_keras_mask"):
            return None
        self._begin()
        before, held = self.chain.forward(x)
        found = self.losses.find(y, [before])
        if found is None:
            return None
        (gradient,), targets, kept = found
        self.chain.backward(held, gradient, Rule(*self._rule(t)))
        self.optimizer.count_step(t)
        return targets, kept

    def several(self, ends: list, targets: list) -> list:
        """Does steps with classes, one after another, as far as they are of this form. Gives the targets of each, and what is kept of its predictions."""
        inputs, labels, first, loss = [], [], self._next_step(), self.of_classes
        for values, y in zip(ends, targets):
            x = self._input(values) if values[0].shape == ends[0][0].shape else None
            if x is None or not isinstance(y, torch.Tensor) or hasattr(y, "_keras_mask") or y.ndim > 2 or y.numel() != x.shape[0] or y.shape[0] != x.shape[0]:
                break
            inputs.append(x)
            labels.append(y if y.ndim == 1 and y.dtype is torch.int64 else y.reshape(-1).to(torch.int64))
        if first is None or not inputs:
            return []
        limits = (math.nan, math.nan) if loss.from_logits else loss.limits()
        ends = self.chain.classify(inputs, labels, limits, [self._rule(first + i) for i in range(len(inputs))], self._begin)
        self.optimizer.count_step(first + len(ends) - 1)
        return [([y], [before if loss.from_logits else logs]) for y, (before, logs) in zip(targets, ends)]

    def _input(self, ends):
        """The chain's input; None where it does not take it."""
        if ends[0].shape[0] > self.chain.most_rows:
            return None
        x = self.reverse.input_of_chain(ends)
        return x if self.chain.takes(x) else None

    def _next_step(self):
        """The number of the next step, for which the chain knows the slots; None where the optimizer does more than its rule."""
        group = self.optimizer.alone(self.variables)
        t = self.optimizer.steps_done() + 1
        if group is None or self.optimizer.rule(t) is None:
            return None
        slots = [getattr(group.slots, name, []) or [None] * len(self.variables) for name in ("momentum", "velocity")]
        homes = [s if s is None else s.data_ptr() for of_all in slots for s in of_all]
        if homes != self._homes:
            if any(s is not None and (s.stride() != v.stride() or s.dtype is not torch.float32) for of_all in slots for s, v in zip(of_all, group.variables)):
                return None
            self.chain.updates_with(dict(zip(map(id, self.variables), zip(*slots))))
            self._homes = homes
        return t

    def _rule(self, t: int) -> tuple:
        return Rule.fields(**self.optimizer.rule(t))
