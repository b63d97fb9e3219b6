"""torch's kernels give what the loop gives."""
import pytest
import torch

from hornpipe import layers
from hornpipe.layers.rnn import fused

MASKS = {"none": None, "right": [[1, 1, 1, 0, 0], [1, 1, 1, 1, 1], [0, 0, 0, 0, 0]], "holes": [[0, 1, 0, 1, 1], [1, 0, 0, 1, 0], [0, 0, 0, 0, 0]]}


@pytest.fixture
def count(monkeypatch):
    """How often each kernel ran."""
    found = {}

    def counted(name, run):
        def wrapped(*args):
            found[name] = found.get(name, 0) + 1
            return run(*args)

        return wrapped

    for name in ("simple_rnn", "gru", "lstm", "lstm_of_lengths"):
        monkeypatch.setattr(fused, name, counted(name, getattr(fused, name)))
    return found


@pytest.mark.parametrize("bias", (True, False))
@pytest.mark.parametrize("mask", MASKS)
@pytest.mark.parametrize("kind", ("SimpleRNN", "GRU", "LSTM"))
def test_as_the_loop(kind, mask, bias, count):
    x = torch.randn(3, 5, 4)
    mask = None if MASKS[mask] is None else torch.tensor(MASKS[mask]).bool()
    options = {"units": 6, "use_bias": bias, "return_sequences": True, "return_state": True, "bias_initializer": "glorot_uniform"}
    fast, slow = (getattr(layers, kind)(**options, unroll=unroll) for unroll in (False, True))
    found = fast(x, mask=mask)
    slow.build(x.shape)
    slow.set_weights(fast.get_weights())
    for a, b in zip(found, slow(x, mask=mask)):
        torch.testing.assert_close(a, b, rtol=1e-5, atol=1e-6)
    assert count == {"lstm_of_lengths" if kind == "LSTM" and mask is not None else {"SimpleRNN": "simple_rnn"}.get(kind, kind.lower()): 1}


@pytest.mark.parametrize("kind", ("SimpleRNN", "GRU", "LSTM"))
def test_float64_gradients(kind):
    layer = getattr(layers, kind)(3, dtype="float64", bias_initializer="glorot_uniform")
    x = torch.randn(2, 4, 3, dtype=torch.float64, requires_grad=True)
    layer(x)
    mask = torch.tensor([[1, 0, 1, 1], [1, 1, 0, 0]]).bool()
    assert torch.autograd.gradcheck(lambda x: layer(x, mask=mask), (x,))


@pytest.mark.parametrize("options,training", (
    ({"activation": "relu"}, False), ({"recurrent_activation": "hard_sigmoid"}, False), ({"recurrent_dropout": 0.2}, True), ({"use_cudnn": False}, False),
    ({"unroll": True}, False)))
@pytest.mark.parametrize("kind", ("GRU", "LSTM"))
def test_the_loop_takes_what_no_kernel_has(kind, options, training, count):
    getattr(layers, kind)(3, **options)(torch.randn(2, 4, 3), training=training)
    assert not count


def test_recurrent_dropout_costs_the_kernel_in_training_only(count):
    layer = layers.LSTM(3, recurrent_dropout=0.2)
    layer(torch.randn(2, 4, 3))
    assert count == {"lstm": 1}


def test_relu_has_a_kernel(count):
    layer = layers.SimpleRNN(3, activation="relu")
    assert (layer(torch.randn(2, 4, 3)) >= 0).all() and count == {"simple_rnn": 1}


@pytest.mark.parametrize("dtype,fits", ((torch.float32, True), (torch.float64, True), (torch.bfloat16, True), (torch.float16, False), (torch.int64, False)))
def test_dtypes_with_a_kernel_on_a_cpu(dtype, fits):
    assert fused.runs_on(torch.zeros(1, dtype=dtype)) is fits


def test_insisting_on_the_kernel_where_none_fits():
    with pytest.raises(ValueError, match=r"`use_cudnn=True` asks for torch's kernel, .* `reset_after=True`"):
        layers.GRU(3, reset_after=False, use_cudnn=True)(torch.randn(2, 4, 3))
    with pytest.raises(ValueError, match="`use_cudnn` must be one of 'auto', True, False, got 'perhaps'."):
        layers.GRU(3, use_cudnn="perhaps")


@pytest.mark.parametrize("device", ["cpu", *(["cuda"] if torch.cuda.is_available() else [])])
@pytest.mark.parametrize("kind", ("SimpleRNN", "GRU", "LSTM"))
def test_moving_to_a_device(kind, device, recwarn):
    x, mask = torch.randn(3, 5, 4), torch.tensor(MASKS["holes"]).bool()
    layer = getattr(layers, kind)(6, return_state=True)
    expected = layer(x, mask=mask)
    layer.to(device)
    for a, b in zip(expected, layer(x.to(device), mask=mask.to(device))):
        torch.testing.assert_close(a, b.cpu(), rtol=1e-4, atol=1e-5)
    assert not [w for w in recwarn if "contiguous" in str(w.message)]
