"""A model is a `torch.nn.Module`: what torch does with modules, it does with ours."""
import warnings

import numpy as np
import pytest
import torch

import hornpipe
from hornpipe import layers, tree

pytestmark = pytest.mark.filterwarnings("ignore:.*lru_cache.*:UserWarning")


def mlp():
    return hornpipe.Sequential([hornpipe.Input((8,)), layers.Dense(16, "relu"), layers.BatchNormalization(), layers.Dropout(0.5), layers.Dense(3, "softmax")])


def cnn():
    return hornpipe.Sequential([hornpipe.Input((8, 8, 3)), layers.Conv2D(4, 3, activation="relu"), layers.MaxPooling2D(), layers.BatchNormalization(),
                                layers.Flatten(), layers.Dense(3)])


def two_ends():
    a, b = hornpipe.Input((8,), name="a"), hornpipe.Input((8,), name="b")
    left, right = layers.Dense(4, "relu")(a), layers.Dense(4)(b)
    return hornpipe.Model([a, b], [left + right, layers.Concatenate()([left, right])])


def recurrent():
    return hornpipe.Sequential([hornpipe.Input((5,), dtype="int64"), layers.Embedding(10, 4, mask_zero=True), layers.LSTM(4, return_sequences=True),
                                layers.GRU(3), layers.Dense(2)])


def attentive():
    x = hornpipe.Input((5, 8))
    y = layers.LayerNormalization()(x)
    y = layers.MultiHeadAttention(2, 4, dropout=0.1)(y, y) + x
    return hornpipe.Model(x, layers.GlobalAveragePooling1D()(y))


class Subclassed(hornpipe.Model):
    def __init__(self):
        super().__init__()
        self.hidden, self.norm, self.out = layers.Dense(4, "relu"), layers.BatchNormalization(), layers.Dense(2)

    def call(self, x, training=None):
        return self.out(self.norm(self.hidden(x), training=training))


INPUTS = {mlp: [(4, 8)], cnn: [(4, 8, 8, 3)], two_ends: [(4, 8), (4, 8)], recurrent: [(4, 5)], attentive: [(4, 5, 8)], Subclassed: [(4, 8)]}
EVERY = pytest.mark.parametrize("make", INPUTS, ids=lambda make: make.__name__.lower())


def built(make):
    """The model in inference mode, its input, and what it gives for it."""
    torch.manual_seed(1)
    made = [torch.randint(0, 10, shape) if make is recurrent else torch.randn(shape) for shape in INPUTS[make]]
    inputs = made if len(made) > 1 else made[0]
    model = make().eval()
    return model, inputs, model(inputs)


def same(a, b, tolerance=1e-5):
    return all(torch.allclose(x, y, atol=tolerance) for x, y in zip(tree.flatten(a), tree.flatten(b), strict=True))


# ---------------------------------------------------------------- training


@EVERY
def test_plain_training_loop(make):
    model, inputs, outputs = built(make)
    model.train()
    wanted = [torch.nn.functional.one_hot(torch.zeros(len(x), dtype=torch.int64), x.shape[1]).float() for x in tree.flatten(outputs)]
    optimizer = torch.optim.AdamW(model.parameters(), lr=0.05)
    losses = []
    for _ in range(15):
        optimizer.zero_grad()
        loss = sum((a - b).square().mean() for a, b in zip(tree.flatten(model(inputs)), wanted))
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    assert losses[-1] < losses[0]
    assert all(w.grad is not None for w in model.trainable_variables)


def test_train_and_eval_set_the_training_flag():
    model, inputs, _ = built(mlp)
    assert not model.training and same(model(inputs), model(inputs))
    model.train()
    assert all(layer.training for layer in model.layers) and not same(model(inputs), model(inputs))
    before = model.layers[1].moving_mean.clone()
    model(inputs)
    assert not torch.equal(before, model.layers[1].moving_mean)


def test_parameters_are_the_variables():
    model, _, _ = built(mlp)
    assert {id(p) for p in model.parameters()} == {id(w) for w in model.weights}
    assert [n for n, p in model.named_parameters() if p.requires_grad] == [
        "dense.kernel", "dense.bias", "batch_normalization.gamma", "batch_normalization.beta", "dense_1.kernel", "dense_1.bias"]
    model.layers[0].trainable = False
    assert not any(p.requires_grad for p in model.layers[0].parameters())


def test_inside_another_module():
    model, inputs, outputs = built(mlp)
    outer = torch.nn.Sequential(torch.nn.Identity(), model, torch.nn.Linear(3, 1)).eval()
    assert same(outer(inputs), outer[2](outputs))
    assert "1.dense.kernel" in outer.state_dict()


def test_hooks_run():
    model, inputs, _ = built(mlp)
    seen = []
    handle = model.layers[0].register_forward_hook(lambda module, args, output: seen.append(tuple(output.shape)))
    model(inputs)
    handle.remove()
    model(inputs)
    assert seen == [(4, 16)]


# ---------------------------------------------------------------- state


@EVERY
def test_state_dict_round_trip(make, tmp_path):
    model, inputs, outputs = built(make)
    torch.save(model.state_dict(), tmp_path / "state.pt")
    other = make().eval()
    other(inputs)
    assert not same(other(inputs), outputs)
    missing = other.load_state_dict(torch.load(tmp_path / "state.pt", weights_only=True))
    assert not missing.missing_keys and not missing.unexpected_keys and same(other(inputs), outputs, 0)


def test_state_of_another_shape_is_refused():
    model, _, _ = built(mlp)
    state = model.state_dict()
    state["dense.kernel"] = torch.zeros(3, 3)
    with pytest.raises(RuntimeError, match="size mismatch for dense.kernel"):
        model.load_state_dict(state)


@EVERY
def test_moving_keeps_variables(make):
    model, inputs, outputs = built(make)
    before = [id(w) for w in model.weights]
    moved = model.to("cpu").double().float()
    assert moved is model and [id(w) for w in model.weights] == before and same(model(inputs), outputs)
    meta = make()
    meta(inputs)
    assert {w.device.type for w in meta.to("meta").weights} == {"meta"}


@EVERY
@pytest.mark.parametrize("dtype, tolerance", [(torch.float64, 1e-5), (torch.bfloat16, 0.1)])
def test_moved_models_compute_in_their_new_dtype(make, dtype, tolerance):
    model, inputs, outputs = built(make)
    model.to(dtype)
    given = tree.map_structure(lambda x: x.to(dtype) if x.is_floating_point() else x, inputs)
    found = tree.flatten(model(given))
    assert {x.dtype for x in found} == {w.dtype for w in model.weights if w.is_floating_point()} == {dtype}
    assert {layer.compute_dtype for layer in model._flatten_layers()} == {str(dtype).removeprefix("torch.")}
    assert same([x.float() for x in found], outputs, tolerance)
    sum(x.sum() for x in found).backward()
    model.float()
    assert {x.dtype for x in tree.flatten(model(inputs))} == {torch.float32} and model.compute_dtype == "float32"


def test_derivatives_in_double_precision():
    model, inputs, _ = built(mlp)
    model.double()
    assert torch.autograd.gradcheck(model, (inputs.double().requires_grad_(),))


def test_memory_order_survives():
    model, inputs, outputs = built(cnn)
    kernel = model.layers[0].kernel
    strides = kernel.stride()
    model.double().float()
    assert kernel.stride() == strides and kernel.shape == (3, 3, 3, 4) and same(model(inputs), outputs)


# ---------------------------------------------------------------- compilation and export


@EVERY
@pytest.mark.parametrize("training", [False, True])
def test_compile_without_graph_breaks(make, training):
    model, inputs, outputs = built(make)
    model.train(training)
    torch._dynamo.reset()
    compiled = torch.compile(model, backend="aot_eager", fullgraph=True)
    found = compiled(inputs)
    assert training or same(found, outputs)
    sum(x.sum() for x in tree.flatten(found)).backward()
    gradients = [w.grad.clone() for w in model.trainable_variables]
    if not training:
        model.zero_grad()
        sum(x.sum() for x in tree.flatten(model(inputs))).backward()
        assert same(gradients, [w.grad for w in model.trainable_variables], 1e-4)


def test_compiled_training_learns():
    torch._dynamo.reset()
    model = hornpipe.Sequential([hornpipe.Input((8,)), layers.Dense(4, "relu"), layers.Dense(1)]).train()
    x = torch.randn(32, 8)
    y = x[:, :1] * 2
    compiled = torch.compile(model, backend="aot_eager", fullgraph=True)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    losses = []
    for _ in range(20):
        optimizer.zero_grad()
        loss = (compiled(x) - y).square().mean()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    assert losses[-1] < losses[0] / 2


def test_seeded_dropout_compiles_with_a_break():
    """A layer with a seed of its own draws with a generator that torch.compile() leaves to Python: the numbers stay those of the seed."""
    torch._dynamo.reset()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        plain, compiled = (layers.Dropout(0.5, seed=3) for _ in range(2))
        x = torch.ones(4, 6)
        assert same(torch.compile(compiled, backend="eager")(x, training=True), plain(x, training=True))


@EVERY
def test_export(make):
    model, inputs, outputs = built(make)
    program = torch.export.export(model, (inputs,))
    assert same(program.module()(inputs), outputs)


def test_export_for_any_batch_size(tmp_path):
    model, inputs, _ = built(cnn)
    program = torch.export.export(model, (inputs,), dynamic_shapes=(({0: torch.export.Dim("batch")},),))
    torch.export.save(program, tmp_path / "model.pt2")
    more = torch.randn(7, 8, 8, 3)
    assert same(torch.export.load(tmp_path / "model.pt2").module()(more), model(more))


def test_functional_transforms():
    model, inputs, outputs = built(Subclassed)
    state = {k: v.detach() for k, v in model.named_parameters()}
    assert same(torch.func.functional_call(model, state, (inputs,)), outputs)
    assert same(torch.vmap(lambda x: model(x[None])[0])(inputs), outputs)


def test_predictions_of_numpy_are_those_of_torch():
    model, inputs, outputs = built(mlp)
    assert np.allclose(model.predict(inputs.numpy(), verbose=0), outputs.detach().numpy(), atol=1e-6)


def test_models_learn_under_no_grad_too():
    model = hornpipe.Sequential([hornpipe.Input((4, 4, 1)), layers.Conv2D(2, 2), layers.Flatten(), layers.Dense(3)])
    model.compile("sgd", "mse")
    before = model.get_weights()[0]
    with torch.no_grad():
        model.fit(np.ones((4, 4, 4, 1)), np.ones((4, 3)), verbose=0)
        after = model.get_weights()[0]
        model.train_on_batch(np.ones((4, 4, 4, 1)), np.ones((4, 3)))
        assert not torch.is_grad_enabled()
    assert np.abs(after - before).max() > 0 and np.abs(model.get_weights()[0] - after).max() > 0
