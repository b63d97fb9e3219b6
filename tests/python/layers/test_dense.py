import numpy as np
import pytest
import torch

from hornpipe import layers


def test_product_and_bias():
    layer = layers.Dense(2, activation="relu")
    layer.build((None, 3))
    layer.set_weights([np.array([[1.0, 0], [0, 1], [1, -1]]), np.array([0.5, 0.0])])
    np.testing.assert_allclose(layer(np.array([[1.0, 2.0, 3.0]])).detach(), [[4.5, 0.0]])


@pytest.mark.parametrize("size, units, order", [(784, 128, "in, out"), (784, 10, "out, in"), (1024, 1024, "out, in")])
def test_kernel_has_the_shape_of_keras_and_the_memory_that_its_products_like(size, units, order):
    layer = layers.Dense(units)
    layer.build((None, size))
    assert tuple(layer.kernel.shape) == (size, units) and (layer.kernel if order == "in, out" else layer.kernel.t()).is_contiguous()
    assert list(dict(layer.named_parameters())) == ["kernel", "bias"]


@pytest.mark.parametrize("units", [0, -3, 2.5, "4", None, True])
def test_units_must_be_a_positive_int(units):
    with pytest.raises(ValueError, match="`units` must be a positive integer, got"):
        layers.Dense(units)


def test_last_axis_must_be_known_and_stay():
    with pytest.raises(ValueError, match=r"must have a shape without None, got \(None, 4\)"):
        layers.Dense(4)(layers.Input((None,)))
    layer = layers.Dense(4, name="d")
    layer(torch.ones(2, 3))
    with pytest.raises(ValueError, match="'d' is incompatible with the layer: expected axis -1 to have size 3, got shape"):
        layer(torch.ones(2, 5))


def test_whole_numbers_are_multiplied_as_floats():
    layer = layers.Dense(2, kernel_initializer="ones")
    np.testing.assert_array_equal(layer(np.array([[1, 2, 3]])).detach().numpy(), [[6.0, 6.0]])
