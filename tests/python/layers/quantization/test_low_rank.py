import numpy as np
import pytest
import torch

import hornpipe
from hornpipe import layers

MAKERS = {
    "dense": (lambda **k: layers.Dense(5, **k), torch.randn(2, 4), "kernel"),
    "einsum": (lambda **k: layers.EinsumDense("abc,cde->abde", (None, 2, 5), **k), torch.randn(2, 3, 4), "kernel"),
    "embedding": (lambda **k: layers.Embedding(7, 5, **k), torch.tensor([[1, 6]]), "embeddings"),
    "conv": (lambda **k: layers.Conv1D(5, 2, **k), torch.randn(2, 6, 4), "kernel"),
}


@pytest.fixture(params=MAKERS, ids=MAKERS)
def case(request):
    return MAKERS[request.param]


def test_the_addition_starts_at_nothing_and_is_trained_alone(case):
    make, x, name = case
    layer = make()
    y = layer(x)
    layer.enable_lora(3)
    torch.testing.assert_close(layer(x), y)
    assert [w.name for w in layer.trainable_weights if "lora" in w.name] == [f"lora_{name}_a", f"lora_{name}_b"]
    assert not layer._parameters[name].trainable
    layer(x).square().sum().backward()
    assert layer._parameters[name].grad is None and getattr(layer, f"lora_{name}_b").grad.any()


def test_rank_and_scale(case):
    make, x, name = case
    layer = make(lora_rank=2, lora_alpha=6.0)
    layer(x)
    a, b = getattr(layer, f"lora_{name}_a"), getattr(layer, f"lora_{name}_b")
    b.assign(torch.randn(b.shape))
    base = layer._parameters[name]
    torch.testing.assert_close(getattr(layer, name), base + 3.0 * (a @ b))
    assert a.shape == (*base.shape[:-1], 2) and b.shape == (2, base.shape[-1])
    assert (layer.get_config()["lora_rank"], layer.get_config()["lora_alpha"]) == (2, 6.0)


def test_files_hold_the_sum(case):
    make, x, name = case
    layer = make(lora_rank=2)
    layer(x)
    factor = getattr(layer, f"lora_{name}_b")
    factor.assign(torch.randn(factor.shape))
    store = {}
    layer.save_own_variables(store)
    plain, adapted = make(), make(lora_rank=3)
    for other in (plain, adapted):
        other(x)
        other.load_own_variables(store)
        torch.testing.assert_close(other(x), layer(x), atol=1e-5, rtol=1e-5)
    assert not adapted._addition().any()


def test_training_through_a_model():
    model = hornpipe.Sequential([layers.Input((4,)), layers.Dense(8, "relu"), layers.Dense(1)])
    for layer in model.layers:
        layer.enable_lora(2)
    kernels = [layer._parameters["kernel"].detach().clone() for layer in model.layers]
    model.compile("adam", "mse")
    x = np.random.default_rng(0).normal(size=(32, 4)).astype("float32")
    losses = model.fit(x, x.sum(1), epochs=10, verbose=0).history["loss"]
    assert losses[-1] < losses[0]
    for layer, kernel in zip(model.layers, kernels):
        assert torch.equal(layer._parameters["kernel"], kernel)


def test_mistakes():
    layer = layers.Dense(3)
    with pytest.raises(ValueError, match="isn't yet built"):
        layer.enable_lora(2)
    with pytest.raises(AttributeError, match="kernel"):
        _ = layer.kernel
    layer.build((None, 2))
    layer.enable_lora(2)
    with pytest.raises(ValueError, match="can only be done once"):
        layer.enable_lora(2)
    layer = layers.Embedding(3, 2, embeddings_constraint="max_norm")
    layer.build(None)
    with pytest.raises(ValueError, match="Lora is incompatible with embedding constraints"):
        layer.enable_lora(2)
