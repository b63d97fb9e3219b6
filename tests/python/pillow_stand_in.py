"""As much of Pillow as the tests of images need: a file holds the array of its pixels."""
import sys
import types

import numpy as np
import pytest


class Picture:
    """As much of a Pillow image as is asked for; a file holds its array."""

    def __init__(self, pixels):
        self.pixels = np.asarray(pixels)
        self.size = self.pixels.shape[1::-1]
        self.mode = {2: "L", 3: {3: "RGB", 4: "RGBA"}.get(self.pixels.shape[-1])}[self.pixels.ndim]

    def __array__(self, dtype=None, copy=None):
        return self.pixels.astype(dtype or self.pixels.dtype)

    def __enter__(self):
        return self

    def __exit__(self, *error):
        pass

    def load(self):
        pass

    def convert(self, mode):
        gray = self.pixels if self.pixels.ndim == 2 else self.pixels[..., :3].mean(-1).astype("uint8")
        opaque = np.full((*gray.shape, 1), 255, "uint8")
        return Picture({"L": gray, "RGB": self.pixels[..., :3], "RGBA": np.concatenate([self.pixels[..., :3], opaque], -1)}[mode])

    def resize(self, size, method, box=None):
        return size, method, box

    def save(self, path, format=None, **kwargs):
        self.saved_as = format
        with open(path, "wb") as file:
            np.save(file, self.pixels)


@pytest.fixture
def pillow(monkeypatch):
    module = types.ModuleType("PIL.Image")
    module.open = lambda path: Picture(np.load(path))
    module.fromarray = Picture
    module.Resampling = {name: name for name in ("NEAREST", "BILINEAR")}
    monkeypatch.setitem(sys.modules, "PIL", types.ModuleType("PIL"))
    monkeypatch.setitem(sys.modules, "PIL.Image", module)
