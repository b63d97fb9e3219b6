import numpy as np
import pytest
import torch

from hornpipe import KerasTensor, ops


@pytest.mark.parametrize("method", ["nearest", "bilinear", "bicubic", "lanczos3", "lanczos5"])
@pytest.mark.parametrize("dtype", [torch.float32, torch.float16, torch.uint8])
def test_a_flat_image_stays_flat(method, dtype):
    x = torch.full((1, 6, 7, 3), 200, dtype=dtype)
    y = ops.image.resize(x, (9, 4), method)
    assert y.dtype == dtype and (y.float() - 200).abs().max() < 0.5


def test_bytes_are_rounded_and_kept_in_range():
    x = np.array([0, 255] * 8, "uint8").reshape(1, 4, 4, 1)
    y = ops.image.resize(x, (7, 7), "lanczos3")
    assert y.min() == 0 and y.max() == 255


def test_the_same_size_changes_nothing():
    x = torch.rand(5, 6, 3)
    for method in ("nearest", "bilinear", "lanczos5"):
        torch.testing.assert_close(ops.image.resize(x, (5, 6), method), x, atol=1e-5, rtol=1e-5)


def test_symbolic_shapes():
    x = KerasTensor((None, None, None, 3))
    assert ops.image.resize(x, (5, 6)).shape == (None, 5, 6, 3)
    assert ops.image.pad_images(KerasTensor((None, 5, 6, 3)), 1, 2, 3, 4).shape == (None, 9, 12, 3)
    assert ops.image.crop_images(x, 1, 1, None, None, 4, 4).shape == (None, 4, 4, 3)
    assert ops.image.scale_and_translate(x, (8, 8, 3), KerasTensor((2,)), KerasTensor((2,)), (0, 1), "linear").shape == (8, 8, 3)


IMAGE = torch.zeros(4, 5, 3)


@pytest.mark.parametrize("call, message", [
    (lambda: ops.image.resize(IMAGE, (0, 3)), r"`size` must have positive height and width, got \(0, 3\)"),
    (lambda: ops.image.resize(IMAGE, (2, 3), "cubic"), r"`interpolation` must be one of .*got 'cubic'\. Did you mean 'bicubic'"),
    (lambda: ops.image.resize(IMAGE, (2, 3), fill_mode="wrap"), r"`fill_mode` must be one of 'constant', got 'wrap'"),
    (lambda: ops.image.resize(IMAGE, (2, 3), crop_to_aspect_ratio=True, pad_to_aspect_ratio=True), r"exclude each other"),
    (lambda: ops.image.pad_images(IMAGE, 1, 1), r"Must specify exactly two of top_padding, bottom_padding, target_height"),
    (lambda: ops.image.pad_images(IMAGE, None, 0, 0, 0, 2), r"top_padding must be >= 0, got -2"),
    (lambda: ops.image.crop_images(IMAGE, 3, 0, 3, 0), r"target_height must be >= 0, got -2"),
    (lambda: ops.image.scale_and_translate(IMAGE, (2, 2, 3), [1.0], [0.0], (0,), "area"), r"`method` must be one of"),
])
def test_errors(call, message):
    with pytest.raises(ValueError, match=message):
        call()
