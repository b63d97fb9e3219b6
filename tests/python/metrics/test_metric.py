import numpy as np
import pytest
import torch

import hornpipe
from hornpipe import metrics
from hornpipe.runtime.variable import Variable


class Largest(hornpipe.Metric):
    """A user's metric."""

    def __init__(self, scale=1.0, name="largest", **kwargs):
        super().__init__(name=name, **kwargs)
        self.scale = scale
        self.largest = self.add_variable((), name="largest")
        self.seen = self.add_weight(name="seen", dtype="int32")

    def update_state(self, y_true, y_pred, sample_weight=None):
        error = torch.as_tensor(np.abs(np.subtract(y_true, y_pred)).max(), dtype=torch.float32)
        self.largest.assign(torch.maximum(self.largest, error))
        self.seen.assign_add(1)

    def result(self):
        return self.scale * self.largest


def test_protocol():
    metric = Largest(2.0)
    assert metric.result() == 0
    assert metric([1.0, 2.0], [1.5, 2.0]) == 1
    assert metric([1.0, 2.0], [1.25, 2.0]) == 1 and metric.seen == 2
    metric.reset_state()
    assert metric.result() == 0 and metric.seen == 0
    assert repr(metric) == "<Largest name=largest>"


def test_variables_have_names_paths_and_dtypes():
    metric = Largest()
    assert [v.path for v in metric.variables] == ["largest/largest", "largest/seen"]
    assert [v.dtype for v in metric.variables] == [torch.float32, torch.int32]
    assert not any(v.trainable or v.requires_grad for v in metric.variables)
    assert [tuple(metric.add_weight(shape).shape) for shape in (None, 2.0, [2.0, 3])] == [(), (2,), (2, 3)]


def test_automatic_names():
    assert metrics.AUC().name.startswith("auc") and metrics.BinaryIoU().name.startswith("binary_io_u")
    assert metrics.Mean().name == metrics.Mean().name == "mean"


def test_variables_are_found_where_they_are_held():
    metric = Largest()
    metric.more = {"a": [Variable(0.0), Variable(1.0)]}
    metric.inner = metrics.Mean()
    metric.list = [metrics.Sum(), metrics.Sum()]
    assert len(metric.variables) == 2 + 2 + 2 + 2
    metric.again = metric.inner
    assert len(metric.variables) == 8


def test_stateless_use_leaves_the_metric_alone():
    metric = Largest()
    state = metric.stateless_update_state(metric.variables, [1.0], [4.0])
    assert state[0] == 3 and state[1] == 1 and metric.largest == 0
    assert metric.stateless_result(state) == 3
    metric.update_state([1.0], [2.0])
    assert metric.stateless_reset_state() == [0, 0] and metric.largest == 1
    with pytest.raises(ValueError, match="`metric_variables` must hold a value for each of the 2 variables of 'largest', got 1."):
        metric.stateless_result(state[:1])


def test_custom_config():
    config = Largest(3.0).get_config()
    assert config == {"scale": 3.0, "name": "largest", "dtype": "float32"}
    assert Largest.from_config(config).scale == 3.0


def test_dtype():
    assert metrics.Mean(dtype="mixed_float16").dtype == "float16"
    assert metrics.Mean(dtype="float64").variables[0].dtype is torch.float64
    hornpipe.config.set_floatx("float64")
    try:
        assert metrics.Mean().dtype == "float64"
    finally:
        hornpipe.config.set_floatx("float32")
    with pytest.raises(AttributeError):
        metrics.Mean().dtype = "float16"


def test_variables_before_init_say_what_is_missing():
    class Hasty(hornpipe.Metric):
        def __init__(self):
            self.total = self.add_variable(())

    with pytest.raises(RuntimeError, match="Call `super\\(\\).__init__\\(\\)` in Hasty"):
        Hasty()


def test_unknown_attribute():
    with pytest.raises(AttributeError, match="'Mean' object has no attribute 'totl'"):
        metrics.Mean().totl()


def test_base_has_no_arithmetic():
    with pytest.raises(NotImplementedError, match="Metric does not define `update_state"):
        hornpipe.Metric().update_state()
    with pytest.raises(NotImplementedError, match="Metric does not define `result"):
        hornpipe.Metric().result()


def test_unknown_names_have_hints():
    with pytest.raises(ValueError, match="'binary_acuracy'.*Did you mean 'binary_accuracy'"):
        metrics.get("binary_acuracy")
    assert metrics.get(None) is None
    with pytest.raises(ValueError, match="must be a name, a config dictionary or a metric, got 3"):
        metrics.get(3)


@pytest.mark.parametrize("name, cls", [
    ("mse", "MeanSquaredError"), ("MSE", "MeanSquaredError"), ("mae", "MeanAbsoluteError"), ("mape", "MeanAbsolutePercentageError"),
    ("MSLE", "MeanSquaredLogarithmicError"), ("bce", "BinaryCrossentropy"), ("BCE", "BinaryCrossentropy"), ("accuracy", "Accuracy"), ("auc", "AUC"),
    ("f1_score", "F1Score"), ("r2_score", "R2Score"), ("f_beta_score", "FBetaScore"), ("log_cosh_error", "LogCoshError"),
])
def test_short_names(name, cls):
    assert type(metrics.get(name)).__name__ == cls


def test_directions():
    up = {"AUC", "Accuracy", "CosineSimilarity", "F1Score", "MeanIoU", "PearsonCorrelation", "Precision", "R2Score", "RecallAtPrecision"}
    down = {"MeanSquaredError", "RootMeanSquaredError", "Hinge", "KLDivergence", "BinaryCrossentropy", "MeanMetricWrapper"}
    assert all(getattr(metrics, n)._direction == "up" for n in up)
    assert all(getattr(metrics, n)._direction == "down" for n in down)
    assert metrics.Mean._direction is None and metrics.TruePositives._direction is None
