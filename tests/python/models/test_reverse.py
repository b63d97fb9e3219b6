"""The step by the layers' own derivatives gives the numbers of autograd's."""
import numpy as np
import pytest
import torch

import hornpipe as keras
from hornpipe import layers

RNG = np.random.default_rng(0)
X, LABELS = RNG.random((96, 12), dtype=np.float32), RNG.integers(0, 4, 96)
ONE_HOT = np.eye(4, dtype="float32")[LABELS]


class HalfL2(keras.regularizers.L2):
    def __call__(self, x):
        return super().__call__(x) / 2


def stack(*inner, activation="softmax", loss="sparse_categorical_crossentropy", **compiled):
    keras.utils.set_random_seed(3)
    model = keras.Sequential([keras.Input((12,)), *(make() for make in inner), layers.Dense(4, activation=activation)])
    model.compile("adam", loss, metrics=["accuracy"], **compiled)
    return model


def trained(model, y, **fit):
    keras.utils.set_random_seed(4)
    history = model.fit(X, y, epochs=2, verbose=0, **fit).history
    return history, model.get_weights(), getattr(model._steps["train"][1], "reverse", None)


CASES = {
    "plain": ([], {}, LABELS),
    "activations": ([lambda: layers.Dense(7, "relu"), lambda: layers.Dense(6, "tanh"), lambda: layers.Activation("sigmoid"),
                     lambda: layers.Dense(5, "softmax")], {}, LABELS),
    "dropout and shapes": ([lambda: layers.Dense(8, use_bias=False), lambda: layers.Dropout(0.3), lambda: layers.Reshape((2, 4)), layers.Flatten], {}, LABELS),
    "more activations": ([lambda: layers.Dense(7, "gelu"), lambda: layers.Dense(6, "silu"), lambda: layers.Dense(6, "elu"), lambda: layers.Dense(6, "selu"),
                          lambda: layers.Dense(6, "leaky_relu"), lambda: layers.Activation("gelu")], {}, LABELS),
    "layers of activations": ([lambda: layers.Dense(7), layers.ReLU, lambda: layers.Dense(6), lambda: layers.ReLU(negative_slope=0.1), lambda: layers.Dense(6),
                               layers.LeakyReLU, lambda: layers.ELU(0.7), lambda: layers.LeakyReLU(0.0)], {}, LABELS),
    # A bias before a batch normalization would have no gradient but rounding, which Adam makes large: there is none.
    "batch normalization": ([lambda: layers.Dense(8, use_bias=False), layers.BatchNormalization, layers.ReLU, lambda: layers.BatchNormalization(scale=False),
                             lambda: layers.Activation("tanh"), lambda: layers.Dense(5, use_bias=False),
                             lambda: layers.BatchNormalization(center=False, momentum=0.9, epsilon=1e-5), lambda: layers.Activation("tanh"),
                             lambda: layers.BatchNormalization(center=False, scale=False)], {}, LABELS),
    "layer normalization": ([lambda: layers.Dense(8), layers.LayerNormalization, layers.ReLU, lambda: layers.LayerNormalization(scale=False),
                             lambda: layers.Dense(5), lambda: layers.LayerNormalization(center=False, epsilon=1e-5),
                             lambda: layers.LayerNormalization(center=False, scale=False), lambda: layers.Dense(6), lambda: layers.Reshape((2, 3)),
                             lambda: layers.LayerNormalization(axis=(1, 2)), layers.Flatten], {}, LABELS),
    "normalization first": ([layers.BatchNormalization, lambda: layers.Dense(8), layers.LayerNormalization], {}, LABELS),
    "layers before those that learn": ([lambda: layers.Rescaling(0.5, 0.1), lambda: layers.Normalization(mean=0.4, variance=2.0),
                                        lambda: layers.GaussianNoise(0.1, seed=1), lambda: layers.Dense(8, "relu")], {}, LABELS),
    "logits": ([lambda: layers.Dense(8, "relu")], {"activation": None, "loss": keras.losses.SparseCategoricalCrossentropy(from_logits=True)}, LABELS),
    "another loss": ([lambda: layers.Dense(8, "relu")], {"activation": "sigmoid", "loss": "mse"}, ONE_HOT),
    "two classes": ([lambda: layers.Dense(8, "relu")], {"activation": "sigmoid", "loss": "binary_crossentropy"}, ONE_HOT),
    "distances": ([lambda: layers.Dense(8, "relu")], {"activation": None, "loss": "mae"}, ONE_HOT),
    "penalties": ([lambda: layers.Dense(8, "relu", kernel_regularizer="l2", bias_regularizer="l1"),
                   lambda: layers.Dense(6, use_bias=False, kernel_regularizer=keras.regularizers.L1L2(0.01, 0.02)),
                   lambda: layers.BatchNormalization(gamma_regularizer="l2")], {}, LABELS),
    "penalties beside a loss that autograd finds": ([lambda: layers.Dense(8, kernel_regularizer="l1")], {"activation": None, "loss": "huber"}, ONE_HOT),
    "one-hot targets": ([lambda: layers.Dense(8, "relu")], {"loss": "categorical_crossentropy"}, ONE_HOT),
    "weighted loss": ([lambda: layers.Dense(8, "relu")], {"loss_weights": [0.5]}, LABELS),
}


@pytest.mark.parametrize("case", CASES)
def test_steps_agree_with_autograd(case):
    inner, options, y = CASES[case]
    direct, recorded = (trained(stack(*inner, **options, run_eagerly=eager), y) for eager in (False, True))
    assert direct[2] is not None and recorded[2] is None
    for name, values in recorded[0].items():
        np.testing.assert_allclose(direct[0][name], values, rtol=2e-6)
    for a, b in zip(direct[1], recorded[1]):
        np.testing.assert_allclose(a, b, rtol=1e-5, atol=2e-6)


def joined(**compiled):
    """Two inputs, branches of several lengths that are added and concatenated, and one that is used twice."""
    keras.utils.set_random_seed(3)
    a, b = keras.Input((12,)), keras.Input((5,))
    x, y = layers.Dense(6, "relu")(a), layers.Dense(6, "tanh")(b)
    both = layers.Add()([x, y, layers.Dense(6)(x)])
    wide = layers.Concatenate()([both, layers.BatchNormalization()(both), b, layers.Rescaling(2.0)(b)])
    model = keras.Model([a, b], layers.Dense(4, "softmax")(wide))
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"], **compiled)
    return model


def test_branches_agree_with_autograd():
    def fitted(eager):
        model = joined(run_eagerly=eager)
        keras.utils.set_random_seed(4)
        history = model.fit([X, X[:, 3:8]], LABELS, epochs=2, verbose=0).history
        return history, model.get_weights(), getattr(model._steps["train"][1], "reverse", None)

    direct, recorded = fitted(False), fitted(True)
    assert direct[2] is not None and recorded[2] is None
    np.testing.assert_allclose(direct[0]["loss"], recorded[0]["loss"], rtol=2e-6)
    for a, b in zip(direct[1], recorded[1]):
        np.testing.assert_allclose(a, b, rtol=1e-5, atol=2e-6)


def two_of(make, rows=40):
    """A model that tells four classes apart, fitted on both ways."""
    found = []
    for eager in (False, True):
        keras.utils.set_random_seed(3)
        model = make()
        model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"], run_eagerly=eager)
        data = np.random.default_rng(1)
        shape, whole = model.input_shape[1:], "int" in model.inputs[0].dtype
        x = data.integers(0, 20, (rows, *shape)) if whole else data.random((rows, *shape), dtype=np.float32)
        keras.utils.set_random_seed(4)
        history = model.fit(x, LABELS[:rows], batch_size=16, epochs=2, verbose=0).history
        found.append((history, model))
    return found


def sequential(shape, *inner, dtype="float32"):
    return lambda: keras.Sequential([keras.Input(shape, dtype=dtype), *(make() for make in inner), layers.Dense(4, activation="softmax")])


def residual():
    def block(x, filters, strides=1):
        return layers.BatchNormalization()(layers.Conv2D(filters, 3, strides, padding="same", use_bias=False)(x))

    a = keras.Input((8, 8, 3))
    x = layers.ReLU()(block(a, 4))
    x = layers.ReLU()(layers.Add()([x, block(x, 4)]))
    x = layers.ReLU()(layers.Add()([layers.Conv2D(6, 1, 2)(x), block(x, 6, 2)]))
    return keras.Model(a, layers.Dense(4, activation="softmax")(layers.GlobalAveragePooling2D()(x)))


NETS = {
    # 13 x 13 pixels, of which 12 x 12 are read; rectified behind the pooling
    "images": sequential((13, 13, 2), lambda: layers.Rescaling(0.5), lambda: layers.Conv2D(3, 3, activation="relu"), layers.MaxPooling2D,
                         lambda: layers.Conv2D(5, 3, activation="tanh"), lambda: layers.MaxPooling2D(2, 1), layers.Flatten),
    "margins within": sequential((15, 15, 2), lambda: layers.SeparableConv2D(3, 3), lambda: layers.Conv2D(3, 4, activation="relu"),
                                 lambda: layers.AveragePooling2D(4), lambda: layers.Flatten()),
    "sequences": sequential((20, 3), lambda: layers.Conv1D(6, 5, activation="relu"), layers.MaxPooling1D, lambda: layers.Dense(5, "relu"),
                            lambda: layers.Conv1D(5, 3, padding="causal"), layers.GlobalMaxPooling1D),
    "words": sequential((7,), lambda: layers.Embedding(20, 6), layers.GlobalAveragePooling1D, lambda: layers.Dense(5, "relu"), dtype="int32"),
    "padding that nobody reads": sequential((7,), lambda: layers.Embedding(20, 6, mask_zero=True), layers.Flatten, dtype="int32"),
    "residual": residual,
    "recurrent": sequential((7,), lambda: layers.Embedding(20, 6), lambda: layers.SimpleRNN(5, return_sequences=True), lambda: layers.GRU(4), dtype="int32"),
}


@pytest.mark.filterwarnings("ignore:.*does not support masking")
@pytest.mark.parametrize("net", NETS)
def test_nets_agree_with_autograd(net):
    direct, recorded = two_of(NETS[net])
    assert direct[1]._steps["train"][1].reverse is not None and recorded[1]._steps["train"][1].reverse is None
    for name, values in recorded[0].items():
        np.testing.assert_allclose(direct[0][name], values, rtol=1e-5)
    for a, b in zip(direct[1].get_weights(), recorded[1].get_weights()):
        np.testing.assert_allclose(a, b, rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize("make, shape", [
    (lambda: layers.SimpleRNN(4, return_sequences=True), (6, 3)), (lambda: layers.GRU(4), (6, 3)),
    (lambda: layers.Conv2D(4, 3, activation="sigmoid", data_format="channels_first"), (2, 6, 7)), (lambda: layers.Permute((2, 1)), (3, 4)),
])
def test_any_layer_may_be_the_last(make, shape):
    x = RNG.random((32, *shape), dtype=np.float32)

    def fitted(eager):
        keras.utils.set_random_seed(3)
        model = keras.Sequential([keras.Input(shape), layers.Dense(shape[-1]), make()])
        model.compile("adam", "mse", metrics=["mae"], run_eagerly=eager)
        return model.fit(x, np.zeros((32, *model.output_shape[1:])), batch_size=8, epochs=2, verbose=0).history, model

    direct, recorded = fitted(False), fitted(True)
    assert direct[1]._steps["train"][1].reverse is not None and recorded[1]._steps["train"][1].reverse is None
    for name, values in recorded[0].items():
        np.testing.assert_allclose(direct[0][name], values, rtol=1e-5)
    for a, b in zip(direct[1].get_weights(), recorded[1].get_weights()):
        np.testing.assert_allclose(a, b, rtol=1e-4, atol=1e-5)


def test_masks_that_are_read_are_left_to_autograd():
    make = sequential((7,), lambda: layers.Embedding(20, 6, mask_zero=True), layers.GlobalAveragePooling1D, dtype="int32")
    direct, recorded = two_of(make)
    assert direct[1]._steps["train"][1].reverse is None
    for a, b in zip(direct[1].get_weights(), recorded[1].get_weights()):
        np.testing.assert_allclose(a, b, rtol=1e-6)


def test_a_mask_that_an_output_carries_is_read_by_the_loss():
    keras.utils.set_random_seed(3)
    a = keras.Input((7,), dtype="int32")
    model = keras.Model(a, layers.Dense(4, activation="softmax")(layers.Embedding(20, 6, mask_zero=True)(a)))
    model.compile("adam", "sparse_categorical_crossentropy")
    model.fit(RNG.integers(0, 3, (8, 7)), RNG.integers(0, 4, (8, 7)), verbose=0)
    assert model._steps["train"][1].reverse is None


def test_layers_tell_what_does_not_fit():
    a = keras.Input((None, 3))
    model = keras.Model(a, layers.Dense(1)(layers.GlobalMaxPooling1D()(layers.Conv1D(4, 5)(a))))
    model.compile("adam", "mse")
    model.train_on_batch(np.ones((2, 6, 3)), np.ones((2, 1)))
    assert model._steps["train"][1].reverse is not None
    with pytest.raises(ValueError, match="Computed output size would be zero or negative"):
        model.train_on_batch(np.ones((2, 3, 3)), np.ones((2, 1)))
    words = keras.Sequential([keras.Input((3,), dtype="int32"), layers.Embedding(5, 2), layers.Flatten(), layers.Dense(1)])
    words.compile("adam", "mse")
    with pytest.raises(ValueError, match="has vectors for 0 to 4"):
        words.train_on_batch(np.full((2, 3), 7), np.ones((2, 1)))


NUMBERS = RNG.random((96, 2), dtype=np.float32)


def branched(nest, **compiled):
    """Three outputs: numbers, classes, and the layer below both, which is an output itself."""
    keras.utils.set_random_seed(3)
    a = keras.Input((12,))
    inner = layers.Dense(4, "sigmoid", name="inner")(a)
    outputs = {"numbers": layers.Dense(2, name="numbers")(inner), "classes": layers.Dense(4, "softmax", name="classes")(inner), "inner": inner}
    model = keras.Model(a, outputs if nest is dict else list(outputs.values()))
    model.compile("adam", **{"loss": ["mse", "sparse_categorical_crossentropy", "binary_crossentropy"], "metrics": [["mae"], ["accuracy"], None], **compiled})
    return model


def by_name(*values):
    return dict(zip(("numbers", "classes", "inner"), values))


@pytest.mark.filterwarnings("ignore:Gradients do not exist")
@pytest.mark.parametrize("nest, compiled, fit", [
    (list, {}, {}),
    (list, {"loss_weights": [0.3, 1.0, 2.0], "weighted_metrics": [["mse"], None, None]}, {}),
    (list, {"loss": ["mse", None, "mae"]}, {}),                               # an output without a loss, which has a metric
    (list, {"loss": ["huber", "sparse_categorical_crossentropy", "mse"]}, {}),      # a loss that does not know its derivative
    (list, {}, {"sample_weight": [RNG.random(96, dtype=np.float32)] * 3}),
    (dict, {"loss": by_name("mse", "sparse_categorical_crossentropy", "mae"), "loss_weights": by_name(0.5, 2.0, 1.0),
            "metrics": by_name("mae", "accuracy", "mse")}, {}),
    (dict, {"loss": {"classes": "sparse_categorical_crossentropy"}, "metrics": None}, {}),
])
def test_several_outputs_agree_with_autograd(nest, compiled, fit):
    y = by_name(NUMBERS, LABELS, ONE_HOT) if nest is dict else [NUMBERS, LABELS, ONE_HOT]

    def fitted(eager):
        model = branched(nest, run_eagerly=eager, **compiled)
        keras.utils.set_random_seed(4)
        return model.fit(X, y, epochs=2, verbose=0, **fit).history, model

    direct, recorded = fitted(False), fitted(True)
    assert direct[1]._steps["train"][1].reverse is not None and recorded[1]._steps["train"][1].reverse is None
    assert direct[0].keys() == recorded[0].keys()
    for name, values in recorded[0].items():
        np.testing.assert_allclose(direct[0][name], values, rtol=2e-6)
    for a, b in zip(direct[1].get_weights(), recorded[1].get_weights()):
        np.testing.assert_allclose(a, b, rtol=1e-5, atol=2e-6)


def test_looks_at_the_metrics_of_several_outputs_change_no_bit():
    def history(*callbacks):
        model = branched(list)
        keras.utils.set_random_seed(4)
        return model.fit(X, [NUMBERS, LABELS, ONE_HOT], batch_size=5, epochs=2, verbose=0, callbacks=callbacks).history

    look = keras.callbacks.LambdaCallback(on_train_batch_end=lambda batch, logs: batch % 3 or logs["classes_loss"])
    assert history(look) == history()


def test_one_tensor_may_be_two_outputs():
    def fitted(eager):
        keras.utils.set_random_seed(3)
        a = keras.Input((12,))
        b = layers.Dense(4, "sigmoid")(a)
        model = keras.Model(a, [b, b])
        model.compile("adam", ["mse", "mae"], run_eagerly=eager)
        model.fit(X, [ONE_HOT, ONE_HOT], epochs=2, verbose=0)
        return model

    direct, recorded = fitted(False), fitted(True)
    assert direct._steps["train"][1].reverse is not None
    for a, b in zip(direct.get_weights(), recorded.get_weights()):
        np.testing.assert_allclose(a, b, rtol=1e-5, atol=2e-6)


def test_sums_of_unlike_shapes_are_left_to_autograd():
    keras.utils.set_random_seed(3)
    a = keras.Input((12,))
    model = keras.Model(a, layers.Dense(4, "softmax")(layers.Add()([layers.Dense(6)(a), layers.Dense(1)(a)])))
    model.compile("adam", "sparse_categorical_crossentropy")
    model.fit(X, LABELS, verbose=0)
    assert model._steps["train"][1].reverse is None


def test_sample_weights_and_frozen_layers():
    weights = RNG.random(96).astype("float32")

    def made(eager):
        model = stack(lambda: layers.Dense(8, "relu", name="frozen"), lambda: layers.Dense(6, "tanh"), run_eagerly=eager)
        model.get_layer("frozen").trainable = False
        return model

    direct, recorded = (trained(made(eager), LABELS, sample_weight=weights) for eager in (False, True))
    assert direct[2] is not None
    for a, b in zip(direct[1], recorded[1]):
        np.testing.assert_allclose(a, b, rtol=1e-5, atol=2e-6)


@pytest.mark.parametrize("loss, y", [("mse", ONE_HOT), ("sparse_categorical_crossentropy", LABELS)])
def test_looks_at_the_metrics_change_no_bit_of_the_history(loss, y):
    def history(*callbacks):
        model = stack(lambda: layers.Dense(8, "relu"), activation="softmax" if loss[0] == "s" else None, loss=loss)
        keras.utils.set_random_seed(4)
        return model.fit(X, y, batch_size=5, epochs=2, verbose=0, callbacks=callbacks).history

    look = keras.callbacks.LambdaCallback(on_train_batch_end=lambda batch, logs: batch % 3 or logs["loss"])
    assert history(look) == history()


@pytest.mark.parametrize("shape", [(96,), (96, 1), (96, 4)])
def test_means_among_the_metrics_are_the_same_bits_too(shape):
    def history(*callbacks, **options):
        model = stack(lambda: layers.Dense(8, "relu"), activation=None, loss="mse")
        model = keras.Sequential([*model.layers, layers.Dense((*shape, 1)[1])])
        model.compile("rmsprop", "mse", metrics=["mae", "mape", keras.metrics.RootMeanSquaredError()], **options)
        keras.utils.set_random_seed(4)
        history = model.fit(X, np.resize(X, shape), batch_size=5, epochs=2, verbose=0, callbacks=callbacks).history
        assert options or model._steps["train"][1].backlog._losses is not None
        return history

    look = keras.callbacks.LambdaCallback(on_train_batch_end=lambda batch, logs: batch % 3 or logs["mae"])
    found = history()
    assert history(look) == found
    for name, values in history(run_eagerly=True).items():
        np.testing.assert_allclose(found[name], values, rtol=2e-6)


def test_a_last_batch_of_one_row_is_normalized_too():
    def fitted(eager):
        model = stack(lambda: layers.Dense(6, use_bias=False), layers.BatchNormalization, layers.ReLU, run_eagerly=eager)
        keras.utils.set_random_seed(4)
        model.fit(X[:33], LABELS[:33], epochs=2, verbose=0)
        return model

    direct, recorded = fitted(False), fitted(True)
    assert direct._steps["train"][1].reverse is not None
    for a, b in zip(direct.get_weights(), recorded.get_weights()):
        np.testing.assert_allclose(a, b, rtol=1e-5, atol=2e-6)


def test_confident_predictions_have_the_gradient_of_clipped_probabilities():
    before = torch.tensor([[30.0, 0.0, 0.0], [0.0, 30.0, 0.0], [1.0, 2.0, 3.0]])
    y = torch.tensor([1, 1, 2])
    loss = keras.losses.SparseCategoricalCrossentropy()
    leaf = before.clone().requires_grad_()
    expected = loss(y, keras.activations.softmax(leaf))
    derivative = loss.with_gradient(keras.activations.softmax)
    gradient, kept = derivative.gradient(y, before)
    torch.testing.assert_close(gradient, torch.autograd.grad(expected, leaf)[0])
    torch.testing.assert_close(derivative.values(y, kept, 1)[0], expected.detach())
    torch.testing.assert_close(derivative.predictions(kept), torch.softmax(before, 1))


def changed_call():
    class Doubled(layers.Dense):
        def call(self, inputs):
            return 2 * super().call(inputs)

    return stack(lambda: Doubled(5))


def own_loss():
    model = stack(lambda: layers.Dense(5))
    model.compile("sgd", lambda y, p: keras.losses.sparse_categorical_crossentropy(y, p) + model.layers[0].kernel.square().sum())
    return model


def hooked():
    model = stack(lambda: layers.Dense(5))
    model.layers[0].register_forward_hook(lambda module, args, out: out * 2)
    return model


@pytest.mark.parametrize("make", (changed_call, own_loss, hooked, lambda: stack(lambda: layers.Dense(5, "mish")),
                                  lambda: stack(lambda: layers.Dense(5), lambda: layers.ReLU(max_value=1.0)),
                                  lambda: stack(lambda: layers.Dense(5), lambda: layers.BatchNormalization(renorm=True)),
                                  lambda: stack(lambda: layers.Dense(5), lambda: layers.GaussianNoise(0.1, seed=1)),
                                  lambda: stack(lambda: layers.Dense(5, kernel_regularizer="orthogonal_regularizer")),
                                  lambda: stack(lambda: layers.Dense(5, kernel_regularizer=HalfL2(0.1)))))
def test_where_derivatives_are_not_known_autograd_finds_them(make):
    fast, slow = make(), make()
    slow.compile(slow.optimizer.__class__(), slow.loss, run_eagerly=True)
    fast.compile(fast.optimizer.__class__(), fast.loss)
    for a, b in zip(trained(fast, LABELS)[1], trained(slow, LABELS)[1]):
        np.testing.assert_allclose(a, b, rtol=1e-5, atol=2e-6)
        assert np.isfinite(a).all()


def test_a_wrong_label_is_told():
    with pytest.raises(ValueError, match="must hold class numbers from 0 to 3"):
        stack().train_on_batch(X, np.full(96, 9))
