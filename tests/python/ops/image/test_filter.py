import pytest
import torch

from hornpipe import KerasTensor, ops


def test_a_blur_spreads_one_pixel_as_a_bell():
    x = torch.zeros(7, 7, 1)
    x[3, 3] = 1
    y = ops.image.gaussian_blur(x, 5, 1.0)[..., 0]
    bell = torch.exp(-0.5 * torch.arange(-2.0, 3) ** 2)
    bell = bell / bell.sum()
    torch.testing.assert_close(y[1:6, 1:6], torch.outer(bell, bell))
    wide = ops.image.gaussian_blur(x, (5, 3), (2.0, 0.5))[..., 0]
    assert (wide[3] > 0).sum() == 5 and (wide[:, 3] > 0).sum() == 3


def test_edges_of_a_step():
    x = torch.zeros(1, 5, 6, 1)
    x[:, :, 3:] = 1
    edges = ops.image.sobel_edges(x)
    assert edges.shape == (1, 5, 6, 1, 2)
    assert edges[0, 2, :, 0, 1].tolist() == [0, 0, 4, 4, 0, -4] and edges[0, 2, :, 0, 0].tolist() == [0] * 6


def test_likeness_of_an_image_to_itself():
    x = torch.rand(3, 16, 16, 2)
    torch.testing.assert_close(ops.image.ssim(x, x), torch.ones(3))
    assert ops.image.ssim(x[0], torch.rand(16, 16, 2)).shape == ()
    assert ops.nn.psnr(x, x + 0.1, 1.0).item() == pytest.approx(20, abs=1e-3)


def test_patches_hold_the_pixels():
    x = torch.arange(2 * 6 * 6 * 3).view(2, 6, 6, 3)
    y = ops.image.extract_patches(x, (2, 3))
    assert y.shape == (2, 3, 2, 18)
    assert y[1, 2, 1].tolist() == x[1, 4:6, 3:6].flatten().tolist()
    first = ops.image.extract_patches(x.permute(0, 3, 1, 2), (2, 3), data_format="channels_first")
    assert torch.equal(first.permute(0, 2, 3, 1), y)
    assert torch.equal(ops.image.extract_patches(x[0], (2, 3)), y[0])


def test_symbolic_shapes():
    x = KerasTensor((None, 8, 9, 3))
    assert ops.image.gaussian_blur(x).shape == (None, 8, 9, 3)
    assert ops.image.sobel_edges(x).shape == (None, 8, 9, 3, 2)
    assert ops.image.extract_patches(x, 3, 2, padding="same").shape == (None, 4, 5, 27)
    assert ops.image.extract_patches_3d(KerasTensor((None, 8, 9, 7, 2)), 2).shape == (None, 4, 4, 3, 16)


@pytest.mark.parametrize("error, call, message", [
    (ValueError, lambda: ops.image.sobel_edges(torch.zeros(3, 3, 1)), r"`images` must be a batch of images \(4 axes\), got shape \(3, 3, 1\)"),
    (TypeError, lambda: ops.image.extract_patches(torch.zeros(3, 3, 1), "3"), r"Invalid `size`: Expected an int or a tuple, got '3'"),
    (ValueError, lambda: ops.image.extract_patches(torch.zeros(3, 3, 1), (1, 1, 1, 1)), r"Expected a tuple of length 2 or 3, got \(1, 1, 1, 1\)"),
    (TypeError, lambda: ops.image.extract_patches_3d(torch.zeros(3, 3, 3, 1), (1, 1)), r"Expected an int or a tuple of 3, got \(1, 1\)"),
    (ValueError, lambda: ops.image.extract_patches(torch.zeros(3, 1), 2), r"taken from tensors of 3 or 4 axes, got shape \(3, 1\)"),
    (ValueError, lambda: ops.nn.psnr(torch.zeros(2), torch.zeros(3), 1.0), r"must have the same shape, got \(2,\) and \(3,\)"),
])
def test_errors(error, call, message):
    with pytest.raises(error, match=message):
        call()
