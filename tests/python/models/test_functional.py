import numpy as np
import pytest
import torch

import hornpipe
from hornpipe import layers, ops
from hornpipe.core.errors import ArgumentError, ShapeError

X = np.linspace(-1, 1, 12, dtype="float32").reshape(3, 4)


def numbers(x):
    return x.detach().numpy()


def test_nested_ends():
    ends = {"a": hornpipe.Input((4,), name="a"), "b": [hornpipe.Input((4,)), hornpipe.Input((2,))]}
    model = hornpipe.Model(ends, {"sum": ends["a"] + ends["b"][0], "rest": (ends["b"][1] * 2, ends["a"][:, 1:3])})
    found = model({"a": X, "b": [X, X[:, :2]]})
    assert set(found) == {"sum", "rest"} and isinstance(found["rest"], tuple)
    np.testing.assert_allclose(numbers(found["sum"]), X + X)
    np.testing.assert_allclose(numbers(found["rest"][0]), 2 * X[:, :2])
    np.testing.assert_allclose(numbers(found["rest"][1]), X[:, 1:3])
    assert model.output_shape == {"sum": (None, 4), "rest": ((None, 2), (None, 2))}


def test_shared_layers_share_weights():
    a, b = hornpipe.Input((4,)), hornpipe.Input((4,))
    shared = layers.Dense(3)
    model = hornpipe.Model([a, b], [shared(a), shared(b)])
    left, right = model([X, X])
    assert torch.equal(left, right) and len(model.weights) == 2 and len(shared._inbound_nodes) == 2


def test_a_model_is_a_layer():
    inner = hornpipe.Sequential([hornpipe.Input((4,)), layers.Dense(3, "relu"), layers.Dense(4)], name="inner")
    x = hornpipe.Input((4,))
    model = hornpipe.Model(x, inner(inner(x)) + x)
    np.testing.assert_allclose(numbers(model(X)), numbers(inner(inner(X))) + X, atol=1e-6)
    assert len(model.weights) == 4 and model.get_layer("inner") is inner


def test_operators_and_slices_of_symbols():
    x = hornpipe.Input((4,))
    outputs = [x + 1, 1 - x, x * x, x / 2, x ** 2, -x, abs(x), x[:, 0], x[:, ::2], x[..., None], x @ ops.ones((4, 2)), x > 0, x % 2, x // 2, 2 ** x]
    found = hornpipe.Model(x, outputs)(X)
    wanted = [X + 1, 1 - X, X * X, X / 2, X**2, -X, abs(X), X[:, 0], X[:, ::2], X[..., None], X @ np.ones((4, 2)), X > 0, X % 2, X // 2, 2**X]
    for symbol, ours, numpys in zip(outputs, found, wanted, strict=True):
        assert symbol.shape == (None, *numpys.shape[1:])
        np.testing.assert_allclose(numbers(ours), numpys, atol=1e-6)


def test_unknown_sizes():
    x = hornpipe.Input((None, None, 3))
    y = layers.Conv2D(5, 3, strides=2, padding="same")(x)
    model = hornpipe.Model(x, [y, layers.GlobalMaxPooling2D()(y)])
    assert model.output_shape == [(None, None, None, 5), (None, 5)]
    for height, width in ((4, 7), (9, 2)):
        image, pooled = model(np.zeros((2, height, width, 3)))
        assert image.shape == (2, (height + 1) // 2, (width + 1) // 2, 5) and pooled.shape == (2, 5)


def test_cut_between_intermediate_tensors():
    x = hornpipe.Input((4,))
    conv = layers.Dense(6, "relu", name="conv")(x)
    processed = conv * 2
    out = layers.Dense(2, name="out")(processed)
    whole, head, tail = hornpipe.Model(x, out), hornpipe.Model(x, processed), hornpipe.Model(processed, out)
    np.testing.assert_allclose(numbers(tail(head(X))), numbers(whole(X)), atol=1e-6)
    assert [layer.name for layer in tail.layers][-1] == "out" and tail.get_layer("out") is whole.get_layer("out")
    both = hornpipe.Model([conv, x], [processed, x + 1])
    np.testing.assert_allclose(numbers(both([X[:, :1].repeat(6, 1), X])[1]), X + 1)


def test_optional_inputs():
    class Added(layers.Layer):
        def call(self, a, b=None):
            return a if b is None else a + b

    a, b = hornpipe.Input((4,), name="a"), hornpipe.Input((4,), name="b", optional=True)
    model = hornpipe.Model({"a": a, "b": b}, Added()(a, b))
    np.testing.assert_allclose(numbers(model({"a": X, "b": None})), X)
    np.testing.assert_allclose(numbers(model({"a": X, "b": X})), 2 * X)
    with pytest.raises(ArgumentError, match="'a' of the model .* is missing"):
        model({"a": None, "b": X})


def test_masks_go_through():
    ids = hornpipe.Input((None,), dtype="int64")
    x = layers.Embedding(9, 4, mask_zero=True)(ids)
    model = hornpipe.Model(ids, layers.GlobalAveragePooling1D()(layers.LSTM(3, return_sequences=True)(x)))
    short, padded = np.array([[1, 2, 3]]), np.array([[1, 2, 3, 0, 0, 0]])
    np.testing.assert_allclose(numbers(model(short)), numbers(model(padded)), atol=1e-6)


def test_training_reaches_every_layer():
    x = hornpipe.Input((4,))
    inner = hornpipe.Sequential([hornpipe.Input((4,)), layers.Dropout(0.5)])
    model = hornpipe.Model(x, [layers.Dropout(0.5)(x), inner(x)])
    ones = np.ones((50, 4), "float32")
    for off, on in zip(model(ones), model(ones, training=True)):
        assert (off == 1).all() and 0.3 < (on == 0).float().mean() < 0.7


def test_ranks_are_fitted():
    x = hornpipe.Input((1,))
    model = hornpipe.Model(x, x * 2)
    np.testing.assert_allclose(numbers(model(np.array([1.0, 2.0]))), [[2], [4]])
    flat = hornpipe.Input(())
    np.testing.assert_allclose(numbers(hornpipe.Model(flat, flat * 2)(np.array([[1.0], [2.0]]))), [2, 4])


@pytest.mark.parametrize("inputs, message", [
    (np.zeros((3, 5)), r"input 'x' of the model 'm' must have shape \(None, 4\), got \(3, 5\)"),
    (np.zeros((3, 4, 2)), r"must have shape \(None, 4\), got \(3, 4, 2\)"),
    ([np.zeros((3, 4))] * 2, r"takes 1 inputs \(x\), got 2"),
    ({"y": np.zeros((3, 4))}, r"misses the inputs \['x'\]; it got \['y'\]"),
])
def test_inputs_that_do_not_fit(inputs, message):
    x = hornpipe.Input((4,), name="x")
    with pytest.raises(ValueError, match=message):
        hornpipe.Model(x, layers.Dense(2)(x), name="m")(inputs)


def test_surplus_inputs_are_named():
    x = hornpipe.Input((4,), name="x")
    model = hornpipe.Model({"x": x}, x + 1)
    with pytest.warns(UserWarning, match=r"has no inputs \['z'\]"):
        model({"x": X, "z": X})


@pytest.mark.parametrize("make, message", [
    (lambda x, y: hornpipe.Model(x, y), "is not connected to `inputs`: it needs .*name=second"),
    (lambda x, y: hornpipe.Model(x, []), "`outputs` argument cannot be empty"),
    (lambda x, y: hornpipe.Model([x, x], x + 1), "must not name the same tensor twice"),
    (lambda x, y: hornpipe.Model(np.zeros(3), x), "`inputs` must hold symbolic tensors"),
    (lambda x, y: hornpipe.Model(x, layers.Dense(2, name="d")(layers.Dense(2, name="d")(x))), "'d' is used by two layers"),
])
def test_ends_that_make_no_model(make, message):
    with pytest.raises(ValueError, match=message):
        make(hornpipe.Input((4,), name="first"), layers.Dense(2)(hornpipe.Input((4,), name="second")))


def test_errors_inside_name_the_layer():
    x = hornpipe.Input((4,))
    with pytest.raises(ShapeError, match=r"'wide' is incompatible with the layer: expected min_ndim=4, got shape \(None, 4\)"):
        layers.Conv2D(3, 3, name="wide")(x)


def test_subclass_made_from_ends():
    class Named(hornpipe.Model):
        def __init__(self, units):
            x = hornpipe.Input((4,))
            super().__init__(x, layers.Dense(units)(x))
            self.units = units

    model = Named(3)
    assert model(X).shape == (3, 3) and model.units == 3 and model.input_shape == (None, 4) and len(model.layers) == 2


def test_config_keeps_calls_and_nesting():
    a, b = hornpipe.Input((4,), name="a"), hornpipe.Input((4,), name="b")
    shared = layers.Dense(4, name="shared")
    model = hornpipe.Model({"a": a, "b": b}, [shared(a), layers.Add()([shared(shared(b)), a]), ops.concatenate([a, b], axis=1)])
    other = hornpipe.Model.from_config(model.get_config())
    other.set_weights(model.get_weights())
    for ours, theirs in zip(model({"a": X, "b": 2 * X}), other({"a": X, "b": 2 * X}), strict=True):
        np.testing.assert_array_equal(numbers(ours), numbers(theirs))
    assert other.get_config() == model.get_config()


def test_compute_output_shape():
    x = hornpipe.Input((None, 4))
    model = hornpipe.Model(x, layers.Dense(2)(x))
    assert model.compute_output_shape((5, 7, 4)) == (5, 7, 2)
    assert model.compute_output_spec(hornpipe.KerasTensor((None, 3, 4))).shape == (None, 3, 2)


def test_subclass_that_hands_on_what_it_is_given_is_made_from_its_config():
    class Named(hornpipe.Model):
        def __init__(self, *args, power=1, **kwargs):
            super().__init__(*args, **kwargs)
            self.power = power

        def get_config(self):
            return {**super().get_config(), "power": self.power}

    inputs = hornpipe.Input((3,))
    model = Named(inputs, layers.Dense(2)(inputs), power=3)
    twin = Named.from_config(model.get_config())
    assert isinstance(twin, Named) and twin.power == 3 and twin.output_shape == (None, 2)


def test_a_tuple_of_outputs_stays_one_in_configs():
    inputs = hornpipe.Input((3,))
    model = hornpipe.Model(inputs, (layers.Dense(2)(inputs), layers.Dense(1)(inputs)))
    assert isinstance(hornpipe.Model.from_config(model.get_config())(np.ones((1, 3))), tuple)


def test_inputs_by_name_are_taken_by_position_only_where_that_is_their_order():
    one, zero = np.ones((1, 2)), np.zeros((1, 2))

    def difference(*names):
        ends = {name: hornpipe.Input((2,), name=name) for name in names}
        return hornpipe.Model(ends, layers.Subtract()(list(ends.values())))

    assert float(difference("b", "a")({"a": zero, "b": one}).sum()) == 2
    with pytest.raises(ValueError, match=r"must be a dictionary with the keys \['b', 'a'\], got a list"):
        difference("b", "a")([one, zero])
    with pytest.warns(UserWarning, match=r"named \['a', 'b'\]; those of a tuple are taken in this order"):
        assert float(difference("a", "b")((one, zero)).sum()) == 2
