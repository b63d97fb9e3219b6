# ruff: noqa: B023 -- each case is made before the next turn of its loop
"""The layers that stand directly in `layers/`, as Keras has them on torch: shapes of windows, axes, masks, and draws with a seed."""
import itertools

FORMATS = ("channels_last", "channels_first")
STEPS = ({}, {"strides": 2}, {"dilation_rate": 2})
SPACE = {1: (9,), 2: (8, 7), 3: (5, 6, 4)}


def _data(draw, rank, channels, data_format="channels_last"):
    return draw(2, *SPACE[rank], channels) if data_format == "channels_last" else draw(2, channels, *SPACE[rank])


def _case(kind, options, rank, channels=4, **call):
    def make(K, draw):
        return getattr(K.layers, kind)(**options), _data(draw, rank, channels, options.get("data_format", FORMATS[0])), call

    return make


def convolutions():
    for rank, window, padding, step, groups in itertools.product((1, 2, 3), (1, 2, 3), ("valid", "same", "causal"), range(3), (1, 2)):
        if padding == "causal" and rank > 1 or (rank, window, padding, step) == (3, 3, "valid", 2):      # the last is too wide
            continue
        for data_format in FORMATS[:1 if padding == "causal" else 2]:
            options = {"filters": 6, "kernel_size": window, "padding": padding, "groups": groups, "data_format": data_format, **STEPS[step]}
            yield f"Conv{rank}D-{window}-{padding}-{step}-{groups}-{data_format}", _case(f"Conv{rank}D", options, rank)
    for i, options in enumerate(({"activation": "relu", "use_bias": False}, {"activation": "softmax", "kernel_regularizer": "l2"}, {"strides": (2, 1)},
                                 {"dilation_rate": (1, 2)})):
        yield f"Conv2D-{i}", _case("Conv2D", {"filters": 3, "kernel_size": (3, 2), "padding": "same", **options}, 2)


def depthwise():
    for rank, window, padding, step, multiplier, data_format in itertools.product((1, 2), (1, 2, 3), ("valid", "same"), range(3), (1, 2), FORMATS):
        options = {"kernel_size": window, "padding": padding, "depth_multiplier": multiplier, "data_format": data_format, **STEPS[step]}
        name = f"{rank}D-{window}-{padding}-{step}-{multiplier}-{data_format}"
        yield f"DepthwiseConv{name}", _case(f"DepthwiseConv{rank}D", options, rank)
        yield f"SeparableConv{name}", _case(f"SeparableConv{rank}D", {"filters": 5, **options}, rank)


def transposed():
    for rank, window, padding, stride, data_format in itertools.product((1, 2, 3), (1, 2, 3, 4), ("valid", "same"), (1, 2, 3), FORMATS):
        for added in (None, *range(stride))[:3]:
            if rank == 3 and (window > 2 or data_format == FORMATS[1]):
                continue
            options = {"filters": 3, "kernel_size": window, "padding": padding, "strides": stride, "output_padding": added, "data_format": data_format}
            if padding == "same" and added is not None and added >= window:       # Keras: not to be had with torch
                continue
            yield f"{rank}-{window}-{padding}-{stride}-{added}-{data_format}", _case(f"Conv{rank}DTranspose", options, rank)
    yield "dilated", _case("Conv2DTranspose", {"filters": 3, "kernel_size": 3, "dilation_rate": 2}, 2)


def pools():
    for rank, window, padding, stride, data_format in itertools.product((1, 2, 3), (2, 3), ("valid", "same"), (None, 1, 2), FORMATS):
        options = {"pool_size": window, "padding": padding, "strides": stride, "data_format": data_format}
        name = f"Pooling{rank}D-{window}-{padding}-{stride}-{data_format}"
        yield f"Max{name}", _case(f"MaxPooling{rank}D", options, rank)
        if padding == "valid":          # Keras' engine on torch repeats border pixels in means; the others leave padding out
            yield f"Average{name}", _case(f"AveragePooling{rank}D", options, rank)
    for kind, rank, data_format, keep in itertools.product(("Max", "Average"), (1, 2, 3), FORMATS, (False, True)):
        yield f"Global{kind}-{rank}-{data_format}-{keep:d}", _case(f"Global{kind}Pooling{rank}D", {"data_format": data_format, "keepdims": keep}, rank)
    for kind, rank, data_format, parts in itertools.product(("Max", "Average"), (1, 2, 3), FORMATS, (1, 2, 3)):
        yield f"Adaptive{kind}-{rank}-{data_format}-{parts}", _case(f"Adaptive{kind}Pooling{rank}D", {"output_size": parts, "data_format": data_format}, rank)
    for data_format in FORMATS:
        yield f"masked-{data_format}", lambda K, draw: (
            K.layers.GlobalAveragePooling1D(data_format=data_format), _data(draw, 1, 4, data_format), {"mask": draw.mask(2, 9)})


def shapes():
    for margin in (0, 1, (1, 2), ((1, 2), (0, 3))):
        for kind, rank, data_format in itertools.product(("Cropping", "ZeroPadding"), (1, 2, 3), FORMATS):
            argument = "cropping" if kind == "Cropping" else "padding"
            if isinstance(margin, tuple) and (rank == 3 or rank == 1 and isinstance(margin[0], tuple)) or kind == "Cropping" and rank == 3 and margin == 2:
                continue
            options = {argument: margin, **({} if kind == "Cropping" and rank == 1 else {"data_format": data_format})}
            yield f"{kind}{rank}D-{margin}-{data_format}", _case(f"{kind}{rank}D", options, rank)
    yield "Cropping3D", _case("Cropping3D", {"cropping": ((1, 0), (2, 1), (0, 1))}, 3)
    yield "ZeroPadding3D", _case("ZeroPadding3D", {"padding": ((1, 0), (2, 1), (0, 1))}, 3)
    for size, data_format in itertools.product((1, 2, 3), FORMATS):
        yield f"UpSampling2D-{size}-{data_format}", _case("UpSampling2D", {"size": size, "data_format": data_format}, 2)
        yield f"UpSampling2D-bilinear-{size}-{data_format}", _case("UpSampling2D", {"size": size, "data_format": data_format, "interpolation": "bilinear"}, 2)
        yield f"UpSampling3D-{size}-{data_format}", _case("UpSampling3D", {"size": size, "data_format": data_format}, 3)
        yield f"UpSampling1D-{size}-{data_format}", _case("UpSampling1D", {"size": size}, 1)
    for target in ((36,), (4, 9), (2, -1), (-1, 2, 3)):
        yield f"Reshape-{target}", _case("Reshape", {"target_shape": target}, 1)
    for dims in itertools.permutations((1, 2, 3)):
        yield f"Permute-{dims}", _case("Permute", {"dims": dims}, 2)
    for data_format in FORMATS:
        yield f"Flatten-{data_format}", _case("Flatten", {"data_format": data_format}, 2)
    yield "RepeatVector", lambda K, draw: (K.layers.RepeatVector(3), draw(2, 4), {})


def merging():
    pairs = {"equal": ((2, 3, 4), (2, 3, 4)), "broadcast": ((2, 3, 4), (2, 1, 4)), "rank": ((2, 3, 4), (2, 4))}
    for kind, (name, sizes) in itertools.product(("Add", "Multiply", "Average", "Maximum", "Minimum", "Subtract"), pairs.items()):
        yield f"{kind}-{name}", lambda K, draw: (getattr(K.layers, kind)(), [draw(*s) for s in sizes], {"as_list": True})
        if kind != "Subtract":
            yield f"{kind}-{name}-three", lambda K, draw: (getattr(K.layers, kind)(), [draw(*s) for s in (*sizes, sizes[0])], {"as_list": True})
    for axis, sizes in ((-1, ((2, 3, 4), (2, 3, 2))), (1, ((2, 3, 4), (2, 1, 4))), (2, ((2, 3, 4), (2, 3, 2)))):
        yield f"Concatenate-{axis}", lambda K, draw: (K.layers.Concatenate(axis=axis), [draw(*s) for s in sizes], {"as_list": True})
    for axes, sizes in ((1, ((2, 4), (2, 4))), (2, ((2, 3, 4), (2, 5, 4))), ((1, 2), ((2, 3, 4), (2, 5, 3))), (-1, ((2, 3, 4), (2, 5, 4))),
                        ((2, 1), ((2, 3, 4), (2, 4)))):
        for normalize in (False, True):
            yield f"Dot-{axes}-{len(sizes[1])}-{normalize}", lambda K, draw: (K.layers.Dot(axes, normalize=normalize), [draw(*s) for s in sizes],
                                                                              {"as_list": True})


def dense():
    for activation in ("relu", "gelu", "softmax", "tanh", "sigmoid", "selu", "hard_silu", None):
        for shape in ((3, 4), (2, 3, 4)):
            yield f"Dense-{activation}-{len(shape)}", lambda K, draw: (K.layers.Dense(5, activation=activation, use_bias=len(shape) == 2), draw(*shape), {})
    equations = (("ab,bc->ac", 5, "c"), ("abc,cd->abd", (None, 5), "d"), ("abc,cde->abde", (None, 2, 3), "de"), ("abc,cde->abde", (3, 2, 3), "be"),
                 ("...x,xy->...y", 6, "y"),
                 ("abc,bcd->ad", 3, "d"), ("abc,cd->abd", (None, 4), None), ("abc,bcd->abd", (3, 6), None), ("abc,cde->aebd", (2, 3, 6), "e"),
                 ("ab...,bc->ac...", 5, "c"))
    for equation, size, bias in equations:
        shape = (3, 4) if equation.startswith("ab,") else (2, 3, 4)
        yield f"EinsumDense-{equation}-{bias}", lambda K, draw: (K.layers.EinsumDense(equation, size, bias_axes=bias, activation="tanh"), draw(*shape), {})
    for zero in (False, True):
        yield f"Embedding-{zero}", lambda K, draw: (K.layers.Embedding(9, 4, mask_zero=zero), draw.random.integers(0, 9, (3, 5)), {})
    for tied, cap, reverse in itertools.product((True, False), (None, 2.0), (True, False)):
        yield f"ReversibleEmbedding-{tied}-{cap}-{reverse}", lambda K, draw: (
            K.layers.ReversibleEmbedding(9, 4, tie_weights=tied, logit_soft_cap=cap), draw(3, 5, 4) if reverse else draw.random.integers(0, 9, (3, 5)),
            {"reverse": reverse})
    for rank in (1, 2):
        yield f"lora-Dense-{rank}", lambda K, draw: (K.layers.Dense(5, lora_rank=rank), draw(3, 4), {})
        yield f"lora-EinsumDense-{rank}", lambda K, draw: (K.layers.EinsumDense("abc,cde->abde", (None, 2, 3), bias_axes="de", lora_rank=rank, lora_alpha=3.0),
                                                           draw(2, 3, 4), {})
        yield f"lora-Embedding-{rank}", lambda K, draw: (K.layers.Embedding(9, 4, lora_rank=rank), draw.random.integers(0, 9, (3, 5)), {})
        yield f"lora-Conv2D-{rank}", lambda K, draw: (K.layers.Conv2D(6, 3, lora_rank=rank), _data(draw, 2, 4), {})


def activations():
    for i, options in enumerate(({}, {"max_value": 0.7}, {"negative_slope": 0.2}, {"threshold": 0.3},
                                 {"max_value": 0.9, "negative_slope": 0.1, "threshold": 0.2})):
        yield f"ReLU-{i}", _case("ReLU", options, 2)
    yield "LeakyReLU", _case("LeakyReLU", {"negative_slope": 0.2}, 2)
    yield "ELU", _case("ELU", {"alpha": 0.6}, 2)
    for shared in (None, [1], [1, 2], [1, 2, 3]):
        yield f"PReLU-{shared}", _case("PReLU", {"shared_axes": shared}, 2)
    for axis in (-1, 1, [1, 2], [1, 2, 3]):
        yield f"Softmax-{axis}", _case("Softmax", {"axis": axis}, 2)
        yield f"Softmax-{axis}-masked", lambda K, draw: (K.layers.Softmax(axis), _data(draw, 2, 4), {"mask": draw.mask(2, 8, 7, 4)})


def draws():
    """With a seed, noise is the same."""
    for seed, rate in itertools.product((1, 7), (0.2, 0.6)):
        given = {"seed": seed, "rate": rate}
        yield f"Dropout-{seed}-{rate}", _case("Dropout", given, 2, training=True)
        yield f"Dropout-shape-{seed}-{rate}", _case("Dropout", {**given, "noise_shape": (None, 1, None, 4)}, 2, training=True)
        for rank in (1, 2, 3):
            yield f"SpatialDropout{rank}D-{seed}-{rate}", _case(f"SpatialDropout{rank}D", given, rank, training=True)
        yield f"GaussianDropout-{seed}-{rate}", _case("GaussianDropout", given, 2, training=True)
        yield f"GaussianNoise-{seed}-{rate}", _case("GaussianNoise", {"seed": seed, "stddev": rate}, 2, training=True)
        yield f"AlphaDropout-{seed}-{rate}", _case("AlphaDropout", given, 2, training=True)
        yield f"AlphaDropout-shape-{seed}-{rate}", _case("AlphaDropout", {**given, "noise_shape": (2, 1, 7, 4)}, 2, training=True)


GROUPS = {"convolutions": convolutions, "depthwise": depthwise, "transposed": transposed, "pools": pools, "shapes": shapes, "merging": merging, "dense": dense,
          "activations": activations, "draws": draws}
