import numpy as np
import pytest

from hornpipe import Function, Input, KerasTensor, layers, ops


def test_between_bare_tensors():
    a, b = KerasTensor((2, 3)), KerasTensor((2, 3))
    total = a + b
    function = Function({"a": a, "b": b}, {"triple": total * 3, "square": total**2}, name="f")
    found = function({"a": np.ones((2, 3)), "b": np.ones((2, 3))})
    assert function.name == "f" and (found["triple"] == 6).all() and (found["square"] == 4).all()
    symbols = function({"a": KerasTensor((2, 3)), "b": KerasTensor((2, 3))})
    assert symbols["triple"].shape == (2, 3)


def test_what_makes_a_given_tensor_is_left_out():
    x = Input((3,))
    doubled = x * 2
    shifted = doubled + 1
    function = Function(shifted, shifted**2)
    assert [o.name.split("_")[0] for o in function.operations] == ["power"]
    assert (function(np.full((2, 3), 3.0)) == 9).all()


def test_shapes_are_inferred_anew():
    x = KerasTensor((None, 3))
    function = Function(x, ops.sum(x, axis=1))
    assert function.compute_output_spec(KerasTensor((4, 3))).shape == (4,)
    assert function.compute_output_shape((5, 3)) == (5,)
    assert function(KerasTensor((6, 3))).shape == (6,)


@pytest.mark.parametrize("inputs, message", [
    (np.ones((2, 3)), r"invalid input structure: it takes \[\(2, 3\), \(2, 3\)\], got \(2, 3\)"),
    ([np.ones((2, 3, 3)), np.ones((2, 3))], r"incompatible inputs: it takes shapes .*, got \[\(2, 3, 3\), \(2, 3\)\]"),
    ([np.ones((4, 3)), np.ones((2, 3))], "incompatible inputs"),
])
def test_inputs_that_do_not_fit(inputs, message):
    a, b = KerasTensor((2, 3)), KerasTensor((2, 3))
    with pytest.raises(ValueError, match=message):
        Function([a, b], a + b)(inputs)


@pytest.mark.parametrize("make, message", [
    (lambda a, b: Function([], a), "`inputs` argument cannot be empty"),
    (lambda a, b: Function(a, []), "`outputs` argument cannot be empty"),
    (lambda a, b: Function([a, a], a + 1), "same tensor twice"),
    (lambda a, b: Function(a, a + b), "not connected to `inputs`: it needs <KerasTensor .*name=b>"),
    (lambda a, b: Function(1, a), "`inputs` must hold symbolic tensors"),
])
def test_ends_that_make_none(make, message):
    with pytest.raises(ValueError, match=message):
        make(KerasTensor((2,), name="a"), KerasTensor((2,), name="b"))


def test_layers_in_a_function_keep_their_weights():
    x = Input((3,))
    dense = layers.Dense(2)
    function = Function(x, dense(x))
    values = np.ones((1, 3), "float32")
    np.testing.assert_array_equal(function(values).detach(), dense(values).detach())
