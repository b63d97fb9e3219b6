import json

import golden
import numpy as np
import pytest

import hornpipe as keras
from hornpipe import layers

RECORDED = golden.arrays("locally_connected/layers.npz")
CASES = json.loads(str(RECORDED["cases"]))


@pytest.mark.parametrize("i", range(len(CASES)))
def test_as_keras_2(i):
    rank, implementation, padding, data_format, strides = CASES[i]
    x, kernel, bias, y = (RECORDED[f"{i}_{part}"] for part in "xkby")
    make = layers.LocallyConnected1D if rank == 1 else layers.LocallyConnected2D
    layer = make(3, 3 if rank == 1 else (3, 2), strides=strides, padding=padding, data_format=data_format, implementation=implementation, activation="tanh")
    layer.build((None, *x.shape[1:]))
    layer.set_weights([kernel, bias])
    np.testing.assert_allclose(layer(x).detach().numpy(), y, rtol=1e-5, atol=1e-5)
    assert layer.compute_output_shape((None, *x.shape[1:])) == (None, *y.shape[1:])


def test_reads_a_model_of_keras_2():
    folder = golden.folder("locally_connected")
    model = keras.models.load_model(folder / "keras2.h5")
    assert type(model.layers[0]) is layers.LocallyConnected1D and model.layers[0].implementation == 1
    np.testing.assert_allclose(model.predict(RECORDED["0_x"], verbose=0), np.load(folder / "keras2_y.npy"), rtol=1e-5, atol=1e-6)


def test_refuses():
    with pytest.raises(ValueError, match='`padding` must be "valid" when `implementation` is 1, got \'same\'.'):
        layers.LocallyConnected2D(1, 3, padding="same")
    with pytest.raises(ValueError, match="`implementation` must be one of"):
        layers.LocallyConnected1D(1, 3, implementation=4)
    with pytest.raises(ValueError, match="spatial sizes of the inputs .* must be defined"):
        layers.LocallyConnected1D(1, 3)(keras.Input((None, 2)))
    with pytest.raises(ValueError, match="Computed output size would be zero or negative"):
        layers.LocallyConnected1D(1, 3)(keras.Input((2, 2)))
