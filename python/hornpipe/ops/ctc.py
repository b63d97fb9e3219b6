"""Connectionist temporal classification: labels of unknown place in a sequence.

Reference:
    Graves et al., 2006, https://www.cs.toronto.edu/~graves/icml_2006.pdf
"""
from __future__ import annotations

import numpy as np
import torch
import torch.nn.functional as F

from ..core.errors import ArgumentError, ShapeError, got
from ..core.types import Flag, Index, Int, Tensor, Text
from ..graph.tensor import KerasTensor
from ..runtime.dtypes import result_type
from .op import op
from .promotion import wide


def _same_batch(first, second, named):
    if first.shape[0] != second.shape[0]:
        raise ShapeError(f"`{named[0]}` and `{named[1]}` must have the same first size, got shapes {tuple(first.shape)} and {tuple(second.shape)}.",
                         argument=named[0], expected=tuple(second.shape), actual=tuple(first.shape))


def _loss_spec(target, output, target_length, output_length, mask_index=0):
    _same_batch(target, output, ("target", "output"))
    _same_batch(target_length, target, ("target_length", "target"))
    _same_batch(output_length, output, ("output_length", "output"))
    return KerasTensor((target.shape[0],), result_type(output.dtype, "float32"))


@op(spec=_loss_spec)
def ctc_loss(target: Tensor, output: Tensor, target_length: Tensor, output_length: Tensor, mask_index: Index = 0):
    """Minus the log-probability of label sequences, summed over all their alignments.

    Args:
        target: Labels from 0, `(batch, longest target)`.
        output: Logits, `(batch, longest output, classes)`.
        target_length: Lengths of the targets, `(batch,)`.
        output_length: Lengths of the outputs, `(batch,)`.
        mask_index: The class that stands for no label.

    Returns:
        `(batch,)`.
    """
    log_probabilities = torch.log_softmax(wide(output), -1).transpose(0, 1)
    return F.ctc_loss(log_probabilities, target.long(), output_length.long(), target_length.long(), blank=mask_index, reduction="none")


def _decode_spec(inputs, sequence_lengths, strategy="greedy", beam_width=100, top_paths=1, merge_repeated=True, mask_index=0):
    paths = 1 if strategy == "greedy" else top_paths
    batch, length = inputs.shape[:2]
    return KerasTensor((paths, batch, length), "int32"), KerasTensor((batch, paths), result_type(inputs.dtype, "float32"))


@op(spec=_decode_spec)
def ctc_decode(inputs: Tensor, sequence_lengths: Tensor, strategy: Text = "greedy", beam_width: Int = 100, top_paths: Int = 1,
               merge_repeated: Flag = True, mask_index: Index = 0):
    """The most likely label sequences of a model trained with `ctc_loss()`.

    Args:
        inputs: Logits, `(batch, length, classes)`.
        sequence_lengths: Lengths, `(batch,)`.
        strategy: "greedy" (the best class at each place) or "beam_search".
        beam_width: How many beginnings beam search follows.
        top_paths: How many sequences beam search gives.
        merge_repeated: Whether greedy decoding reads equal neighbours as one label.
        mask_index: The class that stands for no label.

    Returns:
        Labels from 0, `(top_paths, batch, length)`, filled up with -1; and scores, `(batch, top_paths)`: log-probabilities for
        beam search, for greedy decoding minus the sum of the best logits.
    """
    inputs = wide(inputs)
    if strategy not in ("greedy", "beam_search"):
        raise ArgumentError(f"Invalid strategy: it must be 'greedy' or 'beam_search', {got(strategy)}.", argument="strategy", actual=strategy)
    if strategy == "greedy":
        return _greedy(inputs, sequence_lengths, merge_repeated, mask_index)
    log_probabilities = torch.log_softmax(inputs, -1).detach().cpu().numpy()
    found = [_beam_search(steps[:length], mask_index, beam_width, top_paths) for steps, length in zip(log_probabilities, sequence_lengths.tolist())]
    paths = torch.full((top_paths, *inputs.shape[:2]), -1, dtype=torch.int32)
    scores = torch.full((inputs.shape[0], top_paths), -torch.inf, dtype=inputs.dtype)
    for b, best in enumerate(found):
        for p, (labels, score) in enumerate(best):
            paths[p, b, :len(labels)] = torch.tensor(labels, dtype=torch.int32)
            scores[b, p] = score
    return paths.to(inputs.device), scores.to(inputs.device)


def _greedy(inputs, lengths, merge_repeated, blank):
    length = inputs.shape[1]
    best, labels = inputs.max(-1)
    beyond = torch.arange(length, device=inputs.device) >= lengths[:, None]
    labels = labels.masked_fill(beyond, blank)
    dropped = labels == blank
    if merge_repeated:
        dropped[:, 1:] |= labels[:, 1:] == labels[:, :-1]
    order = dropped.to(torch.uint8).argsort(dim=1, stable=True)            # what is kept moves to the front
    labels = labels.masked_fill(dropped, -1).gather(1, order).to(torch.int32)
    return labels[None], -best.masked_fill(beyond, 0).sum(1, keepdim=True)


def _beam_search(steps, blank: int, width: int, top: int) -> list:
    """The best (labels, log-probability) of one sequence of log-probabilities `(length, classes)`.

    Each beginning has two log-probabilities, of the alignments that end in a blank and of those that end in its last
    label: only after a blank does the same label count again.
    """
    prefixes, ends_blank, ends_label = [()], np.zeros(1), np.full(1, -np.inf)
    for step in steps.astype(np.float64):
        either = np.logaddexp(ends_blank, ends_label)
        last = np.array([p[-1] if p else blank for p in prefixes])
        rows = np.arange(len(prefixes))
        longer = either[:, None] + step                             # (beginnings, classes)
        longer[rows, last] = ends_blank + step[last]
        longer[:, blank] = -np.inf
        stay_blank, stay_label = either + step[blank], ends_label + step[last]
        place = {p: i for i, p in enumerate(prefixes)}
        for i, p in enumerate(prefixes):                            # a beginning that is another one and a label more
            shorter = place.get(p[:-1]) if p else None
            if shorter is not None:
                stay_label[i] = np.logaddexp(stay_label[i], longer[shorter, p[-1]])
                longer[shorter, p[-1]] = -np.inf
        scores = np.concatenate((np.logaddexp(stay_blank, stay_label), longer.ravel()))
        kept = [i for i in np.argsort(-scores, kind="stable")[:width] if scores[i] > -np.inf]
        here = len(prefixes)
        extended = [divmod(i - here, longer.shape[1]) if i >= here else (i, None) for i in kept]
        prefixes = [prefixes[i] if c is None else (*prefixes[i], c) for i, c in extended]
        ends_blank = np.array([stay_blank[i] if c is None else -np.inf for i, c in extended])
        ends_label = np.array([stay_label[i] if c is None else longer[i, c] for i, c in extended])
    scores = np.logaddexp(ends_blank, ends_label)
    return [(prefixes[i], scores[i]) for i in np.argsort(-scores, kind="stable")[:top]]
