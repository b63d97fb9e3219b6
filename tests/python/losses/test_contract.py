"""What holds for every loss."""
import copy
import inspect
import pickle

import numpy as np
import pytest
import torch

import hornpipe
from hornpipe import losses
from hornpipe.core import registry
from hornpipe.losses.loss import Loss, LossFunctionWrapper

KNOWN = set(registry.known("loss").values())
CLASSES = sorted((c for c in KNOWN if isinstance(c, type) and issubclass(c, Loss) and c is not LossFunctionWrapper), key=lambda c: c.__name__)
FUNCTIONS = sorted(filter(inspect.isfunction, KNOWN), key=lambda f: f.__name__)
OTHER_OPTIONS = {"delta": 0.3, "axis": 1, "from_logits": True, "label_smoothing": 0.1, "ignore_class": 0, "alpha": 0.4, "beta": 0.3, "gamma": 3.0, "q": 0.2,
                 "margin": 0.1, "remove_diagonal": False, "apply_class_balancing": True}


def by_name(x):
    return x.__name__


def data(loss):
    """Targets and predictions that suit a loss: batch 4, and another axis where it has values per position."""
    rng = np.random.default_rng(0)
    name = loss.of.__name__
    if name == "ctc":
        return rng.integers(0, 4, (4, 2)), rng.normal(size=(4, 6, 5)).astype("float32")
    if name == "circle":
        made = rng.normal(size=(4, 5)).astype("float32")
        return np.array([0, 1, 0, 1]), made / np.linalg.norm(made, axis=1, keepdims=True)
    y_pred = rng.dirichlet(np.ones(5), (4, 5)).astype("float32")
    if getattr(loss.of, "labels", False):
        return rng.integers(0, 5, (4, 5)), y_pred
    return np.eye(5, dtype="float32")[rng.integers(0, 5, (4, 5))], y_pred


@pytest.mark.parametrize("cls", CLASSES, ids=by_name)
def test_is_public_and_described(cls):
    assert getattr(losses, cls.__name__) is cls
    assert cls.__module__ == "hornpipe.losses"
    assert cls.__doc__.strip()
    assert set(inspect.signature(cls).parameters) >= {"reduction", "name", "dtype"}


@pytest.mark.parametrize("function", FUNCTIONS, ids=by_name)
def test_function_is_public_and_described(function):
    assert getattr(losses, function.__name__) is function
    assert function.__module__ == "hornpipe.losses"
    for name in inspect.signature(function).parameters:
        assert f"    {name}: " in function.__doc__
    assert pickle.loads(pickle.dumps(function)) is function
    assert losses.get(function.__name__) is function
    assert losses.deserialize(losses.serialize(function)) is function


@pytest.mark.parametrize("cls", CLASSES, ids=by_name)
def test_config_makes_an_equal_loss(cls):
    options = {n: OTHER_OPTIONS[n] for n in cls._options}
    loss = cls(reduction="sum", name="mine", dtype="float64", **options)
    config = loss.get_config()
    assert config == {"name": "mine", "reduction": "sum", "dtype": "float64", **options}
    again = cls.from_config(config)
    assert again.get_config() == config and type(again) is cls
    made = losses.deserialize(losses.serialize(loss))
    assert made.get_config() == config and type(made) is cls
    assert losses.serialize(loss)["module"] == "keras.losses"


@pytest.mark.parametrize("cls", CLASSES, ids=by_name)
def test_found_by_name(cls):
    assert type(losses.get(cls.__name__)) is cls
    assert type(losses.get(cls)) is cls
    assert type(losses.get({"class_name": cls.__name__, "config": {}})) is cls


@pytest.mark.parametrize("cls", CLASSES, ids=by_name)
def test_is_the_mean_of_its_function(cls):
    loss = cls()
    y_true, y_pred = data(loss)
    values = loss.of(y_true, y_pred, **{n: getattr(loss, n) for n in cls._options})
    if cls.__name__ == "Circle":        # all of them count here: each has both a partner and an opponent
        assert values._keras_mask.all()
    np.testing.assert_allclose(loss(y_true, y_pred), values.mean(), rtol=1e-6)
    np.testing.assert_allclose(cls(reduction="sum")(y_true, y_pred), values.sum(), rtol=1e-5)
    for reduction in ("none", None):
        np.testing.assert_allclose(cls(reduction=reduction)(y_true, y_pred), values, rtol=1e-6)


@pytest.mark.parametrize("cls", CLASSES, ids=by_name)
def test_weights(cls):
    loss = cls(reduction="none")
    y_true, y_pred = data(loss)
    values = loss(y_true, y_pred)
    if not values.ndim:                 # a region has no samples
        return
    weight = torch.tensor([1.0, 0.0, 2.0, 0.5])
    wide = weight.view(-1, *[1] * (values.ndim - 1))
    np.testing.assert_allclose(loss(y_true, y_pred, weight), values * wide, rtol=1e-6)
    np.testing.assert_allclose(cls()(y_true, y_pred, weight.numpy()), (values * wide).mean(), rtol=1e-6)
    np.testing.assert_allclose(cls(reduction="mean_with_sample_weight")(y_true, y_pred, wide), (values * wide).sum() / wide.sum(), rtol=1e-5)


@pytest.mark.parametrize("cls", CLASSES, ids=by_name)
def test_mask(cls):
    loss = cls(reduction="none")
    y_true, y_pred = data(loss)
    values = loss(y_true, y_pred)
    if not values.ndim:
        return
    masked = torch.tensor(y_pred)
    masked._keras_mask = torch.arange(values.numel()).view(values.shape) % 3 > 0
    counts = masked._keras_mask
    np.testing.assert_allclose(cls()(y_true, masked), values[counts].mean(), rtol=1e-5)
    np.testing.assert_allclose(cls(reduction="sum")(y_true, masked), values[counts].sum(), rtol=1e-5)
    masked._keras_mask = torch.zeros_like(counts)
    assert cls()(y_true, masked) == 0


@pytest.mark.parametrize("cls", CLASSES, ids=by_name)
def test_dtype(cls):
    y_true, y_pred = data(cls())
    assert cls()(y_true, y_pred).dtype is torch.float32
    assert cls(dtype="float64")(y_true, y_pred).dtype is torch.float64
    assert cls(dtype="bfloat16")(y_true, y_pred).dtype is torch.bfloat16


@pytest.mark.parametrize("cls", CLASSES, ids=by_name)
def test_gradient_reaches_the_predictions(cls):
    loss = cls()
    y_true, y_pred = data(loss)
    y_pred = torch.tensor(y_pred).requires_grad_()
    loss(y_true, y_pred).backward()
    assert y_pred.grad.isfinite().all() and y_pred.grad.abs().sum() > 0


@pytest.mark.parametrize("cls", CLASSES, ids=by_name)
def test_symbolic_call(cls):
    loss = cls()
    y_true, y_pred = data(loss)
    symbols = [hornpipe.KerasTensor((None, *y.shape[1:]), dtype=str(y.dtype)) for y in (y_true, y_pred)]
    assert loss(*symbols).shape == ()
    values = loss.of(y_true, y_pred, **{n: getattr(loss, n) for n in cls._options})
    assert loss.of(*symbols, **{n: getattr(loss, n) for n in cls._options}).shape == tuple(None if i == 0 else n for i, n in enumerate(values.shape))


@pytest.mark.parametrize("cls", CLASSES, ids=by_name)
def test_copies(cls):
    loss = cls(name="mine")
    assert pickle.loads(pickle.dumps(loss)).get_config() == copy.deepcopy(loss).get_config() == loss.get_config()
