# ruff: noqa: B023 -- each case is made before the next turn of its loop
"""Quantized layers as Keras has them: the weights are set, then rounded."""
import numpy as np

MODES = ("int8", "int4", "float8")


def rounded(layer, draw, inputs, mode, config=None, **call):
    """The layer with drawn weights, quantized; its inputs and the arguments of its call."""
    layer(inputs, **call)
    layer.set_weights([draw(*w.shape) * 0.5 for w in layer.weights])
    layer.quantize(mode, config=config)
    return layer, inputs, {**call, "as_made": True}


def dense(K):
    return K.layers.Dense(6, activation="relu")


def odd(K):
    return K.layers.Dense(7, use_bias=False)


def last(K):
    return K.layers.EinsumDense("abc,cd->abd", output_shape=(None, 6), bias_axes="d")


def split(K):
    return K.layers.EinsumDense("abc,cde->abde", output_shape=(None, 2, 3), bias_axes="de")


def joined(K):
    return K.layers.EinsumDense("btnh,nhd->btd", output_shape=(None, 5), bias_axes="d")


def table(K):
    return K.layers.Embedding(10, 8)


def reversible(K):
    return K.layers.ReversibleEmbedding(10, 8)


def untied(K):
    return K.layers.ReversibleEmbedding(10, 8, tie_weights=False)


PRODUCTS = {dense: (4, 8), odd: (2, 3, 8), last: (2, 4, 8), split: (2, 4, 8), joined: (2, 3, 2, 4)}
TABLES = (table, reversible, untied)
NUMBERS = np.array([[0, 1, 2], [3, 9, 5]])


def plain():
    for mode in MODES:
        for make, shape in PRODUCTS.items():
            yield f"{make.__name__}-{mode}", lambda K, draw: rounded(make(K), draw, draw(*shape), mode)
        for make in TABLES if mode != "float8" else ():
            yield f"{make.__name__}-{mode}", lambda K, draw: rounded(make(K), draw, NUMBERS, mode)
        for make in TABLES[1:] if mode != "float8" else ():
            yield f"{make.__name__}-{mode}-reverse", lambda K, draw: rounded(make(K), draw, draw(2, 3, 8), mode, reverse=True)


def settings():
    def config(K, mode, **options):
        return getattr(K.quantizers, f"{mode.capitalize()}QuantizationConfig")(**options)

    every = {**PRODUCTS, table: None}
    for make, shape in every.items():
        for mode in MODES[:2]:
            yield f"{make.__name__}-{mode}-weights-only", lambda K, draw: rounded(
                make(K), draw, NUMBERS if shape is None else draw(*shape), None, config(K, mode, activation_quantizer=None))
        for block in (None, -1, 4, 8, 16):
            yield f"{make.__name__}-blocks-{block}", lambda K, draw: rounded(
                make(K), draw, NUMBERS if shape is None else draw(*shape), None, config(K, "int4", block_size=block))


GROUPS = {"plain": plain, "settings": settings}
