"""`TimeDistributed`."""
import pytest
import torch

import hornpipe
from hornpipe import layers

X = torch.randn(3, 4, 5)


def test_one_layer_for_all_steps():
    layer = layers.TimeDistributed(layers.Dense(2))
    output = layer(X)
    assert output.shape == (3, 4, 2) and len(layer.weights) == 2
    torch.testing.assert_close(output[:, 1], layer.layer(X[:, 1]))
    assert layer.compute_output_shape((None, 4, 5)) == (None, 4, 2)


def test_a_layer_that_looks_at_the_whole_batch_sees_one_step_at_a_time():
    layer = layers.TimeDistributed(layers.BatchNormalization(momentum=0.5))
    output = layer(X, training=True)
    torch.testing.assert_close(output.mean(0), torch.zeros(4, 5), atol=1e-5, rtol=0)
    assert layer.layer.moving_mean.shape == (5,)


def test_masks_of_steps():
    layer = layers.TimeDistributed(layers.LSTM(2))
    x, mask = torch.randn(3, 4, 6, 5), torch.rand(3, 4, 6) < 0.6
    output = layer(x, mask=mask)
    torch.testing.assert_close(output[:, 2], layer.layer(x[:, 2], mask=mask[:, 2]))
    with pytest.raises(ValueError, match=r"does not begin with the batch size and the steps of the input, \(3, 4\)"):
        layer(x, mask=mask[:, :2])


def test_unknown_steps():
    output = layers.TimeDistributed(layers.Conv2D(2, 3))(hornpipe.Input((None, 8, 7, 3)))
    assert output.shape == (None, None, 6, 5, 2)


def test_activity_penalties_count_once():
    layer = layers.TimeDistributed(layers.Dense(2, activity_regularizer="l2"))
    layer(X)
    assert len(layer.losses) == 1


def test_gradients_reach_the_inputs():
    x = X.clone().requires_grad_()
    layers.TimeDistributed(layers.Dense(2))(x).sum().backward()
    assert x.grad.shape == X.shape


def test_needs_steps():
    with pytest.raises(ValueError, match=r"`TimeDistributed` needs an input of at least 3 axes .*, got shape \(3, 4\)"):
        layers.TimeDistributed(layers.Dense(2))(torch.randn(3, 4))
    with pytest.raises(ValueError, match="`layer` must be a layer, got 'dense'."):
        layers.TimeDistributed("dense")
