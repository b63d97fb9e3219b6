from small_training import data, model

from hornpipe.callbacks import LambdaCallback
from hornpipe.callbacks.callback import HOOKS, defines


def test_functions_are_called_at_their_hooks():
    seen = []
    callback = LambdaCallback(on_epoch_begin=lambda epoch, logs: seen.append(epoch), on_train_batch_end=lambda batch, logs: seen.append(logs["loss"] > 0),
                              on_train_end=lambda logs: seen.append("end"), on_test_begin=lambda logs: seen.append("test"))
    x, y = data(8)
    model().fit(x, y, verbose=0, validation_data=(x, y), callbacks=callback)
    assert seen == [0, True, "test", "end"]


def test_old_names_of_batch_hooks_get_their_arguments_by_position():
    seen = []
    callback = LambdaCallback(on_batch_begin=lambda i, what: seen.append(i), on_batch_end=lambda i, what: seen.append(list(what)))
    x, y = data(8)
    model().fit(x, y, verbose=0, callbacks=callback)
    assert seen[0] == 0 and "loss" in seen[1]


def test_the_others_cost_nothing():
    assert not any(defines(LambdaCallback(), hook) for hook in HOOKS)
    assert hasattr(LambdaCallback(custom_method=lambda logs: None), "custom_method")
