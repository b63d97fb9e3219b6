import numpy as np
import pytest
from small_training import FakeModel, data, model, run_epochs

from hornpipe.callbacks import EarlyStopping
from hornpipe.runtime import console


class Numbered(FakeModel):
    """Its weights are the number of the epoch."""


class Count(EarlyStopping):
    def on_epoch_begin(self, epoch, logs=None):
        self.model.weights = epoch


@pytest.mark.parametrize("patience", [0, 1, 2, 3])
def test_patience(patience):
    losses = [10.0, 9.0, 8.0, 9.0, 8.9, 8.8, 8.7, 8.6, 8.5]
    stopping = EarlyStopping("loss", patience=patience)
    run_epochs(stopping, FakeModel(), [{"loss": x} for x in losses])
    assert stopping.stopped_epoch == max(patience, 1) + 2


def test_the_best_weights_come_back():
    fake = Numbered()
    epochs = run_epochs(Count("loss", patience=2, restore_best_weights=True), fake, [{"loss": x} for x in (0.2, 0.15, 0.1, 0.11, 0.12, 0.0)])
    assert (epochs, fake.weights) == (5, 2)


def test_a_baseline_that_is_never_reached_does_not_stop_the_clock():
    fake = Numbered()
    epochs = run_epochs(Count("loss", patience=5, baseline=0.5, restore_best_weights=True), fake, [{"loss": x} for x in (0.9, 0.8, 0.7, 0.71, 0.72, 0.73)])
    assert (epochs, fake.weights) == (5, 2)


def test_training_that_gets_better_goes_on_above_the_baseline():
    """Patience runs out only in an epoch that is no better than those before."""
    fake = Numbered()
    epochs = run_epochs(Count("loss", patience=1, baseline=0.1), fake, [{"loss": x} for x in (0.9, 0.8, 0.7, 0.6, 0.65, 0.5)])
    assert epochs == 5


def test_the_first_epochs_can_be_left_out():
    stopping = EarlyStopping("loss", patience=1, start_from_epoch=3)
    assert run_epochs(stopping, FakeModel(), [{"loss": x} for x in (1.0, 2.0, 3.0, 4.0, 5.0, 6.0)]) == 5


def test_it_can_be_used_again():
    stopping = EarlyStopping("loss", patience=1)
    for _ in range(2):
        assert run_epochs(stopping, FakeModel(), [{"loss": x} for x in (1.0, 0.5, 0.6, 0.4)]) == 3


def test_it_says_so():
    pieces = []
    console.redirect(pieces.append)
    try:
        run_epochs(Count("loss", verbose=1, restore_best_weights=True), Numbered(), [{"loss": x} for x in (1.0, 2.0, 3.0)])
    finally:
        console.redirect(None)
    assert pieces == ["Epoch 2: early stopping\n", "Restoring model weights from the end of the best epoch: 1.\n"]


def test_in_a_training():
    x, y = data()
    trained = model()
    history = trained.fit(x, y, epochs=50, verbose=0, validation_split=0.25, callbacks=EarlyStopping(patience=1, min_delta=0.05, restore_best_weights=True))
    assert 2 <= len(history.epoch) < 50
    best = int(np.argmin(history.history["val_loss"][:-1]))
    assert trained.evaluate(x[30:], y[30:], verbose=0)[0] == pytest.approx(history.history["val_loss"][best], rel=1e-5)
