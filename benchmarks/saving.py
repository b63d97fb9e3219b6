"""Saving and loading a model of 400 MB: hornpipe, plain h5py of the same arrays, and Keras 3 where HORNPIPE_PEER names a Python with it.

Seconds (best of three, written files are synced), and the most memory that loading took beyond the weights, in units of the largest tensor.
"""
import os
import subprocess
import sys
import tempfile

WIDTH, LAYERS = 2560, 16        # 16 matrices of 26 MB
MODEL = f"""
import os, resource, sys, time
import h5py, numpy as np

keras = __import__(sys.argv[1])

def model(width):
    return keras.Sequential([keras.Input((width,))] + [keras.layers.Dense(width) for _ in range({LAYERS})])

def synced(path):
    handle = os.open(path, os.O_RDONLY)
    os.fsync(handle)
    os.close(handle)
"""
PART = {
    "save": MODEL + f"""
made = model({WIDTH})
for path in sys.argv[2:]:
    for _ in range(3):
        start = time.perf_counter()
        made.save_weights(path) if path.endswith(".weights.h5") else made.save(path)
        synced(path)
        print(path, time.perf_counter() - start)
""",
    "load": MODEL + f"""
path = sys.argv[2]
whole = not path.endswith(".weights.h5")

def load(path, into):
    return keras.models.load_model(path) if whole else into.load_weights(path)

small, beside = model(4), path.replace("big", "small")        # what loading takes but once is not counted
small.save(beside) if whole else small.save_weights(beside)
load(beside, small)
made = None if whole else model({WIDTH})
for i in range(3):
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.perf_counter()
    found = None
    found = load(path, made)
    print(path, time.perf_counter() - start)
    if i == 0:
        print("memory", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
""",
    "plain": MODEL + f"""
path = sys.argv[2]
arrays = [np.random.default_rng(i).random(({WIDTH}, {WIDTH}), dtype="float32") for i in range({LAYERS})]
for _ in range(3):
    start = time.perf_counter()
    with h5py.File(path, "w") as file:
        for i, a in enumerate(arrays):
            file[str(i)] = a
    synced(path)
    print("save", time.perf_counter() - start)
for _ in range(3):
    start = time.perf_counter()
    with h5py.File(path, "r") as file:
        arrays = [file[str(i)][()] for i in range(len(arrays))]
    print("load", time.perf_counter() - start)
""",
}


def run(python, part, *arguments):
    environment = {**os.environ, "KERAS_BACKEND": "torch"}
    if python != sys.executable:
        environment.pop("PYTHONPATH", None)
    command = [python, "-W", "ignore", "-c", PART[part], *arguments]
    lines = subprocess.run(command, check=True, capture_output=True, text=True, env=environment).stdout.splitlines()
    found = {}
    for line in lines:
        if line.startswith(("/", "save", "load", "memory")):
            name, value = line.rsplit(" ", 1)
            found[name] = min(found.get(name, float("inf")), float(value))
    return found


def main():
    largest = WIDTH * WIDTH * 4
    with tempfile.TemporaryDirectory() as folder:
        plain = run(sys.executable, "plain", "h5py", f"{folder}/plain.h5")
        os.remove(f"{folder}/plain.h5")
        rows = [("plain h5py", "", plain["save"], plain["load"], None)]
        for label, python, package in (("hornpipe", sys.executable, "hornpipe"), ("Keras 3", os.environ.get("HORNPIPE_PEER"), "keras")):
            if not python:
                continue
            for ending in (".keras", ".weights.h5"):
                path = f"{folder}/big{ending}"
                saved, loaded = run(python, "save", package, path), run(python, "load", package, path)
                rows.append((label, ending, saved[path], loaded[path], loaded["memory"] * 1024 - (LAYERS * largest if ending == ".keras" else 0)))
                os.remove(path)
    print(f"{LAYERS * largest / 1e6:.0f} MB             save s  of plain   load s  of plain   memory beyond the weights, in largest tensors")
    for label, ending, save, load, memory in rows:
        row = f"{label:10} {ending:12} {save:6.2f} {plain['save'] / save:8.0%} {load:8.2f} {plain['load'] / load:8.0%}"
        print(row + ("" if memory is None else f" {memory / largest:10.1f}"))


if __name__ == "__main__":
    main()
