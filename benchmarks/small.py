"""Milliseconds per training step of small nets, as tutorials have them, and beside them Keras on its engines, where a Python with Keras is named.

usage: small.py [--peer PYTHON] [--engines NAME ...]

A step of these takes less arithmetic than bookkeeping. One process for each engine runs them all; the best of five epochs counts.
In brackets, how hornpipe stands to the best of the others.
"""
from __future__ import annotations

import argparse
import importlib
import json
import os
import subprocess
import sys
import time

import numpy as np

RNG = np.random.default_rng(0)
WORDS, STEPS = 10_000, 100


def numbers(rows, *shape):
    return RNG.random((rows * STEPS, *shape), dtype=np.float32)


def yes_or_no(rows):
    return RNG.integers(0, 2, rows * STEPS).astype("float32")


def stacked(k, shape, *layers, dtype="float32"):
    return k.Sequential([k.Input(shape, dtype=dtype), *layers])


def hidden(k, units, *between, **options):
    """Two layers of `units`, each followed by fresh layers of `between`."""
    return [layer for _ in range(2) for layer in (k.layers.Dense(units, activation="relu", **options), *(make() for make in between))]


def normalized(k):
    between = (k.layers.BatchNormalization, k.layers.ReLU, lambda: k.layers.Dropout(0.2))
    layers = [layer for units in (128, 64) for layer in (k.layers.Dense(units), *(make() for make in between))]
    return stacked(k, (50,), *layers, k.layers.Dense(1, activation="sigmoid"))


def two_inputs(k):
    a, b = k.Input((10,)), k.Input((6,))
    both = k.layers.Concatenate()([k.layers.Dense(32, activation="relu")(x) for x in (a, b)])
    return k.Model([a, b], k.layers.Dense(1)(k.layers.Dense(32, activation="relu")(both)))


def two_outputs(k):
    x = k.Input((10,))
    inner = k.layers.Dense(32, activation="relu")(x)
    return k.Model(x, [k.layers.Dense(1)(inner), k.layers.Dense(1, activation="sigmoid")(inner)])


def convolutional(k):
    layers = k.layers
    return stacked(k, (64, 4), layers.Conv1D(32, 5, activation="relu"), layers.MaxPooling1D(2), layers.Conv1D(32, 5, activation="relu"),
                   layers.GlobalMaxPooling1D(), layers.Dense(1))


def words(k):
    layers = k.layers
    return stacked(k, (128,), layers.Embedding(WORDS, 16), layers.GlobalAveragePooling1D(), layers.Dense(16, activation="relu"),
                   layers.Dense(1, activation="sigmoid"), dtype="int32")


def of_two(k, *inner, shape=(20,)):
    return stacked(k, shape, *inner, k.layers.Dense(1, activation="sigmoid"))


def over_time(k, layer):
    return stacked(k, (24, 8), layer(32), k.layers.Dense(1))


def momentum(k):
    return k.optimizers.SGD(0.01, momentum=0.9, nesterov=True)


NETS = {        # how it is made, how x and y are, rows in a batch, optimizer, loss, metrics
    "regression": (lambda k: stacked(k, (13,), *hidden(k, 64), k.layers.Dense(1)), lambda n: (numbers(n, 13), numbers(n, 1)), 16, "rmsprop", "mse", ["mae"]),
    "two classes": (lambda k: of_two(k, *hidden(k, 64, lambda: k.layers.Dropout(0.5))), lambda n: (numbers(n, 20), yes_or_no(n)), 64, momentum,
                    "binary_crossentropy", ["accuracy"]),
    "with penalties": (lambda k: of_two(k, *hidden(k, 64, kernel_regularizer="l2")), lambda n: (numbers(n, 20), yes_or_no(n)), 32, "adam",
                       "binary_crossentropy", ["accuracy"]),
    "normalized": (normalized, lambda n: (numbers(n, 50), yes_or_no(n)), 32, "adam", "binary_crossentropy", ["accuracy"]),
    "autoencoder": (lambda k: stacked(k, (784,), k.layers.Dense(32, activation="relu"), k.layers.Dense(784, activation="sigmoid")),
                    lambda n: (numbers(n, 784),) * 2, 256, "adam", "binary_crossentropy", None),
    "words": (words, lambda n: (RNG.integers(0, WORDS, (n * STEPS, 128)).astype("int32"), yes_or_no(n)), 64, "adam", "binary_crossentropy", ["accuracy"]),
    "two inputs": (two_inputs, lambda n: ([numbers(n, 10), numbers(n, 6)], numbers(n, 1)), 32, "adam", "mse", None),
    "two outputs": (two_outputs, lambda n: (numbers(n, 10), [numbers(n, 1), yes_or_no(n)]), 32, "adam", ["mse", "binary_crossentropy"], None),
    "GRU": (lambda k: over_time(k, k.layers.GRU), lambda n: (numbers(n, 24, 8), numbers(n, 1)), 32, "rmsprop", "mae", None),
    "SimpleRNN": (lambda k: over_time(k, k.layers.SimpleRNN), lambda n: (numbers(n, 24, 8), numbers(n, 1)), 32, "rmsprop", "mae", None),
    "Conv1D": (convolutional, lambda n: (numbers(n, 64, 4), numbers(n, 1)), 32, "rmsprop", "mae", None),
}


def measure(module: str) -> dict:
    """Milliseconds per step of each net on one implementation, in this process."""
    k, found = importlib.import_module(module), {}
    for name, (make, data, rows, optimizer, loss, metrics) in NETS.items():
        model, (x, y) = make(k), data(rows)
        model.compile(optimizer(k) if callable(optimizer) else optimizer, loss, metrics=metrics)
        epochs = []
        for _ in range(6):
            start = time.perf_counter()
            model.fit(x, y, batch_size=rows, verbose=0)
            epochs.append(time.perf_counter() - start)
        found[name] = min(epochs[1:]) / STEPS * 1e3
    return found


def apart(python: str, module: str, engine: str = "torch") -> dict:
    """`measure()` in a process of its own."""
    environment = {**os.environ, "TF_CPP_MIN_LOG_LEVEL": "3", "KERAS_BACKEND": engine}
    done = subprocess.run([python, __file__, "--measure", module], capture_output=True, text=True, env=environment)
    if done.returncode:
        sys.exit(done.stderr[-800:])
    return json.loads(done.stdout.splitlines()[-1])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--peer")
    parser.add_argument("--engines", nargs="+", default=["torch", "jax", "tensorflow"])
    parser.add_argument("--measure", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.measure:
        print(json.dumps(measure(given.measure)))
        return
    own = apart(sys.executable, "hornpipe")
    others = {engine: apart(given.peer, "keras", engine) for engine in given.engines} if given.peer else {}
    print(f"{'':16s}{'hornpipe':>16s}" + "".join(f"{'keras on ' + engine:>22s}" for engine in others))
    for name, took in own.items():
        best = min((row[name] for row in others.values()), default=None)
        mine = f"{took:.3f}" if best is None else f"{took:.3f} ({took / best:.2f})"
        print(f"{name:16s}{mine:>16s}" + "".join(f"{row[name]:22.3f}" for row in others.values()))


if __name__ == "__main__":
    main()
