import copy
import inspect
import pickle

import numpy as np
import pytest
import recorded_steps
import torch

from hornpipe import constraints, optimizers
from hornpipe.core import registry
from hornpipe.optimizers import SGD, Adam, Optimizer, schedules
from hornpipe.runtime.variable import StatelessScope, Variable

CLASSES = sorted({c for c in registry.known("optimizer").values() if issubclass(c, Optimizer)} - {optimizers.LossScaleOptimizer, optimizers.MultiOptimizer},
                 key=lambda c: c.__name__)


def w(*values, name="w"):
    return Variable(torch.tensor(values), name=name)


# ---------------------------------------------------------------- the contract, for every class

def test_every_class_has_recorded_steps():
    for cls in CLASSES:
        assert recorded_steps.trajectories(cls.__name__), cls


@pytest.mark.parametrize("cls", CLASSES)
def test_names_are_found_in_any_case(cls):
    assert type(optimizers.get(cls.__name__)) is type(optimizers.get(cls.__name__.lower())) is cls
    assert type(optimizers.get({"class_name": cls.__name__.lower(), "config": {}})) is cls


@pytest.mark.parametrize("cls", CLASSES)
def test_configs_go_around(cls):
    optimizer = cls(learning_rate=0.25, clipnorm=2.0, use_ema=True, name="mine")
    config = optimizer.get_config()
    assert config["learning_rate"] == 0.25 and config["clipnorm"] == 2.0 and config["name"] == "mine"
    assert cls.from_config(config).get_config() == config
    entry = optimizers.serialize(optimizer)
    assert (entry["module"], entry["class_name"], entry["registered_name"]) == ("keras.optimizers", cls.__name__, None)
    assert optimizers.deserialize(entry).get_config() == config


@pytest.mark.parametrize("cls", CLASSES)
def test_the_signature_tells_the_shared_options_too(cls):
    names = list(inspect.signature(cls).parameters)
    assert names[0] == "learning_rate"
    assert {"weight_decay", "clipnorm", "use_ema", "gradient_accumulation_steps", "name"} <= set(names)
    assert cls().get_config().keys() >= set(names) - {"kwargs"}


@pytest.mark.parametrize("cls", CLASSES)
def test_accumulated_steps_are_steps_of_the_mean(cls):
    each, third = w(0.9, 0.5), w(0.9, 0.5)
    one, three = cls(weight_decay=0.05), cls(weight_decay=0.05, gradient_accumulation_steps=3)
    for step in range(4):
        grads = torch.rand(3, 2, generator=torch.Generator().manual_seed(step))
        one.apply([grads.mean(0)], [each])
        for g in grads:
            three.apply([g], [third])
    np.testing.assert_allclose(each.numpy(), third.numpy(), rtol=1e-5)


@pytest.mark.parametrize("cls", CLASSES)
def test_a_stateless_step_is_the_step_and_changes_nothing(cls):
    variables = [Variable(torch.ones(2, 3), order=(1, 0), name="a"), w(1.0, 2.0, name="b")]
    grads = [torch.full((2, 3), 0.5), torch.tensor([0.1, -0.2])]
    optimizer = cls(0.1, weight_decay=0.1, use_ema=True)
    optimizer.build(variables)
    before = [v.numpy().copy() for v in (*optimizer.variables, *variables)]
    values, state = optimizer.stateless_apply([v.value for v in optimizer.variables], grads, [v.value for v in variables])
    for b, v in zip(before, (*optimizer.variables, *variables)):
        np.testing.assert_array_equal(b, v.numpy())
    optimizer.apply(grads, variables)
    for s, v in zip((*state, *values), (*optimizer.variables, *variables)):
        np.testing.assert_allclose(s, v.numpy(), rtol=1e-6)


def test_a_step_inside_a_stateless_scope_is_collected_there():
    v = w(1.0)
    optimizer = SGD(1.0, momentum=0.5)
    optimizer.build([v])
    with StatelessScope([(v, torch.tensor([3.0]))]) as scope:
        for _ in range(2):
            optimizer.apply([torch.ones(1)], [v])
    assert v.item() == 1.0 and int(optimizer.iterations) == 0
    assert scope.get_current_value(v).item() == 0.5 and scope.get_current_value(optimizer.iterations).item() == 2


@pytest.mark.parametrize("cls", CLASSES)
def test_slots_lie_in_memory_as_their_variable_does(cls):
    kernel = Variable(torch.ones(3, 2, 4), order=(2, 0, 1))
    optimizer = cls(use_ema=True)
    optimizer.build([kernel])
    assert {v.stride() for v in optimizer.variables if v.shape == kernel.shape} == {kernel.stride()}


@pytest.mark.parametrize("cls", CLASSES)
def test_one_variable_can_be_updated_alone(cls):
    together, alone = w(1.0, -2.0), w(1.0, -2.0)
    a, b = cls(0.1), cls(0.1)
    a.exclude_from_weight_decay(var_list=[together])
    a.apply([torch.tensor([0.5, 1.0])], [together])
    b.build([alone])
    b.begin_step(1)
    b.update_step(torch.tensor([0.5, 1.0]), alone, 0.1)
    np.testing.assert_allclose(alone.numpy(), together.numpy(), rtol=1e-6)


@pytest.mark.parametrize("cls", CLASSES)
def test_copies_and_pickles_go_on_alike(cls):
    v, g = w(1.0, 2.0), torch.tensor([0.3, -0.1])
    optimizer = cls(0.1)
    optimizer.apply([g], [v])
    for twin, twin_v in (pickle.loads(pickle.dumps((optimizer, v))), copy.deepcopy((optimizer, v))):
        twin.apply([g], [twin_v])
        assert int(twin.iterations) == 2 and int(optimizer.iterations) == 1


# ---------------------------------------------------------------- the learning rate

def test_the_learning_rate_is_assignable():
    optimizer, v = SGD(0.1), w(0.0)
    optimizer.learning_rate = 0.5
    optimizer.apply([torch.ones(1)], [v])
    optimizer.learning_rate.assign(0.25)
    optimizer.apply([torch.ones(1)], [v])
    assert v.item() == pytest.approx(-0.75)


def test_a_function_may_be_the_learning_rate():
    optimizer, v = SGD(lambda: 0.1), w(1.0)
    optimizer.apply([torch.ones(1)], [v])
    assert v.item() == pytest.approx(0.9)


def test_a_schedule_takes_the_place_of_the_variable_and_cannot_be_overruled():
    optimizer = Adam(0.1)
    assert len(optimizer.variables) == 2
    optimizer.learning_rate = schedules.PolynomialDecay(optimizer.learning_rate, 4)
    assert len(optimizer.variables) == 1
    assert float(optimizer.learning_rate) == pytest.approx(0.1)
    with pytest.raises(TypeError, match="created with a `LearningRateSchedule`, so its learning rate cannot be set to a number"):
        optimizer.learning_rate = 0.2


@pytest.mark.parametrize("rate", ["fast", None, [0.1], True])
def test_other_learning_rates_are_refused(rate):
    with pytest.raises(ValueError, match="`learning_rate` must be a number, a LearningRateSchedule or a function, got"):
        SGD(rate)


# ---------------------------------------------------------------- options

@pytest.mark.parametrize(("arguments", "message"), [
    ({"clipnorm": 1.0, "clipvalue": 1.0}, "Only one of `clipnorm`, `clipvalue` and `global_clipnorm` can be set, got clipnorm=1.0, clipvalue=1.0"),
    ({"gradient_accumulation_steps": 1}, "`gradient_accumulation_steps` must be an int of at least 2 or None, got 1"),
    ({"use_ema": True, "ema_momentum": 3}, "`ema_momentum` must be between 0 and 1, got 3"),
    ({"use_ema": True, "ema_overwrite_frequency": 0}, "`ema_overwrite_frequency` must be a positive int or None, got 0"),
    ({"speed": 3}, "SGD takes no argument 'speed'"),
])
def test_wrong_options_are_named(arguments, message):
    with pytest.raises(ValueError, match=message):
        SGD(**arguments)


def test_constraints_are_applied_after_the_step():
    v = Variable(torch.tensor([0.1, 1.0]), constraint=constraints.NonNeg())
    SGD(1.0).apply([torch.tensor([0.5, 0.5])], [v])
    assert v.tolist() == [0.0, 0.5]


def test_decay_can_be_kept_from_variables_even_after_the_first_step():
    kernel, bias = w(1.0, name="kernel"), w(1.0, name="bias")
    optimizer = SGD(1.0, weight_decay=0.5)
    optimizer.apply([torch.zeros(1)] * 2, [kernel, bias])
    optimizer.exclude_from_weight_decay(var_list=[kernel], var_names=["bia"])
    optimizer.apply([torch.zeros(1)] * 2, [kernel, bias])
    assert (kernel.item(), bias.item()) == (0.5, 0.5)


def test_some_variables_take_their_gradient_as_value():
    scale, v = w(1.0, name="scale"), w(1.0)
    scale.overwrite_with_gradient = True
    optimizer = SGD(1.0, gradient_accumulation_steps=2)
    optimizer.apply([torch.tensor([3.0]), torch.tensor([1.0])], [scale, v])
    assert (scale.item(), v.item()) == (1.0, 1.0)
    optimizer.apply([torch.tensor([2.0]), torch.tensor([2.0])], [scale, v])
    assert (scale.item(), v.item()) == (3.0, -0.5)
    assert [a.item() for a in optimizer._accumulated_gradients] == [0.0, 0.0]


# ---------------------------------------------------------------- what comes in

def test_missing_gradients_are_left_out_with_a_warning():
    a, b = w(1.0, name="a"), w(1.0, name="b")
    optimizer = Adam(0.1)
    with pytest.warns(UserWarning, match=r"Gradients do not exist for variables \['a'\]"):
        optimizer.apply([None, torch.ones(1)], [a, b])
    assert a.item() == 1.0 and b.item() == pytest.approx(0.9)
    with pytest.raises(ValueError, match="No gradients provided for any variable"):
        optimizer.apply([None, None], [a, b])


def test_variables_must_be_those_it_was_built_for():
    v = w(1.0)
    optimizer = SGD()
    with pytest.raises(ValueError, match="`trainable_variables` must be given"):
        optimizer.apply([torch.ones(1)])
    optimizer.build([v])
    optimizer.apply([torch.ones(1)])
    with pytest.raises(ValueError, match="The variable 'other' is unknown to the optimizer"):
        optimizer.apply([torch.ones(1)], [w(1.0, name="other")])
    with pytest.raises(ValueError, match="one gradient per variable, got 2 for 1 variables"):
        optimizer.apply([torch.ones(1)] * 2)


def test_arrays_and_pairs_are_taken_too():
    v = w(1.0)
    assert SGD(1.0).apply_gradients([(np.array([0.5]), v)]).item() == 1
    assert v.item() == 0.5


def test_variables_of_several_dtypes_are_updated_in_one_step():
    a, b = w(1.0), Variable(torch.ones(1, dtype=torch.float64))
    optimizer = Adam(0.1)
    optimizer.apply([torch.ones(1), torch.ones(1)], [a, b])
    assert a.item() == pytest.approx(0.9) and b.item() == pytest.approx(0.9) and int(optimizer.iterations) == 1


# ---------------------------------------------------------------- configs of other times

@pytest.mark.parametrize("options", [{}, {"use_ema": True}, {"gradient_accumulation_steps": 2}])
def test_slots_follow_variables_that_move_to_another_dtype(options):
    moved, single = w(1.0, 2.0), w(1.0, 2.0)
    for variable in (moved, single):
        optimizer = Adam(0.1, **options)
        for step in range(4):
            if step == 2 and variable is moved:
                variable.data = variable.data.double()
            optimizer.apply([torch.full((2,), step + 1.0, dtype=variable.dtype)], [variable])
        assert {v.dtype for v in optimizer.variables if v.ndim} == {variable.dtype}
    torch.testing.assert_close(moved.detach(), single.detach().double(), rtol=1e-6, atol=1e-6)


def test_configs_of_keras_2_are_understood():
    optimizer = optimizers.deserialize({"class_name": "Custom>Adam", "config": {"name": "Adam", "lr": 0.5, "beta_1": 0.8, "decay": 0.1, "jit_compile": True,
                                                                                "is_legacy_optimizer": False}}, custom_objects={"Custom>Adam": Adam})
    assert optimizer.beta_1 == 0.8
    assert float(optimizer.learning_rate) == pytest.approx(0.5)
    optimizer.iterations.assign(10)
    assert float(optimizer.learning_rate) == pytest.approx(0.25)


# ---------------------------------------------------------------- optimizers of one's own

class OneByOne(Optimizer):
    def __init__(self, learning_rate=0.1, keep=0.5, **kwargs):
        super().__init__(learning_rate, **kwargs)
        self.share = keep

    def build(self, variables):
        if self.built:
            return
        super().build(variables)
        self.sums = [self.add_variable_from_reference(v, name="sum") for v in variables]

    def update_step(self, gradient, variable, learning_rate):
        total = self.sums[self._get_variable_index(variable)]
        self.assign(total, total * self.share + gradient)
        self.assign_sub(variable, learning_rate * total)


class AllAtOnce(Optimizer, slots=("sum",)):
    def update(self, params, grads, slots, lr, t):
        torch._foreach_mul_(slots.sum, 0.5)
        torch._foreach_add_(slots.sum, grads)
        torch._foreach_add_(params, slots.sum, alpha=-lr)


@pytest.mark.parametrize("make", [OneByOne, lambda: AllAtOnce(0.1)])
def test_rules_of_ones_own(make):
    v = w(1.0, 2.0)
    optimizer = make()
    for _ in range(2):
        optimizer.apply([torch.ones(2)], [v])
    np.testing.assert_allclose(v.numpy(), [0.75, 1.75], rtol=1e-6)
    assert optimizer.variables[2].path == f"{optimizer.name}/w_sum"
    values, _ = optimizer.stateless_apply([x.value for x in optimizer.variables], [torch.ones(2)], [v.value])
    np.testing.assert_allclose(values[0], [0.575, 1.575], rtol=1e-6)
    np.testing.assert_allclose(v.numpy(), [0.75, 1.75], rtol=1e-6)


def test_a_rule_of_ones_own_tells_its_arguments():
    config = OneByOne(0.2, keep=0.7, clipnorm=1.0).get_config()
    assert config["keep"] == 0.7 and config["clipnorm"] == 1.0
    assert OneByOne.from_config(config).share == 0.7


def test_a_known_rule_can_be_wrapped_variable_by_variable():
    class Louder(SGD):
        def update_step(self, gradient, variable, learning_rate):
            super().update_step(2 * gradient, variable, learning_rate)

    v = w(1.0)
    Louder(0.1).apply([torch.ones(1)], [v])
    assert v.item() == pytest.approx(0.8)


def test_a_rule_must_be_there():
    with pytest.raises(NotImplementedError, match="must define `update"):
        Optimizer(0.1).apply([torch.ones(1)], [w(1.0)])
