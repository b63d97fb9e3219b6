import golden
import numpy as np
import pytest
import torch

from hornpipe import initializers, random
from hornpipe.initializers.drawn import compute_fans

ROWS = [r for r in golden.data("c02_functions/functions.json")["initializer"] if "std" in (r.get("expected") or {})]


@pytest.mark.parametrize("row", ROWS, ids=lambda r: r["id"])
def test_statistics_are_those_of_keras(row):
    x = getattr(initializers, row["class_name"])(**{**row["kwargs"], "seed": 1})(row["shape"]).numpy()
    expected = row["expected"]
    assert abs(x.mean() - expected["mean"]) < 0.02 * expected["std"]
    assert abs(x.std() / expected["std"] - 1) < 0.02
    if expected.get("bounds"):
        low, high = expected["bounds"]
        assert x.min() >= low * (1 + 1e-6) and x.max() <= high * (1 + 1e-6)


@pytest.mark.parametrize("shape", [(300, 200), (20, 50), (3, 3, 10, 12)])
def test_orthogonal(shape):
    q = initializers.Orthogonal(gain=2.0, seed=1)(shape).reshape(-1, shape[-1])
    gram = q.T @ q if q.shape[0] >= q.shape[1] else q @ q.T
    np.testing.assert_allclose(gram, 4 * np.eye(len(gram)), atol=1e-4)
    assert initializers.Orthogonal(seed=1)((4, 4), "float16").dtype == torch.float16


def test_fans():
    assert compute_fans(()) == (1, 1)
    assert compute_fans((7,)) == (7, 7)
    assert compute_fans((3, 4, 5, 6)) == (60, 72)
    assert compute_fans((8, 2, 4), [0], [1, 2]) == (8, 8)


def test_seeds():
    fixed = initializers.GlorotUniform(seed=3)
    assert torch.equal(fixed((2, 3)), fixed((2, 3)))
    assert torch.equal(fixed((2, 3)), fixed.clone()((2, 3)))
    free = initializers.GlorotUniform()
    assert not torch.equal(free((2, 3)), free.clone()((2, 3)))
    stream = initializers.RandomNormal(seed=random.SeedGenerator(1))
    assert not torch.equal(stream((3,)), stream((3,)))
    again = initializers.deserialize(initializers.serialize(initializers.RandomNormal(seed=random.SeedGenerator(1))))
    assert torch.equal(again((3,)), initializers.RandomNormal(seed=random.SeedGenerator(1))((3,)))


def test_configs():
    assert initializers.HeNormal(seed=1).get_config() == {"seed": 1, "input_axes": None, "output_axes": None}
    assert initializers.VarianceScaling(2.0, distribution="normal").get_config() == {
        "scale": 2.0, "mode": "fan_in", "distribution": "truncated_normal", "seed": None, "input_axes": None, "output_axes": None}
    entry = initializers.serialize(initializers.GlorotUniform())
    assert (entry["module"], entry["class_name"], entry["registered_name"]) == ("keras.initializers", "GlorotUniform", None)


@pytest.mark.parametrize("name, cls", [
    ("glorot_uniform", "GlorotUniform"), ("normal", "RandomNormal"), ("uniform", "RandomUniform"), ("zero", "Zeros"), ("one", "Ones"),
    ("OrthogonalInitializer", "Orthogonal"), ("IdentityInitializer", "Identity"), ("he_normal", "HeNormal"), ("lecun_uniform", "LecunUniform")])
def test_names(name, cls):
    assert type(initializers.get(name)) is getattr(initializers, cls)


@pytest.mark.parametrize("call, message", [
    (lambda: initializers.VarianceScaling(scale=0), r"Argument `scale` must be positive float: got 0"),
    (lambda: initializers.VarianceScaling(mode="fan"), r"Invalid `mode` argument: it must be one of 'fan_in', 'fan_out', 'fan_avg', got 'fan'"),
    (lambda: initializers.VarianceScaling(distribution="cauchy"), r"Invalid `distribution` argument"),
    (lambda: initializers.RandomNormal(seed="a"), r"`seed` must be an int or a SeedGenerator, got 'a'"),
    (lambda: initializers.Orthogonal()((3,)), r"Orthogonal makes tensors of two axes or more, got shape \(3,\) of rank 1"),
    (lambda: initializers.get("glorot"), r"`initializer` names nothing known: got 'glorot'"),
])
def test_errors(call, message):
    with pytest.raises(ValueError, match=message):
        call()
