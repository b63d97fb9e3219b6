"""The two kernels of a linear layer give the same products and gradients."""
import pytest
import torch
import torch.nn.functional as F

from hornpipe.ops import linear as module
from hornpipe.ops.linear import linear


@pytest.fixture(params=[True, False])
def onednn(request, monkeypatch):
    """Every product goes to oneDNN; so do the gradients of weights, or not."""
    if not torch.backends.mkldnn.is_available():
        pytest.fail("this build of torch has no oneDNN")
    monkeypatch.setattr(module, "_kernel", torch.ops.mkldnn._linear_pointwise)
    monkeypatch.setattr(module, "LARGE", 0)
    monkeypatch.setattr(module, "LARGE_IF_NARROW", 0)
    monkeypatch.setattr(module, "NARROW", 0)
    monkeypatch.setattr(module, "TALL", 1000 if request.param else 0)


@pytest.mark.parametrize("shape", [(6, 5), (2, 3, 5)])
@pytest.mark.parametrize("with_bias", [True, False])
def test_products_and_gradients_are_those_of_torch(onednn, shape, with_bias):
    torch.manual_seed(0)
    x, w = torch.randn(shape, requires_grad=True), torch.randn(5, 4).requires_grad_()       # Keras' kernel: (in, out)
    b = torch.randn(4, requires_grad=True) if with_bias else None
    inputs = [t for t in (x, w, b) if t is not None]
    ours, theirs = linear(x, w.t(), b), F.linear(x, w.t(), b)
    torch.testing.assert_close(ours, theirs)
    g = torch.randn_like(theirs)
    for a, t in zip(torch.autograd.grad(ours, inputs, g), torch.autograd.grad(theirs, inputs, g)):
        torch.testing.assert_close(a, t)


def test_second_gradients_go_through(onednn):
    x, w = torch.randn(3, 4, dtype=torch.float32, requires_grad=True), torch.randn(2, 4, requires_grad=True)

    def penalty(product):
        gradient, = torch.autograd.grad(product(x, w).pow(2).sum(), x, create_graph=True)
        return torch.autograd.grad(gradient.pow(2).sum(), w)[0]

    torch.testing.assert_close(penalty(linear), penalty(F.linear))


def test_small_and_other_products_are_torchs_own():
    x, w = torch.randn(2, 3, dtype=torch.float64), torch.randn(4, 3, dtype=torch.float64)
    assert torch.equal(linear(x, w), F.linear(x, w))


@pytest.mark.parametrize("rows", [1, 5, 200])
@pytest.mark.parametrize("turned", [True, False])
@pytest.mark.parametrize("units", [10, 40])
def test_gradients_lie_in_memory_as_their_kernels_do(rows, turned, units, monkeypatch):
    monkeypatch.setattr(module, "LARGE", 50_000)
    monkeypatch.setattr(module, "LARGE_IF_NARROW", 20_000)
    x, kernel = torch.randn(rows, 50), torch.randn(units, 50).t() if turned else torch.randn(50, units)
    _, pullback = module.with_pullback(kernel)(x)
    _, by_kernel = pullback(torch.ones(rows, units), False)
    assert by_kernel.stride() == kernel.stride()
    leaf = kernel.requires_grad_()
    assert torch.autograd.grad(linear(x, leaf.t()).sum(), leaf)[0].stride() == kernel.stride()


@pytest.mark.parametrize("rectified", [True, False])
@pytest.mark.parametrize("with_bias", [True, False])
def test_products_without_autograd(onednn, rectified, with_bias):
    torch.manual_seed(0)
    x, w, b = torch.randn(6, 5, requires_grad=True), torch.randn(4, 5, requires_grad=True), torch.randn(4) if with_bias else None
    expected = F.linear(x, w, b)
    expected = expected.relu() if rectified else expected
    g = torch.randn_like(expected)
    with torch.no_grad():
        y, pullback = module.with_pullback(w.t(), b, rectified)(x)
        by_x, by_kernel = pullback(g * (expected > 0) if rectified else g, True)
        assert pullback(g, False)[0] is None
    torch.testing.assert_close(y, expected.detach())
    for a, t in zip((by_x, by_kernel.t()), torch.autograd.grad(expected, (x, w), g)):
        torch.testing.assert_close(a, t)


@pytest.mark.parametrize("cpuinfo, leads", [("vendor_id\t: AuthenticAMD", True), ("vendor_id\t: GenuineIntel", False), ("CPU implementer\t: 0x41", False)])
def test_processors_that_onednn_leads_on(cpuinfo, leads, monkeypatch):
    monkeypatch.setattr(module.Path, "exists", lambda path: True)
    monkeypatch.setattr(module.Path, "read_text", lambda path: f"processor\t: 0\n{cpuinfo}\ncpu family\t: 26\n")
    assert module._leads() is (leads and torch.backends.mkldnn.is_available())


def test_other_systems_tell_the_vendor_themselves(monkeypatch):
    monkeypatch.setattr(module.Path, "exists", lambda path: False)
    monkeypatch.setattr(module.platform, "processor", lambda: "AMD64 Family 25 Model 33 Stepping 2, AuthenticAMD")
    assert module._leads() is torch.backends.mkldnn.is_available()


@pytest.mark.parametrize("threads", [2, 3])
@pytest.mark.parametrize("with_bias", [True, False])
def test_threads_multiply_by_stretches_of_a_kernel(threads, with_bias, monkeypatch):
    torch.manual_seed(0)
    x, w, b = torch.randn(7, 12, requires_grad=True), torch.randn(12, 5, requires_grad=True), torch.randn(5) if with_bias else None
    monkeypatch.setattr(module, "SHARE", 12 * 5 // threads)
    monkeypatch.setattr(torch, "get_num_threads", lambda: 4)
    assert module._sharers(w) == threads
    expected = x @ w + (b if with_bias else 0)
    g = torch.randn_like(expected)
    rows = torch.randn(20, 12)
    with torch.no_grad():
        multiply = module.with_pullback(w, b)
        y, pullback = multiply(rows[:14:2].copy_(x))         # rows that do not stand next to each other
        by_x, by_kernel = pullback(g, True)
    torch.testing.assert_close(y, expected.detach())
    for a, t in zip((by_x, by_kernel), torch.autograd.grad(expected, (x, w), g)):
        torch.testing.assert_close(a, t)


def test_kernels_that_threads_share_otherwise_are_left_whole(monkeypatch):
    monkeypatch.setattr(module, "SHARE", 10)
    monkeypatch.setattr(torch, "get_num_threads", lambda: 2)
    assert module._sharers(torch.randn(4, 6)) == 2
    assert module._sharers(torch.randn(6, 4).t()) == 1      # memory runs along the other axis
    assert module._sharers(torch.randn(5, 6)) == 1          # half a row for each
    assert module._sharers(torch.randn(2, 4)) == 1          # too small to be shared
    assert module._sharers(torch.randn(0, 4)) == 1
