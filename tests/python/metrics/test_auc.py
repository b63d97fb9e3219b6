import numpy as np
import pytest
import torch

from hornpipe import metrics
from hornpipe.core.errors import ShapeError

Y_TRUE, Y_PRED, WEIGHT = [0, 0, 1, 1], [0.0, 0.5, 0.3, 0.9], [1, 2, 3, 4]
MANY_TRUE, MANY_PRED = [[0, 0], [1, 1], [1, 1], [1, 0]], [[0.0, 0.4], [0.5, 0.7], [0.3, 0.2], [0.9, 0.3]]


@pytest.mark.parametrize("curve, method, area", [
    ("ROC", "interpolation", 0.75 + 0.25 / 7), ("ROC", "majoring", 1), ("ROC", "minoring", 4 / 7),
    ("PR", "interpolation", (0.5 * (3 + 2 * np.log(2.5)) + 4) / 7), ("PR", "majoring", 1), ("PR", "minoring", 0.3),
    ("PRGAIN", "interpolation", 0.5), ("PRGAIN", "majoring", 1), ("PRGAIN", "minoring", 0),
])
def test_by_hand_with_three_thresholds(curve, method, area):
    metric = metrics.AUC(num_thresholds=3, curve=curve, summation_method=method)
    np.testing.assert_allclose(metric(Y_TRUE, Y_PRED, sample_weight=WEIGHT), area, rtol=1e-5, atol=1e-6)


def test_many_thresholds_come_near_the_rank_statistic():
    generator = torch.Generator().manual_seed(0)
    labels = torch.randint(0, 2, (400,), generator=generator)
    scores = (0.3 * labels + 0.7 * torch.rand(400, generator=generator))
    pairs = (scores[labels == 1][:, None] > scores[labels == 0]).float().mean()
    assert abs(metrics.AUC(num_thresholds=5000)(labels, scores) - pairs) < 1e-3


def test_perfect_and_from_logits():
    assert metrics.AUC()(Y_TRUE, Y_TRUE) == 1
    logits = torch.logit(torch.tensor([0.01, 0.5, 0.3, 0.9]))
    assert metrics.AUC(from_logits=True, num_thresholds=3)(Y_TRUE, logits) == metrics.AUC(num_thresholds=3)(Y_TRUE, Y_PRED)


def test_thresholds_of_ones_own():
    metric = metrics.AUC(num_thresholds=2, thresholds=[0.5, 0.3])
    assert metric.num_thresholds == 4
    np.testing.assert_allclose(metric.thresholds, [0, 0.3, 0.5, 1], atol=1e-6)
    config = metric.get_config()
    assert config["thresholds"] == [0.3, 0.5]
    assert metrics.AUC.from_config(config).get_config() == config
    assert "thresholds" not in metrics.AUC().get_config()


def test_labels_have_areas_of_their_own():
    apart = [metrics.AUC(num_thresholds=3)([t[i] for t in MANY_TRUE], [p[i] for p in MANY_PRED]) for i in (0, 1)]
    np.testing.assert_allclose(metrics.AUC(num_thresholds=3, multi_label=True)(MANY_TRUE, MANY_PRED), np.mean(apart))
    weighted = metrics.AUC(num_thresholds=3, multi_label=True, num_labels=2, label_weights=[3.0, 1.0])
    assert weighted.variables[0].shape == (3, 2)
    np.testing.assert_allclose(weighted(MANY_TRUE, MANY_PRED), 0.75 * apart[0] + 0.25 * apart[1])


def test_before_the_first_batch():
    assert metrics.AUC(multi_label=True).result() == 0 and metrics.AUC().result() == 0


def test_refusals():
    for n in (1, -1):
        with pytest.raises(ValueError, match=f"Argument `num_thresholds` must be an integer > 1, got {n}."):
            metrics.AUC(num_thresholds=n)
    with pytest.raises(ValueError, match='Invalid AUC curve value: "Invalid". It must be one of \'ROC\', \'PR\', \'PRGAIN\'.'):
        metrics.AUC(curve="Invalid")
    with pytest.raises(ValueError, match='Invalid AUC summation method value: "Invalid".'):
        metrics.AUC(summation_method="Invalid")
    with pytest.raises(ValueError, match="`num_labels` is for `multi_label=True` only, got 2."):
        metrics.AUC(num_labels=2)
    with pytest.raises(ShapeError, match="`y_pred` must have 3 labels along its last axis, as `num_labels` says"):
        metrics.AUC(multi_label=True, num_labels=3)(MANY_TRUE, MANY_PRED)
    with pytest.raises(ShapeError, match="as `label_weights` says"):
        metrics.AUC(label_weights=[1.0, 2.0, 3.0])(MANY_TRUE, MANY_PRED)
    with pytest.raises(ShapeError, match=r"must have shape \(batch, labels\) for `multi_label=True`, got \(4,\)."):
        metrics.AUC(multi_label=True)(Y_TRUE, Y_PRED)
