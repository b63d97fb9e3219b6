"""Samples of the preprocessing layers."""
import numpy as np
import torch
from layers.contract import New, sample

from hornpipe import layers

IMAGE = (10, 12, 3)


def images():
    return torch.from_numpy(np.random.default_rng(0).uniform(0, 255, (3, *IMAGE)).astype("float32"))


def image(**kwargs):
    """A layer on images: what it draws is its own affair, and so is the gradient."""
    return sample(data=images, gradient=False, repeats=False, **kwargs)


def words(*rows):
    return lambda: np.array(rows)


VALUES = {"RandomBrightness": 0.2, "RandomContrast": 0.2, "RandomSaturation": 0.2, "RandomHue": 0.2, "RandomColorDegeneration": 0.2, "RandomSharpness": 0.2,
          "RandomGrayscale": 0.5, "RandomInvert": 0.5, "RandomPerspective": 0.5, "RandomErasing": 0.5, "RandomElasticTransform": 0.5, "RandomGaussianBlur": 0.5,
          "RandomRotation": 0.1}
STRINGS = {"gradient": False, "symbolic": False, "mixed": False}

SAMPLES = {
    # numbers
    "Rescaling": [sample((4,), scale=2.0, offset=1.0)],
    "Normalization": [sample((4,), mean=[1.0, 2.0, 3.0, 4.0], variance=[1.0, 2.0, 1.0, 2.0]), sample((4,), mean=1.0, variance=2.0, axis=None, invert=True)],
    "Discretization": [sample((4,), gradient=False, mixed=False, bin_boundaries=[-0.5, 0.0, 0.5]),
                       sample((4,), gradient=False, bin_boundaries=[-0.5, 0.5], output_mode="multi_hot")],
    "CategoryEncoding": [sample((4,), ints=5, num_tokens=5, mixed=False), sample((1,), ints=5, num_tokens=5, output_mode="one_hot", mixed=False)],
    "Hashing": [sample((4,), ints=50, num_bins=7, mixed=False), sample(data=words(["a", "b"], ["c", "a"]), num_bins=5, salt=3, **STRINGS)],
    "HashedCrossing": [sample((), (), ints=9, num_bins=5, mixed=False), sample((), (), ints=9, num_bins=5, output_mode="one_hot", mixed=False)],
    # vocabularies and text
    "IntegerLookup": [sample((4,), ints=9, vocabulary=[2, 4, 6], mixed=False), sample((4,), ints=9, vocabulary=[2, 4, 6], output_mode="count", mixed=False)],
    "StringLookup": [sample(data=words(["a", "x"], ["b", "a"]), vocabulary=["a", "b"], **STRINGS)],
    "TextVectorization": [sample(data=words("a b", "b c a"), vocabulary=["a", "b"], output_sequence_length=4, **STRINGS)],
    # sound
    "MelSpectrogram": [sample((400,), fft_length=64, sequence_stride=32, num_mel_bins=8)],
    "STFTSpectrogram": [sample((400, 1), frame_length=64, frame_step=32, fft_length=64)],
    # images
    **{name: [image(factor=value)] for name, value in VALUES.items()},
    "RandomHeight": [image(factor=(0.5, 0.5), symbolic=False)],
    "RandomWidth": [image(factor=0.2, symbolic=False)],
    "RandomZoom": [image(height_factor=0.2)],
    "RandomTranslation": [image(height_factor=0.2, width_factor=0.1)],
    "RandomShear": [image(x_factor=0.2)],
    "RandomFlip": [image()],
    "RandomCrop": [image(height=6, width=5)],
    "RandomColorJitter": [image(brightness_factor=0.2, contrast_factor=0.2)],
    "RandomPosterization": [image(factor=4)],
    "Solarization": [image(addition_factor=0.2, threshold_factor=0.3)],
    "Resizing": [sample(data=images, gradient=False, height=6, width=5), sample(data=images, gradient=False, height=6, width=5, crop_to_aspect_ratio=True)],
    "CenterCrop": [sample(data=images, gradient=False, height=6, width=5)],
    "AutoContrast": [image()],
    "Equalization": [image()],
    "ContrastLimitedAdaptiveHistogramEqualization": [image(tile_grid_size=(2, 2))],
    "CutMix": [image()],
    "MixUp": [image()],
    "RandAugment": [image()],
    "AugMix": [image()],
    "MaxNumBoundingBoxes": [image(max_number=3)],
    "Pipeline": [sample((4,), layers=New(lambda: [layers.Rescaling(2.0), layers.Rescaling(3.0)]), mixed=False)],
}
