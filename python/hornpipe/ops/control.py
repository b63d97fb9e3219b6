"""Control flow by functions: choices, loops, scans, and gradients of one's own.

Lists, tuples and dictionaries are structures of tensors here, not numbers of one tensor. While shapes are inferred
there are no numbers to decide by: each branch and body runs once then.
"""
from __future__ import annotations

import functools
import inspect

import torch

from ..core import tree
from ..core.errors import ArgumentError, ArgumentTypeError, ShapeError, got
from ..core.types import Axis, Callables, Flag, Int, Structure, Tensor
from ..graph.infer import inferring
from ..graph.operation import any_symbolic
from ..runtime.convert import convert_to_tensor
from ..runtime.dtypes import standardize_dtype
from .op import op


def _tensors(structure):
    return tree.map_structure(lambda x: x if x is None else convert_to_tensor(x), structure)


def _undecided(x) -> bool:
    return isinstance(x, torch.Tensor) and x.device.type == "meta"


def _callable(name, function):
    if not callable(function):
        raise ArgumentTypeError(f"`{name}` should be a callable. It {got(function)}.", argument=name, actual=function)


# ---------------------------------------------------------------- choices


def _form(x):
    return (tuple(x.shape), standardize_dtype(x.dtype)) if hasattr(x, "shape") else x


def _alike(results, what):
    """The first result, when all have its structure, shapes and dtypes."""
    specs = [tree.map_structure(_form, r) for r in results]
    for spec in specs[1:]:
        if spec != specs[0]:
            raise ArgumentError(f"{what} must return results of one structure, shape and dtype, got {specs[0]} and {spec}.", argument=what, actual=spec)
    return results[0]


@op
def cond(pred: Tensor, true_fn: Callables, false_fn: Callables):
    """The result of one of two functions.

    Args:
        pred: A boolean scalar.
        true_fn: Called without arguments when `pred` is true.
        false_fn: Called without arguments otherwise.

    Returns:
        What the function gives.
    """
    if _undecided(pred) or inferring():
        return _alike([true_fn(), false_fn()], "`true_fn` and `false_fn`")
    return true_fn() if pred else false_fn()


@op
def switch(index: Tensor, branches: Structure, *operands: Tensor):
    """The result of one of several functions.

    Args:
        index: Which of `branches`; beyond the ends, the first or last.
        branches: Functions of `operands`.
        operands: Their arguments.

    Returns:
        What the function gives.
    """
    if _undecided(index) or inferring():
        return _alike([branch(*operands) for branch in branches], "`branches`")
    return branches[max(0, min(int(index), len(branches) - 1))](*operands)


# ---------------------------------------------------------------- loops


@op
def while_loop(cond: Callables, body: Callables, loop_vars: Structure, maximum_iterations: Int = None):
    """Runs `body` for as long as `cond` is true.

    Args:
        cond: Function of the loop variables that gives a boolean scalar.
        body: Function of the loop variables that gives their next values.
        loop_vars: The first values: one, or a list or tuple.
        maximum_iterations: The loop ends after so many; never for this reason if `None`.

    Returns:
        The last values: a tuple if `loop_vars` is a list or tuple, else one.
    """
    several = isinstance(loop_vars, (list, tuple))
    values = tuple(_tensors(v) for v in loop_vars) if several else (_tensors(loop_vars),)
    count = 0
    while not inferring() and cond(*values) and (maximum_iterations is None or count < maximum_iterations):
        result = body(*values)
        result = tuple(result) if isinstance(result, (list, tuple)) else (result,)
        values = tuple(_tensors(v) for v in result)
        count += 1
    return values if several else values[0]


@op
def fori_loop(lower: Tensor, upper: Tensor, body_fun: Callables, init_val: Structure):
    """Runs a function for `i` from `lower` to `upper - 1`, each time on what it gave before.

    Args:
        lower: The first `i`.
        upper: The end.
        body_fun: Takes `i` and the value, gives the next value.
        init_val: The first value.

    Returns:
        The last value.
    """
    if inferring():
        return _tensors(init_val)
    value = _tensors(init_val)
    for i in range(int(lower), int(upper)):
        value = body_fun(i, value)
    return value


@op
def scan(f: Callables, init: Structure, xs: Structure = None, length: Int = None, reverse: Flag = False, unroll: Int = 1):
    """Runs a step over the slices of `xs`, which hands a value on, the carry, and gives one, `y`.

    Args:
        f: The step: takes the carry and a slice `x`, gives the next carry and `y`.
        init: The first carry.
        xs: What is scanned over, along the first axis; a tensor or nested ones.
        length: Number of steps; needed when `xs` is `None`.
        reverse: Whether the steps run from the end; the results keep the places of their slices.
        unroll: Kept for compatibility: torch runs each step by itself.

    Returns:
        A tuple: the last carry, and all `y`, stacked.
    """
    _callable("f", f)
    if not isinstance(unroll, bool) and (not isinstance(unroll, int) or unroll < 1):
        raise ArgumentError(f"`unroll` must be a positive integer or boolean, {got(unroll)}.", argument="unroll", actual=unroll)
    if xs is None and length is None:
        raise ArgumentError("There is nothing to scan over and no `length` either: give `xs`, or `length`.", argument="length", actual=None)
    carry, xs = _tensors(init), _tensors(xs)
    steps = int(length) if length is not None else tree.flatten(xs)[0].shape[0]
    results = [None] * steps
    for i in range(steps - 1, -1, -1) if reverse else range(steps):
        carry, y = _two(f(carry, None if xs is None else tree.map_structure(lambda x, i=i: x[i], xs)))
        results[i] = y if y is not None else tree.map_structure(torch.zeros_like, _tensors(init))
        if inferring():
            results = [results[i]] * steps
            break
    return carry, tree.map_structure(lambda *ys: torch.stack([convert_to_tensor(y) for y in ys]), *results)


def _two(result):
    if not isinstance(result, (list, tuple)) or len(result) != 2:
        raise ArgumentError(f"`f` must return two values, the next carry and a result, {got(result)}.", argument="f", actual=result)
    return result


@op
def map(f: Callables, xs: Structure):
    """`f` on each slice of `xs` along the first axis, one after another; the results stacked.

    Args:
        f: The function.
        xs: A tensor, or nested ones of one first size.
    """
    return scan(lambda carry, x: (carry, f(x)), (), xs)[1]


@op
def vectorized_map(function: Callables, elements: Structure):
    """`function` on each slice of `elements` along the first axis, all at once.

    Args:
        function: Is called once, on tensors that stand for every slice.
        elements: A tensor, or nested ones of one first size.
    """
    return torch.vmap(function)(_tensors(elements))


@op
def associative_scan(f: Callables, elems: Structure, reverse: Flag = False, axis: Axis = 0):
    """All running results of an associative function along `axis`: `x0`, `f(x0, x1)`, `f(f(x0, x1), x2)`, ...

    Works on whole slices, in about 2 log2(n) rounds.

    Args:
        f: Function of two equal structures of tensors that gives a third.
        elems: A tensor, or nested ones of one size along `axis`.
        reverse: Whether the results run from the end.
        axis: The axis.

    Raises:
        ValueError: The sizes along `axis` differ.
    """
    _callable("f", f)
    elems = _tensors(elems)
    leaves = tree.flatten(elems)
    sizes = {x.shape[axis] for x in leaves}
    if len(sizes) != 1:
        shapes = [tuple(x.shape) for x in leaves]
        raise ShapeError(f"`elems` must agree in their first dimension, or in the one of `axis`={axis}: got shapes {shapes}.", argument="elems", actual=shapes)
    if inferring():
        return elems
    part = tree.map_structure(lambda x: x.flip(axis), elems) if reverse else elems
    part = _scanned(f, part, axis, sizes.pop())
    return tree.map_structure(lambda x: x.flip(axis), part) if reverse else part


def _scanned(f, elems, axis, size):
    """Pairs combined, their scan, and from it the results between them."""
    if size < 2:
        return elems

    def every_second(structure, start, stop):
        return tree.map_structure(lambda x: x.index_select(axis, torch.arange(start, stop, 2, device=x.device)), structure)

    odd = _scanned(f, f(every_second(elems, 0, size - 1), every_second(elems, 1, size)), axis, size // 2)
    before = tree.map_structure(lambda x: x.narrow(axis, 0, (size - 1) // 2), odd)
    even = f(before, every_second(elems, 2, size)) if size > 2 else before
    return tree.map_structure(lambda x, e, o: _interleaved(torch.cat((x.narrow(axis, 0, 1), e), axis), o, axis), elems, even, odd)


def _interleaved(even, odd, axis):
    axis = axis % even.ndim
    pairs = torch.stack((even.narrow(axis, 0, odd.shape[axis]), odd), axis + 1).flatten(axis, axis + 1)
    return pairs if even.shape[axis] == odd.shape[axis] else torch.cat((pairs, even.narrow(axis, -1, 1)), axis)


# ---------------------------------------------------------------- gradients


@op
def stop_gradient(variable: Tensor):
    """The same value, through which no gradient flows."""
    return variable.detach()


class _CustomGradient(torch.autograd.Function):
    @staticmethod
    def forward(ctx, f, *args):
        outputs, ctx.gradient = f(*args)
        ctx.save_for_backward(*(a for a in args if isinstance(a, torch.Tensor)))
        ctx.places = [isinstance(a, torch.Tensor) for a in args]
        ctx.others = [a for a in args if not isinstance(a, torch.Tensor)]
        return tuple(outputs) if isinstance(outputs, list) else outputs

    @staticmethod
    def backward(ctx, *upstream):
        tensors, others = iter(ctx.saved_tensors), iter(ctx.others)
        args = [next(tensors) if t else next(others) for t in ctx.places]
        grads = ctx.gradient(*args, upstream=upstream[0] if len(upstream) == 1 else upstream)
        grads = tuple(grads) if isinstance(grads, (list, tuple)) else (grads,)
        return (None, *grads, *[None] * (len(args) - len(grads)))


def custom_gradient(f: Callables):
    """Decorator that gives a function its own gradient.

    Args:
        f: Function of tensors that returns its result and a function `grad(*args, upstream)`, which gives the
            gradients with respect to `args` from the gradient with respect to the result.

    Example:

        @ops.custom_gradient
        def log1pexp(x):
            e = ops.exp(x)

            def grad(*args, upstream):
                return upstream * (1 - 1 / (1 + e))

            return ops.log(1 + e), grad
    """
    signature = inspect.signature(f)

    @functools.wraps(f)
    def call(*args, **kwargs):
        if any_symbolic(args, kwargs):
            return f(*args, **kwargs)[0]
        bound = signature.bind(*args, **kwargs)
        bound.apply_defaults()
        if bound.kwargs:
            return _CustomGradient.apply(functools.partial(f, **bound.kwargs), *bound.args)
        return _CustomGradient.apply(f, *bound.args)

    return call
