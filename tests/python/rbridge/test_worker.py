import json
import signal
import time

import numpy as np
import pytest
import torch

import hornpipe as keras
from hornpipe.callbacks.history import History
from hornpipe.rbridge.worker import Orders, Streams, Written, plain_state
from hornpipe.runtime import random


def wait():
    time.sleep(1)


@pytest.fixture
def hears_interrupts():
    """As the worker does: where a shell has started the tests in the background, it has switched them off."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("hears_interrupts")
@pytest.mark.parametrize("first", ["asked", "training"])
def test_training_is_interrupted_once_in_whatever_order(first):
    orders = Orders()
    orders._meet(**{first: True})
    with pytest.raises(KeyboardInterrupt):
        orders._meet(asked=True, training=True)
        wait()
    orders._meet(asked=True)
    orders.training_runs()
    time.sleep(0.05)            # a second interrupt would come here


def test_lines_are_written_as_training_goes(tmp_path):
    model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1, kernel_initializer="zeros")])
    model.compile(keras.optimizers.SGD(0.5), "mse")
    history = History()
    written = Written(tmp_path / "lines", history, Orders())
    written.interval = 60
    model.fit(np.zeros((4, 1)), np.ones(4), batch_size=2, epochs=2, verbose=0, callbacks=[history, written])
    lines = [json.loads(line) for line in (tmp_path / "lines").read_text().splitlines()]
    assert lines[0] == {"params": {"verbose": 0, "epochs": 2, "steps": 2}}
    ends = [line for line in lines[1:] if line["done"]]
    assert [(e["epoch"], e["epochs"], e["step"], e["learning_rate"], e["logs"]["loss"]) for e in ends] == [(1, 2, 2, 0.5, 0.5), (2, 2, 2, 0.5, 0.0)]
    assert [(e["epoch"], e["step"]) for e in lines[1:] if not e["done"]] == [(1, 1), (2, 1)]


def test_streams_are_set_when_training_begins():
    keras.utils.set_random_seed(1)
    streams = random.streams()
    first = torch.rand(1)
    Streams(streams).on_train_begin()
    assert torch.rand(1) == first


def test_the_plain_state_of_a_callback():
    stopping = keras.callbacks.EarlyStopping("loss", patience=2)
    stopping.best_weights, stopping.stopped_epoch = [np.ones(1)], 3
    state = plain_state(stopping)
    assert state["stopped_epoch"] == 3 and state["patience"] == 2 and "best_weights" not in state and "params" not in state
