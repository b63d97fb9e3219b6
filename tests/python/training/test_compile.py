"""Losses and metrics laid over the outputs: their names in the logs, and which of them are told."""
import numpy as np
import pytest

import hornpipe as keras
from hornpipe import layers, metrics, ops

RNG = np.random.default_rng(0)
X, P, Q, WEIGHT = RNG.random((12, 4)), RNG.random((12, 2)), RNG.integers(0, 3, 12), RNG.random(12)


@pytest.fixture
def one():
    return keras.Sequential([keras.Input((4,)), layers.Dense(2)])


@pytest.fixture
def two():
    inputs = keras.Input((4,))
    return keras.Model(inputs, [layers.Dense(2, name="p")(inputs), layers.Dense(3, activation="softmax", name="q")(inputs)])


def test_a_metric_and_its_weighted_twin_both_have_a_name(one):
    one.compile("sgd", "mse", metrics=["mae"], weighted_metrics=["mae", "mse", metrics.MeanAbsoluteError(name="mae")])
    logs = one.evaluate(X, P, sample_weight=WEIGHT, verbose=0, return_dict=True)
    assert list(logs) == ["loss", "mae", "weighted_mae", "mse", "weighted_mae_1"]
    error = np.abs(one.predict(X, verbose=0) - P).mean(1)
    assert logs["mae"] == pytest.approx(error.mean(), rel=1e-5)
    assert logs["weighted_mae"] == logs["weighted_mae_1"] == pytest.approx((error * WEIGHT).sum() / WEIGHT.sum(), rel=1e-5)


def test_metrics_of_one_name_are_numbered(one):
    one.compile("sgd", "mse", metrics=["mae", metrics.MeanSquaredError(name="mae")])
    assert list(one.evaluate(X, P, verbose=0, return_dict=True)) == ["loss", "mae", "mae_1"]


def test_twins_of_one_output_among_several(two):
    two.compile("sgd", ["mse", "sparse_categorical_crossentropy"], metrics=[["mae"], ["accuracy"]], weighted_metrics=[["mse"], ["accuracy"]])
    logs = two.evaluate(X, [P, Q], sample_weight=[WEIGHT, WEIGHT], verbose=0, return_dict=True)
    assert list(logs) == ["loss", "p_loss", "q_loss", "p_mae", "q_accuracy", "p_mse", "q_weighted_accuracy"]


def test_losses_are_told_apart_where_there_are_several(two):
    two.compile("sgd", ["mse", None])
    assert list(two.fit(X, [P, Q], verbose=0).history) == ["loss"]
    two.compile("sgd", ["mse", "sparse_categorical_crossentropy"])
    assert list(two.fit(X, [P, Q], verbose=0).history) == ["loss", "p_loss", "q_loss"]


def test_a_model_that_overrides_metrics_tells_those_alone():
    class Own(keras.Model):
        def __init__(self, *args, **kwargs):
            super().__init__(*args, **kwargs)
            self.tracker = metrics.Mean(name="mine")

        def compute_loss(self, x, y, y_pred, sample_weight=None, training=True):
            loss = ops.mean(ops.square(y_pred - y))
            self.tracker.update_state(loss)
            return loss

        @property
        def metrics(self):
            return [self.tracker]

    inputs = keras.Input((4,))
    model = Own(inputs, layers.Dense(2)(inputs))
    model.compile("sgd", metrics=["mae"])
    assert list(model.fit(X, P, verbose=0).history) == ["mine"]
    expected = np.square(model.predict(X, verbose=0) - P).mean()
    assert model.evaluate(X, P, verbose=0) == pytest.approx(expected, rel=1e-5)
