import numpy as np
import pytest

import hornpipe
from hornpipe.layers import Input, InputLayer


def test_input_is_the_output_of_its_layer():
    x = Input((3, None), batch_size=2, dtype="int32", name="counts")
    assert (x.shape, x.dtype, x.name) == ((2, 3, None), "int32", "counts")
    layer = x._keras_history.operation
    assert isinstance(layer, InputLayer) and layer.output is x and layer.built
    assert layer.get_config() == {"batch_shape": (2, 3, None), "dtype": "int32", "sparse": False, "ragged": False, "name": "counts", "optional": False}


def test_shape_is_told_once():
    assert Input(batch_shape=(None, 4)).shape == (None, 4)
    assert InputLayer(shape=(np.int64(32),)).batch_shape == (None, 32)
    for told, message in (({"shape": (3,), "batch_shape": (2, 3)}, "cannot pass both `shape` and `batch_shape`"),
                          ({"batch_size": 2, "batch_shape": (2, 3)}, "cannot pass both `batch_size` and `batch_shape`"), ({}, "pass a `shape` argument")):
        with pytest.raises(ValueError, match=message):
            Input(**told)


def test_sparse_inputs_are_refused():
    with pytest.raises(ValueError, match="`sparse=True` is not supported"):
        Input((3,), sparse=True)


def test_a_given_tensor_brings_shape_and_dtype():
    tensor = hornpipe.KerasTensor((2, 3), "float16")
    layer = InputLayer(input_tensor=tensor)
    assert layer.batch_shape == (2, 3) and layer.dtype == "float16" and layer.output is tensor
    with pytest.raises(ValueError, match="incompatible `dtype`: got 'float32', the tensor has 'float16'"):
        InputLayer(input_tensor=tensor, dtype="float32")


def test_old_names_of_the_shape():
    with pytest.warns(UserWarning, match="`input_shape` is deprecated"):
        assert InputLayer(input_shape=(3,)).batch_shape == (None, 3)
    assert InputLayer(batch_input_shape=(None, 3)).batch_shape == (None, 3)
