import math

import pytest
import torch

from hornpipe import ops
from hornpipe.core.errors import ShapeError
from hornpipe.graph.tensor import KerasTensor

DATA = [[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]


@pytest.mark.parametrize("name, expected, empty", [
    ("sum", [6.0, 8.0], 0.0), ("prod", [5.0, 12.0], 1.0), ("max", [5.0, 6.0], -math.inf), ("min", [1.0, 2.0], math.inf),
])
def test_reductions(name, expected, empty):
    result = getattr(ops, f"segment_{name}")(DATA, [2, 0, 2], num_segments=4)
    assert result.tolist() == [[3.0, 4.0], [empty, empty], expected, [empty, empty]]


def test_rows_of_no_segment_are_left_out():
    assert ops.segment_sum([1, 2, 4], [0, -1, 5], num_segments=2).tolist() == [1, 0] and ops.segment_sum([1, 2], [0, 1]).tolist() == [1, 2]
    assert ops.segment_max(torch.tensor([1, 2], dtype=torch.int8), [1, 1]).tolist() == [-128, 2]
    assert ops.segment_max([True, False], [1, 2]).tolist() == [False, True, False]


def test_shapes():
    assert ops.segment_sum(KerasTensor((None, 3)), KerasTensor((None,), "int32"), num_segments=4).shape == (4, 3)
    assert ops.segment_sum(KerasTensor((None, 3)), KerasTensor((None,), "int32")).shape == (None, 3)
    with pytest.raises(ShapeError, match="same leading dimension. `data` has 3 rows, got 2 numbers"):
        ops.segment_sum(DATA, [0, 1])
    with pytest.raises(ShapeError, match=r"should be an 1-D vector, got shape \(1, 3\)"):
        ops.segment_sum(DATA, [[0, 1, 1]])
