# ruff: noqa: B023 -- each case is made before the next turn of its loop
"""Attention layers as Keras has them."""
import itertools

FLAGS = (False, True)


def single():
    """Attention of one head, with masks that may leave a query without any value to look at."""
    kinds = [("Attention", {"score_mode": "dot"}), ("Attention", {"score_mode": "concat"}), ("AdditiveAttention", {})]
    for (kind, mode), scale, causal, scores, masked in itertools.product(kinds, FLAGS, FLAGS, FLAGS, ("", "both", "values", "nothing")):
        def make(K, draw):
            query_mask, value_mask = draw.mask(3, 5), draw.mask(3, 7)
            value_mask[:, 0] = True
            if masked == "values":
                query_mask[:] = True
            if masked == "nothing":
                value_mask[1] = False
            call = {"return_attention_scores": scores, "use_causal_mask": causal, "as_list": True}
            layer = getattr(K.layers, kind)(use_scale=scale, **mode)
            return layer, [draw(3, 5, 4), draw(3, 7, 6), draw(3, 7, 4)], {**call, "mask": [query_mask, value_mask]} if masked else call

        yield f"{kind}-{mode.get('score_mode', '')}-{scale:d}{causal:d}{scores:d}{masked}", make
    yield "axes", lambda K, draw: (K.layers.Attention(), [draw(2, 3, 5, 4), draw(2, 3, 7, 4)], {"as_list": True})


def _call(draw, causal, scores, masked):
    call = {"return_attention_scores": scores, "use_causal_mask": causal}
    if masked == "attention":
        call["attention_mask"] = draw.mask(3, 5, 7)
    if masked == "values":
        call["value_mask"] = draw.mask(3, 7)
    if masked == "keys":
        call.update(key_mask=draw.mask(3, 7), attention_mask=draw.mask(5, 7, share=0.8))
    return call


def heads():
    """Several heads: masks, gates, biases, windows, and scores given or not."""
    for causal, scores, masked, gate, bias, window in itertools.product(FLAGS, FLAGS, ("", "attention", "values", "keys"), FLAGS, FLAGS, (None, 2)):
        if gate and not bias and window:
            continue
        options = {"use_gate": gate, "use_bias": bias, "sliding_window": window}

        def multi(K, draw):
            layer = K.layers.MultiHeadAttention(2, 3, value_dim=4, output_shape=6 if window else None, **options)
            return layer, [draw(3, 5, 4), draw(3, 7, 6), draw(3, 7, 5)], _call(draw, causal, scores, masked)

        def grouped(K, draw):
            return K.layers.GroupQueryAttention(3, 4, 2, **options), [draw(3, 5, 4), draw(3, 7, 4)], _call(draw, causal, scores, masked)

        name = f"{causal:d}{scores:d}{gate:d}{bias:d}-{window}-{masked}"
        yield f"multi-{name}", multi
        yield f"grouped-{name}", grouped


def axes():
    """Attention over other axes than the first."""
    for over, scores in itertools.product((None, 1, 2, -2, (1, 2), (2,)), FLAGS):
        yield f"{over}-{scores:d}", lambda K, draw: (
            K.layers.MultiHeadAttention(2, 3, attention_axes=over), [draw(2, 4, 5, 6), draw(2, 4, 5, 6)], {"return_attention_scores": scores})
    yield "masked", lambda K, draw: (
        K.layers.MultiHeadAttention(2, 3, attention_axes=(1, 2)), [draw(2, 2, 3, 6), draw(2, 2, 3, 6)], {"attention_mask": draw.mask(2, 2, 3, 2, 3)})
    yield "shaped", lambda K, draw: (
        K.layers.MultiHeadAttention(2, 3, output_shape=(3, 2)), [draw(2, 4, 6), draw(2, 5, 6)], {"attention_mask": draw.mask(2, 2, 4, 5)})


GROUPS = {"single": single, "heads": heads, "axes": axes}
