import pytest
import torch

from hornpipe import KerasTensor, ops


def test_probabilities_and_logits_agree():
    logits, labels = torch.randn(6, 4), torch.randint(0, 4, (6,))
    hot = ops.one_hot(labels, 4)
    expected = torch.nn.functional.cross_entropy(logits, labels, reduction="none")
    for found in (ops.sparse_categorical_crossentropy(labels, logits, True), ops.categorical_crossentropy(hot, logits, True),
                  ops.sparse_categorical_crossentropy(labels[:, None], logits.softmax(-1)), ops.categorical_crossentropy(hot, logits.softmax(-1))):
        torch.testing.assert_close(found, expected, rtol=1e-4, atol=1e-5)


def test_certain_mistakes_stay_finite():
    assert ops.binary_crossentropy(torch.ones(1), torch.zeros(1)).item() == pytest.approx(16.118095)
    assert ops.categorical_crossentropy(torch.tensor([1.0, 0.0]), torch.tensor([0.0, 1.0])).item() == pytest.approx(16.118095)


def test_numbers_outside_of_the_classes_give_zeros():
    assert ops.one_hot([-1, 0, 5], 3).tolist() == [[0, 0, 0], [1, 0, 0], [0, 0, 0]]
    assert ops.multi_hot([[1, 1, -1]], 3).tolist() == [[0, 1, 0]]


def test_symbolic_shapes_and_dtypes():
    x = KerasTensor((None, 3), "int32")
    assert ops.one_hot(x, 5, axis=1, dtype="bool").shape == (None, 5, 3)
    assert ops.multi_hot(x, 5).shape == (None, 5)
    assert ops.sparse_categorical_crossentropy(KerasTensor((None, 7)), KerasTensor((None, 7, 4))).shape == (None, 7)


@pytest.mark.parametrize("call, message", [
    (lambda: ops.categorical_crossentropy(torch.zeros(2, 3), torch.zeros(2, 4)), r"must have the same shape, got \(2, 3\) and \(2, 4\)"),
    (lambda: ops.sparse_categorical_crossentropy(torch.zeros(3), torch.zeros(2, 4)),
     r"`target` must have the shape of `output` without its class axis, \(2,\), got \(3,\)"),
    (lambda: ops.categorical_crossentropy(torch.zeros(()), torch.zeros(())), r"`output` must have one axis at least"),
    (lambda: ops.one_hot([1], 2, sparse=True), r"`sparse=True` is not available"),
    (lambda: ops.one_hot([1], 2, axis=3), r"`axis` must lie between -1 and 1, got 3"),
    (lambda: ops.multi_hot([1]), r"`num_classes` must be an int, got None"),
])
def test_errors(call, message):
    with pytest.raises(ValueError, match=message):
        call()
