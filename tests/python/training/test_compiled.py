"""Whole steps by compiled code: as those of torch to rounding, and the same bits however many are done at once."""
import numpy as np
import pytest
import torch

import hornpipe
from hornpipe.models import reverse
from hornpipe.native import calls

layers, optimizers = hornpipe.layers, hornpipe.optimizers
THERE = calls.library() is not None


def net(last="softmax", units=4, dropout=0.25):
    return hornpipe.Sequential([hornpipe.Input((12,)), layers.Dense(40, activation="relu"), layers.Dropout(dropout), layers.Dense(24, activation="relu"),
                                layers.Dense(units, activation=last)])


def data(rows, loss):
    x = np.random.rand(rows, 12).astype("float32")
    sparse = "sparse" in (loss if isinstance(loss, str) else loss.name)
    return x, np.random.randint(0, 4, rows) if sparse else np.random.rand(rows, 4).round().astype("float32")


def trained(loss="sparse_categorical_crossentropy", last="softmax", optimizer=lambda: "adam", rows=210, epochs=2, callbacks=(), compiled=True, **options):
    found = reverse.find_chain
    try:
        if not compiled:
            reverse.find_chain = lambda *_: None
        hornpipe.utils.set_random_seed(5)
        model = net(last)
        model.compile(optimizer(), loss, metrics=["accuracy"])
        x, y = data(rows, loss)
        history = model.fit(x, y, batch_size=16, epochs=epochs, verbose=0, callbacks=list(callbacks), **options)
        return model, history.history
    finally:
        reverse.find_chain = found


def code_of(model):
    return model._steps["train"][1].compiled


class Looks(hornpipe.callbacks.Callback):
    """Sees each batch, so that they are done one by one."""

    def on_train_batch_end(self, batch, logs=None):
        pass


LOSSES = [("sparse_categorical_crossentropy", "softmax"), (hornpipe.losses.SparseCategoricalCrossentropy(from_logits=True), None),
          ("categorical_crossentropy", "softmax"), ("mse", None), ("binary_crossentropy", "sigmoid"), ("mae", "linear")]
OPTIMIZERS = {"adam": lambda: optimizers.Adam(0.01), "large epsilon": lambda: optimizers.Adam(0.01, beta_1=0.8, beta_2=0.95, epsilon=1e-3),
              "schedule": lambda: optimizers.Adam(optimizers.schedules.ExponentialDecay(0.02, 5, 0.5)), "amsgrad": lambda: optimizers.Adam(amsgrad=True),
              "adamw": lambda: optimizers.AdamW(0.01), "clipnorm": lambda: optimizers.Adam(clipnorm=0.01), "ema": lambda: optimizers.Adam(use_ema=True),
              "accumulation": lambda: optimizers.Adam(gradient_accumulation_steps=2), "sgd": lambda: optimizers.SGD(0.1),
              "momentum": lambda: optimizers.SGD(0.1, momentum=0.9), "nesterov": lambda: optimizers.SGD(0.1, momentum=0.9, nesterov=True),
              "rmsprop": lambda: optimizers.RMSprop(0.001, rho=0.8), "centered": lambda: optimizers.RMSprop(0.001, centered=True), "lion": lambda: "lion"}
COMPILED = ("adam", "large epsilon", "schedule", "sgd", "momentum", "nesterov", "rmsprop")


def assert_close(found, expected):
    (model, history), (other, told) = found, expected
    for a, b in zip(model.get_weights(), other.get_weights(), strict=True):
        np.testing.assert_allclose(a, b, rtol=2e-3, atol=2e-4)
    for name in told:
        np.testing.assert_allclose(history[name], told[name], rtol=1e-3, atol=0.01)
    assert int(model.optimizer.iterations) == int(other.optimizer.iterations)


@pytest.mark.parametrize(("loss", "last"), LOSSES, ids=str)
def test_steps_are_those_of_torch(loss, last):
    found = trained(loss, last, OPTIMIZERS["large epsilon"])
    assert (code_of(found[0]) is not None) == THERE
    assert_close(found, trained(loss, last, OPTIMIZERS["large epsilon"], compiled=False))


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_optimizers_are_those_of_torch(optimizer):
    found = trained("mse", None, OPTIMIZERS[optimizer])
    step = code_of(found[0])
    assert (step is not None and step._next_step() is not None) == (THERE and optimizer in COMPILED)
    assert_close(found, trained("mse", None, OPTIMIZERS[optimizer], compiled=False))


def test_steps_at_once_have_the_bits_of_steps_one_by_one():
    (model, history), (other, told) = trained(), trained(callbacks=[Looks()])
    for a, b in zip([*model.get_weights(), *(v.numpy() for v in model.optimizer.variables)],
                    [*other.get_weights(), *(v.numpy() for v in other.optimizer.variables)], strict=True):
        np.testing.assert_array_equal(a, b)
    assert history == told


def test_two_runs_have_the_same_bits():
    (model, history), (other, told) = trained(), trained()
    assert history == told
    assert all((a == b).all() for a, b in zip(model.get_weights(), other.get_weights()))


def test_epochs_of_a_number_of_steps_end_where_they_should():
    model, _ = trained(rows=240, steps_per_epoch=5, epochs=3)
    assert int(model.optimizer.iterations) == 15


@pytest.mark.parametrize("at_once", [True, False])
def test_a_label_that_is_no_class_is_refused_and_changes_nothing(at_once):
    model, _ = trained()
    x, y = data(64, "sparse")
    y[40] = 4
    before = [w.copy() for w in model.get_weights()]
    step, batches = model._train_step_for_fit(), [(torch.as_tensor(x[i:i + 16]), torch.as_tensor(y[i:i + 16]), None) for i in (32, 48)]
    with pytest.raises(hornpipe.core.errors.LabelError, match="class numbers from 0 to 3"):
        step.several(batches) if at_once and code_of(model) is not None else step(*batches[0])
    assert all((a == b).all() for a, b in zip(before, model.get_weights()))
    assert int(model.optimizer.iterations) == 28


def test_probabilities_that_are_clipped_have_no_gradient():
    hornpipe.utils.set_random_seed(0)
    model = hornpipe.Sequential([hornpipe.Input((2,)), layers.Dense(2, activation="softmax")])
    model.compile(optimizers.Adam(0.1), "sparse_categorical_crossentropy")
    model.set_weights([np.array([[50.0, -50.0], [0.0, 0.0]], "float32"), np.zeros(2, "float32")])
    x, y = np.ones((8, 2), "float32"), np.ones(8, "int64")
    model.fit(x, y, batch_size=4, epochs=2, verbose=0)
    np.testing.assert_array_equal(model.get_weights()[0], [[50, -50], [0, 0]])
