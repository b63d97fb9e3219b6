"""What all layers on images share."""
import numpy as np
import pytest
import torch

import hornpipe
from hornpipe import layers
from hornpipe.layers.preprocessing.image.base import as_range, pixel_range, rescaled, saturated

IMAGES = torch.from_numpy(np.random.default_rng(0).uniform(0, 255, (4, 8, 6, 3)).astype("float32"))


def test_ranges():
    assert as_range("factor", 0.3, -1, 1) == (-0.3, 0.3) and as_range("factor", 0.3, 0, 1) == (0, 0.3) and as_range("factor", (0.5, 0.1), 0, 1) == (0.1, 0.5)
    for bad in (2, "a", (0.1, 0.2, 0.3), (0, 3)):
        with pytest.raises(ValueError, match=r"The `factor` argument should be a number \(or a list of two numbers\) in the range \[0, 1\]"):
            as_range("factor", bad, 0, 1)
    assert pixel_range((255, 0)) == [0, 255]
    with pytest.raises(ValueError, match="The `value_range` argument should be a list of two numbers. It got 3"):
        pixel_range(3)


def test_values_of_another_range():
    assert rescaled(torch.tensor([0.0, 255.0]), (0, 255), (-1, 1)).tolist() == [-1, 1]
    assert saturated(torch.tensor([-3.0, 1.6, 300.0]), torch.uint8).tolist() == [0, 2, 255]


def test_nothing_happens_in_inference():
    for layer in (layers.RandomFlip(), layers.RandomBrightness(0.5), layers.RandomErasing(), layers.MixUp(), layers.RandAugment()):
        assert torch.equal(layer(IMAGES, training=False), IMAGES)


def test_a_seed_repeats_the_draws():
    first, again, other = (layers.RandomRotation(0.3, seed=s)(IMAGES, training=True) for s in (1, 1, 2))
    assert torch.equal(first, again) and not torch.equal(first, other)
    layer = layers.RandomRotation(0.3, seed=1)
    assert not torch.equal(layer(IMAGES, training=True), layer(IMAGES, training=True))


def test_one_image():
    layer = layers.RandomFlip("horizontal", seed=3)
    assert layer(IMAGES[0], training=True).shape == IMAGES.shape[1:]


def test_what_comes_with_images_changes_with_them():
    data = {"images": IMAGES, "segmentation_masks": torch.arange(48.0).reshape(1, 8, 6, 1).repeat(4, 1, 1, 1), "labels": torch.arange(4),
            "bounding_boxes": {"boxes": torch.tensor([[[0.0, 0.0, 2.0, 4.0]]] * 4), "labels": torch.zeros(4, 1)}}
    made = layers.RandomFlip("horizontal", seed=1, bounding_box_format="xyxy")(data, training=True)
    flipped = [torch.equal(a, b.flip(1)) for a, b in zip(made["images"], IMAGES)]
    assert any(flipped) and not all(flipped)
    for i, was in enumerate(flipped):
        assert made["bounding_boxes"]["boxes"][i][0].tolist() == pytest.approx([4, 0, 6, 4] if was else [0, 0, 2, 4])
        assert torch.equal(made["segmentation_masks"][i], data["segmentation_masks"][i].flip(1) if was else data["segmentation_masks"][i])
    assert made["labels"] is data["labels"] or made["labels"].tolist() == [0, 1, 2, 3]


def test_symbolic_images_alone_and_with_labels():
    layer = layers.Resizing(5, 7)
    assert layer(hornpipe.Input((8, 6, 3))).shape == (None, 5, 7, 3)
    spec = layers.RandomFlip().compute_output_spec({"images": hornpipe.KerasTensor((2, 8, 6, 3)), "labels": hornpipe.KerasTensor((2,))})
    assert spec["images"].shape == (2, 8, 6, 3)


def test_transformations_by_hand():
    layer = layers.RandomBrightness(0.5)
    made = layer.transform_images(IMAGES[:1], {"rgb_delta": np.full((1, 1, 1, 1), 20.0, "float32")})
    torch.testing.assert_close(made, (IMAGES[:1] + 20).clamp(0, 255))


def test_dtypes():
    assert layers.RandomFlip(dtype="uint8")(IMAGES.to(torch.uint8), training=True).dtype is torch.uint8
    assert layers.RandomContrast(0.2, dtype="mixed_float16")(IMAGES, training=True).dtype is torch.float16


def test_messages():
    with pytest.raises(ValueError, match=r"Expected the input image to be rank 3 or 4. Got shape \(2, 3\)"):
        layers.RandomFlip()(torch.zeros(2, 3), training=True)
    with pytest.raises(ValueError, match="Pass a `bounding_box_format` argument to your RandomFlip layer"):
        layers.RandomFlip()({"images": IMAGES, "bounding_boxes": {"boxes": torch.zeros(4, 1, 4), "labels": torch.zeros(4, 1)}}, training=True)


def test_in_a_model_and_its_file(tmp_path):
    model = hornpipe.Sequential([hornpipe.Input((8, 6, 3)), layers.RandomFlip(seed=1), layers.Rescaling(1 / 255)])
    torch.testing.assert_close(model(IMAGES, training=False), IMAGES / 255)
    model.save(tmp_path / "m.keras")
    np.testing.assert_allclose(hornpipe.saving.load_model(tmp_path / "m.keras").predict(IMAGES.numpy(), verbose=0), IMAGES / 255, rtol=1e-6)
