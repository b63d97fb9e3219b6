"""Recurrent layers."""
from __future__ import annotations

from .bidirectional import Bidirectional as Bidirectional
from .cells import GRUCell as GRUCell, LSTMCell as LSTMCell, SimpleRNNCell as SimpleRNNCell, StackedRNNCells as StackedRNNCells
from .gru import GRU as GRU
from .lstm import LSTM as LSTM
from .rnn import RNN as RNN
from .simple_rnn import SimpleRNN as SimpleRNN
