import numpy as np
import pytest

import hornpipe as keras
from hornpipe.callbacks import Callback, EarlyStopping

X, Y = np.arange(12, dtype="float32")[:, None], np.arange(12, dtype="float32")[:, None]


def counting_model():
    """A model whose mean squared error is 42 1/6 on all the data, and 6 on the first five rows."""
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


def test_a_number_of_steps_parts_arrays_that_have_no_batch_size():
    class Count(Callback):
        batches = 0

        def on_train_batch_end(self, batch, logs=None):
            self.batches += 1

        on_test_batch_end = on_predict_batch_end = on_train_batch_end

    def counted(method, *args, **kwargs):
        count = Count()
        return method(*args, verbose=0, callbacks=[count], **kwargs), count.batches

    model = counting_model()
    with pytest.warns(UserWarning, match="ran out in epoch 1 after 4 of `steps_per_epoch` = 5"):       # four times 3 rows
        assert counted(model.fit, X, Y, steps_per_epoch=5)[1] == 4
    assert counted(model.fit, X, Y, steps_per_epoch=2, batch_size=5)[1] == 2
    assert counted(model.fit, X, Y, batch_size=12, validation_data=(X, Y), validation_batch_size=4)[1] == 4
    loss, batches = counted(model.evaluate, X, Y, steps=3)
    assert loss == pytest.approx(506 / 12) and batches == 3
    found, batches = counted(model.predict, X, steps=4)
    assert found.shape == (12, 1) and batches == 4
    history, batches = counted(model.fit, X, Y, steps_per_epoch=1, validation_data=(X, Y), validation_steps=6)
    assert history.history["val_loss"] == [pytest.approx(506 / 12)] and batches == 7


def test_a_model_without_a_call_trains_by_a_step_of_its_own():
    class Two(keras.Model):
        def __init__(self, first, second):
            super().__init__()
            self.first, self.second, self.built = first, second, True

        def train_step(self, data):
            rows, = data
            return {"difference": (self.first(rows) - self.second(rows)).abs().mean()}

    def ones():
        return keras.Sequential([keras.Input((1,)), keras.layers.Dense(1, kernel_initializer="ones")])

    model = Two(ones(), ones())
    model.compile()
    assert model.fit(X, verbose=0).history == {"difference": [0.0]}


def test_values_of_several_outputs_are_listed_as_keras_does():
    inputs = keras.Input((3,))
    model = keras.Model(inputs, [keras.layers.Dense(2, name="zed")(inputs), keras.layers.Dense(1, name="abe")(inputs)])
    model.compile("sgd", {"zed": "mse", "abe": "mae"}, metrics={"zed": ["mse", "mae"], "abe": ["mse"]})
    x = np.random.default_rng(0).random((8, 3), dtype=np.float32)
    y = [x[:, :2], x[:, :1]]
    by_name = model.evaluate(x, y, verbose=0, return_dict=True)
    assert model.metrics_names == ["loss", "zed_loss", "abe_loss", "abe_mse", "zed_mae", "zed_mse"]
    assert model.evaluate(x, y, verbose=0) == [by_name[name] for name in model.metrics_names]


def test_a_model_without_a_loss_can_be_evaluated_but_not_trained():
    model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1, kernel_initializer="zeros")])
    model.compile("sgd", metrics=["mae"])
    assert model.evaluate(X, Y, verbose=0) == [0.0, 5.5]
    with pytest.raises(ValueError, match="has no loss to learn by: give `compile\\(\\)` a `loss`, or have a layer add one"):
        model.fit(X, Y, verbose=0)
