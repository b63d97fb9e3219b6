"""Every row of Keras' own table of metrics: the result after each batch."""
import warnings

import golden
import numpy as np
import pytest

from hornpipe import losses, metrics

TABLE = golden.data("c01_losses_metrics/losses_metrics.json")["metric"]
ARRAYS = golden.arrays("c01_losses_metrics/losses_metrics.npz")


def make(row):
    options = dict(row["kwargs"])
    if "fn" in options:
        options["fn"] = losses.get(options["fn"])
    return getattr(metrics, row["class_name"])(**options)


@pytest.mark.parametrize("row", TABLE, ids=lambda r: r["id"])
def test_metric(row):
    metric = make(row)
    for batch, expected in zip(row["updates"], ARRAYS[row["expected"]], strict=True):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)        # of int counts with float weights
            metric.update_state(**{name: ARRAYS[key] for name, key in batch.items()})
        np.testing.assert_allclose(metric.result().numpy(), expected, rtol=1e-5, atol=1e-6)


@pytest.mark.parametrize("row", TABLE, ids=lambda r: r["id"])
@pytest.mark.filterwarnings("ignore::UserWarning")
def test_stateless_metric(row):
    metric = make(row)
    batches = [{name: ARRAYS[key] for name, key in batch.items()} for batch in row["updates"]]
    metric.update_state(**batches[0])       # some make their variables now
    state = metric.stateless_reset_state()
    before = [v.numpy().copy() for v in metric.variables]
    for batch, expected in zip(batches, ARRAYS[row["expected"]], strict=True):
        state = metric.stateless_update_state(state, **batch)
        np.testing.assert_allclose(metric.stateless_result(state).numpy(), expected, rtol=1e-5, atol=1e-6)
    for variable, value in zip(metric.variables, before, strict=True):
        np.testing.assert_array_equal(variable.numpy(), value)
