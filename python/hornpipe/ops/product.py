"""Products of vectors and matrices."""
from __future__ import annotations

import torch

from ..core.types import Tensor
from .op import op
from .promotion import promote_all


@op
def matmul(x1: Tensor, x2: Tensor):
    """The matrix product over the last two axes; vectors are rows on the left and columns on the right."""
    x1, x2 = promote_all(x1, x2)
    return torch.matmul(x1, x2)
