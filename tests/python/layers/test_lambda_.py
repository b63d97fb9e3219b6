import numpy as np
import pytest
import torch

import hornpipe
from hornpipe import layers, ops


def twice(x, by=2):
    return x * by


def test_function_with_arguments():
    np.testing.assert_array_equal(layers.Lambda(twice, arguments={"by": 3})(np.ones((2, 2))), np.full((2, 2), 3))
    assert layers.Lambda(lambda x, training=None: x if training else -x)(np.ones(2), training=True).sum() == 2


def test_a_lambda_is_code_and_a_function_a_name():
    layer = layers.Lambda(lambda x: x**2)
    config = layer.get_config()
    assert set(config["function"]["config"]) == {"code", "defaults", "closure"}
    with pytest.raises(ValueError, match="Lambda"):
        layers.Lambda.from_config(config)
    assert layers.Lambda.from_config(config, safe_mode=False)(torch.tensor([3.0])) == 9
    named = layers.Lambda(twice).get_config()
    assert named["function"] == {"module": "builtins", "class_name": "function", "config": "twice", "registered_name": "function"}
    assert layers.Lambda.from_config(named, custom_objects={"twice": twice}).function is twice
    own = layers.Lambda(ops.square)
    assert layers.deserialize(layers.serialize(own)).function is ops.square


def test_output_shape():
    assert layers.Lambda(lambda x: ops.concatenate([x, x], axis=1))(layers.Input((3,))).shape == (None, 6)
    told = layers.Lambda(lambda x: torch.from_numpy(np.asarray(x).repeat(2, 1)), output_shape=(6,))
    assert told(layers.Input((3,))).shape == (None, 6)
    by_rule = layers.Lambda(lambda x: x, output_shape=lambda shape: (shape[0], 2 * shape[1]))
    assert by_rule(layers.Input((3,))).shape == (None, 6)
    doubles = layers.Lambda(lambda x: x, output_shape=lambda shape: [float("nan"), shape[1] * 2.0])         # as R has it
    assert doubles(layers.Input((3,))).shape == (None, 6)
    with pytest.raises(ValueError, match="`output_shape` must give whole numbers and None, got 1.5"):
        layers.Lambda(lambda x: x, output_shape=lambda shape: (None, shape[1] / 2))(layers.Input((3,)))
    assert "output_shape" not in layers.Lambda(ops.square).get_config()

    def breaks(x):
        raise RuntimeError("no")

    with pytest.raises(NotImplementedError, match="could not be found by running its function .no.. Tell it by the argument `output_shape`"):
        layers.Lambda(breaks)(layers.Input((3,)))


def test_mask():
    layer = layers.Lambda(twice, mask=lambda x, mask: x[..., 0] > 0)
    np.testing.assert_array_equal(layer(torch.tensor([[[1.0], [-1.0]]]))._keras_mask, [[True, False]])


def test_what_is_no_function():
    with pytest.raises(TypeError, match="`function` must be a function, got 3"):
        layers.Lambda(3)
    assert hornpipe.layers.Lambda is layers.Lambda
