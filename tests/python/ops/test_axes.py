import pytest

from hornpipe.core.errors import ArgumentError
from hornpipe.ops.axes import axes_of, axis_of


def test_axes_count_from_the_front():
    assert axis_of(3, -1) == 2 and axes_of(3, None) == (0, 1, 2) and axes_of(3, (-1, 0)) == (2, 0) and axes_of(2, 1) == (1,)


def test_an_axis_out_of_bounds():
    with pytest.raises(ArgumentError, match="axis 2 is out of bounds for 2 axes"):
        axis_of(2, 2)
