"""Layers that bring their input to mean 0 and variance 1, or to length 1."""
from __future__ import annotations

from .batch import BatchNormalization as BatchNormalization
from .group import GroupNormalization as GroupNormalization
from .layer import LayerNormalization as LayerNormalization
from .length import RMSNormalization as RMSNormalization
from .length import UnitNormalization as UnitNormalization
from .spectral import SpectralNormalization as SpectralNormalization
