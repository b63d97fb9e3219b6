"""A model that trains in milliseconds, and data for it."""
import numpy as np

import hornpipe as keras


def data(n=40):
    rng = np.random.default_rng(0)
    x = rng.random((n, 4)).astype("float32")
    return x, x.sum(1, keepdims=True) + 0.1 * rng.normal(size=(n, 1)).astype("float32")


def model(optimizer=None, metrics=("mae",), dropout=0.0):
    keras.utils.set_random_seed(7)
    layers = [keras.Input((4,)), keras.layers.Dense(8, activation="relu"), *([keras.layers.Dropout(dropout)] if dropout else []), keras.layers.Dense(1)]
    made = keras.Sequential(layers)
    made.compile(optimizer or keras.optimizers.Adam(0.05), "mse", metrics=list(metrics))
    return made


class FakeModel:
    """What callbacks ask of a model, under the test's control."""

    def __init__(self, optimizer=None, metrics=()):
        self.optimizer, self.metrics = optimizer, list(metrics)
        self.stop_training, self.weights, self.saved = False, 0, []

    def get_weights(self):
        return self.weights

    def set_weights(self, weights):
        self.weights = weights

    def save(self, path, overwrite=False):
        self.saved.append(path)

    save_weights = save


def run_epochs(callback, model, logs):
    """Calls the callback as `fit()` does, with one dictionary of logs per epoch; gives the number of epochs run."""
    callback.set_model(model)
    callback.on_train_begin()
    for epoch, values in enumerate(logs):
        callback.on_epoch_begin(epoch)
        callback.on_epoch_end(epoch, values)
        if model.stop_training:
            break
    callback.on_train_end()
    return epoch + 1
