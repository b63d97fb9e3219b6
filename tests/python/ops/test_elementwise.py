import math

import numpy as np
import pytest
import torch

from hornpipe import ops
from hornpipe.core.errors import ShapeError

A = np.array([[-2.5, -1.0, 0.0], [0.5, 1.5, 3.0]], "float32")
B = np.array([[2.0, -3.0, 1.0], [0.5, 4.0, -2.0]], "float32")


@pytest.mark.parametrize("name", """absolute arctan arcsinh cbrt ceil cos cosh deg2rad exp exp2 expm1 fabs floor i0 negative rad2deg sign sin sinc sinh square
tan tanh trunc real imag conj nan_to_num""".split())
def test_of_one_argument(name):
    np.testing.assert_allclose(getattr(ops, name)(A).numpy(), getattr(np, name)(A), rtol=2e-6, atol=1e-6)


@pytest.mark.parametrize("name", "log log10 log1p log2 sqrt reciprocal arccosh".split())
def test_of_positive_arguments(name):
    np.testing.assert_allclose(getattr(ops, name)(np.abs(A) + 1).numpy(), getattr(np, name)(np.abs(A) + 1), rtol=2e-6)


@pytest.mark.parametrize("name", "arccos arcsin arctanh".split())
def test_of_small_arguments(name):
    np.testing.assert_allclose(getattr(ops, name)(A / 4).numpy(), getattr(np, name)(A / 4), rtol=2e-6)


@pytest.mark.parametrize("name", """add subtract multiply divide true_divide floor_divide mod fmod maximum minimum fmax fmin hypot logaddexp logaddexp2 arctan2
heaviside""".split())
def test_of_two_arguments(name):
    np.testing.assert_allclose(getattr(ops, name)(A, B).numpy(), getattr(np, name)(A, B), rtol=2e-6, atol=1e-6)
    np.testing.assert_allclose(getattr(ops, name)(A, 2.0).numpy(), getattr(np, name)(A, np.float32(2)), rtol=2e-6, atol=1e-6)
    np.testing.assert_allclose(getattr(ops, name)(2.0, B).numpy(), getattr(np, name)(np.float32(2), B), rtol=2e-6, atol=1e-6)


def test_divide_no_nan_has_no_nan_in_its_gradient():
    x, y = torch.tensor([1.0, 2.0], requires_grad=True), torch.tensor([0.0, 4.0], requires_grad=True)
    result = ops.divide_no_nan(x, y)
    result.sum().backward()
    assert result.tolist() == [0.0, 0.5] and x.grad.tolist() == [0.0, 0.25] and y.grad.tolist() == [0.0, -0.125]


def test_powers_of_ints_and_floats():
    assert ops.power([2, 3], 2).tolist() == [4, 9] and ops.power([4.0], 0.5).tolist() == [2.0] and ops.power(2, [1.0, 3.0]).tolist() == [2.0, 8.0]


def test_bool_arithmetic():
    t = ops.convert_to_tensor([True, False])
    assert ops.add(t, t).dtype is torch.bool and ops.square(t).dtype is torch.int32 and ops.mod([1, 2], True).tolist() == [0, 0]
    assert ops.subtract(ops.cast([3, 4], "uint8"), True).tolist() == [2, 3]


def test_clip():
    assert ops.clip([1, 5, 9], 2, 6).tolist() == [2, 5, 6]
    assert ops.clip([1, 5], 1.5, 2.5).tolist() == [1.5, 2.5]
    assert ops.clip([1.0, 5.0], [2.0, 2.0], 3).tolist() == [2.0, 3.0]


def test_round_halves_to_even():
    assert ops.round([0.5, 1.5, 2.5]).tolist() == [0.0, 2.0, 2.0]
    np.testing.assert_allclose(ops.round([1.234, -5.678], 1).numpy(), [1.2, -5.7], rtol=1e-6)
    assert ops.round([123, 157], -1).tolist() == [120, 160]


def test_nan_to_num():
    x = [math.nan, math.inf, -math.inf, 1.0]
    assert ops.nan_to_num(x, nan=1.0, posinf=2.0, neginf=3.0).tolist() == [1.0, 2.0, 3.0, 1.0]


def test_extremes_of_nan():
    nan = math.nan
    assert math.isnan(ops.maximum([nan], [1.0]).item()) and ops.fmax([nan], [1.0]).item() == 1.0 and ops.fmin([1.0], [nan]).item() == 1.0


def test_special_functions():
    np.testing.assert_allclose(ops.erf(A).numpy(), np.vectorize(math.erf)(A), rtol=1e-6, atol=1e-7)
    np.testing.assert_allclose(ops.erfc(A).numpy(), np.vectorize(math.erfc)(A), rtol=1e-5)
    np.testing.assert_allclose(ops.erfinv(ops.erf([0.3, -0.7])).numpy(), [0.3, -0.7], rtol=1e-5)
    np.testing.assert_allclose(ops.ldexp([1.0, 3.0], [2, 3]).numpy(), [4.0, 24.0])
    assert ops.nextafter(1.0, 2.0).item() == np.nextafter(np.float32(1), np.float32(2))


def test_whole_numbers():
    assert ops.gcd([12, 18], [8, 27]).tolist() == [4, 9] and ops.lcm([4, 6], 10).tolist() == [20, 30]
    assert ops.bitwise_and([6, 5], 3).tolist() == [2, 1] and ops.bitwise_or([6, 5], 3).tolist() == [7, 7] and ops.bitwise_xor([6], [3]).tolist() == [5]
    assert ops.bitwise_not([0, 5]).tolist() == [-1, -6] and ops.left_shift([1, 3], 2).tolist() == [4, 12] and ops.right_shift([8, 7], 1).tolist() == [4, 3]


def test_complex_numbers():
    z = ops.view_as_complex([[3.0, 4.0], [0.0, -1.0]])
    with pytest.raises(ShapeError, match=r"Last dimension of input must be size 2, .* got shape \(3,\)"):
        ops.view_as_complex([1.0, 2.0, 3.0])
    assert ops.absolute(z).tolist() == [5.0, 1.0] and ops.real(z).tolist() == [3.0, 0.0] and ops.imag(z).tolist() == [4.0, -1.0]
    assert ops.view_as_real(ops.conjugate(z)).tolist() == [[3.0, -4.0], [0.0, 1.0]]
    np.testing.assert_allclose(ops.angle(z).numpy(), np.angle(z.numpy()), rtol=1e-6)


def test_a_power_of_two_is_a_square():
    for x, exponent, dtype in ((torch.tensor([-1.5, 3.0]), 2, torch.float32), (torch.tensor([-1.5, 3.0]), 2.0, torch.float32),
                               (torch.tensor([-3, 4]), 2, torch.int64), (torch.tensor([-3, 4]), 2.0, torch.float32), (torch.tensor([True]), 2, torch.int32)):
        got = ops.power(x, exponent)
        assert got.dtype is dtype and got.tolist() == [v ** 2 for v in x.tolist()]
    x = torch.tensor([0.0, -3.0], requires_grad=True)
    ops.sum(ops.power(x, 2.0)).backward()
    assert x.grad.tolist() == [0.0, -6.0] and ops.power(3.0, 2.0).item() == 9.0
