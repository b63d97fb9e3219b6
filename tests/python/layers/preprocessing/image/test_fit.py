"""Layers that give images another size."""
import numpy as np
import pytest
import torch

import hornpipe
from hornpipe import layers

IMAGE = torch.arange(48.0).reshape(1, 4, 6, 2)


def test_resizing():
    assert torch.equal(layers.Resizing(8, 12, interpolation="nearest")(IMAGE), IMAGE.repeat_interleave(2, 1).repeat_interleave(2, 2))
    half = layers.Resizing(2, 3)(IMAGE)
    torch.testing.assert_close(half, IMAGE.reshape(1, 2, 2, 3, 2, 2).mean((2, 4)))
    assert layers.Resizing(2, 3)(IMAGE.to(torch.uint8)).dtype is torch.uint8


def test_resizing_keeps_proportions():
    cut = layers.Resizing(4, 4, crop_to_aspect_ratio=True)(IMAGE)
    assert torch.equal(cut, IMAGE[:, :, 1:5])
    framed = layers.Resizing(6, 6, pad_to_aspect_ratio=True, fill_value=-1.0)(IMAGE)
    assert torch.equal(framed[:, 1:5], IMAGE) and (framed[:, [0, 5]] == -1).all()


def test_resizing_boxes_and_masks():
    data = {"images": IMAGE, "bounding_boxes": {"boxes": torch.tensor([[[0.0, 0.0, 3.0, 2.0]]]), "labels": torch.zeros(1, 1)},
            "segmentation_masks": torch.arange(24).reshape(1, 4, 6, 1)}
    made = layers.Resizing(8, 12, bounding_box_format="xyxy")(data)
    assert made["bounding_boxes"]["boxes"].tolist() == [[[0, 0, 6, 4]]] and made["segmentation_masks"].shape == (1, 8, 12, 1)
    assert set(made["segmentation_masks"].unique().tolist()) == set(range(24))
    framed = layers.Resizing(6, 6, pad_to_aspect_ratio=True, bounding_box_format="xyxy")(data)
    assert framed["bounding_boxes"]["boxes"].tolist() == [[[0, 1, 3, 3]]]


def test_center_crop():
    assert torch.equal(layers.CenterCrop(2, 2)(IMAGE), IMAGE[:, 1:3, 2:4])
    assert layers.CenterCrop(8, 8)(IMAGE).shape == (1, 8, 8, 2)
    assert torch.equal(layers.CenterCrop(2, 4, data_format="channels_first")(IMAGE.movedim(-1, 1)), IMAGE[:, 1:3, 1:5].movedim(-1, 1))


def test_center_crop_moves_boxes():
    data = {"images": IMAGE, "bounding_boxes": {"boxes": torch.tensor([[[1.0, 0.0, 4.0, 2.0]]]), "labels": torch.zeros(1, 1)}}
    assert layers.CenterCrop(2, 2, bounding_box_format="xyxy")(data)["bounding_boxes"]["boxes"].tolist() == [[[0, 0, 2, 1]]]


def test_random_crop_is_a_part_of_the_image():
    seen = set()
    for seed in range(12):
        found = layers.RandomCrop(2, 3, seed=seed)(IMAGE, training=True)
        places = [(i, j) for i in range(3) for j in range(4) if torch.equal(found, IMAGE[:, i:i + 2, j:j + 3])]
        assert len(places) == 1
        seen.add(places[0])
    assert len(seen) > 3


def test_in_inference_the_middle_is_cut_and_stretched():
    found = layers.RandomCrop(2, 2)(IMAGE, training=False)
    torch.testing.assert_close(found, layers.Resizing(2, 2)(IMAGE[:, :, 1:5]))
    assert layers.RandomCrop(8, 9)(IMAGE, training=True).shape == (1, 8, 9, 2)


def test_random_crop_moves_boxes_with_the_image():
    x = torch.zeros(1, 20, 30, 1)
    x[:, 8:12, 13:18] = 1
    data = {"images": x, "bounding_boxes": {"boxes": torch.tensor([[[13.0, 8.0, 18.0, 12.0]]]), "labels": torch.zeros(1, 1)}}
    made = layers.RandomCrop(14, 22, seed=2, bounding_box_format="xyxy")(data, training=True)
    rows, columns = made["images"][0, ..., 0].any(1).nonzero(), made["images"][0, ..., 0].any(0).nonzero()
    np.testing.assert_allclose(made["bounding_boxes"]["boxes"][0, 0], [columns.min(), rows.min(), columns.max() + 1, rows.max() + 1], rtol=1e-6)


def test_a_fixed_number_of_boxes():
    layer = layers.MaxNumBoundingBoxes(2, bounding_box_format="xyxy")
    boxes = {"boxes": torch.arange(12.0).reshape(1, 3, 4), "labels": torch.tensor([[1, 2, 3]])}
    made = layer({"images": IMAGE, "bounding_boxes": boxes})["bounding_boxes"]
    assert made["boxes"].shape == (1, 2, 4) and made["labels"].tolist() == [[1, 2]]
    few = layer({"images": IMAGE, "bounding_boxes": {k: v[:, :1] for k, v in boxes.items()}})["bounding_boxes"]
    assert few["labels"].tolist() == [[1, -1]] and few["boxes"][0, 1].tolist() == [-1] * 4


def test_shapes():
    for layer in (layers.Resizing(5, 7), layers.CenterCrop(5, 7), layers.RandomCrop(5, 7)):
        assert layer(hornpipe.Input((10, 12, 3))).shape == (None, 5, 7, 3)
    with pytest.raises(ValueError, match=r"`input_shape` must be the shape of an image \(rank 3\) or of a batch \(rank 4\)"):
        layers.Resizing(5, 7).compute_output_shape((3, 4))
    with pytest.raises(ValueError, match="`height` must be a positive integer, got 0"):
        layers.Resizing(0, 7)


def test_other_interpolations():
    for interpolation in ("bicubic", "lanczos3", "lanczos5"):
        found = layers.Resizing(9, 13, interpolation=interpolation)(IMAGE)
        assert np.corrcoef(found.flatten(), layers.Resizing(9, 13)(IMAGE).flatten())[0, 1] > 0.99
