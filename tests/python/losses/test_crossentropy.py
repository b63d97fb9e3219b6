import numpy as np
import pytest
import torch

from hornpipe import activations, losses
from hornpipe.core.errors import ArgumentError, DataError, ShapeError

P = torch.tensor([[0.1, 0.2, 0.7], [0.3, 0.3, 0.4]])


def test_sparse_is_categorical_of_one_hot():
    labels = torch.tensor([2, 0])
    for from_logits in (False, True):
        np.testing.assert_allclose(losses.sparse_categorical_crossentropy(labels, P, from_logits=from_logits),
                                   losses.categorical_crossentropy(torch.eye(3)[labels], P, from_logits=from_logits), rtol=1e-6)


@pytest.mark.parametrize("from_logits", [False, True])
def test_class_axis_in_front(from_logits):
    y_pred, labels = torch.rand(2, 3, 4), torch.randint(0, 3, (2, 4))
    wanted = losses.sparse_categorical_crossentropy(labels, y_pred.movedim(1, -1), from_logits=from_logits)
    np.testing.assert_allclose(losses.sparse_categorical_crossentropy(labels, y_pred, from_logits=from_logits, axis=1), wanted, rtol=1e-6)
    np.testing.assert_allclose(losses.sparse_categorical_crossentropy(labels[:, None], y_pred, from_logits=from_logits, axis=1), wanted, rtol=1e-6)


def test_probabilities_are_made_to_sum_to_1():
    np.testing.assert_allclose(losses.categorical_crossentropy(torch.eye(3)[:2], 5 * P), losses.categorical_crossentropy(torch.eye(3)[:2], P), rtol=1e-6)


@pytest.mark.parametrize("label, p, value", [(1.0, 0.0, 16.118095), (0.0, 1.0, 15.942385), (1.0, 1.0, 1.192093e-07)])
def test_binary_is_clipped_as_in_keras(label, p, value):
    np.testing.assert_allclose(losses.binary_crossentropy(torch.tensor([label]), torch.tensor([p])), value, rtol=1e-6)


def test_ignored_class():
    labels = torch.tensor([2, -1])
    values = losses.sparse_categorical_crossentropy(labels, P, ignore_class=-1)
    np.testing.assert_allclose(values, [-np.log(0.7), 0], rtol=1e-6)
    assert values._keras_mask.tolist() == [True, False]
    np.testing.assert_allclose(losses.SparseCategoricalCrossentropy(ignore_class=-1)(labels, P), -np.log(0.7), rtol=1e-6)


def test_smoothing():
    np.testing.assert_allclose(losses.binary_crossentropy([1.0], [0.8], label_smoothing=0.2), -0.9 * np.log(0.8) - 0.1 * np.log(0.2), rtol=1e-6)


# ---------------------------------------------------------------- from the logits that a softmax remembers

@pytest.mark.parametrize("scale", [1, 5, 30, 100])
@pytest.mark.parametrize("kind", ["sparse", "categorical", "smoothed"])
def test_remembered_logits_give_the_numbers_of_the_clipped_probabilities(scale, kind):
    generator = torch.Generator().manual_seed(0)
    logits = (scale * torch.randn(64, 10, generator=generator)).requires_grad_()
    labels = torch.randint(0, 10, (64,), generator=generator)
    targets = labels if kind == "sparse" else torch.eye(10)[labels]
    loss = losses.SparseCategoricalCrossentropy() if kind == "sparse" else losses.CategoricalCrossentropy(label_smoothing=0.1 if kind == "smoothed" else 0.0)
    found = []
    for y_pred in (activations.softmax(logits), torch.softmax(logits, -1)):
        assert hasattr(y_pred, "_softmax_logits") == (not found)
        value = loss(targets, y_pred)
        found.append((value.item(), *torch.autograd.grad(value, logits)))
    np.testing.assert_allclose(found[0][0], found[1][0], rtol=1e-6)
    np.testing.assert_allclose(found[0][1], found[1][1], atol=1e-7)


def test_remembered_logits_survive_a_cast():
    logits = torch.randn(4, 3, requires_grad=True)
    labels = torch.tensor([0, 1, 2, 0])
    expected = losses.SparseCategoricalCrossentropy(dtype="float64")(labels, torch.softmax(logits.double(), -1))
    found = losses.SparseCategoricalCrossentropy(dtype="float64")(labels, activations.softmax(logits))
    np.testing.assert_allclose(found.detach(), expected.detach(), rtol=1e-12)


def test_remembered_logits_are_forgotten_when_the_probabilities_are_changed():
    logits = torch.randn(4, 3, requires_grad=True)
    y_pred = activations.softmax(logits)
    expected = losses.sparse_categorical_crossentropy([0, 1, 2, 0], y_pred.detach() * torch.tensor([1.0, 2.0, 3.0]))
    y_pred *= torch.tensor([1.0, 2.0, 3.0])
    np.testing.assert_allclose(losses.sparse_categorical_crossentropy([0, 1, 2, 0], y_pred).detach(), expected, rtol=1e-6)


def test_nothing_is_remembered_without_gradients():
    assert not hasattr(activations.softmax(torch.randn(2, 3)), "_softmax_logits")
    assert not hasattr(activations.softmax(torch.randn(2, 3, requires_grad=True), axis=0), "_softmax_logits")


# ---------------------------------------------------------------- refusals

def test_shapes():
    with pytest.raises(ShapeError, match=r"`y_true` and `y_pred` must have the same shape, got \(2, 2\) and \(2, 3\)."):
        losses.categorical_crossentropy(torch.ones(2, 2), P)
    with pytest.raises(ShapeError, match=r"must have the same shape, got \(2, 3\) and \(2, 1\)."):
        losses.BinaryCrossentropy()(torch.ones(2, 3), torch.ones(2, 1))
    with pytest.raises(ShapeError, match=r"without that axis, \(2,\), got \(3,\)."):
        losses.sparse_categorical_crossentropy([0, 1, 2], P)


def test_class_numbers_out_of_range():
    for from_logits in (False, True):
        for label in (3, -1):
            with pytest.raises(DataError, match=f"`y_true` must hold class numbers from 0 to 2, for `y_pred` has 3 classes; got {label}."):
                losses.sparse_categorical_crossentropy([0, label], P, from_logits=from_logits)


def test_axis():
    with pytest.raises(ArgumentError, match=r"`axis` must be within \[-2, 2\) for a `y_pred` of rank 2, got 2."):
        losses.categorical_crossentropy(P, P, axis=2)


def test_a_single_class_is_warned_of():
    with pytest.warns(SyntaxWarning, match=r"over a single class is 0 .* shape \(2, 1\). Use `binary_crossentropy`"):
        losses.CategoricalCrossentropy()(torch.ones(2, 1), torch.ones(2, 1))


def test_targets_outside_of_0_to_1_extrapolate():
    y, p = np.array([[2.0, -1.0]], "float32"), np.array([[0.3, 0.6]], "float32")
    expected = -(2 * np.log(0.3) - np.log(0.7) - np.log(0.6) + 2 * np.log(0.4)) / 2
    assert float(losses.binary_crossentropy(y, p)[0]) == pytest.approx(expected, rel=1e-5)
    assert float(losses.BinaryCrossentropy()(y, p)) == pytest.approx(expected, rel=1e-5)
