"""`ops.numpy`: the operations that NumPy has too."""
from .convert import (
    array, copy, ndim, size, view,
)
from .create import (
    arange, bartlett, blackman, empty, empty_like, eye, full, full_like, geomspace, hamming, hanning, identity, kaiser, linspace, logspace, meshgrid, ones,
    ones_like, tri, vander, zeros, zeros_like,
)
from .elementwise import (
    absolute as abs, absolute, add, angle, arccos, arccosh, arcsin, arcsinh, arctan, arctan2, arctanh, bitwise_and, bitwise_not as bitwise_invert,
    bitwise_left_shift, bitwise_not, bitwise_or, bitwise_right_shift, bitwise_xor, cbrt, ceil, clip, conjugate as conj, conjugate, cos, cosh, deg2rad, divide,
    divide_no_nan, exp, exp2, expm1, fabs, floor, floor_divide, fmax, fmin, fmod, gcd, heaviside, hypot, i0, imag, lcm, ldexp, bitwise_left_shift as left_shift,
    log, log10, log1p, log2, logaddexp, logaddexp2, maximum, minimum, mod, multiply, nan_to_num, negative, nextafter, power, rad2deg, real, reciprocal,
    bitwise_right_shift as right_shift, round, sign, sin, sinc, sinh, sqrt, square, subtract, tan, tanh, true_divide, trunc,
)
from .index import (
    get_item, nonzero, select, take, take_along_axis, unravel_index, where,
)
from .logic import (
    all, allclose, any, equal, greater, greater_equal, isclose, isfinite, isin, isinf, isnan, isneginf, isposinf, isreal, less, less_equal, logical_and,
    logical_not, logical_or, logical_xor, not_equal, signbit,
)
from .product import (
    corrcoef, correlate, cross, dot, einsum, inner, kron, matmul, outer, tensordot, vdot,
)
from .reduce import (
    amax, amin, argmax, argmin, average, count_nonzero, cumprod, cumsum, diff, max, mean, median, min, nanargmax, nanargmin, nancumprod, nancumsum, nanmax,
    nanmean, nanmedian, nanmin, nanpercentile, nanprod, nanquantile, nanstd, nansum, nanvar, percentile, prod, ptp, quantile, std, sum, trapezoid, var,
)
from .arrange import (
    append, array_split, broadcast_to, concatenate, diag, diagflat, diagonal, dsplit, dstack, expand_dims, flip, fliplr, flipud, hsplit, hstack, moveaxis,
    pad, ravel, repeat, reshape, roll, rot90, split, squeeze, stack, swapaxes, tile, trace, transpose, tril, triu, vsplit, vstack,
)
from .order import (
    argpartition, argsort, bincount, digitize, histogram, searchsorted, sort, unique,
)
from .vmap import (
    vectorize,
)
from .linalg import (
    slogdet,
)
