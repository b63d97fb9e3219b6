import math

import numpy as np
import pytest
import torch

from hornpipe import ops
from hornpipe.core.errors import ArgumentError, ArgumentTypeError, ShapeError
from hornpipe.graph.tensor import KerasTensor


def test_choices():
    assert ops.cond(ops.convert_to_tensor(True), lambda: 1, lambda: 2) == 1 and ops.cond(0, lambda: 1, lambda: 2) == 2
    branches = [lambda x: x + 1, lambda x: x * 10]
    assert [ops.switch(i, branches, ops.convert_to_tensor(3)).item() for i in (-1, 0, 1, 7)] == [4, 4, 30, 30]


def test_symbolic_choices():
    y = ops.cond(KerasTensor((), "bool"), lambda: torch.ones(2, 3), lambda: torch.zeros(2, 3))
    assert y.shape == (2, 3)
    assert ops.switch(KerasTensor((), "int32"), [lambda x: x + 1, lambda x: x - 1], KerasTensor((None, 2))).shape == (None, 2)
    with pytest.raises(ArgumentError, match="`true_fn` and `false_fn` must return results of one structure"):
        ops.cond(KerasTensor((), "bool"), lambda: torch.ones(2), lambda: torch.ones(3))


def test_while_loop():
    assert ops.while_loop(lambda i: i < 10, lambda i: i * 2, 1).item() == 16
    i, x = ops.while_loop(lambda i, x: i < 100, lambda i, x: (i + 1, x + i), (0, 0), maximum_iterations=4)
    assert (i.item(), x.item()) == (4, 6)
    assert [t.shape for t in ops.while_loop(lambda i, x: i < 3, lambda i, x: (i + 1, x), (KerasTensor((), "int32"), KerasTensor((None, 2))))] == [(), (None, 2)]


def test_fori_loop():
    assert ops.fori_loop(2, 5, lambda i, x: x + i, ops.convert_to_tensor(0)).item() == 9
    assert ops.fori_loop(0, 10**9, lambda i, x: x + i, KerasTensor((None, 2))).shape == (None, 2)


@pytest.mark.parametrize("reverse", [False, True])
def test_scan(reverse):
    carry, sums = ops.scan(lambda c, x: (c + x, c + x), 0, np.array([1, 2, 3]), reverse=reverse)
    assert carry.item() == 6 and sums.tolist() == ([6, 5, 3] if reverse else [1, 3, 6])
    carry, nothing = ops.scan(lambda c, x: (c * 2, None), 1, length=3)
    assert carry.item() == 8 and nothing.tolist() == [0, 0, 0]


def test_scan_of_nested_and_symbolic():
    step = lambda c, x: ({"n": c["n"] + 1}, (x["a"] * 2, x["b"]))  # noqa: E731
    carry, (a, b) = ops.scan(step, {"n": 0}, {"a": np.array([1, 2]), "b": np.array([[3.0], [4.0]])})
    assert carry["n"].item() == 2 and a.tolist() == [2, 4] and b.tolist() == [[3.0], [4.0]]
    carry, ys = ops.scan(lambda c, x: (c + x, x[0]), KerasTensor((2,)), KerasTensor((None, 2)))
    assert carry.shape == (2,) and ys.shape == (None,)


def test_scan_errors():
    a = np.array([1])
    with pytest.raises(ArgumentTypeError, match="`f` should be a callable. It got 3"):
        ops.scan(3, 0, a)
    with pytest.raises(ArgumentError, match="nothing to scan over and no `length`"):
        ops.scan(lambda c, x: (c, x), 0)
    with pytest.raises(ArgumentError, match="`unroll` must be a positive integer or boolean, got 0"):
        ops.scan(lambda c, x: (c, x), 0, a, unroll=0)
    with pytest.raises(ArgumentError, match="`f` must return two values, the next carry and a result, got "):
        ops.scan(lambda c, x: c + x, 0, a)


def test_maps():
    a, b = np.array([1, 2]), np.array([3, 4])
    assert ops.map(lambda x: x * 2, a).tolist() == [2, 4]
    assert ops.map(lambda x: {"s": x["a"] + x["b"]}, {"a": a, "b": b})["s"].tolist() == [4, 6]
    assert ops.vectorized_map(lambda x: ops.sum(x), np.stack([a, b])).tolist() == [3, 7]
    assert ops.vectorized_map(lambda xs: xs[0] * xs[1], [a, b]).tolist() == [3, 8]
    assert ops.map(lambda x: x[0], KerasTensor((None, 3, 2))).shape == (None, 2)


@pytest.mark.parametrize("size", [1, 2, 3, 7, 8])
@pytest.mark.parametrize("reverse", [False, True])
def test_associative_scan(size, reverse):
    x = torch.arange(1.0, size + 1).repeat(2, 1)
    expected = x.flip(1).cumsum(1).flip(1) if reverse else x.cumsum(1)
    assert ops.associative_scan(ops.add, x, reverse=reverse, axis=1).tolist() == expected.tolist()


def test_associative_scan_keeps_the_order_of_operands():
    def compose(f, g):                  # x -> a x + b, f first
        return {"a": f["a"] * g["a"], "b": f["b"] * g["a"] + g["b"]}

    lines = {"a": torch.tensor([2.0, 3.0, 0.5, 4.0, 1.0]), "b": torch.tensor([1.0, 0.0, 2.0, -1.0, 5.0])}
    result, x = ops.associative_scan(compose, lines), torch.tensor(7.0)
    for i in range(5):
        x = lines["a"][i] * x + lines["b"][i]
        assert result["a"][i] * 7.0 + result["b"][i] == pytest.approx(x.item())
    with pytest.raises(ShapeError, match="`elems` must agree in their first dimension"):
        ops.associative_scan(ops.add, [torch.ones(2), torch.ones(3)])
    assert ops.associative_scan(ops.add, KerasTensor((None, 3))).shape == (None, 3)


def test_stop_gradient():
    x = torch.tensor(3.0, requires_grad=True)
    (x * ops.stop_gradient(x)).backward()
    assert x.grad.item() == 3.0


def test_custom_gradient():
    @ops.custom_gradient
    def log1pexp(x, scale=1.0):
        e = ops.exp(x)

        def grad(*args, upstream):
            return scale * upstream * (1 - 1 / (1 + e))

        return scale * ops.log(1 + e), grad

    x = torch.tensor(100.0, requires_grad=True)
    log1pexp(x).backward()
    assert x.grad.item() == 1.0 and math.isinf(log1pexp(x).item())
    y = torch.tensor(0.0, requires_grad=True)
    log1pexp(y, scale=4.0).backward()
    assert y.grad.item() == 2.0 and log1pexp(KerasTensor((None, 2))).shape == (None, 2)


def test_custom_gradient_of_several():
    @ops.custom_gradient
    def both(x, y):
        def grad(x, y, upstream):
            return upstream[0] * 10, upstream[1] * 100

        return (x + y, x * y), grad

    x, y = torch.tensor(2.0, requires_grad=True), torch.tensor(3.0, requires_grad=True)
    a, b = both(x, y)
    (a + 2 * b).backward()
    assert (a.item(), b.item(), x.grad.item(), y.grad.item()) == (5.0, 6.0, 10.0, 200.0)
