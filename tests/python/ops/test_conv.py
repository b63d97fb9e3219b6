import numpy as np
import pytest
import torch

from hornpipe import KerasTensor, ops
from hornpipe.ops.conv import convolve, convolve_depthwise, convolve_transposed, depthwise_order, kernel_order, same_padding
from hornpipe.runtime.variable import in_order


def drawn(shape, order):
    return in_order(torch.empty, shape, order, torch.float32, "cpu").normal_()


def test_memory_orders_are_what_torch_reads():
    kernel = drawn((3, 5, 4, 6), kernel_order(2))
    assert kernel.permute(3, 2, 0, 1).is_contiguous(memory_format=torch.channels_last)
    depthwise = drawn((3, 5, 4, 2), depthwise_order(2))
    assert depthwise.permute(2, 3, 0, 1).is_contiguous()


@pytest.mark.parametrize("rank", [1, 2, 3])
def test_channels_last_is_not_copied(rank):
    x, kernel = torch.randn(2, *[8] * rank, 4), drawn((*[3] * rank, 4, 6), kernel_order(rank))
    y = convolve(x, kernel, None, (1,) * rank, "same", "channels_last", (1,) * rank)
    assert y.shape == (2, *[8] * rank, 6)
    assert y.is_contiguous()


def test_formats_agree_and_a_bias_is_added():
    x, kernel, bias = torch.randn(2, 7, 9, 4), drawn((3, 3, 4, 6), kernel_order(2)), torch.randn(6)
    last = convolve(x, kernel, bias, (2, 2), "same")
    first = convolve(x.permute(0, 3, 1, 2), kernel, bias, (2, 2), "same", "channels_first")
    torch.testing.assert_close(last, first.permute(0, 2, 3, 1))
    torch.testing.assert_close(last, convolve(x, kernel, None, (2, 2), "same") + bias)


def test_causal_padding_looks_back_only():
    x, kernel = torch.randn(1, 10, 2), drawn((3, 2, 5), kernel_order(1))
    y = convolve(x, kernel, None, (1,), "causal", "channels_last", (2,))
    x[:, 6:] = 0
    torch.testing.assert_close(convolve(x, kernel, None, (1,), "causal", "channels_last", (2,))[:, :6], y[:, :6])
    assert y.shape == (1, 10, 5)


@pytest.mark.parametrize("window, stride, padding, added", [(3, 2, "same", None), (2, 3, "valid", None), (3, 1, "valid", None),
                                                            (3, 3, "same", 2), (1, 2, "valid", 1)])
def test_a_transposed_convolution_with_its_bias(window, stride, padding, added):
    x, kernel, bias = torch.randn(2, 5, 6, 4), drawn((window, window, 3, 4), kernel_order(2)), torch.randn(3)
    added = None if added is None else (added, added)
    y = convolve_transposed(x, kernel, bias, (stride, stride), padding, added)
    torch.testing.assert_close(y, convolve_transposed(x, kernel, None, (stride, stride), padding, added) + bias)


def test_transposed_is_the_transpose():
    x, kernel = torch.randn(1, 9, 8, 4), drawn((3, 3, 4, 5), kernel_order(2))
    y = convolve(x, kernel, None, (2, 2), "same")
    other = torch.randn_like(y)
    back = convolve_transposed(other, kernel, None, (2, 2), "same", (0, 1))
    torch.testing.assert_close((y * other).sum(), (x * back).sum(), rtol=1e-4, atol=1e-4)


def test_depthwise_channels_keep_their_order():
    x, kernel = torch.randn(2, 6, 6, 3), drawn((3, 3, 3, 2), depthwise_order(2))
    y = convolve_depthwise(x, kernel)
    one = convolve(x[..., 1:2], kernel[:, :, 1:2, :])
    torch.testing.assert_close(y[..., 2:4], one)


@pytest.mark.parametrize("size, window, stride, dilation, sides", [(8, 3, 1, 1, (1, 1)), (8, 2, 1, 1, (0, 1)), (8, 3, 2, 1, (0, 1)), (9, 3, 2, 1, (1, 1)),
                                                                   (7, 1, 3, 1, (0, 0)), (8, 3, 1, 2, (2, 2))])
def test_same_padding(size, window, stride, dilation, sides):
    assert same_padding(size, window, stride, dilation) == sides


def test_symbolic_shapes():
    x = KerasTensor((None, None, 20, 4))
    assert ops.conv(x, np.zeros((3, 3, 4, 6), "float32"), 2, "same").shape == (None, None, 10, 6)
    assert ops.conv_transpose(x, np.zeros((3, 3, 6, 4), "float32"), 2, "same").shape == (None, None, 40, 6)
    assert ops.depthwise_conv(x, np.zeros((3, 3, 4, 2), "float32")).shape == (None, None, 18, 8)


@pytest.mark.parametrize("call, message", [
    (lambda x: ops.conv(x, torch.zeros(3, 3, 3, 6)),
     r"input channels must match the kernel or be a multiple: `inputs` has 4, `kernel` \(of shape \(3, 3, 3, 6\)\) is for 3"),
    (lambda x: ops.depthwise_conv(x, torch.zeros(3, 3, 3, 1)), r"input channels must match the kernel: `inputs` has 4, .* is for 3"),
    (lambda x: ops.conv_transpose(x, torch.zeros(3, 3, 6, 3)), r"input channels must match the kernel: `inputs` has 4, .* is for 3"),
    (lambda x: ops.conv(x, torch.zeros(3, 4, 6)),
     r"takes inputs of rank 3, 4 or 5 and a kernel of the same rank, got inputs of shape \(2, 8, 8, 4\) and a kernel of shape \(3, 4, 6\)"),
    (lambda x: ops.conv(x, torch.zeros(9, 3, 4, 6)), r"has an empty result: its window reaches over \(9, 3\) entries, but the space of `inputs` is \(8, 8\)"),
    (lambda x: ops.conv(x, torch.zeros(3, 3, 4, 6), padding="causal"), r"`padding` must be one of 'valid', 'same', got 'causal'"),
    (lambda x: ops.conv(x, torch.zeros(3, 3, 4, 6), strides=(1, 2, 3)), r"`strides` argument must be an int or a tuple of 2 integers"),
])
def test_errors(call, message):
    with pytest.raises(ValueError, match=message):
        call(torch.zeros(2, 8, 8, 4))
