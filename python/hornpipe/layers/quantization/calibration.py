"""Calibrating a model: the blocks one after the other, each on what the rounded blocks before it give for sample data."""
from __future__ import annotations

import contextlib

import numpy as np
import torch

from ...core.errors import ArgumentError, ArgumentTypeError, ShapeError, got
from ...runtime.convert import convert_to_numpy, convert_to_tensor


def structure_of(model, config):
    """The layers before the blocks, and the blocks.

    Raises:
        ValueError: Neither the settings nor the model tell them.
    """
    structure = config.quantization_layer_structure
    if structure is None:
        structure = model.get_quantization_layer_structure(config.mode)
    if structure is None:
        raise ArgumentError(f"For {config.mode!r} mode, a valid quantization structure must be provided, by `config.quantization_layer_structure` or by "
                            "overriding `model.get_quantization_layer_structure(mode)`: a dictionary with the keys 'pre_block_layers' and 'sequential_blocks'.",
                            argument="quantization_layer_structure")
    blocks = list(structure.get("sequential_blocks") or ())
    if not blocks:
        raise ArgumentError(f"No sequential blocks found in the structure to quantize, {got(structure)}.",
                            argument="quantization_layer_structure", actual=structure)
    return list(structure.get("pre_block_layers") or ()), blocks


def windows(config) -> np.ndarray:
    """Samples of tokens `(samples, 1, sequence_length)`, spread evenly over the dataset; a short one is repeated.

    Raises:
        ValueError: There is no dataset, or it is empty.
        TypeError: It is no collection of texts or arrays.
    """
    dataset, length = config.dataset, config.sequence_length
    if dataset is None:
        raise ArgumentError(f"{config.mode.upper()} quantization requires a dataset to calibrate with, and a tokenizer where it holds texts: give them in the "
                            f"`{type(config).__name__}`.", argument="dataset")
    if isinstance(dataset, (str, bytes)) or not hasattr(dataset, "__iter__"):
        raise ArgumentTypeError(f"`dataset` must be a collection of texts or of arrays of tokens, {got(dataset)}.", argument="dataset", actual=dataset)
    pieces = [np.asarray(_tokens(piece, config.tokenizer)).reshape(-1) for piece in dataset]
    stream = np.concatenate(pieces) if pieces else np.empty(0)
    if not len(stream):
        raise ArgumentError("The provided `dataset` is empty.", argument="dataset")
    stream = np.resize(stream.astype(np.int32), max(len(stream), length))
    starts = np.unique(np.linspace(0, len(stream) - length, config.num_samples).astype(int))
    return np.stack([stream[start:start + length] for start in starts])[:, None]


def _tokens(piece, tokenizer):
    if not isinstance(piece, str):
        return convert_to_numpy(piece)
    tokenize = getattr(tokenizer, "tokenize", tokenizer)
    if not callable(tokenize):
        raise ArgumentError(f"`tokenizer` must be a function or have a method `tokenize()` where the dataset holds texts, {got(tokenizer)}.",
                            argument="tokenizer", actual=tokenizer)
    return convert_to_numpy(tokenize(piece))


@torch.no_grad()
def calibrate(before, blocks, samples, quantize):
    """Takes samples through a model and rounds its weights on the way.

    Args:
        before: Layers before the blocks.
        blocks: Layers, each of which takes what the one before gives.
        samples: `(samples, batch, ...)`.
        quantize: Function that gives a layer of a block its quantized form.
    """
    inputs = [convert_to_tensor(sample) for sample in samples]
    for layer in before:
        inputs = [layer(x) for x in inputs]
    for number, block in enumerate(blocks):
        for layer in block._flatten_layers():
            quantize(layer)
        layers = [layer for layer in block._flatten_layers() if _waits(layer)]
        seen = [layer._scheme.statistics() for layer in layers]
        with contextlib.ExitStack() as watches:
            for layer, statistics in zip(layers, seen):
                watches.enter_context(_watched(layer, statistics))
            for x in inputs if layers else ():
                block(x)
        for layer, statistics in zip(layers, seen):
            if not statistics.count:
                raise ShapeError(f"Layer {layer.name!r} of block {block.name!r} was not called on the samples: nothing tells how to round its weight.",
                                 layer=layer.name)
            layer._scheme.calibrate(layer, statistics)
        if number < len(blocks) - 1:
            inputs = [block(x) for x in inputs]


@contextlib.contextmanager
def _watched(layer, statistics):
    """Inside, what a layer is called on is taken in."""
    def look(module, args, kwargs):
        statistics.add(layer._features(convert_to_tensor(args[0] if args else kwargs["inputs"])))

    watch = layer.register_forward_pre_hook(look, with_kwargs=True)
    try:
        yield
    finally:
        watch.remove()


def _waits(layer) -> bool:
    """Whether a layer has the form that data fill in, and none have yet."""
    scheme = getattr(layer, "_scheme", None)
    return getattr(scheme, "statistics", None) is not None and layer.adapts in layer._parameters
