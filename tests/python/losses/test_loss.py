import pickle

import numpy as np
import pytest
import torch

import hornpipe
from hornpipe import losses
from hornpipe.core.errors import ShapeError
from hornpipe.losses.loss import LossFunctionWrapper


class Squares(hornpipe.Loss):
    """A user's loss."""

    def __init__(self, scale=1.0, **kwargs):
        super().__init__(**kwargs)
        self.scale = scale

    def call(self, y_true, y_pred):
        return self.scale * (y_true - y_pred) ** 2


Y_TRUE, Y_PRED = np.array([1.0, 0.0, 1.0, 0.0]), np.array([0.1, 0.2, 0.3, 0.4])
VALUES = (Y_TRUE - Y_PRED) ** 2


def test_users_loss():
    loss = Squares(2.0, reduction="sum", name="squares")
    np.testing.assert_allclose(loss(Y_TRUE, Y_PRED), 2 * VALUES.sum(), rtol=1e-6)
    assert loss.get_config() == {"scale": 2.0, "name": "squares", "reduction": "sum"}
    assert Squares.from_config({"scale": 3.0, "name": "squares"}).scale == 3.0
    assert repr(loss) == "<Squares name=squares>"
    assert Squares().name.startswith("squares")


def test_users_subclass_of_ours_is_called():
    class Doubled(losses.MeanSquaredError):
        def call(self, y_true, y_pred):
            return 2 * super().call(y_true, y_pred)

    np.testing.assert_allclose(Doubled()(Y_TRUE, Y_PRED), 2 * VALUES.mean(), rtol=1e-6)


def test_dtypes_are_cast():
    loss = Squares()
    assert loss(Y_TRUE.astype("int32"), Y_PRED, sample_weight=Y_PRED).dtype is torch.float32
    assert Squares(dtype="float16")(Y_TRUE, Y_PRED).dtype is torch.float16
    assert Squares(dtype=hornpipe.DTypePolicy("mixed_float16")).dtype == "float16"
    with pytest.raises(AttributeError):
        loss.dtype = "float16"


def test_dtype_is_told_where_it_was_asked_for():
    assert losses.MeanSquaredError(dtype="float64").get_config()["dtype"] == "float64"
    assert "dtype" not in losses.MeanSquaredError().get_config()


def test_options_that_keras_forgets_are_told_where_they_matter():
    assert losses.Huber().get_config() == {"name": "huber_loss", "reduction": "sum_over_batch_size"}
    assert losses.Huber.from_config(losses.Huber(2.0).get_config()).delta == 2.0
    assert losses.CosineSimilarity.from_config(losses.CosineSimilarity(axis=0).get_config()).axis == 0


def test_all_weights_0():
    assert Squares()(Y_TRUE, Y_PRED, sample_weight=np.zeros(4)) == 0


def test_lists_of_tensors_are_structures():
    loss = Squares()
    loss.call = lambda y_true, y_pred: (y_true[0] - y_pred[0]) ** 2 + (y_true[1] - y_pred[1]) ** 2
    assert loss([torch.ones(2), torch.zeros(2)], [torch.zeros(2), torch.zeros(2)]) == 1


def test_lists_of_numbers_are_arrays():
    assert losses.MeanSquaredError()([[1, 2]], [[2, 4]]) == 2.5


def test_shapes_that_do_not_fit():
    with pytest.raises(ShapeError, match=r"`y_true` must have the shape of `y_pred`, \(4, 5\), got \(4, 3\)."):
        losses.MeanAbsoluteError()(np.zeros((4, 3)), np.zeros((4, 5)))
    with pytest.raises(ShapeError, match=r"`sample_weight` must have a shape that fits the losses, \(4,\), got \(3,\)."):
        losses.MeanAbsoluteError()(np.zeros((4, 3)), np.zeros((4, 3)), np.ones(3))


def test_reduction_is_checked():
    with pytest.raises(ValueError, match="Invalid value for argument `reduction`.*got 'abc'"):
        losses.Hinge(reduction="abc")


def test_base_has_no_arithmetic():
    with pytest.raises(NotImplementedError, match="Loss does not define `call"):
        hornpipe.Loss()([1.0], [2.0])


# ---------------------------------------------------------------- functions

def mistake(y_true, y_pred, power=2):
    return (y_true - y_pred).abs() ** power


def test_wrapper_of_a_users_function():
    loss = LossFunctionWrapper(mistake, power=3)
    assert loss.name == "mistake"
    np.testing.assert_allclose(loss(Y_TRUE[:, None], Y_PRED), (np.abs(Y_TRUE - Y_PRED) ** 3).mean(), rtol=1e-6)
    hornpipe.saving.register_keras_serializable("test")(mistake)
    again = losses.deserialize(losses.serialize(loss))
    assert again.fn is mistake and again.get_config() == loss.get_config()


def test_wrapper_of_our_function_is_our_loss():
    y_true, y_pred = np.array([2, 0]), np.array([[0.1, 0.2, 0.7], [0.5, 0.3, 0.2]])
    for function, cls, target in ((losses.sparse_categorical_crossentropy, losses.SparseCategoricalCrossentropy, y_true),
                                  (losses.binary_crossentropy, losses.BinaryCrossentropy, np.eye(3)[y_true])):
        np.testing.assert_allclose(LossFunctionWrapper(function)(target, y_pred), cls()(target, y_pred))


def test_wrapper_wants_a_function():
    with pytest.raises(TypeError, match="`fn` must be a function of targets and predictions, got 3"):
        LossFunctionWrapper(3)


# ---------------------------------------------------------------- names

@pytest.mark.parametrize("name, function", [
    ("mse", "mean_squared_error"), ("MSE", "mean_squared_error"), ("mae", "mean_absolute_error"), ("MAPE", "mean_absolute_percentage_error"),
    ("msle", "mean_squared_logarithmic_error"), ("kld", "kl_divergence"), ("KLD", "kl_divergence"), ("bce", "binary_crossentropy"), ("huber", "huber"),
    ("dice", "dice"), ("ctc", "ctc"),
])
def test_short_names(name, function):
    assert losses.get(name) is getattr(losses, function)


def test_get():
    loss = losses.Huber()
    assert losses.get(None) is None and losses.get(loss) is loss and losses.get(mistake) is mistake
    with pytest.raises(ValueError, match="'mean_square_error'.*Did you mean 'mean_squared_error'"):
        losses.get("mean_square_error")
    assert losses.deserialize("mistake", custom_objects={"mistake": mistake}) is mistake
    assert pickle.loads(pickle.dumps(losses.get("mse"))) is losses.mean_squared_error
