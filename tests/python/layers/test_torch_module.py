import numpy as np
import pytest
import torch

import hornpipe
from hornpipe import layers
from hornpipe.runtime.variable import Variable


def net():
    return torch.nn.Sequential(torch.nn.Linear(4, 3), torch.nn.BatchNorm1d(3))


def test_parameters_become_variables_and_stay_the_modules_own():
    module = net()
    layer = layers.TorchModuleWrapper(module, name="torchy")
    assert [w.path for w in layer.weights] == ["torchy/0_weight", "torchy/0_bias", "torchy/1_weight", "torchy/1_bias"]
    assert layer.weights[0] is module[0].weight and isinstance(module[0].weight, Variable)
    layer.set_weights([np.full(w.shape, 2.0) for w in layer.weights])
    assert float(module[0].bias[0].detach()) == 2.0


def test_finding_shapes_moves_no_statistics():
    layer = layers.TorchModuleWrapper(net())
    assert layer(layers.Input((4,))).shape == (None, 3)
    assert not layer.module[1].running_mean.any() and layer.module[1].num_batches_tracked == 0
    layer(torch.randn(8, 4), training=False)
    assert not layer.module[1].running_mean.any()
    layer(torch.randn(8, 4))                # Keras: trains unless told not to
    assert layer.module[1].running_mean.any()


def test_a_module_as_attribute_is_wrapped_in_lists_too():
    class Mixed(layers.Layer):
        def __init__(self):
            super().__init__()
            self.first = torch.nn.Linear(4, 2)
            self.rest = torch.nn.ModuleList([torch.nn.Linear(2, 2), layers.Dense(3)])
            self.scale = torch.nn.Parameter(torch.ones(3))

        def call(self, x):
            x = self.first(x)
            for part in self.rest:
                x = part(x)
            return x * self.scale

    layer = Mixed()
    assert layer(np.ones((2, 4))).shape == (2, 3)
    assert isinstance(layer.first, layers.TorchModuleWrapper)
    assert len(layer.trainable_weights) == 7 and layer.count_params() == 8 + 2 + 4 + 2 + 6 + 3 + 3


def test_mixed_precision_and_training():
    layer = layers.TorchModuleWrapper(torch.nn.Linear(4, 3), dtype="mixed_bfloat16")
    assert layer(torch.ones(2, 4)).dtype == torch.bfloat16 and layer.module.weight.dtype == torch.float32
    model = hornpipe.Sequential([layers.TorchModuleWrapper(torch.nn.Linear(4, 1))])
    model.compile("sgd", "mse")
    before = model.get_weights()[0].copy()
    model.fit(np.ones((8, 4)), np.zeros(8), verbose=0)
    assert (model.get_weights()[0] != before).any()


def test_the_config_is_a_pickle_and_loads_in_trust_only():
    layer = layers.TorchModuleWrapper(net())
    config = layer.get_config()
    with pytest.raises(ValueError, match="pickled torch module"):
        layers.TorchModuleWrapper.from_config(config)
    again = layers.TorchModuleWrapper.from_config(config, safe_mode=False)
    x = torch.randn(2, 4)
    torch.testing.assert_close(again(x, training=False), layer(x, training=False))


def test_own_state_includes_statistics():
    layer, other = layers.TorchModuleWrapper(net()), layers.TorchModuleWrapper(net())
    layer(torch.randn(8, 4))
    store = {}
    layer.save_own_variables(store)
    other.load_own_variables(store)
    torch.testing.assert_close(other.module[1].running_mean, layer.module[1].running_mean)


def test_lazy_modules_are_refused():
    with pytest.raises(ValueError, match="LazyModules are not supported unless"):
        layers.TorchModuleWrapper(torch.nn.LazyLinear(3))
    with pytest.raises(TypeError, match="`module` must be a torch.nn.Module, got 3"):
        layers.TorchModuleWrapper(3)
