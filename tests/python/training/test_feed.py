"""Epochs with a number of steps: passes over the data one after another."""
import warnings

import numpy as np
import pytest
import torch

import hornpipe as keras

X, Y = (np.arange(24).reshape(8, 3) / 24).astype("float32"), np.arange(8, dtype="float32")[:, None]


def new_model():
    model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(1, kernel_initializer="zeros")])
    model.compile(keras.optimizers.SGD(0.1), "mse")
    return model


def steps_of(data, steps_per_epoch, epochs, **more):
    """The number of steps of each epoch."""
    counts = []
    count = keras.callbacks.LambdaCallback(on_epoch_begin=lambda epoch, logs: counts.append(0),
                                           on_train_batch_end=lambda batch, logs: counts.append(counts.pop() + 1))
    new_model().fit(*data, steps_per_epoch=steps_per_epoch, epochs=epochs, verbose=0, callbacks=[count], **more)
    return counts


XS, YS = np.tile(X[:4], (5, 1)), np.tile(Y[:4], (5, 1))            # five batches of four
FIVE = {
    "arrays": lambda: ((XS, YS), {"batch_size": 4}),
    "a loader": lambda: ((torch.utils.data.DataLoader(torch.utils.data.TensorDataset(torch.tensor(XS), torch.tensor(YS)), batch_size=4),), {}),
}


@pytest.mark.parametrize("kind", FIVE)
@pytest.mark.parametrize("steps_per_epoch, epochs, expected", [(5, 3, [5, 5, 5]), (2, 2, [2, 2])])
def test_epochs_with_a_number_of_steps_go_through_the_data_again_and_again(kind, steps_per_epoch, epochs, expected):
    data, more = FIVE[kind]()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert steps_of(data, steps_per_epoch, epochs, **more) == expected


@pytest.mark.parametrize("kind", FIVE)
@pytest.mark.parametrize("steps_per_epoch, epochs, expected, short", [(3, 4, [3, 2, 3, 2], 2), (7, 2, [5, 5], 1)])
def test_an_epoch_is_short_where_a_pass_ends_in_it(kind, steps_per_epoch, epochs, expected, short):
    data, more = FIVE[kind]()
    message = f"ran out in epoch {short} after {expected[short - 1]} of `steps_per_epoch` = {steps_per_epoch} batches. It begins anew"
    with pytest.warns(UserWarning, match=message):
        assert steps_of(data, steps_per_epoch, epochs, **more) == expected


def test_an_evaluation_ends_with_its_data():
    model = new_model()
    with pytest.warns(UserWarning, match="ran out after 2 of `steps` = 5 batches"):
        found = model.evaluate(X[:8], Y[:8], batch_size=4, steps=5, verbose=0)
    assert found == pytest.approx(model.evaluate(X[:8], Y[:8], batch_size=4, verbose=0))
