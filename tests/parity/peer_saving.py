"""Run by the peer's Python: opens files of hornpipe in real Keras (or tf_keras), and writes what it finds.

    python peer_saving.py <keras|tf_keras> <jobs.json> <results.json>

A job: {"file", "inputs" (.npz), "outputs" (.npz to write), "batches" (.npz or null), "weights" (.npz to write), "weights_into" (a .keras file or null)}.
"""
import importlib
import json
import sys
import traceback

import numpy as np


def arrays(path):
    """The arrays of an .npz; a dictionary where they have names."""
    with np.load(path) as file:
        found = {k: file[k] for k in file.files}
    return list(found.values()) if all(k.startswith("arr_") for k in found) else found


def do(keras, job):
    if job.get("weights_into"):
        model = keras.models.load_model(job["weights_into"])
        model.set_weights([np.zeros_like(w) for w in model.get_weights()])
        model.load_weights(job["file"])
    else:
        model = keras.models.load_model(job["file"])
    inputs = arrays(job["inputs"])
    found = model.predict(inputs[0] if len(inputs) == 1 and isinstance(inputs, list) else inputs, verbose=0)
    if isinstance(found, dict):
        found = [found[k] for k in sorted(found)]
    found = found if isinstance(found, (list, tuple)) else [found]
    np.savez(job["outputs"], *[np.asarray(f) for f in found])
    if job.get("batches"):
        losses = []
        with np.load(job["batches"]) as file:
            for step in range(5):
                x, y = ([file[k] for k in sorted(file.files) if k.startswith(f"{step}/{part}/")] for part in "xy")
                losses.append(float(np.ravel(model.train_on_batch(x[0] if len(x) == 1 else x, y[0] if len(y) == 1 else y))[0]))
        np.savez(job["weights"], losses, *model.get_weights())


keras = importlib.import_module(sys.argv[1])
results = []
for job in json.load(open(sys.argv[2])):
    try:
        do(keras, job)
        results.append(None)
    except Exception:
        results.append(traceback.format_exc()[-1500:])
json.dump({"version": keras.__version__, "errors": results}, open(sys.argv[3], "w"))
