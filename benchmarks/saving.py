"""Saving and loading a model of 400 MB: hornpipe, plain h5py of the same arrays, and Keras 3 where HORNPIPE_PEER names a Python with it.

Seconds (best of three, written files are synced), and the most memory that loading took beyond the weights, in units of the largest tensor.
"""
import os
import subprocess
import sys
import tempfile

WIDTH, LAYERS = 2560, 16        # 16 matrices of 26 MB
BUILD = """
import os, sys, time, resource, numpy as np
keras = __import__(sys.argv[1]); layers = keras.layers
model = keras.Sequential([keras.Input((%d,))] + [layers.Dense(%d) for _ in range(%d)])
""" % (WIDTH, WIDTH, LAYERS)
PART = {
    "save": BUILD + """
for path in sys.argv[2:]:
    for _ in range(3):
        start = time.perf_counter()
        model.save_weights(path) if path.endswith(".weights.h5") else model.save(path)
        fd = os.open(path, os.O_RDONLY); os.fsync(fd); os.close(fd)
        print(path, time.perf_counter() - start)
""",
    "load": """
import sys, time, resource
keras = __import__(sys.argv[1]); keras.layers.Dense
if sys.argv[2].endswith(".weights.h5"):
    model = keras.Sequential([keras.Input((%d,))] + [keras.layers.Dense(%d) for _ in range(%d)])
for _ in range(3):
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.perf_counter()
    if sys.argv[2].endswith(".weights.h5"):
        model.load_weights(sys.argv[2])
    else:
        model = None
        model = keras.models.load_model(sys.argv[2])
    print(sys.argv[2], time.perf_counter() - start)
    if _ == 0:
        print("memory", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
""" % (WIDTH, WIDTH, LAYERS),
    "plain": """
import os, sys, time, h5py, numpy as np
arrays = [np.random.default_rng(i).random((%d, %d), dtype="float32") for i in range(%d)]
for _ in range(3):
    start = time.perf_counter()
    with h5py.File(sys.argv[2], "w") as file:
        for i, a in enumerate(arrays):
            file[str(i)] = a
    fd = os.open(sys.argv[2], os.O_RDONLY); os.fsync(fd); os.close(fd)
    print("save", time.perf_counter() - start)
for _ in range(3):
    start = time.perf_counter()
    with h5py.File(sys.argv[2], "r") as file:
        arrays = [file[str(i)][()] for i in range(len(arrays))]
    print("load", time.perf_counter() - start)
""" % (WIDTH, WIDTH, LAYERS),
}


def run(python, part, *arguments):
    environment = {**os.environ, "KERAS_BACKEND": "torch"}
    if python != sys.executable:
        environment.pop("PYTHONPATH", None)
    lines = subprocess.run([python, "-W", "ignore", "-c", PART[part], *arguments], check=True, capture_output=True, text=True, env=environment).stdout.splitlines()
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
                path = f"{folder}/{package}{ending}"
                saved, loaded = run(python, "save", package, path), run(python, "load", package, path)
                rows.append((label, ending, saved[path], loaded[path], loaded["memory"] * 1024 - (LAYERS * largest if ending == ".keras" else 0)))
                os.remove(path)
    print(f"{LAYERS * largest / 1e6:.0f} MB             save s  of plain   load s  of plain   memory beyond the weights, in largest tensors")
    for label, ending, save, load, memory in rows:
        print(f"{label:10} {ending:12} {save:6.2f} {plain['save'] / save:8.0%} {load:8.2f} {plain['load'] / load:8.0%}" + ("" if memory is None else f" {memory / largest:10.1f}"))


if __name__ == "__main__":
    main()
