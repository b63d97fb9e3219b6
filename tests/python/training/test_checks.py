import warnings

import numpy as np
import pytest

import hornpipe as keras
from hornpipe.core.errors import DataError, InfiniteValuesError, LabelError, MissingValuesError, ShapeError, UnequalRowsError


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


def _classifier(loss="sparse_categorical_crossentropy", units=3, activation="softmax", metrics=None):
    model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(units, activation=activation)])
    model.compile("sgd", loss, metrics=metrics)
    return model


def test_each_fault_of_data_has_a_class():
    x, y = np.zeros((4, 2)), np.array([0, 1, 2, 0])
    for x_, y_, kind in ((np.where(np.eye(4, 2), np.nan, 0), y, MissingValuesError), (x - np.inf, y, InfiniteValuesError), (x, y[1:], UnequalRowsError),
                         (x, y + 1, LabelError), (x, y + 0.5, LabelError)):
        with pytest.raises(kind) as caught:
            _classifier().fit(x_, y_, verbose=0)
        assert isinstance(caught.value, DataError)


def test_labels_for_validation_are_checked_before_the_first_epoch():
    model, x, y = _classifier(), np.zeros((4, 2)), np.array([0, 1, 2, 0])
    with pytest.raises(LabelError, match=r"`validation_data\[1\]` holds labels from 1 to 3, but the output has 3 classes"):
        model.fit(x, y, validation_data=(x, y + 1), verbose=0)
    assert model.optimizer.iterations == 0


def test_columns_of_labels_that_count_from_1_are_told():
    model, x, y = _classifier("categorical_crossentropy"), np.zeros((3, 2)), np.array([1, 2, 3])
    with pytest.raises(ShapeError, match=r"`y` has 4 columns, but the output has 3 classes. The first column is all zeros: labels count from 0, so subtract 1"):
        model.fit(x, keras.utils.to_categorical(y), verbose=0)
    with pytest.raises(ShapeError, match=r"`y` has 2 columns, but the output has 3 classes\.$"):
        model.fit(x, np.eye(3)[:, :2], verbose=0)


def test_what_is_computed_with_but_never_meant_is_warned_of():
    x = np.zeros((4, 2))
    two = _classifier("binary_crossentropy", 1, "sigmoid")
    with pytest.warns(UserWarning, match="`y` holds values from 1 to 2, but binary crossentropy takes labels 0 and 1, or .* Labels count from 0: subtract 1"):
        two.fit(x, np.array([1, 2, 1, 2]), verbose=0)
    with pytest.warns(UserWarning, match="`y` has 2 columns, the output has 1: the loss compares each of them with the same one"):
        _classifier("mse", 1, None).fit(x, np.zeros((4, 2)), verbose=0)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        two.fit(x, np.array([0, 1, 0.5, 1]), verbose=0)
        two.fit(x, np.array([True, False, True, False]), verbose=0)
        _classifier("mse", 2, None).fit(x, np.zeros((4, 2)), verbose=0)


def test_what_was_made_for_refused_data_is_made_anew():
    x, y = np.zeros((6, 2)), np.array([0, 1, 2, 0, 1, 2])
    model = _classifier("categorical_crossentropy", metrics=["accuracy"])
    for use in (model.fit, model.evaluate, model.train_on_batch, model.test_on_batch):
        with pytest.raises(ValueError):
            use(x, y)
        assert model._compile_metrics.rows is None
    model.fit(x, np.eye(3)[y], verbose=0)
    assert model.evaluate(x, np.eye(3)[y], verbose=0, return_dict=True)["accuracy"] == pytest.approx(1 / 3, abs=1e-6)


def test_each_output_with_a_loss_needs_targets():
    x = keras.Input((2,))
    model = keras.Model(x, [keras.layers.Dense(1, name="a")(x), keras.layers.Dense(1, name="b")(x)])
    model.compile("sgd", {"a": "mse", "b": "mse"})
    for _ in range(2):
        with pytest.raises(DataError, match=r"`y` has nothing for the output 'b', which has a loss. The outputs are: \['a', 'b'\]"):
            model.fit(np.zeros((4, 2)), {"a": np.zeros(4)}, verbose=0)
    model.fit(np.zeros((4, 2)), {"a": np.zeros(4), "b": np.zeros(4)}, verbose=0)
    with pytest.raises(DataError, match="`y` has nothing for the output 'b'"):
        model.fit(np.zeros((4, 2)), {"a": np.zeros(4)}, verbose=0)
    model.compile("sgd", {"a": "mse"})
    model.fit(np.zeros((4, 2)), {"a": np.zeros(4)}, verbose=0)


def test_weights_go_by_numbers_of_classes():
    with pytest.raises(ValueError, match=r"`class_weight` must map numbers of classes to weights, got \{'setosa': 2\}. It needs a model with one output"):
        _classifier().fit(np.zeros((4, 2)), np.array([0, 1, 2, 0]), class_weight={"setosa": 2}, verbose=0)
