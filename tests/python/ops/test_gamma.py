import numpy as np
import pytest
import torch

import hornpipe
from hornpipe.ops import gamma

VALUES = [-1.5, 0.5, 1.0, 4.0]


@pytest.mark.parametrize("name, expected", [
    ("lgamma", [0.8600470, 0.5723649, 0.0, 1.7917595]), ("gamma", [2.3632718, 1.7724539, 1.0, 6.0]),
    ("digamma", [0.7031566, -1.9635100, -0.5772157, 1.2561177]), ("trigamma", [9.3792467, 4.9348022, 1.6449341, 0.2838230]),
])
def test_values_and_symbolic_calls(name, expected):
    function = getattr(gamma, name)
    np.testing.assert_allclose(function(VALUES).numpy(), expected, rtol=2e-5, atol=1e-6)
    assert tuple(function(hornpipe.Input((3,))).shape) == (None, 3)
    assert function(torch.tensor([1, 2])).dtype == torch.float32
