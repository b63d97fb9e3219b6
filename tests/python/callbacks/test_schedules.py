import pytest
from small_training import FakeModel, run_epochs

from hornpipe.callbacks import LearningRateScheduler, ReduceLROnPlateau
from hornpipe.optimizers import SGD, Adam, LossScaleOptimizer, MultiOptimizer, OptimizerMap, schedules
from hornpipe.runtime import console


def rate(model):
    return float(model.optimizer.learning_rate)


# ---------------------------------------------------------------- LearningRateScheduler

def test_functions_of_the_epoch_and_of_the_rate():
    model, logs = FakeModel(SGD(0.8)), [{}, {}]
    run_epochs(LearningRateScheduler(lambda epoch, before: before / 2), model, logs)
    assert rate(model) == pytest.approx(0.2)
    assert [x["learning_rate"] for x in logs] == pytest.approx([0.4, 0.2])
    run_epochs(LearningRateScheduler(lambda epoch: 1 / (epoch + 2)), model, [{}])
    assert rate(model) == 0.5


def test_a_schedule_must_give_numbers():
    with pytest.raises(TypeError, match="`schedule` must give a number, got 'fast'"):
        run_epochs(LearningRateScheduler(lambda epoch: "fast"), FakeModel(SGD()), [{}])


def test_an_optimizer_with_a_schedule_is_left_alone():
    model = FakeModel(Adam(schedules.PolynomialDecay(0.1, 10)))
    with pytest.raises(TypeError, match="This optimizer was created with a `LearningRateSchedule`"):
        run_epochs(LearningRateScheduler(lambda epoch: 0.1), model, [{}])


def test_each_of_several_optimizers_has_its_own_rate():
    first, second = SGD(0.1, name="first"), SGD(0.01, name="second")
    model, logs = FakeModel(MultiOptimizer(OptimizerMap(second, {"dense/.*": first}))), [{}]
    run_epochs(LearningRateScheduler(lambda epoch, before: before * 0.5), model, logs)
    assert logs[0] == {"learning_rate_first": pytest.approx(0.05), "learning_rate_second": pytest.approx(0.005)}


def test_a_wrapped_optimizer_is_found():
    model = FakeModel(LossScaleOptimizer(SGD(0.1)))
    run_epochs(LearningRateScheduler(lambda epoch: 0.3), model, [{}])
    assert rate(model) == pytest.approx(0.3)


# ---------------------------------------------------------------- ReduceLROnPlateau

def losses(*values):
    return [{"val_loss": v} for v in values]


def test_the_rate_falls_on_a_plateau():
    model = FakeModel(SGD(1.0))
    run_epochs(ReduceLROnPlateau(factor=0.1, patience=2), model, losses(1.0, 0.5, 0.5, 0.5, 0.5))
    assert rate(model) == pytest.approx(0.1)


def test_the_rate_has_a_floor():
    model = FakeModel(SGD(1.0))
    run_epochs(ReduceLROnPlateau(factor=0.1, patience=1, min_lr=0.05), model, losses(1, 1, 1, 1, 1))
    assert rate(model) == pytest.approx(0.05)


def test_at_the_floor_nothing_falls_any_more(monkeypatch):
    told = []
    monkeypatch.setattr(console, "say", told.append)
    plateau = ReduceLROnPlateau(factor=0.1, patience=1, min_lr=0.05, verbose=1)      # which in float32 is a little more than 0.05
    run_epochs(plateau, FakeModel(SGD(0.5)), losses(1, 1, 1, 1, 1))
    assert told == ["\nEpoch 2: ReduceLROnPlateau reducing learning rate to 0.05."] and plateau.wait == 3


def test_nothing_counts_in_the_cooldown():
    model, plateau = FakeModel(SGD(1.0)), ReduceLROnPlateau(factor=0.1, patience=1, cooldown=2)
    run_epochs(plateau, model, losses(1, 1, 1))
    assert rate(model) == pytest.approx(0.1) and plateau.in_cooldown()
    plateau.on_epoch_end(3, {"val_loss": 1.0})
    assert rate(model) == pytest.approx(0.01)


def test_every_training_starts_anew():
    plateau = ReduceLROnPlateau(patience=1)
    run_epochs(plateau, FakeModel(SGD(1.0)), losses(0.1, 1))
    model = FakeModel(SGD(1.0))
    run_epochs(plateau, model, losses(3.0, 2.0))
    assert rate(model) == 1.0


def test_it_says_so_and_logs_the_rate():
    pieces, logs = [], losses(1, 1)
    console.redirect(pieces.append)
    try:
        run_epochs(ReduceLROnPlateau(factor=0.5, patience=1, verbose=1), FakeModel(SGD(1.0)), logs)
    finally:
        console.redirect(None)
    assert pieces == ["\nEpoch 2: ReduceLROnPlateau reducing learning rate to 0.5.\n"]
    assert [x["learning_rate"] for x in logs] == [1.0, 1.0]


@pytest.mark.parametrize(("arguments", "message"), [({"factor": 1.5}, "`factor` must be below 1, got 1.5"), ({"epsilon": 1}, "takes no argument 'epsilon'")])
def test_wrong_options_are_named(arguments, message):
    with pytest.raises(ValueError, match=message):
        ReduceLROnPlateau(**arguments)
