"""`Bidirectional`."""
import numpy as np
import pytest
import torch

import hornpipe
from hornpipe import layers

X = torch.randn(2, 5, 3)


def both(mode, **kwargs):
    layer = layers.Bidirectional(layers.LSTM(4, **kwargs), merge_mode=mode)
    return layer, layer(X)


@pytest.mark.parametrize("mode,merge", (
    ("sum", torch.add), ("mul", torch.mul), ("ave", lambda a, b: (a + b) / 2), ("concat", lambda a, b: torch.cat([a, b], -1))))
@pytest.mark.parametrize("sequences", (True, False))
def test_the_two_are_merged(mode, merge, sequences):
    layer, output = both(mode, return_sequences=sequences)
    forward, backward = layer.forward_layer(X), layer.backward_layer(X)
    torch.testing.assert_close(output, merge(forward, backward.flip(1) if sequences else backward))


def test_both_apart():
    layer, output = both(None, return_sequences=True)
    assert isinstance(output, (list, tuple)) and [x.shape for x in output] == [(2, 5, 4)] * 2
    assert layer.compute_output_shape((None, 5, 3)) == ((None, 5, 4), (None, 5, 4))


def test_states_of_both_ways():
    layer, output = both("concat", return_state=True)
    assert [tuple(x.shape) for x in output] == [(2, 8)] + [(2, 4)] * 4
    again = layer(X, initial_state=list(output[1:]))
    torch.testing.assert_close(again[0][:, :4], layer.forward_layer(X, initial_state=list(output[1:3]))[0])


def test_names_and_attributes():
    layer = layers.Bidirectional(layers.GRU(4, name="g"), name="b")
    layer.build((None, 5, 3))
    assert layer.forward_layer.name == "forward_g" and layer.backward_layer.name == "backward_g"
    assert layer.backward_layer.go_backwards and not layer.forward_layer.go_backwards
    assert {w.path.split("/")[1] for w in layer.weights} == {"forward_g", "backward_g"}


def test_weights_given_to_the_layer_go_to_both():
    layer = layers.Bidirectional(layers.LSTM(4))
    layer.build((None, 5, 3))
    assert len(layer.weights) == 6 and layer.count_params() == 2 * 4 * (3 * 4 + 16 + 4)
    layer.trainable = False
    assert not layer.forward_layer.trainable_weights


def test_another_layer_backwards():
    layer = layers.Bidirectional(layers.LSTM(4), backward_layer=layers.GRU(4, go_backwards=True))
    assert layer(X).shape == (2, 8)
    again = layers.deserialize(layers.serialize(layer))
    assert type(again.backward_layer).__name__ == "GRU"


def test_masks():
    layer = layers.Bidirectional(layers.SimpleRNN(4, return_sequences=True))
    mask = torch.tensor([[1, 1, 1, 0, 0], [1, 1, 1, 1, 1]]).bool()
    short, whole = layer(X, mask=mask), layer(X)
    cut = layer(X[:, :3])
    torch.testing.assert_close(short[0, :3], cut[0])
    torch.testing.assert_close(short[1], whole[1])


def test_stateful_and_reset():
    layer = layers.Bidirectional(layers.LSTM(4, stateful=True))
    first, second = layer(X), layer(X)
    assert not torch.allclose(first, second)
    layer.reset_state()
    torch.testing.assert_close(layer(X), first)


def test_in_a_model():
    inputs = hornpipe.Input((None, 3))
    model = hornpipe.Model(inputs, layers.Bidirectional(layers.LSTM(4))(inputs))
    np.testing.assert_allclose(model.predict(X.numpy(), verbose=0), model(X).detach().numpy(), atol=1e-6)


@pytest.mark.parametrize("arguments,message", (
    ({"layer": layers.LSTM(2), "merge_mode": "max"}, "`merge_mode` must be one of 'concat', 'sum', 'mul', 'ave', None, got 'max'."),
    ({"layer": "lstm"}, "`layer` must be a recurrent layer .*, got 'lstm'."),
    ({"layer": layers.LSTM(2), "backward_layer": layers.LSTM(2)}, "must differ in `go_backwards`, but it is False for both"),
    ({"layer": layers.LSTM(2), "backward_layer": layers.LSTM(2, go_backwards=True, return_sequences=True)},
     "must have the same `return_sequences`, got False and True"),
))
def test_messages(arguments, message):
    with pytest.raises(ValueError, match=message):
        layers.Bidirectional(**arguments)
