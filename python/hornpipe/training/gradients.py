"""The losses of a model where all of them know their derivatives by what the last activations are given, for steps without autograd."""
from __future__ import annotations

import torch


class LossGradients:
    """The losses of all outputs, and their weighted sum. Values for outputs are lists with one for each, in a row.

    Args:
        rows: (position of the output, what `Loss.with_gradient()` gave, weight or None, tracker or None) of each loss.
        outputs: The outputs.
        activations: That of each output.
    """

    def __init__(self, rows, outputs, activations):
        self.rows, self.outputs = rows, outputs
        self.trackers = [tracker for *_, tracker in rows if tracker is not None]
        self._with_loss = [position for position, *_ in rows]
        self._others = [(i, activation) for i, activation in enumerate(activations) if i not in self._with_loss]
        self._losses = {position: loss for position, loss, *_ in rows}

    def find(self, y, before: list):
        """The gradients by what the activations are given, the targets, and what is kept of the predictions; None for data of another form.

        Args:
            y: Targets, as users nest them.
            before: What the activations are given.
        """
        targets = [y] if len(before) == 1 and isinstance(y, torch.Tensor) else self.outputs.values(y, "y", self._with_loss)
        gradients, kept = [None] * len(before), [None] * len(before)
        for position, loss, weight, _ in self.rows:
            found = loss.gradient(targets[position], before[position])
            if found is None:
                return None
            gradients[position], kept[position] = found
            if weight is not None:
                gradients[position].mul_(weight)
        for position, activation in self._others:
            kept[position] = activation(before[position])
        return gradients, targets, kept

    def values(self, targets: list, kept: list, batches: int):
        """The loss of each of several batches of one form that stand one after the other. The trackers of single losses take those in."""
        total = None
        for position, loss, weight, tracker in self.rows:
            values = loss.values(targets[position], kept[position], batches)
            if tracker is not None:
                tracker.update_each(values, len(kept[position]) // batches)
            if weight is not None:
                values = values * weight
            total = values if total is None else total + values
        return total

    def predictions(self, kept: list) -> list:
        """What the activations give."""
        return [self._losses[i].predictions(k) if i in self._losses else k for i, k in enumerate(kept)]
