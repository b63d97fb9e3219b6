"""`x @ weight.T + bias` by the fastest kernel there is on this processor.

On AMD processors oneDNN multiplies large float32 matrices up to twice as fast as the library behind `F.linear`, and narrow ones, such
as those before a softmax of ten classes, up to five times; on others they tie. Small products always go to `F.linear`. Nothing is
timed while a program runs: the same program takes the same kernels, and gives the same bits, every time.
"""
from __future__ import annotations

import platform
from pathlib import Path

import torch
import torch.nn.functional as F

LARGE = 50_000_000          # operations from which the choice of a kernel outweighs the call
LARGE_IF_NARROW = 2_000_000
LARGE_KERNEL = 1 << 18      # entries from which a kernel is one for large products
NARROW = 32                 # sizes of a weight up to which it is a narrow one
TALL = 512                  # rows from which turning both factors of a weight's gradient around costs oneDNN its lead
VENDORS = ("AuthenticAMD", "HygonGenuine")


def _leads() -> bool:
    """Whether oneDNN is there, and leads on this processor."""
    facts = Path("/proc/cpuinfo")
    vendor = facts.read_text()[:1000] if facts.exists() else platform.processor()
    return torch.backends.mkldnn.is_available() and any(name in vendor for name in VENDORS)


_kernel = torch.ops.mkldnn._linear_pointwise if _leads() else None


def _onednn(x, weight, bias=None, activation="none"):
    return _kernel(x, weight, bias, activation, [], "")


class _OneDNN(torch.autograd.Function):
    """oneDNN's product, with its gradients as two more products."""

    @staticmethod
    def forward(ctx, x, weight, bias):
        ctx.save_for_backward(x, weight)
        ctx.has_bias = bias is not None
        return _onednn(x, weight, bias)

    @staticmethod
    def backward(ctx, gradient):
        x, weight = ctx.saved_tensors
        rows, gradients = x.flatten(0, -2), gradient.flatten(0, -2)
        by_x = _OneDNN.apply(gradient, weight.t(), None) if ctx.needs_input_grad[0] else None
        by_weight = _by_weight(gradients, rows, weight) if ctx.needs_input_grad[1] else None
        return by_x, by_weight, gradients.sum(0) if ctx.has_bias and ctx.needs_input_grad[2] else None


def _by_weight(gradients, rows, weight):
    """The gradient of the weight `(out, in)`, in its memory order. Both factors stand the wrong way round, so the other kernel may win."""
    turned = weight.stride(-1) != 1
    left, right = (rows, gradients) if turned else (gradients, rows)
    if len(rows) > TALL or turned and _is_narrow(weight):
        product = torch.mm(left.t(), right)
    else:
        product = _OneDNN.apply(left.t(), right.t(), None) if torch.is_grad_enabled() else _onednn(left.t(), right.t())
    return product.t() if turned else product


def with_pullback(kernel, bias=None, rectified: bool = False):
    """`x @ kernel + bias` as a function without autograd that knows its derivative.

    Args:
        kernel: Tensor of shape `(in, out)`, in any memory order.
        bias: Tensor of shape `(out,)`, or None.
        rectified: Whether negative results become 0, in the same kernel where there is one.

    Returns:
        A function of `x`, `(rows, in)`. It gives the product, and a function of its gradient (taken behind the rectification by the
        caller) and of whether that of `x` is wanted; this one gives the gradients of `x` and `kernel`.
    """
    in_rows, many_rows = kernel.stride(1) == 1, _least_rows(kernel)

    def multiply(x):
        large = x.shape[0] >= many_rows and _uses_onednn(x, kernel.t())
        if large:
            product = _onednn(x, kernel.t(), bias, "relu" if rectified else "none")
        else:
            product = torch.mm(x, kernel) if bias is None else torch.addmm(bias, x, kernel)
            if rectified:
                product.relu_()

        def pullback(gradient, wanted):
            if large:
                return _onednn(gradient, kernel) if wanted else None, _by_weight(gradient, x, kernel.t()).t()
            by_kernel = torch.mm(x.t(), gradient) if in_rows else torch.mm(gradient.t(), x).t()
            return torch.mm(gradient, kernel.t()) if wanted else None, by_kernel

        return product, pullback

    return multiply


def linear(x, weight, bias=None):
    """The product of the last axis of `x` with `weight`, `(out, in)`, plus `bias`.

    Args:
        x: Tensor of shape `(..., in)`.
        weight: Tensor of shape `(out, in)`, in any memory order.
        bias: Tensor of shape `(out,)`, or None.
    """
    if not _uses_onednn(x, weight):
        return F.linear(x, weight, bias)
    return _OneDNN.apply(x, weight, bias) if torch.is_grad_enabled() else _onednn(x, weight, bias)


def kernel_order(size: int | None, units: int) -> tuple:
    """The memory order of a kernel `(size, units)` that its products like: small batches the first below, large and narrow kernels the second."""
    return (0, 1) if (size or 0) * units < LARGE_KERNEL and units > NARROW else (1, 0)


def _is_narrow(weight) -> bool:
    return min(weight.shape) <= NARROW


def _least_rows(weight) -> float:
    """How many rows make a product with a weight a large one."""
    return (LARGE_IF_NARROW if _is_narrow(weight) else LARGE) / (2 * max(1, weight.numel()))


def _uses_onednn(x, weight) -> bool:
    return _kernel is not None and not torch.compiler.is_compiling() and x.numel() // max(1, x.shape[-1]) >= _least_rows(weight) and _fits(x, weight)


def _fits(x, weight) -> bool:
    return (x.dtype is torch.float32 and weight.dtype is torch.float32 and x.device.type == "cpu" and weight.device.type == "cpu" and x.ndim >= 2
            and not torch._C._are_functorch_transforms_active())
