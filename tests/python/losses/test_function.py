import numpy as np
import pytest
import torch

import hornpipe
from hornpipe import losses
from hornpipe.core import objects
from hornpipe.core.errors import ShapeError
from hornpipe.losses.function import FunctionCall, as_pair, refuse_shapes


def test_pairs():
    y_true, y_pred = as_pair([1, 2], np.array([[1.0], [2.0]], dtype="float32"))
    assert y_true.shape == y_pred.shape == (2, 1) and y_true.dtype is y_pred.dtype is torch.float32
    assert as_pair([1], [2])[1].dtype is torch.float32
    assert as_pair(np.array([1]), np.array([[0.5, 0.5]]), labels=True)[0].dtype is torch.int64
    y = torch.ones(3)
    assert as_pair(y, y)[0] is y


def test_variables_are_read():
    variable = hornpipe.Variable(np.ones((2, 3), "float32"))
    assert losses.mean_squared_error(np.zeros((2, 3)), variable).tolist() == [1, 1]


def test_errors_of_torch_stay_where_shapes_are_not_their_cause():
    with pytest.raises(RuntimeError, match="mine"):
        refuse_shapes(RuntimeError("mine"), torch.ones(3), torch.ones(3))
    with pytest.raises(ShapeError):
        refuse_shapes(RuntimeError("mine"), torch.ones(3), torch.ones(2))


def test_symbolic_call_is_a_node():
    x = hornpipe.KerasTensor((None, 3))
    y = losses.huber(x, x, delta=2.0)
    call = y._keras_history.operation
    assert y.shape == (None,) and isinstance(call, FunctionCall)
    again = FunctionCall.from_config(objects.serialize_dict(call.get_config()))
    assert again.function is losses.huber and again.kwargs == {"delta": 2.0} and again.name == call.name
    ones = torch.ones(2, 3)
    assert torch.equal(again(0 * ones, ones), call(0 * ones, ones))
