"""Layers that put categories into bins by a hash of their names, without a vocabulary."""
from __future__ import annotations

import numpy as np
import torch

from ...core.arguments import choice, positive
from ...core.errors import ArgumentError, ArgumentTypeError, ShapeError, got
from ...core.types import DType, Flag, Int, Ints, Structure, Text
from ...graph.tensor import KerasTensor
from ...runtime import settings
from ...runtime.device import current_device
from ..layer import Layer
from .encoding import MODES, encode, encoded_shape
from .fingerprint import farmhash, hash_strings, join, siphash
from .numeric import no_sparse
from .source import as_array


def salted(salt, argument="salt", layer="Hashing"):
    """A salt as two ints; None if there is none."""
    if salt is None:
        return None
    if isinstance(salt, (tuple, list)) and len(salt) == 2:
        return list(salt)
    if isinstance(salt, int):
        return [salt, salt]
    raise ArgumentError(f"The `{argument}` argument for `{layer}` can only be a tuple of size 2 integers, or a single integer, {got(salt)}.",
                        argument=argument, actual=salt)


def hash_to_bins(values: np.ndarray, bins: int, salt=None) -> np.ndarray:
    """The bin of each value, by its text: numbers of TensorFlow's `to_hash_bucket_fast` and `..._strong`."""
    if values.dtype.kind == "f":
        values = values.astype("int64")
    hashes = hash_strings(values, farmhash if salt is None else siphash(salt))
    return (hashes % np.uint64(bins)).astype("int64")


class Hashing(Layer):
    """Puts strings or ints into bins by a hash, which is the same on every machine.

    Args:
        num_bins: Number of bins.
        mask_value: A value that gets bin 0 for itself.
        salt: Int, or two, that changes the hash (then SipHash, else FarmHash).
        output_mode: "int" for the number of the bin, from 0, "one_hot", "multi_hot" or "count".
        sparse: Kept for compatibility: must be False.

    Example:
        >>> Hashing(num_bins=3)([["A"], ["B"], ["C"], ["D"], ["E"]])       # [[1], [0], [1], [1], [2]]
    """

    _takes_any_input = True

    def __init__(self, num_bins: Int, mask_value: Structure = None, salt: Ints = None, output_mode: Text = "int", sparse: Flag = False, **kwargs):
        if kwargs.get("dtype") is None:
            kwargs["dtype"] = "int64" if output_mode == "int" else settings.floatx()
        super().__init__(**kwargs)
        if num_bins is None or num_bins <= 0:
            raise ArgumentError(f"The `num_bins` for `Hashing` cannot be `None` or non-positive, {got(num_bins)}.", argument="num_bins", actual=num_bins)
        if output_mode not in MODES:
            raise ArgumentError(f"Invalid value for argument `output_mode`. Expected one of {MODES}, {got(output_mode)}.",
                                argument="output_mode", actual=output_mode)
        if output_mode == "int" and self.dtype_policy.name not in ("int32", "int64"):
            raise ArgumentError(f'When `output_mode="int"`, `dtype` should be an integer type, \'int32\' or \'int64\', {got(kwargs["dtype"])}.',
                                argument="dtype", actual=kwargs["dtype"])
        if sparse and output_mode == "int":
            raise ArgumentError('`sparse` may only be true if `output_mode` is "one_hot", "multi_hot" or "count".', argument="sparse", actual=sparse)
        self.num_bins, self.mask_value, self.output_mode, self.sparse = num_bins, mask_value, output_mode, no_sparse(sparse)
        self.salt = salted(salt)
        self._build_at_init()

    def call(self, inputs):
        values = as_array(inputs)
        if self.mask_value is not None and self.num_bins > 1:       # bin 0 is the mask's
            bins = np.where(values == self.mask_value, 0, hash_to_bins(values, self.num_bins - 1, self.salt) + 1)
        else:
            bins = hash_to_bins(values, self.num_bins, self.salt)
        return encode(torch.from_numpy(bins).to(current_device()), self.output_mode, self.num_bins, self.dtype)

    def compute_output_shape(self, input_shape):
        return encoded_shape(input_shape, self.output_mode, self.num_bins) if len(input_shape) or self.output_mode == "int" else (self.num_bins,)

    def compute_output_spec(self, inputs):
        return KerasTensor(self.compute_output_shape(inputs.shape), self.dtype)


class HashedCrossing(Layer):
    """Crosses categorical features: puts each combination of their values into a bin by a hash.

    Args:
        num_bins: Number of bins.
        output_mode: "int" for the number of the bin, from 0, or "one_hot".
        sparse: Kept for compatibility: must be False.

    Call arguments:
        inputs: A list of arrays of strings or ints, each `()`, `(batch,)` or `(batch, 1)`.

    Example:
        >>> HashedCrossing(num_bins=5)((["A", "B", "A"], [101, 101, 102]))
    """

    _takes_any_input = True
    seed = np.uint64(0xDECAFCAFFE)         # TensorFlow's, so that the bins are those of Keras

    def __init__(self, num_bins: Int, output_mode: Text = "int", sparse: Flag = False, name: Text = None, dtype: DType = None, **kwargs):
        super().__init__(name=name, dtype="int64" if output_mode == "int" and dtype is None else dtype, **kwargs)
        self.autocast = False           # floats are refused, not cut down to ints
        self.num_bins = positive("num_bins", num_bins)
        self.output_mode, self.sparse = choice("output_mode", output_mode, ("int", "one_hot")), no_sparse(sparse)
        self._build_at_init()

    def call(self, inputs):
        if not isinstance(inputs, (list, tuple)):
            raise ArgumentError(f"`HashedCrossing` should be called on a list or tuple of inputs, {got(inputs)}.",
                                layer=self.name, argument="inputs", actual=inputs)
        if len(inputs) < 2:
            raise ArgumentError(f"`HashedCrossing` should be called on at least two inputs, got {len(inputs)}.",
                                layer=self.name, argument="inputs", actual=inputs)
        arrays = [as_array(x) for x in inputs]
        shape = arrays[0].shape
        if len(shape) > 2 or (len(shape) == 2 and shape[-1] != 1):
            raise ShapeError(f"All `HashedCrossing` inputs should have shape `()`, `(batch_size)` or `(batch_size, 1)`, got {shape}.",
                             layer=self.name, argument="inputs", expected="(batch_size, 1)", actual=shape)
        if any(a.shape != shape for a in arrays):
            raise ShapeError(f"All `HashedCrossing` inputs should have equal shape, got {[a.shape for a in arrays]}.", layer=self.name, argument="inputs",
                             expected=shape, actual=[a.shape for a in arrays])
        if any(a.dtype.kind not in "iuOSU" for a in arrays):
            raise ArgumentTypeError("All `HashedCrossing` inputs should have an integer or string dtype, got "
                                    f"{[a.dtype.name for a in arrays]}.", layer=self.name, argument="inputs", actual=[a.dtype.name for a in arrays])
        crossed = np.full(shape, self.seed)
        for a in arrays:
            crossed = join(crossed, a.astype("int64").view(np.uint64) if a.dtype.kind in "iu" else hash_strings(a, farmhash))
        bins = np.asarray(crossed % np.uint64(self.num_bins)).astype("int64")
        return encode(torch.from_numpy(bins).to(current_device()), self.output_mode, self.num_bins, self.dtype)

    def compute_output_shape(self, input_shape):
        if len(input_shape) < 2 or not all(isinstance(s, (tuple, list)) for s in input_shape):
            raise ShapeError(f"`HashedCrossing` takes a list of at least two shapes, got {input_shape}.",
                             layer=self.name, argument="inputs", actual=input_shape)
        if any(tuple(s) != tuple(input_shape[0]) for s in input_shape):
            raise ShapeError(f"All `HashedCrossing` inputs should have equal shape, got {input_shape}.", layer=self.name, argument="inputs", actual=input_shape)
        return encoded_shape(input_shape[0], self.output_mode, self.num_bins)

    def compute_output_spec(self, inputs):
        return KerasTensor(self.compute_output_shape([x.shape for x in inputs]), self.dtype)

    def get_config(self):       # Keras: the plain dtype, and no `trainable`
        return {name: getattr(self, name) for name in ("num_bins", "output_mode", "sparse", "name", "dtype")}
