"""Layers that prepare numbers."""
import numpy as np
import pytest
import torch

import hornpipe
from hornpipe import layers

ROWS = np.array([[0.0, 7.0, 4.0], [2.0, 9.0, 6.0], [0.0, 7.0, 4.0], [2.0, 9.0, 6.0]])


# ---------------------------------------------------------------- Rescaling

def test_rescaling():
    assert layers.Rescaling(0.5, offset=-1)(np.array([0, 4], "uint8")).tolist() == [-1, 1]
    assert layers.Rescaling([1.0, 2.0], [0.0, 1.0])(torch.ones(1, 2)).tolist() == [[1, 3]]


# ---------------------------------------------------------------- Normalization

def test_normalization_adapts():
    layer = layers.Normalization()
    layer.adapt(ROWS)
    assert layer(ROWS[:2]).tolist() == [[-1, -1, -1], [1, 1, 1]]
    assert layer.mean.tolist() == [[1, 8, 5]] and layer.variance.tolist() == [[1, 1, 1]]


def test_batches_give_the_moments_of_the_whole():
    layer, whole = layers.Normalization(), layers.Normalization()
    x = np.random.default_rng(0).normal(3, 2, (10, 3)).astype("float32")
    layer.adapt(x[i:i + 4] for i in range(0, 10, 4))
    whole.adapt(x)
    np.testing.assert_allclose(layer.mean, whole.mean, rtol=1e-6)
    np.testing.assert_allclose(layer.variance, x.var(0, keepdims=True), rtol=1e-5)


@pytest.mark.parametrize("axis,shape", ((None, ()), (-1, (4,)), (1, (3,)), ((1, 2), (3, 4))))
def test_axes(axis, shape):
    layer = layers.Normalization(axis=axis)
    x = np.random.default_rng(0).normal(size=(50, 3, 4)).astype("float32")
    layer.adapt(x)
    assert tuple(layer.adapt_mean.shape) == shape
    kept = () if axis is None else tuple(a % 3 for a in np.atleast_1d(axis))
    over = tuple(a for a in range(3) if a not in kept)
    np.testing.assert_allclose(layer(x).mean(over), 0, atol=1e-5)
    np.testing.assert_allclose(layer(x).var(over, correction=0), 1, rtol=1e-4)


def test_given_moments_and_back():
    layer, back = (layers.Normalization(mean=[1.0, 2.0], variance=[4.0, 9.0], invert=i) for i in (False, True))
    x = torch.tensor([[3.0, 5.0]])
    assert layer(x).tolist() == [[1, 1]] and back(layer(x)).tolist() == x.tolist()
    assert not layer.weights and layer.get_config()["mean"] == [1.0, 2.0]


def test_no_variance_is_no_division_by_zero():
    layer = layers.Normalization()
    layer.adapt(np.ones((3, 2)))
    assert layer(np.ones((3, 2))).tolist() == [[0, 0]] * 3


def test_moments_are_weights_that_files_keep():
    layer = layers.Normalization()
    layer.adapt(ROWS)
    assert [w.name for w in layer.weights] == ["mean", "variance", "count"]
    again = layers.Normalization()
    again.build((None, 3))
    again.set_weights(layer.get_weights())
    assert again(ROWS).tolist() == layer(ROWS).tolist()


@pytest.mark.parametrize("arguments,message", (({"mean": 1.0}, "both `mean` and `variance` must be set"),
                                               ({"mean": [1.0], "variance": [1.0, 2.0]}, r"must have the same shape, got \(1,\) and \(2,\)"),
                                               ({"mean": [[1.0]], "variance": [[2.0]]}, "`mean` must have no more axes than `axis` names")))
def test_normalization_messages(arguments, message):
    with pytest.raises(ValueError, match=message):
        layers.Normalization(**arguments)


def test_normalization_refuses():
    with pytest.raises(ValueError, match=r"All `axis` values must be in the range \[-2, 2\)"):
        layers.Normalization(axis=2).build((None, 3))
    with pytest.raises(ValueError, match="All `axis` values to be kept must have a known size"):
        layers.Normalization().build((None, None))
    with pytest.raises(ValueError, match="`data` is an empty iterable"):
        layers.Normalization().adapt(iter(()))
    layer = layers.Normalization()
    layer.adapt(ROWS)
    with pytest.raises(ValueError, match=r"the layer was built for \(4, 3\), got \(4, 2\)"):
        layer.adapt(ROWS[:, :2])


# ---------------------------------------------------------------- Discretization

def test_bins_begin_at_their_boundary():
    found = layers.Discretization(bin_boundaries=[0.0, 1.0, 2.0])([[-1.5, 1.0, 3.4, 0.5]])
    assert found.tolist() == [[0, 2, 3, 1]] and found.dtype is torch.int32
    assert layers.Discretization([0.0, 1.0], output_mode="one_hot")([-0.1, 0.0, 7.0]).tolist() == [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
    assert layers.Discretization([0.0, 1.0], output_mode="count")([[-0.1, 0.0, 0.5]]).tolist() == [[1, 2, 0]]


def test_bins_found_hold_equally_many():
    layer = layers.Discretization(num_bins=4, epsilon=0.01)
    layer.adapt(np.random.default_rng(0).normal(size=4000))
    np.testing.assert_allclose(layer.bin_boundaries, [-0.674, 0, 0.674], atol=0.05)
    again = layers.Discretization.from_config(layer.get_config())
    assert again.bin_boundaries == layer.bin_boundaries


def test_bins_of_batches():
    layer = layers.Discretization(num_bins=2)
    layer.adapt([np.arange(10.0), np.arange(10.0, 20.0)])
    assert layer.bin_boundaries[0] == pytest.approx(9.5, abs=1)
    layer.adapt([np.arange(10.0), np.arange(100.0)], steps=1)
    assert layer.bin_boundaries[0] == pytest.approx(4.5, abs=1)


@pytest.mark.parametrize("arguments,message", (
    ({}, "You need to set either `num_bins` or `bin_boundaries`"), ({"num_bins": -1}, "`num_bins` must be greater than or equal to 0"),
    ({"num_bins": 2, "bin_boundaries": [1.0]}, "Both `num_bins` and `bin_boundaries` should not be set"),
    ({"num_bins": 2, "output_mode": "hot"}, "`output_mode` must be one of"), ({"num_bins": 2, "sparse": True}, "`sparse=True` cannot be used with torch")))
def test_discretization_messages(arguments, message):
    with pytest.raises(ValueError, match=message):
        layers.Discretization(**arguments)


def test_discretization_refuses():
    with pytest.raises(ValueError, match="You need to pass `bin_boundaries`, or call `adapt\\(\\)`"):
        layers.Discretization(num_bins=2)([1.0])
    with pytest.raises(ValueError, match="A layer made with `bin_boundaries` cannot adapt"):
        layers.Discretization([1.0]).adapt(np.zeros(3))


# ---------------------------------------------------------------- CategoryEncoding

def test_category_encoding():
    rows = [[0, 1], [0, 0], [1, 2], [3, 1]]
    assert layers.CategoryEncoding(4)(rows).tolist() == [[1, 1, 0, 0], [1, 0, 0, 0], [0, 1, 1, 0], [0, 1, 0, 1]]
    assert layers.CategoryEncoding(4, "count")(rows).tolist() == [[1, 1, 0, 0], [2, 0, 0, 0], [0, 1, 1, 0], [0, 1, 0, 1]]
    assert layers.CategoryEncoding(4, "one_hot")([3, 2, 0]).tolist() == [[0, 0, 0, 1], [0, 0, 1, 0], [1, 0, 0, 0]]
    assert layers.CategoryEncoding(4, "count")(rows, count_weights=[[0.1, 0.2], [0.1, 0.1], [0.2, 0.3], [0.4, 0.2]]).tolist() == \
        [pytest.approx(r) for r in ([0.1, 0.2, 0, 0], [0.2, 0, 0, 0], [0, 0.2, 0.3, 0], [0, 0.2, 0, 0.4])]


def test_categories_in_a_model():
    inputs = hornpipe.Input((1,), dtype="int32")
    assert layers.CategoryEncoding(4, "one_hot")(inputs).shape == (None, 4)


@pytest.mark.parametrize("arguments,message", (({}, "num_tokens must be set"), ({"num_tokens": 0}, "`num_tokens` must be >= 1, got 0"),
                                               ({"num_tokens": 2, "output_mode": "int"}, "Unknown arg for output_mode: int")))
def test_category_messages(arguments, message):
    with pytest.raises(ValueError, match=message):
        layers.CategoryEncoding(**arguments)
    with pytest.raises(ValueError, match="`count_weights` is not used when `output_mode` is not 'count'"):
        layers.CategoryEncoding(2)([0], count_weights=[1.0])
