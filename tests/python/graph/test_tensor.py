import numpy as np
import pytest
import torch

from hornpipe import KerasTensor, layers, ops
from hornpipe.graph.tensor import SymbolicValueError, standardize_shape


def test_shape_dtype_name():
    x = KerasTensor((None, 3.0, np.int64(2)), "int64", name="x")
    assert x.shape == (None, 3, 2) and x.dtype == "int64" and x.ndim == 3 and x.name == "x"
    assert repr(x) == "<KerasTensor shape=(None, 3, 2), dtype=int64, sparse=False, ragged=False, name=x>"
    for field in ("shape", "dtype"):
        with pytest.raises(AttributeError, match=f"The {field} of a KerasTensor cannot be changed"):
            setattr(x, field, None)


@pytest.mark.parametrize("shape, message", [((2, -1), "must not hold negative sizes"), ((2, "a"), "must hold ints and None"), (3, "must be a sequence"),
                                            ((2.5,), "must hold ints and None")])
def test_shapes_that_are_none(shape, message):
    with pytest.raises(ValueError, match=message):
        standardize_shape(shape)


@pytest.mark.parametrize("use, what", [(np.asarray, "NumPy array"), (bool, "a condition"), (len, "no length"), (float, "a Python number"),
                                       (int, "a Python number"), (list, "iterated over"), (lambda x: [1, 2][x], "a Python number")])
def test_there_are_no_numbers(use, what):
    with pytest.raises(SymbolicValueError, match=f"is symbolic: it has no numbers, so it .*{what}"):
        use(KerasTensor((None,)))


def test_known_sizes_can_be_counted():
    a, b = KerasTensor((2, 3))
    assert len(KerasTensor((2, 3))) == 2 and a.shape == b.shape == (3,)


def test_functions_of_torch_are_recorded():
    assert torch.relu(KerasTensor((None, 2))).shape == (None, 2)
    with pytest.raises(SymbolicValueError, match="torch.trapz was called on a symbolic tensor"):
        torch.trapz(KerasTensor((2,)))


def test_operators_infer_shape_and_dtype():
    x, n = KerasTensor((None, 4)), KerasTensor((4,), "int32")
    for made, shape, dtype in ((x + n, (None, 4), "float32"), (1 - n, (4,), "int32"), (n / 2, (4,), "float32"), (x > 0, (None, 4), "bool"),
                               (~(x > 0), (None, 4), "bool"), (x @ KerasTensor((4, 5)), (None, 5), "float32"), (n // 2, (4,), "int32"),
                               (n % 2, (4,), "int32"), (abs(-x), (None, 4), "float32"),
                               (x[:, 1:3], (None, 2), "float32"), (x[None], (1, None, 4), "float32"), (x[..., -1], (None,), "float32")):
        assert (made.shape, made.dtype) == (shape, dtype)


def test_equality_asks_for_the_same_tensor():
    x = KerasTensor((2,))
    assert x == x and {x: 1}[x] == 1 and not x == KerasTensor((2,))


def test_history_tells_where_it_came_from():
    x = KerasTensor((2, 3))
    dense = layers.Dense(4)
    y = dense(x)
    assert y._keras_history.operation is dense and y._keras_history.node_index == 0
    assert ops.add(y, 1)._keras_history.operation.name.startswith("add")
