import warnings

import numpy as np
import pytest
import torch

import hornpipe as keras
from hornpipe import layers

X, Y = np.random.default_rng(0).random((16, 4), dtype=np.float32), np.arange(16) % 3


def made(jit):
    keras.utils.set_random_seed(1)
    model = keras.Sequential([keras.Input((4,)), layers.Dense(5, "relu"), layers.BatchNormalization(), layers.Dense(3, "softmax")])
    model.compile("sgd", "sparse_categorical_crossentropy", metrics=["accuracy"], jit_compile=jit)
    return model


def results(model):
    history = model.fit(X, Y, epochs=2, shuffle=False, verbose=0).history
    return [*history["loss"], *history["accuracy"], *model.evaluate(X, Y, verbose=0), *model.predict(X, verbose=0).ravel()]


def test_a_compiled_model_gives_the_same_numbers(monkeypatch):
    compile_, seen = torch.compile, []

    def eagerly(function, mode):            # the generated code takes a C compiler, and seconds
        seen.append(mode)
        return compile_(function, backend="eager")

    monkeypatch.setattr(torch, "compile", eagerly)
    np.testing.assert_allclose(results(made(True)), results(made(False)), rtol=1e-6)
    assert seen == ["default"]


def test_where_compiling_fails_one_warning_tells_and_training_goes_on(monkeypatch):
    def broken(function, mode):
        def call(*args):
            raise RuntimeError("no C compiler found\nand more")
        return call

    monkeypatch.setattr(torch, "compile", broken)
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        found = results(made(True))
    assert sum("cannot be compiled and runs as it is: no C compiler found" in str(w.message) for w in told) == 1
    np.testing.assert_allclose(found, results(made(False)), rtol=1e-6)


def test_models_whose_layers_add_losses_run_as_they_are():
    model = keras.Sequential([keras.Input((4,)), layers.Dense(3, activity_regularizer="l2")])
    model.compile("sgd", "sparse_categorical_crossentropy", jit_compile=True)
    with pytest.warns(UserWarning, match="its layers add losses"):
        model.fit(X, Y, epochs=2, verbose=0)


def test_what_a_file_says_of_compiling_is_left_to_this_engine():
    model = made(True)
    model.compile_from_config({**model.get_compile_config(), "jit_compile": True})
    assert model.jit_compile is False


def test_a_mistake_shows_as_itself():
    model = made(True)
    with pytest.raises(ValueError, match="must have shape"):
        model.predict(np.ones((2, 9), dtype="float32"), verbose=0)
