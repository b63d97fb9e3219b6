"""Multi-head attention in which several query heads share a head of keys and values."""
from __future__ import annotations

from ...core.arguments import positive
from ...core.errors import ArgumentError, ShapeError, got
from ...core.types import Constraint, Flag, Initializer, Int, Real, Regularizer, Seed
from .heads import Heads


class GroupedQueryAttention(Heads, aliases=("GroupQueryAttention",)):
    """Multi-head attention in which several query heads share a head of keys and values.

    Args:
        head_dim: Size of each head.
        num_query_heads: Number of heads of queries.
        num_key_value_heads: Number of heads of keys and values; divides `num_query_heads`.
        dropout: Fraction of the weights dropped in training.
        use_bias: Whether the projections have biases.
        sliding_window: How near a position must be to be seen; any if `None`.
        flash_attention: Whether to insist on torch's flash kernel; torch decides if `None`.
        kernel_initializer, bias_initializer: First values of the projections.
        kernel_regularizer, bias_regularizer: Penalties on the weights.
        activity_regularizer: Penalty on the output of each projection.
        kernel_constraint, bias_constraint: Applied to the weights after each step of training.
        use_gate: Whether a sigmoid of the query scales the output of each head.
        seed: Seed of the dropout.

    Call arguments:
        query, value, key, query_mask, value_mask, key_mask, attention_mask, return_attention_scores, use_causal_mask: As for `MultiHeadAttention`.

    Shapes:
        `(batch, T, size)` to the same.

    Reference:
        Ainslie et al., "GQA: training generalized multi-query transformer models", 2023.
    """

    file_name = "GroupQueryAttention"       # Keras: the public name differs from that of the class, which names layers
    places = {"query": "_query_dense", "key": "_key_dense", "value": "_value_dense", "output": "_output_dense", "gate": "_gate_dense"}

    def __init__(self, head_dim: Int, num_query_heads: Int, num_key_value_heads: Int, dropout: Real = 0.0, use_bias: Flag = True,
                 sliding_window: Int = None, flash_attention: Flag = None, kernel_initializer: Initializer = "glorot_uniform",
                 bias_initializer: Initializer = "zeros", kernel_regularizer: Regularizer = None, bias_regularizer: Regularizer = None,
                 activity_regularizer: Regularizer = None, kernel_constraint: Constraint = None, bias_constraint: Constraint = None,
                 use_gate: Flag = False, seed: Seed = None, **kwargs):
        super().__init__(dropout=dropout, use_bias=use_bias, sliding_window=sliding_window, flash_attention=flash_attention,
                         kernel_initializer=kernel_initializer, bias_initializer=bias_initializer, kernel_regularizer=kernel_regularizer,
                         bias_regularizer=bias_regularizer, activity_regularizer=activity_regularizer, kernel_constraint=kernel_constraint,
                         bias_constraint=bias_constraint, use_gate=use_gate, seed=seed, **kwargs)
        self.head_dim = positive("head_dim", head_dim)
        self.num_query_heads = positive("num_query_heads", num_query_heads)
        self.num_key_value_heads = positive("num_key_value_heads", num_key_value_heads)
        if num_query_heads % num_key_value_heads:
            raise ArgumentError(f"`num_query_heads` must be divisible by `num_key_value_heads` ({num_key_value_heads}), {got(num_query_heads)}.",
                                argument="num_query_heads", actual=num_query_heads)
        self.num_repeats = num_query_heads // num_key_value_heads

    def build(self, query_shape, value_shape, key_shape=None):
        self.feature_dim = query_shape[-1]
        queries, shared = (self.num_query_heads, self.head_dim), (self.num_key_value_heads, self.head_dim)
        self._project("query", query_shape, 1, queries, "query")
        self._project("key", value_shape if key_shape is None else key_shape, 1, shared, "key")
        if self.use_gate:
            self._project("gate", query_shape, 1, queries, "gate", activation="sigmoid")
        self._project("value", value_shape, 1, shared, "value")
        self._project("output", (*query_shape[:-1], *queries), 2, (self.feature_dim,), "attention_output")

    def _shared(self, x):
        return x.repeat_interleave(self.num_repeats, dim=2)

    def _attends_its_own_way(self):
        return type(self)._compute_attention is not GroupedQueryAttention._compute_attention

    def _attend(self, query, key, value, mask, training, scores_too, options):
        self._return_attention_scores = scores_too
        return self._compute_attention(query, key, value, attention_mask=mask, training=training, **options)

    def _compute_attention(self, query, key, value, attention_mask=None, training=None, use_causal_mask=False):
        """The output and the weights from projected tensors `(batch, T or S, heads, size)`; subclasses may override it."""
        return self._attention(query, key, value, attention_mask, training, self._return_attention_scores, (1,), use_causal_mask)

    def compute_output_shape(self, query_shape, value_shape, key_shape=None):
        if query_shape[-1] != value_shape[-1]:
            raise ShapeError(f"The last dimensions of `query` and `value` must be equal, got query_shape={tuple(query_shape)} and "
                             f"value_shape={tuple(value_shape)}.", layer=self.name, argument="value", expected=query_shape[-1], actual=value_shape[-1])
        self._check_shapes(value_shape, key_shape)
        return tuple(query_shape)

    def _scores_shape(self, query_shape, key_shape):
        return (query_shape[0], self.num_query_heads, query_shape[1], key_shape[1])


GroupQueryAttention = GroupedQueryAttention      # Keras: the public name
