import numpy as np
import pytest
import torch

from hornpipe.core.names import name_scope
from hornpipe.optimizers import SGD, Adam, RMSprop
from hornpipe.runtime.variable import Variable


def test_variables_stand_in_the_order_of_files_and_under_keras_names():
    with name_scope("model"), name_scope("dense"):
        kernel = Variable(torch.ones(2, 3), name="kernel")
    optimizer = Adam(name="adam", use_ema=True, gradient_accumulation_steps=2)
    assert [v.path for v in optimizer.variables] == ["adam/iteration", "adam/learning_rate"]
    optimizer.build([kernel])
    stem = "adam/model_dense_kernel"
    assert [v.path for v in optimizer.variables[2:]] == [f"{stem}_average", f"{stem}_gradient_accumulator", f"{stem}_momentum", f"{stem}_velocity"]


def test_the_counter_and_the_rate_are_read_without_waiting_for_a_device():
    optimizer = SGD()
    assert {v.device.type for v in optimizer.variables} == {"cpu"}
    assert optimizer.iterations.dtype is torch.int64


def test_accumulated_calls_count_as_one_step():
    v, optimizer = Variable(torch.ones(1)), SGD(gradient_accumulation_steps=3)
    for _ in range(4):
        optimizer.apply([torch.ones(1)], [v])
    assert int(optimizer.iterations) == 1 and int(optimizer.variables[0]) == 4


def test_the_counter_can_be_shared_before_building():
    first, second = SGD(), SGD()
    second.iterations = first.iterations
    v = Variable(torch.ones(1))
    first.apply([torch.ones(1)], [v])
    assert int(second.iterations) == 1
    with pytest.raises(RuntimeError, match="`iterations` cannot be replaced once the optimizer is built"):
        first.iterations = second.iterations


def test_state_goes_through_a_mapping():
    v, g = Variable(torch.tensor([1.0, 2.0])), torch.tensor([0.1, 0.2])
    first = RMSprop(0.1, momentum=0.5)
    first.apply([g], [v])
    store = {}
    first.save_own_variables(store)
    assert list(store) == ["0", "1", "2", "3"]
    second = RMSprop(0.3, momentum=0.5)
    with pytest.warns(UserWarning, match="it has 2 variables, the file 4. The optimizer may not be built"):
        second.load_own_variables(store)
    second.build([v])
    second.load_own_variables(store)
    assert float(second.learning_rate) == pytest.approx(0.1) and int(second.iterations) == 1
    second.set_weights([x.numpy() for x in first.variables])
    np.testing.assert_array_equal(second.variables[3].numpy(), first.variables[3].numpy())


def test_set_weights_needs_variables():
    with pytest.raises(ValueError, match=r"You are calling `set_weights\(\)` on an optimizer that is not built"):
        Adam().set_weights([])
