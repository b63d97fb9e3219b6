"""Chains of dense layers by compiled code give what the layers give one by one. Without compiled code there are no chains."""
import os
import subprocess
import sys

import pytest
import torch

import hornpipe
from hornpipe.layers.state import changes
from hornpipe.models import chain, reverse
from hornpipe.native import calls

layers = hornpipe.layers
THERE = calls.library() is not None


def net(*sizes, dropout=None, use_bias=True, activation="relu", last="softmax"):
    made = [hornpipe.Input((sizes[0],))]
    for units in sizes[1:-1]:
        made.append(layers.Dense(units, activation=activation, use_bias=use_bias))
        if dropout:
            made.append(layers.Dropout(dropout))
    return hornpipe.Sequential([*made, layers.Dense(sizes[-1], activation=last, use_bias=use_bias)])


def plan_of(model):
    found = model._reverse_plan(model.trainable_variables)
    found.prepare()
    return found


@pytest.fixture
def one_by_one(monkeypatch):
    """Makes models run without compiled code inside."""
    def switch(function, *arguments, **options):
        with monkeypatch.context() as changed:
            changed.setattr(reverse, "find_chain", lambda *_: None)
            changes.count += 1
            return function(*arguments, **options)

    return switch


def gradients(model, x, slope):
    """The result before the last activation, and the gradients of the variables."""
    torch.manual_seed(1)
    plan = plan_of(model)
    with torch.no_grad():
        (before,), kept = plan.forward([x])
        return [before, *plan.backward(kept, [slope])]


SIZES = [(1, 1), (7, 5, 3), (12, 32, 18, 4), (70, 33, 17, 1), (784, 128, 10), (300, 256, 130, 8), (9, 64, 64, 64, 40)]


@pytest.mark.parametrize("threads", [1, 2])
@pytest.mark.parametrize("rows", [1, 5, 32, 97])
@pytest.mark.parametrize("sizes", SIZES, ids=str)
def test_results_and_gradients_are_those_of_the_layers(sizes, rows, threads, one_by_one, monkeypatch):
    monkeypatch.setattr(chain.native, "threads", lambda: threads)
    monkeypatch.setattr(chain, "WORK", 1)           # all threads, however small it is
    hornpipe.utils.set_random_seed(rows)
    model, x, slope = net(*sizes, dropout=0.3), torch.randn(rows, sizes[0]), torch.randn(rows, sizes[-1])
    for variable in model.trainable_variables:
        if variable.ndim == 1:
            variable.assign(torch.randn(variable.shape))
    for found, expected in zip(gradients(model, x, slope), one_by_one(gradients, model, x, slope), strict=True):
        torch.testing.assert_close(found, expected, rtol=1e-4, atol=1e-4 * max(1, float(expected.abs().max())))


@pytest.mark.parametrize("options", [{"use_bias": False}, {"activation": None}, {"activation": None, "use_bias": False, "dropout": 0.5}], ids=str)
def test_layers_without_bias_and_without_activation(options, one_by_one):
    hornpipe.utils.set_random_seed(0)
    model, x, slope = net(20, 40, 24, 6, **options), torch.randn(16, 20), torch.randn(16, 6)
    assert (plan_of(model).chain is not None) == THERE
    for found, expected in zip(gradients(model, x, slope), one_by_one(gradients, model, x, slope), strict=True):
        torch.testing.assert_close(found, expected, rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize("bad", [float("nan"), float("inf"), -float("inf")])
def test_what_is_no_number_stays_none(bad, one_by_one):
    hornpipe.utils.set_random_seed(0)
    model, x, slope = net(20, 40, 3), torch.randn(16, 20), torch.randn(16, 3)
    x[3, 5] = bad
    for found, expected in zip(gradients(model, x, slope), one_by_one(gradients, model, x, slope), strict=True):
        torch.testing.assert_close(found, expected, rtol=1e-4, atol=1e-5, equal_nan=True)


def test_inputs_of_another_form_go_through_the_layers(one_by_one, monkeypatch):
    hornpipe.utils.set_random_seed(0)
    monkeypatch.setattr(chain, "MOST", 8 * 5 * 10)
    model = net(5, 8, 2)
    for x in (torch.randn(40, 5), torch.randn(6, 10)[:, ::2]):          # too many rows; with gaps in memory
        slope = torch.randn(len(x), 2)
        for found, expected in zip(gradients(model, x, slope), one_by_one(gradients, model, x, slope), strict=True):
            torch.testing.assert_close(found, expected, rtol=1e-5, atol=1e-6)


def subclassed():
    class Own(layers.Dense):
        def call(self, x):
            return super().call(x) * 2

    return hornpipe.Sequential([hornpipe.Input((4,)), Own(3), layers.Dense(2)])


def frozen():
    model = net(4, 3, 2)
    model.layers[1].trainable = False
    return model


def shared():
    x, same = hornpipe.Input((4,)), layers.Dense(4)
    return hornpipe.Model(x, same(same(x)))


def in_two_ways():
    x = hornpipe.Input((4,))
    inner = layers.Dense(4)(x)
    return hornpipe.Model(x, layers.Dense(2)(layers.Add()([inner, layers.Dense(4)(inner)])))


@pytest.mark.parametrize("make", [lambda: net(4, 3, 2, activation="tanh"), subclassed, frozen, shared, in_two_ways,
                                  lambda: hornpipe.Sequential([hornpipe.Input((4,)), layers.Dense(3), layers.Dropout(0.5, seed=1), layers.Dense(2)]),
                                  lambda: hornpipe.Sequential([hornpipe.Input((4,)), layers.Dense(3), layers.Dropout(0.5)]),
                                  lambda: hornpipe.Sequential([hornpipe.Input((4, 4)), layers.Dense(3), layers.Flatten(), layers.Dense(2)])],
                         ids=["tanh", "subclass", "frozen", "shared", "in two ways", "own seed", "dropout last", "not in a row"])
def test_other_nets_are_no_chains(make):
    model = make()
    plan = model._reverse_plan(model.trainable_variables)
    if plan is not None:
        try:
            plan.prepare()
        except reverse.Unknown:
            return
        assert plan.chain is None


def test_layers_before_the_first_weights_may_be_any():
    hornpipe.utils.set_random_seed(0)
    model = hornpipe.Sequential([hornpipe.Input((4, 5)), layers.Rescaling(0.5), layers.Flatten(), layers.Dense(8, activation="relu"), layers.Dense(2)])
    assert (plan_of(model).chain is not None) == THERE
    x, slope = torch.randn(6, 4, 5), torch.randn(6, 2)
    found = gradients(model, x, slope)
    y = model(x, training=True)
    expected = torch.autograd.grad(y, model.trainable_variables, slope)
    for a, b in zip(found, [y, *expected], strict=True):
        torch.testing.assert_close(a, b.detach(), rtol=1e-5, atol=1e-6)


def test_weights_that_move_are_found_again():
    hornpipe.utils.set_random_seed(0)
    model, x = net(6, 8, 2), torch.randn(5, 6)
    plan = plan_of(model)
    with torch.no_grad():
        plan.forward([x])
        for variable in model.trainable_variables:
            variable.data = variable.data * 2
        (before,), _ = plan.forward([x])
    w1, b1, w2, b2 = (v.detach() for v in model.trainable_variables)
    torch.testing.assert_close(before, (x @ w1 + b1).relu() @ w2 + b2, rtol=1e-5, atol=1e-6)


def test_fewer_threads_than_asked_for_do_all_the_work():
    """OpenMP may give fewer: here it is told to."""
    code = """if True:
        import numpy as np, hornpipe
        from hornpipe import native
        native.threads = lambda: 4
        hornpipe.utils.set_random_seed(0)
        model = hornpipe.Sequential([hornpipe.Input((300,)), hornpipe.layers.Dense(256, activation="relu"), hornpipe.layers.Dense(3, activation="softmax")])
        model.compile("adam", "sparse_categorical_crossentropy")
        x, y = np.random.rand(200, 300).astype("float32"), np.random.randint(0, 3, 200)
        print(repr(model.fit(x, y, batch_size=50, epochs=3, verbose=0).history["loss"][-1]))
    """
    runs = [subprocess.run([sys.executable, "-c", code], env={**os.environ, "OMP_THREAD_LIMIT": limit}, capture_output=True, text=True, check=True)
            for limit in ("1", "2", "4")]
    told = [float(run.stdout) for run in runs]
    assert told == pytest.approx([told[0]] * 3, rel=1e-3)
