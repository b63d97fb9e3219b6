import numpy as np
import pytest

from hornpipe import layers


class Doubled(layers.Wrapper):
    def call(self, inputs):
        return 2 * self.layer(inputs)


def test_a_wrapper_builds_and_stores_what_it_wraps():
    layer = Doubled(layers.Dense(2))
    y = layer(np.ones((1, 3)))
    np.testing.assert_allclose(y.detach(), 2 * layer.layer(np.ones((1, 3))).detach())
    assert len(layer.trainable_weights) == 2
    again = Doubled.from_config(layer.get_config())
    assert again.layer.units == 2


def test_what_is_no_layer():
    with pytest.raises(ValueError, match="Layer 'dense' supplied to Wrapper isn't a supported layer type"):
        layers.Wrapper("dense")
