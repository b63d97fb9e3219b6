import numpy as np
import pytest
import torch
import torch.nn.functional as F

from hornpipe import layers

IMAGES = torch.randn(2, 9, 8, 4)


def reference(layer, x, **options):
    kernel = layer.kernel.movedim((-2, -1), (1, 0))
    return F.conv2d(x.movedim(-1, 1), kernel, layer.bias, **options).movedim(1, -1)


@pytest.mark.parametrize("options, expected", [
    ({}, {}), ({"strides": 2}, {"stride": 2}), ({"dilation_rate": (2, 1)}, {"dilation": (2, 1)}), ({"groups": 2}, {"groups": 2}),
    ({"padding": "same"}, {"padding": "same"}), ({"use_bias": False}, {}),
])
def test_values_of_torch(options, expected):
    layer = layers.Conv2D(6, 3, **options)
    y = layer(IMAGES)
    torch.testing.assert_close(y, reference(layer, IMAGES, **expected), atol=1e-5, rtol=1e-5)
    first = layers.Conv2D(6, 3, data_format="channels_first", **options)
    first.build((None, 4, 9, 8))
    first.set_weights(layer.get_weights())
    torch.testing.assert_close(first(IMAGES.movedim(-1, 1)), y.movedim(-1, 1), atol=1e-5, rtol=1e-5)


def test_same_padding_with_strides_puts_the_odd_one_at_the_end():
    layer = layers.Conv1D(1, 3, strides=2, padding="same", kernel_initializer="ones")
    assert layer(torch.arange(1.0, 5.0).reshape(1, 4, 1)).flatten().tolist() == [6.0, 7.0]


def test_causal_padding_looks_back_only():
    layer = layers.Conv1D(1, 2, padding="causal", dilation_rate=2, kernel_initializer="ones")
    assert layer(torch.arange(1.0, 6.0).reshape(1, 5, 1)).flatten().tolist() == [1, 2, 4, 6, 8]
    with pytest.raises(ValueError, match="causal"):
        layers.Conv2D(1, 2, padding="causal")


def test_kernels_have_the_memory_order_of_torch():
    layer = layers.Conv2D(6, 3)
    layer.build((None, 9, 8, 4))
    assert layer.kernel.shape == (3, 3, 4, 6)
    assert layer.kernel.permute(3, 2, 0, 1).is_contiguous() or layer.kernel.permute(3, 2, 0, 1).is_contiguous(memory_format=torch.channels_last)


def test_more_than_one_batch_axis():
    layer = layers.Conv1D(3, 2)
    x = torch.randn(2, 5, 7, 4)
    assert layer(x).shape == (2, 5, 6, 3)
    torch.testing.assert_close(layer(x)[1], layer(x[1]))


def test_depthwise_and_separable():
    layer = layers.DepthwiseConv2D(3, depth_multiplier=2)
    y = layer(IMAGES)
    assert y.shape == (2, 7, 6, 8) and layer.kernel.shape == (3, 3, 4, 2)
    for channel in range(4):
        one = F.conv2d(IMAGES[..., channel].unsqueeze(1), layer.kernel[:, :, channel].movedim(-1, 0).unsqueeze(1))
        torch.testing.assert_close(y[..., 2 * channel:2 * channel + 2], one.movedim(1, -1), atol=1e-5, rtol=1e-5)
    both = layers.SeparableConv2D(5, 3, depth_multiplier=2)
    assert both(IMAGES).shape == (2, 7, 6, 5)
    assert [w.shape for w in both.weights] == [(3, 3, 4, 2), (1, 1, 8, 5), (5,)]
    both.depthwise_kernel.assign(layer.kernel)
    torch.testing.assert_close(both(IMAGES), y @ both.pointwise_kernel[0, 0], atol=1e-5, rtol=1e-5)


def test_activation_and_penalties():
    layer = layers.Conv2D(3, 2, activation="relu", kernel_regularizer="l2", activity_regularizer="l1")
    assert layer(IMAGES).min() == 0
    np.testing.assert_allclose([float(v.detach()) for v in layer.losses],
                               [float(layer(IMAGES).abs().sum().detach()) * 0.01 / 2, 0.01 * float(layer.kernel.square().sum().detach())], rtol=1e-4)


def test_names_of_old():
    assert layers.Convolution2D is layers.Conv2D and layers.SeparableConvolution1D is layers.SeparableConv1D
    assert layers.Conv2D(2, 3).kernel_size == (3, 3) and layers.Conv1D(2, 3).strides == (1,)


def test_low_rank_additions():
    layer = layers.Conv2D(6, 3)
    y = layer(IMAGES)
    layer.enable_lora(2)
    torch.testing.assert_close(layer(IMAGES), y)
    assert [w.name for w in layer.trainable_weights] == ["bias", "lora_kernel_a", "lora_kernel_b"]
    assert layer.lora_kernel_a.shape == (3, 3, 4, 2) and layer.lora_kernel_b.shape == (2, 6)


@pytest.mark.parametrize("make, message", [
    (lambda: layers.Conv2D(0, 3), "Invalid value for argument `filters`. Expected a strictly positive value. Received filters=0"),
    (lambda: layers.Conv2D(3, (1, 2, 3)), "kernel_size"),
    (lambda: layers.Conv2D(3, 0), "kernel_size"),
    (lambda: layers.Conv2D(3, 2, padding="full"), "full"),
    (lambda: layers.Conv2D(3, 2, groups=2), "number of filters must be evenly divisible by the number of groups"),
    (lambda: layers.Conv2D(4, 2, groups=0), "number of groups must be a positive integer"),
    (lambda: layers.Conv2D(4, 2, strides=2, dilation_rate=2), "`strides > 1` not supported in conjunction with `dilation_rate > 1`"),
    (lambda: layers.Conv2D(3, 2, groups=3)(IMAGES), "number of input channels must be evenly divisible"),
    (lambda: layers.Conv2D(3, 2)(layers.Input((8, 8, None))), "channel dimension of the inputs of layer 'conv2d.*' must be defined"),
    (lambda: layers.Conv2D(3, 12)(IMAGES), r"output size would be zero or negative.*reaches over \(12, 12\) entries"),
    (lambda: layers.Conv2D(3, 3)(layers.Input((2, 8, 1))), "output size would be zero or negative"),
    (lambda: layers.DepthwiseConv1D(3, depth_multiplier=0), "`depth_multiplier`"),
    (lambda: layers.Conv2D(3, 3)(torch.ones(3, 3)), "expected min_ndim=4, got shape"),
])
def test_mistakes(make, message):
    with pytest.raises(ValueError, match=message):
        make()


def test_an_input_that_becomes_too_small():
    layer = layers.Conv2D(3, 3)
    layer(IMAGES)
    with pytest.raises(ValueError, match=r"output size would be zero or negative.*\(2, 2, 8, 4\)"):
        layer(IMAGES[:, :2])
    with pytest.raises(ValueError, match="expected axis -1 to have size 4, got shape"):
        layer(IMAGES[..., :3])
