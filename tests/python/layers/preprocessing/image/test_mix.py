"""Layers that replace parts of images, or mix them."""
import numpy as np
import pytest
import torch

from hornpipe import layers

IMAGES = torch.stack([torch.full((10, 12, 3), float(v)) for v in (10, 20, 30, 40)])
LABELS = torch.eye(4)


def test_erasing_fills_a_rectangle():
    found = layers.RandomErasing(factor=1.0, scale=(0.2, 0.3), fill_value=99.0, seed=1)(IMAGES, training=True)
    for image, old in zip(found, (10, 20, 30, 40)):
        where = image[..., 0] == 99
        if where.any():
            rows, columns = where.any(1).nonzero(), where.any(0).nonzero()
            assert where[rows.min():rows.max() + 1, columns.min():columns.max() + 1].all() and 0.1 < where.float().mean() < 0.45
        assert (image[~where] == old).all()
    assert torch.equal(layers.RandomErasing(factor=0.0)(IMAGES, training=True), IMAGES)


def test_erasing_with_three_numbers_or_noise():
    found = layers.RandomErasing(factor=(1, 1), scale=(1, 1), fill_value=(1, 2, 3))(IMAGES, training=True)
    assert found[0, 5, 5].tolist() == [1, 2, 3]
    noise = layers.RandomErasing(factor=(1, 1), scale=(1, 1))(IMAGES, training=True)
    assert noise.min() >= 0 and noise.max() <= 255 and noise[0].std() > 1


def test_cutmix_takes_a_rectangle_and_its_share_of_the_label():
    made = layers.CutMix(factor=(1, 1), seed=2)({"images": IMAGES, "labels": LABELS}, training=True)
    for i, (image, label) in enumerate(zip(made["images"], made["labels"])):
        own = (image[..., 0] == IMAGES[i, 0, 0, 0]).float().mean().item()
        assert label.sum().item() == pytest.approx(1) and set(image[..., 0].unique().tolist()) <= {10, 20, 30, 40}
        assert label[i].item() == pytest.approx(own, abs=0.2)
    assert torch.equal(layers.CutMix()(IMAGES[0], training=True), IMAGES[0])


def test_mixup_mixes_images_and_labels_in_one_share():
    made = layers.MixUp(alpha=1.0, seed=3)({"images": IMAGES, "labels": LABELS}, training=True)
    values = torch.tensor([10.0, 20, 30, 40])
    for image, label in zip(made["images"], made["labels"]):
        assert image.std().item() == pytest.approx(0, abs=1e-3) and image[0, 0, 0].item() == pytest.approx((label * values).sum().item(), rel=1e-4)


def test_boxes():
    boxes = {"boxes": torch.rand(4, 2, 4), "labels": torch.arange(8).reshape(4, 2)}
    data = {"images": IMAGES, "bounding_boxes": boxes}
    made = layers.MixUp(seed=1, bounding_box_format="xyxy")(data, training=True)["bounding_boxes"]
    assert made["boxes"].shape == (4, 4, 4) and made["labels"].shape == (4, 4) and torch.equal(made["boxes"][:, :2], boxes["boxes"])
    with pytest.raises(NotImplementedError, match="CutMix does not handle bounding boxes"):
        layers.CutMix(bounding_box_format="xyxy")(data, training=True)


def test_messages():
    with pytest.raises(ValueError, match=r"`fill_value` argument should be a number \(or a list of three numbers\). It got"):
        layers.RandomErasing(fill_value=(1, 2))
    assert np.isclose(layers.MixUp().alpha, 0.2)
