"""Crossentropies between classes give the gradients and values of autograd's."""
import pytest
import torch

from hornpipe import activations, losses

CASES = [(losses.SparseCategoricalCrossentropy(), activations.softmax), (losses.SparseCategoricalCrossentropy(from_logits=True), activations.linear),
         (losses.CategoricalCrossentropy(), activations.softmax), (losses.CategoricalCrossentropy(from_logits=True), activations.linear),
         (losses.CategoricalCrossentropy(label_smoothing=0.1), activations.softmax)]


def targets_of(loss, labels):
    return torch.nn.functional.one_hot(labels, 4) if isinstance(loss, losses.CategoricalCrossentropy) else labels


@pytest.mark.parametrize("loss, activation", CASES)
@pytest.mark.parametrize("spread", [1.0, 20.0])         # with the second, probabilities are clipped
def test_gradients_and_values(loss, activation, spread):
    torch.manual_seed(0)
    before, y = (torch.randn(6, 4) * spread).requires_grad_(), targets_of(loss, torch.randint(0, 4, (6,)))
    expected = loss(y, activation(before))
    made = loss.with_gradient(activation)
    with torch.no_grad():
        gradient, kept = made.gradient(y, before)
    torch.testing.assert_close(gradient, torch.autograd.grad(expected, before)[0])
    torch.testing.assert_close(made.values(y, kept, 1)[0], expected.detach())
    torch.testing.assert_close(made.predictions(kept), activation(before).detach())


@pytest.mark.parametrize("loss, activation", CASES)
@pytest.mark.parametrize("rows", [1, 3, 32, 1000])
def test_batches_together_have_the_bits_of_each(loss, activation, rows):
    torch.manual_seed(0)
    made = loss.with_gradient(activation)
    y, before = [targets_of(loss, torch.randint(0, 4, (rows,))) for _ in range(7)], [torch.randn(rows, 4) for _ in range(7)]
    kept = [made.gradient(*pair)[1] for pair in zip(y, before)]
    assert made.values(torch.cat(y), torch.cat(kept), 7).tolist() == [made.values(*pair, 1)[0].item() for pair in zip(y, kept)]


def test_what_is_not_known_is_left_to_autograd():
    assert losses.CategoricalCrossentropy().with_gradient(activations.sigmoid) is None
    assert losses.CategoricalCrossentropy(from_logits=True).with_gradient(activations.softmax) is None
    assert losses.CategoricalCrossentropy(axis=0).with_gradient(activations.softmax) is None
    assert losses.SparseCategoricalCrossentropy(ignore_class=1).with_gradient(activations.softmax) is None
    made = losses.CategoricalCrossentropy().with_gradient(activations.softmax)
    assert made.gradient(torch.zeros(2), torch.zeros(2, 3)) is None             # autograd's way tells what does not fit
    assert made.gradient(torch.zeros(2, 3, 4), torch.zeros(2, 3, 4)) is None
    assert made.gradient(torch.zeros(2, 1), torch.zeros(2, 1)) is None          # and warns of a single class
