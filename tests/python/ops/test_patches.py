import pytest
import torch

from hornpipe import ops


@pytest.mark.parametrize("data_format", ["channels_last", "channels_first"])
def test_depth_and_space_undo_each_other(data_format):
    x = torch.randn(2, 8, 4, 12) if data_format == "channels_last" else torch.randn(2, 12, 8, 4)
    torch.testing.assert_close(ops.space_to_depth(ops.depth_to_space(x, 2, data_format), 2, data_format), x)


@pytest.mark.parametrize("call, message", [
    (lambda: ops.depth_to_space(torch.zeros(1, 2, 2, 4), 1), r"`block_size` must be at least 2, got 1"),
    (lambda: ops.depth_to_space(torch.zeros(1, 2, 2, 6), 2), r"The number of channels \(6\) must be divisible by 4"),
    (lambda: ops.space_to_depth(torch.zeros(1, 3, 2, 6), 2), r"The height \(3\) must be divisible by 2"),
    (lambda: ops.unfold(torch.zeros(2, 2, 4), 2), r"`x` must have 4 axes, got shape \(2, 2, 4\)"),
    (lambda: ops.fold(torch.zeros(2, 2), 2, 2), r"`x` must have 3 axes, got shape \(2, 2\)"),
])
def test_errors(call, message):
    with pytest.raises(ValueError, match=message):
        call()
