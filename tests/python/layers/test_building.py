import pytest
import torch

from hornpipe import layers


class Counting(layers.Layer):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.builds = []

    def build(self, input_shape):
        self.builds.append(input_shape)
        self.w = self.add_weight("w", (input_shape[-1],), "ones")

    def call(self, inputs):
        return inputs * self.w


class Pair(layers.Layer):
    def build(self, left_shape, right_shape):
        self.shapes_seen = [tuple(left_shape), tuple(right_shape)]
        self.w = self.add_weight("w", (left_shape[-1], right_shape[-1]), "ones")

    def call(self, left, right):
        return left @ self.w @ right.mT


def test_the_first_call_builds():
    layer = Counting()
    assert not layer.built and layer.weights == []
    layer(torch.ones(2, 3))
    layer(torch.ones(5, 3))
    assert layer.built and layer.builds == [(2, 3)]


def test_unknown_sizes_stay_unknown():
    layer = Counting()
    layer(layers.Input((None, 3)))
    assert layer.builds == [(None, None, 3)]
    with pytest.raises(ValueError, match="must have a shape without None"):
        Counting()(layers.Input((None,)))


def test_paths_follow_the_layers():
    class Block(layers.Layer):
        def __init__(self, **kwargs):
            super().__init__(**kwargs)
            self.first = layers.Dense(2, name="first")
            self.second = layers.Dense(2, name="second")

        def build(self, input_shape):
            self.first.build(input_shape)
            self.scale = self.add_weight("scale", (), "ones")

        def call(self, x):
            return self.second(self.first(x)) * self.scale

    block = Block(name="block")
    with pytest.raises(ValueError, match="cannot add new elements of state"):     # `second` is built too late
        block.build((None, 3))
        block.third = layers.Dense(1)
    block(torch.ones(1, 3))
    assert [w.path for w in block.weights] == ["block/scale", "block/first/kernel", "block/first/bias", "block/second/kernel", "block/second/bias"]


def test_several_inputs_give_several_shapes():
    layer = Pair()
    layer(torch.ones(2, 3), right=torch.ones(5, 4))
    assert layer.shapes_seen == [(2, 3), (5, 4)]
    config = layer.get_build_config()
    assert config == {"shapes_dict": {"left_shape": (2, 3), "right_shape": (5, 4)}}
    again = Pair()
    again.build_from_config({"shapes_dict": {"left_shape": [2, 3], "right_shape": [5, 4]}})
    assert again.built and again.w.shape == (3, 4)


def test_build_configs():
    layer = Counting()
    assert layer.get_build_config() is None
    layer(torch.ones(2, 3))
    assert layer.get_build_config() == {"input_shape": (2, 3)}
    again = Counting()
    again.build_from_config({"input_shape": [2, 3]})
    assert again.w.shape == (3,)
    again = Counting()
    again.build_from_config(None)
    assert not again.built


def test_a_layer_without_weights_is_built_from_the_start():
    assert layers.ReLU().built and not layers.Flatten().built

    class Mine(layers.ReLU):
        def build(self, input_shape):
            self.w = self.add_weight("w", ())

    assert not Mine().built


def test_builds_of_subclasses_are_one_build():
    class More(Counting):
        def build(self, input_shape):
            super().build(input_shape)
            self.v = self.add_weight("v", (1,), "ones")

    layer = More(name="more")
    layer.build((None, 3))
    assert [w.path for w in layer.weights] == ["more/w", "more/v"]


def test_a_build_that_fails_can_be_repeated():
    layer = layers.Conv2D(2, 3)
    with pytest.raises(ValueError):
        layer.build((None, 5, 5, None))
    assert not layer.built
    layer.build((None, 5, 5, 1))
    assert layer.built


def test_arguments_of_build_that_no_argument_of_call_explains():
    class Odd(layers.Layer):
        def build(self, one_shape, other_shape):
            pass

        def call(self, one, two):
            return one

    with pytest.raises(ValueError, match="asks for `other_shape`, but `call.*` does not have argument `other`"):
        Odd()(torch.ones(1), torch.ones(1))


def test_layers_inside_that_nobody_built():
    class Outer(layers.Layer):
        def __init__(self):
            super().__init__()
            self.inner = layers.Dense(2)

        def call(self, x):
            return self.inner(x)

    with pytest.warns(UserWarning, match="holds layers that are not built"):
        Outer().build((None, 3))


@pytest.mark.parametrize("make, shape", [
    (lambda: layers.Dense(3), (0,)), (lambda: layers.Conv2D(3, 3), (5, 5, 0)), (lambda: layers.LSTM(3), (5, 0)), (lambda: layers.BatchNormalization(), (0,)),
])
def test_inputs_without_entries_are_refused_when_built(make, shape):
    with pytest.raises(ValueError, match="would be empty, of shape .*: the input must have entries along these axes"):
        make()(layers.Input(shape))


def test_windows_over_nothing():
    with pytest.raises(ValueError, match=r"zero or negative. .* the input has shape \(None, 0, 5, 2\)"):
        layers.Conv2D(3, 3, padding="same")(layers.Input((0, 5, 2)))
    with pytest.raises(ValueError, match=r"window of layer 'p' is \(9, 9\), the input has shape \(None, 5, 5, 3\)"):
        layers.MaxPooling2D(9, name="p")(layers.Input((5, 5, 3)))


def test_a_loss_made_in_build_is_a_number():
    class Penalized(layers.Layer):
        def build(self, input_shape):
            self.w = self.add_weight("w", (input_shape[-1],), "ones")
            self.add_loss(self.w.value.sum() * 2)

        def call(self, x):
            return x * self.w

    layer = Penalized()
    layer.build((None, 3))
    (loss,) = layer.losses
    assert float(loss) == 6 and not loss.requires_grad
