import pytest
import torch

from hornpipe.optimizers.plan import Plan
from hornpipe.runtime.variable import Variable


def plan_of(*variables, slots=None, decays=lambda v: True):
    return Plan(list(variables), slots or {}, None, decays)


def test_variables_of_a_kind_form_a_group():
    a, b, c = Variable(torch.ones(2)), Variable(torch.ones(3, dtype=torch.float64)), Variable(torch.ones(4))
    plan = plan_of(a, b, c, slots={"m": [1, 2, 3]})
    assert [[id(v) for v in g.variables] for g in plan.groups] == [[id(a), id(c)], [id(b)]]
    assert [g.slots.m for g in plan.groups] == [[1, 3], [2]]
    assert plan.groups[0].pick(["x", "y", "z"]) == ["x", "z"]


def test_decay_and_missing_slots_part_groups():
    a, b, c = (Variable(torch.ones(1)) for _ in range(3))
    plan = plan_of(a, b, c, slots={"m": [1, 1, None]}, decays=lambda v: v is a)
    assert [(len(g.variables), g.decays, g.slots.m) for g in plan.groups] == [(1, True, [1]), (1, False, [1]), (1, False, [])]


def test_gradients_are_brought_into_the_form_of_their_variable():
    kernel, thin = Variable(torch.ones(2, 3), order=(1, 0)), Variable(torch.ones(3, 1), order=(1, 0))
    wide, column = torch.arange(6.0).reshape(2, 3), torch.arange(3.0, dtype=torch.float64).reshape(3, 1)
    fitted = plan_of(kernel, thin).fit([wide, column])
    assert fitted[0].stride() == kernel.stride() and torch.equal(fitted[0], wide)
    assert fitted[1].dtype is torch.float32 and fitted[1].stride() == thin.stride()


def test_gradients_that_fit_are_taken_as_they_are():
    v, gradient = Variable(torch.ones(2)), torch.ones(2)
    assert plan_of(v).fit([gradient])[0] is gradient


def test_sparse_gradients_become_dense():
    v = Variable(torch.zeros(3, 2))
    gradient = torch.sparse_coo_tensor([[1]], [[5.0, 6.0]], (3, 2), check_invariants=True)
    assert plan_of(v).fit([gradient])[0].tolist() == [[0, 0], [5, 6], [0, 0]]


def test_a_gradient_of_another_shape_is_refused():
    with pytest.raises(ValueError, match=r"The gradient of 'w' must have shape \(2,\), got \(3,\)"):
        plan_of(Variable(torch.ones(2), name="w")).fit([torch.ones(3)])


def test_variables_that_take_their_gradient_as_value_are_kept_apart():
    scale, w = Variable(torch.ones(1)), Variable(torch.ones(1))
    scale.overwrite_with_gradient = True
    plan = plan_of(scale, w)
    assert (plan.replaced, plan.kept) == ([0], [1])


def test_kernels_see_transposed_variables_in_memory_order():
    kernel, bias = Variable(torch.ones(2, 3), order=(1, 0)), Variable(torch.ones(3))
    slot = Variable(torch.zeros(2, 3), order=(1, 0))
    group = plan_of(kernel, bias, slots={"m": [slot, Variable(torch.zeros(3))]}).groups[0]
    assert [tuple(v.shape) for v in group.variables] == [(3, 2), (3,)] and all(v.is_contiguous() for v in (*group.variables, *group.slots.m))
    assert tuple(group.pick([torch.ones(2, 3), torch.ones(3)])[0].shape) == (3, 2)
    with torch.no_grad():
        group.variables[0][2, 1] = 7.0
    assert kernel[1, 2] == 7.0              # the memory is the variable's
    whole = Plan([kernel], {"m": [slot]}, None, lambda v: True, by_shape=True).groups[0]
    assert whole.variables[0] is kernel and whole.slots.m[0] is slot


def test_a_plan_knows_when_its_variables_have_moved():
    v = Variable(torch.ones(2, 3), order=(1, 0))
    plan = plan_of(v)
    assert plan.holds()
    v.data = v.data.clone()
    assert not plan.holds()
