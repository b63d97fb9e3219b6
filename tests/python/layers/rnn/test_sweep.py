"""The sweeps over time give what autograd makes of the formulas."""
import numpy as np
import pytest
import torch
from torch._subclasses.fake_tensor import FakeTensorMode
from torch.autograd import forward_ad
from torch.utils.checkpoint import checkpoint

from hornpipe import layers
from hornpipe.layers.rnn import fused, sweep

KINDS = {"gated": (sweep.GATED, 3), "reset first": (sweep.RESET_FIRST, 3), "tanh": (sweep.SIMPLE["tanh"], 1), "relu": (sweep.SIMPLE["relu"], 1)}
SIZES = {"one of each": (1, 1, 1, 1), "small": (3, 5, 4, 6), "wide inputs": (2, 3, 20, 5), "one step": (4, 1, 3, 2), "no rows": (0, 3, 2, 2)}


def given(kind, batch, steps, size, units, bias=True, dtype=torch.float64):
    """What a sweep takes, kernels in the memory order of layers."""
    draw, width = torch.Generator().manual_seed(3), KINDS[kind][1] * units

    def numbers(*shape):
        return torch.randn(shape, generator=draw, dtype=torch.float64).to(dtype)

    biased = numbers(2, width) if kind == "gated" else numbers(width)
    made = [numbers(batch, steps, size), numbers(batch, units), numbers(width, size).t(), numbers(width, units).t(), biased if bias else None]
    return [v if v is None else v.requires_grad_() for v in made]


def same(found, expected, rtol=1e-10):
    for a, b in zip(found, expected):
        torch.testing.assert_close(a, b, rtol=rtol, atol=rtol)


@pytest.mark.parametrize("ends", ("outputs", "last", "both"))
@pytest.mark.parametrize("bias", (True, False))
@pytest.mark.parametrize("sizes", SIZES)
@pytest.mark.parametrize("kind", KINDS)
def test_values_and_gradients(kind, sizes, bias, ends):
    values, run = given(kind, *SIZES[sizes], bias), KINDS[kind][0]

    def ended(outputs, last):
        return {"outputs": [outputs], "last": [last], "both": [outputs, last]}[ends]

    by_formula = run.formula(*values)
    expected, found = ended(by_formula, by_formula[:, -1]), ended(*sweep.sweep(run, *values))
    same(found, expected)
    weights = [torch.linspace(-1, 2, e.numel(), dtype=e.dtype).view(e.shape) for e in expected]
    leaves = [v for v in values if v is not None]
    same(torch.autograd.grad(found, leaves, weights), torch.autograd.grad(expected, leaves, weights))
    with torch.no_grad():
        same(ended(*sweep.sweep(run, *values)), expected)


@pytest.mark.parametrize("kind", KINDS)
def test_gradients_come_in_the_memory_order_of_kernels(kind):
    for size in (3, 20):
        values = given(kind, 2, 4, size, 5)
        for v, g in zip(values[2:4], torch.autograd.grad(sweep.sweep(KINDS[kind][0], *values)[1].sum(), values[2:4])):
            assert g.stride() == v.stride()


@pytest.mark.parametrize("kind", ("gated", "reset first", "tanh"))
def test_gradients_of_gradients(kind):
    values = given(kind, 2, 3, 2, 2)
    assert torch.autograd.gradgradcheck(lambda *v: sweep.sweep(KINDS[kind][0], *v), values)


@pytest.mark.parametrize("kind", KINDS)
def test_only_what_is_wanted(kind):
    values = given(kind, 2, 3, 2, 2)
    for v in values[:2]:
        v.requires_grad_(False)
    sweep.sweep(KINDS[kind][0], *values)[0].sum().backward()
    assert [v.grad is None for v in values] == [True, True, False, False, False]


@pytest.mark.parametrize("kind", KINDS)
def test_twice_through_one_graph_in_batches_and_with_checkpoints(kind):
    run, values = KINDS[kind][0], given(kind, 2, 3, 2, 2)
    last = sweep.sweep(run, *values)[1]
    once = torch.autograd.grad(last.sum(), values, retain_graph=True)
    same(torch.autograd.grad(last.sum(), values, retain_graph=True), once, rtol=0)
    ways = torch.stack([torch.ones_like(last), torch.zeros_like(last)])
    for batched, plain in zip(torch.autograd.grad(last, values, ways, is_grads_batched=True), once):
        same([batched[0], batched[1]], [plain, torch.zeros_like(plain)])
    same(torch.autograd.grad(checkpoint(lambda *v: sweep.sweep(run, *v)[1], *values, use_reentrant=False).sum(), values), once, rtol=0)


def test_outputs_may_be_changed_in_place_or_autograd_says_so():
    values = given("tanh", 2, 3, 2, 2)
    outputs, last = sweep.sweep(sweep.SIMPLE["tanh"], *values)
    last.mul_(2).sum().backward()
    outputs, _ = sweep.sweep(sweep.SIMPLE["tanh"], *values)
    with pytest.raises(RuntimeError, match="modified by an inplace operation"):
        outputs.mul_(2).sum().backward()


def test_numbers_that_are_none():
    values = given("gated", 2, 3, 2, 2, dtype=torch.float32)
    values[0].data[0, 0, 0] = np.nan
    outputs, _ = sweep.sweep(sweep.GATED, *values)
    assert outputs[0].isnan().all() and outputs[1].isfinite().all()


def test_other_dtypes_and_tensors_without_data_go_to_torchs_kernels():
    x, h, kernel, *_ = given("tanh", 2, 3, 2, 2)
    assert sweep.fits(x, h, kernel)
    assert not sweep.fits(x.bfloat16(), h.bfloat16(), kernel.bfloat16()) and not sweep.fits(x, h.float(), kernel)
    with FakeTensorMode() as mode:
        assert not sweep.fits(x, h, kernel)
    assert not sweep.fits(mode.from_tensor(x), h, kernel)


@pytest.mark.parametrize("kind", KINDS)
def test_derivatives_on_the_way_forward(kind):
    run, (x, *rest) = KINDS[kind][0], given(kind, 2, 3, 2, 2)
    expected, = torch.autograd.grad(sweep.sweep(run, x, *rest)[1].sum(), x)
    with forward_ad.dual_level():
        _, last = sweep.sweep(run, forward_ad.make_dual(x, torch.ones_like(x)), *rest)
        same([forward_ad.unpack_dual(last).tangent.sum()], [expected.sum()])


@pytest.mark.parametrize("kind", ("GRU", "SimpleRNN"))
def test_functional_transforms_of_a_layer(kind):
    layer = getattr(layers, kind)(3, dtype="float64", bias_initializer="glorot_uniform")
    x = torch.randn(2, 4, 3, dtype=torch.float64, requires_grad=True)
    expected, = torch.autograd.grad(layer(x).sum(), x)
    same([torch.func.grad(lambda v: layer(v).sum())(x)], [expected])
    same([torch.func.vmap(lambda v: layer(v.unsqueeze(0))[0])(x)], [layer(x)])
    _, along = torch.func.jvp(layer, (x,), (torch.ones_like(x),))
    same([along.sum()], [expected.sum()])


@pytest.mark.parametrize("run", (lambda *v: fused.gru(*v)[0], lambda *v: fused.gru(*v)[1]))
def test_as_torchs_kernel(run, monkeypatch):
    values = given("gated", 3, 5, 4, 6, dtype=torch.float32)
    found = run(*values)
    by_found = torch.autograd.grad(found.square().sum(), values)
    monkeypatch.setattr(sweep, "fits", lambda *_: False)
    expected = run(*values)
    same([found, *by_found], [expected, *torch.autograd.grad(expected.square().sum(), values)], rtol=2e-5)


@pytest.mark.parametrize("mask", (None, [[1, 0, 1, 1], [0, 0, 1, 0]]))
def test_resetting_first_as_the_loop(mask):
    options = {"units": 5, "reset_after": False, "return_sequences": True, "return_state": True, "bias_initializer": "glorot_uniform", "dtype": "float64"}
    x, mask = torch.randn(2, 4, 3, dtype=torch.float64), None if mask is None else torch.tensor(mask).bool()
    fast, slow = layers.GRU(**options), layers.GRU(**options, use_cudnn=False)
    found = fast(x, mask=mask)
    slow.build(x.shape)
    slow.set_weights(fast.get_weights())
    same(found, slow(x, mask=mask))
    assert fast.kernel_fits(x, True) and not slow.kernel_fits(x, True)
