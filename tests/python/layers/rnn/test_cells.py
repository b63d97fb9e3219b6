"""Cells: one step by hand, dropout masks, messages."""
import numpy as np
import pytest
import torch

from hornpipe import layers
from hornpipe.layers.rnn.cells import size_of_output, zero_states

X, H = torch.tensor([[1.0, 2.0]]), torch.tensor([[0.5]])


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def with_weights(cell, *weights):
    cell.build((None, 2))
    cell.set_weights([np.array(w, "float32") for w in weights])
    return cell


def test_simple_rnn_by_hand():
    cell = with_weights(layers.SimpleRNNCell(1), [[0.1], [0.2]], [[0.3]], [0.4])
    output, states = cell(X, [H])
    assert output.item() == pytest.approx(np.tanh(0.1 + 0.4 + 0.15 + 0.4)) and states[0] is not None
    assert states[0].item() == output.item()


def test_lstm_by_hand():
    cell = with_weights(layers.LSTMCell(1), [[0.1, 0.2, 0.3, 0.4], [0.0, 0.0, 0.0, 0.0]], [[0.0, 0.2, 0.4, 0.6]], [0.0, 1.0, 0.0, 0.0])
    output, (h, c) = cell(X, [H, torch.tensor([[2.0]])])
    i, f, g, o = sigmoid(0.1), sigmoid(0.2 + 0.1 + 1.0), np.tanh(0.3 + 0.2), sigmoid(0.4 + 0.3)
    assert c.item() == pytest.approx(f * 2 + i * g) and h.item() == output.item() == pytest.approx(o * np.tanh(f * 2 + i * g))


@pytest.mark.parametrize("after", (True, False))
def test_gru_by_hand(after):
    bias = [[0.1, 0.0, 0.2], [0.0, 0.3, 0.4]] if after else [0.1, 0.3, 0.6]
    cell = with_weights(layers.GRUCell(1, reset_after=after), [[0.1, 0.2, 0.3], [0.0, 0.0, 0.0]], [[0.5, 0.6, 0.7]], bias)
    z, r = sigmoid(0.1 + 0.25 + 0.1), sigmoid(0.2 + 0.3 + 0.3)
    new = np.tanh(0.3 + 0.2 + r * (0.35 + 0.4)) if after else np.tanh(0.3 + 0.6 + r * 0.5 * 0.7)
    assert cell(X, [H])[0].item() == pytest.approx(z * 0.5 + (1 - z) * new)


def test_a_lone_state_comes_back_alone():
    cell = layers.GRUCell(3)
    output, state = cell(torch.randn(2, 4), torch.zeros(2, 3))
    assert torch.equal(output, state)


@pytest.mark.parametrize("kind,gates", (("SimpleRNNCell", 1), ("GRUCell", 3), ("LSTMCell", 4)))
def test_weights(kind, gates):
    cell = getattr(layers, kind)(5)
    cell.build((None, 2))
    assert [w.name for w in cell.weights] == ["kernel", "recurrent_kernel", "bias"]
    assert [tuple(w.shape) for w in cell.weights] == [(2, 5 * gates), (5, 5 * gates), (2, 15) if gates == 3 else (5 * gates,)]
    q = cell.recurrent_kernel.detach().numpy()
    np.testing.assert_allclose(q @ q.T, np.eye(5), atol=1e-5)       # orthogonal rows
    assert len(getattr(layers, kind)(5, use_bias=False, trainable=False).weights) == 0


def test_forget_bias():
    cell = layers.LSTMCell(2)
    cell.build((None, 3))
    assert cell.bias.tolist() == [0, 0, 1, 1, 0, 0, 0, 0]
    cell = layers.LSTMCell(2, unit_forget_bias=False)
    cell.build((None, 3))
    assert not cell.bias.any()


@pytest.mark.parametrize("kind", ("SimpleRNNCell", "GRUCell", "LSTMCell"))
def test_dropout_keeps_one_mask_until_reset(kind):
    cell = getattr(layers, kind)(50, dropout=0.5, seed=1)
    x, states = torch.ones(2, 40), cell.get_initial_state(batch_size=2)
    first, again = (cell(x, states, training=True)[0] for _ in range(2))
    assert torch.equal(first, again)
    cell.reset_dropout_masks()
    assert not torch.equal(first, cell(x, states, training=True)[0])
    assert torch.equal(cell(x, states)[0], cell(x, states, training=False)[0])


def test_dropped_inputs_keep_their_mean():
    cell = layers.SimpleRNNCell(1, dropout=0.25, seed=0)
    cell.build((None, 4000))
    dropped = cell.drop_inputs(torch.ones(1, 4000))
    assert dropped.unique().tolist() == [0, pytest.approx(4 / 3)] and dropped.mean().item() == pytest.approx(1, abs=0.05)


def test_everything_dropped():
    cell = layers.LSTMCell(3, dropout=1.0, recurrent_dropout=1.0, use_bias=False)
    assert not cell(torch.ones(2, 4), [torch.ones(2, 3), torch.zeros(2, 3)], training=True)[0].any()


@pytest.mark.parametrize("kind,arguments,message", (
    ("LSTMCell", {"units": 0}, "`units` must be a positive integer, got 0."),
    ("GRUCell", {"units": 2.5}, "`units` must be a positive integer, got 2.5."),
    ("SimpleRNNCell", {"units": 2, "dropout": 1.5}, "`dropout` must be between 0 and 1, got 1.5."),
    ("LSTMCell", {"units": 2, "recurrent_dropout": -0.1}, "`recurrent_dropout` must be between 0 and 1, got -0.1."),
))
def test_messages(kind, arguments, message):
    with pytest.raises(ValueError, match=message):
        getattr(layers, kind)(**arguments)


def test_implementation_is_taken_and_forgotten():
    assert "implementation" not in layers.LSTMCell(2, implementation=2).get_config()


def test_stacked_cells():
    stack = layers.StackedRNNCells([layers.LSTMCell(3), layers.GRUCell(4)])
    assert stack.state_size == [[3, 3], 4] and stack.output_size == 4
    states = stack.get_initial_state(batch_size=2)
    output, after = stack(torch.randn(2, 5), states)
    assert tuple(output.shape) == (2, 4) and [tuple(s.shape) for s in (*after[0], after[1])] == [(2, 3), (2, 3), (2, 4)]
    assert [tuple(w.shape) for w in stack.weights] == [(5, 12), (3, 12), (12,), (3, 12), (4, 12), (2, 12)]


def test_stacked_cells_must_be_cells():
    with pytest.raises(ValueError, match="Each of `cells` must have `call`, got <object object"):
        layers.StackedRNNCells([object()])


class Counting:
    """A cell that is no layer."""

    state_size = (2, 3)

    def call(self, inputs, states):
        return inputs, states


def test_what_a_cell_need_not_say():
    assert size_of_output(Counting()) == 2
    assert [tuple(s.shape) for s in zero_states(Counting(), 4)] == [(4, 2), (4, 3)]
