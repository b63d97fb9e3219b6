# ruff: noqa: B023 -- each case is made before the next turn of its loop
"""Recurrent layers as Keras has them."""
import itertools

FLAGS = (False, True)


def plain():
    """Every combination of what a layer gives and how it reads, without a mask and with masks of two meanings."""
    for kind, sequences, state, backwards, unroll, masked in itertools.product(("SimpleRNN", "GRU", "LSTM"), FLAGS, FLAGS, FLAGS, FLAGS, ("", "mask", "zeros")):
        if unroll and masked and backwards:
            continue            # Keras' torch engine cannot

        def make(K, draw):
            layer = getattr(K.layers, kind)(5, return_sequences=sequences, return_state=state, go_backwards=backwards, unroll=unroll,
                                            zero_output_for_mask=masked == "zeros")
            x, mask = draw(3, 7, 4), draw.mask(3, 7)
            mask[0], mask[1] = True, False
            return layer, x, {"mask": mask} if masked else {}

        yield f"{kind}-{sequences:d}{state:d}{backwards:d}{unroll:d}{masked}", make


def settings():
    """Other activations, without biases, states kept and given."""
    table = {"nobias": {"use_bias": False}, "relu": {"activation": "relu"}, "gelu": {"activation": "gelu", "return_sequences": True},
             "hard": {"recurrent_activation": "hard_sigmoid"}, "before": {"reset_after": False}, "before-nobias": {"reset_after": False, "use_bias": False},
             "loop": {"use_cudnn": False}, "stateful": {"stateful": True, "return_state": True}}
    for kind, (name, options), given in itertools.product(("SimpleRNN", "GRU", "LSTM"), table.items(), FLAGS):
        if "reset_after" in options and kind != "GRU" or kind == "SimpleRNN" and name in ("hard", "loop") or given and name == "stateful":
            continue

        def make(K, draw):
            layer = getattr(K.layers, kind)(5, **{"return_state": given, **options})
            states = [draw(3, 5) for _ in range(2 if kind == "LSTM" else 1)]
            return layer, draw(3, 7, 4), {"initial_state": states, "mask": draw.mask(3, 7)} if given else {}

        yield f"{kind}-{name}{'-given' * given}", make


def wrapped():
    """Stacked cells, both directions, steps one by one."""
    for sequences, masked in itertools.product(FLAGS, FLAGS):
        def stacked(K, draw):
            cells = [K.layers.LSTMCell(3), K.layers.GRUCell(4), K.layers.SimpleRNNCell(2)]
            layer = K.layers.RNN(cells, return_sequences=sequences, return_state=True)
            return layer, draw(3, 7, 4), {"mask": draw.mask(3, 7)} if masked else {}

        yield f"stacked-{sequences:d}{masked:d}", stacked
        for mode, kind in itertools.product(("concat", "sum", "ave", "mul", None), ("LSTM", "GRU", "SimpleRNN")):
            def both_ways(K, draw):
                inner = getattr(K.layers, kind)(3, return_sequences=sequences, return_state=mode != "sum")
                return K.layers.Bidirectional(inner, merge_mode=mode), draw(3, 7, 4), {"mask": draw.mask(3, 7)} if masked else {}

            yield f"bidirectional-{kind}-{mode}-{sequences:d}{masked:d}", both_ways
    yield "bidirectional-mixed", lambda K, draw: (
        K.layers.Bidirectional(K.layers.LSTM(3), backward_layer=K.layers.GRU(3, go_backwards=True)), draw(3, 7, 4), {})
    yield "bidirectional-stateful", lambda K, draw: (K.layers.Bidirectional(K.layers.LSTM(3, stateful=True)), draw(3, 7, 4), {})
    yield "bidirectional-given", lambda K, draw: (
        K.layers.Bidirectional(K.layers.LSTM(3)), draw(3, 7, 4), {"initial_state": [draw(3, 3) for _ in range(4)]})
    yield "steps-dense", lambda K, draw: (K.layers.TimeDistributed(K.layers.Dense(4, activation="relu")), draw(3, 5, 6), {})
    yield "steps-conv", lambda K, draw: (K.layers.TimeDistributed(K.layers.Conv2D(4, 3)), draw(3, 5, 6, 6, 2), {})
    yield "steps-norm", lambda K, draw: (K.layers.TimeDistributed(K.layers.BatchNormalization()), draw(3, 5, 6, 2), {"training": True})
    yield "steps-lstm", lambda K, draw: (K.layers.TimeDistributed(K.layers.LSTM(3)), draw(3, 5, 6, 2), {"mask": draw.mask(3, 5, 6)})


def convolutional():
    for rank, padding, data_format, stride, dilation in itertools.product((1, 2, 3), ("valid", "same"), ("channels_last", "channels_first"), (1, 2), (1, 2)):
        if stride > 1 and dilation > 1:
            continue

        def make(K, draw):
            space = (7, 6, 5)[:rank]
            layer = getattr(K.layers, f"ConvLSTM{rank}D")(3, 3 if dilation == 1 else 2, strides=stride, padding=padding, data_format=data_format,
                                                          dilation_rate=dilation, return_sequences=stride == 1, return_state=dilation == 2)
            return layer, draw(2, 3, *((*space, 2) if data_format == "channels_last" else (2, *space))), {}

        yield f"{rank}-{padding}-{data_format}-{stride}-{dilation}", make
    table = {"back": {"go_backwards": True, "return_sequences": True}, "stateful": {"stateful": True}, "nobias": {"use_bias": False, "unit_forget_bias": False},
             "relu": {"activation": "relu", "recurrent_activation": "hard_sigmoid"}}
    for name, options in table.items():
        yield f"masked-{name}", lambda K, draw: (K.layers.ConvLSTM2D(3, 3, **options), draw(2, 4, 6, 6, 2), {"mask": draw.mask(2, 4)})


GROUPS = {"plain": plain, "settings": settings, "wrapped": wrapped, "convolutional": convolutional}
