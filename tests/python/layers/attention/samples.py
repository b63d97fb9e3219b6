"""Samples of the attention layers."""
from layers.contract import sample

QUERY, VALUE = (5, 8), (7, 8)

SAMPLES = {
    "Attention": [sample(QUERY, VALUE), sample(QUERY, VALUE, (7, 8), use_scale=True, score_mode="concat")],
    "AdditiveAttention": [sample(QUERY, VALUE)],
    "MultiHeadAttention": [sample(QUERY, VALUE, spread=True, num_heads=2, key_dim=3, mixed=False),
                           sample(QUERY, QUERY, spread=True, num_heads=2, key_dim=3, value_dim=4, output_shape=6, call={"use_causal_mask": True}, mixed=False)],
    "GroupedQueryAttention": [sample(QUERY, VALUE, spread=True, head_dim=3, num_query_heads=4, num_key_value_heads=2, mixed=False)],
}
