import pytest
import torch

import hornpipe
from hornpipe import layers
from hornpipe.layers.remat import RematScope, get_current_remat_mode, remat


def test_a_function_is_called_again_for_the_gradient():
    calls = []

    @remat
    def square(x, power=2):
        calls.append(1)
        return x**power

    x = torch.tensor(3.0, requires_grad=True)
    y = square(x, power=3)
    assert len(calls) == 1
    y.backward()
    assert len(calls) == 2 and x.grad == 27


def test_scopes_nest():
    assert get_current_remat_mode() is None
    with RematScope("full") as outer:
        with RematScope(None):
            assert get_current_remat_mode().mode is None
        assert get_current_remat_mode() is outer
    assert get_current_remat_mode() is None
    with pytest.raises(ValueError, match="Invalid mode 'most'"):
        RematScope("most")


class Counting(layers.Layer):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.calls = 0
        self.inner = layers.Dense(4)

    def call(self, x):
        self.calls += 1
        return torch.tanh(self.inner(x))


@pytest.mark.parametrize("scope, calls", [
    (RematScope("full"), 2), (RematScope("larger_than", output_size_threshold=7), 2), (RematScope("larger_than", output_size_threshold=8), 1),
    (RematScope("list_of_layers", layer_names=["it"]), 2), (RematScope("list_of_layers", layer_names=["other"]), 1), (RematScope("activations"), 1),
])
def test_which_layers_are_called_again(scope, calls):
    with scope:
        layer = Counting(name="it")
    x = torch.randn(2, 3)
    layer(x)                                            # builds
    layer.calls = 0
    layer(x).sum().backward()
    # to find the size of its output, a layer is called on tensors without data
    assert layer.calls - (scope.mode == "larger_than") == calls


def test_activations_alone():
    calls = []

    def activation(x):
        calls.append(1)
        return torch.tanh(x)

    with RematScope("activations"):
        layer = layers.Dense(4, activation=activation)
    layer(torch.ones(2, 3))
    calls.clear()
    layer(torch.ones(2, 3)).sum().backward()
    assert len(calls) == 2 and layer.activation is activation


def test_the_second_call_sees_the_state_of_the_first():
    def gradients(mode):
        hornpipe.utils.set_random_seed(3)
        with RematScope(mode):
            layer = hornpipe.Sequential([layers.Dense(8), layers.BatchNormalization(), layers.Dropout(0.5, seed=1), layers.Dense(1)])
        x = torch.randn(16, 4)
        layer(x)
        layer(x, training=True).square().mean().backward()
        return [w.grad for w in layer.trainable_weights], [w.clone() for w in layer.non_trainable_weights]

    for plain, again in zip(gradients(None), gradients("full")):
        for a, b in zip(plain, again):
            torch.testing.assert_close(a, b)


def test_losses_are_told_once():
    with RematScope("full"):
        layer = layers.Dense(3, activity_regularizer="l2", kernel_regularizer="l1")
    y = layer(torch.ones(2, 3))
    assert len(layer.losses) == 2
    sum(layer.losses).backward()
    y.sum().detach()


def test_models_train_the_same():
    def weights(mode):
        hornpipe.utils.set_random_seed(0)
        with RematScope(mode):
            model = hornpipe.Sequential([layers.Input((4,)), layers.Dense(8, "relu"), layers.BatchNormalization(), layers.Dense(1)])
        model.compile("sgd", "mse")
        x = torch.linspace(-1, 1, 64).reshape(16, 4)
        model.fit(x, x[:, :1], epochs=2, batch_size=8, verbose=0, shuffle=False)
        return model.get_weights()

    for a, b in zip(weights(None), weights("full")):
        torch.testing.assert_close(torch.tensor(a), torch.tensor(b))
