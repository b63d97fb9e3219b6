"""Products of vectors, matrices and higher tensors."""
from __future__ import annotations

import torch

from ..core.arguments import choice
from ..core.errors import ShapeError
from ..core.types import AxesOrNumber, Axis, Tensor, Text
from ..runtime.convert import convert_to_tensor
from .op import op
from .promotion import common_dtype, floating, promote_all

_INT8 = frozenset({torch.int8})
_FLOATING = frozenset({torch.float32, torch.float64, torch.float16, torch.bfloat16})


def _multiplied(function, *operands):
    """`function` of operands in a dtype that torch multiplies matrices in.

    Keras: products of int8 give int32.
    """
    dtype = getattr(operands[0], "dtype", None)
    if dtype in _FLOATING and all(getattr(x, "dtype", None) is dtype for x in operands):
        return function(*operands)
    operands = [convert_to_tensor(x) if not isinstance(x, torch.Tensor) else x for x in operands] \
        if not any(isinstance(x, torch.Tensor) for x in operands) else list(operands)
    wanted = torch.int32 if {getattr(x, "dtype", None) for x in operands} == _INT8 else common_dtype(*operands)
    computed = wanted
    if wanted is torch.bool:
        computed = torch.int32
    elif not wanted.is_floating_point and not wanted.is_complex and any(x.device.type == "cuda" for x in operands if isinstance(x, torch.Tensor)):
        computed = torch.float64        # CUDA multiplies no integers
    result = function(*(x.to(computed) if isinstance(x, torch.Tensor) else convert_to_tensor(x, computed) for x in operands))
    return result.to(wanted)


@op
def matmul(x1: Tensor, x2: Tensor):
    """The matrix product over the last two axes; vectors are rows on the left and columns on the right.

    Shapes:
        `(..., n, k)` and `(..., k, m)` to `(..., n, m)`.
    """
    return _multiplied(torch.matmul, x1, x2)


@op
def dot(x1: Tensor, x2: Tensor):
    """The sum of products over the last axis of `x1` and the second last of `x2` (the last of a vector)."""
    return _multiplied(_dot, x1, x2)


def _dot(x1, x2):
    if x1.ndim == 0 or x2.ndim == 0:
        return torch.mul(x1, x2)
    return torch.matmul(x1, x2) if x2.ndim == 1 else torch.tensordot(x1, x2, dims=([-1], [-2]))


@op
def inner(x1: Tensor, x2: Tensor):
    """The sum of products over the last axes of both."""
    return _multiplied(torch.inner, x1, x2)


@op
def vdot(x1: Tensor, x2: Tensor):
    """The sum of products of all elements, the conjugate of `x1` taken."""
    return _multiplied(lambda a, b: torch.vdot(a.reshape(-1), b.reshape(-1)), x1, x2)


@op
def outer(x1: Tensor, x2: Tensor):
    """Every element of `x1` times every element of `x2`. Shapes: `(n,)` and `(m,)` to `(n, m)`; others are flattened."""
    x1, x2 = promote_all(x1, x2)
    return torch.outer(x1.reshape(-1), x2.reshape(-1))


@op
def kron(x1: Tensor, x2: Tensor):
    """Each element of `x1` replaced by its product with all of `x2` (the Kronecker product)."""
    return torch.kron(*promote_all(x1, x2))


@op
def cross(x1: Tensor, x2: Tensor, axisa: Axis = -1, axisb: Axis = -1, axisc: Axis = -1, axis: Axis = None):
    """The cross product of vectors of size 2 or 3; two of size 2 give the third component alone.

    Args:
        axisa: Axis of the vectors in `x1`.
        axisb: Axis of the vectors in `x2`.
        axisc: Axis of the vectors in the result.
        axis: All three of them, if given.
    """
    if axis is not None:
        axisa = axisb = axisc = axis
    x1, x2 = promote_all(x1, x2)
    x1, x2 = torch.movedim(x1, axisa, -1), torch.movedim(x2, axisb, -1)
    flat = x1.shape[-1] == 2 and x2.shape[-1] == 2
    x1, x2 = (torch.cat((x, torch.zeros_like(x[..., :1])), dim=-1) if x.shape[-1] == 2 else x for x in (x1, x2))
    result = torch.linalg.cross(*torch.broadcast_tensors(x1, x2))
    return result[..., 2] if flat else torch.movedim(result, -1, axisc)


@op
def tensordot(x1: Tensor, x2: Tensor, axes: AxesOrNumber = 2):
    """The sum of products over pairs of axes.

    Args:
        axes: How many last axes of `x1` meet first axes of `x2`, or the two lists of axes.
    """
    if not isinstance(axes, int):
        axes = tuple([a] if isinstance(a, int) else list(a) for a in axes)
    return _multiplied(lambda a, b: torch.tensordot(a, b, dims=axes), x1, x2)


@op
def einsum(subscripts: Text, *operands: Tensor):
    """The sum of products that `subscripts` describes, as "bij,bjk->bik".

    Args:
        subscripts: A letter for each axis of each operand; letters that are not after the arrow are summed over.
        operands: The tensors.
    """
    return _multiplied(lambda *xs: torch.einsum(subscripts, *xs), *operands)


@op
def correlate(x1: Tensor, x2: Tensor, mode: Text = "valid"):
    """The sums of products of `x1` with `x2` moved along it.

    Args:
        mode: "valid": where both overlap wholly; "same": as many as the longer has; "full": wherever they touch.
    """
    choice("mode", mode, ("valid", "same", "full"))
    x1, x2 = promote_all(x1, x2, to=(float,))
    if x1.ndim != 1 or x2.ndim != 1:
        raise ShapeError(f"`x1` and `x2` must have 1 axis each, got shapes {tuple(x1.shape)} and {tuple(x2.shape)}.", argument="x1", actual=tuple(x1.shape))
    long, short = (x1, x2) if len(x1) >= len(x2) else (x2, x1)
    reach = len(short) - 1
    before = {"valid": 0, "full": reach, "same": len(short) // 2}[mode]
    after = {"valid": 0, "full": reach, "same": reach - before}[mode]
    padded = torch.nn.functional.pad(long[None, None], (before, after))
    result = torch.nn.functional.conv1d(padded, short[None, None])[0, 0]
    return result if long is x1 else result.flip(0)


@op
def corrcoef(x: Tensor):
    """The correlation coefficients of the rows. Shapes: `(n, m)` to `(n, n)`."""
    return torch.corrcoef(floating(x))
