import numpy as np
import pytest
import torch

import hornpipe
from hornpipe import layers
from hornpipe.layers.dropout import drop, random_mask


@pytest.mark.parametrize("rate", [0.01, 0.3, 0.5, 0.999])
def test_masks_have_the_rate_and_keep_the_mean(rate):
    mask = random_mask((1000, 1001), rate, torch.empty(1))
    kept = mask[mask > 0]
    assert abs(len(kept) / mask.numel() - (1 - rate)) < 4 * (rate * (1 - rate) / mask.numel()) ** 0.5 + 1e-5
    assert kept.min() == kept.max()
    assert abs(float(kept[0]) * (1 - round(rate * 65536) / 65536) - 1) < 1e-6      # the scale of the rounded rate: the mean is exact
    halves = (mask[:, :500] > 0).float().mean(), (mask[:, 501:] > 0).float().mean()
    assert abs(halves[0] - halves[1]) < 0.01


def test_masks_follow_the_global_seed():
    layer, x = layers.Dropout(0.5), torch.ones(8, 16)
    hornpipe.utils.set_random_seed(1)
    first, second = layer(x, training=True), layer(x, training=True)
    hornpipe.utils.set_random_seed(1)
    assert torch.equal(layer(x, training=True), first) and not torch.equal(first, second)


def test_a_seed_makes_a_layer_repeatable_on_its_own():
    x = torch.ones(8, 16)
    for kind in (layers.Dropout, layers.AlphaDropout, layers.GaussianDropout, layers.GaussianNoise):
        one, other = kind(0.5, seed=7), kind(0.5, seed=7)
        a = one(x, training=True)
        torch.rand(3)
        assert torch.equal(other(x, training=True), a)
        assert not torch.equal(one(x, training=True), a)


def test_the_gradient_goes_where_the_values_went():
    x = torch.randn(64, 64, requires_grad=True)
    y = layers.Dropout(0.4)(x, training=True)
    y.sum().backward()
    assert torch.equal(x.grad == 0, y == 0)
    torch.testing.assert_close(x.grad * x, y)


@pytest.mark.parametrize("layer", [layers.Dropout(0.5), layers.AlphaDropout(0.5), layers.GaussianDropout(0.5), layers.GaussianNoise(0.5),
                                   layers.SpatialDropout1D(0.5)])
def test_nothing_happens_outside_of_training(layer):
    x = torch.randn(2, 3, 4)
    assert layer(x) is x and layer(x, training=False) is x
    assert not torch.equal(layer(x, training=True), x)


def test_extreme_rates():
    x = torch.ones(4, 4)
    assert layers.Dropout(0)(x, training=True) is x
    assert not layers.Dropout(1.0)(x, training=True).any()
    assert not drop(x, 1.0).any()
    assert not hasattr(layers.Dropout(0), "seed_generator") and hasattr(layers.Dropout(0.1), "seed_generator")


def test_axes_dropped_together():
    y = layers.Dropout(0.5, noise_shape=(None, 1, None))(torch.ones(16, 5, 8), training=True)
    assert (y == y[:, :1]).all() and 0 < (y == 0).float().mean() < 1
    y = layers.SpatialDropout2D(0.5, data_format="channels_last")(torch.ones(4, 5, 6, 16), training=True)
    assert (y == y[:, :1, :1]).all()
    y = layers.SpatialDropout3D(0.5, data_format="channels_first")(torch.ones(4, 16, 2, 3, 4), training=True)
    assert (y == y[:, :, :1, :1, :1]).all()


@pytest.mark.parametrize("layer", [layers.AlphaDropout(0.3), layers.GaussianDropout(0.3), layers.GaussianNoise(0.3)])
def test_noise_keeps_the_mean(layer):
    x = torch.randn(1000, 1000)
    if not isinstance(layer, layers.AlphaDropout):
        x = x + 1
    y = layer(x, training=True)
    assert abs(y.mean() - x.mean()) < 0.01
    wanted = {"AlphaDropout": 1.0, "GaussianDropout": 1 + 2 * 0.3 / 0.7, "GaussianNoise": 1 + 0.09}[type(layer).__name__]
    assert abs(y.var() - wanted) < 0.02


def test_activity_regularization():
    layer = layers.ActivityRegularization(l1=0.5, l2=0.25)
    x = torch.tensor([[1.0, -2.0]])
    assert layer(x) is x
    np.testing.assert_allclose(layer.losses, [0.5 * 3 + 0.25 * 5])
    assert layer.get_config()["l1"] == 0.5 and "activity_regularizer" not in layer.get_config()


@pytest.mark.parametrize("make, message", [
    (lambda: layers.Dropout(1.5), "Invalid value received for argument `rate`. Expected a float value between 0 and 1. It got 1.5"),
    (lambda: layers.Dropout("0.5"), "argument `rate`"),
    (lambda: layers.GaussianDropout(-0.1), "argument `rate`"),
    (lambda: layers.GaussianNoise(2.0), "argument `stddev`"),
    (lambda: layers.Dropout(0.5, noise_shape=3), "`noise_shape`. Expected a tuple or list of integers"),
    (lambda: layers.Dropout(0.5, noise_shape=(1.5,)), "Expected all elements to be integers or None"),
    (lambda: layers.AlphaDropout(0.5, noise_shape=(0, 1)), "positive integers or None"),
])
def test_mistakes(make, message):
    with pytest.raises(ValueError, match=message):
        make()
