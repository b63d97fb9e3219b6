"""Vectors for whole numbers."""
from __future__ import annotations

import warnings

import torch
import torch.nn.functional as F

from .. import constraints, initializers, ops, regularizers
from ..core.arguments import positive
from ..core.errors import DataError
from ..core.types import Array, Constraint, DType, Flag, Initializer, Int, Real, Regularizer
from ..graph.tensor import KerasTensor
from ..quantizers.integers import AbsMaxQuantizer, pack_int4, unpack_int4
from ..runtime import dtypes
from .calling import set_mask
from .quantization.integers import decode_int4, encode_int4
from .quantization.low_rank import LowRank
from .quantization.quantizable import Quantizable


class Embedding(Quantizable, adapts="embeddings"):
    """Looks up a learned vector for each whole number, from 0 on.

    Args:
        input_dim: Number of vectors: the greatest number plus 1, as 0 is one of them.
        output_dim: Length of the vectors.
        embeddings_initializer: First value of the table, `(input_dim, output_dim)`.
        embeddings_regularizer: Penalty on the table.
        embeddings_constraint: Applied to the table after each step.
        mask_zero: Whether 0 is padding that later layers shall skip.
        weights: First value of the table, as an array.

    Shapes:
        `(batch, ...)` of numbers to `(batch, ..., output_dim)`.

    Raises:
        ValueError: A number is outside of the table.

    Example:
        Embedding(1000, 64)(np.array([[4, 10], [3, 0]]))      # (2, 2, 64)
    """

    _tells_activity_regularizer = True
    untold = (*LowRank.untold, "weights")
    schemes = {mode: Quantizable.schemes[mode] for mode in ("int8", "int4")}
    group_axis = 1

    def __init__(self, input_dim: Int, output_dim: Int, embeddings_initializer: Initializer = "uniform", embeddings_regularizer: Regularizer = None,
                 embeddings_constraint: Constraint = None, mask_zero: Flag = False, weights: Array = None, **kwargs):
        length = kwargs.pop("input_length", None)
        if length is not None:
            warnings.warn("Argument `input_length` is deprecated. Just remove it.", stacklevel=2)
            if isinstance(length, int):
                kwargs.setdefault("input_shape", (length,))
        super().__init__(weights=weights if weights is None or isinstance(weights, list) else [weights], **kwargs)
        self.input_dim = positive("input_dim", input_dim)
        self.output_dim = positive("output_dim", output_dim)
        self.embeddings_initializer = initializers.get(embeddings_initializer)
        self.embeddings_regularizer = regularizers.get(embeddings_regularizer)
        self.embeddings_constraint = constraints.get(embeddings_constraint)
        self.mask_zero = self.supports_masking = mask_zero
        self.autocast = False
        if weights is not None:
            self.build()

    def build(self, input_shape=None):
        # Not cast as a whole in mixed precision: only what was looked up is.
        self._add_main_weight((self.input_dim, self.output_dim), self.embeddings_initializer, regularizer=self.embeddings_regularizer,
                              constraint=self.embeddings_constraint, autocast=False)

    def call(self, inputs):
        return self._look_up(_whole(inputs), self.embeddings).to(dtypes.to_torch(self.compute_dtype))

    def with_pullback(self, inputs):
        table = self._parameters.get("embeddings")
        if self._is_changed or table.dtype is not dtypes.to_torch(self.compute_dtype):
            return None

        def run(inputs):
            numbers = _whole(inputs)
            try:
                rows = F.embedding(numbers, table)
            except IndexError:
                numbers = self._from_0(numbers)
                rows = F.embedding(numbers, table)
            return rows, lambda gradient, wanted: (None, [(table, _summed(gradient, numbers, table.shape))] if table.requires_grad else ())

        return run

    @property
    def only_joins_masks(self):
        return not self.mask_zero

    def _look_up(self, numbers, table):
        try:
            return F.embedding(numbers, table)
        except IndexError:
            return F.embedding(self._from_0(numbers), table)

    def _from_0(self, numbers):
        """Numbers that count from the end, as those from 0 on that they mean."""
        least, most = int(numbers.min()), int(numbers.max())
        if least < -self.input_dim or most >= self.input_dim:
            raise DataError(f"The layer {self.name!r} has vectors for 0 to {self.input_dim - 1} (`input_dim={self.input_dim}`), got "
                            f"{most if most >= self.input_dim else least}.",
                            layer=self.name, argument="inputs", actual=most if most >= self.input_dim else least) from None
        return numbers % self.input_dim         # Keras: -1 is the last

    def compute_mask(self, inputs, mask=None):
        return ops.not_equal(inputs, 0) if self.mask_zero else None

    # The quantized forms.

    def _call_with(self, scheme, inputs, training=None):
        numbers = _whole(inputs)
        rows = scheme.rows(self, numbers)
        if self.lora_enabled:
            a, b = self._factors()
            rows = (rows + (self.lora_alpha / self.lora_rank) * (self._look_up(numbers, a) @ b)).to(rows.dtype)
        return rows

    def _summed_axes(self, shape):
        return (1,)         # a scale for each vector: there are more of them than entries

    def _stored_scale(self, scale):
        return scale.squeeze(1)

    def _spread_scale(self, scale):
        return scale.unsqueeze(1)


def _summed(gradient, numbers, shape):
    """The gradient of a table by that of the vectors looked up.

    On a CPU, the kernel that sorts the numbers first takes a third of the time of the one for tables, and adds in the same order.
    """
    if gradient.device.type != "cpu":
        return torch.ops.aten.embedding_dense_backward.default(gradient, numbers, shape[0], -1, False)
    rows = gradient.reshape(-1, shape[1])
    return rows.new_zeros(shape).scatter_add_(0, numbers.reshape(-1, 1).long().expand(-1, shape[1]), rows)


def _whole(numbers):
    return numbers if numbers.dtype in (torch.int64, torch.int32) else numbers.to(torch.int32)


class ReversibleEmbedding(Embedding, adapts="embeddings"):
    """An embedding that can also be called in reverse: vectors to a score for each number.

    Args:
        input_dim: Number of vectors.
        output_dim: Length of the vectors.
        tie_weights: Whether the reverse uses the same table, transposed; else one of its own.
        embeddings_initializer: First value of the tables.
        embeddings_regularizer: Penalty on the table.
        embeddings_constraint: Applied to the table after each step.
        mask_zero: Whether 0 is padding that later layers shall skip.
        reverse_dtype: Dtype in which scores are computed; the compute dtype if `None`.
        logit_soft_cap: Bound that scores approach by a tanh; none if `None`.

    Shapes:
        `(batch, ...)` to `(batch, ..., output_dim)`; in reverse `(batch, ..., output_dim)` to `(batch, ..., input_dim)`.

    Reference:
        Press and Wolf, 2017, Using the output embedding to improve language models.
    """

    def __init__(self, input_dim: Int, output_dim: Int, tie_weights: Flag = True, embeddings_initializer: Initializer = "uniform",
                 embeddings_regularizer: Regularizer = None, embeddings_constraint: Constraint = None, mask_zero: Flag = False, reverse_dtype: DType = None,
                 logit_soft_cap: Real = None, **kwargs):
        super().__init__(input_dim, output_dim, embeddings_initializer=embeddings_initializer, embeddings_regularizer=embeddings_regularizer,
                         embeddings_constraint=embeddings_constraint, mask_zero=mask_zero, **kwargs)
        self.tie_weights, self.reverse_dtype, self.logit_soft_cap = tie_weights, reverse_dtype, logit_soft_cap

    def build(self, input_shape=None):
        super().build(input_shape)
        if not self.tie_weights and self._scheme is None:
            self.reverse_embeddings = self.add_weight("reverse_embeddings", (self.output_dim, self.input_dim), self.embeddings_initializer, order=(1, 0))

    def call(self, inputs, reverse=False):
        return self._scores(inputs) if reverse else self._masked(super().call(inputs), inputs)

    def _masked(self, outputs, inputs):
        if self.mask_zero:
            set_mask(outputs, inputs != 0)
        return outputs

    def _scores(self, inputs):
        dtype = dtypes.to_torch(self.compute_dtype if self.reverse_dtype is None else self.reverse_dtype)
        quantizer = None if self._scheme is None else self.inputs_quantizer
        if quantizer is None:
            scores = inputs.to(dtype) @ self._reverse_table().to(dtype)
        else:
            rounded, scale = quantizer(inputs)
            scores = rounded.to(dtype) @ self._reverse_table().to(dtype) / scale
        return scores if self.logit_soft_cap is None else torch.tanh(scores / self.logit_soft_cap) * self.logit_soft_cap

    def _reverse_table(self):
        """`(output_dim, input_dim)`, in floats."""
        if self.tie_weights:
            return (self.embeddings if self._scheme is None else self._scheme.decode(self)).t()
        if self._scheme is None:
            return self.reverse_embeddings
        if self._scheme.mode == "int8":
            return self.reverse_embeddings.to(dtypes.to_torch(self.compute_dtype)) / self.reverse_embeddings_scale
        grouped = self._int4_block_size is not None
        integers = unpack_int4(self.reverse_embeddings, self.output_dim, axis=0).to(dtypes.to_torch(self.compute_dtype))
        return decode_int4(integers, self.reverse_embeddings_scale, self.reverse_embeddings_zero if grouped else None, self.g_idx if grouped else None, 0)

    # The quantized forms.

    def _call_with(self, scheme, inputs, reverse=False, training=None):
        return self._scores(inputs) if reverse else self._masked(super()._call_with(scheme, inputs), inputs)

    def quantized_build(self, input_shape, mode, config=None):
        super().quantized_build(input_shape, mode, config)
        if config is None:
            self.inputs_quantizer = AbsMaxQuantizer(axis=-1)
        if self.tie_weights:
            return
        table = self._parameters.pop("reverse_embeddings", None)
        block, names = (self._int4_block_size if mode == "int4" else None), ("reverse_embeddings", "reverse_embeddings_scale", "reverse_embeddings_zero")
        rows = self.output_dim if mode == "int8" else (self.output_dim + 1) // 2
        scales = (self.input_dim,) if block is None else (-(-self.output_dim // block), self.input_dim)
        with self._unlocked():
            for name, shape, first, dtype in ((names[0], (rows, self.input_dim), "zeros", "int8"), (names[1], scales, "ones", None),
                                              (names[2], scales, "zeros", "int8")):
                if name != names[2] or block is not None:
                    setattr(self, name, self.add_weight(name, shape, first, dtype=dtype, trainable=False))
        if table is not None:
            span = {} if mode == "int8" else {"value_range": (-8, 7), "output_dtype": "int8"}
            quantizer = getattr(config, "weight_quantizer", None) or AbsMaxQuantizer(axis=0, **span)
            integers, scale, zero = encode_int4(table.detach(), 0, block, quantizer)
            for name, value in zip(names, (integers if mode == "int8" else pack_int4(integers, axis=0)[0], scale, zero)):
                if value is not None:
                    self._parameters[name].assign(value)

    def _stored_names(self):
        return [*super()._stored_names(), "reverse_embeddings", "reverse_embeddings_scale", "reverse_embeddings_zero"]

    def compute_mask(self, inputs, mask=None):
        return None         # set in `call()`, which knows the direction

    def compute_output_spec(self, inputs, reverse=False):
        outputs = KerasTensor((*inputs.shape[:-1], self.input_dim) if reverse else (*inputs.shape, self.output_dim), self.compute_dtype)
        if self.mask_zero and not reverse:
            set_mask(outputs, ops.not_equal(inputs, 0))
        return outputs
