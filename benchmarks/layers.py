"""Layers beside the plain torch modules that do the same work: forward and backward, in turns, in one run.

usage: layers.py [ROUNDS]        prints milliseconds (the best of the rounds) and the ratio; below 1: hornpipe is faster
"""
import sys
import time

import torch

import hornpipe
from hornpipe import layers

ROUNDS = int(sys.argv[1]) if len(sys.argv) > 1 else 7
LAST, FIRST = torch.channels_last, torch.contiguous_format


class Attention(torch.nn.Module):
    """Self-attention on torch's own module."""

    def __init__(self):
        super().__init__()
        self.inner = torch.nn.MultiheadAttention(128, 4, batch_first=True)

    def forward(self, x):
        return self.inner(x, x, x, need_weights=False)[0]


class First(torch.nn.Module):
    """A recurrent module without its states."""

    def __init__(self, inner):
        super().__init__()
        self.inner = inner

    def forward(self, x):
        return self.inner(x)[0]


class SelfAttention(layers.Layer):
    def __init__(self):
        super().__init__()
        self.inner = layers.MultiHeadAttention(4, 32)

    def call(self, x):
        return self.inner(x, x)


def image(fmt):
    x = torch.randn(32, 32, 28, 28)
    return x.to(memory_format=fmt)


def cases():
    """Name, layer, torch module, input of the layer, input of the module."""
    x = torch.randn(256, 784)
    yield "Dense 784-1024, batch 256", layers.Dense(1024), torch.nn.Linear(784, 1024), x, x
    nchw = image(LAST)
    yield "Conv2D 32-64, 3x3, channels last", layers.Conv2D(64, 3), torch.nn.Conv2d(32, 64, 3).to(memory_format=LAST), nchw.permute(0, 2, 3, 1), nchw
    yield "Conv2D 32-64, 3x3, channels first", layers.Conv2D(64, 3, data_format="channels_first"), torch.nn.Conv2d(32, 64, 3), image(FIRST), image(FIRST)
    yield "BatchNormalization, channels last", layers.BatchNormalization(), torch.nn.BatchNorm2d(32), nchw.permute(0, 2, 3, 1), nchw
    yield "LayerNormalization 128", layers.LayerNormalization(), torch.nn.LayerNorm(128), torch.randn(32, 128, 128), torch.randn(32, 128, 128)
    steps = torch.randn(32, 80, 128)
    yield "LSTM 128, 80 steps", layers.LSTM(128, return_sequences=True), First(torch.nn.LSTM(128, 128, batch_first=True)), steps, steps
    yield "GRU 128, 80 steps", layers.GRU(128, return_sequences=True), First(torch.nn.GRU(128, 128, batch_first=True)), steps, steps
    yield "MultiHeadAttention 4 x 32", SelfAttention(), Attention(), torch.randn(32, 128, 128), torch.randn(32, 128, 128)
    tokens = torch.randint(0, 20000, (32, 128))
    yield "Embedding 20000-128", layers.Embedding(20000, 128), torch.nn.Embedding(20000, 128), tokens, tokens


def step(module, x, training):
    x = x.detach().requires_grad_() if x.is_floating_point() else x
    out = module(x, training=True) if training else module(x)
    out.backward(torch.ones_like(out))


def best(module, x, training):
    start = time.perf_counter()
    for _ in range(5):
        step(module, x, training)
    return (time.perf_counter() - start) / 5 * 1e3


print(f"torch {torch.__version__}, hornpipe {hornpipe.__version__}, {torch.get_num_threads()} threads")
print(f"{'forward and backward, ms':38s}{'hornpipe':>10s}{'torch':>10s}{'ratio':>8s}")
for name, layer, module, x, y in cases():
    step(layer, x, True), step(module, y, False)
    ours = theirs = float("inf")
    for _ in range(ROUNDS):
        ours, theirs = min(ours, best(layer, x, True)), min(theirs, best(module, y, False))
    print(f"{name:38s}{ours:10.2f}{theirs:10.2f}{ours / theirs:8.2f}")
