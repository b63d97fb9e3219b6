"""Whole sequences at once: on torch's own kernels (oneDNN's LSTM on a CPU, cuDNN's on a GPU), or in sweeps over time where those are slow.

Kernels come in Keras' shape, `(in, gates * units)`, whose memory is torch's `(gates * units, in)`. LSTM has the same
gates in the same order (i, f, c, o); GRU's are picked from Keras' order (z, r, h) into torch's (r, z, n).
"""
from __future__ import annotations

import torch
from torch import _VF
from torch.nn.utils.rnn import PackedSequence, pack_padded_sequence, pad_packed_sequence

from . import sweep
from .recurrence import select

_RNN_LAYER, _RNN_LAYER_BACK, _LSTM = torch.ops.aten.mkldnn_rnn_layer.default, torch.ops.aten.mkldnn_rnn_layer_backward.default, 2


def runs_on(x) -> bool:
    """Whether torch has these kernels for the dtype and device of `x`."""
    if torch.compiler.is_dynamo_compiling() and torch.is_grad_enabled():        # it cannot take the gradient of oneDNN's LSTM, but writes a kernel of the loop
        return False
    return x.dtype in (torch.float32, torch.float64, torch.bfloat16) or (x.dtype is torch.float16 and x.is_cuda)


def simple_rnn(x, h, kernel, recurrent_kernel, bias, activation: str = "tanh"):
    """`h' = activation(x kernel + h recurrent_kernel + bias)` over axis 1 of `x`: all outputs, and the last state."""
    if sweep.fits(x, h, kernel):
        return sweep.sweep(sweep.SIMPLE[activation], x, h, kernel, recurrent_kernel, bias)
    weights = _for_torch(x, kernel.t(), recurrent_kernel.t(), bias, None if bias is None else torch.zeros_like(bias))
    outputs, last = getattr(_VF, f"rnn_{activation}")(x, h.unsqueeze(0), weights, *_options(bias))
    return outputs, last.squeeze(0)


def gru(x, h, kernel, recurrent_kernel, bias):
    """GRU that resets after the product; `bias` has a row for the input and one for the state."""
    if sweep.fits(x, h, kernel):
        return sweep.sweep(sweep.GATED, x, h, kernel, recurrent_kernel, bias)
    biases = (None, None) if bias is None else [_reset_first(b) for b in bias]
    weights = _for_torch(x, _reset_first(kernel.t()), _reset_first(recurrent_kernel.t()), *biases)
    outputs, last = _VF.gru(x, h.unsqueeze(0), weights, *_options(bias))
    return outputs, last.squeeze(0)


def _reset_first(gates):
    """Keras' gates z, r, h along the first axis in torch's order r, z, n."""
    z, r, n = gates.chunk(3)
    return torch.cat([r, z, n])


def lstm(x, h, c, kernel, recurrent_kernel, bias):
    """All outputs, and the last states."""
    outputs, h, c = _VF.lstm(x, (h.unsqueeze(0), c.unsqueeze(0)), _lstm_weights(x, kernel, recurrent_kernel, bias), *_options(bias))
    return outputs, h.squeeze(0), c.squeeze(0)


def lstm_of_lengths(x, lengths, h, c, kernel, recurrent_kernel, bias):
    """`lstm()` where each sequence stops at a length of its own; one of length 0 keeps its states."""
    packed = pack_padded_sequence(x, lengths.clamp(min=1).cpu(), batch_first=True, enforce_sorted=False)
    order, back = packed.sorted_indices, packed.unsorted_indices
    outputs, last_h, last_c = _VF.lstm(packed.data, packed.batch_sizes, (h[order].unsqueeze(0), c[order].unsqueeze(0)),
                                       _lstm_weights(x, kernel, recurrent_kernel, bias), *_options(bias)[:-1])
    outputs = pad_packed_sequence(PackedSequence(outputs, packed.batch_sizes, order, back), batch_first=True, total_length=x.shape[1])[0]
    some = lengths > 0
    return outputs, select(some, last_h[0, back], h), select(some, last_c[0, back], c)


def lstm_with_pullback(kernel, recurrent_kernel, bias):
    """`lstm()` from states of zeros, as a function without autograd that knows its derivative (see `sweep.with_pullback()`); None without oneDNN."""
    if kernel.dtype is not torch.float32 or kernel.device.type != "cpu" or not torch.backends.mkldnn.is_available():
        return None
    none = kernel.new_zeros(kernel.shape[1])
    weights = [w.detach() for w in (kernel.t(), recurrent_kernel.t(), none if bias is None else bias, none)]
    learns = [w is not None and w.requires_grad for w in (kernel, recurrent_kernel, bias)]
    units = recurrent_kernel.shape[0]

    def run(x, h):
        x = x.transpose(0, 1).contiguous()
        with torch.enable_grad():       # else it keeps nothing
            outputs, *after = _RNN_LAYER(x, *weights, h, h, False, [], _LSTM, units, 1, bias is not None, False, True, True)

        def pullback(by_outputs, by_last, wanted):
            *after_steps, workspace = after
            by_outputs = None if by_outputs is None else by_outputs.transpose(0, 1).contiguous()
            by_x, by_kernel, by_recurrent, by_bias, *_ = _RNN_LAYER_BACK(
                x, *weights, h, h, outputs, *after_steps, by_outputs, by_last, None, False, _LSTM, units, 1, bias is not None, True, False, [], True,
                workspace)
            own = [g if learn else None for g, learn in zip((by_kernel.t(), by_recurrent.t(), by_bias), learns)]
            return by_x.transpose(0, 1) if wanted else None, own

        return outputs.transpose(0, 1), pullback

    return run


def _lstm_weights(x, kernel, recurrent_kernel, bias):
    return _for_torch(x, kernel.t(), recurrent_kernel.t(), bias, None if bias is None else torch.zeros_like(bias))


def _options(bias):
    """has_biases, layers, dropout, train, bidirectional, batch_first. Keeping what the backward pass needs is what "train" means."""
    return bias is not None, 1, 0.0, torch.is_grad_enabled(), False, True


def _for_torch(x, *weights):
    """Weights as cuDNN wants them: in one piece of memory; elsewhere as they are."""
    weights = [w for w in weights if w is not None]
    if not x.is_cuda:
        return weights
    whole = torch.cat([w.reshape(-1) for w in weights])
    return [part.view(w.shape) for part, w in zip(whole.split([w.numel() for w in weights]), weights)]
