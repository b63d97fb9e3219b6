"""Layers: the parts that models are made of."""
from __future__ import annotations

from .activation import ELU as ELU, Activation as Activation, LeakyReLU as LeakyReLU, PReLU as PReLU, ReLU as ReLU, Softmax as Softmax
from .dense import Dense as Dense
from .dropout import (
    ActivityRegularization as ActivityRegularization, AlphaDropout as AlphaDropout, Dropout as Dropout, GaussianDropout as GaussianDropout,
    GaussianNoise as GaussianNoise, SpatialDropout1D as SpatialDropout1D, SpatialDropout2D as SpatialDropout2D, SpatialDropout3D as SpatialDropout3D,
)
from .identity import Identity as Identity
from .input import Input as Input, InputLayer as InputLayer
from .input_spec import InputSpec as InputSpec
from .lambda_ import Lambda as Lambda
from .layer import Layer as Layer
from .margins import (
    Cropping1D as Cropping1D, Cropping2D as Cropping2D, Cropping3D as Cropping3D, ZeroPadding1D as ZeroPadding1D, ZeroPadding2D as ZeroPadding2D,
    ZeroPadding3D as ZeroPadding3D,
)
from .masking import Masking as Masking
from .merge import (
    Add as Add, Average as Average, Concatenate as Concatenate, Dot as Dot, Maximum as Maximum, Minimum as Minimum, Multiply as Multiply, Subtract as Subtract,
    add as add, average as average, concatenate as concatenate, dot as dot, maximum as maximum, minimum as minimum, multiply as multiply, subtract as subtract,
)
from .other_engines import FlaxLayer as FlaxLayer, JaxLayer as JaxLayer, TFSMLayer as TFSMLayer
from .reshape import Flatten as Flatten, Permute as Permute, RepeatVector as RepeatVector, Reshape as Reshape
from .rnn import (
    GRU as GRU, LSTM as LSTM, RNN as RNN, Bidirectional as Bidirectional, ConvLSTM1D as ConvLSTM1D, ConvLSTM2D as ConvLSTM2D, ConvLSTM3D as ConvLSTM3D,
    GRUCell as GRUCell, LSTMCell as LSTMCell, SimpleRNN as SimpleRNN,
    SimpleRNNCell as SimpleRNNCell, StackedRNNCells as StackedRNNCells, TimeDistributed as TimeDistributed,
)
from .torch_module import TorchModuleWrapper as TorchModuleWrapper
from .upsampling import UpSampling1D as UpSampling1D, UpSampling2D as UpSampling2D, UpSampling3D as UpSampling3D
from .wrapper import Wrapper as Wrapper
