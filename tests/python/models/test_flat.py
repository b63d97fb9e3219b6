"""The flat plan gives what the whole protocol of the calls gives."""
import numpy as np
import pytest
import torch

import hornpipe as keras
from hornpipe import layers

X = torch.from_numpy(np.random.default_rng(0).standard_normal((4, 8, 8, 2)).astype("float32"))


def net(pool=None, **conv):
    keras.utils.set_random_seed(1)
    return keras.Sequential([keras.Input((8, 8, 2)), layers.Conv2D(3, 3, activation="relu", **conv), pool or layers.MaxPooling2D()])


def both(model, x=X):
    """Results and gradients by the flat plan and by the protocol."""
    found = []
    for run in (lambda x: model._functional._flat.run_on([x], True), lambda x: model._functional._plan.run([x])):
        x = x.detach().clone().requires_grad_()
        y = run(x)
        found.append((y.detach(), *torch.autograd.grad((y * torch.arange(y.numel()).reshape(y.shape)).sum(), [x, *model.trainable_variables])))
    return found


@pytest.mark.parametrize("pool", (layers.MaxPooling2D(), layers.MaxPooling2D(3, 1, "same"), layers.MaxPooling2D(2, 1)))
def test_pooling_before_rectifying_changes_nothing(pool):
    model = net(pool)
    assert model._functional._flat.calls[0].maximum is model._functional._flat.calls[1]
    for a, b in zip(*both(model)):
        torch.testing.assert_close(a, b, rtol=1e-6, atol=1e-6)


def test_nan_stays_nan():
    x = X.clone()
    x[0, 3, 3, 1] = float("nan")
    a, b = (run(x) for run in (lambda x: net()(x, training=False), lambda x: net()._functional._plan.run([x])))
    torch.testing.assert_close(a, b, equal_nan=True)
    assert torch.isnan(a).any()


def test_results_that_others_see_are_rectified():
    keras.utils.set_random_seed(1)
    inputs = keras.Input((8, 8, 2))
    seen = layers.Conv2D(3, 3, activation="relu")(inputs)
    model = keras.Model(inputs, [layers.MaxPooling2D()(seen), seen])
    assert not any(step.maximum for step in model._flat.calls)
    assert model(X, training=False)[1].min() == 0


def test_what_changes_after_building_counts():
    model = net()
    model.layers[0].activation = keras.activations.linear
    assert model(X, training=False).min() < 0
    hooked = net()
    hooked.layers[1].register_forward_pre_hook(lambda module, args: (args[0] - 1,))
    torch.testing.assert_close(hooked(X, training=False), net()(X, training=False).sub(1))


def test_subclasses_are_called_as_they_are():
    class Halved(layers.MaxPooling2D):
        def call(self, inputs):
            return super().call(inputs) / 2 - 1

    model = net(Halved())
    assert not any(step.maximum for step in model._functional._flat.calls)
    torch.testing.assert_close(model(X, training=False), net()(X, training=False) / 2 - 1)
