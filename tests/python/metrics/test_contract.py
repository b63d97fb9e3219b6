"""What holds for every metric."""
import copy
import inspect
import pickle

import numpy as np
import pytest
import torch

from hornpipe import losses, metrics
from hornpipe.core import registry

CLASSES = sorted({c for c in registry.known("metric").values() if isinstance(c, type)}, key=lambda c: c.__name__)
BY_ROWS = [c for c in CLASSES if c is not metrics.MeanTensor]        # which averages batches of one shape
FUNCTIONS = [f for n, f in sorted(vars(metrics).items()) if inspect.isfunction(f) and n not in ("get", "serialize", "deserialize")]
NEEDED = {"num_classes": 4, "target_class_ids": [0, 1], "specificity": 0.5, "sensitivity": 0.5, "recall": 0.5, "precision": 0.5,
          "fn": losses.mean_squared_error, "normalizer": [1.0, 2.0, 1.0, 4.0]}
OTHER_OPTIONS = {
    **NEEDED, "threshold": 0.3, "thresholds": [0.2, 0.6], "top_k": 2, "class_id": 1, "k": 2, "from_sorted_ids": True, "axis": 0, "from_logits": True,
    "label_smoothing": 0.1, "ignore_class": 0, "average": "micro", "beta": 2.0, "class_aggregation": None, "num_regressors": 1, "num_thresholds": 7,
    "curve": "PR", "summation_method": "majoring", "sparse_y_true": False, "sparse_y_pred": False,
    "shape": (2, 3),
}


def by_name(x):
    return x.__name__


def make(cls, **options):
    return cls(**{n: NEEDED[n] for n in inspect.signature(cls).parameters if n in NEEDED}, **options)


def batch(metric, rows=6, seed=0):
    rng = np.random.default_rng(seed)
    name = type(metric).__name__
    if name in ("Mean", "Sum", "MeanTensor"):
        return (rng.normal(size=(rows, 4)).astype("float32"),)
    if name in ("IoU", "MeanIoU"):
        return rng.integers(0, 4, rows), rng.integers(0, 4, rows)
    if name == "BinaryIoU":
        return rng.integers(0, 2, rows), rng.random(rows)
    y_pred = rng.dirichlet(np.ones(4), rows).astype("float32")
    if name.startswith("Sparse"):
        return rng.integers(0, 4, rows), y_pred
    return np.eye(4, dtype="float32")[rng.integers(0, 4, rows)], y_pred


@pytest.mark.parametrize("cls", CLASSES, ids=by_name)
def test_is_public_and_described(cls):
    assert getattr(metrics, cls.__name__) is cls
    assert cls.__module__ == "hornpipe.metrics"
    assert inspect.getdoc(cls).strip()
    assert set(inspect.signature(cls).parameters) >= {"name", "dtype"}


@pytest.mark.parametrize("function", FUNCTIONS, ids=by_name)
def test_function_is_public_and_described(function):
    assert function.__module__ in ("hornpipe.metrics", "hornpipe.losses")
    for name in inspect.signature(function).parameters:
        assert f"    {name}: " in function.__doc__
    assert pickle.loads(pickle.dumps(function)) is function


@pytest.mark.parametrize("cls", CLASSES, ids=by_name)
def test_config_makes_an_equal_metric(cls):
    parameters = inspect.signature(cls).parameters
    options = {n: v for n, v in OTHER_OPTIONS.items() if n in parameters}
    if cls is metrics.AUC:
        options |= {"num_thresholds": 4, "multi_label": True, "num_labels": 2, "label_weights": [1.0, 2.0], "from_logits": False}
    if cls is metrics.BinaryIoU:
        options["target_class_ids"] = [1]
    metric = cls(name="mine", dtype="float64", **options)
    config = metric.get_config()
    if "fn" in config:
        assert config["fn"]["config"] == "mean_squared_error"
        options["fn"] = config["fn"]
    assert config == {"name": "mine", "dtype": "float64", **options}
    for again in (cls.from_config(config), metrics.deserialize(metrics.serialize(metric)), copy.deepcopy(metric), pickle.loads(pickle.dumps(metric))):
        assert again.get_config() == config and type(again) is cls
        assert [(v.name, v.shape) for v in again.variables] == [(v.name, v.shape) for v in metric.variables]
    assert metrics.serialize(metric)["module"] == "keras.metrics"


@pytest.mark.parametrize("cls", [c for c in CLASSES if not any(n in NEEDED for n in inspect.signature(c).parameters)], ids=by_name)
def test_found_by_name(cls):
    assert type(metrics.get(cls.__name__)) is cls
    assert type(metrics.get(cls)) is cls
    assert type(metrics.get({"class_name": cls.__name__, "config": {}})) is cls


@pytest.mark.parametrize("cls", BY_ROWS, ids=by_name)
def test_uneven_batches_give_what_one_batch_gives(cls):
    one, many = make(cls), make(cls)
    data = batch(one, rows=11)
    one.update_state(*data)
    for rows in (slice(0, 4), slice(4, 9), slice(9, 11)):
        many.update_state(*(x[rows] for x in data))
    np.testing.assert_allclose(many.result(), one.result(), rtol=1e-5, atol=1e-6)


@pytest.mark.parametrize("cls", CLASSES, ids=by_name)
def test_reset_forgets(cls):
    metric = make(cls)
    metric.update_state(*batch(metric))
    metric.reset_state()
    assert all(not v.any() for v in metric.variables)
    metric.update_state(*batch(metric, seed=1))
    np.testing.assert_allclose(metric.result(), make(cls)(*batch(metric, seed=1)))


@pytest.mark.parametrize("cls", CLASSES, ids=by_name)
def test_equal_weights_change_nothing(cls):
    plain, weighted = make(cls), make(cls)
    data = batch(plain)
    ones = np.ones(6, dtype="int32" if plain.dtype == "int32" else "float32")
    np.testing.assert_allclose(weighted(*data, sample_weight=ones), plain(*data), rtol=1e-6)


@pytest.mark.parametrize("cls", BY_ROWS, ids=by_name)
def test_weight_0_is_absence(cls):
    weighted, short = make(cls), make(cls)
    data = batch(weighted)
    weights = np.array([1, 1, 0, 1, 0, 1], dtype="int32" if weighted.dtype == "int32" else "float32")
    np.testing.assert_allclose(weighted(*data, sample_weight=weights), short(*(x[weights > 0] for x in data)), rtol=1e-5, atol=1e-6)


@pytest.mark.parametrize("cls", CLASSES, ids=by_name)
def test_takes_tensors_with_gradients_and_keeps_none(cls):
    metric, plain = make(cls), make(cls)
    data = [torch.tensor(x) for x in batch(metric)]
    expected = plain(*data)
    if data[-1].is_floating_point():
        data[-1].requires_grad_()
    result = metric(*data)
    np.testing.assert_allclose(result, expected)
    assert not result.requires_grad and not any(v.requires_grad for v in metric.variables)


@pytest.mark.parametrize("cls", CLASSES, ids=by_name)
def test_result_is_a_value_of_its_own(cls):
    metric = make(cls)
    before = metric(*batch(metric)).clone()
    result = metric.result()
    metric.update_state(*batch(metric, seed=1))
    np.testing.assert_array_equal(result, before)


@pytest.mark.parametrize("cls", [c for c in CLASSES if c.joins], ids=by_name)
def test_batches_may_be_taken_in_together(cls):
    parts = [[torch.as_tensor(values) for values in batch(make(cls), 6, seed)] for seed in range(3)]
    plain, one_by_one, together = make(cls), make(cls), make(cls)
    for part in parts:
        plain.update_state(*part)
        one_by_one.update_joined(*part, 1)
    together.update_joined(*(torch.cat(values) for values in zip(*parts)), 3)
    for a, b, c in zip(one_by_one.variables, together.variables, plain.variables):
        np.testing.assert_array_equal(a.detach(), b.detach())
        np.testing.assert_allclose(a.detach(), c.detach(), rtol=1e-6)


@pytest.mark.parametrize("shape", [(6,), (6, 1), (6, 3)])
def test_means_of_batches_of_any_form_are_taken_in_together(shape):
    values = torch.rand((2, 4, *shape)), torch.rand((2, 4, *shape))
    plain, together = metrics.MeanSquaredError(), metrics.MeanSquaredError()
    for part in zip(*values):
        for y_true, y_pred in zip(*part):
            plain.update_state(y_true, y_pred)
    for y_true, y_pred in zip(*values):
        together.update_joined(y_true.flatten(0, 1), y_pred.flatten(0, 1), 4)
    for a, b in zip(plain.variables, together.variables):
        np.testing.assert_allclose(a.detach(), b.detach(), rtol=1e-6)


def test_a_subclass_does_not_join():
    class Mine(metrics.BinaryAccuracy):
        pass

    assert metrics.BinaryAccuracy.joins and not Mine.joins
