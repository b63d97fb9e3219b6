import numpy as np
import pytest
import torch

from hornpipe import optimizers
from hornpipe.core.names import name_scope
from hornpipe.optimizers import SGD, Adam, LossScaleOptimizer, MultiOptimizer, OptimizerMap
from hornpipe.runtime.variable import Variable


def variable(scope):
    with name_scope(scope):
        return Variable(torch.ones(2), name="kernel")


def test_patterns_match_whole_paths():
    first, rest = Adam(), SGD()
    chosen = OptimizerMap(rest, {"dense_1/.*": first})
    assert chosen(variable("dense_1")) is first
    assert chosen(variable("dense_12")) is rest
    assert chosen(variable("my_dense_1")) is rest


def test_two_patterns_with_other_optimizers_are_an_error():
    chosen = OptimizerMap(SGD(), {".*kernel": Adam(), "dense.*": SGD()})
    with pytest.raises(ValueError, match="'dense/kernel' matches several patterns"):
        chosen(variable("dense"))


def test_a_pattern_is_set_once():
    chosen = OptimizerMap(SGD(), {"a": Adam()})
    with pytest.raises(ValueError, match="The pattern 'a' has an optimizer already"):
        chosen["a"] = SGD()
    del chosen["a"]
    assert len(chosen) == 0


def test_each_variable_is_updated_by_its_own():
    a, b = variable("dense_1"), variable("other")
    optimizer = MultiOptimizer(OptimizerMap(SGD(0.1), {"dense_1/.*": SGD(1.0)}))
    optimizer.apply([torch.ones(2), torch.ones(2)], [a, b])
    np.testing.assert_allclose(a.numpy(), [0.0, 0.0])
    np.testing.assert_allclose(b.numpy(), [0.9, 0.9])
    assert int(optimizer.iterations) == 1 and [int(o.iterations) for o in optimizer.optimizers] == [1, 1]


def test_a_function_may_choose():
    left, right = SGD(0.1), SGD(1.0)
    optimizer = MultiOptimizer(lambda v: left if "a" in v.path.split("/")[0] else right)
    optimizer.build([variable("a"), variable("b")])
    assert optimizer.optimizers == [left, right]


def test_one_loss_scale_for_all():
    a = variable("dense_1")
    optimizer = MultiOptimizer(OptimizerMap(SGD(0.1, loss_scale_factor=2.0)), loss_scale_factor=5.0)
    assert optimizer.scale_loss(2.0) == 10.0
    optimizer.apply([torch.full((2,), 10.0)], [a])
    np.testing.assert_allclose(a.numpy(), [0.8, 0.8], rtol=1e-6)


def test_a_stateless_step_changes_nothing():
    a, b = variable("dense_1"), variable("other")
    optimizer = MultiOptimizer(OptimizerMap(SGD(0.1), {"dense_1/.*": SGD(1.0, momentum=0.5)}))
    optimizer.build([a, b])
    values, state = optimizer.stateless_apply([v.numpy() for v in optimizer.variables], [torch.ones(2), torch.ones(2)], [a.numpy(), b.numpy()])
    assert values[0].tolist() == [0.0, 0.0] and a.tolist() == [1.0, 1.0]
    assert len(state) == len(optimizer.variables) and state[0].item() == 1


def test_there_is_no_common_learning_rate():
    optimizer = MultiOptimizer(SGD(0.1))
    with pytest.raises(AttributeError, match="has no learning rate"):
        optimizer.learning_rate = 0.2
    assert [float(o.learning_rate) for o in optimizer.leaf_optimizers] == [pytest.approx(0.1)]


def test_wrappers_are_not_wrapped():
    with pytest.raises(ValueError, match="`default_optimizer` cannot be LossScaleOptimizer"):
        OptimizerMap(LossScaleOptimizer(SGD()))


def test_configs_go_around():
    optimizer = MultiOptimizer(OptimizerMap(SGD(0.1), {"dense_1/.*": Adam(0.2)}), name="both")
    again = optimizers.deserialize(optimizers.serialize(optimizer))
    assert [type(o) for o in again.optimizers] == [Adam, SGD] and again.name == "both"
    assert type(again.optimizer_map(variable("dense_1"))) is Adam


def test_a_map_is_asked_by_expression_and_by_path():
    rest, first = SGD(), Adam()
    chosen = OptimizerMap(rest, {"encoder": first, "enc.*": Adam()})
    assert chosen["encoder"] is first                   # an expression as it stands goes before the paths it matches
    assert chosen["encoder/dense"] is chosen["enc.*"] and chosen["decoder/dense"] is rest
    assert "decoder/dense" in chosen and list(chosen) == ["encoder", "enc.*"]       # Keras: every path has an optimizer
