import pytest
from small_training import data, model

from hornpipe.callbacks import LearningRateScheduler


def test_epochs_logs_rates_and_seconds():
    x, y = data()
    trained = model()
    history = trained.fit(x, y, epochs=4, initial_epoch=2, verbose=0, validation_split=0.2, callbacks=LearningRateScheduler(lambda epoch: 0.1 / epoch))
    assert history.epoch == [2, 3]
    assert set(history.history) == {"loss", "mae", "val_loss", "val_mae", "learning_rate"}
    assert all(len(v) == 2 and all(type(x) is float for x in v) for v in history.history.values())
    assert history.learning_rate == pytest.approx([0.05, 0.1 / 3])
    assert len(history.seconds) == 2 and min(history.seconds) > 0
    assert trained.history is history
