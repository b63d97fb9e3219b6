import pytest

import hornpipe as keras
from hornpipe.core.errors import ArgumentTypeError, UnknownNameError

layers = keras.layers


@pytest.mark.parametrize(("make", "argument"), [
    (lambda: layers.Dense(2, kernel_initializer="nope"), "kernel_initializer"),
    (lambda: layers.Dense(2, kernel_initializer="zeros", bias_initializer="nope"), "bias_initializer"),
    (lambda: layers.Dense(2, activity_regularizer="nope"), "activity_regularizer"),
    (lambda: layers.Conv2D(2, 3, bias_constraint="nope"), "bias_constraint"),
    (lambda: layers.SeparableConv2D(2, 3, pointwise_constraint="nope"), "pointwise_constraint"),
    (lambda: layers.LSTM(2, recurrent_activation="nope"), "recurrent_activation"),
    (lambda: layers.MultiHeadAttention(2, 3, bias_regularizer="nope"), "bias_regularizer"),
    (lambda: layers.Embedding(2, 3, embeddings_initializer=7), "embeddings_initializer"),
    (lambda: keras.initializers.get("nope"), "initializer"),
])
def test_an_unknown_name_is_told_with_the_argument_that_it_was_given_for(make, argument):
    with pytest.raises(UnknownNameError, match=f"^`{argument}` ") as caught:
        make()
    assert caught.value.argument == argument


def test_known_names_are_told_once():
    with pytest.raises(UnknownNameError, match="Known: constant, glorot_normal, glorot_uniform, he_normal,"):
        keras.initializers.get("nope")
    with pytest.raises(UnknownNameError, match="must be a name, a config dictionary or an initializer, got 3"):
        keras.initializers.get(3)


@pytest.mark.parametrize(("make", "message"), [
    (lambda: layers.Dense(2, activaton="relu"), "Dense takes no argument 'activaton'. Did you mean 'activation'?"),
    (lambda: layers.Conv2D(2, 3, kernel_initialiser="zeros"), "Conv2D takes no argument 'kernel_initialiser'. Did you mean 'kernel_initializer'?"),
    (lambda: layers.Dense(2, input_shap=(2,)), "Dense takes no argument 'input_shap'. Did you mean 'input_shape'?"),
    (lambda: keras.optimizers.Adam(lerning_rate=1), "Adam takes no argument 'lerning_rate'. Did you mean 'learning_rate'?"),
    (lambda: keras.Sequential(layer=[]), "Sequential takes no argument 'layer'. Did you mean 'layers'?"),
    (lambda: keras.Sequential().evaluate(verbos=0), "`evaluate()` takes no argument 'verbos'. Did you mean 'verbose'?"),
])
def test_an_unknown_argument_is_told_with_the_nearest(make, message):
    with pytest.raises(ArgumentTypeError) as caught:
        make()
    assert str(caught.value) == message
