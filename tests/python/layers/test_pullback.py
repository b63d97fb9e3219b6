"""Every layer that tells its derivative gives the numbers of autograd's."""
import numpy as np
import pytest
import torch

import hornpipe as keras
from hornpipe import layers
from hornpipe.layers import pullback
from hornpipe.layers.layer import Layer
from hornpipe.models.reverse import has_pullback

RNG = np.random.default_rng(0)
SEQUENCES, IMAGES = (6, 9, 4), (3, 7, 9, 4)
VOLUMES = (2, 4, 5, 4, 2)


def numbers(*shape):
    """Normal draws, of which some are the same."""
    return torch.from_numpy(RNG.normal(size=shape).round(1).astype("float32"))


def whole(low, high, *shape):
    return torch.from_numpy(RNG.integers(low, high, shape))


def both_formats(make, *data):
    """A layer of images of both layouts."""
    return [(lambda: make("channels_last"), *data), (lambda: make("channels_first"), *data)]


CASES = [
    (lambda: layers.Dense(3, "relu"), numbers(6, 4)),
    (lambda: layers.Dense(3, "tanh", use_bias=False), numbers(*SEQUENCES)),
    (lambda: layers.Dense(3, "softplus"), numbers(*IMAGES)),
    (lambda: layers.Embedding(11, 3), whole(0, 11, 6, 5)),
    (lambda: layers.Embedding(11, 3), whole(-11, 11, 6)),
    *[(lambda name=name: layers.Activation(name), numbers(6, 4)) for name in ("relu", "sigmoid", "softmax", "exponential", "softplus", "gelu", "selu")],
    (lambda: layers.ReLU(negative_slope=0.1), numbers(6, 4)), (lambda: layers.LeakyReLU(), numbers(6, 4)), (lambda: layers.ELU(0.3), numbers(6, 4)),
    (lambda: layers.Softmax(), numbers(*SEQUENCES)), (lambda: layers.Softmax(axis=1), numbers(*SEQUENCES)),
    (lambda: layers.Identity(), numbers(6, 4)), (lambda: layers.Rescaling(0.3, 2.0), numbers(6, 4)),
    (lambda: layers.Flatten(), numbers(*IMAGES)), (lambda: layers.Flatten("channels_first"), numbers(6, 4)), (lambda: layers.Flatten(), numbers(6)),
    (lambda: layers.Reshape((2, -1)), numbers(6, 4)), (lambda: layers.Permute((3, 1, 2)), numbers(*IMAGES)), (lambda: layers.RepeatVector(3), numbers(6, 4)),
    (lambda: layers.Dropout(0.4), numbers(6, 4)), (lambda: layers.Dropout(0.4, noise_shape=(None, 1)), numbers(6, 4)),
    (lambda: layers.Dropout(0), numbers(6, 4)),
    (lambda: layers.SpatialDropout1D(0.4), numbers(*SEQUENCES)), (lambda: layers.SpatialDropout3D(0.4), numbers(*VOLUMES)),
    *both_formats(lambda f: layers.SpatialDropout2D(0.4, f), numbers(*IMAGES)),
    (lambda: layers.GaussianDropout(0.3), numbers(6, 4)), (lambda: layers.GaussianDropout(0.3, seed=3), numbers(6, 4)),
    (lambda: layers.GaussianNoise(0.3), numbers(6, 4)), (lambda: layers.GaussianNoise(0.3, seed=3), numbers(6, 4)),
    *[(make, *(numbers(6, 4) for _ in range(count))) for count in (2, 3)
      for make in (layers.Add, layers.Average, layers.Multiply, layers.Maximum, layers.Minimum)],
    (lambda: layers.Add(), numbers(6, 4)), (lambda: layers.Subtract(), numbers(6, 4), numbers(6, 4)),
    (lambda: layers.Dot(1), numbers(6, 4), numbers(6, 4)), (lambda: layers.Dot((2, 1)), numbers(*SEQUENCES), numbers(6, 4, 3)),
    (lambda: layers.Dot((1, 3)), numbers(3, 4, 2), numbers(3, 2, 5, 4)),
    (lambda: layers.Concatenate(), numbers(6, 4), numbers(6, 3)), (lambda: layers.Concatenate(axis=1), numbers(*SEQUENCES), numbers(6, 2, 4)),
    (lambda: layers.BatchNormalization(), numbers(6, 4)), (lambda: layers.BatchNormalization(), numbers(*IMAGES)),
    (lambda: layers.BatchNormalization(axis=1), numbers(*IMAGES)), (lambda: layers.BatchNormalization(scale=False), numbers(*SEQUENCES)),
    (lambda: layers.LayerNormalization(), numbers(6, 4)),
    (lambda: layers.LayerNormalization(axis=(1, 2), center=False), numbers(*SEQUENCES)),
    (lambda: layers.Conv1D(5, 3, activation="relu"), numbers(*SEQUENCES)),
    (lambda: layers.Conv1D(5, 3, padding="causal", dilation_rate=2), numbers(*SEQUENCES)),
    (lambda: layers.Conv1D(5, 4, padding="same", use_bias=False), numbers(*SEQUENCES)), (lambda: layers.Conv1D(5, 3, strides=2), numbers(*SEQUENCES)),
    (lambda: layers.Conv1D(6, 3, groups=2, activation="tanh"), numbers(*SEQUENCES)),
    (lambda: layers.Conv1D(5, 3, data_format="channels_first", activation="relu"), numbers(*SEQUENCES)),
    *both_formats(lambda f: layers.Conv2D(5, 3, activation="relu", data_format=f), numbers(*IMAGES)),
    *both_formats(lambda f: layers.Conv2D(5, (2, 3), padding="same", data_format=f), numbers(*IMAGES)),
    (lambda: layers.Conv2D(5, 3, padding="same", strides=2), numbers(*IMAGES)),
    (lambda: layers.Conv2D(5, 3, dilation_rate=2, activation="softmax"), numbers(*IMAGES)),
    (lambda: layers.Conv3D(5, 2, padding="same", activation="relu"), numbers(*VOLUMES)),
    (lambda: layers.DepthwiseConv1D(3, activation="relu"), numbers(*SEQUENCES)),
    *both_formats(lambda f: layers.DepthwiseConv2D(3, depth_multiplier=2, padding="same", data_format=f), numbers(*IMAGES)),
    (lambda: layers.SeparableConv1D(5, 3, activation="relu"), numbers(*SEQUENCES)), (lambda: layers.SeparableConv2D(5, 3, padding="same"), numbers(*IMAGES)),
    *both_formats(lambda f: layers.MaxPooling1D(2, data_format=f), numbers(*SEQUENCES)), (lambda: layers.MaxPooling1D(3, 2, "same"), numbers(*SEQUENCES)),
    *both_formats(lambda f: layers.MaxPooling2D(2, data_format=f), numbers(*IMAGES)), (lambda: layers.MaxPooling2D((3, 2), 1), numbers(*IMAGES)),
    (lambda: layers.MaxPooling2D(2, padding="same"), numbers(*IMAGES)),
    (lambda: layers.AveragePooling1D(2), numbers(*SEQUENCES)), *both_formats(lambda f: layers.AveragePooling2D(2, data_format=f), numbers(*IMAGES)),
    (lambda: layers.AveragePooling2D(2, padding="same"), numbers(*IMAGES)), (lambda: layers.AveragePooling1D(3, 1, "same"), numbers(*SEQUENCES)),
    *[(lambda make=make, f=f: make(f, keepdims=f == "channels_first"), numbers(*shape)) for f in ("channels_last", "channels_first") for make, shape in (
        (layers.GlobalMaxPooling1D, SEQUENCES), (layers.GlobalMaxPooling2D, IMAGES), (layers.GlobalMaxPooling3D, VOLUMES),
        (layers.GlobalAveragePooling1D, SEQUENCES), (layers.GlobalAveragePooling2D, IMAGES), (layers.GlobalAveragePooling3D, VOLUMES))],
    (lambda: layers.Cropping1D((1, 2)), numbers(*SEQUENCES)), *both_formats(lambda f: layers.Cropping2D(((1, 2), (0, 1)), f), numbers(*IMAGES)),
    *[(lambda make=make, o=o: make(3, **o), numbers(*SEQUENCES)) for make in (layers.SimpleRNN, layers.GRU, layers.LSTM) for o in (
        {}, {"return_sequences": True}, {"go_backwards": True, "return_sequences": True}, {"use_bias": False}, {"dropout": 0.3}, {"dropout": 0.3, "seed": 2})],
    (lambda: layers.SimpleRNN(3, "relu"), numbers(*SEQUENCES)), (lambda: layers.GRU(3, reset_after=False), numbers(*SEQUENCES)),
    (lambda: layers.Cropping3D(1), numbers(*VOLUMES[:3], 4, 4)), (lambda: layers.ZeroPadding1D((1, 2)), numbers(*SEQUENCES)),
    *both_formats(lambda f: layers.ZeroPadding2D(((1, 2), (0, 1)), f), numbers(*IMAGES)), (lambda: layers.ZeroPadding3D(1), numbers(*VOLUMES)),
]
UNKNOWN = [         # layers that know their derivative, but not so set up
    (lambda: layers.Dense(3, "softsign"), numbers(6, 4)), (lambda: layers.ReLU(max_value=1.0), numbers(6, 4)),
    (lambda: layers.Softmax((1, 2)), numbers(*SEQUENCES)),
    (lambda: layers.Rescaling([1.0, 2.0, 3.0, 4.0]), numbers(6, 4)), (lambda: layers.Flatten("channels_first"), numbers(*IMAGES)),
    (lambda: layers.Dot(1, normalize=True), numbers(6, 4), numbers(6, 4)),
    (lambda: layers.Dropout(0.4, seed=1), numbers(6, 4)), (lambda: layers.Add(), numbers(6, 4), numbers(6, 1)),
    (lambda: layers.BatchNormalization(renorm=True), numbers(6, 4)), (lambda: layers.LayerNormalization(axis=1), numbers(*SEQUENCES)),
    (lambda: layers.Conv1DTranspose(3, 3), numbers(*SEQUENCES)), (lambda: layers.Conv2DTranspose(3, 3), numbers(*IMAGES)),
    (lambda: layers.Conv3DTranspose(3, 2), numbers(*VOLUMES)), (lambda: layers.LocallyConnected1D(3, 3), numbers(*SEQUENCES)),
    (lambda: layers.LocallyConnected2D(3, 3), numbers(*IMAGES)), (lambda: layers.MaxPooling3D(2), numbers(*VOLUMES)),
    (lambda: layers.AveragePooling3D(2), numbers(*VOLUMES)),
    (lambda: layers.MaxPooling1D(2, 1, "same"), numbers(*SEQUENCES)), (lambda: layers.Conv1D(3, 3), numbers(2, *SEQUENCES)),
    (lambda: layers.SimpleRNN(3, "sigmoid"), numbers(*SEQUENCES)), (lambda: layers.LSTM(3, recurrent_dropout=0.1), numbers(*SEQUENCES)),
    *[(lambda make=make, o=o: make(3, **o), numbers(*SEQUENCES)) for make in (layers.GRU, layers.LSTM) for o in (
        {"activation": "relu"}, {"recurrent_activation": "tanh"}, {"return_state": True}, {"unroll": True}, {"use_cudnn": False})],
    *[(lambda make=make: make(3, 2), numbers(2, 3, *(5,) * rank, 2)) for rank, make in enumerate((layers.ConvLSTM1D, layers.ConvLSTM2D, layers.ConvLSTM3D), 1)],
]


def built(make, data):
    """The layer, its symbolic inputs, and its way back."""
    keras.utils.set_random_seed(5)
    layer, symbolic = make(), [keras.Input(x.shape[1:], dtype=str(x.dtype).partition(".")[2]) for x in data]
    symbolic = symbolic if layer_of_several(layer) else symbolic[0]
    layer(symbolic)
    for i, v in enumerate(layer.trainable_weights):
        v.assign(np.random.default_rng(i).normal(size=v.shape))
    return layer, layer.with_pullback(symbolic)


def layer_of_several(layer):
    return isinstance(layer, layers.merge._Merge)


def name_of(case):
    return type(case[0]()).__name__


@pytest.mark.parametrize("case", CASES, ids=name_of)
@pytest.mark.parametrize("wanted", (True, False))
def test_it_is_that_of_autograd(case, wanted):
    make, *data = case
    layer, run = built(make, data)
    leaves = [x.clone().requires_grad_(x.is_floating_point() and wanted) for x in data]
    keras.utils.set_random_seed(6)
    changing = [*layer.non_trainable_weights, *(g.state for part in layer.modules() for g in getattr(part, "_seed_generators", ()))]
    state = [v.clone() for v in changing]
    expected = layer(leaves if layer_of_several(layer) else leaves[0], **({"training": True} if has_training(layer) else {}))
    gradient = numbers(*expected.shape)
    learned = layer.trainable_weights
    varying = [x for x in leaves if x.requires_grad]
    found = list(torch.autograd.grad(expected, [*varying, *learned], gradient)) if varying or learned else []
    moved = [v.clone() for v in changing]
    for v, before in zip(changing, state):
        v.assign(before)
    keras.utils.set_random_seed(6)
    given = gradient.clone()
    with torch.inference_mode():
        y, back = run(data if layer_of_several(layer) else data[0])
        below, own = back(given, wanted)
    assert torch.equal(y, expected.detach()) and torch.equal(given, gradient)
    if varying:
        for a, b in zip(below if layer_of_several(layer) else [below], found[:len(varying)]):
            torch.testing.assert_close(a, b, rtol=1e-6, atol=1e-7)
    assert {id(v) for v, _ in own} == {id(v) for v in learned}
    for v, g in own:
        torch.testing.assert_close(g, found[len(varying) + [id(w) for w in learned].index(id(v))], rtol=1e-6, atol=1e-6)
    for v, after in zip(changing, moved):
        assert torch.equal(v, after)


def has_training(layer):
    return "training" in type(layer).call.__code__.co_varnames


@pytest.mark.parametrize("case", UNKNOWN, ids=name_of)
def test_it_is_told_where_it_is_not_known(case):
    assert built(case[0], case[1:])[1] is None


def test_all_layers_that_know_it_are_tried():
    tried = {type(case[0]()) for case in (*CASES, *UNKNOWN)}
    known = {c for c in vars(layers).values() if isinstance(c, type) and issubclass(c, Layer) and any("with_pullback" in k.__dict__ for k in c.__mro__[:-1])}
    missing = {c.__name__ for c in known - tried if knows(c)}
    assert missing == set(), missing


def knows(cls):
    return has_pullback(cls.__new__(cls))


def test_runs_are_chained():
    run = pullback.chained(pullback.multiplying(lambda x: 2.0), pullback.elementwise(torch.exp, torch.mul, True))
    x = numbers(3)
    y, back = run(x)
    below, own = back(torch.ones(3), True)
    torch.testing.assert_close(y, torch.exp(2 * x))
    torch.testing.assert_close(below, 2 * y)
    assert own == []
