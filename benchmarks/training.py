"""Training and prediction of six models, and beside them Keras on the engines that it has, where a Python with Keras is named.

usage: training.py [--peer PYTHON] [--only MODEL ...] [--epochs N]

Each model runs in a fresh process for each engine, one after another. The table gives milliseconds per training step and per batch
predicted, milliseconds for predicting one row, seconds of the first `fit()` and of the import, and megabytes at the peak; in
brackets, how hornpipe stands to the best of the others.
"""
from __future__ import annotations

import argparse
import importlib
import json
import os
import resource
import subprocess
import sys
import time
from statistics import median

import numpy as np

ENGINES = ("torch", "jax", "tensorflow")
FIGURES = {"step ms": 3, "predict ms": 3, "one row ms": 3, "first fit s": 3, "import s": 2, "peak MB": 0}


def dense(k, width, depth, dropout):
    hidden = [layer for _ in range(depth) for layer in (k.layers.Dense(width, activation="relu"), *([k.layers.Dropout(dropout)] if dropout else []))]
    return k.Sequential([k.Input((784,)), *hidden, k.layers.Dense(10, activation="softmax")])


def convolutional(k):
    layers = k.layers
    return k.Sequential([k.Input((28, 28, 1)), layers.Conv2D(32, 3, activation="relu"), layers.MaxPooling2D(), layers.Conv2D(64, 3, activation="relu"),
                         layers.MaxPooling2D(), layers.Flatten(), layers.Dropout(0.5), layers.Dense(10, activation="softmax")])


def residual(k):
    layers = k.layers

    def normalized(x, filters, size, stride):
        return layers.BatchNormalization()(layers.Conv2D(filters, size, stride, padding="same", use_bias=False)(x))

    inputs = k.Input((32, 32, 3))
    x = layers.ReLU()(normalized(inputs, 32, 3, 1))
    for filters, stride in ((32, 1), (64, 2), (128, 2)):
        around = normalized(x, filters, 1, stride)
        inner = layers.ReLU()(normalized(x, filters, 3, stride))
        x = layers.ReLU()(layers.Add()([normalized(inner, filters, 3, 1), around]))
    return k.Model(inputs, layers.Dense(10, activation="softmax")(layers.GlobalAveragePooling2D()(x)))


def recurrent(k):
    layers = k.layers
    return k.Sequential([k.Input((80,), dtype="int64"), layers.Embedding(20_000, 128), layers.LSTM(128), layers.Dense(10, activation="softmax")])


def attentive(k):
    layers, inputs = k.layers, k.Input((128,), dtype="int64")
    x = layers.Embedding(20_000, 128)(inputs)
    for _ in range(2):
        x = layers.LayerNormalization()(layers.Add()([x, layers.MultiHeadAttention(4, 32)(x, x)]))
        x = layers.LayerNormalization()(layers.Add()([x, layers.Dense(128)(layers.Dense(512, activation="gelu")(x))]))
    return k.Model(inputs, layers.Dense(10, activation="softmax")(layers.GlobalAveragePooling1D()(x)))


MODELS = {      # how it is made, shape of a row, whether rows hold words, rows in a batch, batches in an epoch
    "dense": (lambda k: dense(k, 128, 1, 0.2), (784,), False, 32, 400),
    "dense wide": (lambda k: dense(k, 1024, 2, 0), (784,), False, 256, 50),
    "convolutional": (convolutional, (28, 28, 1), False, 128, 30),
    "residual": (residual, (32, 32, 3), False, 32, 16),
    "recurrent": (recurrent, (80,), True, 32, 32),
    "attentive": (attentive, (128,), True, 32, 16),
}


def seconds(run) -> float:
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def measure(name: str, module: str, epochs: int) -> dict:
    """The figures of one model on one implementation, in this process."""
    found = {}

    def load():
        found["k"] = importlib.import_module(module)
        _ = found["k"].layers           # hornpipe loads what is asked for

    import_s, k = seconds(load), found["k"]
    make, shape, words, rows, batches = MODELS[name]
    rng = np.random.default_rng(0)
    x = rng.integers(0, 20_000, (rows * batches, *shape)) if words else rng.random((rows * batches, *shape), dtype=np.float32)
    y = rng.integers(0, 10, len(x))
    k.utils.set_random_seed(0)
    model = make(k)
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])

    def fit(n=None):
        model.fit(x[:n], y[:n], batch_size=rows, verbose=0)

    first, _ = seconds(lambda: fit(rows)), fit()
    steps = [seconds(fit) for _ in range(epochs)]
    for part in (x, x[:1]):
        model.predict(part, batch_size=rows, verbose=0)
    many = min(seconds(lambda: model.predict(x, batch_size=rows, verbose=0)) for _ in range(3))
    one = median(seconds(lambda: model.predict(x[:1], verbose=0)) for _ in range(20))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return dict(zip(FIGURES, (median(steps) / batches * 1e3, many / batches * 1e3, one * 1e3, first, import_s, peak)))


def apart(python: str, name: str, module: str, epochs: int, engine: str | None = None):
    """`measure()` in a process of its own; None where that fails."""
    environment = {**os.environ, "TF_CPP_MIN_LOG_LEVEL": "3", "KERAS_BACKEND": engine or "torch"}
    done = subprocess.run([python, __file__, "--measure", module, "--only", name, "--epochs", str(epochs)], capture_output=True, text=True, env=environment)
    lines = [line for line in done.stdout.splitlines() if line.startswith("{")]
    return json.loads(lines[-1]) if lines else print(f"{name} on {engine or module}: {done.stderr[-500:]}", file=sys.stderr)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--peer")
    parser.add_argument("--only", nargs="+", default=list(MODELS), choices=list(MODELS))
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--measure", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.measure:
        print(json.dumps(measure(given.only[0], given.measure, given.epochs)))
        return
    print(f"{'':15s}" + "".join(f"{figure:>20s}" for figure in FIGURES))
    for name in given.only:
        own = apart(sys.executable, name, "hornpipe", given.epochs) or {}
        others = {e: apart(given.peer, name, "keras", given.epochs, e) for e in ENGINES} if given.peer else {}
        others = {f"  keras on {e}": row for e, row in others.items() if row}
        for label, row in {name: own, **others}.items():
            def cell(figure, row=row, others=others):
                if figure not in row:
                    return "-"
                text = f"{row[figure]:.{FIGURES[figure]}f}"
                best = min((r[figure] for r in others.values()), default=None)
                return text if row in others.values() or not best else f"{text} ({row[figure] / best:.2f})"

            print(f"{label:15.15s}" + "".join(f"{cell(figure):>20s}" for figure in FIGURES), flush=True)


if __name__ == "__main__":
    main()
