"""Layers that move pixels."""
import numpy as np
import pytest
import torch

from hornpipe import layers

IMAGE = torch.arange(60.0).reshape(1, 5, 4, 3)
ZERO = {"fill_mode": "constant", "fill_value": 0.0}


def moved(kind, x=IMAGE, **options):
    return getattr(layers, kind)(**options)(x, training=True)


@pytest.mark.parametrize("mode,axes", (("horizontal", [2]), ("vertical", [1]), ("horizontal_and_vertical", [1, 2])))
def test_flip(mode, axes):
    batch = IMAGE.repeat(20, 1, 1, 1)
    found = moved("RandomFlip", batch, mode=mode, seed=1)
    flipped = sum(torch.equal(a, b.flip([x - 1 for x in axes])) for a, b in zip(found, batch))
    assert 4 <= flipped <= 16 and all(torch.equal(a, b) or torch.equal(a, b.flip([x - 1 for x in axes])) for a, b in zip(found, batch))


def test_a_quarter_turn():
    square = IMAGE[:, :4]
    found = moved("RandomRotation", square, factor=(0.25, 0.25), interpolation="nearest")
    assert torch.equal(found, square.rot90(1, (1, 2))) or torch.equal(found, square.rot90(-1, (1, 2)))


def test_translation():
    found = moved("RandomTranslation", height_factor=(0.2, 0.2), width_factor=(0.25, 0.25), **ZERO)
    torch.testing.assert_close(found[:, 1:, 1:], IMAGE[:, :-1, :-1], rtol=1e-3, atol=1e-2)
    assert not found[:, 0].any() and not found[:, :, 0].any()
    wrapped = moved("RandomTranslation", height_factor=(0.2, 0.2), width_factor=(0, 0), fill_mode="wrap", interpolation="nearest")
    torch.testing.assert_close(wrapped, IMAGE.roll(1, 1))


def test_zoom():
    out = moved("RandomZoom", height_factor=(1, 1), width_factor=(1, 1), interpolation="nearest", **ZERO)
    assert (out != 0).float().mean() < 0.5
    torch.testing.assert_close(moved("RandomZoom", height_factor=(0, 0)), IMAGE, rtol=1e-3, atol=1e-2)


def test_no_shear_and_no_perspective_change_nothing():
    torch.testing.assert_close(moved("RandomShear", x_factor=(0, 0), y_factor=(0, 0)), IMAGE, rtol=1e-3, atol=1e-2)
    torch.testing.assert_close(moved("RandomPerspective", factor=0.0), IMAGE, rtol=1e-3, atol=1e-2)
    torch.testing.assert_close(moved("RandomElasticTransform", factor=0.0), IMAGE, rtol=1e-3, atol=1e-2)


def test_shear_moves_rows_by_their_height():
    wide = torch.zeros(1, 5, 20, 1)
    wide[:, :, 10] = 1
    found = moved("RandomShear", wide, x_factor=(0.5, 0.5), y_factor=(0, 0), interpolation="nearest", **ZERO)[0, ..., 0]
    places = [row.argmax().item() for row in found]
    steps = np.diff(places)
    assert abs(steps.sum()) >= 1 and (np.sign(steps[steps != 0]) == np.sign(steps.sum())).all()


@pytest.mark.parametrize("kind,options", (
    ("RandomFlip", {}), ("RandomRotation", {"factor": 0.2}), ("RandomTranslation", {"height_factor": 0.2, "width_factor": 0.2}),
    ("RandomZoom", {"height_factor": 0.2}), ("RandomShear", {"x_factor": 0.3}), ("RandomPerspective", {"factor": 1.0}), ("RandomElasticTransform", {})))
def test_masks_keep_their_classes(kind, options):
    masks = (torch.arange(240).reshape(2, 12, 10, 1) % 3).int()
    made = moved(kind, {"images": torch.rand(2, 12, 10, 3), "segmentation_masks": masks}, seed=4, **options)["segmentation_masks"]
    assert made.shape == masks.shape and set(made.unique().tolist()) <= {0, 1, 2}


@pytest.mark.parametrize("kind,options", (
    ("RandomRotation", {"factor": (0.05, 0.05), **ZERO}), ("RandomTranslation", {"height_factor": (0.1, 0.1), "width_factor": (-0.2, -0.2), **ZERO}),
    ("RandomZoom", {"height_factor": (0.3, 0.3), "width_factor": (0.2, 0.2), **ZERO}), ("RandomShear", {"x_factor": (0.2, 0.2), **ZERO}),
    ("RandomPerspective", {"factor": 1.0, "scale": 0.3}), ("RandomFlip", {"mode": "horizontal"})))
@pytest.mark.parametrize("layout", ("xyxy", "rel_xywh"))
def test_a_box_follows_what_it_holds(kind, options, layout):
    """A white rectangle, and the box around it, go to the same place."""
    x = torch.zeros(4, 40, 50, 1)
    x[:, 12:26, 15:33] = 1
    corners = {"xyxy": [15.0, 12.0, 33.0, 26.0], "rel_xywh": [0.3, 0.3, 0.36, 0.35]}[layout]
    boxes = {"boxes": torch.tensor([[corners]] * 4), "labels": torch.zeros(4, 1)}
    layer = getattr(layers, kind)(bounding_box_format=layout, seed=5, **options)
    made = layer({"images": x, "bounding_boxes": boxes}, training=True)
    for image, found in zip(made["images"], made["bounding_boxes"]["boxes"][:, 0]):
        rows, columns = (image[..., 0] > 0.5).any(1).nonzero(), (image[..., 0] > 0.5).any(0).nonzero()
        if layout == "rel_xywh":
            found = torch.stack([found[0], found[1], found[0] + found[2], found[1] + found[3]]) * torch.tensor([50, 40, 50, 40])
        np.testing.assert_allclose(found, [columns.min(), rows.min(), columns.max() + 1, rows.max() + 1], atol=1.6)


@pytest.mark.parametrize("kind,options,message", (
    ("RandomFlip", {"mode": "diagonal"}, "`mode` must be one of"), ("RandomRotation", {"factor": 2}, r"in the range \[-1, 1\]. It got 2"),
    ("RandomRotation", {"factor": 0.1, "fill_mode": "mirror"}, "`fill_mode` must be one of 'reflect', 'wrap', 'constant', 'nearest', got 'mirror'"),
    ("RandomRotation", {"factor": 0.1, "interpolation": "bicubic"}, "`interpolation` must be one of 'nearest', 'bilinear', got 'bicubic'"),
    ("RandomShear", {"x_factor": -0.1}, "`x_factor` argument"), ("RandomZoom", {"height_factor": (-2, 0)}, "height_factor")))
def test_messages(kind, options, message):
    with pytest.raises(ValueError, match=message):
        getattr(layers, kind)(**options)


def test_a_shear_of_a_number_goes_both_ways():
    assert layers.RandomShear(x_factor=0.3).x_factor == (-0.3, 0.3) and layers.RandomShear(y_factor=(-0.1, 0.2)).y_factor == (-0.1, 0.2)
