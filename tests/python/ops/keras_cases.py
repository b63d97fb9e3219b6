# ruff: noqa: B023 -- each call is made before the next turn of its loop
"""Calls of operations, to be made by hornpipe and by real Keras: `KERAS_BACKEND=jax python keras_cases.py` writes what Keras gives.

The results are kept as fingerprints (shape, dtype and three sums), since there are many.
"""
import itertools
import json
import pathlib

import numpy as np

GOLDEN = pathlib.Path(__file__).parents[1] / "golden" / "ops"


def fingerprint(x):
    x = np.asarray(x)
    flat = x.reshape(-1).astype(complex if np.iscomplexobj(x) else float)
    places = np.arange(flat.size)
    sums = [flat.sum(), (flat * np.cos(places)).sum(), (flat * np.sin(0.7 * places)).sum()]
    numbers = [v for s in sums for v in ((s.real, s.imag) if np.iscomplexobj(x) else (s,))]
    return {"shape": list(x.shape), "dtype": str(x.dtype), "sums": [float(f"{v:.7g}") for v in numbers]}


def _floats(seed, *shape):
    return np.random.default_rng(seed).normal(size=shape).astype("float32")


def _unit(seed, *shape):
    return np.random.default_rng(seed).random(size=shape).astype("float32")


def _front(x, data_format):
    return x if data_format == "channels_last" else np.moveaxis(x, -1, 1)


FORMATS = ("channels_last", "channels_first")


def conv(ops):
    """Convolutions and pools, made by Keras on JAX: its torch engine repeats border pixels in means, JAX leaves padding out."""
    for rank, padding, k, s, d in itertools.product((1, 2, 3), ("valid", "same"), (1, 2, 3), (1, 2, 3), (1, 2)):
        if s > 1 and d > 1:
            continue
        space = {1: (9,), 2: (8, 7), 3: (5, 4, 6)}[rank]
        for f in FORMATS if rank == 2 else FORMATS[:1]:
            x = _front(_floats(1, 2, *space, 4), f)
            window = (k,) * rank
            name = f"{rank}-{f}-{padding}-{k}-{s}-{d}"
            if padding == "same" or (k - 1) * d < min(space):
                yield f"conv-{name}", lambda: ops.conv(x, _floats(2, *window, 4, 6), s, padding, f, d)
                yield f"grouped-{name}", lambda: ops.conv(x, _floats(3, *window, 2, 6), s, padding, f, d)
                if rank < 3:
                    yield f"depthwise-{name}", lambda: ops.depthwise_conv(x, _floats(4, *window, 4, 2), s, padding, f, d)
                    yield f"separable-{name}", lambda: ops.separable_conv(
                        x, _floats(4, *window, 4, 2), _floats(5, *[1] * rank, 8, 3), s, padding, f, d)
            for added in (None, *range(min(s, 3))):
                yield f"transposed-{added}-{name}", lambda: ops.conv_transpose(x, _floats(6, *window, 6, 4), s, padding, added, f, d)
            if d == 1:
                yield f"max-{name}", lambda: ops.max_pool(x, k, s, padding, f)
                yield f"mean-{name}", lambda: ops.average_pool(x, k, s, padding, f)
    for rank, parts in itertools.product((1, 2, 3), (1, 2, 3, 4)):
        x = _floats(7, 2, *(7, 9, 5)[:rank], 3)
        yield f"adaptive-max-{rank}-{parts}", lambda: ops.adaptive_max_pool(x, parts)
        yield f"adaptive-mean-{rank}-{parts}", lambda: ops.adaptive_average_pool(x, parts)


def nn(ops):
    """Made by Keras on torch."""
    x = _floats(1, 3, 4, 6)
    for axis in (-1, 1, (1, 2), None):
        yield f"softmax-{axis}", lambda: ops.softmax(x, axis)
        yield f"log_softmax-{axis}", lambda: ops.log_softmax(x, axis)
    for axis in (-1, 0, 1):
        yield f"sparsemax-{axis}", lambda: ops.sparsemax(x, axis)
        yield f"normalize-{axis}", lambda: ops.normalize(x, axis)
        yield f"normalize-3-{axis}", lambda: ops.normalize(x, axis, 3)
    for axes, keep in itertools.product(((0,), (0, 2), (1, 2)), (False, True)):
        yield f"moments-mean-{axes}-{keep}", lambda: ops.moments(x, axes, keep)[0]
        yield f"moments-variance-{axes}-{keep}", lambda: ops.moments(x, axes, keep)[1]
    p, logits = _unit(6, 5, 4), _floats(7, 5, 4)
    truth = np.eye(4, dtype="float32")[[0, 3, 1, 2, 2]]
    for from_logits, out in ((True, logits), (False, p)):
        yield f"categorical-{from_logits}", lambda: ops.categorical_crossentropy(truth, out, from_logits)
        yield f"categorical-axis-{from_logits}", lambda: ops.categorical_crossentropy(truth.T.copy(), out.T.copy(), from_logits, axis=0)
        yield f"sparse-{from_logits}", lambda: ops.sparse_categorical_crossentropy(np.array([0, 3, 1, 2, 2]), out, from_logits)
        yield f"sparse-column-{from_logits}", lambda: ops.sparse_categorical_crossentropy(np.array([[0], [3], [1], [2], [2]]), out, from_logits)
        yield f"binary-{from_logits}", lambda: ops.binary_crossentropy(truth, out, from_logits)
    yield "sparse-axis", lambda: ops.sparse_categorical_crossentropy(np.array([[0, 1], [2, 1]]), _floats(8, 2, 4, 2), True, axis=1)
    ids = np.array([[0, 2, 1], [3, -1, 2]])
    for axis in (-1, 0, 1):
        yield f"one_hot-{axis}", lambda: ops.one_hot(ids, 4, axis)
    yield "multi_hot", lambda: ops.multi_hot(ids, 4)
    yield "multi_hot-one", lambda: ops.multi_hot(ids[0], 4)
    yield "one_hot-int", lambda: ops.one_hot(ids, 4, dtype="int32")

    q, k, v = _floats(9, 2, 5, 4, 8), _floats(10, 2, 7, 4, 8), _floats(11, 2, 7, 4, 8)
    mask = _unit(12, 2, 1, 5, 7) > 0.4
    yield "attention", lambda: ops.dot_product_attention(q, k, v)
    yield "attention-scale", lambda: ops.dot_product_attention(q, k, v, scale=0.3)
    yield "attention-mask", lambda: ops.dot_product_attention(q, k, v, mask=mask)
    yield "attention-blind", lambda: ops.dot_product_attention(q, k, v, mask=np.zeros_like(mask))
    yield "attention-causal", lambda: ops.dot_product_attention(q, k, v, is_causal=True)
    yield "attention-causal-mask", lambda: ops.dot_product_attention(q, k, v, mask=mask, is_causal=True)
    yield "attention-bias", lambda: ops.dot_product_attention(q, k, v, bias=_floats(13, 2, 4, 5, 7))
    yield "attention-grouped", lambda: ops.dot_product_attention(q, k[:, :, :2], v[:, :, :2])
    yield "attention-one-head", lambda: ops.dot_product_attention(q, k[:, :, :1], v[:, :, :1])

    steps = _floats(14, 3, 9, 5)
    labels, label_lengths, lengths = np.array([[1, 2, 2, 3], [4, 1, 0, 0], [3, 3, 0, 0]]), np.array([4, 2, 2]), np.array([9, 7, 6])
    yield "ctc_loss", lambda: ops.ctc_loss(labels, steps, label_lengths, lengths)
    for blank in (0, 4):
        for merged in (True, False):
            yield f"ctc_greedy-{blank}-{merged}", lambda: ops.ctc_decode(steps, lengths, merge_repeated=merged, mask_index=blank)[0]
        yield f"ctc_greedy-score-{blank}", lambda: ops.ctc_decode(steps, lengths, mask_index=blank)[1]
        for width in (1, 4, 50):
            yield f"ctc_beam-{blank}-{width}", lambda: ops.ctc_decode(steps, lengths, "beam_search", width, min(width, 3), mask_index=blank)[0]
            yield f"ctc_beam-score-{blank}-{width}", lambda: ops.ctc_decode(steps, lengths, "beam_search", width, min(width, 3), mask_index=blank)[1]

    image = ops.convert_to_tensor(_floats(15, 2, 3, 8, 10))
    for args in ((3,), ((2, 3), 2), (3, 1, 1, 2), ((3, 2), 1, (1, 0), (2, 3))):
        yield f"unfold-{args}", lambda: ops.unfold(image, *args)
    yield "fold", lambda: ops.fold(ops.unfold(image, 3, 1, 1, 2), (8, 10), 3, 1, 1, 2)
    for f in FORMATS:
        yield f"depth_to_space-{f}", lambda: ops.depth_to_space(_front(_floats(16, 2, 3, 4, 12), f), 2, f)
        yield f"space_to_depth-{f}", lambda: ops.space_to_depth(_front(_floats(16, 2, 6, 4, 3), f), 2, f)
    yield "psnr", lambda: ops.psnr(image, image + 0.1 * _floats(17, 2, 3, 8, 10), 2.0)
    yield "polar", lambda: ops.polar(_unit(18, 4), _floats(19, 4))


def normalization(ops):
    """Made by Keras on JAX: its engine on torch cannot normalize an axis in the middle."""
    x = _floats(1, 3, 4, 6)
    for axis, n in ((-1, 6), (1, 4), (2, 6)):
        yield f"batch-{axis}", lambda: ops.batch_normalization(x, _floats(2, n), _unit(3, n), axis, _floats(4, n), _floats(5, n))
        yield f"layer-{axis}", lambda: ops.layer_normalization(x, _floats(4, n), _floats(5, n), axis=axis, epsilon=1e-3)
        yield f"rms-{axis}", lambda: ops.rms_normalization(x, axis=axis)
    yield "layer-both", lambda: ops.layer_normalization(x, _floats(4, 4, 6), _floats(5, 4, 6), axis=[1, 2])
    yield "rms-scale", lambda: ops.rms_normalization(x, _floats(4, 6))


def signal(ops):
    """Made by Keras on torch."""
    pair = (_floats(1, 3, 8), _floats(2, 3, 8))
    for name in ("fft", "fft2", "ifft2"):
        yield f"{name}-real", lambda: getattr(ops, name)(pair)[0]
        yield f"{name}-imaginary", lambda: getattr(ops, name)(pair)[1]
    x = _floats(3, 2, 3, 60)
    for n in (None, 32, 70):
        yield f"rfft-{n}", lambda: ops.rfft(x, n)[1]
        yield f"irfft-{n}", lambda: ops.irfft(pair, n)
    yield "extract", lambda: ops.extract_sequences(x, 10, 7)
    for window, center, (size, step, n) in itertools.product(("hann", "hamming", None), (True, False), ((16, 4, 16), (10, 5, 16), (13, 4, 20))):
        name = f"{window}-{center}-{size}-{step}-{n}"
        yield f"stft-{name}", lambda: ops.stft(x, size, step, n, window, center)[0]
        yield f"istft-{name}", lambda: ops.istft(ops.stft(x, size, step, n, window, True), size, step, n, None, window, True)
    yield "istft-length", lambda: ops.istft(ops.stft(x, 16, 4, 16), 16, 4, 16, length=50)
    matrix = _floats(4, 3, 4, 4)
    positive = matrix @ np.swapaxes(matrix, -1, -2) + np.eye(4, dtype="float32")
    for name in ("cholesky", "det", "inv", "logdet"):
        yield name, lambda: getattr(ops, name)(positive)
    yield "cholesky-upper", lambda: ops.cholesky(positive, upper=True)
    yield "cholesky_inverse", lambda: ops.cholesky_inverse(np.linalg.cholesky(positive))
    yield "eigh", lambda: ops.eigh(positive)[0]
    yield "svd", lambda: ops.svd(matrix, compute_uv=False)
    yield "lu", lambda: ops.lu_factor(matrix)[1]
    yield "slogdet", lambda: ops.slogdet(matrix)[1]
    yield "matrix_rank", lambda: ops.matrix_rank(positive)
    yield "pinv", lambda: ops.pinv(_floats(5, 3, 5))
    yield "lstsq", lambda: ops.lstsq(_floats(5, 6, 3), _floats(6, 6, 2))
    yield "cdist", lambda: ops.cdist(_floats(5, 2, 6, 3), _floats(6, 2, 4, 3))
    yield "solve", lambda: ops.solve(positive, _floats(7, 3, 4, 2))
    for lower in (True, False):
        yield f"triangular-{lower}", lambda: ops.solve_triangular(positive, _floats(7, 3, 4, 2), lower=lower)
    for order, axis in ((None, None), (2, 1), (1, -1), (np.inf, 0), ("fro", (1, 2)), ("nuc", (0, 1)), (-2, (1, 2)), (3, 0)):
        yield f"norm-{order}-{axis}", lambda: ops.norm(matrix, order, axis, True if axis is not None else False)


def image(ops):
    """Made by Keras on torch."""
    ops = ops.image
    x, bytes_ = _unit(1, 2, 9, 12, 3), (255 * _unit(2, 2, 9, 12, 3)).astype("uint8")
    for method, size, antialias in itertools.product(("nearest", "bilinear", "bicubic"), ((5, 6), (14, 20)), (False, True)):
        for f in FORMATS:
            yield f"resize-{method}-{size}-{antialias}-{f}", lambda: ops.resize(_front(x, f), size, method, antialias, data_format=f)
        yield f"resize-bytes-{method}-{size}-{antialias}", lambda: ops.resize(bytes_, size, method, antialias)
    for size in ((6, 6), (20, 7)):
        yield f"resize-crop-{size}", lambda: ops.resize(x, size, crop_to_aspect_ratio=True)
        yield f"resize-pad-{size}", lambda: ops.resize(x[0], size, pad_to_aspect_ratio=True, fill_value=0.3)
    turn = np.array([[0.9, -0.3, 1.2, 0.4, 1.1, -2.0, 0, 0], [1.2, 0.1, -3.0, 0.0, 0.8, 1.5, 0, 0]], "float32")
    for method, mode in itertools.product(("nearest", "bilinear"), ("constant", "nearest", "wrap", "mirror", "reflect")):
        yield f"affine-{method}-{mode}", lambda: ops.affine_transform(x, turn.copy(), method, mode, 0.5)
        yield f"coordinates-{method}-{mode}", lambda: ops.map_coordinates(x[0, :, :, 0], 12 * _unit(3, 2, 5, 4) - 1, int(method == "bilinear"), mode, 0.5)
    yield "affine-first", lambda: ops.affine_transform(_front(x, FORMATS[1]), turn.copy(), data_format=FORMATS[1])
    corners = np.array([[0, 0], [11, 0], [0, 8], [11, 8]], "float32")
    for method in ("nearest", "bilinear"):
        yield f"perspective-{method}", lambda: ops.perspective_transform(
            x, corners[None] + np.zeros((2, 1, 1), "float32"), corners + _floats(4, 2, 4, 2), method, 0.2)
    for f in FORMATS:
        yield f"blur-{f}", lambda: ops.gaussian_blur(_front(x, f), (3, 3), (0.7, 1.3), f)
        yield f"sobel-{f}", lambda: ops.sobel_edges(_front(x, f), f)
        yield f"grey-{f}", lambda: ops.rgb_to_grayscale(_front(x, f), f)
        yield f"hsv-{f}", lambda: ops.rgb_to_hsv(_front(x, f), f)
        yield f"rgb-{f}", lambda: ops.hsv_to_rgb(_front(x, f), f)
        yield f"pad-{f}", lambda: ops.pad_images(_front(x, f), 2, None, None, 1, 14, 15, f)
        yield f"crop-{f}", lambda: ops.crop_images(_front(x, f), 2, None, None, 1, 4, 6, f)
        yield f"ssim-{f}", lambda: ops.ssim(_front(x, f), _front(x**2, f), filter_size=5, data_format=f)
        for padding, dilation in (("valid", 1), ("same", 1), ("valid", 2), ("same", 2)):
            step = 1 if dilation > 1 else (2, 3)
            yield f"patches-{padding}-{dilation}-{f}", lambda: ops.extract_patches(_front(x, f), (3, 2), step, dilation, padding, f)
    yield "patches-3d", lambda: ops.extract_patches_3d(_floats(5, 2, 6, 7, 8, 2), (2, 3, 2), (1, 2, 3))


def image_far(ops):
    """Made by Keras on JAX, whose engine on torch has no Lanczos kernels."""
    ops = ops.image
    x = _unit(1, 2, 9, 12, 3)
    for method, size, antialias in itertools.product(("lanczos3", "lanczos5"), ((5, 6), (14, 20)), (False, True)):
        yield f"resize-{method}-{size}-{antialias}", lambda: ops.resize(x, size, method, antialias)
    for method, antialias in itertools.product(("linear", "cubic", "lanczos3", "lanczos5"), (False, True)):
        yield f"moved-{method}-{antialias}", lambda: ops.scale_and_translate(
            x, (2, 7, 16, 3), np.array([0.8, 1.4], "float32"), np.array([0.5, -1.2], "float32"), (1, 2), method, antialias)


GROUPS = {"conv": (conv, "jax"), "nn": (nn, "torch"), "normalization": (normalization, "jax"), "signal": (signal, "torch"),
          "image": (image, "torch"), "image_far": (image_far, "jax")}


if __name__ == "__main__":
    import keras

    GOLDEN.mkdir(exist_ok=True)
    for group, (cases, engine) in GROUPS.items():
        if engine == keras.backend.backend():
            made = {name: fingerprint(keras.ops.convert_to_numpy(call())) for name, call in cases(keras.ops)}
            lines = ",\n".join(f"{json.dumps(name)}: {json.dumps(value)}" for name, value in made.items())
            (GOLDEN / f"{group}.json").write_text(f"{{\n{lines}\n}}\n")
            print(group, len(made), f"cases by Keras {keras.__version__} on {engine}")
