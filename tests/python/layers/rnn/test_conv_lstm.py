"""Convolutional LSTMs."""
import numpy as np
import pytest
import torch

from hornpipe import layers


def test_pixels_alone_are_an_lstm():
    """With kernels of one pixel each pixel is a sequence of its own."""
    layer = layers.ConvLSTM1D(4, 1, return_sequences=True, recurrent_activation="sigmoid")
    x = torch.randn(2, 5, 3, 6)
    output = layer(x)
    flat = layers.LSTM(4, return_sequences=True)
    flat.build((None, 5, 6))
    kernel, recurrent, bias = layer.get_weights()
    flat.set_weights([kernel[0], recurrent[0], bias])
    torch.testing.assert_close(output[:, :, 1], flat(x[:, :, 1]), rtol=1e-5, atol=1e-6)


@pytest.mark.parametrize("rank", (1, 2, 3))
def test_shapes_and_weights(rank):
    space = (7, 6, 5)[:rank]
    layer = getattr(layers, f"ConvLSTM{rank}D")(4, 3, strides=2, padding="same", return_sequences=True, return_state=True)
    output, h, c = layer(torch.randn(2, 3, *space, 2))
    halves = tuple(-(-n // 2) for n in space)
    assert output.shape == (2, 3, *halves, 4) and h.shape == c.shape == (2, *halves, 4)
    assert [tuple(w.shape) for w in layer.weights] == [(3,) * rank + (2, 16), (3,) * rank + (4, 16), (16,)]
    shapes = layer.compute_output_shape((None, None, *space, 2))
    assert shapes[0] == (None, None, *halves, 4) and shapes[1] == (None, *halves, 4)


def test_channels_first():
    first, last = (layers.ConvLSTM2D(4, 3, data_format=f) for f in ("channels_first", "channels_last"))
    x = torch.randn(2, 3, 2, 6, 5)
    output = first(x)
    last.build((2, 3, 6, 5, 2))
    last.set_weights(first.get_weights())
    torch.testing.assert_close(output, last(x.movedim(2, -1)).movedim(-1, 1), rtol=1e-5, atol=1e-6)


def test_forget_bias_and_masks():
    layer = layers.ConvLSTM2D(1, 3)
    x, mask = torch.randn(2, 4, 6, 6, 2), torch.tensor([[1, 1, 0, 0], [1, 1, 1, 1]]).bool()
    np.testing.assert_allclose(layer(x, mask=mask)[0].detach().numpy(), layer(x[:, :2])[0].detach().numpy(), atol=1e-6)
    assert layer.cell.bias.tolist() == [0, 1, 0, 0]


def test_stateful():
    layer = layers.ConvLSTM2D(2, 3, stateful=True)
    x = torch.randn(2, 4, 6, 6, 2)
    first, second = layer(x), layer(x)
    assert not torch.allclose(first, second)
    layer.reset_state()
    torch.testing.assert_close(layer(x), first)


@pytest.mark.parametrize("arguments,message", (
    ({"filters": 0, "kernel_size": 3}, "`filters` must be a positive integer, got 0."),
    ({"filters": 2, "kernel_size": (3, 3, 3)}, r"`kernel_size` argument must be an int or a tuple of 2 integers, got \(3, 3, 3\)"),
    ({"filters": 2, "kernel_size": 3, "strides": 2, "dilation_rate": 2}, "`strides > 1` is not compatible with `dilation_rate > 1`"),
    ({"filters": 2, "kernel_size": 3, "padding": "causal"}, "`padding` must be one of 'valid', 'same', got 'causal'."),
))
def test_messages(arguments, message):
    with pytest.raises(ValueError, match=message):
        layers.ConvLSTM2D(**arguments)
