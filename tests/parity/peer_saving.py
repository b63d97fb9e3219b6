"""Run by the peer's Python: opens files of hornpipe in real Keras (or tf_keras), and writes what it finds.

    python peer_saving.py <keras|tf_keras> <jobs.json> <results.json>

A job: {"file", "inputs" (.npz), "outputs" (.npz to write), "batches" (.npz or null), "weights" (.npz to write), "weights_into" (a .keras file or null)};
or {"make": the file to write after five steps, "rule", "batches", "weights" after five more}.
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


def go_on(model, job, keep):
    """Five steps on the batches; `keep` is the .npz for losses and weights after them."""
    losses = []
    with np.load(job["batches"]) as file:
        for step in range(5):
            x, y = ([file[k] for k in sorted(file.files) if k.startswith(f"{step}/{part}/")] for part in "xy")
            losses.append(float(np.ravel(model.train_on_batch(x[0] if len(x) == 1 else x, y[0] if len(y) == 1 else y))[0]))
    np.savez(keep, losses, *model.get_weights())


def make(keras, job):
    """Trains a model for five steps, saves it, and notes the five steps after."""
    rule = job["rule"]
    place = getattr(keras.optimizers, "legacy", None) if rule.get("legacy") else keras.optimizers
    config = dict(rule["config"])
    if "schedule" in rule:
        config["learning_rate"] = getattr(keras.optimizers.schedules, rule["schedule"])(**config["learning_rate"])
    layers = [keras.layers.Dense(8, activation="tanh"), keras.layers.BatchNormalization(), keras.layers.Dense(2)]
    model = keras.Sequential([keras.Input((6,)), *layers])
    # The product of Nadam in tf_keras is right when it runs eagerly only.
    model.compile(getattr(place, rule["class_name"])(**config), keras.losses.MeanSquaredError(), run_eagerly=rule["class_name"] == "Nadam")
    go_on(model, job, job["weights"])
    model.save(job["make"])
    go_on(model, job, job["weights"])


def do(keras, job):
    if job.get("make"):
        return make(keras, job)
    if job.get("weights_into"):
        model = keras.models.load_model(job["weights_into"])
        model.set_weights([np.zeros_like(w) for w in model.get_weights()])
        model.load_weights(job["file"])
    else:
        model = keras.models.load_model(job["file"])
    inputs = arrays(job["inputs"])
    if isinstance(inputs, dict) and any(v.dtype.kind == "U" for v in inputs.values()):
        inputs = {k: importlib.import_module("tensorflow").constant(v) for k, v in inputs.items()}
    found = model.predict(inputs[0] if len(inputs) == 1 and isinstance(inputs, list) else inputs, verbose=0)
    if isinstance(found, dict):
        found = [found[k] for k in sorted(found)]
    found = found if isinstance(found, (list, tuple)) else [found]
    np.savez(job["outputs"], *[np.asarray(f) for f in found])
    if job.get("batches"):
        go_on(model, job, job["weights"])


def subclass(keras):
    """A model that is code, for either of the two."""
    @keras.saving.register_keras_serializable("parity")
    class Subclassed(keras.Model):
        def __init__(self, units, **kwargs):
            super().__init__(**kwargs)
            self.units = units
            self.blocks = [keras.layers.Dense(units, activation="relu"), keras.layers.BatchNormalization()]
            self.head = keras.layers.Dense(2)

        def build(self, input_shape):
            self.blocks[0].build(input_shape)
            self.blocks[1].build((None, self.units))
            self.head.build((None, self.units))
            self.built = True

        def call(self, x, training=None):
            for block in self.blocks:
                x = block(x)
            return self.head(x)

        def get_config(self):
            return {"units": self.units}

    return Subclassed


def main(package, jobs, results):
    keras = importlib.import_module(package)
    subclass(keras)
    errors = []
    with open(jobs) as file:
        for job in json.load(file):
            try:
                do(keras, job)
                errors.append(None)
            except Exception:
                errors.append(traceback.format_exc()[-1500:])
    with open(results, "w") as file:
        json.dump({"version": keras.__version__, "errors": errors}, file)


if __name__ == "__main__":
    main(*sys.argv[1:])
