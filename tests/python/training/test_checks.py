import numpy as np
import pytest

import hornpipe as keras
from hornpipe.core.errors import DataError, ShapeError


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


def test_class_numbers_and_columns_are_told_apart_before_training():
    x, numbers = np.zeros((4, 2)), np.array([0, 1, 2, 0])
    model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(3, activation="softmax")])
    model.compile("sgd", "categorical_crossentropy")
    for y in (numbers, numbers[:, None]):
        with pytest.raises(ShapeError, match="`y` holds class numbers, .* a column for each of 3 classes: use 'sparse_categorical_crossentropy' or"):
            model.fit(x, y, verbose=0)
    model.fit(x, np.eye(3)[numbers], verbose=0)
    model.compile("sgd", keras.losses.SparseCategoricalCrossentropy())
    with pytest.raises(ShapeError, match=r"`y` holds 3 columns, of shape \(4, 3\), but the loss takes class numbers: use 'categorical_crossentropy'\."):
        model.fit(x, np.eye(3)[numbers], verbose=0)
    with pytest.raises(DataError, match="`y` holds 0.5, but the loss takes numbers of classes, whole ones from 0 to 2"):
        model.fit(x, numbers + 0.5, verbose=0)
    model.fit(x, numbers.astype("float32"), verbose=0)


def test_a_loss_must_depend_on_the_predictions():
    model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(1)])
    model.compile("sgd", lambda y_true, y_pred: keras.ops.mean(y_true))
    with pytest.raises(ValueError, match="`loss` must depend on the predictions"):
        model.fit(np.zeros((4, 2)), np.zeros(4), verbose=0)


def test_validation_data_are_checked_before_the_first_epoch():
    model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(1)])
    model.compile("sgd", "mse")
    with pytest.raises(DataError, match="All arrays of `validation_data` must have the same number of rows: `x` has 4, `y` has 3"):
        model.fit(np.zeros((4, 2)), np.zeros(4), validation_data=(np.zeros((4, 2)), np.zeros(3)), verbose=0)
    assert model.optimizer.iterations == 0


def test_an_unknown_metric_is_asked_for_again():
    model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(1)])
    model.compile("sgd", "mse", metrics=["acuracy"])
    for _ in range(2):
        with pytest.raises(ValueError, match="`metrics` names nothing known: got 'acuracy'. Did you mean 'accuracy'"):
            model.fit(np.zeros((4, 2)), np.zeros(4), verbose=0)
