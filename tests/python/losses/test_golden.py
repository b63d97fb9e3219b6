"""Every row of Keras' own table of losses: values and gradients."""
import golden
import numpy as np
import pytest
import torch

from hornpipe import losses

TABLE = golden.data("c01_losses_metrics/losses_metrics.json")
ARRAYS = golden.arrays("c01_losses_metrics/losses_metrics.npz")


def tensor(row, name):
    return torch.tensor(ARRAYS[row[name]]) if name in row else None


def close(value, row, name):
    np.testing.assert_allclose(value.detach().numpy(), ARRAYS[row[name]], rtol=1e-5, atol=1e-6)


@pytest.mark.parametrize("row", TABLE["loss"], ids=lambda r: r["id"])
def test_loss(row):
    y_pred = tensor(row, "y_pred").requires_grad_("expected_grad" in row)
    if "mask" in row:
        y_pred._keras_mask = tensor(row, "mask")
    value = getattr(losses, row["class_name"])(**row["kwargs"])(tensor(row, "y_true"), y_pred, tensor(row, "sample_weight"))
    close(value, row, "expected")
    if "expected_grad" in row:
        value.sum().backward()
        close(y_pred.grad, row, "expected_grad")


@pytest.mark.parametrize("row", TABLE["loss_function"], ids=lambda r: r["id"])
def test_function(row):
    function = getattr(losses, row["function"])
    y_true, y_pred = ARRAYS[row["y_true"]], ARRAYS[row["y_pred"]]
    close(function(y_true, y_pred, **row["kwargs"]), row, "expected")
    close(function(y_true.tolist(), y_pred.tolist(), **row["kwargs"]), row, "expected")
