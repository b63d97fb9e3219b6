"""What attention layers with several heads share: projections, masks, and attention between projected tensors."""
from __future__ import annotations

import math
from string import ascii_lowercase as LETTERS

import torch

from ... import constraints, initializers, regularizers
from ...core.arguments import is_int
from ...core.errors import ArgumentError, ShapeError, got
from ...core.objects import config_value
from ...graph.tensor import KerasTensor
from ...ops.attention import dot_product_attention
from ...runtime import settings
from ...runtime.convert import convert_to_tensor
from ..calling import mask_of
from ..dropout import Dropout
from ..einsum_dense import EinsumDense
from ..layer import Layer
from . import masks


class Heads(Layer, abstract=True):
    """Attention between projections of the inputs.

    A subclass says in `places` which attribute holds which projection (files address weights by it), and builds them.
    """

    untold = ("flash_attention", "activity_regularizer")        # Keras: the first is a matter of the machine
    places: dict = {}

    def __init__(self, *, dropout, use_bias, sliding_window, flash_attention, kernel_initializer, bias_initializer, kernel_regularizer, bias_regularizer,
                 activity_regularizer, kernel_constraint, bias_constraint, use_gate, seed, **kwargs):
        super().__init__(**kwargs)
        self.dropout, self.use_bias, self.use_gate, self.seed = dropout, use_bias, use_gate, seed
        if sliding_window is not None and not (is_int(sliding_window) and sliding_window > 0):
            raise ArgumentError(f"`sliding_window` must be a positive int or None, {got(sliding_window)}.", argument="sliding_window", actual=sliding_window)
        self.sliding_window = sliding_window
        self._flash_attention = flash_attention or settings.get("flash_attention")
        if self._flash_attention and dropout > 0:
            raise ArgumentError("Dropout is not supported when flash attention is enabled. Set `dropout` to 0, or `flash_attention` to False, "
                                f"got dropout={dropout}.", argument="dropout", actual=dropout)
        self.kernel_initializer = initializers.get(kernel_initializer)
        self.bias_initializer = initializers.get(bias_initializer)
        self.kernel_regularizer = regularizers.get(kernel_regularizer)
        self.bias_regularizer = regularizers.get(bias_regularizer)
        self._activity_regularizer = regularizers.get(activity_regularizer)      # Keras: acts on each projection, not on the result
        self.kernel_constraint = constraints.get(kernel_constraint)
        self.bias_constraint = constraints.get(bias_constraint)
        self.supports_masking = True
        self._dropout_layer = Dropout(dropout, seed=seed, dtype=self.dtype_policy)

    def get_config(self):
        return {**super().get_config(), "activity_regularizer": config_value(self._activity_regularizer)}

    # ------------------------------------------------------------ projections

    def _project(self, part, input_shape, bound, sizes, name, activation=None):
        """Makes and builds the projection `part` of the last `bound` axes to `sizes`."""
        free = len(input_shape) - bound
        kept, summed, made = LETTERS[:free], LETTERS[free:free + bound], LETTERS[free + bound:free + bound + len(sizes)]
        layer = EinsumDense(
            f"{kept}{summed},{summed}{made}->{kept}{made}", output_shape=(*[None] * (free - 1), *sizes), activation=activation,
            bias_axes=made if self.use_bias else None, kernel_initializer=_again(self.kernel_initializer), bias_initializer=_again(self.bias_initializer),
            kernel_regularizer=self.kernel_regularizer, bias_regularizer=self.bias_regularizer, activity_regularizer=self._activity_regularizer,
            kernel_constraint=self.kernel_constraint, bias_constraint=self.bias_constraint, dtype=self.dtype_policy, name=name)
        setattr(self, self.places[part], layer)
        layer.build(tuple(input_shape))

    def _dense(self, part):
        return getattr(self, self.places[part])

    # ------------------------------------------------------------ calling

    def call(self, query, value, key=None, query_mask=None, value_mask=None, key_mask=None, attention_mask=None, return_attention_scores=False,
             training=None, use_causal_mask=False):
        key = value if key is None else key
        plain = query_mask is value_mask is key_mask is attention_mask is None and self.sliding_window is None
        # A kernel needs no mask to be causal. A subclass with an attention of its own gets the mask, as it always has.
        causal = bool(use_causal_mask) and plain and not self._attends_its_own_way()
        mask = None if causal else self._compute_attention_mask(query, value, query_mask=query_mask, value_mask=value_mask, key_mask=key_mask,
                                                                attention_mask=attention_mask, use_causal_mask=use_causal_mask)
        query, value, key = (x if mask_of(x) is None else x.view_as(x) for x in (query, value, key))        # the masks have done their part
        gate = self._dense("gate")(query) if self.use_gate else None
        query, key, value = self._dense("query")(query), self._dense("key")(key), self._dense("value")(value)
        key, value = self._shared(key), self._shared(value)
        output, scores = self._attend(query, key, value, mask, training, return_attention_scores, {"use_causal_mask": True} if causal else {})
        output = self._dense("output")(output if gate is None else output * gate)
        return (output, scores) if return_attention_scores else output

    def _shared(self, x):
        """Keys or values with as many heads as the queries."""
        return x

    def _attends_its_own_way(self) -> bool:
        return False

    def _attend(self, query, key, value, mask, training, scores_too, options):
        return self._attention(query, key, value, mask, training, scores_too, axes=(1,), **options)

    def _compute_attention_mask(self, query, value, query_mask=None, value_mask=None, key_mask=None, attention_mask=None, use_causal_mask=False):
        """All masks in one: `(batch, T, S)`, True where a query may look; None if there is none."""
        def along(mask, axis):
            return None if mask is None else convert_to_tensor(mask).unsqueeze(axis)

        lengths = query.shape[1], value.shape[1]
        return masks.both(along(query_mask, -1), along(value_mask, -2), along(key_mask, -2), masks.causal(*lengths, query.device) if use_causal_mask else None,
                          masks.window(*lengths, self.sliding_window, query.device) if self.sliding_window is not None else None, attention_mask)

    def _attention(self, query, key, value, mask, training, scores_too, axes, use_causal_mask=False):
        """Attention over `axes` of projected tensors `(batch, ..., heads, size)`: the output, and the weights where they are asked for."""
        if self._flash_attention and scores_too:
            raise ArgumentError("Returning attention scores is not supported when flash attention is enabled. Please disable flash attention to access "
                                "attention scores.", layer=self.name, argument="return_attention_scores", actual=True)
        query, key, value = (convert_to_tensor(x) for x in (query, key, value))
        rank, scale = query.ndim, 1.0 / math.sqrt(query.shape[-1])
        if use_causal_mask and (mask is not None or rank != 4):
            mask = masks.both(mask, masks.causal(query.shape[1], value.shape[1], query.device))
            use_causal_mask = False
        if mask is not None:
            mask = convert_to_tensor(mask).bool()
            for _ in range(rank + len(axes) - 1 - mask.ndim):
                mask = mask.unsqueeze(-2 * len(axes) - 1)
        dropped = bool(training and self.dropout > 0)
        if rank == 4 and not (dropped or scores_too):
            output = dot_product_attention(query, key, value, None, mask, scale, use_causal_mask, self._flash_attention)
            if mask is not None and self.dropout > 0:
                # Keras: a query that may look nowhere gets zeros, but with no dropout set it gets the mean of all values.
                output = torch.where(mask.any(-1, keepdim=True).transpose(1, 2), output, 0)
            return output, None
        # The axes that attend, brought before the last and made one.
        others = [a for a in range(1, rank - 2) if a not in axes]
        order = (0, *others, rank - 2, *axes, rank - 1)
        q, k, v = (x.permute(order).flatten(-1 - len(axes), -2) for x in (query, key, value))
        spans = [[x.shape[a] for a in axes] for x in (query, key)]
        scores = (q * scale) @ k.mT
        if use_causal_mask:
            mask = masks.causal(query.shape[1], value.shape[1], query.device)
        if mask is not None:
            mask = mask.expand(*scores.shape[:-2], *spans[0], *spans[1]).reshape(scores.shape)
            scores = scores.masked_fill(~mask, -3e4 if scores.dtype is torch.float16 else -1e9)
        weights = torch.softmax(scores, -1)
        if mask is not None:
            weights = weights.masked_fill(~mask, 0)
        output = (self._dropout_layer(weights, training=True) if dropped else weights) @ v
        back = sorted(range(rank), key=order.__getitem__)
        output = output.unflatten(-2, spans[0]).permute(back)
        return output, weights.unflatten(-1, spans[1]).unflatten(-1 - len(axes), spans[0])

    # ------------------------------------------------------------ shapes

    def _check_shapes(self, value_shape, key_shape):
        if key_shape is not None and tuple(value_shape[1:-1]) != tuple(key_shape[1:-1]):
            raise ShapeError(f"All dimensions of `value` and `key`, except the last one, must be equal, got value_shape={tuple(value_shape)} and "
                             f"key_shape={tuple(key_shape)}.", layer=self.name, argument="key", expected=tuple(value_shape), actual=tuple(key_shape))

    def compute_output_spec(self, query, value, key=None, query_mask=None, value_mask=None, key_mask=None, attention_mask=None,
                            return_attention_scores=False, training=None, use_causal_mask=False):
        key = value if key is None else key
        output = KerasTensor(self.compute_output_shape(query.shape, value.shape, key.shape), self.compute_dtype)
        return (output, KerasTensor(self._scores_shape(query.shape, key.shape), self.compute_dtype)) if return_attention_scores else output


def _again(initializer):
    """An initializer of the same settings that draws numbers of its own."""
    return type(initializer).from_config(initializer.get_config()) if hasattr(initializer, "get_config") else initializer
