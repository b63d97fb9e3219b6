# ruff: noqa: B023 -- each case is made before the next turn of its loop
"""Layers that prepare images and sound as Keras has them, draws included."""
import itertools

import numpy as np

UNIT = {"value_range": (0, 1)}
COLORS = {
    "RandomBrightness": [{"factor": 0.3}, {"factor": (0.1, 0.4), **UNIT}], "RandomContrast": [{"factor": 0.4}, {"factor": (0.2, 0.5)}],
    "RandomSaturation": [{"factor": 0.6}, {"factor": (0.2, 0.8)}], "RandomHue": [{"factor": 0.4}, {"factor": (0.1, 0.9), **UNIT}],
    "RandomColorDegeneration": [{"factor": 0.5}, {"factor": (0.1, 0.9)}], "RandomGrayscale": [{"factor": 0.5}],
    "RandomInvert": [{"factor": 0.6}, {"factor": (0.1, 0.9), **UNIT}], "RandomPosterization": [{"factor": 4}, {"factor": (2, 6)}, {"factor": (3, 3), **UNIT}],
    "Solarization": [{"addition_factor": 0.3, "threshold_factor": 0.6}, {"addition_factor": (0.1, 0.2), "threshold_factor": (0.3, 0.4), **UNIT}],
    "RandomColorJitter": [{"brightness_factor": 0.2, "contrast_factor": 0.3}],
    "RandomSharpness": [{"factor": 0.5}, {"factor": (0.2, 0.9)}], "RandomGaussianBlur": [{"factor": 0.7}, {"kernel_size": (5, 5), "sigma": (0.3, 0.9)}],
    "RandomErasing": [{}, {"factor": 0.6, "scale": (0.1, 0.5), "fill_value": 7.0}], "CutMix": [{}, {"factor": (0.2, 0.8)}], "MixUp": [{}, {"alpha": 0.7}],
}
MOVES = {
    "RandomFlip": [{}, {"mode": "horizontal"}, {"mode": "vertical"}],
    "RandomRotation": [{"factor": 0.3}, {"factor": (-0.1, 0.2), "fill_mode": "constant", "fill_value": 3.0},
                       {"factor": 0.2, "interpolation": "nearest", "fill_mode": "wrap"}],
    "RandomTranslation": [{"height_factor": 0.3, "width_factor": 0.2}, {"height_factor": (-0.1, 0.4), "width_factor": (0.1, 0.3), "fill_mode": "nearest"},
                          {"height_factor": 0.2, "width_factor": 0.2, "interpolation": "nearest", "fill_mode": "constant"}],
    "RandomZoom": [{"height_factor": 0.3}, {"height_factor": (-0.2, 0.1), "width_factor": (0.1, 0.3), "fill_mode": "constant"}],
    "RandomShear": [{"x_factor": 0.3}, {"x_factor": 0.2, "y_factor": (0.1, 0.3), "fill_mode": "constant"}],
    "RandomPerspective": [{"factor": 0.8}, {"scale": 0.4, "fill_value": 9.0}], "RandomCrop": [{"height": 5, "width": 6}, {"height": 14, "width": 16}],
}
FIXED = {
    # limits that come out whole: Keras' torch engine cuts them down to whole ones
    "ContrastLimitedAdaptiveHistogramEqualization": [{"tile_grid_size": (3, 3), "clip_limit": 64.0}, {"tile_grid_size": (1, 3), "clip_limit": 0, **UNIT}],
    "CenterCrop": [{"height": 5, "width": 6}, {"height": 12, "width": 9}, {"height": 4, "width": 20}],
    "Resizing": [{"height": 5, "width": 7}, {"height": 14, "width": 20, "interpolation": "bicubic"}, {"height": 6, "width": 6, "crop_to_aspect_ratio": True},
                 {"height": 6, "width": 6, "pad_to_aspect_ratio": True, "fill_value": 3.0}, {"height": 5, "width": 5, "antialias": True},
                 {"height": 20, "width": 7, "interpolation": "nearest"}],
}


def _images(draw, data_format, options):
    x = draw.pixels(3, 9, 12, 3, top=1.0 if options.get("value_range") == (0, 1) else 255.0)
    return x if data_format == "channels_last" else np.ascontiguousarray(np.moveaxis(x, -1, 1))


def _of(table, seeds):
    for (kind, variants), data_format, seed in itertools.product(table.items(), ("channels_last", "channels_first"), seeds):
        if kind == "RandomColorJitter" and data_format == "channels_first":
            continue            # Keras does not tell its parts
        for i, options in enumerate(variants):
            more = {} if seed is None else {"seed": seed}
            yield f"{kind}-{i}-{data_format}-{seed}", lambda K, draw: (
                getattr(K.layers, kind)(data_format=data_format, **options, **more), _images(draw, data_format, options), {})


def colors():
    return _of(COLORS, (1, 2))


def moves():
    return _of(MOVES, (1, 2))


def fixed():
    yield from _of(FIXED, (None,))
    for i, options in enumerate(({"height": 5, "width": 7}, {"height": 20, "width": 20, "interpolation": "bicubic"})):
        yield f"bytes-{i}", lambda K, draw: (K.layers.Resizing(**options), draw.pixels(2, 9, 12, 3).astype("uint8"), {})
    yield "contrast", lambda K, draw: (K.layers.AutoContrast(), draw.pixels(3, 9, 12, 3, top=180.0), {})


def sound():
    mel = [{}, {"power_to_db": False, "num_mel_bins": 40}, {"fft_length": 512, "sequence_stride": 100, "sequence_length": 400, "top_db": 40.0, "mag_exp": 1.0}]
    for i, options in enumerate(mel):
        yield f"mel-{i}", lambda K, draw: (K.layers.MelSpectrogram(**options), draw(2, 4000), {})
    modes = ("log", "magnitude", "psd", "real", "imag", "angle", "stft")
    for mode, padding, expand, data_format in itertools.product(modes, ("valid", "same"), (False, True), ("channels_last", "channels_first")):
        yield f"{mode}-{padding}-{expand:d}-{data_format}", lambda K, draw: (
            K.layers.STFTSpectrogram(mode=mode, padding=padding, expand_dims=expand, data_format=data_format, frame_length=64, frame_step=20,
                                     fft_length=128 if expand else None, periodic=expand),
            draw(*((2, 300, 3) if data_format == "channels_last" else (2, 3, 300))), {})


GROUPS = {"colors": colors, "moves": moves, "fixed": fixed, "sound": sound}
