"""Layers that prepare data: numbers, categories, text, images, sound."""
from __future__ import annotations

from .hashing import HashedCrossing as HashedCrossing, Hashing as Hashing
from .lookup import IntegerLookup as IntegerLookup, StringLookup as StringLookup
from .numeric import CategoryEncoding as CategoryEncoding, Discretization as Discretization, Normalization as Normalization, Rescaling as Rescaling
from .spectrogram import MelSpectrogram as MelSpectrogram, STFTSpectrogram as STFTSpectrogram
from .text import TextVectorization as TextVectorization
