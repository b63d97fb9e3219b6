"""Layers that choose among others."""
import random

import pytest
import torch

from hornpipe import layers

IMAGES = torch.rand(3, 12, 10, 3) * 255


def test_rand_augment_is_what_it_drew_one_after_the_other():
    layer = layers.RandAugment(num_ops=3, seed=1)
    drawn = layer.get_random_transformation(IMAGES)
    assert len(drawn) == 3 and {name for name, _ in drawn} <= set(layer.names)
    wanted = IMAGES
    for name, what in drawn:
        wanted = getattr(layer, name).transform_images(wanted, what)
    assert torch.equal(layer.transform_images(IMAGES, drawn), wanted)


@pytest.mark.parametrize("kind", ("RandAugment", "AugMix"))
@pytest.mark.parametrize("data_format", ("channels_first", "channels_last"))
def test_values_and_shapes(kind, data_format):
    x = IMAGES if data_format == "channels_last" else IMAGES.movedim(-1, 1)
    for seed in range(4):
        found = getattr(layers, kind)(seed=seed, data_format=data_format)(x, training=True)
        assert found.shape == x.shape and found.min() >= 0 and found.max() <= 255.01


def test_aug_mix_chooses_by_pythons_stream():
    found = []
    for _ in range(2):
        random.seed(3)
        found.append(layers.AugMix(seed=1)(IMAGES, training=True))
    assert torch.equal(*found)


def test_without_colors():
    layer = layers.AugMix(all_ops=False, num_chains=5, chain_depth=6)
    names = {name for chain in layer.get_random_transformation(IMAGES)["chain_transforms"] for name, _ in chain}
    assert names <= set(layer.names)


def test_masks_keep_their_classes():
    masks = (torch.arange(360).reshape(3, 12, 10, 1) % 3).int()
    for seed in range(3):
        made = layers.RandAugment(seed=seed)({"images": IMAGES, "segmentation_masks": masks}, training=True)
        assert set(made["segmentation_masks"].unique().tolist()) <= {0, 1, 2}


def test_boxes():
    data = {"images": IMAGES, "bounding_boxes": {"boxes": torch.tensor([[[2.0, 2.0, 6.0, 8.0]]] * 3), "labels": torch.zeros(3, 1)}}
    assert layers.RandAugment(seed=1, bounding_box_format="xyxy")(data, training=True)["bounding_boxes"]["boxes"].shape == (3, 1, 4)
    with pytest.raises(NotImplementedError, match="there is no place for a bounding box"):
        layers.AugMix(bounding_box_format="xyxy")(data, training=True)


def test_messages():
    with pytest.raises(ValueError, match=r"in the range \[0, 1\]. It got 2"):
        layers.RandAugment(factor=2)
