"""The loop over time, and masks."""
import torch

from hornpipe.layers.rnn.recurrence import Compressed, recur

X = torch.tensor([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]).unsqueeze(-1)
MASK = torch.tensor([[True, False, True], [False, False, False]])
ZERO = [torch.zeros(2, 1)]


def add(x, states):
    return states[0] + x, [states[0] + x]


def test_sums_step_by_step():
    last, outputs, states = recur(add, X, ZERO)
    assert outputs.squeeze(-1).tolist() == [[1, 3, 6], [4, 9, 15]]
    assert last.squeeze(-1).tolist() == states[0].squeeze(-1).tolist() == [6, 15]


def test_backwards_gives_outputs_in_the_order_of_their_making():
    assert recur(add, X, ZERO, go_backwards=True)[1].squeeze(-1).tolist() == [[3, 5, 6], [6, 11, 15]]


def test_a_masked_step_changes_no_state_and_repeats_the_output():
    last, outputs, states = recur(add, X, [torch.full((2, 1), 7.0)], MASK)
    assert outputs.squeeze(-1).tolist() == [[8, 8, 11], [0, 0, 0]]       # no output yet: zeros, not the state
    assert states[0].squeeze(-1).tolist() == [11, 7]


def test_masked_outputs_are_zeros_where_asked_for():
    assert recur(add, X, ZERO, MASK, zero_output_for_mask=True)[1].squeeze(-1).tolist() == [[1, 0, 4], [0, 0, 0]]


def test_outputs_are_kept_only_if_asked_for():
    assert recur(add, X, ZERO, keep_outputs=False)[1] is None


def test_states_may_be_nested():
    def step(x, states):
        (a, b), c = states
        return x, [[a + x, b - x], c * x]

    states = recur(step, X, [[torch.zeros(2, 1), torch.zeros(2, 1)], torch.ones(2, 1)], MASK)[2]
    assert [s.squeeze(-1).tolist() for s in (*states[0], states[1])] == [[4, 0], [-4, 0], [3, 1]]


def test_compressing_moves_the_steps_that_count_to_the_front_and_back():
    part = Compressed(X, MASK)
    assert part.sequences[0].squeeze(-1).tolist() == [1, 3, 2] and part.lengths.tolist() == [2, 0]
    outputs = part.sequences.cumsum(1)
    assert part.spread(outputs).squeeze(-1).tolist() == [[1, 1, 4], [0, 0, 0]]
    assert part.spread(outputs, zero_output_for_mask=True).squeeze(-1).tolist() == [[1, 0, 4], [0, 0, 0]]
    assert part.latest(outputs, torch.full((2, 1), 9.0)).squeeze(-1).tolist() == [4, 9]
