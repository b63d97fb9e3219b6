"""Layers: the parts that models are made of."""
from __future__ import annotations

from .activation import ELU as ELU, Activation as Activation, LeakyReLU as LeakyReLU, PReLU as PReLU, ReLU as ReLU, Softmax as Softmax
from .attention import (
    AdditiveAttention as AdditiveAttention, Attention as Attention, GroupQueryAttention as GroupQueryAttention, MultiHeadAttention as MultiHeadAttention,
)
from .conv import (
    Conv1D as Conv1D, Conv2D as Conv2D, Conv3D as Conv3D, DepthwiseConv1D as DepthwiseConv1D, DepthwiseConv2D as DepthwiseConv2D,
    SeparableConv1D as SeparableConv1D, SeparableConv2D as SeparableConv2D,
)
from .conv_transpose import Conv1DTranspose as Conv1DTranspose, Conv2DTranspose as Conv2DTranspose, Conv3DTranspose as Conv3DTranspose
from .dense import Dense as Dense
from .dropout import (
    ActivityRegularization as ActivityRegularization, AlphaDropout as AlphaDropout, Dropout as Dropout, GaussianDropout as GaussianDropout,
    GaussianNoise as GaussianNoise, SpatialDropout1D as SpatialDropout1D, SpatialDropout2D as SpatialDropout2D, SpatialDropout3D as SpatialDropout3D,
)
from .einsum_dense import EinsumDense as EinsumDense
from .embedding import Embedding as Embedding, ReversibleEmbedding as ReversibleEmbedding
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
from .normalization import (
    BatchNormalization as BatchNormalization, GroupNormalization as GroupNormalization, LayerNormalization as LayerNormalization,
    RMSNormalization as RMSNormalization, SpectralNormalization as SpectralNormalization, UnitNormalization as UnitNormalization,
)
from .other_engines import FlaxLayer as FlaxLayer, JaxLayer as JaxLayer, TFSMLayer as TFSMLayer
from .pool import (
    AdaptiveAveragePooling1D as AdaptiveAveragePooling1D, AdaptiveAveragePooling2D as AdaptiveAveragePooling2D,
    AdaptiveAveragePooling3D as AdaptiveAveragePooling3D, AdaptiveMaxPooling1D as AdaptiveMaxPooling1D, AdaptiveMaxPooling2D as AdaptiveMaxPooling2D,
    AdaptiveMaxPooling3D as AdaptiveMaxPooling3D, AveragePooling1D as AveragePooling1D, AveragePooling2D as AveragePooling2D,
    AveragePooling3D as AveragePooling3D, GlobalAveragePooling1D as GlobalAveragePooling1D, GlobalAveragePooling2D as GlobalAveragePooling2D,
    GlobalAveragePooling3D as GlobalAveragePooling3D, GlobalMaxPooling1D as GlobalMaxPooling1D, GlobalMaxPooling2D as GlobalMaxPooling2D,
    GlobalMaxPooling3D as GlobalMaxPooling3D, MaxPooling1D as MaxPooling1D, MaxPooling2D as MaxPooling2D, MaxPooling3D as MaxPooling3D,
)
from .preprocessing import (
    AugMix as AugMix, AutoContrast as AutoContrast, CategoryEncoding as CategoryEncoding, CenterCrop as CenterCrop,
    ContrastLimitedAdaptiveHistogramEqualization as ContrastLimitedAdaptiveHistogramEqualization, CutMix as CutMix, Discretization as Discretization,
    Equalization as Equalization, HashedCrossing as HashedCrossing, Hashing as Hashing, IntegerLookup as IntegerLookup,
    MaxNumBoundingBoxes as MaxNumBoundingBoxes, MelSpectrogram as MelSpectrogram, MixUp as MixUp, Normalization as Normalization, Pipeline as Pipeline,
    RandAugment as RandAugment, RandomBrightness as RandomBrightness, RandomColorDegeneration as RandomColorDegeneration,
    RandomColorJitter as RandomColorJitter, RandomContrast as RandomContrast, RandomCrop as RandomCrop, RandomElasticTransform as RandomElasticTransform,
    RandomErasing as RandomErasing, RandomFlip as RandomFlip, RandomGaussianBlur as RandomGaussianBlur, RandomGrayscale as RandomGrayscale,
    RandomHue as RandomHue, RandomInvert as RandomInvert, RandomPerspective as RandomPerspective, RandomPosterization as RandomPosterization,
    RandomRotation as RandomRotation, RandomSaturation as RandomSaturation, RandomSharpness as RandomSharpness, RandomShear as RandomShear,
    RandomTranslation as RandomTranslation, RandomZoom as RandomZoom, Rescaling as Rescaling, Resizing as Resizing, STFTSpectrogram as STFTSpectrogram,
    Solarization as Solarization, StringLookup as StringLookup, TextVectorization as TextVectorization,
)
from .reshape import Flatten as Flatten, Permute as Permute, RepeatVector as RepeatVector, Reshape as Reshape
from .rnn import (
    Bidirectional as Bidirectional, ConvLSTM1D as ConvLSTM1D, ConvLSTM2D as ConvLSTM2D, ConvLSTM3D as ConvLSTM3D, GRU as GRU, GRUCell as GRUCell,
    LSTM as LSTM, LSTMCell as LSTMCell, RNN as RNN, SimpleRNN as SimpleRNN, SimpleRNNCell as SimpleRNNCell, StackedRNNCells as StackedRNNCells,
    TimeDistributed as TimeDistributed,
)
from .serialization import deserialize as deserialize, serialize as serialize
from .torch_module import TorchModuleWrapper as TorchModuleWrapper
from .upsampling import UpSampling1D as UpSampling1D, UpSampling2D as UpSampling2D, UpSampling3D as UpSampling3D
from .wrapper import Wrapper as Wrapper

# Further names of the same classes.
AvgPool1D, AvgPool2D, AvgPool3D = AveragePooling1D, AveragePooling2D, AveragePooling3D
MaxPool1D, MaxPool2D, MaxPool3D = MaxPooling1D, MaxPooling2D, MaxPooling3D
GlobalAvgPool1D, GlobalAvgPool2D, GlobalAvgPool3D = GlobalAveragePooling1D, GlobalAveragePooling2D, GlobalAveragePooling3D
GlobalMaxPool1D, GlobalMaxPool2D, GlobalMaxPool3D = GlobalMaxPooling1D, GlobalMaxPooling2D, GlobalMaxPooling3D
Convolution1D, Convolution2D, Convolution3D = Conv1D, Conv2D, Conv3D
Convolution1DTranspose, Convolution2DTranspose, Convolution3DTranspose = Conv1DTranspose, Conv2DTranspose, Conv3DTranspose
SeparableConvolution1D, SeparableConvolution2D = SeparableConv1D, SeparableConv2D
