import pytest
from small_training import FakeModel, data, model

from hornpipe.callbacks import TerminateOnNaN
from hornpipe.optimizers import SGD


def test_a_lost_loss_ends_training():
    x, y = data()
    history = model(SGD(1e12)).fit(x, y, batch_size=4, epochs=20, verbose=0, callbacks=TerminateOnNaN())
    assert len(history.epoch) == 1


@pytest.mark.parametrize("loss", [float("nan"), float("inf")])
def test_it_may_be_an_error(loss):
    guard = TerminateOnNaN(raise_error=True)
    guard.set_model(FakeModel())
    guard.on_train_batch_end(2, {"loss": 1.0})
    for hook in (guard.on_train_batch_end, guard.on_batch_end):         # Keras: users call the old name
        with pytest.raises(RuntimeError, match="NaN or Inf loss encountered at batch 3"):
            hook(3, {"loss": loss})
