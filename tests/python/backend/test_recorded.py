"""The functions of Keras 2's backend give its numbers, which TensorFlow recorded from the same draws."""
import golden
import numpy as np
import pytest
import torch

import hornpipe as keras
from hornpipe import backend as K  # noqa: N812

RECORDED = golden.arrays("keras2_backend.npz")


def step(x, states):
    output = K.tanh(x + states[0])
    return output, [output]


def computed():
    """In the order in which the recorder drew."""
    random = np.random.default_rng(0)

    def f(*shape):
        return torch.from_numpy(random.normal(size=shape).astype("float32"))

    made = {}
    for i, (a, b, axes) in enumerate([((2, 3), (2, 3), 1), ((2, 3, 4), (2, 4, 5), None), ((2, 3, 4), (2, 4), (2, 1)), ((2, 4), (2, 4, 5), (1, 1)),
                                      ((2, 3, 4, 5), (2, 6, 5, 3), (3, 2)), ((2, 3, 4, 5), (2, 4, 3), (1, 2)), ((2, 3), (2, 3, 4), None),
                                      ((2, 3, 4), (2, 4), None)]):
        made[f"bd{i}"] = K.batch_dot(f(*a), f(*b), axes=axes)
    made["dot"], made["dot2"] = K.dot(f(2, 3), f(4, 3, 5)), K.dot(f(2, 3), f(3, 5))
    for i, (padding, stride, window, sizes) in enumerate((("valid", 2, 3, (9, 8)), ("valid", 2, 3, (10, 9)), ("same", 2, 3, (8, 7)), ("same", 2, 3, (7, 6)),
                                                          ("valid", 1, 2, (5, 4)), ("same", 3, 2, (12, 10)), ("same", 2, 4, (8, 7)), ("same", 3, 5, (11, 9)))):
        space = [-(-o // stride) if padding == "same" else (o - window) // stride + 1 for o in sizes]
        x = f(2, *space, 3)
        made[f"ct{i}"] = K.conv2d_transpose(x, f(window, window, 5, 3), (2, *sizes, 5), strides=(stride, stride), padding=padding)
    made["c1"] = K.conv1d(f(2, 7, 3), f(3, 3, 4), padding="causal", dilation_rate=2)
    made["bn"] = K.batch_normalization(f(3, 4, 5), f(5), f(5).abs(), f(5), f(5), axis=-1, epsilon=0.1)
    made["nb0"], made["nb1"], made["nb2"] = K.normalize_batch_in_training(f(3, 4, 5), f(5), f(5), [0, 1])
    made["ba"], made["ba2"] = K.bias_add(f(2, 3, 4, 5), f(4, 5, 3), "channels_first"), K.bias_add(f(2, 3, 4, 5), f(3), "channels_first")
    made["l2"], made["l2n"], made["hs"] = K.l2_normalize(f(3, 4), axis=1), K.l2_normalize(f(3, 4)), K.hard_sigmoid(f(20) * 3)
    made["ri"], made["rv"] = K.resize_images(f(1, 2, 3, 2), 2, 3, "channels_last"), K.resize_volumes(f(1, 2, 2, 3, 2), 2, 3, 1, "channels_first")
    x, state = f(3, 5, 2), f(3, 2)
    made["rnn0"], made["rnn1"], (made["rnn2"],) = K.rnn(step, x, [state], mask=(f(3, 5) > 0).float())
    made["rb0"], made["rb1"], _ = K.rnn(step, f(3, 5, 2), [f(3, 2)], go_backwards=True)
    p = f(2, 6, 4).abs()
    p = p / p.sum(-1, keepdim=True)
    made["ctc"] = K.ctc_batch_cost(torch.tensor([[1, 2], [0, 0]]), p, torch.tensor([[6], [5]]), torch.tensor([[2], [1]]))
    (made["cd"],), made["cds"] = K.ctc_decode(p, torch.tensor([6, 5]))
    (made["cb"], made["cb1"]), made["cbs"] = K.ctc_decode(p, torch.tensor([6, 5]), greedy=False, beam_width=10, top_paths=2)
    made["sw"] = K.switch(f(3, 4) > 0.0, f(3, 4), f(3, 4))
    made["pm"] = K.permute_dimensions(f(2, 3, 4), (2, 0, 1))
    made["p2"] = K.pool2d(f(2, 5, 5, 2), (2, 2), (1, 1), "same", None, "avg")
    return made


COMPUTED = computed()


@pytest.mark.parametrize("name", [name for name in RECORDED if name != "relu"])
def test_as_recorded(name):
    np.testing.assert_allclose(np.asarray(COMPUTED[name]), RECORDED[name], rtol=1e-4, atol=1e-5)


def test_variables():
    x = K.variable([1.0, 2.0], name="mine", constraint=keras.constraints.NonNeg())
    assert x.name == "mine" and x.constraint is not None
    assert K.update(x, [3.0, 4.0]) is x
    K.moving_average_update(K.update_sub(K.update_add(x, 1.0), [0.0, 5.0]), [0.0, 10.0], 0.5)
    np.testing.assert_array_equal(K.get_value(x), [2.0, 5.0])
    K.batch_set_value([(x, [7.0, 8.0])])
    np.testing.assert_array_equal(K.batch_get_value([x])[0], [7.0, 8.0])
    assert K.count_params(K.zeros((2, 3))) == 6 and K.get_variable_shape(K.eye(3)) == (3, 3)


def test_gradients_and_functions():
    x = K.variable([1.0, 2.0])
    np.testing.assert_array_equal(K.gradients(K.sum(x * x), x), [2.0, 4.0])
    symbol = K.placeholder((None, 2))
    run = K.function([symbol], K.sum(symbol, axis=1))
    np.testing.assert_array_equal(run([np.array([[1.0, 2.0]])]), [3.0])
    with pytest.raises(ValueError, match="`updates` and options of a session are not available"):
        K.function([symbol], [symbol], updates=[1])


def test_the_learning_phase_is_that_of_the_call():
    class Doubles(keras.layers.Layer):
        def call(self, x):
            return K.in_train_phase(lambda: x * 2, x)

    layer, x = Doubles(), torch.ones(1, 1)
    assert float(layer(x)) == 1 and float(keras.Sequential([layer])(x, training=True)) == 2
    K.set_learning_phase(1)
    assert K.in_test_phase(1, 2) == 2
    K.set_learning_phase(0)
    with pytest.raises(ValueError, match="`value` must be 0 or 1, got 2"):
        K.set_learning_phase(2)


def test_symbolic():
    x = keras.Input((3, 4))
    assert K.batch_dot(x, x, (2, 2)).shape == (None, 3, 3) and K.batch_flatten(x).shape == (None, 12)
    assert K.is_placeholder(x) and not K.is_placeholder(x + 1)
    assert K.conv1d(x, torch.ones(2, 4, 5)).shape == (None, 2, 5)


def test_refuses():
    with pytest.raises(NotImplementedError, match="There are no sessions"):
        K.get_session()
    with pytest.raises(ValueError, match="`axes` must not be the axis of the samples"):
        K.batch_dot(torch.ones(2, 3), torch.ones(2, 3), 0)
    with pytest.raises(ValueError, match="needs equal sizes along `axes`, got 3 and 4"):
        K.batch_dot(torch.ones(2, 3), torch.ones(2, 4), 1)
    with pytest.raises(ValueError, match="One of `shape` and `ndim` must be given"):
        K.placeholder()
