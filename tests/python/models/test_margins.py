"""What no later layer reads is not computed, and nothing changes by that."""
import numpy as np
import pytest
import torch

import hornpipe as keras
from hornpipe import layers

RNG = np.random.default_rng(0)
PAIR = [lambda: layers.Conv2D(4, 3, activation="relu"), lambda: layers.MaxPooling2D(), lambda: layers.Conv2D(5, 3), lambda: layers.MaxPooling2D()]


def net(size, *inner):
    keras.utils.set_random_seed(1)
    return keras.Sequential([keras.Input(size), *(make() for make in inner)])


def crops(model):
    return [(step.operation.name.rstrip("_0123456789"), step.crop.sizes) for step in getattr(model, "_functional", model)._flat.calls if step.crop is not None]


def both(model, size):
    """Results and gradients with and without the crop."""
    found, x = [], torch.from_numpy(RNG.standard_normal((3, *size)).astype("float32"))
    for run in (lambda x: model._functional._flat.run_on([x], False), lambda x: model._functional._plan.run([x])):
        leaf = x.clone().requires_grad_()
        y = run(leaf)
        found.append((y.detach(), *torch.autograd.grad((y * torch.arange(y.numel()).reshape(y.shape)).sum(), [leaf, *model.trainable_variables])))
    return zip(*found)


CASES = {
    "the classic net for digits": ((28, 28, 1), PAIR, [("conv2d", [26, 26])]),
    "one convolution": ((15, 13, 2), [lambda: layers.Conv2D(3, 2), lambda: layers.AveragePooling2D(3)], [("conv2d", [13, 13])]),
    "steps and distances": ((23, 23, 2), [lambda: layers.Conv2D(3, 3, strides=2, activation="tanh"), lambda: layers.Conv2D(3, 3, dilation_rate=2),
                                          lambda: layers.MaxPooling2D(2, 2)], [("conv2d", [17 + 4, 17 + 4])]),
    "overlapping windows": ((12, 12, 1), [lambda: layers.Conv2D(3, 3), lambda: layers.MaxPooling2D(3, 2)], [("conv2d", [11, 11])]),
    "channels first": ((2, 14, 14), [lambda: layers.Conv2D(3, 2, data_format="channels_first"), lambda: layers.MaxPooling2D(4, data_format="channels_first")],
                       [("conv2d", [13, 13])]),
    "sequences": ((20, 3), [lambda: layers.Conv1D(4, 4, activation="gelu"), lambda: layers.MaxPooling1D(5)], [("conv1d", [18])]),
    "volumes": ((8, 8, 8, 1), [lambda: layers.Conv3D(2, 2), lambda: layers.MaxPooling3D()], [("conv3d", [7, 7, 7])]),
    "all is read": ((10, 10, 1), [lambda: layers.Conv2D(3, 3), lambda: layers.MaxPooling2D()], []),
    "too little to be worth it": ((124, 124, 1), [lambda: layers.Conv2D(3, 2), lambda: layers.MaxPooling2D()], []),
    "a pooling alone": ((9, 9, 1), [lambda: layers.MaxPooling2D()], []),
    "padding": ((9, 9, 1), [lambda: layers.Conv2D(3, 3, padding="same"), lambda: layers.MaxPooling2D()], []),
    "statistics over the image": ((28, 28, 1), [PAIR[0], layers.BatchNormalization, PAIR[1]], []),
    "softmax over channels": ((8, 8, 1), [lambda: layers.Conv2D(3, 2, activation="softmax"), PAIR[1]], [("conv2d", [7, 7])]),
    "softmax along the rows": ((1, 8, 8), [lambda: layers.Conv2D(3, 2, activation="softmax", data_format="channels_first"),
                                           lambda: layers.MaxPooling2D(data_format="channels_first")], []),
    "a function of the user's": ((8, 8, 1), [lambda: layers.Conv2D(3, 2, activation=lambda x: x - x.mean((1, 2), keepdim=True)), PAIR[1]], []),
    "a penalty on what comes out": ((8, 8, 1), [lambda: layers.Conv2D(3, 2, activity_regularizer="l2"), PAIR[1]], []),
}


@pytest.mark.parametrize("case", CASES)
def test_values_and_gradients_are_the_same(case):
    size, inner, expected = CASES[case]
    model = net(size, *inner)
    assert crops(model) == expected
    for cropped, whole in both(model, size):
        torch.testing.assert_close(cropped, whole, rtol=2e-5, atol=2e-5)


def test_results_that_others_see_are_whole():
    inputs = keras.Input((28, 28, 1))
    seen = layers.Conv2D(4, 3)(inputs)
    model = keras.Model(inputs, [layers.MaxPooling2D(5)(seen), seen])
    assert crops(model) == []
    twice = layers.MaxPooling2D(5)
    assert crops(keras.Model(inputs, layers.Concatenate()([twice(seen), twice(seen)]))) == []


def test_unknown_sizes_are_left_alone():
    assert crops(net((None, 28, 1), *PAIR)) == []


def test_hooks_see_whole_images():
    model, seen = net((28, 28, 1), *PAIR), []
    x = np.ones((1, 28, 28, 1))
    expected = model.predict(x, verbose=0)
    handle = model.layers[2].register_forward_hook(lambda layer, given, result: seen.append(tuple(given[0].shape)))
    np.testing.assert_allclose(model.predict(x, verbose=0), expected, rtol=1e-5, atol=1e-6)
    assert seen == [(1, 13, 13, 4)]
    handle.remove()
    model.predict(x, verbose=0)
    assert len(seen) == 1
