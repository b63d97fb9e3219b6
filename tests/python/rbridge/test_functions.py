import inspect
import threading

import pytest
import torch

from hornpipe.rbridge import INTERRUPT, r_function, r_generator, r_hook
from hornpipe.rbridge.functions import as_columns, without_computed

PARAMETERS = [["x", "required", None], ["n", "constant", 2.0], ["late", "required", None], ["made", "computed", None], ["...", "required", None],
              ["not valid", "required", None]]


def test_names_and_signatures():
    function = r_function(lambda *args, **kwargs: (args, kwargs), "own", PARAMETERS)
    assert function.__name__ == "own"
    assert str(inspect.signature(function)) == "(x, n=2.0, late=None, made=None, *args, **kwargs)"
    assert function(1, n=3) == ((1,), {"n": 3})


def test_defaults_that_r_computes_are_left_out():
    assert without_computed({"made": None, "n": None, "x": 1}, PARAMETERS) == {"n": None, "x": 1}


def test_targets_are_a_column_beside_predictions_that_are_one():
    vector, column, wide = torch.zeros(3), torch.ones(3, 1), torch.zeros(3, 2)
    assert [tuple(x.shape) for x in as_columns((vector, column, vector))] == [(3, 1), (3, 1), (3,)]
    for given in ((vector, wide), (column, column), (vector,), (None, column)):
        assert as_columns(given) is given


def test_an_interrupted_r_function_interrupts():
    with pytest.raises(KeyboardInterrupt):
        r_function(lambda: INTERRUPT, None, [])()


def test_r_runs_on_the_main_thread_only():
    errors = []

    def run():
        try:
            r_function(lambda: 1, None, [])()
        except RuntimeError as error:
            errors.append(str(error))

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    assert errors == ["An R function can run on the main thread only: use `workers = 1`."]


def test_a_generator_ends_with_none():
    values = iter([1, 2, None, 3])
    assert list(r_generator(lambda: next(values))) == [1, 2]


def test_hooks_of_functions_put_numbers_into_the_logs():
    logs = {"loss": 1.0}
    r_hook(lambda epoch, logs: {"twice": 2.0 * epoch}, "on_epoch_end", [["epoch", "required", None], ["logs", "required", None]])(3, logs)
    assert logs == {"loss": 1.0, "twice": 6.0}
    r_hook(lambda logs: {"note": "text"}, "on_train_end", [["logs", "required", None]])(logs)
    assert logs == {"loss": 1.0, "twice": 6.0}
