import numpy as np
import pytest

from hornpipe import metrics

Y_TRUE, Y_PRED = [0, 0, 0, 0, 0, 1, 1, 1, 1, 1], [0.0, 0.1, 0.2, 0.3, 0.4, 0.01, 0.02, 0.25, 0.26, 0.26]


@pytest.mark.parametrize("cls, value, expected", [
    ("SensitivityAtSpecificity", 0.4, 0.6), ("SpecificityAtSensitivity", 0.4, 0.6), ("PrecisionAtRecall", 0.8, 5 / 9), ("RecallAtPrecision", 0.7, 0.0),
])
def test_by_hand(cls, value, expected):
    np.testing.assert_allclose(getattr(metrics, cls)(value)(Y_TRUE, Y_PRED), expected, rtol=1e-5)


def test_perfect():
    for cls in ("SensitivityAtSpecificity", "SpecificityAtSensitivity", "PrecisionAtRecall", "RecallAtPrecision"):
        assert getattr(metrics, cls)(0.7)([0, 1, 1], [0.1, 0.8, 0.9]) == 1
        assert getattr(metrics, cls)(0.7, num_thresholds=1)([0, 1, 1], [0.1, 0.8, 0.9]) == 1


def test_class():
    y_true, y_pred = np.eye(3)[[0, 1, 2]], np.eye(3)[[0, 2, 2]]
    assert metrics.SensitivityAtSpecificity(0.9, class_id=0)(y_true, y_pred) == 1
    assert metrics.SensitivityAtSpecificity(0.9, class_id=2)(y_true, y_pred) == 0


@pytest.mark.parametrize("cls, name", [("SensitivityAtSpecificity", "specificity"), ("SpecificityAtSensitivity", "sensitivity"),
                                       ("PrecisionAtRecall", "recall"), ("RecallAtPrecision", "precision")])
def test_refusals(cls, name):
    for value in (-1, 1.5, None):
        with pytest.raises(ValueError, match=rf"Argument `{name}` must be in the range \[0, 1\]. Received: {name}={value}"):
            getattr(metrics, cls)(value)
    with pytest.raises(ValueError, match="Argument `num_thresholds` must be an integer > 0, got -1."):
        getattr(metrics, cls)(0.4, num_thresholds=-1)
