import numpy as np

import hornpipe as keras
from hornpipe.rbridge import Report, RunProgress, fit_progress, interrupted


def model():
    made = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1, kernel_initializer="zeros")])
    made.compile("sgd", "mse")
    return made


X, Y = np.ones((8, 1)), np.ones(8)


def test_epochs_are_told_and_kept():
    told = []
    progress = fit_progress(lambda *args: told.append(args), live=False)
    history = model().fit(X, Y, epochs=2, batch_size=2, verbose=0, callbacks=[progress], validation_data=(X, Y), validation_freq=2)
    assert [(t[0], t[1], t[2], t[3], t[4]) for t in told] == [(True, 1, 2, 4, 4), (True, 2, 2, 4, 4)]
    assert list(progress.rows[0]) == ["loss"] and set(progress.rows[1]) == {"loss", "val_loss"}
    assert not interrupted(history)


def test_batches_are_told_five_times_a_second_at_most():
    told = []
    progress = fit_progress(lambda *args: told.append(args), live=True)
    progress.interval = 0
    model().fit(X, Y, epochs=1, batch_size=2, verbose=0, callbacks=[progress])
    assert [t[3] for t in told if not t[0]] == [1, 2, 3, 4]
    told.clear()
    progress.interval = 60
    model().fit(X, Y, epochs=1, batch_size=2, verbose=0, callbacks=[progress])
    assert [t[3] for t in told] == [1, 4]


def test_runs_without_epochs():
    told = []
    model().evaluate(X, Y, batch_size=4, verbose=0, callbacks=[RunProgress(lambda *args: told.append(args))])
    assert told[-1][0] and told[-1][1] is None and told[-1][3:5] == (2, 2) and told[-1][6]["loss"] == 1.0
    model().predict(X, verbose=0, callbacks=[RunProgress(lambda *args: told.append(args))])
    assert told[-1][0] and told[-1][6] == {}


def test_the_metrics_page_hears_the_end():
    told = []
    model().fit(X, Y, epochs=2, verbose=0, callbacks=[Report(lambda *args: told.append(args))])
    assert [t[:3] for t in told] == [(False, 1, 2), (False, 2, 2), (True, 2, 2)]
