"""`x @ weight.T + bias` by the fastest kernel there is on this processor.

On AMD processors oneDNN multiplies large float32 matrices up to twice as fast as the library behind `F.linear`, and narrow ones, such
as those before a softmax of ten classes, up to five times; on others they tie. Small products always go to `F.linear`. Nothing is
timed while a program runs: the same program takes the same kernels, and gives the same bits, every time.

In a small step of training, moving a kernel between the caches of two cores takes longer than multiplying by it. An optimizer's
threads each take one stretch of the kernel, so each of them multiplies by the same stretch, and the products are added
(784 x 128 weights, 32 rows: 0.85 of the time, and half of it where the cores share no cache).
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
SHARE = 1 << 15             # entries that are worth a thread of torch's in arithmetic entry by entry
FEW = 64                    # rows up to which a kernel should stay where it is
VENDORS = ("AuthenticAMD", "HygonGenuine")


def _leads() -> bool:
    """Whether oneDNN is there, and leads on this processor."""
    facts = Path("/proc/cpuinfo")
    vendor = facts.read_text()[:1000] if facts.exists() else platform.processor()
    return torch.backends.mkldnn.is_available() and any(name in vendor for name in VENDORS)


LEADS = _leads()
_kernel = torch.ops.mkldnn._linear_pointwise if LEADS else None


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
    in_rows, many_rows, threads = kernel.stride(1) == 1, _least_rows(kernel), _sharers(kernel)

    def multiply(x):
        rows = x.shape[0]
        large = rows >= many_rows and _uses_onednn(x, kernel.t())
        shared = threads > 1 and rows <= FEW and not large
        if large:
            product = _onednn(x, kernel.t(), bias, "relu" if rectified else "none")
        else:
            if shared:
                product = _by_stretches(x, kernel, threads)
                product = product if bias is None else product.add_(bias)
            else:
                product = torch.mm(x, kernel) if bias is None else torch.addmm(bias, x, kernel)
            if rectified:
                product.relu_()

        def pullback(gradient, wanted):
            if large:
                return _onednn(gradient, kernel) if wanted else None, _by_weight(gradient, x, kernel.t()).t()
            by_kernel = torch.mm(x.t(), gradient) if in_rows else torch.mm(gradient.t(), x).t()
            if not wanted:
                return None, by_kernel
            return _back_by_stretches(gradient, kernel, threads) if shared else torch.mm(gradient, kernel.t()), by_kernel

        return product, pullback

    return multiply


def _sharers(kernel) -> int:
    """How many of torch's threads share a kernel `(in, out)` by stretches of whole rows; 1 where they do not."""
    threads = max(1, min(torch.get_num_threads(), -(-kernel.numel() // SHARE)))
    return threads if kernel.is_contiguous() and kernel.device.type == "cpu" and kernel.shape[0] % threads == 0 else 1


def _by_stretches(x, kernel, threads):
    """`x @ kernel`, each thread multiplying by its stretch of the kernel."""
    size, (row, step) = kernel.shape[0] // threads, x.stride()
    return torch.bmm(x.as_strided((threads, x.shape[0], size), (size * step, row, step)), kernel.view(threads, size, -1)).sum(0)


def _back_by_stretches(gradient, kernel, threads):
    """`gradient @ kernel.t()`, likewise."""
    stretches = kernel.view(threads, -1, kernel.shape[1])
    return torch.bmm(gradient.expand(threads, *gradient.shape), stretches.transpose(1, 2)).transpose(0, 1).reshape(-1, kernel.shape[0])


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
