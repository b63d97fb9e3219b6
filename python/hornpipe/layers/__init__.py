"""Layers: the parts that models are made of."""
from __future__ import annotations

from .activation import ELU as ELU
from .activation import Activation as Activation
from .activation import LeakyReLU as LeakyReLU
from .activation import PReLU as PReLU
from .activation import ReLU as ReLU
from .activation import Softmax as Softmax
from .attention import (
    AdditiveAttention as AdditiveAttention,
)
from .attention import (
    Attention as Attention,
)
from .attention import (
    GroupQueryAttention as GroupQueryAttention,
)
from .attention import (
    MultiHeadAttention as MultiHeadAttention,
)
from .conv import (
    Conv1D as Conv1D,
)
from .conv import (
    Conv2D as Conv2D,
)
from .conv import (
    Conv3D as Conv3D,
)
from .conv import (
    DepthwiseConv1D as DepthwiseConv1D,
)
from .conv import (
    DepthwiseConv2D as DepthwiseConv2D,
)
from .conv import (
    SeparableConv1D as SeparableConv1D,
)
from .conv import (
    SeparableConv2D as SeparableConv2D,
)
from .conv_transpose import Conv1DTranspose as Conv1DTranspose
from .conv_transpose import Conv2DTranspose as Conv2DTranspose
from .conv_transpose import Conv3DTranspose as Conv3DTranspose
from .dense import Dense as Dense
from .dropout import (
    ActivityRegularization as ActivityRegularization,
)
from .dropout import (
    AlphaDropout as AlphaDropout,
)
from .dropout import (
    Dropout as Dropout,
)
from .dropout import (
    GaussianDropout as GaussianDropout,
)
from .dropout import (
    GaussianNoise as GaussianNoise,
)
from .dropout import (
    SpatialDropout1D as SpatialDropout1D,
)
from .dropout import (
    SpatialDropout2D as SpatialDropout2D,
)
from .dropout import (
    SpatialDropout3D as SpatialDropout3D,
)
from .einsum_dense import EinsumDense as EinsumDense
from .embedding import Embedding as Embedding
from .embedding import ReversibleEmbedding as ReversibleEmbedding
from .identity import Identity as Identity
from .input import Input as Input
from .input import InputLayer as InputLayer
from .input_spec import InputSpec as InputSpec
from .lambda_ import Lambda as Lambda
from .layer import Layer as Layer
from .local import LocallyConnected1D as LocallyConnected1D
from .local import LocallyConnected2D as LocallyConnected2D
from .margins import (
    Cropping1D as Cropping1D,
)
from .margins import (
    Cropping2D as Cropping2D,
)
from .margins import (
    Cropping3D as Cropping3D,
)
from .margins import (
    ZeroPadding1D as ZeroPadding1D,
)
from .margins import (
    ZeroPadding2D as ZeroPadding2D,
)
from .margins import (
    ZeroPadding3D as ZeroPadding3D,
)
from .masking import Masking as Masking
from .merge import (
    Add as Add,
)
from .merge import (
    Average as Average,
)
from .merge import (
    Concatenate as Concatenate,
)
from .merge import (
    Dot as Dot,
)
from .merge import (
    Maximum as Maximum,
)
from .merge import (
    Minimum as Minimum,
)
from .merge import (
    Multiply as Multiply,
)
from .merge import (
    Subtract as Subtract,
)
from .merge import (
    add as add,
)
from .merge import (
    average as average,
)
from .merge import (
    concatenate as concatenate,
)
from .merge import (
    dot as dot,
)
from .merge import (
    maximum as maximum,
)
from .merge import (
    minimum as minimum,
)
from .merge import (
    multiply as multiply,
)
from .merge import (
    subtract as subtract,
)
from .normalization import (
    BatchNormalization as BatchNormalization,
)
from .normalization import (
    GroupNormalization as GroupNormalization,
)
from .normalization import (
    LayerNormalization as LayerNormalization,
)
from .normalization import (
    RMSNormalization as RMSNormalization,
)
from .normalization import (
    SpectralNormalization as SpectralNormalization,
)
from .normalization import (
    UnitNormalization as UnitNormalization,
)
from .other_engines import FlaxLayer as FlaxLayer
from .other_engines import JaxLayer as JaxLayer
from .other_engines import TFSMLayer as TFSMLayer
from .pool import (
    AdaptiveAveragePooling1D as AdaptiveAveragePooling1D,
)
from .pool import (
    AdaptiveAveragePooling2D as AdaptiveAveragePooling2D,
)
from .pool import (
    AdaptiveAveragePooling3D as AdaptiveAveragePooling3D,
)
from .pool import (
    AdaptiveMaxPooling1D as AdaptiveMaxPooling1D,
)
from .pool import (
    AdaptiveMaxPooling2D as AdaptiveMaxPooling2D,
)
from .pool import (
    AdaptiveMaxPooling3D as AdaptiveMaxPooling3D,
)
from .pool import (
    AveragePooling1D as AveragePooling1D,
)
from .pool import (
    AveragePooling2D as AveragePooling2D,
)
from .pool import (
    AveragePooling3D as AveragePooling3D,
)
from .pool import (
    GlobalAveragePooling1D as GlobalAveragePooling1D,
)
from .pool import (
    GlobalAveragePooling2D as GlobalAveragePooling2D,
)
from .pool import (
    GlobalAveragePooling3D as GlobalAveragePooling3D,
)
from .pool import (
    GlobalMaxPooling1D as GlobalMaxPooling1D,
)
from .pool import (
    GlobalMaxPooling2D as GlobalMaxPooling2D,
)
from .pool import (
    GlobalMaxPooling3D as GlobalMaxPooling3D,
)
from .pool import (
    MaxPooling1D as MaxPooling1D,
)
from .pool import (
    MaxPooling2D as MaxPooling2D,
)
from .pool import (
    MaxPooling3D as MaxPooling3D,
)
from .preprocessing import (
    AugMix as AugMix,
)
from .preprocessing import (
    AutoContrast as AutoContrast,
)
from .preprocessing import (
    CategoryEncoding as CategoryEncoding,
)
from .preprocessing import (
    CenterCrop as CenterCrop,
)
from .preprocessing import (
    ContrastLimitedAdaptiveHistogramEqualization as ContrastLimitedAdaptiveHistogramEqualization,
)
from .preprocessing import (
    CutMix as CutMix,
)
from .preprocessing import (
    Discretization as Discretization,
)
from .preprocessing import (
    Equalization as Equalization,
)
from .preprocessing import (
    HashedCrossing as HashedCrossing,
)
from .preprocessing import (
    Hashing as Hashing,
)
from .preprocessing import (
    IntegerLookup as IntegerLookup,
)
from .preprocessing import (
    MaxNumBoundingBoxes as MaxNumBoundingBoxes,
)
from .preprocessing import (
    MelSpectrogram as MelSpectrogram,
)
from .preprocessing import (
    MixUp as MixUp,
)
from .preprocessing import (
    Normalization as Normalization,
)
from .preprocessing import (
    Pipeline as Pipeline,
)
from .preprocessing import (
    RandAugment as RandAugment,
)
from .preprocessing import (
    RandomBrightness as RandomBrightness,
)
from .preprocessing import (
    RandomColorDegeneration as RandomColorDegeneration,
)
from .preprocessing import (
    RandomColorJitter as RandomColorJitter,
)
from .preprocessing import (
    RandomContrast as RandomContrast,
)
from .preprocessing import (
    RandomCrop as RandomCrop,
)
from .preprocessing import (
    RandomElasticTransform as RandomElasticTransform,
)
from .preprocessing import (
    RandomErasing as RandomErasing,
)
from .preprocessing import (
    RandomFlip as RandomFlip,
)
from .preprocessing import (
    RandomGaussianBlur as RandomGaussianBlur,
)
from .preprocessing import (
    RandomGrayscale as RandomGrayscale,
)
from .preprocessing import (
    RandomHeight as RandomHeight,
)
from .preprocessing import (
    RandomHue as RandomHue,
)
from .preprocessing import (
    RandomInvert as RandomInvert,
)
from .preprocessing import (
    RandomPerspective as RandomPerspective,
)
from .preprocessing import (
    RandomPosterization as RandomPosterization,
)
from .preprocessing import (
    RandomRotation as RandomRotation,
)
from .preprocessing import (
    RandomSaturation as RandomSaturation,
)
from .preprocessing import (
    RandomSharpness as RandomSharpness,
)
from .preprocessing import (
    RandomShear as RandomShear,
)
from .preprocessing import (
    RandomTranslation as RandomTranslation,
)
from .preprocessing import (
    RandomWidth as RandomWidth,
)
from .preprocessing import (
    RandomZoom as RandomZoom,
)
from .preprocessing import (
    Rescaling as Rescaling,
)
from .preprocessing import (
    Resizing as Resizing,
)
from .preprocessing import (
    Solarization as Solarization,
)
from .preprocessing import (
    STFTSpectrogram as STFTSpectrogram,
)
from .preprocessing import (
    StringLookup as StringLookup,
)
from .preprocessing import (
    TextVectorization as TextVectorization,
)
from .reshape import Flatten as Flatten
from .reshape import Permute as Permute
from .reshape import RepeatVector as RepeatVector
from .reshape import Reshape as Reshape
from .rnn import (
    GRU as GRU,
)
from .rnn import (
    LSTM as LSTM,
)
from .rnn import (
    RNN as RNN,
)
from .rnn import (
    Bidirectional as Bidirectional,
)
from .rnn import (
    ConvLSTM1D as ConvLSTM1D,
)
from .rnn import (
    ConvLSTM2D as ConvLSTM2D,
)
from .rnn import (
    ConvLSTM3D as ConvLSTM3D,
)
from .rnn import (
    GRUCell as GRUCell,
)
from .rnn import (
    LSTMCell as LSTMCell,
)
from .rnn import (
    SimpleRNN as SimpleRNN,
)
from .rnn import (
    SimpleRNNCell as SimpleRNNCell,
)
from .rnn import (
    StackedRNNCells as StackedRNNCells,
)
from .rnn import (
    TimeDistributed as TimeDistributed,
)
from .serialization import deserialize as deserialize
from .serialization import serialize as serialize
from .torch_module import TorchModuleWrapper as TorchModuleWrapper
from .upsampling import UpSampling1D as UpSampling1D
from .upsampling import UpSampling2D as UpSampling2D
from .upsampling import UpSampling3D as UpSampling3D
from .wrapper import Wrapper as Wrapper

# Further names of the same classes.
AvgPool1D, AvgPool2D, AvgPool3D = AveragePooling1D, AveragePooling2D, AveragePooling3D
MaxPool1D, MaxPool2D, MaxPool3D = MaxPooling1D, MaxPooling2D, MaxPooling3D
GlobalAvgPool1D, GlobalAvgPool2D, GlobalAvgPool3D = GlobalAveragePooling1D, GlobalAveragePooling2D, GlobalAveragePooling3D
GlobalMaxPool1D, GlobalMaxPool2D, GlobalMaxPool3D = GlobalMaxPooling1D, GlobalMaxPooling2D, GlobalMaxPooling3D
Convolution1D, Convolution2D, Convolution3D = Conv1D, Conv2D, Conv3D
Convolution1DTranspose, Convolution2DTranspose, Convolution3DTranspose = Conv1DTranspose, Conv2DTranspose, Conv3DTranspose
SeparableConvolution1D, SeparableConvolution2D = SeparableConv1D, SeparableConv2D
