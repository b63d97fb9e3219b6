import pytest
import torch

from hornpipe import ops


def test_half_precision_computes_in_single():
    x = torch.full((2, 70000), 60.0).half()
    x[:, ::2] = -60
    for y in (ops.layer_normalization(x), ops.rms_normalization(x)):
        assert y.dtype == torch.float16
        torch.testing.assert_close(y.abs(), torch.ones_like(y), rtol=1e-3, atol=1e-3)
    mean, variance = ops.moments(x, 1)
    assert mean.dtype == torch.float16 and torch.isfinite(variance).all()


def test_moments_do_not_cancel():
    mean, variance = ops.moments(torch.tensor([[10000.0, 10001.0]]), [1])
    assert mean.item() == 10000.5 and variance.item() == 0.25


@pytest.mark.parametrize("order", [1, 2, 3])
def test_normalize_zero_vectors(order):
    assert ops.normalize(torch.zeros(2, 3), order=order).abs().max() == 0


def test_the_old_argument_warns():
    with pytest.warns(UserWarning, match="rms_scaling=True`, which is deprecated"):
        ops.layer_normalization(torch.randn(2, 3), rms_scaling=True)


@pytest.mark.parametrize("call, message", [
    (lambda: ops.batch_normalization(torch.zeros(2, 3), torch.zeros(3), torch.ones(3), 1, offset=torch.zeros(2)),
     r"`offset` must be a vector of length 3, got shape \(2,\)"),
    (lambda: ops.batch_normalization(torch.zeros(2, 3), torch.zeros(3), torch.ones(3), 2), r"axis 2 is out of bounds"),
    (lambda: ops.normalize(torch.zeros(2), order=0), r"Argument `order` must be an int >= 1, got 0"),
    (lambda: ops.moments(torch.zeros(2), 0, synchronized=True), r"`synchronized=True` needs several replicas"),
])
def test_errors(call, message):
    with pytest.raises(ValueError, match=message):
        call()
