import numpy as np
import pytest
import torch

import hornpipe as keras
from hornpipe.core.errors import InfiniteValuesError, MissingValuesError
from hornpipe.training import loop
from hornpipe.training.finite import check_finite, not_finite


@pytest.mark.parametrize("made", [np.asfortranarray, np.ascontiguousarray, torch.from_numpy])
def test_rows_with_bad_numbers_are_found_in_arrays_and_tensors(made):
    x = np.zeros((4, 3))
    assert not_finite(made(x)) is None
    x[3, 1], x[1, 2], x[0, 0] = np.inf, -np.inf, np.nan
    rows, bad = not_finite(made(x))
    assert rows.tolist() == [0, 1, 3]
    assert bad.tolist() == [[True, False, False], [False, False, True], [False, True, False]]
    assert not_finite(made(np.full((2, 2), 1.7e308))) is None               # the sums overflow, the numbers do not
    assert not_finite(made(np.full((2, 1), 1.7e308))) is None
    rows, bad = not_finite(made(np.array([1.0, np.nan])))
    assert (rows.tolist(), bad.tolist()) == ([1], [True])


def test_errors_count_bad_numbers_and_name_their_columns():
    x = np.zeros((5, 8))
    x[1, :6], x[2, 7] = np.nan, np.inf
    said = r"`x\['a'\]` holds 6 NaN and 1 infinite values in columns 0, 1, 2, 3, 4, ...; the loss would be NaN. Remove or replace them first."
    for array in (x, torch.tensor(x)):
        with pytest.raises(MissingValuesError, match=said):
            check_finite("x", {"a": array})
    with pytest.raises(InfiniteValuesError, match="`y` holds 0 NaN and 1 infinite values;"):
        check_finite("y", np.array([1.0, -np.inf]))
    check_finite("x", [np.array(["a"]), np.array([1, 2]), None])


def test_bad_doubles_are_told_of_before_they_are_converted(monkeypatch):
    model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(1)])
    model.compile("sgd", "mse")
    monkeypatch.setattr(loop, "whole_arrays", lambda part, name: pytest.fail("converted"))
    with pytest.raises(MissingValuesError, match="`x` holds 1 NaN and 0 infinite values in column 1;"):
        model.fit(np.array([[1.0, np.nan]]), np.ones(1), verbose=0)


def test_doubles_too_large_for_a_tensor_of_floats_are_infinite():
    model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(1)])
    model.compile("sgd", "mse")
    with pytest.raises(InfiniteValuesError, match="`x` holds 0 NaN and 1 infinite values in column 0;"), np.errstate(over="ignore"):
        model.fit(np.array([[1e300, 1.0]]), np.ones(1), verbose=0)
