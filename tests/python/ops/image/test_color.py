import numpy as np
import pytest
import torch

from hornpipe import KerasTensor, ops


def test_there_and_back():
    x = torch.rand(2, 5, 6, 3)
    torch.testing.assert_close(ops.image.hsv_to_rgb(ops.image.rgb_to_hsv(x)), x, atol=1e-5, rtol=1e-5)


def test_known_colours():
    colours = np.array([[[1, 0, 0], [0, 1, 0], [0, 0, 1], [1, 1, 1], [0, 0, 0]]], "float32")
    np.testing.assert_allclose(ops.image.rgb_to_hsv(colours)[0], [[0, 1, 1], [1 / 3, 1, 1], [2 / 3, 1, 1], [0, 0, 1], [0, 0, 0]], atol=1e-6)
    assert ops.image.rgb_to_grayscale((colours * 255).astype("uint8")).flatten().tolist() == [76, 149, 29, 254, 0]


@pytest.mark.parametrize("call, message", [
    (lambda: ops.image.rgb_to_hsv(torch.zeros(2, 3)), r"Invalid images rank: expected rank 3 \(an image\) or 4 \(a batch of images\), got shape \(2, 3\)"),
    (lambda: ops.image.rgb_to_hsv(torch.zeros(2, 3, 4)), r"Input images must have 3 channels, but received images with 4 channels\."),
    (lambda: ops.image.rgb_to_grayscale(KerasTensor((None, 5, 5, 2))), r"must have 1 or 3 channels, but received images with 2 channels"),
    (lambda: ops.image.hsv_to_rgb(torch.zeros(2, 3, 3, dtype=torch.uint8)), r"Invalid images dtype: expected float dtype"),
])
def test_errors(call, message):
    with pytest.raises(ValueError, match=message):
        call()
