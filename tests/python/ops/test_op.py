"""What `@op` gives every operation: arguments of any kind, symbolic calls, one rule for shapes and dtypes."""
import numpy as np
import pytest
import torch

from hornpipe import ops
from hornpipe.core.errors import ShapeError
from hornpipe.graph.tensor import KerasTensor
from hornpipe.runtime.variable import Variable

UNARY = """absolute angle arccos arccosh arcsin arcsinh arctan arctanh argsort cbrt ceil conjugate copy cos cosh cumprod cumsum deg2rad erf erfc erfinv exp
exp2 expm1 fabs flip floor i0 isfinite isinf isnan isneginf isposinf isreal log log10 log1p log2 logical_not nan_to_num nancumprod negative ones_like rad2deg
ravel real reciprocal round rsqrt sign signbit sin sinc sinh sort sqrt square stop_gradient tan tanh trunc zeros_like""".split()
REDUCING = """all amax amin any argmax argmin average count_nonzero logsumexp max mean median min nanargmax nanargmin nanmax nanmean nanmedian nanmin nanprod
nanstd nansum nanvar prod ptp std sum var""".split()
BINARY = """add arctan2 divide divide_no_nan equal floor_divide fmax fmin fmod greater greater_equal heaviside hypot isclose ldexp less less_equal logaddexp
logaddexp2 logical_and logical_or logical_xor maximum minimum mod multiply nextafter not_equal power subtract true_divide""".split()
DTYPES = ("bool", "uint8", "int32", "float16", "float32")


def example(shape, dtype):
    return torch.ones(shape, dtype=getattr(torch, dtype))


def check(function, *specs):
    """The inferred shape and dtype are those of the result, whatever the unknown sizes turn out to be."""
    inferred = function(*[KerasTensor((None, *shape[1:]), dtype) for shape, dtype in specs])
    result = function(*[example(shape, dtype) for shape, dtype in specs])
    assert inferred.dtype == str(result.dtype).removeprefix("torch.")
    assert len(inferred.shape) == result.ndim
    assert all(d in (None, size) for d, size in zip(inferred.shape, result.shape))


def works(function, *args):
    try:
        function(*args)
        return True
    except (RuntimeError, ValueError):
        return False


@pytest.mark.parametrize("name", UNARY)
def test_inference_of_one_argument(name):
    function = getattr(ops, name)
    for dtype in DTYPES:
        if works(function, example((5, 3), dtype)):
            check(function, ((5, 3), dtype))


@pytest.mark.parametrize("name", REDUCING)
def test_inference_of_reductions(name):
    function = getattr(ops, name)
    for dtype in DTYPES:
        for kwargs in ({}, {"axis": 0}, {"axis": -1}):
            if works(lambda x, f=function, k=kwargs: f(x, **k), example((5, 3), dtype)):
                check(lambda x, f=function, k=kwargs: f(x, **k), ((5, 3), dtype))


@pytest.mark.parametrize("name", BINARY)
def test_inference_of_two_arguments(name):
    function = getattr(ops, name)
    for first in DTYPES:
        for second in DTYPES:
            if works(function, example((5, 3), first), example((5, 3), second)):
                check(function, ((5, 3), first), ((5, 3), second))


def test_arguments_of_any_kind():
    variable = Variable(np.array([1.0, 2.0], "float32"))
    for x in ([1.0, 2.0], (1.0, 2.0), np.array([1.0, 2.0], "float32"), torch.tensor([1.0, 2.0]), variable):
        result = ops.add(x, x)
        assert type(result) is torch.Tensor and result.tolist() == [2.0, 4.0] and result.dtype is torch.float32
    assert ops.sin(0).item() == 0.0 and ops.sin(x=0.0).shape == ()
    assert ops.concatenate([variable, [3, 4]]).tolist() == [1, 2, 3, 4]


def test_gradients_pass_through_variables():
    variable = Variable(np.array([1.0, 2.0], "float32"))
    ops.sum(ops.square(variable)).backward()
    assert variable.grad.tolist() == [2.0, 4.0]


def test_symbolic_call_holds_tensors_in_the_call_and_the_rest_in_the_operation():
    x = KerasTensor((None, 3))
    y = ops.mean(x, axis=-1, keepdims=True)
    operation = y._keras_history.operation
    assert operation.get_config() == {"name": operation.name, "axis": -1, "keepdims": True}
    assert operation.input is x and operation.output is y
    node = operation._inbound_nodes[0]
    assert node.arguments.args == (x,) and node.arguments.kwargs == {}
    assert operation(torch.ones(2, 3)).shape == (2, 1)


def test_arguments_that_stand_before_the_tensors():
    x = KerasTensor((None, 3))
    y = ops.einsum("ij,ij->i", x, x)
    operation = y._keras_history.operation
    assert operation.get_config()["subscripts"] == "ij,ij->i" and y.shape == (None,)
    assert operation(torch.ones(2, 3), torch.ones(2, 3)).tolist() == [3.0, 3.0]


def test_an_unknown_size_that_must_match_a_known_one_is_that_one():
    assert ops.add(KerasTensor((None, 3)), KerasTensor((2, None))).shape == (2, 3)
    assert ops.matmul(KerasTensor((2, 3)), KerasTensor((None, 4))).shape == (2, 4)
    assert ops.add(KerasTensor((None, 3)), KerasTensor((1, 3))).shape == (None, 3)


def test_operators_of_symbolic_tensors():
    x = KerasTensor((None, 3))
    names = [(-x), abs(x), x + 1, 1 - x, x * x, x / 2, x // 2, x % 2, x**2, x > 0, x <= 0, x != 0, ~(x > 0), x[:, 0], x.T, x @ KerasTensor((3, 2))]
    found = [y._keras_history.operation.function.__name__ for y in names]
    assert found == ["negative", "absolute", "add", "subtract", "multiply", "true_divide", "floor_divide", "mod", "power", "greater", "less_equal", "not_equal",
                     "logical_not", "get_item", "transpose", "matmul"]


def test_shapes_that_do_not_go_together():
    with pytest.raises(ShapeError, match=r"`ops.add\(\)` does not take arguments of shapes \(2, 3\), \(2, 4\)"):
        ops.add(KerasTensor((2, 3)), KerasTensor((2, 4)))
    with pytest.raises(ShapeError, match="axis 2 is out of bounds"):
        ops.flip(KerasTensor((None, 3)), axis=2)


def test_public_names_are_told():
    assert ops.add.__module__ == "hornpipe.ops" and ops.add.__name__ == "add"
    assert ops.max.__doc__.startswith("The largest element")
