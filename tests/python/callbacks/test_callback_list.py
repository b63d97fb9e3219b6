import pytest
from small_training import data, model

from hornpipe.callbacks import Callback, CallbackList, History, ProgbarLogger


class Diary(Callback):
    def __init__(self):
        self.lines = []

    def on_train_begin(self, logs=None):
        self.lines.append("train")

    def on_epoch_begin(self, epoch, logs=None):
        self.lines.append(f"epoch {epoch}")

    def on_train_batch_begin(self, batch, logs=None):
        self.lines.append(f"batch {batch} {logs}")

    def on_train_batch_end(self, batch, logs=None):
        self.lines.append(f"loss {logs['loss'] > 0}")

    def on_test_begin(self, logs=None):
        self.lines.append("test")

    def on_test_batch_end(self, batch, logs=None):
        self.lines.append(f"tested {batch}")

    def on_test_end(self, logs=None):
        self.lines.append("test end")

    def on_epoch_end(self, epoch, logs=None):
        self.lines.append(sorted(logs))

    def on_train_end(self, logs=None):
        self.lines.append("end")


def test_hooks_are_called_in_keras_order():
    x, y = data(8)
    diary = Diary()
    model(metrics=()).fit(x, y, batch_size=4, epochs=1, validation_data=(x, y), verbose=0, callbacks=diary)
    assert diary.lines == ["train", "epoch 0", "batch 0 {}", "loss True", "batch 1 {}", "loss True", "test", "tested 0", "tested 1", "test end",
                           ["loss", "val_loss"], "end"]


def test_nobody_is_called_for_batches_when_nobody_listens():
    callbacks = CallbackList([Callback(), History()])
    assert callbacks.batch_hooks("train") == (None, None) and not callbacks.has_batch_hooks("train")
    callbacks.append(Diary())
    begin, end = callbacks.batch_hooks("train")
    begin(0)
    end(0, {"loss": 1.0})
    assert callbacks.has_batch_hooks("test") and not callbacks.has_batch_hooks("predict")


def test_history_and_progress_are_added_once():
    callbacks = CallbackList([History()], add_history=True, add_progbar=True)
    assert [type(c) for c in callbacks] == [History, ProgbarLogger]
    assert len(CallbackList(None)) == 0
    assert len(CallbackList([[Callback()], Callback()])) == 2


def test_some_callbacks_go_last():
    class Last(Callback):
        goes_last = True

    callbacks = CallbackList([Last(), Callback()], add_history=True)
    assert [type(c) for c in callbacks] == [Callback, History, Last]
    assert callbacks.callbacks[0].companions is callbacks.callbacks


def test_a_list_is_taken_as_it_is():
    callbacks = CallbackList(Callback())
    assert CallbackList.of(callbacks, None) is callbacks
    assert CallbackList.of(None, None, verbose="auto").params["verbose"] == 1


def test_only_callbacks_are_taken():
    with pytest.raises(TypeError, match="`callbacks` must hold callbacks, got 'history'"):
        CallbackList(["history"])
