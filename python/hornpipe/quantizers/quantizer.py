"""The base of quantizers: from floats to small integers and the scale between them."""
from __future__ import annotations

from ..core.configurable import Configurable
from ..core.types import DType


class Quantizer(Configurable):
    """Leaves a tensor as it is; the base of those that do not.

    Args:
        output_dtype: Dtype of the quantized values.
    """

    kind = "quantizer"

    def __init__(self, output_dtype: DType = "int8"):
        self.output_dtype = output_dtype

    def __call__(self, x):
        return x
