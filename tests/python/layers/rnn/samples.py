"""Samples of the recurrent layers."""
import torch
from layers.contract import BATCH, New, sample

from hornpipe import layers

STEPS = (5, 4)


def numbers(size):
    return torch.linspace(-1, 1, BATCH * size).reshape(BATCH, size)


def cells(*names):
    return New(lambda: [getattr(layers, name)(6) for name in names])


def cell(name):
    return New(lambda: getattr(layers, name)(6))


SAMPLES = {
    **{name: [sample(STEPS, units=6), sample(STEPS, units=6, return_sequences=True, return_state=True, go_backwards=True)] for name in ("LSTM", "GRU",
                                                                                                                                        "SimpleRNN")},
    "RNN": [sample(STEPS, cell=cell("GRUCell"), mixed=False), sample(STEPS, cell=cells("LSTMCell", "SimpleRNNCell"), return_sequences=True, mixed=False)],
    **{name: [sample((4,), (6,), units=6, spread=True)] for name in ("GRUCell", "SimpleRNNCell")},
    "LSTMCell": [sample(data=lambda: (numbers(4), [numbers(6), numbers(6)]), units=6, spread=True)],
    "StackedRNNCells": [sample(data=lambda: (numbers(4), [[numbers(6), numbers(6)], numbers(6)]), cells=cells("LSTMCell", "GRUCell"), spread=True,
                               mixed=False)],
    "Bidirectional": [sample(STEPS, layer=New(lambda: layers.LSTM(6)), mixed=False),
                      sample(STEPS, layer=New(lambda: layers.GRU(6, return_sequences=True)), merge_mode="sum", mixed=False)],
    "TimeDistributed": [sample(STEPS, layer=New(lambda: layers.Dense(6)), mixed=False)],
    "ConvLSTM1D": [sample((5, 7, 2), filters=3, kernel_size=2)],
    "ConvLSTM2D": [sample((3, 6, 5, 2), filters=3, kernel_size=2, padding="same", return_sequences=True)],
    "ConvLSTM3D": [sample((2, 4, 4, 3, 2), filters=2, kernel_size=2)],
}
