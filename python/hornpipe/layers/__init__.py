"""Layers: the parts that models are made of."""
from __future__ import annotations

from .input import Input as Input, InputLayer as InputLayer
from .input_spec import InputSpec as InputSpec
from .layer import Layer as Layer
