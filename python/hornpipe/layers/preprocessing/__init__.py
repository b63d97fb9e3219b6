"""Layers that prepare data: numbers, categories, text, images, sound."""
from __future__ import annotations

from .hashing import HashedCrossing as HashedCrossing
from .hashing import Hashing as Hashing
from .image import (
    AugMix as AugMix,
)
from .image import (
    AutoContrast as AutoContrast,
)
from .image import (
    CenterCrop as CenterCrop,
)
from .image import (
    ContrastLimitedAdaptiveHistogramEqualization as ContrastLimitedAdaptiveHistogramEqualization,
)
from .image import (
    CutMix as CutMix,
)
from .image import (
    Equalization as Equalization,
)
from .image import (
    MaxNumBoundingBoxes as MaxNumBoundingBoxes,
)
from .image import (
    MixUp as MixUp,
)
from .image import (
    RandAugment as RandAugment,
)
from .image import (
    RandomBrightness as RandomBrightness,
)
from .image import (
    RandomColorDegeneration as RandomColorDegeneration,
)
from .image import (
    RandomColorJitter as RandomColorJitter,
)
from .image import (
    RandomContrast as RandomContrast,
)
from .image import (
    RandomCrop as RandomCrop,
)
from .image import (
    RandomElasticTransform as RandomElasticTransform,
)
from .image import (
    RandomErasing as RandomErasing,
)
from .image import (
    RandomFlip as RandomFlip,
)
from .image import (
    RandomGaussianBlur as RandomGaussianBlur,
)
from .image import (
    RandomGrayscale as RandomGrayscale,
)
from .image import (
    RandomHeight as RandomHeight,
)
from .image import (
    RandomHue as RandomHue,
)
from .image import (
    RandomInvert as RandomInvert,
)
from .image import (
    RandomPerspective as RandomPerspective,
)
from .image import (
    RandomPosterization as RandomPosterization,
)
from .image import (
    RandomRotation as RandomRotation,
)
from .image import (
    RandomSaturation as RandomSaturation,
)
from .image import (
    RandomSharpness as RandomSharpness,
)
from .image import (
    RandomShear as RandomShear,
)
from .image import (
    RandomTranslation as RandomTranslation,
)
from .image import (
    RandomWidth as RandomWidth,
)
from .image import (
    RandomZoom as RandomZoom,
)
from .image import (
    Resizing as Resizing,
)
from .image import (
    Solarization as Solarization,
)
from .lookup import IntegerLookup as IntegerLookup
from .lookup import StringLookup as StringLookup
from .numeric import CategoryEncoding as CategoryEncoding
from .numeric import Discretization as Discretization
from .numeric import Normalization as Normalization
from .numeric import Rescaling as Rescaling
from .pipeline import Pipeline as Pipeline
from .spectrogram import MelSpectrogram as MelSpectrogram
from .spectrogram import STFTSpectrogram as STFTSpectrogram
from .text import TextVectorization as TextVectorization
