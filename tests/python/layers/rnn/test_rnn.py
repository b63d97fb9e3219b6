"""`RNN` over any cell."""
import gc
import weakref

import numpy as np
import pytest
import torch

import hornpipe
from hornpipe import layers, ops


class Sum(layers.Layer):
    """A cell that adds up what it sees."""

    def __init__(self, units, **kwargs):
        super().__init__(**kwargs)
        self.units = units
        self.state_size = units

    def call(self, inputs, states, training=False):
        new = states[0] + inputs + (100 if training else 0)
        return new, [new]


class Two:
    """No layer: two states, a size of output of its own, first states that are not zeros."""

    state_size, output_size = [2, 3], 5

    def call(self, inputs, states):
        return torch.cat(states, -1), [s + 1 for s in states]

    def get_initial_state(self, batch_size):
        return [torch.full((batch_size, n), 10.0 * n) for n in self.state_size]


X = torch.arange(12.0).reshape(2, 3, 2)


def test_last_output_sequence_and_states():
    assert layers.RNN(Sum(2))(X).tolist() == X.sum(1).tolist()
    sequence, state = layers.RNN(Sum(2), return_sequences=True, return_state=True)(X)
    assert sequence.tolist() == X.cumsum(1).tolist() and state.tolist() == X.sum(1).tolist()


def test_training_reaches_the_cell():
    assert layers.RNN(Sum(2))(X, training=True).tolist() == (X.sum(1) + 300).tolist()


def test_a_cell_that_is_no_layer():
    layer = layers.RNN(Two(), return_state=True)
    output, a, b = layer(X)
    assert output.tolist() == [[22, 22, 32, 32, 32]] * 2 and a.tolist() == [[23, 23]] * 2 and b.shape == (2, 3)
    assert layer.compute_output_shape((None, 3, 2)) == ((None, 5), (None, 2), (None, 3))


def test_initial_states():
    layer = layers.RNN(Sum(2))
    first = torch.ones(2, 2)
    for given in (first, [first], (first,)):
        assert layer(X, initial_state=given).tolist() == (X.sum(1) + 1).tolist()
    with pytest.raises(ValueError, match=r"`initial_state` must have states of shape \(2, 2\), got \(2, 3\)"):
        layer(X, initial_state=torch.ones(2, 3))
    with pytest.raises(ValueError, match=r"`initial_state` must hold 1 state\(s\), got 2"):
        layer(X, initial_state=[first, first])


def test_states_go_from_batch_to_batch():
    layer = layers.RNN(Sum(2), stateful=True)
    layer(X)
    assert layer(X).tolist() == (2 * X.sum(1)).tolist()
    layer.reset_state()
    assert layer(X).tolist() == X.sum(1).tolist()
    assert not layer.variables
    with pytest.raises(ValueError, match="expected batch size 2, got 1"):
        layer(X[:1])


def test_stateful_needs_the_batch_size():
    with pytest.raises(ValueError, match="the batch size must be known: give `batch_shape`"):
        layers.LSTM(3, stateful=True)(hornpipe.Input((4, 2)))
    assert layers.LSTM(3, stateful=True)(hornpipe.Input(batch_shape=(5, 4, 2))).shape == (5, 3)


def test_a_batch_of_a_stateful_layer_can_be_trained_on():
    layer = layers.LSTM(3, stateful=True)
    for _ in range(2):
        layer(torch.randn(2, 4, 5)).sum().backward()
    assert layer.cell.kernel.grad is not None


def test_masks_flow_on():
    masked = layers.Masking()(X.clone())
    assert hornpipe.layers.RNN(Sum(2), return_sequences=True)(masked)._keras_mask.tolist() == [[True] * 3] * 2
    assert getattr(layers.RNN(Sum(2))(masked), "_keras_mask", None) is None


def test_compute_mask():
    mask = torch.ones(2, 3).bool()
    assert layers.RNN(Sum(2)).compute_mask(X, mask) is None
    assert layers.RNN(Sum(2), return_sequences=True).compute_mask(X, mask) is mask
    assert layers.RNN(Two(), return_sequences=True, return_state=True).compute_mask(X, mask) == [mask, None, None]


def test_any_length_is_seen_at_once():
    steps = 0

    class Counted(Sum):
        def call(self, inputs, states, training=False):
            nonlocal steps
            steps += 1
            return super().call(inputs, states, training)

    output = layers.RNN(Counted(2), return_sequences=True)(hornpipe.Input((None, 2)))
    assert output.shape == (None, None, 2) and steps <= 2


def test_a_list_of_cells_is_stacked():
    layer = layers.RNN([layers.LSTMCell(3), layers.GRUCell(4)], return_state=True)
    output, (h, c), g = layer(torch.randn(2, 5, 6))
    assert output.shape == g.shape == (2, 4) and h.shape == c.shape == (2, 3)
    assert layer.state_size == [[3, 3], 4] and type(layer.cell).__name__ == "StackedRNNCells"


@pytest.mark.parametrize("cell,message", ((object(), "`cell` must have a `call` method"), (layers.Dense(2), r"`cell` must have a `state_size` attribute"),
                                          (type("Odd", (), {"state_size": "two", "call": None})(), "`state_size` of `cell` must be an int or a list")))
def test_what_is_no_cell(cell, message):
    with pytest.raises(ValueError, match=message):
        layers.RNN(cell)


def test_no_steps():
    with pytest.raises(ValueError, match=r"`sequences` must have at least one step, got shape \(2, 0, 2\)"):
        layers.RNN(Sum(2))(torch.zeros(2, 0, 2))


def test_config_with_a_cell_of_ones_own():
    config = layers.RNN(Sum(2), return_sequences=True).get_config()
    again = layers.RNN.from_config(config, custom_objects={"Sum": Sum})
    assert again.return_sequences and again.cell.units == 2


def test_in_a_model_with_states_handed_on():
    first, second = hornpipe.Input((4, 2)), hornpipe.Input((6, 2))
    _, h, c = layers.LSTM(3, return_state=True)(first)
    model = hornpipe.Model([first, second], layers.LSTM(3)(second, initial_state=[h, c]))
    assert model.predict([np.ones((2, 4, 2)), np.ones((2, 6, 2))], verbose=0).shape == (2, 3)


def test_three_axes_at_a_step():
    class Kernel(layers.Layer):
        state_size = output_size = 4

        def call(self, inputs, states):
            return ops.reshape(inputs, (-1, 4)) + states[0], [states[0]]

    assert layers.RNN(Kernel())(torch.ones(2, 3, 2, 2)).tolist() == [[1.0] * 4] * 2


def test_dropout_masks_are_not_kept_alive():
    layer = layers.LSTM(3, dropout=0.5)
    layer(torch.randn(2, 4, 5), training=True)
    assert not layer.cell._masks
    layer = weakref.ref(layer)
    gc.collect()
    assert layer() is None
