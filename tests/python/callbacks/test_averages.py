import numpy as np
import pytest
from small_training import data, model

from hornpipe.callbacks import ModelCheckpoint, SwapEMAWeights
from hornpipe.models import load_model
from hornpipe.optimizers import SGD, LossScaleOptimizer, MultiOptimizer, OptimizerMap

X, Y = data()
OPTIONS = {"epochs": 2, "verbose": 0, "validation_data": (X, Y)}


def averaging():
    return SGD(0.05, use_ema=True, ema_momentum=0.9)


def last_and_final(optimizer, *callbacks):
    trained = model(optimizer)
    history = trained.fit(X, Y, callbacks=list(callbacks), **OPTIONS)
    return history.history["val_loss"][-1], trained.evaluate(X, Y, verbose=0)[0]


def test_validation_sees_the_averages_only_with_the_callback():
    during, after = last_and_final(averaging())
    assert during != after
    during, after = last_and_final(averaging(), SwapEMAWeights())
    assert during == pytest.approx(after, rel=1e-6)


def test_a_wrapped_optimizer_is_found():
    during, after = last_and_final(LossScaleOptimizer(averaging()), SwapEMAWeights())
    assert during == pytest.approx(after, rel=1e-6)


def test_of_several_optimizers_those_that_average_swap():
    both = MultiOptimizer(OptimizerMap(SGD(0.05), {".*dense/kernel": averaging()}))
    during, after = last_and_final(both, SwapEMAWeights())
    assert during == pytest.approx(after, rel=1e-6)


def test_what_is_saved_at_the_end_of_an_epoch_are_the_averages(tmp_path):
    trained = model(averaging())
    trained.fit(X, Y, callbacks=[SwapEMAWeights(swap_on_epoch=True), ModelCheckpoint(tmp_path / "{epoch}.keras")], **OPTIONS)
    for a, b in zip(load_model(tmp_path / "2.keras").get_weights(), trained.get_weights()):
        np.testing.assert_array_equal(a, b)


def test_training_itself_is_the_same():
    plain = model(averaging())
    plain.fit(X, Y, **OPTIONS)
    swapped = model(averaging())
    swapped.fit(X, Y, callbacks=SwapEMAWeights(swap_on_epoch=True), **OPTIONS)
    for a, b in zip(plain.get_weights(), swapped.get_weights()):
        np.testing.assert_array_equal(a, b)


def test_there_must_be_averages():
    with pytest.raises(ValueError, match="SwapEMAWeights must be used when `use_ema=True` is set on the optimizer"):
        model(SGD()).fit(X, Y, callbacks=SwapEMAWeights(), **OPTIONS)
