import numpy as np
import pytest
import torch

import hornpipe as keras
from hornpipe import layers

IMAGES = np.arange(2 * 10 * 8 * 3, dtype="float32").reshape(2, 10, 8, 3)


@pytest.mark.parametrize("make, axis", [(layers.RandomHeight, 1), (layers.RandomWidth, 2)])
def test_stretches_one_axis_in_training_only(make, axis):
    layer = make((0.5, 0.5), seed=1)
    y = layer(IMAGES, training=True)
    size = [10, 8]
    size[axis - 1] = int(size[axis - 1] * 1.5)
    assert tuple(y.shape) == (2, *size, 3)
    torch.testing.assert_close(y, keras.ops.image.resize(torch.from_numpy(IMAGES), size))
    assert torch.equal(layer(IMAGES, training=False), torch.from_numpy(IMAGES))
    shape = [None, 10, 8, 3]
    shape[axis] = None
    assert layer(keras.Input((10, 8, 3))).shape == tuple(shape)


def test_sizes_lie_in_the_range_and_repeat_with_a_seed():
    sizes = [[layer(IMAGES, training=True).shape[1] for _ in range(20)] for layer in (layers.RandomHeight((-0.5, 0.3), seed=3) for _ in range(2))]
    assert sizes[0] == sizes[1] and len(set(sizes[0])) > 2
    assert 5 <= min(sizes[0]) and max(sizes[0]) <= 13


def test_config_is_that_of_keras_2():
    config = layers.RandomHeight((-0.2, 0.3), seed=1).get_config()
    assert {k: config[k] for k in ("factor", "interpolation", "seed")} == {"factor": (-0.2, 0.3), "interpolation": "bilinear", "seed": 1}
    assert "data_format" not in config
    again = layers.deserialize({"module": "keras.layers", "class_name": "RandomWidth", "registered_name": None, "config": {
        "name": "random_width", "trainable": True, "dtype": "float32", "factor": 0.2, "interpolation": "nearest", "seed": None}})
    assert again.factor == 0.2 and again.interpolation == "nearest"


def test_boxes_follow():
    layer = layers.RandomWidth((0.5, 0.5), bounding_box_format="xyxy")
    boxes = {"boxes": np.array([[[2.0, 1, 4, 5]]] * 2, "float32"), "labels": np.ones((2, 1))}
    made = layer({"images": IMAGES, "bounding_boxes": boxes}, training=True)
    np.testing.assert_allclose(made["bounding_boxes"]["boxes"][0].numpy(), [[3.0, 1, 6, 5]])


def test_refuses():
    for factor, words in (((0.3, -0.2), "lower bound below"), ((-2, 0.1), "greater than -1"), ("a", "must be a number or two")):
        with pytest.raises(ValueError, match=words):
            layers.RandomHeight(factor)
