"""What `fit()` costs from R and from Python: CPU seconds of a `fit()` of five epochs, the conversion of the data included.

Both take turns in one process of R (`r_fit.R`), with a model and data of their own each, so that other load meets both alike; the table has the
median of the ratios of two neighbours.
usage: r_fit.py [rounds]
"""
import os
import subprocess
import sys
import time
from pathlib import Path


def prepared(work: str, samples: int, size: int, epochs: int):
    """A function that fits a model of `work` once, and gives the seconds that took."""
    import numpy as np

    import hornpipe as keras

    layers = keras.layers
    if work == "mlp":
        shape, inner = (784,), [layers.Dense(128, activation="relu"), layers.Dropout(0.2)]
    else:
        shape = (28, 28, 1)
        inner = [layers.Conv2D(32, 3, activation="relu"), layers.MaxPooling2D(), layers.Conv2D(64, 3, activation="relu"), layers.MaxPooling2D(),
                 layers.Flatten(), layers.Dropout(0.5)]
    x, y = np.random.random((samples, *shape)), np.random.randint(0, 10, samples)
    model = keras.Sequential([keras.Input(shape), *inner, layers.Dense(10, activation="softmax")])
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])

    def fit() -> float:
        before = time.process_time()
        model.fit(x, y, batch_size=size, epochs=epochs, verbose=0)
        return time.process_time() - before

    return fit


def main(rounds: int):
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    print("| workload | Python | R | R / Python |\n|---|---|---|---|")
    for work in ("mlp", "cnn"):
        command = ["Rscript", str(Path(__file__).with_suffix(".R")), work, str(rounds)]
        found = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
        python, r, ratio = map(float, found)
        print(f"| {work} | {python:.3f} s | {r:.3f} s | {ratio:.3f} |", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 9)
