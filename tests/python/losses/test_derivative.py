"""Losses that know their derivative give the gradients and values of autograd's."""
import pytest
import torch

from hornpipe import activations, losses
from hornpipe.losses.derivative import aligned

PAIRS = [(losses.BinaryCrossentropy(), activations.sigmoid), (losses.MeanSquaredError(), activations.linear), (losses.MeanSquaredError(), activations.sigmoid),
         (losses.MeanAbsoluteError(), activations.tanh), (losses.MeanAbsoluteError(), activations.relu)]


@pytest.mark.parametrize("loss, activation", PAIRS, ids=lambda x: getattr(x, "name", None) or x.__name__)
@pytest.mark.parametrize("shape, targets", [((6, 3), (6, 3)), ((6, 1), (6,)), ((6, 1), (6, 1)), ((2, 3, 4), (2, 3, 4))])
def test_gradients_and_values(loss, activation, shape, targets):
    torch.manual_seed(0)
    before, y = torch.randn(shape, requires_grad=True), torch.randint(0, 2, targets)
    expected = loss(y, activation(before))
    made = loss.with_gradient(activation)
    with torch.no_grad():
        gradient, kept = made.gradient(y, before)
    torch.testing.assert_close(gradient, torch.autograd.grad(expected, before)[0])
    torch.testing.assert_close(made.values(y, kept, 1)[0], expected.detach())
    torch.testing.assert_close(made.predictions(kept), activation(before).detach())


def test_clipped_probabilities_have_no_gradient():
    before = torch.tensor([[-40.0], [-16.2], [-16.0], [0.0], [15.8], [17.5], [40.0]], requires_grad=True)
    y, loss = torch.tensor([1.0, 1.0, 1.0, 0.0, 0.0, 0.0, 0.0]), losses.BinaryCrossentropy()
    expected = loss(y, activations.sigmoid(before))
    with torch.no_grad():
        gradient, kept = loss.with_gradient(activations.sigmoid).gradient(y, before)
    assert (gradient == 0).flatten().tolist() == [True, True, False, False, False, True, True]
    torch.testing.assert_close(gradient, torch.autograd.grad(expected, before)[0], rtol=1e-5, atol=0)
    torch.testing.assert_close(loss.with_gradient(activations.sigmoid).values(y, kept, 1)[0], expected.detach())


def test_many_elements_have_the_values_of_few():
    torch.manual_seed(0)
    y, before = torch.rand(9000, 2), torch.randn(9000, 2) * 9
    values = losses.binary_crossentropy(y, activations.sigmoid(before))
    p = activations.sigmoid(before.double()).clamp(1e-7, 1 - 1e-7)
    expected = -(y * p.log() + (1 - y) * (1 - p).log()).mean(-1).float()
    inside = before.abs().amax(-1) < 10         # where a float can tell 1 - p
    torch.testing.assert_close(values[inside], expected[inside], rtol=1e-3, atol=1e-6)
    torch.testing.assert_close(values, torch.cat([losses.binary_crossentropy(*part) for part in zip(y.split(50), activations.sigmoid(before).split(50))]))
    torch.testing.assert_close(losses.BinaryCrossentropy()(y, activations.sigmoid(before)), values.mean())


@pytest.mark.parametrize("loss, activation", [*PAIRS, (losses.SparseCategoricalCrossentropy(), activations.softmax)],
                         ids=lambda x: getattr(x, "name", None) or x.__name__)
@pytest.mark.parametrize("rows", [1, 3, 32, 100, 1000])
def test_batches_together_have_the_bits_of_each(loss, activation, rows):
    torch.manual_seed(0)
    made = loss.with_gradient(activation)
    labels = isinstance(loss, losses.SparseCategoricalCrossentropy)
    y, before = [torch.randint(0, 4, (rows,)) if labels else torch.rand(rows, 4) for _ in range(7)], [torch.randn(rows, 4) for _ in range(7)]
    kept = [made.gradient(*pair)[1] for pair in zip(y, before)]
    together = made.values(torch.cat(y), torch.cat(kept), 7)
    assert together.tolist() == [made.values(*pair, 1)[0].item() for pair in zip(y, kept)]


def test_what_is_not_known_is_left_to_autograd():
    assert losses.BinaryCrossentropy(label_smoothing=0.1).with_gradient(activations.sigmoid) is None
    assert losses.BinaryCrossentropy(from_logits=True).with_gradient(activations.linear) is None
    assert losses.BinaryCrossentropy().with_gradient(activations.softmax) is None
    assert losses.MeanSquaredError().with_gradient(activations.gelu) is None          # its derivative is not told by the result
    assert losses.MeanSquaredError(reduction="sum").with_gradient(activations.linear) is None
    made = losses.MeanSquaredError().with_gradient(activations.linear)
    assert made.gradient(torch.zeros(4, 2), torch.zeros(4, 1)) is None
    assert made.gradient(torch.zeros(4, 1), torch.zeros(4, 1, dtype=torch.float64)) is None
    assert aligned([0.0], torch.zeros(1)) is None
