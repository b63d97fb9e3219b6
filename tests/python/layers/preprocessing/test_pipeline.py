"""`Pipeline`."""
import pytest
import torch

from hornpipe import layers


def test_one_after_the_other():
    pipeline = layers.Pipeline([layers.Rescaling(2.0), layers.Rescaling(1.0, offset=1.0)])
    assert pipeline([[1.0, 2.0]]).tolist() == [[3, 5]] and len(pipeline.layers) == 2


def test_training_and_masks_reach_the_layers():
    class Seen(layers.Layer):
        def call(self, x, training=None, mask=None):
            self.seen = training, None if mask is None else mask.tolist()
            return x

    seen = Seen()
    seen.supports_masking = True
    layers.Pipeline([layers.Masking(), seen])(torch.tensor([[[1.0], [0.0]]]), training=False)
    assert seen.seen == (False, [[True, False]])


def test_config():
    config = layers.Pipeline([layers.RandomFlip("horizontal", seed=3)], name="p").get_config()
    assert set(config) == {"name", "layers"}
    again = layers.Pipeline.from_config(config)
    assert again.layers[0].mode == "horizontal"
    with pytest.raises(ValueError, match="A config of `Pipeline` must contain a `layers` key"):
        layers.Pipeline.from_config({"name": "p"})
