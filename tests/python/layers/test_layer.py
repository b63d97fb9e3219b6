import copy
import pickle

import numpy as np
import pytest
import torch

import hornpipe
from hornpipe import layers
from hornpipe.layers.calling import mask_of, set_mask


class Scale(layers.Layer):
    """A layer of a user's."""

    def __init__(self, start=1.0, **kwargs):
        super().__init__(**kwargs)
        self.start = start
        self.seen = []

    def build(self, input_shape):
        self.factor = self.add_weight("factor", (input_shape[-1],), hornpipe.initializers.Constant(self.start))

    def call(self, inputs, training=None):
        self.seen.append((inputs.dtype, training))
        return inputs * self.factor


class Outer(layers.Layer):
    def __init__(self, inner, flag=None, **kwargs):
        super().__init__(**kwargs)
        self.inner, self.flag = inner, flag

    def call(self, inputs):
        return self.inner(inputs) if self.flag is None else self.inner(inputs, training=self.flag)


# ---------------------------------------------------------------- calling

def test_arrays_and_lists_of_numbers_become_tensors():
    layer = Scale(2.0)
    y = layer(np.ones((2, 3)))
    assert type(y) is torch.Tensor and y.dtype == torch.float32 and y.tolist() == [[2.0] * 3] * 2


def test_inputs_are_cast_to_the_compute_dtype():
    layer = Scale(dtype="mixed_bfloat16")
    assert layer(np.ones((2, 3))).dtype == torch.bfloat16
    assert layer.seen[0][0] == torch.bfloat16 and layer.factor.dtype == torch.float32
    plain = Scale(dtype="float64", autocast=False)
    plain(torch.ones(2, 3))
    assert plain.seen[0][0] == torch.float32
    whole = Scale()
    whole(torch.ones(2, 3, dtype=torch.int32))
    assert whole.seen[0][0] == torch.int32


def test_weights_are_cast_only_inside_of_the_call():
    outer = Outer(Scale(dtype="mixed_float16"))
    assert outer(torch.ones(2, 3)).dtype == torch.float16
    assert outer.inner.factor.dtype == torch.float32


def test_the_training_flag_is_inherited_unless_given():
    inner = Scale()
    Outer(inner)(torch.ones(1, 2), training=True)
    Outer(inner)(torch.ones(1, 2))
    Outer(inner, flag=False)(torch.ones(1, 2), training=True)
    assert [flag for _, flag in inner.seen] == [True, None, False]
    inner.train()                                           # torch's own flag counts where nothing is said
    inner(torch.ones(1, 2))
    assert inner.seen[-1][1] is True


def test_masks_go_on_where_they_are_supported():
    x = torch.ones(2, 3, 4)
    set_mask(x, torch.tensor([[True, False, True]] * 2))
    assert mask_of(layers.Dense(2)(x)) is not None
    with pytest.warns(UserWarning, match="does not support masking: the mask ends here"):
        assert mask_of(Scale()(x)) is None
    layer = Scale()
    layer.supports_masking = True
    assert torch.equal(mask_of(layer(x)), mask_of(x))


def test_masks_reach_parameters_by_name():
    class Takes(layers.Layer):
        def call(self, query, value, query_mask=None, value_mask=None):
            return query if query_mask is None else query * query_mask.unsqueeze(-1) + (value_mask is not None)

    x, y = torch.ones(1, 2, 1), torch.ones(1, 2, 1)
    set_mask(x, torch.tensor([[True, False]]))
    with pytest.warns(UserWarning):
        assert Takes()(x, y).flatten().tolist() == [1, 0]
        assert Takes()(x, y, value_mask=torch.ones(1, 2)).flatten().tolist() == [2, 1]


def test_positional_arguments_are_tensors():
    with pytest.raises(ValueError, match="Only input tensors may be passed as positional arguments to the layer 'd', got 'fast'. Pass options by name"):
        layers.Dense(2, name="d")("fast")

    class Optional(layers.Layer):
        def call(self, x, fast):
            return x

    with pytest.raises(ValueError, match="got True. Pass options by name"):
        Optional()(layers.Input((2,)), True)
    assert Optional()(layers.Input((2,)), fast=True).shape == (None, 2)


def test_errors_name_the_layer():
    class Fails(layers.Layer):
        def call(self, x):
            raise RuntimeError("within")

    with pytest.raises(RuntimeError, match="within") as info:
        Outer(Fails(name="bad"))(torch.ones(2, 3))
    assert info.value.__notes__ == ["In layer 'bad' (Fails), called on shape [(2, 3)]."]
    with pytest.raises(NotImplementedError, match="Layer Layer does not have a `call` method implemented"):
        layers.Layer()(torch.ones(2))
    with pytest.raises(NotImplementedError, match="`compute_output_shape` method"):
        layers.Layer().compute_output_shape((2,))


# ---------------------------------------------------------------- symbols

def test_shapes_without_running():
    layer = Scale()
    y = layer(layers.Input((5,)))
    assert y.shape == (None, 5) and y.dtype == "float32" and layer.factor.shape == (5,)
    assert layers.Dense(3).compute_output_shape((None, 7, 5)) == (None, 7, 3)
    assert layers.ReLU(dtype="mixed_float16").compute_output_spec(hornpipe.KerasTensor((2, 5), "float16")).dtype == "float16"


def test_a_shape_rule_of_ones_own_is_asked():
    class Odd(layers.Layer):
        def call(self, x):
            return x[x > 0]

        def compute_output_shape(self, input_shape):
            return (None,)

    assert Odd()(layers.Input((5,))).shape == (None,)


def test_several_outputs_and_structures():
    class Split(layers.Layer):
        def call(self, pair):
            return {"sum": pair["a"] + pair["b"], "both": (pair["a"], [pair["b"]])}

    out = Split()({"a": layers.Input((3,)), "b": layers.Input((3,))})
    assert out["sum"].shape == (None, 3) and out["both"][1][0].shape == (None, 3)
    assert Split().compute_output_shape({"a": (2, 3), "b": (2, 3)})["both"] == ((2, 3), [(2, 3)])


# ---------------------------------------------------------------- losses

class Penalized(layers.Layer):
    def call(self, x):
        self.add_loss(x.sum())
        return x


def test_losses_are_those_of_the_last_outermost_call():
    layer = Penalized()
    layer(torch.ones(2))
    layer(torch.ones(3))
    assert [float(x) for x in layer.losses] == [3.0]
    x = layers.Input((2,))
    twice = hornpipe.Model(x, layer(layer(x)))
    twice(torch.ones(2, 2))
    assert [float(x) for x in twice.losses] == [4.0, 4.0]
    with pytest.raises(ValueError, match="`loss` must be a scalar tensor, got 'much'"):
        layer.add_loss("much")


def test_activity_is_penalized_per_sample():
    layer = layers.Dense(2, kernel_initializer="ones", activity_regularizer=hornpipe.regularizers.L1(0.5))
    layer(torch.ones(4, 3))
    assert [float(x.detach()) for x in layer.losses] == [3.0]            # 4 * 2 * 3 * 0.5 / 4


def test_weights_are_penalized_while_trainable():
    layer = layers.Dense(2, kernel_initializer="ones", kernel_regularizer="l2")
    layer.build((None, 3))
    assert len(layer.losses) == 1
    layer.trainable = False
    assert layer.losses == []


# ---------------------------------------------------------------- without state

def test_stateless_calls_change_nothing():
    layer = layers.BatchNormalization()
    x = torch.randn(8, 3)
    layer.build(x.shape)
    before = layer.get_weights()
    values = [torch.full((3,), 2.0), torch.ones(3)], [torch.zeros(3), torch.ones(3)]
    y, after = layer.stateless_call(*values, x, training=True)
    layer.set_weights([*values[0], *values[1]])
    torch.testing.assert_close(layer(x, training=True), y)
    torch.testing.assert_close(after[0], layer.moving_mean.detach())
    layer.set_weights(before)
    penalized = layers.Dense(2, kernel_regularizer="l2", activity_regularizer="l1")
    penalized.build((None, 3))
    assert len(penalized.stateless_call(penalized.trainable_variables, [], x, return_losses=True)[2]) == 2


def test_stateless_calls_want_all_values():
    with pytest.raises(ValueError, match="must be built before `stateless_call"):
        layers.Dense(2, name="d").stateless_call([], [], torch.ones(1, 2))
    layer = layers.Dense(2)
    layer.build((None, 3))
    with pytest.raises(ValueError, match="`trainable_variables` must hold 2 values, got 1"):
        layer.stateless_call([torch.ones(3, 2)], [], torch.ones(1, 3))


# ---------------------------------------------------------------- configuration

def test_configs_of_users_layers_are_recorded():
    layer = Scale(3.0, name="s", dtype="mixed_float16")
    config = layer.get_config()
    assert config == {"name": "s", "trainable": True, "dtype": config["dtype"], "start": 3.0}
    again = Scale.from_config(config)
    assert again.start == 3.0 and again.dtype_policy.name == "mixed_float16" and again.name == "s"


def test_arguments_without_a_place_in_a_config():
    class Holder(layers.Layer):
        def __init__(self, thing, **kwargs):
            super().__init__(**kwargs)

    with pytest.raises(NotImplementedError, match=r"`thing` of Holder has no place in a config; write `get_config\(\)`"):
        Holder(object()).get_config()


def test_arguments_of_old():
    layer = layers.Dense(2, input_shape=(4,))
    assert layer._declared_batch_shape == (None, 4)
    assert layers.Dense(2, input_dim=4, batch_size=8)._declared_batch_shape == (8, 4)
    assert hornpipe.Sequential([layers.Dense(2, input_shape=(4,))]).built
    weights = [np.ones((4, 2)), np.zeros(2)]
    layer = layers.Dense(2, weights=weights)
    layer.build((None, 4))
    np.testing.assert_array_equal(layer.kernel.detach(), weights[0])


@pytest.mark.parametrize("make, kind, message", [
    (lambda: layers.Dense(2, unit=3), TypeError, "Dense takes no argument 'unit'"),
    (lambda: layers.Dense(2, trainable="yes"), ValueError, "`trainable` is expected to be a boolean, got 'yes'"),
    (lambda: layers.Dense(2, dtype="float23"), ValueError, "float23"),
    (lambda: layers.Dense(2).add_metric(1), NotImplementedError, "gone since Keras 3"),
    (lambda: layers.Flatten().quantize("int8"), NotImplementedError, "Layer Flatten does not have a `quantize` method implemented"),
])
def test_mistakes(make, kind, message):
    with pytest.raises(kind, match=message):
        make()


def test_copies_and_pickles():
    layer = layers.Dense(2, name="d")
    x = torch.randn(3, 4)
    y = layer(x)
    for again in (copy.deepcopy(layer), pickle.loads(pickle.dumps(layer))):
        assert again.name == "d" and again.kernel is not layer.kernel
        torch.testing.assert_close(again(x), y)
    assert repr(layer) == "<Dense name=d, built=True>"


# ---------------------------------------------------------------- torch around it

def test_a_layer_is_a_torch_module():
    layer = layers.Dense(2)
    layer.build((None, 4))
    net = torch.nn.Sequential(torch.nn.Linear(3, 4), layer)
    assert net(torch.ones(1, 3)).shape == (1, 2)
    assert {"1.kernel", "1.bias"} < set(dict(net.named_parameters()))
    state = {k: v.clone() for k, v in net.state_dict().items()}
    layer.kernel.assign(torch.zeros(4, 2))
    net.load_state_dict(state)
    assert layer.kernel.any()
    calls = []
    layer.register_forward_hook(lambda module, args, output: calls.append(output.shape))
    layer(torch.ones(5, 4))
    assert calls == [(5, 2)]
