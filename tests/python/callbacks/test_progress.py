import contextlib
import io

import numpy as np
import pytest
import torch
from small_training import data, model

from hornpipe.callbacks.progress import Progbar
from hornpipe.runtime import console


@contextlib.contextmanager
def captured(redraws):
    pieces = []
    console.redirect(pieces.append, redraws=redraws)
    try:
        yield pieces
    finally:
        console.redirect(None)


def plain(text):
    for code in ("\033[1m", "\033[32m", "\033[37m", "\033[0m"):
        text = text.replace(code, "")
    return text


def test_a_bar_as_keras_draws_it():
    with captured(redraws=True) as pieces:
        bar = Progbar(10, interval=0)
        bar._start -= 1
        bar.update(5, [("loss", 1.0), ("tiny", 1e-5)])
        bar.update(10, [("loss", 3.0)])
    assert pieces[0].startswith("\r\033[1m 5/10\033[0m \033[32m━━━━━━━━━━\033[0m\033[37m━━━━━━━━━━\033[0m \033[1m")
    assert plain(pieces[0]).endswith("200ms/step - loss: 1.0000 - tiny: 1.0000e-05")
    assert plain(pieces[1]).startswith("\r10/10 ━━━━━━━━━━━━━━━━━━━━ 1s ") and " - loss: 3.0000 - tiny: 1.0000e-05" in pieces[1]
    assert pieces[1].endswith("\n")


def test_an_unknown_target():
    with captured(redraws=True) as pieces:
        Progbar(None, interval=0).update(3, [("loss", torch.tensor(2.0))])
    assert plain(pieces[0]).startswith("\r      3/Unknown 0s") and "loss: 2.0000" in pieces[0]


def test_drawings_keep_their_distance():
    with captured(redraws=True) as pieces:
        bar = Progbar(100, interval=60)
        for i in range(1, 100):
            bar.update(i)
    assert len(pieces) == 1


def test_a_shorter_line_covers_a_longer_one():
    with captured(redraws=True) as pieces:
        bar = Progbar(3, interval=0)
        bar.update(1, [("loss", 123456.0)])
        bar._values.clear()
        bar.update(2)
    assert len(plain(pieces[1])) >= len(plain(pieces[0]))


def test_one_line_where_nothing_can_be_redrawn():
    with captured(redraws=False) as pieces:
        bar = Progbar(2)
        bar.update(1, [("loss", 1.0)])
        bar.update(2, [("loss", np.array(3.0))])
    assert len(pieces) == 1 and pieces[0].startswith("2/2 - 0s - ") and pieces[0].endswith("/step - loss: 3.0000\n")


def test_values_are_averaged_or_shown_as_they_come():
    with captured(redraws=True) as pieces:
        bar = Progbar(10, interval=0, stateful_metrics=["last"])
        bar.update(1, [("mean", 0.0), ("last", 0.0)])
        bar.add(2, [("mean", 3.0), ("last", [1.0, 3.0])])
    assert plain(pieces[1]).rstrip().endswith(" - mean: 2.0000 - last: 2.0000")
    with pytest.raises(ValueError, match="Only one of `stateful_metrics` and `stateless_metrics`"):
        Progbar(1, stateful_metrics=[], stateless_metrics=[])


@pytest.mark.parametrize(("seconds", "shown"), [(7, "7s"), (1507, "25:07"), (12307, "3:25:07")])
def test_time_left(seconds, shown):
    with captured(redraws=True) as pieces:
        bar = Progbar(2, interval=0)
        bar._start -= seconds + 0.01
        bar.update(1)
    assert f" {shown} " in plain(pieces[0])


def lines(redraws, verbose="auto", **arguments):
    x, y = data(8)
    with captured(redraws) as pieces:
        model().fit(x, y, batch_size=4, verbose=verbose, **arguments)
    return "".join(pieces).split("\n")


def test_fit_writes_a_line_per_epoch_into_a_file():
    written = lines(False, epochs=2)
    assert len(written) == 3 and written[2] == ""
    assert written[0].startswith("Epoch 1/2 - 2/2 - 0s - ") and " - loss: " in written[0] and " - mae: " in written[0]
    assert lines(True, verbose=2, epochs=2)[1].startswith("Epoch 2/2 - 2/2 - 0s - ")
    assert lines(False, verbose=0) == [""]


def test_fit_draws_a_bar_per_epoch_on_a_terminal():
    x, y = data(8)
    written = lines(True, epochs=2, validation_data=(x, y))
    assert [w for w in written if w.startswith("Epoch")] == ["Epoch 1/2", "Epoch 2/2"]
    last = plain(written[1].split("\r")[-1])
    assert last.startswith("2/2 ━━━━━━━━━━━━━━━━━━━━ 0s") and " - loss: " in last and " - val_mae: " in last
    assert not any(w.startswith("Epoch") for w in lines(True, epochs=1))


def test_a_line_that_is_broken_off_ends():
    with captured(True) as pieces:
        bar = Progbar(3, interval=0)
        bar.update(1)
        bar.close()
        bar.close()
    assert pieces[1:] == ["\n"]


def test_evaluate_and_predict_draw_too():
    x, y = data(8)
    trained = model()
    with captured(False) as pieces:
        trained.evaluate(x, y, batch_size=4)
        trained.predict(x, batch_size=4)
    assert pieces[0].startswith("2/2 - 0s - ") and " - mae: " in pieces[0]
    assert pieces[1].startswith("2/2 - 0s - ") and pieces[1].endswith("/step\n")


def test_batches_of_unknown_number_are_counted():
    x, y = data(8)

    def batches():
        for i in range(3):
            yield x[i:i + 2], y[i:i + 2]

    with captured(False) as pieces:
        model().fit(batches(), epochs=1)
    assert pieces[0].startswith("3/3 - 0s - ")


def test_text_goes_to_standard_output():
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        Progbar(1).update(1)
    assert out.getvalue().startswith("1/1 - 0s")
