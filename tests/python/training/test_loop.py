import numpy as np
import pytest

import hornpipe as keras
from hornpipe.callbacks import Callback, EarlyStopping

X, Y = np.arange(12, dtype="float32")[:, None], np.arange(12, dtype="float32")[:, None]


def counting_model():
    """A model whose mean squared error is 42 1/6 on all the data, and less on the first rows."""
    model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1, kernel_initializer="zeros")])
    model.compile(keras.optimizers.SGD(0.0), "mse")
    return model


def test_evaluation_is_whole_after_a_training_that_was_stopped():
    model = counting_model()
    model.fit(X, Y, epochs=5, verbose=0, callbacks=[EarlyStopping(monitor="loss")])
    assert model.stop_training
    assert model.evaluate(X, Y, batch_size=5, verbose=0) == pytest.approx(506 / 12)


def test_validation_is_whole_in_an_epoch_that_was_stopped():
    class Stop(Callback):
        def on_train_batch_end(self, batch, logs=None):
            self.model.stop_training = True

    history = counting_model().fit(X, Y, batch_size=5, epochs=3, shuffle=False, verbose=0, validation_data=(X, Y), callbacks=[Stop()])
    assert history.epoch == [0]
    assert history.history == {"loss": [pytest.approx(6)], "val_loss": [pytest.approx(506 / 12)]}
