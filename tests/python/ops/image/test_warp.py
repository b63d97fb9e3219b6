import numpy as np
import pytest
import torch

from hornpipe import KerasTensor, ops, random

X = torch.rand(2, 6, 7, 3)
STAY = torch.tensor([1.0, 0, 0, 0, 1, 0, 0, 0])


@pytest.mark.parametrize("method", ["nearest", "bilinear"])
def test_the_identity(method):
    torch.testing.assert_close(ops.image.affine_transform(X, STAY, method), X)
    corners = torch.tensor([[0.0, 0], [6, 0], [0, 5], [6, 5]])
    torch.testing.assert_close(ops.image.perspective_transform(X, corners, corners, method), X, atol=1e-5, rtol=1e-4)


def test_shifts_and_what_lies_outside():
    shift = torch.tensor([1.0, 0, 2, 0, 1, 0, 0, 0])
    y = ops.image.affine_transform(X, shift, fill_value=9.0)
    torch.testing.assert_close(y[:, :, :-2], X[:, :, 2:])
    assert (y[:, :, -2:] == 9).all()
    for mode, columns in (("nearest", [6, 6]), ("wrap", [0, 1]), ("mirror", [5, 4]), ("reflect", [6, 5])):
        torch.testing.assert_close(ops.image.affine_transform(X, shift, fill_mode=mode)[:, :, -2:], X[:, :, columns])


def test_the_projective_part_divides():
    corners = torch.tensor([[0.0, 0], [6, 0], [0, 5], [6, 5]])
    moved = corners + torch.tensor([[0.5, 0.2], [-0.4, 0.1], [0.3, -0.6], [-0.2, -0.1]])
    y = ops.image.perspective_transform(X, corners, moved)
    x1, y1 = moved.T
    x0, y0 = corners.T
    one, zero = torch.ones(4), torch.zeros(4)
    rows = [torch.stack((x1, y1, one, zero, zero, zero, -x0 * x1, -x0 * y1), 1), torch.stack((zero, zero, zero, x1, y1, one, -y0 * x1, -y0 * y1), 1)]
    transform = torch.linalg.solve(torch.cat(rows), torch.cat((x0, y0)))
    torch.testing.assert_close(ops.image.affine_transform(X, transform), y, atol=1e-4, rtol=1e-4)


def test_integer_images_are_rounded():
    x = torch.tensor([[0, 255], [0, 255]], dtype=torch.uint8).view(1, 2, 2, 1)
    half = torch.tensor([1.0, 0, 0.3, 0, 1, 0, 0, 0])
    assert ops.image.affine_transform(x, half, fill_mode="nearest")[0, :, :, 0].tolist() == [[76, 255]] * 2
    assert ops.image.map_coordinates(np.array([0, 10]), [np.array([0.26, 0.75])], 1).tolist() == [3, 8]


def test_elastic_transforms_follow_their_seed():
    y = ops.image.elastic_transform(X, seed=3)
    assert torch.equal(y, ops.image.elastic_transform(X, seed=3))
    stream = random.SeedGenerator(1)
    assert not torch.equal(ops.image.elastic_transform(X, seed=stream), ops.image.elastic_transform(X, seed=stream))
    assert ops.image.elastic_transform(X[0].permute(2, 0, 1), seed=1, data_format="channels_first").shape == (3, 6, 7)
    torch.testing.assert_close(ops.image.elastic_transform(X, alpha=0.0, seed=1), X)


def test_symbolic_shapes():
    x = KerasTensor((None, 6, 7, 3))
    assert ops.image.affine_transform(x, STAY).shape == (None, 6, 7, 3)
    assert ops.image.elastic_transform(x).shape == (None, 6, 7, 3)
    assert ops.image.map_coordinates(KerasTensor((6, 7)), KerasTensor((2, 4, 5)), 1).shape == (4, 5)


@pytest.mark.parametrize("call, message", [
    (lambda: ops.image.affine_transform(X, torch.zeros(2, 3)), r"Invalid transform rank: expected rank 1 .*got shape \(2, 3\)"),
    (lambda: ops.image.affine_transform(X, STAY, "cubic"), r"`interpolation` must be one of 'nearest', 'bilinear', got 'cubic'"),
    (lambda: ops.image.affine_transform(X, STAY, fill_mode="zeros"), r"`fill_mode` must be one of"),
    (lambda: ops.image.perspective_transform(X, torch.zeros(3, 2), torch.zeros(4, 2)),
     r"Invalid start_points shape: expected \(4, 2\) or \(batch, 4, 2\), got \(3, 2\)"),
    (lambda: ops.image.perspective_transform(X, torch.zeros(4, 2), torch.zeros(2, 4, 2)), r"must have the same shape"),
    (lambda: ops.image.map_coordinates(X, torch.zeros(3, 2), 1), r"must be the same as the rank of `inputs` \(4\), got 3"),
    (lambda: ops.image.elastic_transform(X, sigma=0.0), r"`sigma` must be positive, got 0.0"),
])
def test_errors(call, message):
    with pytest.raises(ValueError, match=message):
        call()


def test_splines_are_not_there():
    with pytest.raises(NotImplementedError, match="`order` must be 0 or 1, got 3"):
        ops.image.map_coordinates(X[0, :, :, 0], torch.zeros(2, 3), 3)
