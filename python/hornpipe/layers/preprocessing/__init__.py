"""Layers that prepare data: numbers, categories, text, images, sound."""
from __future__ import annotations

from .hashing import HashedCrossing as HashedCrossing, Hashing as Hashing
from .image import (
    AugMix as AugMix, AutoContrast as AutoContrast, CenterCrop as CenterCrop,
    ContrastLimitedAdaptiveHistogramEqualization as ContrastLimitedAdaptiveHistogramEqualization, CutMix as CutMix, Equalization as Equalization,
    MaxNumBoundingBoxes as MaxNumBoundingBoxes, MixUp as MixUp, RandAugment as RandAugment, RandomBrightness as RandomBrightness,
    RandomColorDegeneration as RandomColorDegeneration, RandomColorJitter as RandomColorJitter, RandomContrast as RandomContrast, RandomCrop as RandomCrop,
    RandomElasticTransform as RandomElasticTransform, RandomErasing as RandomErasing, RandomFlip as RandomFlip, RandomGaussianBlur as RandomGaussianBlur,
    RandomGrayscale as RandomGrayscale, RandomHue as RandomHue, RandomInvert as RandomInvert, RandomPerspective as RandomPerspective,
    RandomPosterization as RandomPosterization, RandomRotation as RandomRotation, RandomSaturation as RandomSaturation, RandomSharpness as RandomSharpness,
    RandomShear as RandomShear, RandomTranslation as RandomTranslation, RandomZoom as RandomZoom, Resizing as Resizing, Solarization as Solarization,
)
from .lookup import IntegerLookup as IntegerLookup, StringLookup as StringLookup
from .numeric import CategoryEncoding as CategoryEncoding, Discretization as Discretization, Normalization as Normalization, Rescaling as Rescaling
from .pipeline import Pipeline as Pipeline
from .spectrogram import MelSpectrogram as MelSpectrogram, STFTSpectrogram as STFTSpectrogram
from .text import TextVectorization as TextVectorization
