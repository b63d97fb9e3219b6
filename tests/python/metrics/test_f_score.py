import numpy as np
import pytest

from hornpipe import metrics
from hornpipe.core.errors import ShapeError

Y_TRUE = [[0, 0, 1], [1, 1, 0], [1, 1, 1]]
Y_PRED = [[0.7, 0.7, 0.7], [1, 0, 0], [0.9, 0.8, 0]]


@pytest.mark.parametrize("average, beta, expected", [
    (None, 0.5, [0.71428573, 0.5, 0.833334]), (None, 1.0, [0.8, 0.5, 0.6666667]), (None, 2.0, [0.9090904, 0.5, 0.555556]),
    ("micro", 2.0, 0.6666667), ("macro", 1.0, 0.6555555), ("weighted", 2.0, 0.6548822),
])
def test_values(average, beta, expected):
    np.testing.assert_allclose(metrics.FBetaScore(average, beta, 0.66)(Y_TRUE, Y_PRED), expected, rtol=1e-5)


def test_the_greatest_prediction_without_a_threshold():
    np.testing.assert_allclose(metrics.F1Score()([[1, 0], [0, 1]], [[0.5, 0.5], [0.6, 0.4]]), [2 / 3, 0], rtol=1e-5)       # equals share the place
    np.testing.assert_allclose(metrics.F1Score()([[1, 0]], [[0.0, 0.0]]), [0, 0])                                          # zeros predict nothing


def test_weights_in_any_form():
    wanted = metrics.F1Score("macro", 0.5)([[1, 0], [0, 1], [0, 1]], [[1, 0], [0.6, 0.4], [0.6, 0.4]])
    for weight in ([1, 2], [[1], [2]], [[1, 1], [2, 2]]):
        np.testing.assert_allclose(metrics.F1Score("macro", 0.5)([[1, 0], [0, 1]], [[1, 0], [0.6, 0.4]], sample_weight=weight), wanted)


def test_f1_has_no_beta():
    assert metrics.F1Score("micro").get_config() == {"name": "f1_score", "dtype": "float32", "average": "micro", "threshold": None}


def test_before_the_first_batch():
    assert metrics.F1Score().result() == 0


@pytest.mark.parametrize("options, words", [
    ({"average": "mean"}, "Invalid `average` argument value. It should be one of None, 'micro', 'macro', 'weighted'. Received: average=mean"),
    ({"beta": 1}, "Invalid `beta` argument value. It should be a Python float. Received: beta=1 of type '<class 'int'>'"),
    ({"beta": -0.5}, "Invalid `beta` argument value. It should be > 0. Received: beta=-0.5"),
    ({"threshold": "0.5"}, "Invalid `threshold` argument value. It should be a Python float."),
    ({"threshold": 0.0}, "Invalid `threshold` argument value. It should verify 0 < threshold <= 1. Received: threshold=0.0"),
])
def test_refusals(options, words):
    with pytest.raises(ValueError) as error:
        metrics.FBetaScore(**options)
    assert words in str(error.value)


def test_shapes():
    with pytest.raises(ShapeError, match=r"F1Score expects 2D inputs with shape \(batch, classes\), got \(2,\)"):
        metrics.F1Score()([1.0, 0.0], [1.0, 0.0])
