"""Masks of attention."""
import torch

from hornpipe.layers.attention import masks


def test_causal():
    assert masks.causal(2, 3).int().tolist() == [[[1, 0, 0], [1, 1, 0]]]


def test_window():
    assert masks.window(3, 4, 1).int().tolist() == [[[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0]]]
    assert masks.window(3, 4, 2).int().tolist() == [[[1, 1, 0, 0], [1, 1, 1, 0], [0, 1, 1, 1]]]


def test_both():
    a, b = torch.tensor([[1, 1, 0]]), torch.tensor([[True], [False]])
    assert masks.both(a, None, b).int().tolist() == [[1, 1, 0], [0, 0, 0]]
    assert masks.both(None, None) is None
