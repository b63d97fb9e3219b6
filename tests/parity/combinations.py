"""Layers with many settings of their arguments: the list that hornpipe and Keras both work through.

Runs under either implementation and imports neither.
"""
import itertools


def product(**options):
    """Every choice of one value per option, as dictionaries."""
    names = list(options)
    return [dict(zip(names, values)) for values in itertools.product(*options.values())]


def _image(rank, channels, data_format, sizes=(7, 6, 5)):
    spatial = sizes[:rank]
    return (2, *spatial, channels) if data_format == "channels_last" else (2, channels, *spatial)


FORMATS = ("channels_last", "channels_first")
STEPS = ({"strides": 1, "dilation_rate": 1}, {"strides": 1, "dilation_rate": 2}, {"strides": 2, "dilation_rate": 1})


def convolutions():
    for rank, kernels in ((1, (1, 2, 3)), (2, (1, 2, 3)), (3, (1, 2))):
        paddings = ("valid", "same", "causal") if rank == 1 else ("valid", "same")
        for o in product(kernel_size=kernels, padding=paddings, groups=(1, 2), data_format=FORMATS, use_bias=(True, False)):
            if o["padding"] == "causal" and o["data_format"] == "channels_first":
                continue
            for step in STEPS:
                yield f"Conv{rank}D", {"filters": 4, **o, **step}, [_image(rank, 2, o["data_format"])]
        for o in product(kernel_size=(2, 3), strides=(1, 2, 3), padding=("valid", "same"), output_padding=(None, 0), data_format=FORMATS):
            if o["output_padding"] is not None and o["strides"] == 1:
                continue
            yield f"Conv{rank}DTranspose", {"filters": 3, **o}, [_image(rank, 2, o["data_format"], (4, 5, 3))]
    for rank in (1, 2):
        for o in product(kernel_size=(2, 3), padding=("valid", "same"), depth_multiplier=(1, 2), data_format=FORMATS):
            for step in STEPS:
                yield f"DepthwiseConv{rank}D", {**o, **step}, [_image(rank, 2, o["data_format"])]
                yield f"SeparableConv{rank}D", {"filters": 3, **o, **step}, [_image(rank, 2, o["data_format"])]


def pools():
    for rank in (1, 2, 3):
        for kind in ("Max", "Average"):
            for o in product(pool_size=(2, 3), strides=(None, 1, 2), padding=("valid", "same"), data_format=FORMATS):
                yield f"{kind}Pooling{rank}D", o, [_image(rank, 2, o["data_format"])]
            for o in product(data_format=FORMATS, keepdims=(True, False)):
                yield f"Global{kind}Pooling{rank}D", o, [_image(rank, 2, o["data_format"])]
            for o in product(output_size=(1, 2, 3), data_format=FORMATS):
                yield f"Adaptive{kind}Pooling{rank}D", o, [_image(rank, 2, o["data_format"])]


def recurrent():
    common = product(return_sequences=(False, True), return_state=(False, True), go_backwards=(False, True), use_bias=(True, False))
    for name, extras in (("SimpleRNN", [{}, {"activation": "relu"}]), ("LSTM", [{}, {"unit_forget_bias": False, "recurrent_activation": "hard_sigmoid"}]),
                         ("GRU", [{"reset_after": True}, {"reset_after": False}])):
        for o in common:
            for extra in extras:
                for mask in (None, "right", "random"):
                    yield name, {"units": 3, **o, **extra}, [(2, 5, 4)], {"mask": mask}
        for mode in ("sum", "mul", "concat", "ave"):
            for o in product(return_sequences=(False, True)):
                for mask in (None, "right"):
                    yield "Bidirectional", {"layer": (name, {"units": 3, **o}), "merge_mode": mode}, [(2, 5, 4)], {"mask": mask}
    for rank in (1, 2):
        for o in product(padding=("valid", "same"), return_sequences=(False, True), data_format=FORMATS, go_backwards=(False, True)):
            image = _image(rank, 2, o["data_format"], (5, 4))
            yield f"ConvLSTM{rank}D", {"filters": 3, "kernel_size": 2, **o}, [(2, 3, *image[1:])]
    for inner in (("Dense", {"units": 3}), ("Conv1D", {"filters": 3, "kernel_size": 2}), ("LayerNormalization", {})):
        yield "TimeDistributed", {"layer": inner}, [(2, 3, 5, 4)]


def attention():
    for o in product(num_heads=(1, 2), key_dim=(3, 4), value_dim=(None, 2), use_bias=(True, False)):
        for call in ({}, {"use_causal_mask": True}, {"attention_mask": "lower"}, {"return_attention_scores": True}):
            yield "MultiHeadAttention", o, [(2, 4, 5), (2, 4, 6)], call
    for o in product(head_dim=(3, 4), num_query_heads=(4,), num_key_value_heads=(1, 2, 4), use_bias=(True, False)):
        for call in ({}, {"use_causal_mask": True}):
            yield "GroupQueryAttention", o, [(2, 4, 5), (2, 4, 5)], call
    for o in product(use_scale=(True, False), score_mode=("dot", "concat")):
        for call in ({}, {"use_causal_mask": True}, {"return_attention_scores": True}):
            yield "Attention", o, [[(2, 4, 5), (2, 4, 5)]], call
    for o in product(use_scale=(True, False)):
        for call in ({}, {"use_causal_mask": True}, {"return_attention_scores": True}):
            yield "AdditiveAttention", o, [[(2, 4, 5), (2, 4, 5)]], call


def normalizations():
    for o in product(axis=(-1, 1), center=(True, False), scale=(True, False), momentum=(0.9,), epsilon=(1e-3, 1e-5)):
        for training in (True, False):
            yield "BatchNormalization", o, [(4, 3, 5)], {"training": training}
    for o in product(axis=(-1, 1, [1, 2]), center=(True, False), scale=(True, False), epsilon=(1e-3, 1e-6)):
        yield "LayerNormalization", o, [(3, 4, 5)]
    for o in product(groups=(1, 2, 4, -1), axis=(-1,), center=(True, False), scale=(True, False)):
        yield "GroupNormalization", o, [(2, 3, 5, 4)]
    for axis in (-1, 1, [1, 2]):
        yield "UnitNormalization", {"axis": axis}, [(2, 3, 4)]
    for o in product(axis=(-1, 1), epsilon=(1e-6, 1e-3)):
        yield "RMSNormalization", o, [(2, 3, 4)]


ACTIVATIONS = ("celu", "elu", "exponential", "gelu", "hard_shrink", "hard_sigmoid", "hard_silu", "hard_tanh", "leaky_relu", "linear", "log_sigmoid",
               "log_softmax", "mish", "relu", "relu6", "selu", "sigmoid",
               "silu", "soft_shrink", "softmax", "softplus", "softsign", "sparse_plus", "sparsemax", "squareplus", "tanh",
               "tanh_shrink", "threshold")


def dense():
    for o in product(activation=ACTIVATIONS[:-1], use_bias=(True, False)):
        yield "Dense", {"units": 3, **o}, [(4, 5)]
        yield "Activation", {"activation": o["activation"]}, [(2, 3, 4)]
    for shape in ((2, 3, 4), (2, 2, 3, 4)):
        yield "Dense", {"units": 3}, [shape]
    for equation, output_shape, bias, shape in (("ab,bc->ac", 5, "c", (3, 4)), ("abc,cd->abd", (None, 5), "d", (2, 3, 4)),
                                                ("abc,cde->abde", (None, 2, 3), "de", (2, 3, 4)),
                                                ("...x,xy->...y", 6, "y", (2, 3, 4)), ("abc,bcd->ad", 3, "d", (2, 3, 4)),
                                                ("abc,cd->abd", (None, 4), None, (2, 3, 4))):
        yield "EinsumDense", {"equation": equation, "output_shape": output_shape, "bias_axes": bias}, [shape]
    for name, options in (("ReLU", product(max_value=(None, 0.5), negative_slope=(0.0, 0.1), threshold=(0.0, 0.2))),
                          ("LeakyReLU", product(negative_slope=(0.1, 0.3))),
                          ("ELU", product(alpha=(1.0, 0.5))), ("PReLU", product(shared_axes=(None, [1]))), ("Softmax", product(axis=(-1, 1)))):
        for o in options:
            yield name, o, [(2, 3, 4)]


def shapes():
    for crop in (1, (1, 2), (0, 1)):
        yield "Cropping1D", {"cropping": crop}, [(2, 6, 3)]
        yield "ZeroPadding1D", {"padding": crop}, [(2, 4, 3)]
    for crop in (1, (1, 2), ((1, 0), (0, 2))):
        for f in FORMATS:
            yield "Cropping2D", {"cropping": crop, "data_format": f}, [_image(2, 3, f)]
            yield "ZeroPadding2D", {"padding": crop, "data_format": f}, [_image(2, 3, f)]
    for crop in (1, (1, 2, 1), ((1, 0), (0, 2), (1, 1))):
        for f in FORMATS:
            yield "Cropping3D", {"cropping": crop, "data_format": f}, [_image(3, 2, f)]
            yield "ZeroPadding3D", {"padding": crop, "data_format": f}, [_image(3, 2, f)]
    for size in (2, 3):
        yield "UpSampling1D", {"size": size}, [(2, 3, 4)]
        for f in FORMATS:
            for interpolation in ("nearest", "bilinear"):
                yield "UpSampling2D", {"size": size, "data_format": f, "interpolation": interpolation}, [_image(2, 2, f, (3, 4))]
            yield "UpSampling3D", {"size": size, "data_format": f}, [_image(3, 2, f, (2, 3, 2))]
    for target in ((12,), (4, 3), (2, -1), (-1, 6)):
        yield "Reshape", {"target_shape": target}, [(2, 3, 4)]
    for dims in ((2, 1), (1, 2)):
        yield "Permute", {"dims": dims}, [(2, 3, 4)]
    for f in FORMATS:
        yield "Flatten", {"data_format": f}, [(2, 3, 4, 2)]
    yield "RepeatVector", {"n": 3}, [(2, 4)]
    for name in ("Add", "Multiply", "Average", "Maximum", "Minimum"):
        for other in ((2, 3, 4), (2, 1, 4)):
            yield name, {}, [[(2, 3, 4), other]]
        yield name, {}, [[(2, 3, 4), (2, 3, 4), (2, 3, 4)]]
    yield "Subtract", {}, [[(2, 3, 4), (2, 3, 4)]]
    for axis in (-1, 1, 2):
        yield "Concatenate", {"axis": axis}, [[(2, 3, 4), (2, 3, 4)]]
    for o in product(axes=(1, 2, (2, 2), (1, 1)), normalize=(True, False)):
        yield "Dot", o, [[(2, 3, 3), (2, 3, 3)]]


def all_combinations():
    """(layer, arguments, input shapes, arguments of the call), numbered by their place."""
    found = []
    for family in (convolutions, pools, recurrent, attention, normalizations, dense, shapes):
        for entry in family():
            found.append((*entry, {}) if len(entry) == 3 else entry)
    return found
