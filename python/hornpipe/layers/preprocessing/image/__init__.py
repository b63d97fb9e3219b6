"""Layers on images."""
from __future__ import annotations

from .blur import RandomGaussianBlur as RandomGaussianBlur
from .blur import RandomSharpness as RandomSharpness
from .color import (
    AutoContrast as AutoContrast,
)
from .color import (
    RandomBrightness as RandomBrightness,
)
from .color import (
    RandomColorDegeneration as RandomColorDegeneration,
)
from .color import (
    RandomColorJitter as RandomColorJitter,
)
from .color import (
    RandomContrast as RandomContrast,
)
from .color import (
    RandomGrayscale as RandomGrayscale,
)
from .color import (
    RandomHue as RandomHue,
)
from .color import (
    RandomInvert as RandomInvert,
)
from .color import (
    RandomPosterization as RandomPosterization,
)
from .color import (
    RandomSaturation as RandomSaturation,
)
from .color import (
    Solarization as Solarization,
)
from .fit import CenterCrop as CenterCrop
from .fit import MaxNumBoundingBoxes as MaxNumBoundingBoxes
from .fit import RandomCrop as RandomCrop
from .fit import Resizing as Resizing
from .histogram import (
    ContrastLimitedAdaptiveHistogramEqualization as ContrastLimitedAdaptiveHistogramEqualization,
)
from .histogram import (
    Equalization as Equalization,
)
from .mix import CutMix as CutMix
from .mix import MixUp as MixUp
from .mix import RandomErasing as RandomErasing
from .policies import AugMix as AugMix
from .policies import RandAugment as RandAugment
from .stretch import RandomHeight as RandomHeight
from .stretch import RandomWidth as RandomWidth
from .warp import (
    RandomElasticTransform as RandomElasticTransform,
)
from .warp import (
    RandomFlip as RandomFlip,
)
from .warp import (
    RandomPerspective as RandomPerspective,
)
from .warp import (
    RandomRotation as RandomRotation,
)
from .warp import (
    RandomShear as RandomShear,
)
from .warp import (
    RandomTranslation as RandomTranslation,
)
from .warp import (
    RandomZoom as RandomZoom,
)
