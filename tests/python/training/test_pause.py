"""A training that Ctrl-C ended goes on to the very weights of one that was never interrupted."""
import signal
import warnings

import numpy as np
import pytest

import hornpipe as keras
from hornpipe import layers

RNG = np.random.default_rng(0)
X, Y = RNG.random((40, 6), dtype=np.float32), RNG.integers(0, 3, 40)


@pytest.fixture(autouse=True)
def hears_signals():
    """A process that a shell starts in the background is told to ignore Ctrl-C."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


class CtrlC(keras.callbacks.Callback):
    def __init__(self, epoch, batch):
        self.at = (epoch, batch)

    def on_epoch_begin(self, epoch, logs=None):
        self.epoch = epoch

    def on_train_batch_begin(self, batch, logs=None):
        if (self.epoch, batch) == self.at:
            signal.raise_signal(signal.SIGINT)


def made():
    keras.utils.set_random_seed(7)
    model = keras.Sequential([keras.Input((6,)), layers.Dense(8, "relu"), layers.Dropout(0.4), layers.GaussianNoise(0.1, seed=2), layers.Dense(3, "softmax")])
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    return model


def fit(model, *callbacks, epochs=5, **more):
    return model.fit(X, Y, batch_size=8, epochs=epochs, validation_split=0.2, verbose=0,
                     callbacks=[keras.callbacks.ReduceLROnPlateau("loss", 0.5, 1), *callbacks], **more)


@pytest.mark.parametrize("at", [(0, 0), (1, 2), (3, 3)])
def test_resuming_gives_the_weights_and_logs_of_an_unbroken_run(at):
    whole = made()
    expected = fit(whole)
    broken = made()
    first = fit(broken, CtrlC(*at))
    assert first.interrupted and first.epoch == list(range(at[0]))
    broken.evaluate(X, Y, verbose=0), broken.predict(X, verbose=0), np.random.rand(3)         # what is done in between does not matter
    second = fit(broken, initial_epoch="resume")
    assert second.epoch == list(range(at[0], 5))
    for a, b in zip(whole.get_weights(), broken.get_weights()):
        np.testing.assert_array_equal(a, b)
    for name in expected.history:
        assert (first.history.get(name, []) + second.history[name]) == expected.history[name], name


@pytest.mark.parametrize("at", [(1, 1), (2, 0), (3, 1)])
def test_resuming_goes_on_in_a_pass_that_spans_epochs(at):
    whole = made()
    expected = fit(whole, steps_per_epoch=2)
    broken = made()
    fit(broken, CtrlC(*at), steps_per_epoch=2)
    second = fit(broken, initial_epoch="resume", steps_per_epoch=2)
    assert second.epoch == list(range(at[0], 5)) and second.history["loss"] == expected.history["loss"][at[0]:]
    for a, b in zip(whole.get_weights(), broken.get_weights()):
        np.testing.assert_array_equal(a, b)


def test_resuming_after_a_training_that_ended():
    whole = made()
    fit(whole)
    parts = made()
    fit(parts, epochs=2)
    fit(parts, initial_epoch="resume")
    for a, b in zip(whole.get_weights(), parts.get_weights()):
        np.testing.assert_array_equal(a, b)


def test_resuming_where_nothing_was_trained_begins():
    model = made()
    assert fit(model, initial_epoch="resume").epoch == [0, 1, 2, 3, 4]
    with pytest.raises(ValueError, match="`initial_epoch` must be an int or 'resume', got 'start'"):
        fit(model, initial_epoch="start")


@pytest.mark.parametrize("at", [(0, 0), (1, 0), (1, 2)])
def test_a_batch_whose_step_did_not_begin_comes_when_training_goes_on(at):
    class Raises(CtrlC):
        def on_train_batch_begin(self, batch, logs=None):
            if (self.epoch, batch) == self.at:
                raise KeyboardInterrupt

    whole = made()
    fit(whole)
    broken = made()
    assert fit(broken, Raises(*at)).interrupted
    fit(broken, initial_epoch="resume")
    for a, b in zip(whole.get_weights(), broken.get_weights(), strict=True):
        np.testing.assert_array_equal(a, b)


def test_resuming_a_model_whose_place_is_not_known_says_so(tmp_path):
    model = made()
    fit(model, epochs=2)
    model.save(tmp_path / "model.keras")
    again = keras.saving.load_model(tmp_path / "model.keras")
    with pytest.warns(UserWarning, match="where the training of this model ended is not known: its 8 steps were done elsewhere.*Epoch 1 is run"):
        assert fit(again, initial_epoch="resume", epochs=1).epoch == [0]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert fit(again, initial_epoch="resume", epochs=2).epoch == [1]
        assert fit(made(), initial_epoch="resume", epochs=1).epoch == [0]                       # never trained: there is nothing to know


def test_resuming_by_a_backup_needs_no_place(tmp_path):
    backup = tmp_path / "backup"
    first = made()
    fit(first, keras.callbacks.BackupAndRestore(backup, delete_checkpoint=False), epochs=2)
    again = keras.models.clone_model(first)
    again.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert fit(again, keras.callbacks.BackupAndRestore(backup), initial_epoch="resume", epochs=3).epoch == [2]


def test_resuming_after_a_step_that_was_cut_off_says_that_the_weights_differ():
    class Cuts(keras.Sequential):
        cut = False

        def train_step(self, state, data=None):
            if self.cut:
                raise KeyboardInterrupt
            return super().train_step(state) if data is None else super().train_step(state, data)

    model = Cuts([keras.Input((6,)), layers.Dense(3, "softmax")])
    model.compile("adam", "sparse_categorical_crossentropy")
    fit(model, epochs=1)
    model.cut = True
    assert fit(model, initial_epoch="resume", epochs=3).interrupted
    model.cut = False
    with pytest.warns(UserWarning, match="cut off within a step, so epoch 2 begins anew, with weights that an unbroken training would not have had"):
        assert fit(model, initial_epoch="resume", epochs=3).epoch == [1, 2]
