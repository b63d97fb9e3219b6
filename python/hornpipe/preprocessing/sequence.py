"""Sequences of unequal lengths as one array."""
from __future__ import annotations

import numpy as np

from ..core.arguments import choice
from ..core.errors import ArgumentError, got
from ..core.types import DType, Int, Real, Structure, Text


def pad_sequences(sequences: Structure, maxlen: Int = None, dtype: DType = "int32", padding: Text = "pre", truncating: Text = "pre", value: Real = 0.0):
    """Sequences cut or filled to one length.

    Args:
        sequences: A list of sequences.
        maxlen: The length; that of the longest if `None`.
        dtype: Dtype of the array.
        padding: "pre" fills before, "post" after the sequence.
        truncating: "pre" cuts at the beginning, "post" at the end.
        value: What is filled in.

    Returns:
        An array of shape `(number of sequences, maxlen, ...)`.
    """
    choice("padding", padding, ("pre", "post"))
    choice("truncating", truncating, ("pre", "post"))
    if not hasattr(sequences, "__len__"):
        raise ArgumentError(f"`sequences` must be a list of sequences, {got(sequences)}.", argument="sequences", actual=sequences)
    for s in sequences:
        if not hasattr(s, "__len__"):
            raise ArgumentError(f"`sequences` must hold sequences, {got(s)}.", argument="sequences", actual=s)
    maxlen = max(map(len, sequences), default=0) if maxlen is None else maxlen
    inner = next((np.shape(s)[1:] for s in sequences if len(s)), ())
    is_text = np.issubdtype(dtype, np.str_)
    if isinstance(value, str) and np.dtype(dtype) is not np.dtype(object) and not is_text:
        raise ArgumentError(f"`dtype` {dtype} cannot hold the `value` {value!r}; pass `dtype=object`.", argument="dtype", actual=dtype)
    made = np.full((len(sequences), maxlen, *inner), value, dtype=dtype)
    for row, s in zip(made, sequences):
        if not len(s) or not maxlen:
            continue
        part = np.asarray(s[-maxlen:] if truncating == "pre" else s[:maxlen], dtype=dtype)
        if part.shape[1:] != inner:
            raise ArgumentError(f"`sequences` must hold elements of one shape, {inner}; one has {part.shape[1:]}.", argument="sequences", actual=part.shape[1:])
        if padding == "post":
            row[:len(part)] = part
        else:
            row[-len(part):] = part
    return made
