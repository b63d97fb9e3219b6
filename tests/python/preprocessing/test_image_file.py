import io
import sys

import numpy as np
import pytest
from pillow_stand_in import Picture

import hornpipe as keras

PIXELS = np.random.default_rng(0).integers(0, 256, (6, 8, 3), dtype="uint8")


@pytest.mark.parametrize("call", [
    lambda: keras.utils.load_img("a.png"), lambda: keras.utils.array_to_img(PIXELS), lambda: keras.utils.save_img("a.png", PIXELS),
    lambda: keras.utils.image_dataset_from_directory("."),
])
def test_without_pillow_the_error_says_what_to_install(call, monkeypatch):
    monkeypatch.setitem(sys.modules, "PIL.Image", None)
    with pytest.raises(ImportError, match="needs the package Pillow; install it with `pip install pillow`"):
        call()


def test_images_as_arrays_and_back(pillow):
    x = keras.utils.img_to_array(Picture(PIXELS))
    assert x.dtype == "float32" and x.shape == (6, 8, 3) and keras.utils.img_to_array(Picture(PIXELS), "channels_first").shape == (3, 6, 8)
    assert keras.utils.img_to_array(Picture(PIXELS[..., 0])).shape == (6, 8, 1)
    assert (keras.utils.array_to_img(x, scale=False).pixels == PIXELS).all()
    stretched = keras.utils.array_to_img(x[..., :1] / 300).pixels
    assert (stretched.min(), stretched.max(), stretched.dtype, stretched.shape) == (0, 255, "uint8", (6, 8))
    assert keras.utils.array_to_img(x.transpose(2, 0, 1), "channels_first", scale=False).size == (8, 6)
    assert keras.utils.array_to_img(x[..., :1] * 4, scale=False).pixels.dtype == "int32"
    for call, message in ((lambda: keras.utils.array_to_img(x[0]), "`x` must be one image, with 3 axes, got shape \\(8, 3\\)"),
                          (lambda: keras.utils.array_to_img(x[..., :2]), "`x` must have 1, 3 or 4 channels, got 2"),
                          (lambda: keras.utils.img_to_array(x[None]), "`img` must be an image with 2 or 3 axes")):
        with pytest.raises(ValueError, match=message):
            call()


def test_files(pillow, tmp_path):
    path = tmp_path / "a.png"
    keras.utils.save_img(path, PIXELS, scale=False)
    assert (keras.utils.load_img(path).pixels == PIXELS).all() and keras.utils.load_img(io.BytesIO(path.read_bytes()), "grayscale").mode == "L"
    assert keras.utils.load_img(path, target_size=(3, 5)) == ((5, 3), "NEAREST", None)
    assert keras.utils.load_img(path, target_size=(3, 3), interpolation="bilinear", keep_aspect_ratio=True) == ((3, 3), "BILINEAR", (1, 0, 7, 6))
    with pytest.warns(UserWarning, match="JPEG files have no transparency"):
        keras.utils.save_img(tmp_path / "a.jpg", np.ones((2, 2, 4)))
    assert keras.utils.load_img(tmp_path / "a.jpg").mode == "RGB"
    with pytest.raises(ValueError, match="`color_mode` must be one of"):
        keras.utils.load_img(path, "cmyk")
    with pytest.raises(TypeError, match="`path` must be a path or an `io.BytesIO`, got 3"):
        keras.utils.load_img(3)


def test_smart_resize_cuts_the_middle():
    x = np.arange(32.0).reshape(4, 8, 1)
    made = keras.preprocessing.image.smart_resize(x, (4, 4), "nearest")
    assert isinstance(made, np.ndarray) and (made == x[:, 2:6]).all()
    assert keras.preprocessing.image.smart_resize(np.stack([x, x]), (2, 2)).shape == (2, 2, 2, 1)
    with pytest.raises(ValueError, match="`size` must be a tuple of 2 integers, got \\(1, 2, 3\\)"):
        keras.preprocessing.image.smart_resize(x, (1, 2, 3))


def test_a_folder_of_images(pillow, tmp_path):
    for name in "ab":
        (tmp_path / name).mkdir()
        for i in range(2):
            keras.utils.save_img(tmp_path / name / f"{i}.png", PIXELS // (i + 1), scale=False)

    def read(**kwargs):
        return keras.utils.image_dataset_from_directory(tmp_path, shuffle=False, verbose=False, **kwargs)[0][0]

    assert (read(image_size=(6, 8))[0] == PIXELS).all() and read().shape == (4, 256, 256, 3) and read().dtype == "float32"
    assert (read(image_size=(6, 6), crop_to_aspect_ratio=True)[0] == PIXELS[:, 1:7]).all()
    padded = read(image_size=8, pad_to_aspect_ratio=True)[0]
    assert (padded[[0, 7]] == 0).all() and (padded[1:7] == PIXELS).all()
    assert read(color_mode="grayscale", image_size=(6, 8), data_format="channels_first").shape == (4, 1, 6, 8)
    assert read(color_mode="rgba", image_size=(2, 2), interpolation="nearest")[..., 3].tolist() == [[[255.0] * 2] * 2] * 4
    for arguments, message in (({"color_mode": "x"}, "`color_mode` must be one of"), ({"interpolation": "x"}, "`interpolation` must be one of"),
                               ({"image_size": (1, 2, 3)}, "`image_size` argument must be an int or a tuple of 2"),
                               ({"crop_to_aspect_ratio": True, "pad_to_aspect_ratio": True}, "exclude each other")):
        with pytest.raises(ValueError, match=message):
            read(**arguments)
