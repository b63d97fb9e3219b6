import pytest
import torch

from hornpipe import KerasTensor, layers, ops
from hornpipe.graph.infer import infer, inferring, unknown_to_none


def test_axes_that_differ_are_unknown():
    spec = infer(lambda x, y: (x.transpose(0, 1), torch.cat([x, y]), x.sum()), (KerasTensor((None, 3)), KerasTensor((5, 3))))
    assert [s.shape for s in spec] == [(3, None), (None, 3), ()]


def test_dtypes_are_those_of_the_computation():
    assert infer(lambda x: x.argmax(1), (KerasTensor((None, 3)),)).dtype == "int64"
    assert ops.mean(KerasTensor((2, 2), "int32")).dtype == "float32"


def test_nesting_is_kept():
    spec = infer(lambda d: {"a": [d["x"] * 2], "b": None}, ({"x": KerasTensor((None,))},))
    assert spec["a"][0].shape == (None,) and spec["b"] is None


def test_unknown_sizes_are_matched_where_they_must():
    assert ops.add(KerasTensor((None, 4)), KerasTensor((7, 4))).shape in ((7, 4), (None, 4))


def test_rank_must_not_depend_on_sizes():
    with pytest.raises(ValueError, match="rank of the result depends"):
        infer(lambda x: x.reshape([1] * (x.shape[0] % 11 + 1) + [-1]), (KerasTensor((None,)),))


def test_code_can_tell_that_it_is_inferred():
    seen = []

    def function(x):
        seen.append((inferring(), unknown_to_none(x.shape)))
        return x

    infer(function, (KerasTensor((None, 3)),))
    assert set(seen) == {(True, (None, 3))} and not inferring() and unknown_to_none((2, 3)) == (2, 3)


def test_inference_draws_and_changes_nothing():
    layer = layers.BatchNormalization()
    layer.build((None, 3))
    state = torch.get_rng_state()
    before = layer.moving_mean.clone()
    layer(KerasTensor((None, 3)), training=True)
    layers.Dropout(0.5)(KerasTensor((None, 3)), training=True)
    assert torch.equal(torch.get_rng_state(), state) and torch.equal(layer.moving_mean, before)


def test_large_shapes_take_no_memory():
    assert ops.matmul(KerasTensor((10**6, 10**5)), KerasTensor((10**5, 10**6))).shape == (10**6, 10**6)
