import signal

import numpy as np
import pytest

import hornpipe as keras
from hornpipe.training import interrupt, loop
from hornpipe.training.interrupt import interruptible, remembered_by_host


@pytest.fixture(autouse=True)
def hears_signals():
    """A process that a shell starts in the background is told to ignore Ctrl-C."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)



def ctrl_c():
    signal.raise_signal(signal.SIGINT)


def test_the_first_ctrl_c_asks_and_the_second_raises():
    asked = []
    before = signal.getsignal(signal.SIGINT)
    with interruptible(lambda: asked.append(1)):
        ctrl_c()
        assert asked == [1]
        with pytest.raises(KeyboardInterrupt):
            ctrl_c()
    assert signal.getsignal(signal.SIGINT) is before
    with pytest.raises(KeyboardInterrupt):
        ctrl_c()


class CtrlC(keras.callbacks.Callback):
    def __init__(self, epoch, batch, twice=False):
        self.at, self.twice = (epoch, batch), twice

    def on_epoch_begin(self, epoch, logs=None):
        self.epoch = epoch

    def on_train_batch_begin(self, batch, logs=None):
        if (self.epoch, batch) == self.at:
            ctrl_c()
            if self.twice:
                ctrl_c()


@pytest.mark.parametrize("twice", [False, True])
def test_fit_gives_the_history_so_far_and_the_model_goes_on(twice):
    model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(1, kernel_initializer="zeros")])
    model.compile("sgd", "mse")
    x, y = np.ones((8, 2)), np.ones(8)
    history = model.fit(x, y, batch_size=2, epochs=6, verbose=0, shuffle=False, callbacks=[CtrlC(2, 1, twice)])
    assert history.interrupted and history.epoch == [0, 1]
    # the step that ran is finished: 2 epochs of 4 steps and 2 of the third, or 1 where it was cut off
    assert int(model.optimizer.iterations) == (9 if twice else 10)
    again = model.fit(x, y, batch_size=2, epochs=4, initial_epoch=2, verbose=0)
    assert not again.interrupted and again.epoch == [2, 3]


def test_a_host_that_waits_is_answered_for(monkeypatch):
    monkeypatch.setattr(interrupt._Host, "waits", True)
    signal.signal(signal.SIGINT, lambda number, frame: None)         # as reticulate's, while R suspends interrupts
    asked = []
    with interruptible(lambda: asked.append(1)):
        ctrl_c()
        assert asked == [1] and remembered_by_host() and not remembered_by_host()
        with pytest.raises(KeyboardInterrupt):
            ctrl_c()
    assert not remembered_by_host()         # what comes later is another one


def test_ctrl_c_in_the_checks_ends_training_before_it_begins(monkeypatch):
    model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(1)])
    model.compile("sgd", "mse")
    x, y = np.ones((8, 2)), np.ones(8)
    model.fit(x, y, batch_size=2, epochs=6, verbose=0, callbacks=[CtrlC(2, 1)])
    checked = loop.checked
    with monkeypatch.context() as patch:
        patch.setattr(loop, "checked", lambda *args: (ctrl_c(), checked(*args))[1])
        history = model.fit(x, y, batch_size=2, epochs=6, verbose=0, initial_epoch="resume")
    assert history.interrupted and history.epoch == [] and int(model.optimizer.iterations) == 10
    again = model.fit(x, y, batch_size=2, epochs=6, verbose=0, initial_epoch="resume")          # the place is not forgotten
    assert again.epoch == [2, 3, 4, 5] and int(model.optimizer.iterations) == 24


class CutOff(keras.callbacks.Callback):
    def on_epoch_end(self, epoch, logs=None):
        if epoch == 2:
            raise KeyboardInterrupt


def test_an_epoch_that_is_over_stands_in_the_history_where_a_callback_is_cut_off():
    model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(1)])
    model.compile("sgd", "mse")
    x, y = np.ones((8, 2)), np.ones(8)
    history = model.fit(x, y, batch_size=2, epochs=6, verbose=0, callbacks=[CutOff()])
    assert history.interrupted and history.epoch == [0, 1, 2] and len(history.history["loss"]) == 3
    assert model.fit(x, y, batch_size=2, epochs=6, verbose=0, initial_epoch="resume").epoch == [3, 4, 5]
