import numpy as np
import pytest
import torch

import hornpipe
from hornpipe import layers


@pytest.fixture
def layer():
    made = layers.Dense(6)
    made.build((None, 4))
    made.quantize("float8")
    return made


def test_the_weight_stays(layer):
    assert layer.kernel.dtype == torch.float32 and layer.kernel.trainable
    assert sorted(w.name for w in layer.weights if w.overwrite_with_gradient) == [
        "inputs_amax_history", "inputs_scale", "kernel_amax_history", "kernel_scale", "outputs_grad_amax_history", "outputs_grad_scale"]
    assert layer.inputs_amax_history.shape == (1024,)


def test_results_are_rounded(layer):
    x = torch.randn(3, 4)
    exact = x @ layer.kernel + layer.bias
    error = (layer(x) - exact).abs().max()
    assert 0 < error < 0.1 * exact.abs().max()


def test_scales_are_handed_over_as_gradients(layer):
    x = torch.tensor([[1.0, -8.0, 2.0, 0.5]], requires_grad=True)
    layer(x, training=True).sum().backward()
    assert layer.inputs_amax_history.grad[0] == 8
    assert layer.outputs_grad_amax_history.grad[0] == 1
    torch.testing.assert_close(layer.kernel_amax_history.grad[0], layer.kernel.abs().max().detach())


def test_training_moves_scales_and_weights():
    model = hornpipe.Sequential([layers.Input((4,)), layers.Dense(16, "relu"), layers.Dense(1)])
    model.quantize("float8")
    model.compile("adam", "mse")
    x = np.random.default_rng(0).normal(size=(64, 4)).astype("float32")
    losses = model.fit(x, x.sum(1), epochs=15, batch_size=16, verbose=0).history["loss"]
    assert losses[-1] < 0.7 * losses[0]
    first = model.layers[0]
    assert first.inputs_amax_history[0] > 0 and first.inputs_scale != 1


def test_not_together_with_low_rank_additions(layer):
    layer.enable_lora(2)
    with pytest.raises(NotImplementedError, match="float8 does not go together with LoRA"):
        layer(torch.ones(2, 4))
