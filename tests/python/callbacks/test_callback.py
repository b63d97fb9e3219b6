from hornpipe.callbacks import Callback
from hornpipe.callbacks.callback import HOOKS, defines


class Listener(Callback):
    def __init__(self):         # without super().__init__(), as users write it
        self.seen = []

    def on_batch_end(self, batch, logs=None):
        self.seen.append(batch)


def test_only_what_a_class_defines_counts():
    listener = Listener()
    assert [h for h in HOOKS if defines(listener, h)] == ["on_train_batch_end"]
    assert not any(defines(Callback(), h) for h in HOOKS)


def test_a_hook_set_on_the_object_counts():
    callback = Callback()
    callback.on_epoch_end = lambda epoch, logs: None
    assert [h for h in HOOKS if defines(callback, h)] == ["on_epoch_end"]


def test_any_object_with_a_hook_counts():
    class Foreign:
        def on_train_end(self, logs=None):
            pass

    assert [h for h in HOOKS if defines(Foreign(), h)] == ["on_train_end"]


def test_batches_of_training_have_two_names():
    listener = Listener()
    listener.on_train_batch_end(3)
    assert listener.seen == [3]


def test_model_and_params_are_there_before_they_are_set():
    listener = Listener()
    assert listener.model is None and listener.params is None
    listener.set_model("model")
    listener.set_params({"epochs": 3})
    assert listener.model == "model" and listener.params["epochs"] == 3
