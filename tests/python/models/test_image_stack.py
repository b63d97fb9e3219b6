"""Stacks of convolutions by compiled code give what the layers give one by one. Where there is none, or it was not measured, there are no stacks."""
import numpy as np
import pytest
import torch

import hornpipe
from hornpipe.models import image_stack
from hornpipe.native import calls
from hornpipe.ops.linear import LEADS

layers = hornpipe.layers
THERE = calls.library() is not None and LEADS


def net(shape, *between):
    hornpipe.utils.set_random_seed(0)
    model = hornpipe.Sequential([hornpipe.Input(shape), *between])
    for variable in model.trainable_variables:
        if variable.ndim == 1:
            variable.assign(torch.randn(variable.shape))
    return model


def stacks(model):
    return [step.stack for step in model._functional._flat.calls if step.stack is not None]


def one_by_one(model, x):
    kept = [(step, step.stack) for step in model._functional._flat.calls]
    for step, _ in kept:
        step.stack = None
    try:
        return model.predict(x, verbose=0)
    finally:
        for step, stack in kept:
            step.stack = stack


NETS = {
    "mnist": lambda: net((28, 28, 1), layers.Conv2D(32, 3, activation="relu"), layers.MaxPooling2D(), layers.Conv2D(64, 3, activation="relu"),
                         layers.MaxPooling2D()),
    "odd sizes": lambda: net((17, 23, 3), layers.Conv2D(16, (2, 5)), layers.Dropout(0.2), layers.MaxPooling2D(),
                             layers.Conv2D(8, 1, activation="relu", use_bias=False), layers.Conv2D(24, 3), layers.Dropout(0.5)),
    "alone": lambda: net((4, 5, 2), layers.Conv2D(8, (4, 5))),
    "poolings in a row": lambda: net((11, 9, 1), layers.Conv2D(8, 2), layers.MaxPooling2D(), layers.MaxPooling2D()),
    "more behind": lambda: net((12, 12, 1), layers.Conv2D(8, 3, activation="relu"), layers.Conv2D(8, 3, padding="same"), layers.Flatten(), layers.Dense(3)),
}


@pytest.mark.parametrize("rows", [1, 2, 33])
@pytest.mark.parametrize("name", NETS)
def test_predictions_are_those_of_the_layers(name, rows):
    model = NETS[name]()
    assert len(stacks(model)) == THERE
    x = np.random.default_rng(rows).normal(size=(rows, *model.input_shape[1:])).astype("float32")
    np.testing.assert_allclose(model.predict(x, verbose=0), one_by_one(model, x), rtol=1e-4, atol=1e-4)
    np.testing.assert_allclose(model.predict(x, verbose=0), model(torch.as_tensor(x)).detach().numpy(), rtol=1e-4, atol=1e-4)


def test_what_is_no_number_stays_none():
    model, x = NETS["mnist"](), np.random.default_rng(0).normal(size=(3, 28, 28, 1)).astype("float32")
    x[1, 5, 6] = np.nan
    x[2, 20, 20] = np.inf
    np.testing.assert_allclose(model.predict(x, verbose=0), one_by_one(model, x), rtol=1e-3, atol=1e-3)


def test_new_weights_activations_and_hooks_count():
    model, x = NETS["mnist"](), np.random.default_rng(0).normal(size=(3, 28, 28, 1)).astype("float32")
    before = model.predict(x, verbose=0)
    model.layers[0].kernel.assign(-model.layers[0].kernel)
    assert np.abs(model.predict(x, verbose=0) - before).max() > 0.1
    np.testing.assert_allclose(model.predict(x, verbose=0), one_by_one(model, x), rtol=1e-4, atol=1e-4)
    for activation in ("linear", "tanh"):
        model.layers[2].activation = hornpipe.activations.get(activation)
        np.testing.assert_allclose(model.predict(x, verbose=0), one_by_one(model, x), rtol=1e-4, atol=1e-4)
    model.layers[2].activation = hornpipe.activations.relu
    seen = []
    with_hook = model.layers[1].register_forward_hook(lambda *_: seen.append(True))
    model.predict(x, verbose=0)
    with_hook.remove()
    assert seen == [True]


def test_training_and_gradients_go_through_the_layers(monkeypatch):
    model = NETS["mnist"]()
    monkeypatch.setattr(image_stack.ImageStack, "forward", lambda *_: pytest.fail("compiled code has no way back"))
    x = torch.randn(2, 28, 28, 1)
    assert model(x).requires_grad
    with torch.no_grad():
        model(x, training=True)


@pytest.mark.parametrize("make", [
    lambda: net((28, 28, 5), layers.Conv2D(8, 3)), lambda: net((28, 28, 1), layers.Conv2D(9, 3)), lambda: net((28, 28, 1), layers.Conv2D(8, 3, padding="same")),
    lambda: net((28, 28, 1), layers.Conv2D(8, 3, strides=2)), lambda: net((28, 28, 1), layers.Conv2D(8, 3, dilation_rate=2)),
    lambda: net((28, 28, 1), layers.Conv2D(8, 3, activation="tanh")), lambda: net((None, 28, 1), layers.Conv2D(8, 3)),
    lambda: net((200, 200, 1), layers.Conv2D(8, 3)), lambda: net((1, 28, 28), layers.Conv2D(8, 3, data_format="channels_first"))],
    ids=["channels", "filters", "padding", "strides", "dilation", "activation", "size", "large", "channels first"])
def test_other_convolutions_are_no_stacks(make):
    assert stacks(make()) == []
