"""What `fit()` costs from R and from Python: CPU seconds of a `fit()` of five epochs, the conversion of the data included.

Each round starts a fresh process of either kind; the table has the least of all rounds, as other load only adds.
usage: r_fit.py [rounds]
"""
import os
import subprocess
import sys
import time
from pathlib import Path

FITS, EPOCHS = 3, 5        # per process


def from_python(work: str) -> float:
    import numpy as np

    import hornpipe as keras

    keras.utils.set_random_seed(0)
    layers = keras.layers
    if work == "mlp":
        shape, samples, size = (784,), 12800, 32
        inner = [layers.Dense(128, activation="relu"), layers.Dropout(0.2)]
    else:
        shape, samples, size = (28, 28, 1), 3840, 128
        inner = [layers.Conv2D(32, 3, activation="relu"), layers.MaxPooling2D(), layers.Conv2D(64, 3, activation="relu"), layers.MaxPooling2D(),
                 layers.Flatten(), layers.Dropout(0.5)]
    x, y = np.random.random((samples, *shape)), np.random.randint(0, 10, samples)
    model = keras.Sequential([keras.Input(shape), *inner, layers.Dense(10, activation="softmax")])
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    model.fit(x, y, batch_size=size, verbose=0)
    seconds = []
    for _ in range(FITS):
        before = time.process_time()
        model.fit(x, y, batch_size=size, epochs=EPOCHS, verbose=0)
        seconds.append(time.process_time() - before)
    return min(seconds)


def run(command, work) -> float:
    return float(subprocess.run([*command, work, str(FITS), str(EPOCHS)], check=True, capture_output=True, text=True).stdout)


def main(rounds: int):
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    here = Path(__file__)
    commands = {"Python": [sys.executable, str(here), "--work"], "R": ["Rscript", str(here.with_suffix(".R"))]}
    print("| workload | Python | R | R / Python |\n|---|---|---|---|")
    for work in ("mlp", "cnn"):
        best = {name: float("inf") for name in commands}
        for _ in range(rounds):
            for name, command in commands.items():
                best[name] = min(best[name], run(command, work))
        print(f"| {work} | {best['Python']:.3f} s | {best['R']:.3f} s | {best['R'] / best['Python']:.3f} |", flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--work"]:
        print(from_python(sys.argv[2]))
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
