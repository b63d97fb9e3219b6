import numpy as np
import pytest

import hornpipe as keras
from hornpipe.core.errors import DataError


@pytest.mark.parametrize("loss", ["sparse_categorical_crossentropy", keras.losses.SparseCategoricalCrossentropy()])
def test_labels_are_compared_with_the_classes_before_training(loss):
    model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(3, activation="softmax")])
    model.compile("sgd", loss)
    before = model.get_weights()[0]
    with pytest.raises(DataError, match=r"labels from 1 to 3, but the output has 3 classes.*Labels count from 0: subtract 1, or give the last layer 4 units\."):
        model.fit(np.zeros((64, 2)), np.tile([1, 2, 3, 2], 16), verbose=0)
    with pytest.raises(DataError, match="labels from -1 to 2"):
        model.fit(np.zeros((4, 2)), np.array([-1, 0, 1, 2]), verbose=0)
    np.testing.assert_array_equal(model.get_weights()[0], before)


def test_labels_to_ignore_are_none_of_the_classes():
    model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(3, activation="softmax")])
    model.compile("sgd", keras.losses.SparseCategoricalCrossentropy(ignore_class=-1))
    model.fit(np.zeros((4, 2)), np.array([-1, 0, 1, 2]), verbose=0)


def test_a_loss_needs_targets():
    model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(3)])
    model.compile("sgd", "mse")
    with pytest.raises(DataError, match="`y` must be given, with `x` or by the generator"):
        model.fit(np.zeros((4, 2)), verbose=0)
