import json
import os
import signal
import sys
import time

import numpy as np
import pytest
import torch

import hornpipe as keras
from hornpipe.core.errors import ArgumentError, BackgroundError, DataError
from hornpipe.rbridge import BackgroundFit, refuse_second

X = np.sin(np.arange(400.0)).reshape(100, 4)
Y = X[:, 0] - 2 * X[:, 2] ** 2


def learner(*layers):
    keras.utils.set_random_seed(3)
    model = keras.Sequential([*layers, keras.layers.Dense(8, "relu"), keras.layers.Dropout(0.2), keras.layers.Dense(1)])
    model.compile("adam", "mse")
    return model


def arguments(**given):
    plain = {"x": X, "y": Y, "batch_size": 4, "epochs": 3, "callbacks": [], "validation_split": 0.0, "validation_data": None, "shuffle": True,
             "class_weight": None, "sample_weight": None, "initial_epoch": 0, "steps_per_epoch": None, "validation_steps": None}
    return {**plain, **given}


def started(model, folder, **given):
    return BackgroundFit(model, arguments(**given), sys.executable, dict(os.environ), str(folder))


def ended(job, statuses=("finished", "interrupted", "failed")):
    deadline = time.monotonic() + 300      # a machine may be busy
    while job.status() not in statuses and time.monotonic() < deadline:
        time.sleep(0.05)
        job.look()
    job.look()
    return job.status()


@pytest.mark.parametrize("layers", [(), (keras.Input((4,)),)])
def test_a_background_fit_is_the_fit(tmp_path, layers):
    front, back = learner(*layers), learner(*layers)
    keras.utils.set_random_seed(5)
    wanted = front.fit(X, Y, batch_size=4, epochs=3, verbose=0)
    keras.utils.set_random_seed(5)
    job = started(back, tmp_path)
    before = back.get_weights()
    assert ended(job) == "finished"
    assert all((a == b).all() for a, b in zip(before, back.get_weights(), strict=True))
    history = job.take()
    assert history.history == wanted.history and history.epoch == [0, 1, 2] and back.history is history
    assert [row["loss"] for row in job.rows] == wanted.history["loss"]
    assert all((a == b).all() for a, b in zip(front.get_weights(), back.get_weights(), strict=True))
    assert all((a.numpy() == b.numpy()).all() for a, b in zip(front.optimizer.variables, back.optimizer.variables, strict=True))
    job.close()
    assert not tmp_path.exists()


def test_what_is_drawn_after_the_start_is_not_drawn_there(tmp_path):
    model = learner(keras.Input((4,)))
    keras.utils.set_random_seed(5)
    job = started(model, tmp_path)
    first = np.random.rand()
    keras.utils.set_random_seed(5)
    assert first != np.random.rand()
    job.close()


def test_sources_and_their_order(tmp_path):
    loader = torch.utils.data.DataLoader(list(zip(X.astype("float32"), Y.astype("float32")[:, None], strict=True)), batch_size=10, shuffle=True)
    front, back = learner(keras.Input((4,))), learner(keras.Input((4,)))
    keras.utils.set_random_seed(5)
    front.fit(loader, epochs=2, verbose=0)
    keras.utils.set_random_seed(5)
    job = started(back, tmp_path, x=loader, y=None, epochs=2)
    assert ended(job) == "finished"
    job.take()
    assert all((a == b).all() for a, b in zip(front.get_weights(), back.get_weights(), strict=True))
    with pytest.raises(ArgumentError, match="must be built before a background fit from batches"):
        started(learner(), tmp_path, x=loader, y=None)


def test_stop_and_resume(tmp_path):
    model = learner()
    job = started(model, tmp_path, epochs=10_000)
    job.stop()                                      # before training runs
    assert ended(job) == "interrupted"
    assert job.take().interrupted and model._stands is not None
    done = len(model.history.epoch)
    assert model.fit(X, Y, epochs=done + 1, batch_size=4, initial_epoch="resume", verbose=0).epoch == [done]


def test_resuming_without_a_place_is_the_foreground_s(tmp_path):
    model = learner(keras.Input((4,)))
    model.fit(X, Y, batch_size=50, epochs=1, verbose=0)
    object.__setattr__(model, "_stands", None)                  # as it is when the model comes from a file
    job = started(model, tmp_path, initial_epoch="resume", epochs=2)
    assert ended(job) == "finished"
    assert [text for text in job.outcome()["warnings"] if "where the training of this model ended is not known: its 2 steps" in text]
    assert job.take().epoch == [0, 1]


def test_one_at_a_time(tmp_path):
    model = learner()
    job = started(model, tmp_path, epochs=10_000)
    with pytest.raises(BackgroundError, match="is being fitted in the background"):
        refuse_second(model)
    job.close()
    refuse_second(model)


def test_the_end_without_an_outcome(tmp_path):
    job = started(learner(), tmp_path, epochs=10_000)
    assert ended(job, ("running",)) == "running"
    os.kill(job.pid, signal.SIGKILL)
    assert ended(job) == "failed" and job.outcome() is None
    assert "was killed by the signal SIGKILL, " in job.obituary() and "The model is as it was." in job.obituary()


def test_errors_before_and_during(tmp_path):
    with pytest.raises(DataError):
        started(learner(), tmp_path, y=Y[:3])
    checkpoint = keras.callbacks.ModelCheckpoint("{epoch}-{none}.keras")
    job = started(learner(), tmp_path, callbacks=[checkpoint])
    assert ended(job) == "failed"
    assert "argument_error" in job.outcome()["error"]["classes"] and "none" in job.outcome()["error"]["message"]


def test_what_cannot_go_is_named(tmp_path):
    class Stranger(keras.layers.Layer):
        def call(self, x):
            return x

    Stranger.__module__ = "__main__"
    with pytest.raises(BackgroundError, match="cannot have the layer `Stranger`") as error:
        started(learner(Stranger()), tmp_path)
    assert error.value.argument == "background"
    told = keras.callbacks.LambdaCallback(on_epoch_end=lambda epoch, logs: None)
    with pytest.raises(BackgroundError, match="the callback `LambdaCallback`"):
        started(learner(), tmp_path, callbacks=[told])
    batches = ((X, Y) for _ in range(3))
    with pytest.raises(BackgroundError, match="cannot have `x`"):
        started(learner(keras.Input((4,))), tmp_path, x=batches, y=None)


def test_progress_is_read_as_far_as_it_is_written(tmp_path):
    job = started(learner(), tmp_path, epochs=1)
    assert ended(job) == "finished"
    with open(tmp_path / "progress.jsonl", "a") as file:
        file.write(json.dumps({"done": False, "epoch": 2, "step": 1})[:-3])
    assert job.look() == [] and job.at["epoch"] == 1 and job.history.params["epochs"] == 1
