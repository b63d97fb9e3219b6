"""`ops.nn`: the operations that neural networks are made of."""
from .activation import (
    celu, elu, gelu, glu, hard_shrink, hard_sigmoid, hard_silu, hard_swish, hard_tanh, leaky_relu, log_sigmoid, log_softmax, relu, relu6, selu, sigmoid, silu,
    soft_shrink, softmax, softplus, softsign, sparse_plus, sparse_sigmoid, sparsemax, squareplus, swish, tanh_shrink, threshold,
)
from .attention import dot_product_attention
from .conv import conv, conv_transpose, depthwise_conv, separable_conv
from .crossentropy import binary_crossentropy, categorical_crossentropy, multi_hot, one_hot, sparse_categorical_crossentropy
from .ctc import ctc_decode, ctc_loss
from .image.filter import psnr
from .normalization import batch_normalization, layer_normalization, moments, normalize, rms_normalization
from .patches import depth_to_space, fold, space_to_depth, unfold
from .pool import adaptive_average_pool, adaptive_max_pool, average_pool, max_pool
from .signal import polar
