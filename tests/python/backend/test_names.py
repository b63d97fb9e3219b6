import pytest

from hornpipe import backend, ops
from hornpipe.graph.tensor import KerasTensor


def test_names():
    assert backend.backend() == "torch" and backend.floatx() == "float32" and backend.image_data_format() == "channels_last"
    assert backend.is_keras_tensor(KerasTensor((1,))) and not backend.is_keras_tensor(1)
    assert backend.standardize_dtype("float") == "float32" and backend.result_type("int8", float) == "float32"
    assert backend.is_float_dtype("bfloat16") and backend.is_int_dtype("uint8") and not backend.is_int_dtype("bool")
    assert backend.get_uid("a test of uids") == 1 and backend.get_uid("a test of uids") == 2


def test_what_keras_2_had_and_lives_on_as_an_operation():
    assert backend.mean is ops.mean and backend.conv2d is backend.conv
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        _ = backend.nothing
