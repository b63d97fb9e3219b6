import itertools

import numpy as np
import pytest
import torch

from hornpipe import KerasTensor, ops


def collapsed(path, blank):
    return tuple(c for c, _ in itertools.groupby(path) if c != blank)


def test_a_wide_beam_finds_the_most_likely_labels():
    logits = np.random.default_rng(1).normal(size=(1, 5, 3)).astype("float32")
    steps = torch.log_softmax(torch.tensor(logits[0]), -1).double().exp().numpy()
    totals = {}
    for path in itertools.product(range(3), repeat=5):
        labels = collapsed(path, 0)
        totals[labels] = totals.get(labels, 0) + np.prod([steps[t, c] for t, c in enumerate(path)])
    best = sorted(totals.items(), key=lambda item: -item[1])[:3]
    paths, scores = ops.ctc_decode(logits, [5], "beam_search", 100, 3)
    for (labels, probability), path, score in zip(best, paths[:, 0].tolist(), scores[0].tolist()):
        assert tuple(c for c in path if c >= 0) == labels
        assert score == pytest.approx(np.log(probability), abs=1e-5)


def test_the_loss_is_minus_the_log_of_that_sum():
    logits = np.random.default_rng(2).normal(size=(1, 4, 3)).astype("float32")
    steps = torch.softmax(torch.tensor(logits[0]), -1).numpy()
    total = sum(np.prod([steps[t, c] for t, c in enumerate(p)]) for p in itertools.product(range(3), repeat=4) if collapsed(p, 0) == (1, 2))
    loss = ops.ctc_loss(np.array([[1, 2]]), logits, np.array([2]), np.array([4]))
    assert loss.item() == pytest.approx(-np.log(total), rel=1e-5)


def test_symbolic_shapes():
    steps = KerasTensor((None, 20, 5))
    loss = ops.ctc_loss(KerasTensor((None, 6), "int32"), steps, KerasTensor((None,), "int32"), KerasTensor((None,), "int32"))
    assert loss.shape == (None,)
    paths, scores = ops.ctc_decode(steps, KerasTensor((None,), "int32"), "beam_search", top_paths=2)
    assert (paths.shape, paths.dtype, scores.shape) == ((2, None, 20), "int32", (None, 2))


def test_errors():
    with pytest.raises(ValueError, match="Invalid strategy: it must be 'greedy' or 'beam_search', got 'best'"):
        ops.ctc_decode(torch.zeros(1, 2, 3), [2], "best")
