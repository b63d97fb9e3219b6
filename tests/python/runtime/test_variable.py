import numpy as np
import pytest
import torch

import hornpipe
from hornpipe import StatelessScope, Variable, layers


def test_shape_and_memory_order_are_two_things():
    v = Variable(np.arange(6.0).reshape(2, 3), order=(1, 0))
    assert v.shape == (2, 3) and v.stride() == (1, 2) and v.tolist() == [[0, 1, 2], [3, 4, 5]]
    assert v.double().stride() == (1, 2)


def test_first_values():
    assert Variable("ones", (2,)).tolist() == [1, 1] and Variable(lambda shape, dtype: np.full(shape, 3), (2,), "int32").dtype == torch.int32
    for arguments, message in ((("ones",), "`shape` must be given"), ((np.ones(3), (2,)), r"gives shape \(3,\), but `shape` is \(2,\)"),
                               ((np.ones(2), None, None, "yes"), "`trainable` must be True or False")):
        with pytest.raises(ValueError, match=message):
            Variable(*arguments)
    with pytest.raises(ValueError, match="`name` must not contain '/'"):
        Variable(np.ones(2), name="a/b")


def test_assignment():
    v = Variable(np.zeros((2, 2)), name="v")
    assert v.assign(np.ones((2, 2))) is v and v.assign_add(1).sum() == 8 and v.assign_sub([[1, 1], [1, 1]]).sum() == 4
    with pytest.raises(ValueError, match=r"'v' has shape \(2, 2\); a value of shape \(3,\) cannot be assigned"):
        v.assign(np.ones(3))


def test_numbers_taken_are_copies():
    v = Variable(np.zeros(2))
    before = v.numpy()
    v.assign([1, 1])
    assert before.tolist() == [0, 0] and np.asarray(v).tolist() == [1, 1]


def test_trainable_is_requires_grad():
    v = Variable(np.zeros(2), trainable=False)
    assert not v.requires_grad
    v.trainable = True
    assert v.requires_grad and not Variable(np.zeros(2, "int32")).requires_grad


def test_paths():
    with hornpipe.name_scope("outer"):
        assert Variable(np.zeros(1), name="v").path == "outer/v"


def test_stateless_scopes_collect_what_is_assigned():
    norm = layers.BatchNormalization(momentum=0.5)
    norm.build((None, 2))
    x = np.array([[2.0, 4.0], [2.0, 8.0]], "float32")
    with StatelessScope() as scope:
        norm(x, training=True)
        assert scope.get_current_value(norm.moving_mean).tolist() == [1, 3]     # read inside, the layer shows what stands in
        assert scope.get_current_value(norm.gamma) is None
        scope.add_update((norm.moving_mean, torch.ones(2)))
        assert norm.moving_mean.tolist() == [1, 1]
    assert scope.get_current_value(norm.moving_mean).tolist() == [1, 1] and norm.moving_mean.tolist() == [0, 0]


def test_stateless_scopes_replace_values():
    dense = layers.Dense(2, use_bias=False)
    dense.build((None, 2))
    with StatelessScope([(dense.kernel, np.eye(2))]):
        assert dense(np.array([[3.0, 4.0]])).tolist() == [[3, 4]]
    with pytest.raises(ValueError, match=r"has a value of shape \(3,\)"):
        StatelessScope([(dense.kernel, np.ones(3))])
    with pytest.raises(ValueError, match="must pair variables with values"):
        StatelessScope([(np.ones(2), np.ones(2))])
