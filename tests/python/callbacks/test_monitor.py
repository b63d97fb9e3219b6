import pytest
from small_training import FakeModel

from hornpipe import metrics
from hornpipe.callbacks import MonitorCallback
from hornpipe.ops import greater, less


def monitor(name, mode="auto", **arguments):
    callback = MonitorCallback(name, mode, **arguments)
    callback.set_model(FakeModel(metrics=[metrics.BinaryAccuracy(name="accuracy"), metrics.AUC(name="auc"), metrics.MeanSquaredError(name="mse")]))
    return callback


@pytest.mark.parametrize(("name", "direction"), [("val_loss", "min"), ("loss", "min"), ("left_loss", "min"), ("accuracy", "max"), ("val_accuracy", "max"),
                                                 ("val_left_accuracy", "max"), ("val_auc", "max"), ("mse", "min")])
def test_metrics_say_what_is_better(name, direction):
    assert monitor(name).direction() == direction
    assert monitor(name).monitor_op is {"min": less, "max": greater}[direction]


def test_the_mode_overrules():
    assert monitor("accuracy", "min").direction() == "min"
    with pytest.warns(UserWarning, match="MonitorCallback mode 'best' is unknown, fallback to auto mode"):
        assert monitor("accuracy", "best").direction() == "max"


def test_an_unknown_metric_needs_a_mode():
    with pytest.raises(ValueError, match="cannot tell whether 'speed' should be great or small. Pass `mode='max'` or `mode='min'`"):
        monitor("speed").monitored({"speed": 1.0})


def test_a_missing_metric_is_told():
    with pytest.warns(UserWarning, match="looks at 'val_loss', which is not in the logs. There is: loss, mae"):
        assert monitor("val_loss").monitored({"loss": 1.0, "mae": 2.0}) is None


def test_changes_below_min_delta_do_not_count():
    up, down = monitor("accuracy", min_delta=0.5), monitor("loss", min_delta=-0.5)
    assert up.is_better(0.1, None)
    assert [up.is_better(v, 0.0) for v in (0.75, 0.5, -1)] == [True, False, False]
    assert [down.is_better(v, 0.0) for v in (-0.75, -0.5, 1)] == [True, False, False]
