"""One step after another: the loop over time, and what a mask does to it.

A step that the mask leaves out changes no state; its output is the one before it (zeros at the start), or zeros
where `zero_output_for_mask` asks for them.
"""
from __future__ import annotations

import torch

from ...core import tree


def recur(step, sequences, states, mask=None, go_backwards=False, zero_output_for_mask=False, keep_outputs=True):
    """Runs `step(input, states) -> (output, states)` over axis 1 of `sequences`.

    Returns:
        The last output, all outputs (`None` unless `keep_outputs`), the last states.
    """
    inputs = sequences.unbind(1)
    valid = [None] * len(inputs) if mask is None else mask.bool().unbind(1)
    if go_backwards:
        inputs, valid = inputs[::-1], valid[::-1]
    outputs, output = [], None
    for x, keep in zip(inputs, valid):
        new, new_states = step(x, states)
        if keep is not None:
            kept = torch.zeros_like(new) if output is None or zero_output_for_mask else output
            new = select(keep, new, kept)
            flat = [select(keep, a, b) for a, b in zip(tree.flatten(new_states), tree.flatten(states))]
            new_states = tree.pack_sequence_as(new_states, flat)
        output, states = new, new_states
        if keep_outputs:
            outputs.append(output)
    return output, torch.stack(outputs, 1) if keep_outputs else None, states


def select(keep, new, old):
    """`new` in the samples that `keep` (`(batch,)` or `(batch, 1)`) marks, `old` in the others."""
    return torch.where(keep.reshape(-1, *[1] * (new.ndim - 1)), new, old)


class Compressed:
    """Sequences with the steps that count moved to the front, so that a kernel without masks can run them.

    Args:
        sequences: `(batch, steps, size)`.
        mask: `(batch, steps)`.
    """

    def __init__(self, sequences, mask):
        self.mask = mask.reshape(mask.shape[0], mask.shape[1]).bool()
        order = self.mask.to(torch.uint8).argsort(dim=1, descending=True, stable=True)
        self.sequences = sequences.gather(1, order.unsqueeze(-1).expand_as(sequences))
        self.place = self.mask.cumsum(1) - 1         # of the latest step that counts, after moving
        self.lengths = self.place[:, -1] + 1

    def spread(self, outputs, zero_output_for_mask=False):
        """Outputs of the moved steps at their old places, the places between filled as the mask asks."""
        place = self.place.clamp(min=0).unsqueeze(-1).expand(*self.place.shape, outputs.shape[-1])
        known = self.mask if zero_output_for_mask else self.place >= 0
        return torch.where(known.unsqueeze(-1), outputs.gather(1, place), 0)

    def latest(self, outputs, initial):
        """The state after the last step that counts; `initial` where none does."""
        place = self.place[:, -1:].clamp(min=0).unsqueeze(-1).expand(-1, -1, outputs.shape[-1])
        return select(self.lengths > 0, outputs.gather(1, place).squeeze(1), initial)
