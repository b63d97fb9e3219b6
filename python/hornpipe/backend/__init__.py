"""`backend`: what Keras exports under that name, and what Keras 2 had there: operations come from `hornpipe.ops`, those that
Keras 3 has no longer from the files of this folder."""
from __future__ import annotations

from .. import ops
from ..core.names import get_uid, reset_uids
from ..graph.tensor import is_symbolic as is_keras_tensor
from ..runtime.dtypes import is_float as is_float_dtype
from ..runtime.dtypes import is_int as is_int_dtype
from ..runtime.dtypes import result_type, standardize_dtype
from ..runtime.session import clear_session
from ..runtime.settings import backend, epsilon, floatx, image_data_format, set_epsilon, set_floatx, set_image_data_format
from .convolutions import (
    bias_add,
    conv,
    conv_transpose,
    local_conv,
    pool,
    resize_images,
    resize_volumes,
    spatial_padding,
    temporal_padding,
)
from .flow import (
    foldl,
    foldr,
    function,
    gradients,
    in_test_phase,
    in_train_phase,
    learning_phase,
    manual_variable_initialization,
    map_fn,
    no_session,
    rnn,
    set_learning_phase,
    switch,
)
from .tensors import (
    argmax,
    argmin,
    batch_dot,
    batch_flatten,
    batch_normalization,
    cast_to_floatx,
    clip,
    concatenate,
    constant,
    ctc_batch_cost,
    ctc_decode,
    ctc_label_dense_to_sparse,
    dot,
    expand_dims,
    flatten,
    gather,
    hard_sigmoid,
    identity,
    in_top_k,
    int_shape,
    is_placeholder,
    is_sparse,
    l2_normalize,
    normalize_batch_in_training,
    permute_dimensions,
    placeholder,
    print_tensor,
    random_binomial,
    repeat,
    repeat_elements,
    reverse,
    shape,
    sqrt,
    to_dense,
)
from .variables import (
    batch_get_value,
    batch_set_value,
    count_params,
    eye,
    get_value,
    get_variable_shape,
    moving_average_update,
    ones,
    random_normal_variable,
    random_uniform_variable,
    set_value,
    update,
    update_add,
    update_sub,
    variable,
    zeros,
)

# Keras 2's names of these.
conv1d = conv2d = conv3d = conv
conv2d_transpose = conv3d_transpose = conv_transpose
local_conv1d = local_conv2d = local_conv
pool2d = pool3d = pool
spatial_2d_padding = spatial_3d_padding = spatial_padding
random_bernoulli, eval, get_session, set_session = random_binomial, get_value, no_session, no_session

# Keras 3's names; of those that it dropped, `__getattr__()` gives the ones that live on as operations.
__all__ = [
    "backend", "clear_session", "epsilon", "floatx", "get_uid", "image_data_format", "is_float_dtype", "is_int_dtype", "is_keras_tensor", "result_type",
    "set_epsilon", "set_floatx", "set_image_data_format", "standardize_dtype",
]


def __getattr__(name):
    if not name.startswith("_") and hasattr(ops, name):
        return getattr(ops, name)
    raise AttributeError(f"module 'hornpipe.backend' has no attribute {name!r}")
