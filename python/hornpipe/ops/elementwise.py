"""Operations on each element: arithmetic, rounding, powers, trigonometry, bits."""
from __future__ import annotations

import torch

from ..core.errors import ShapeError
from ..core.types import Int, Real, Tensor
from ..runtime.convert import convert_to_tensor
from .op import op
from .promotion import common_dtype, floating, promote, promote_all

_REAL = frozenset({int, float})

# ---------------------------------------------------------------- arithmetic


@op
def add(x1: Tensor, x2: Tensor):
    """`x1 + x2`."""
    x1, x2 = promote(x1, x2)
    return torch.add(x1, x2)


@op
def subtract(x1: Tensor, x2: Tensor):
    """`x1 - x2`."""
    x1, x2 = promote(x1, x2)
    return torch.sub(x1, x2) if isinstance(x1, torch.Tensor) else torch.rsub(x2, x1)


@op
def multiply(x1: Tensor, x2: Tensor):
    """`x1 * x2`."""
    x1, x2 = promote(x1, x2)
    return torch.mul(x1, x2)


@op
def divide(x1: Tensor, x2: Tensor):
    """`x1 / x2`, floating."""
    x1, x2 = promote(x1, x2, to=(float,))
    return torch.true_divide(x1, x2)


@op
def true_divide(x1: Tensor, x2: Tensor):
    """`x1 / x2`, floating."""
    x1, x2 = promote(x1, x2, to=(float,))
    return torch.true_divide(x1, x2)


@op
def divide_no_nan(x1: Tensor, x2: Tensor):
    """`x1 / x2`, and 0 where `x2` is 0."""
    x1, x2 = promote_all(x1, x2, to=(float,))
    zero = x2 == 0
    return torch.where(zero, torch.zeros((), dtype=x1.dtype, device=x1.device), x1 / torch.where(zero, torch.ones_like(x2), x2))


@op
def floor_divide(x1: Tensor, x2: Tensor):
    """The largest integer not above `x1 / x2`."""
    x1, x2 = promote(x1, x2)
    return torch.floor_divide(x1, x2)


@op
def mod(x1: Tensor, x2: Tensor):
    """The remainder of `floor_divide(x1, x2)`, with the sign of `x2`."""
    x1, x2 = promote(x1, x2)
    if isinstance(x1, torch.Tensor) and x1.dtype is torch.bool:
        x1, x2 = promote(x1, x2, to=(torch.int32,))
    return torch.remainder(x1, x2)


@op
def fmod(x1: Tensor, x2: Tensor):
    """The remainder of the division that rounds to zero, with the sign of `x1`."""
    x1, x2 = promote_all(x1, x2)
    if x1.dtype is torch.bool:
        x1, x2 = x1.int(), x2.int()
    return torch.fmod(x1, x2)


@op
def power(x1: Tensor, x2: Tensor):
    """`x1 ** x2`."""
    x1, x2 = promote(x1, x2)
    if type(x2) in _REAL and x2 == 2:           # the same numbers, cheaper: as losses are written
        return torch.square(x1)
    return torch.pow(x1, x2)


@op
def negative(x: Tensor):
    """`-x`."""
    return torch.neg(x)


@op(aliases=("abs",))
def absolute(x: Tensor):
    """The distance of each element from 0."""
    return x if x.dtype is torch.bool else torch.abs(x)


@op
def fabs(x: Tensor):
    """`absolute()`, floating."""
    return torch.abs(floating(x))


@op
def sign(x: Tensor):
    """-1, 0 or 1."""
    return torch.sgn(x) if x.is_complex() else torch.sign(x)


@op
def reciprocal(x: Tensor):
    """`1 / x`."""
    return torch.reciprocal(x)


@op
def square(x: Tensor):
    """`x * x`."""
    return torch.square(x.int() if x.dtype is torch.bool else x)


@op
def maximum(x1: Tensor, x2: Tensor):
    """The larger of two; NaN where either is."""
    return torch.maximum(*promote_all(x1, x2))


@op
def minimum(x1: Tensor, x2: Tensor):
    """The smaller of two; NaN where either is."""
    return torch.minimum(*promote_all(x1, x2))


@op
def fmax(x1: Tensor, x2: Tensor):
    """The larger of two; the number where one is NaN."""
    return torch.fmax(*promote_all(x1, x2))


@op
def fmin(x1: Tensor, x2: Tensor):
    """The smaller of two; the number where one is NaN."""
    return torch.fmin(*promote_all(x1, x2))


@op
def clip(x: Tensor, x_min: Tensor, x_max: Tensor):
    """Elements below `x_min` become it, those above `x_max` become that."""
    dtype = common_dtype(*(v for v in (x, x_min, x_max) if v is not None))
    dtype = torch.int32 if dtype is torch.bool else dtype
    x = convert_to_tensor(x, dtype)
    if isinstance(x_min, torch.Tensor) or isinstance(x_max, torch.Tensor):
        x_min, x_max = (v if v is None else convert_to_tensor(v, dtype) for v in (x_min, x_max))
    return torch.clamp(x, x_min, x_max)


@op
def gcd(x1: Tensor, x2: Tensor):
    """The greatest common divisor."""
    return torch.gcd(*promote_all(x1, x2))


@op
def lcm(x1: Tensor, x2: Tensor):
    """The least common multiple."""
    return torch.lcm(*promote_all(x1, x2))


@op
def nan_to_num(x: Tensor, nan: Real = 0.0, posinf: Real = None, neginf: Real = None):
    """NaN and infinities replaced by numbers.

    Args:
        nan: In place of NaN.
        posinf: In place of infinity; the largest number of the dtype if `None`.
        neginf: In place of minus infinity; the smallest number if `None`.
    """
    return torch.nan_to_num(x, nan=nan, posinf=posinf, neginf=neginf) if x.is_floating_point() else x


# ---------------------------------------------------------------- rounding


@op
def ceil(x: Tensor):
    """The next integer above, floating."""
    return torch.ceil(floating(x))


@op
def floor(x: Tensor):
    """The next integer below, floating."""
    return torch.floor(floating(x))


@op
def trunc(x: Tensor):
    """The next integer towards 0."""
    return x if x.dtype is torch.bool else torch.trunc(x)


@op
def round(x: Tensor, decimals: Int = 0):
    """Rounds halves to the even neighbour.

    Args:
        decimals: Digits kept after the point; negative ones round to tens.
    """
    if x.is_floating_point() or x.is_complex():
        return torch.round(x, decimals=decimals)
    if x.dtype is torch.bool:
        return floating(x)
    return torch.round(x.double(), decimals=decimals).to(x.dtype) if decimals < 0 else x


# ---------------------------------------------------------------- powers and logarithms


@op
def sqrt(x: Tensor):
    """The square root."""
    return torch.sqrt(floating(x))


@op
def rsqrt(x: Tensor):
    """`1 / sqrt(x)`."""
    return torch.rsqrt(floating(x))


@op
def cbrt(x: Tensor):
    """The real cube root."""
    x = floating(x)
    return torch.sign(x) * torch.abs(x) ** (1.0 / 3.0)


@op
def hypot(x1: Tensor, x2: Tensor):
    """`sqrt(x1**2 + x2**2)`, without overflow."""
    return torch.hypot(*promote_all(x1, x2, to=(float,)))


@op
def exp(x: Tensor):
    """`e ** x`."""
    return torch.exp(floating(x))


@op
def exp2(x: Tensor):
    """`2 ** x`."""
    return torch.exp2(floating(x))


@op
def expm1(x: Tensor):
    """`exp(x) - 1`, exact near 0."""
    return torch.expm1(floating(x))


@op
def log(x: Tensor):
    """The natural logarithm."""
    return torch.log(floating(x))


@op
def log10(x: Tensor):
    """The logarithm to base 10."""
    return torch.log10(floating(x))


@op
def log1p(x: Tensor):
    """`log(1 + x)`, exact near 0."""
    return torch.log1p(floating(x))


@op
def log2(x: Tensor):
    """The logarithm to base 2."""
    return torch.log2(floating(x))


@op
def logaddexp(x1: Tensor, x2: Tensor):
    """`log(exp(x1) + exp(x2))`, without overflow."""
    return torch.logaddexp(*promote_all(x1, x2, to=(float,)))


@op
def logaddexp2(x1: Tensor, x2: Tensor):
    """`log2(2**x1 + 2**x2)`, without overflow."""
    return torch.logaddexp2(*promote_all(x1, x2, to=(float,)))


@op
def ldexp(x1: Tensor, x2: Tensor):
    """`x1 * 2**x2`."""
    dtype = common_dtype(x1, x2, float)
    x1, x2 = promote_all(x1)[0], promote_all(x2)[0]
    return torch.ldexp(x1.to(dtype), x2).to(dtype)


# ---------------------------------------------------------------- trigonometry


@op
def sin(x: Tensor):
    """The sine of radians."""
    return torch.sin(floating(x))


@op
def cos(x: Tensor):
    """The cosine of radians."""
    return torch.cos(floating(x))


@op
def tan(x: Tensor):
    """The tangent of radians."""
    return torch.tan(floating(x))


@op
def arcsin(x: Tensor):
    """The inverse sine, in radians."""
    return torch.arcsin(floating(x))


@op
def arccos(x: Tensor):
    """The inverse cosine, in radians."""
    return torch.arccos(floating(x))


@op
def arctan(x: Tensor):
    """The inverse tangent, in radians."""
    return torch.arctan(floating(x))


@op
def arctan2(x1: Tensor, x2: Tensor):
    """The angle of the point `(x2, x1)`, between -pi and pi."""
    return torch.arctan2(*promote_all(x1, x2, to=(float,)))


@op
def sinh(x: Tensor):
    """The hyperbolic sine."""
    return torch.sinh(floating(x))


@op
def cosh(x: Tensor):
    """The hyperbolic cosine."""
    return torch.cosh(floating(x))


@op
def tanh(x: Tensor):
    """The hyperbolic tangent."""
    return torch.tanh(floating(x))


@op
def arcsinh(x: Tensor):
    """The inverse hyperbolic sine."""
    return torch.arcsinh(floating(x))


@op
def arccosh(x: Tensor):
    """The inverse hyperbolic cosine."""
    return torch.arccosh(floating(x))


@op
def arctanh(x: Tensor):
    """The inverse hyperbolic tangent."""
    return torch.arctanh(floating(x))


@op
def sinc(x: Tensor):
    """`sin(pi x) / (pi x)`, and 1 at 0."""
    return torch.sinc(floating(x))


@op
def deg2rad(x: Tensor):
    """Degrees to radians."""
    return torch.deg2rad(floating(x))


@op
def rad2deg(x: Tensor):
    """Radians to degrees."""
    return torch.rad2deg(floating(x))


# ---------------------------------------------------------------- special functions


@op
def erf(x: Tensor):
    """The error function."""
    return torch.erf(floating(x))


@op
def erfc(x: Tensor):
    """`1 - erf(x)`, exact for large `x`."""
    return torch.erfc(floating(x))


@op
def erfinv(x: Tensor):
    """The inverse of the error function."""
    return torch.erfinv(floating(x))


@op
def i0(x: Tensor):
    """The modified Bessel function of the first kind, order 0."""
    return torch.i0(floating(x))


@op
def heaviside(x1: Tensor, x2: Tensor):
    """0 for negative `x1`, 1 for positive, `x2` at 0."""
    return torch.heaviside(*promote_all(x1, x2, to=(float,)))


@op
def nextafter(x1: Tensor, x2: Tensor):
    """The next floating-point number after `x1` on the way to `x2`."""
    return torch.nextafter(*promote_all(x1, x2, to=(float,)))


# ---------------------------------------------------------------- complex numbers


@op
def angle(x: Tensor):
    """The angle of a complex number, in radians."""
    return torch.angle(floating(x))


@op(aliases=("conj",))
def conjugate(x: Tensor):
    """The complex conjugate."""
    return torch.conj(x).resolve_conj()


@op
def real(x: Tensor):
    """The real part."""
    return torch.real(x)


@op
def imag(x: Tensor):
    """The imaginary part; 0 for real numbers."""
    return torch.imag(x) if x.is_complex() else torch.zeros_like(x)


@op
def view_as_complex(x: Tensor):
    """Pairs on the last axis (real, imaginary) as complex numbers. Shapes: `(..., 2)` to `(...)`."""
    if not x.ndim or x.shape[-1] != 2:
        raise ShapeError(f"Last dimension of input must be size 2, real and imaginary part, got shape {tuple(x.shape)}.",
                         argument="x", expected=2, actual=tuple(x.shape))
    return torch.view_as_complex(x.contiguous())


@op
def view_as_real(x: Tensor):
    """Complex numbers as pairs (real, imaginary). Shapes: `(...)` to `(..., 2)`."""
    return torch.view_as_real(x.resolve_conj())


# ---------------------------------------------------------------- bits


@op
def bitwise_and(x: Tensor, y: Tensor):
    """Bits set in both."""
    return torch.bitwise_and(*promote_all(x, y))


@op
def bitwise_or(x: Tensor, y: Tensor):
    """Bits set in either."""
    return torch.bitwise_or(*promote_all(x, y))


@op
def bitwise_xor(x: Tensor, y: Tensor):
    """Bits set in one only."""
    return torch.bitwise_xor(*promote_all(x, y))


@op(aliases=("bitwise_invert",))
def bitwise_not(x: Tensor):
    """Each bit turned over."""
    return torch.bitwise_not(x)


@op(aliases=("left_shift",))
def bitwise_left_shift(x: Tensor, y: Tensor):
    """Bits moved up by `y` places."""
    return torch.bitwise_left_shift(*promote_all(x, y))


@op(aliases=("right_shift",))
def bitwise_right_shift(x: Tensor, y: Tensor):
    """Bits moved down by `y` places."""
    return torch.bitwise_right_shift(*promote_all(x, y))
