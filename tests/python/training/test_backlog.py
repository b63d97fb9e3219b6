"""Batches that wait for the metrics are counted, whenever and however somebody looks."""
import threading

import numpy as np
import pytest
import torch

import hornpipe as keras
from hornpipe import layers
from hornpipe.training.backlog import BATCHES, ENTRIES

RNG = np.random.default_rng(0)
X, Y = RNG.random((50, 6), dtype=np.float32), RNG.integers(0, 3, 50)


def made(metrics=("accuracy",), units=3):
    keras.utils.set_random_seed(3)
    model = keras.Sequential([keras.Input((6,)), layers.Dense(8, "relu"), layers.Dense(units, "softmax")])
    model.compile("sgd", "sparse_categorical_crossentropy", metrics=list(metrics))
    return model


def backlog(model):
    return model._train_step_for_fit().backlog


class Spy(keras.callbacks.Callback):
    """Notes at each batch what waits, then what a look gives."""

    def __init__(self, look):
        self.look, self.waited, self.seen = look, [], []

    def on_train_batch_end(self, batch, logs=None):
        self.waited.append(len(backlog(self.model)._waiting))
        self.seen.append(self.look(self.model, logs))


def batch_by_batch(metric):
    """The metric after each of the batches of four, by hand: weights do not move at rate 0."""
    model = made()
    values = []
    for start in range(0, 50, 4):
        metric.update_state(Y[start:start + 4], model.predict(X[start:start + 4], verbose=0))
        values.append(float(metric.result()))
    return values


LOOKS = {
    "logs": lambda model, logs: logs["accuracy"],
    "result": lambda model, logs: float(model.metrics[1].result()),
    "held": lambda model, logs: float(model.mine.result()),
    "variable": lambda model, logs: float(model.mine.total / model.mine.count),
    "variables": lambda model, logs: float(model.mine.variables[0] / model.mine.variables[1]),
    "all": lambda model, logs: float(model.get_metrics_result()["accuracy"]),
    "stateless": lambda model, logs: float(model.mine.stateless_result(model.mine.variables)),
}


@pytest.mark.parametrize("look", LOOKS)
def test_a_look_at_any_batch_counts_all_so_far(look):
    model, spy = made(), Spy(LOOKS[look])
    model.mine = keras.metrics.SparseCategoricalAccuracy(name="accuracy")
    model.compile(keras.optimizers.SGD(0.0), "sparse_categorical_crossentropy", metrics=[model.mine])
    model.fit(X, Y, batch_size=4, epochs=1, shuffle=False, verbose=0, callbacks=[spy])
    assert max(spy.waited) == 1         # the one just added
    np.testing.assert_allclose(spy.seen, batch_by_batch(keras.metrics.SparseCategoricalAccuracy()), rtol=1e-6)


def test_a_look_in_a_scope_leaves_the_scope_alone():
    model = made()
    metric = keras.metrics.SparseCategoricalAccuracy(name="accuracy")
    model.compile(keras.optimizers.SGD(0.0), "sparse_categorical_crossentropy", metrics=[metric])

    def look(model, logs):
        with keras.StatelessScope() as scope:
            metric.result()
        assert not scope.state_mapping
        return float(metric.result())

    spy = Spy(look)
    model.fit(X, Y, batch_size=4, epochs=1, shuffle=False, verbose=0, callbacks=[spy])
    np.testing.assert_allclose(spy.seen, batch_by_batch(keras.metrics.SparseCategoricalAccuracy()), rtol=1e-6)


def test_batches_wait_until_there_are_many():
    model = made()
    model.fit(X, Y, batch_size=2, verbose=0)
    spy = Spy(lambda model, logs: None)
    x, y = np.tile(X, (4, 1)), np.tile(Y, 4)
    model.fit(x, y, batch_size=2, verbose=0, callbacks=[spy])
    assert spy.waited == [(i + 1) % BATCHES for i in range(100)]
    assert not backlog(model)._waiting and all(m.backlog is None for m in model.metrics)


def test_history_is_that_of_batches_taken_in_one_by_one(monkeypatch):
    kinds = ["accuracy", keras.metrics.SparseTopKCategoricalAccuracy(2), keras.metrics.SparseCategoricalCrossentropy()]
    with_waiting = made(kinds).fit(X, Y, batch_size=4, epochs=3, verbose=0).history
    monkeypatch.setattr("hornpipe.training.backlog.Backlog.add", lambda *_: False)
    kinds = ["accuracy", keras.metrics.SparseTopKCategoricalAccuracy(2), keras.metrics.SparseCategoricalCrossentropy()]
    one_by_one = made(kinds).fit(X, Y, batch_size=4, epochs=3, verbose=0).history
    assert with_waiting.keys() == one_by_one.keys() and len(with_waiting) == 4
    for name in with_waiting:
        np.testing.assert_allclose(with_waiting[name], one_by_one[name], rtol=1e-6)


def test_metrics_that_may_see_whole_batches_are_given_them():
    class Largest(keras.metrics.SparseCategoricalAccuracy):
        rows = ()

        def update_state(self, y_true, y_pred, sample_weight=None):
            self.rows += (len(y_true),)
            super().update_state(y_true, y_pred, sample_weight)

    model = made([Largest()])
    model.fit(X, Y, batch_size=8, epochs=2, verbose=0)
    assert model.metrics[1].rows == (8, 8, 8, 8, 8, 8, 2) * 2


def test_large_predictions_do_not_wait():
    model, spy = made(units=ENTRIES // 10 + 1), Spy(lambda model, logs: None)
    model.fit(X, Y, batch_size=10, epochs=2, verbose=0, callbacks=[spy])
    assert set(spy.waited) == {0}


def test_a_generator_may_fill_the_same_array_again():
    x, y = np.empty((5, 6), np.float32), np.empty(5, np.int64)

    def batches():
        for start in range(0, 50, 5):
            x[:], y[:] = X[start:start + 5], Y[start:start + 5]
            yield x, y

    model, again = made(), made()
    found = model.fit(batches(), verbose=0).history
    expected = again.fit(X, Y, batch_size=5, shuffle=False, verbose=0).history
    for name in found:
        np.testing.assert_allclose(found[name], expected[name], rtol=1e-6)


def test_train_on_batch_tells_of_its_batch():
    model = made()
    values = [model.train_on_batch(X[:10], Y[:10], return_dict=True) for _ in range(3)]
    again = made()
    for value in values:
        expected = again.evaluate(X[:10], Y[:10], verbose=0, return_dict=True)
        assert value == pytest.approx(expected, rel=1e-5)
        again.train_on_batch(X[:10], Y[:10])
    assert torch.isfinite(model.metrics[0].result())


def test_a_metric_of_two_models_counts_the_batches_of_both():
    shared = keras.metrics.SparseCategoricalAccuracy(name="accuracy")
    models = [made([shared]) for _ in range(2)]
    for model in models:
        model.train_on_batch(X[:10], Y[:10])
    shared.reset_state()
    for model in (*models, *models):
        step = model._train_step_for_fit()
        step(torch.tensor(X[:10]), torch.tensor(Y[:10]), None)
    assert float(shared.count) == 40


def test_metrics_that_are_made_anew_after_refused_labels_are_asked_for():
    model = made()
    with pytest.raises(ValueError, match="class numbers"):
        model.train_on_batch(X[:10], Y[:10] + 9)
    spy = Spy(lambda model, logs: float(model.metrics[1].count))
    model.fit(X, Y, batch_size=10, verbose=0, callbacks=[spy])
    assert spy.seen == [10, 20, 30, 40, 50]


def test_another_thread_may_look():
    expected = made().fit(X, Y, batch_size=1, epochs=4, verbose=0).history
    model, over = made(), threading.Event()

    def look():
        while not over.is_set():
            model.get_metrics_result()

    reader = threading.Thread(target=look)
    reader.start()
    try:
        found = model.fit(X, Y, batch_size=1, epochs=4, verbose=0).history
    finally:
        over.set()
        reader.join()
    for name in expected:
        np.testing.assert_allclose(found[name], expected[name], rtol=1e-5)
