"""Layers on images."""
from __future__ import annotations

from .blur import RandomGaussianBlur as RandomGaussianBlur, RandomSharpness as RandomSharpness
from .color import (
    AutoContrast as AutoContrast, RandomBrightness as RandomBrightness, RandomColorDegeneration as RandomColorDegeneration,
    RandomColorJitter as RandomColorJitter, RandomContrast as RandomContrast, RandomGrayscale as RandomGrayscale, RandomHue as RandomHue,
    RandomInvert as RandomInvert, RandomPosterization as RandomPosterization, RandomSaturation as RandomSaturation, Solarization as Solarization,
)
from .fit import CenterCrop as CenterCrop, MaxNumBoundingBoxes as MaxNumBoundingBoxes, RandomCrop as RandomCrop, Resizing as Resizing
from .histogram import (
    ContrastLimitedAdaptiveHistogramEqualization as ContrastLimitedAdaptiveHistogramEqualization, Equalization as Equalization,
)
from .mix import CutMix as CutMix, MixUp as MixUp, RandomErasing as RandomErasing
from .policies import AugMix as AugMix, RandAugment as RandAugment
from .warp import (
    RandomElasticTransform as RandomElasticTransform, RandomFlip as RandomFlip, RandomPerspective as RandomPerspective, RandomRotation as RandomRotation,
    RandomShear as RandomShear, RandomTranslation as RandomTranslation, RandomZoom as RandomZoom,
)
