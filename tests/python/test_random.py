import numpy as np
import pytest
import torch

import hornpipe
from hornpipe import KerasTensor, random

from . import keras_draws


def test_int_seeds_draw_what_keras_draws():
    with np.load(keras_draws.FILE) as expected:
        found = dict(keras_draws.draws(hornpipe))
        assert set(found) == set(expected.files)
        for name, x in found.items():
            x = hornpipe.ops.convert_to_numpy(x)
            assert x.dtype == expected[name].dtype, name
            np.testing.assert_allclose(x, expected[name], rtol=1e-5, atol=1e-6, err_msg=name)


def test_a_stream_goes_on_and_an_int_does_not():
    stream = random.SeedGenerator(3)
    assert not torch.equal(random.normal((5,), seed=stream), random.normal((5,), seed=stream))
    assert torch.equal(random.normal((5,), seed=3), random.normal((5,), seed=3))
    twin = random.SeedGenerator.from_config(random.SeedGenerator(3).get_config())
    assert torch.equal(random.normal((5,), seed=twin), random.normal((5,), seed=3))


def test_moments():
    assert abs(random.normal((100_000,), 2.0, 3.0, seed=0).mean() - 2) < 0.05
    truncated = random.truncated_normal((100_000,), 1.0, 2.0, seed=0)
    assert truncated.min() >= -3 and truncated.max() <= 5
    assert abs(truncated.std() - 2 * 0.8796) < 0.02
    assert abs(random.gamma((50_000,), 3.0, seed=0).mean() - 3) < 0.05
    assert abs(random.beta((50_000,), 2.0, 6.0, seed=0).mean() - 0.25) < 0.01
    assert abs(random.binomial((50_000,), 10.0, 0.3, seed=0).mean() - 3) < 0.05


@pytest.mark.parametrize("rate", [0.1, 0.5, 0.9])
def test_dropout_keeps_the_expected_sum(rate):
    stream = random.SeedGenerator(1)
    x = torch.ones(400, 300)
    y = random.dropout(x, rate, seed=stream)
    assert abs((y == 0).float().mean() - rate) < 0.01
    assert abs(y.mean() - 1) < 0.02
    assert torch.unique(y).numel() == 2
    assert not torch.equal(y, random.dropout(x, rate, seed=stream))


def test_dropout_at_the_ends_and_in_rows():
    x = torch.ones(6, 4)
    assert random.dropout(x, 0.0) is x
    assert random.dropout(x, 1.0).sum() == 0
    y = random.dropout(x, 0.5, noise_shape=(None, 1), seed=random.SeedGenerator(2))
    assert torch.equal(y, y[:, :1].expand(6, 4))


def test_shuffle_keeps_rows_together():
    x = torch.arange(20).reshape(10, 2)
    y = random.shuffle(x, seed=1)
    assert sorted(map(tuple, y.tolist())) == sorted(map(tuple, x.tolist()))
    assert not torch.equal(x, y)


def test_symbolic_draws():
    x = KerasTensor((None, 5))
    assert random.dropout(x, 0.3).shape == (None, 5)
    assert random.categorical(x, 3).shape == (None, 3)
    assert random.shuffle(x).shape == (None, 5)


@pytest.mark.parametrize("call, message", [
    (lambda: random.uniform((2,), dtype="int32"), r"`keras.random.uniform` requires a floating point `dtype`: got 'int32'"),
    (lambda: random.randint((2,), 0, 3, dtype="float32"), r"`keras.random.randint` requires an integer `dtype`: got 'float32'"),
    (lambda: random.normal((2,), seed="a"), r"Argument `seed` must be either an integer or a SeedGenerator, got 'a'"),
    (lambda: random.SeedGenerator(-1), r"Argument `seed` must be an integer, not negative, got -1"),
    (lambda: random.categorical(torch.zeros(3), 2), r"`logits` must have shape \(batch, classes\), got \(3,\)"),
])
def test_errors(call, message):
    with pytest.raises(ValueError, match=message):
        call()


def test_symbolic_draws_come_back_from_files():
    x = hornpipe.Input((5,))
    model = hornpipe.Model(x, random.shuffle(random.dropout(x, 0.5, seed=3), seed=1))
    twin = hornpipe.models.model_from_json(model.to_json())
    data = torch.randn(4, 5)
    torch.testing.assert_close(model(data), twin(data))
