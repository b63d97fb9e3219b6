"""Multi-head attention."""
from __future__ import annotations

from ...core.arguments import is_int
from ...core.errors import ArgumentError, got
from ...core.types import Axes, Constraint, Flag, Initializer, Int, Real, Regularizer, Seed, Shape
from .heads import Heads


def _positive(name, value):
    if not is_int(value) or value <= 0:
        raise ArgumentError(f"The argument `{name}` must be a positive int, {got(value)}.", argument=name, actual=value)
    return int(value)


class MultiHeadAttention(Heads):
    """Several attentions side by side, each between projections of its own of queries, keys and values.

    Args:
        num_heads: Number of heads.
        key_dim: Size of each head for queries and keys.
        value_dim: Size of each head for values; `key_dim` if `None`.
        dropout: Fraction of the weights dropped in training.
        use_bias: Whether the projections have biases.
        output_shape: Shape of the output without batch and sequence axes; that of the query if `None`.
        attention_axes: Axes over which attention runs; all but the first and the last if `None`.
        sliding_window: How near a position must be to be seen; any if `None`.
        flash_attention: Whether to insist on torch's flash kernel; torch decides if `None`.
        kernel_initializer, bias_initializer: First values of the projections.
        kernel_regularizer, bias_regularizer: Penalties on the weights.
        activity_regularizer: Penalty on the output of each projection.
        kernel_constraint, bias_constraint: Applied to the weights after each step of training.
        use_gate: Whether a sigmoid of the query scales the output of each head.
        seed: Seed of the dropout.

    Call arguments:
        query: `(batch, T, size)`.
        value: `(batch, S, size)`.
        key: `(batch, S, size)`; the value if not given.
        query_mask, value_mask, key_mask: `(batch, T)`, `(batch, S)`: False for positions that do not count.
        attention_mask: `(batch, T, S)`: True where a query may look.
        return_attention_scores: Whether the weights, `(batch, heads, T, S)`, are given too.
        use_causal_mask: Whether each query sees only positions up to its own.

    Shapes:
        `(batch, T, size)` to the same, or `(batch, T, *output_shape)`.

    Example:
        >>> MultiHeadAttention(num_heads=2, key_dim=8)(np.ones((3, 10, 16)), np.ones((3, 5, 16))).shape
        torch.Size([3, 10, 16])

    Reference:
        Vaswani et al., "Attention is all you need", 2017.
    """

    untold = (*Heads.untold, "output_shape")
    places = {"query": "query_dense", "key": "key_dense", "value": "value_dense", "output": "output_dense", "gate": "_gate_dense"}

    def __init__(self, num_heads: Int, key_dim: Int, value_dim: Int = None, dropout: Real = 0.0, use_bias: Flag = True, output_shape: Shape = None,
                 attention_axes: Axes = None, sliding_window: Int = None, flash_attention: Flag = None, kernel_initializer: Initializer = "glorot_uniform",
                 bias_initializer: Initializer = "zeros", kernel_regularizer: Regularizer = None, bias_regularizer: Regularizer = None,
                 activity_regularizer: Regularizer = None, kernel_constraint: Constraint = None, bias_constraint: Constraint = None,
                 use_gate: Flag = False, seed: Seed = None, **kwargs):
        num_heads, key_dim = _positive("num_heads", num_heads), _positive("key_dim", key_dim)
        value_dim = key_dim if value_dim is None else _positive("value_dim", value_dim)
        super().__init__(dropout=dropout, use_bias=use_bias, sliding_window=sliding_window, flash_attention=flash_attention,
                         kernel_initializer=kernel_initializer, bias_initializer=bias_initializer, kernel_regularizer=kernel_regularizer,
                         bias_regularizer=bias_regularizer, activity_regularizer=activity_regularizer, kernel_constraint=kernel_constraint,
                         bias_constraint=bias_constraint, use_gate=use_gate, seed=seed, **kwargs)
        self.num_heads, self.key_dim, self.value_dim = num_heads, key_dim, value_dim
        if is_int(output_shape):
            output_shape = (output_shape,)
        if output_shape and not isinstance(output_shape, (list, tuple)):
            raise ArgumentError(f"Invalid `output_shape`: it must be an int or a tuple of them, {got(output_shape)}.",
                                argument="output_shape", actual=output_shape)
        self._output_shape = tuple(output_shape) if output_shape else None
        if attention_axes is not None and not is_int(attention_axes) and not isinstance(attention_axes, (list, tuple)):
            raise ArgumentError(f"`attention_axes` must be an int or several, {got(attention_axes)}.", argument="attention_axes", actual=attention_axes)
        self.attention_axes = (attention_axes,) if is_int(attention_axes) else tuple(attention_axes) if attention_axes else None

    def get_config(self):
        return {**super().get_config(), "output_shape": self._output_shape}

    def build(self, query_shape, value_shape, key_shape=None):
        self._check_shapes(value_shape, key_shape)
        key_shape = value_shape if key_shape is None else key_shape
        heads, rank = self.num_heads, len(query_shape)
        self.attention_axes = self._axes(rank)
        self._project("query", query_shape, 1, (heads, self.key_dim), "query")
        self._project("key", key_shape, 1, (heads, self.key_dim), "key")
        if self.use_gate:
            self._project("gate", query_shape, 1, (heads, self.value_dim), "gate", activation="sigmoid")
        self._project("value", value_shape, 1, (heads, self.value_dim), "value")
        self._project("output", (*query_shape[:-1], heads, self.value_dim), 2, self._output_shape or (query_shape[-1],), "attention_output")

    def _axes(self, rank):
        return tuple(range(1, rank - 1)) if self.attention_axes is None else tuple(a if a >= 0 else rank + a for a in self.attention_axes)

    # Keras: the names that subclasses and users' code know the projections by.
    _query_dense = property(lambda self: self.query_dense)
    _key_dense = property(lambda self: self.key_dense)
    _value_dense = property(lambda self: self.value_dense)
    _output_dense = property(lambda self: self.output_dense)

    def _attends_its_own_way(self):
        return type(self)._compute_attention is not MultiHeadAttention._compute_attention

    def _attend(self, query, key, value, mask, training, scores_too, options):
        return self._compute_attention(query, key, value, mask, training, scores_too, **options)

    def _compute_attention(self, query, key, value, attention_mask=None, training=None, return_attention_scores=False, use_causal_mask=False):
        """The output and the weights from projected tensors `(batch, T or S, heads, size)`; subclasses may override it."""
        return self._attention(query, key, value, attention_mask, training, return_attention_scores, self.attention_axes, use_causal_mask)

    def compute_output_shape(self, query_shape, value_shape, key_shape=None):
        self._check_shapes(value_shape, key_shape)
        return (*query_shape[:-1], *(self._output_shape or query_shape[-1:]))

    def _scores_shape(self, query_shape, key_shape):
        axes = self._axes(len(query_shape))
        others = [d for a, d in enumerate(query_shape[1:-1], 1) if a not in axes]
        return (query_shape[0], *others, self.num_heads, *[query_shape[a] for a in axes], *[key_shape[a] for a in axes])
