import numpy as np
import pytest
import torch

import hornpipe as keras
from hornpipe import ops
from hornpipe.graph.tensor import SymbolicValueError
from hornpipe.rbridge.trace import Traced

told = []


def traced(function, check=True, chance=lambda: 0):
    told.clear()
    return Traced(function, told.append, chance, check)


def pair(n, width=3):
    return torch.rand(n, width), torch.rand(n, width)


def test_a_function_runs_twice_and_then_as_a_plan():
    calls = []

    def mse(a, b):
        calls.append(1)
        return ops.mean(ops.square(a - b))

    loss = traced(mse)
    for n in (4, 4, 7, 1):
        a, b = pair(n)
        assert torch.allclose(loss(a, b), torch.mean((a - b) ** 2))
    assert len(calls) == 2 and told == []
    a, b = pair(4, 5)               # another shape is another plan
    assert torch.allclose(loss(a, b), torch.mean((a - b) ** 2)) and len(calls) == 4


def test_gradients_and_variables_go_through_the_plan():
    weight = keras.Variable(np.float32([2.0, 3.0]))
    f = traced(lambda x: ops.sum(x * weight), check=False)
    x = torch.ones(1, 2)
    f(x)
    weight.assign(np.float32([4.0, 5.0]))
    result = f(x)
    assert result.item() == 9.0
    result.backward()
    assert weight.grad.tolist() == [1.0, 1.0]


def test_what_cannot_be_traced_goes_on_and_is_told_once():
    counter = iter(range(100))
    for function, reason in (
        (lambda x: x * 2 if float(ops.sum(x)) > 0 else x, "has no numbers"),
        (lambda x: x + keras.random.uniform((3,)), "draws random numbers"),
        (lambda x: x * next(counter), "other numbers when it is called again"),
        (lambda x: torch.ones(3), "does not depend on its arguments alone"),
    ):
        f = traced(function)
        for _ in range(3):
            f(torch.ones(2, 3))
        assert len(told) == 1 and reason in told[0]


def test_chance_in_r_counts():
    state = iter(range(100))
    f = traced(lambda x: x * 2, chance=lambda: next(state))
    f(torch.ones(2, 3))
    assert "draws random numbers" in told[0]


def test_flags_make_plans_of_their_own():
    f = traced(lambda x, training: x + 1 if training else x, check=False)
    for _ in range(2):
        assert f(torch.zeros(1, 1), training=True).item() == 1 and f(torch.zeros(1, 1), training=False).item() == 0
    assert len(f.plans) == 2


def test_a_function_of_symbolic_tensors_of_a_model_is_refused():
    latent = keras.layers.Dense(3)(keras.Input((3,)))

    def own_loss(a, b):
        return ops.mean(ops.square(a - b), axis=-1) + ops.mean(latent, axis=-1)

    with pytest.raises(SymbolicValueError, match="`own_loss` uses symbolic tensors of a model.*in a layer by `add_loss"):
        traced(own_loss)(*pair(4))
    assert told == []
