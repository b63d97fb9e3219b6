"""`ops.linalg`: decompositions, equations, norms. Matrices stand in the last two axes, axes before them are batches."""
from __future__ import annotations

import torch

from ..core.errors import ArgumentError, ShapeError, got
from ..core.types import Axes, Callables, Flag, Real, Structure, Tensor, Text
from ..runtime.convert import convert_to_tensor
from .op import op
from .promotion import floating, promote_all


def _matrix(name, x):
    if x.ndim < 2:
        raise ShapeError(f"Input should have rank >= 2. Received: `{name}` of shape {tuple(x.shape)}", argument=name, expected=2, actual=tuple(x.shape))
    return floating(x)


def _square(name, x):
    x = _matrix(name, x)
    if x.shape[-1] != x.shape[-2]:
        raise ShapeError(f"`{name}` must be a square matrix, got shape {tuple(x.shape)}.", argument=name, actual=tuple(x.shape))
    return x


def _equations(a, b):
    """`a` and `b` of `a @ x = b`, of one dtype."""
    a, b = promote_all(a, b, to=(float,))
    a = _square("a", a)
    fits = b.ndim >= 1 and (a.ndim != b.ndim or a.shape[-2] == b.shape[-2]) and (a.ndim - 1 != b.ndim or a.shape[-1] == b.shape[-1])
    if not fits:
        raise ShapeError(f"`a` of shape {tuple(a.shape)} and `b` of shape {tuple(b.shape)} do not fit: the rows of `b` must be as many as those of `a`.",
                         argument="b", expected=a.shape[-1], actual=tuple(b.shape))
    return a, b


# ---------------------------------------------------------------- decompositions

@op
def cholesky(x: Tensor, upper: Flag = False):
    """The triangular L with `x = L @ L.T`.

    Args:
        x: Positive definite matrices.
        upper: Whether to give the transpose of L.

    Raises:
        ValueError: A matrix is not positive definite.
    """
    try:
        return torch.linalg.cholesky(_square("x", x), upper=upper)
    except torch.linalg.LinAlgError as error:
        raise ArgumentError(f"`x` must be positive definite: {error}", argument="x", actual=x) from error


@op
def cholesky_inverse(x: Tensor, upper: Flag = False):
    """The inverse of the matrix whose Cholesky factor is `x`.

    Args:
        x: Triangular matrices.
        upper: Whether they are upper triangular.
    """
    return torch.cholesky_inverse(_square("x", x), upper=upper)


@op
def lu_factor(x: Tensor):
    """Lower and upper factors in one matrix, and the row swapped with each row (counted from 0).

    Returns:
        Pair of tensors: the factors, and the rows.
    """
    factors, pivots = torch.linalg.lu_factor(_matrix("x", x))
    return factors, pivots - 1


@op
def qr(x: Tensor, mode: Text = "reduced"):
    """Orthogonal Q and upper triangular R with `x = Q @ R`.

    Args:
        x: Matrices.
        mode: "reduced" (Q has no more columns than `x`) or "complete" (Q is square).

    Returns:
        Pair of tensors: Q and R.
    """
    if mode not in ("reduced", "complete"):
        raise ArgumentError(f"`mode` is unknown: {got(mode)}. Expected one of {{'reduced', 'complete'}}.", argument="mode", actual=mode)
    return tuple(torch.linalg.qr(_matrix("x", x), mode=mode))


@op
def svd(x: Tensor, full_matrices: Flag = True, compute_uv: Flag = True):
    """U, s and V with `x = U @ diag(s) @ V`.

    Args:
        x: Matrices.
        full_matrices: Whether U and V are square.
        compute_uv: Whether U and V are wanted; only s comes back if not.

    Returns:
        A tuple of tensors, U, s and V; or s alone.
    """
    x = _matrix("x", x)
    return tuple(torch.linalg.svd(x, full_matrices=full_matrices)) if compute_uv else torch.linalg.svdvals(x)


@op
def eig(x: Tensor):
    """Eigenvalues and eigenvectors (as columns), complex.

    Returns:
        Pair of tensors: the eigenvalues, and the eigenvectors.
    """
    return tuple(torch.linalg.eig(_square("x", x)))


@op
def eigh(x: Tensor):
    """Eigenvalues in rising order and eigenvectors (as columns) of symmetric matrices.

    Returns:
        Pair of tensors: the eigenvalues, and the eigenvectors.
    """
    return tuple(torch.linalg.eigh(_square("x", x)))


# ---------------------------------------------------------------- equations

@op
def inv(x: Tensor):
    """The inverse of square matrices."""
    return torch.linalg.inv(_square("x", x))


@op
def pinv(x: Tensor, rcond: Real = None):
    """The pseudo-inverse of matrices.

    Args:
        x: Matrices.
        rcond: Singular values below this share of the greatest count as 0.
    """
    return torch.linalg.pinv(_matrix("x", x), rtol=rcond)


@op
def solve(a: Tensor, b: Tensor):
    """The x of `a @ x = b`.

    Args:
        a: Square matrices.
        b: Vectors or matrices.
    """
    return torch.linalg.solve(*_equations(a, b))


@op
def solve_triangular(a: Tensor, b: Tensor, lower: Flag = False):
    """The x of `a @ x = b` for triangular `a`.

    Args:
        a: Triangular matrices.
        b: Vectors or matrices.
        lower: Whether they are lower triangular.
    """
    a, b = _equations(a, b)
    if b.ndim == a.ndim - 1:
        return torch.linalg.solve_triangular(a, b.unsqueeze(-1), upper=not lower).squeeze(-1)
    return torch.linalg.solve_triangular(a, b, upper=not lower)


@op
def lstsq(a: Tensor, b: Tensor, rcond: Real = None):
    """The x for which `a @ x` is nearest to `b`, the shortest of them.

    Args:
        a: Matrix.
        b: Vector, or matrix of columns.
        rcond: Singular values of `a` below this share of the greatest count as 0.
    """
    a, b = promote_all(a, b, to=(float,))
    if a.ndim != 2 or b.ndim not in (1, 2) or a.shape[0] != b.shape[0]:
        raise ShapeError(f"`a` must be a matrix and `b` a vector or matrix of as many rows, got shapes {tuple(a.shape)} and {tuple(b.shape)}.",
                         argument="b", expected=a.shape[0], actual=tuple(b.shape))
    if rcond is None:
        rcond = torch.finfo(a.dtype).eps * max(a.shape)
    return torch.linalg.pinv(a, rtol=rcond) @ b


# ---------------------------------------------------------------- numbers that describe a matrix

@op
def det(x: Tensor):
    """Determinants of square matrices."""
    return torch.linalg.det(_square("x", x))


@op
def slogdet(x: Tensor):
    """Signs of determinants, and logarithms of their absolute values.

    Returns:
        Pair of tensors: the signs, and the logarithms.
    """
    return tuple(torch.linalg.slogdet(_square("x", x)))


@op
def logdet(x: Tensor):
    """Logarithms of determinants; NaN where one is negative."""
    return torch.logdet(_square("x", x))


@op
def matrix_rank(x: Tensor, tol: Real = None):
    """Ranks of matrices.

    Args:
        x: Matrices.
        tol: Singular values up to it count as 0.
    """
    return torch.linalg.matrix_rank(_matrix("x", x), atol=tol).int()


@op
def norm(x: Tensor, ord: Structure = None, axis: Axes = None, keepdims: Flag = False):
    """Norms of vectors (one axis) or matrices (two).

    Args:
        x: Tensor.
        ord: "fro", "nuc", or a number: 2 for Euclidean, 1 for sums, `inf` for maxima. `None` is 2 or "fro".
        axis: One axis or two; all if `None`.
        keepdims: Whether they stay, with size 1.
    """
    return torch.linalg.norm(floating(x), ord=ord, dim=tuple(axis) if isinstance(axis, list) else axis, keepdim=keepdims)


@op
def cdist(x: Tensor, y: Tensor):
    """Euclidean distances of all pairs of points.

    Args:
        x: `(..., n, size)`.
        y: `(..., m, size)`.

    Returns:
        `(..., n, m)`.
    """
    x, y = promote_all(x, y, to=(float,))
    if x.ndim < 2 or y.ndim < 2 or x.shape[-1] != y.shape[-1]:
        raise ShapeError(f"`x` and `y` must be matrices with points of one size, got shapes {tuple(x.shape)} and {tuple(y.shape)}.",
                         argument="y", expected=tuple(x.shape), actual=tuple(y.shape))
    return torch.linalg.vector_norm(x.unsqueeze(-2) - y.unsqueeze(-3), dim=-1)


# ---------------------------------------------------------------- derivatives

@op
def jvp(fun: Callables, primals: Structure, tangents: Structure, has_aux: Flag = False):
    """The value of a function, and its derivative in a direction, found in one forward pass.

    Args:
        fun: Function of tensors.
        primals: Tuple of its arguments.
        tangents: Tuple of directions, of the shapes of the arguments.
        has_aux: Whether `fun` gives a second result that is not derived.

    Returns:
        Value and derivative, then the second result where there is one.
    """
    primals, tangents = (tuple(convert_to_tensor(x) for x in xs) for xs in (primals, tangents))
    return torch.func.jvp(fun, primals, tangents, has_aux=has_aux)
