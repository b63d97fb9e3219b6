import numpy as np
import pytest

from hornpipe.preprocessing import image

X = np.arange(4 * 5 * 3, dtype="float32").reshape(4, 5, 3)
LAST = {"row_axis": 0, "col_axis": 1, "channel_axis": 2}


def test_quarter_turns_of_a_square_are_exact():
    x = X[:, :4]
    turned = image.apply_affine_transform(x, theta=90, order=0, **LAST)
    np.testing.assert_array_equal(turned, np.rot90(x))
    np.testing.assert_allclose(image.apply_affine_transform(x, theta=180, **LAST), x[::-1, ::-1], atol=1e-5)


@pytest.mark.parametrize("fill_mode, edge", [("nearest", X[:, 0]), ("constant", np.full((4, 3), 9.0)), ("reflect", X[:, 0]), ("wrap", X[:, 3])])
def test_a_shift_fills_as_told(fill_mode, edge):
    shifted = image.apply_affine_transform(X, tx=-1, fill_mode=fill_mode, cval=9.0, **LAST)
    np.testing.assert_array_equal(shifted[:, 1:], X[:, :-1])
    np.testing.assert_array_equal(shifted[:, 0], edge)


def test_channels_first_is_the_same_image():
    first = image.apply_affine_transform(X.transpose(2, 0, 1), theta=20, zx=0.8, zy=0.8)
    np.testing.assert_allclose(first.transpose(1, 2, 0), image.apply_affine_transform(X, theta=20, zx=0.8, zy=0.8, **LAST))


def test_colours():
    np.testing.assert_array_equal(image.apply_channel_shift(X, 5.0), np.clip(X + 5, 0, 59))
    np.testing.assert_array_equal(image.apply_brightness_shift(X, 2.0, scale=False), X * 2)
    rgba = np.concatenate([X, X[..., :1]], -1)
    np.testing.assert_array_equal(image.apply_brightness_shift(rgba, 0.5, scale=False)[..., 3], X[..., 0])


@pytest.mark.parametrize("call", [
    lambda: image.random_rotation(X, 20, **LAST), lambda: image.random_shift(X, 0.2, 0.2, **LAST), lambda: image.random_shear(X, 10, **LAST),
    lambda: image.random_zoom(X, (0.5, 0.9), **LAST), lambda: image.random_channel_shift(X, 5), lambda: image.random_brightness(X, (0.5, 0.9)),
])
def test_numpys_seed_drives_the_draws(call):
    np.random.seed(3)
    first, second = call(), call()
    np.random.seed(3)
    np.testing.assert_array_equal(call(), first)
    assert first.shape == X.shape and not np.array_equal(first, second)


def test_refuses():
    with pytest.raises(ValueError, match="`x` must have 3 axes"):
        image.apply_affine_transform(X[0], theta=3)
    with pytest.raises(ValueError, match="`zoom_range` must be two numbers, got 3"):
        image.random_zoom(X, 3)
