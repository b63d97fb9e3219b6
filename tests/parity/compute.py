"""Works through the combinations under one implementation and stores outputs and gradients.

usage: compute.py hornpipe|keras FILE.npz        the same code for both; only the import differs
"""
import importlib
import os
import sys

import numpy as np

implementation, target = sys.argv[1:3]
os.environ["KERAS_BACKEND"] = "torch"
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import torch  # noqa: E402
from combinations import all_combinations  # noqa: E402

keras = importlib.import_module(implementation)
torch.set_num_threads(1)


def values(rng, shape):
    return torch.tensor(rng.standard_normal(shape).astype("float32") * 0.8, requires_grad=True)


def build(name, arguments):
    inner = arguments.get("layer")
    if isinstance(inner, tuple):
        arguments = {**arguments, "layer": build(*inner)}
    return getattr(keras.layers, name)(**arguments)


def call_arguments(call, rng, shapes):
    found = dict(call)
    mask = found.pop("mask", None)
    if mask:
        steps = shapes[0][1]
        rows = np.arange(steps) < np.array([[steps], [steps - 2]]) if mask == "right" else rng.random((2, steps)) > 0.3
        found["mask"] = torch.tensor(rows)
    if found.get("attention_mask") == "lower":
        found["attention_mask"] = torch.tril(torch.ones(2, 4, 4)).bool()
    return found


def run(number, name, arguments, shapes, call):
    """Outputs, then gradients of a fixed weighted sum of them by inputs and weights."""
    rng = np.random.default_rng(number)
    inputs = [[values(rng, s) for s in shape] if isinstance(shape, list) else values(rng, shape) for shape in shapes]
    layer = build(name, arguments)
    flat = [x for part in inputs for x in (part if isinstance(part, list) else [part])]
    call = call_arguments(call, rng, shapes)
    layer(*inputs, **call)
    layer.set_weights([np.abs(rng.standard_normal(w.shape)).astype("float32") * 0.5 for w in layer.get_weights()])
    outputs = layer(*inputs, **call)
    outputs = list(outputs) if isinstance(outputs, (list, tuple)) else [outputs]
    total = sum((o * torch.tensor(rng.standard_normal(tuple(o.shape)).astype("float32"))).sum() for o in outputs)
    weights = [w.value if hasattr(w, "value") else w for w in layer.trainable_weights]
    gradients = torch.autograd.grad(total, [*flat, *weights], allow_unused=True)
    return [o.detach().numpy() for o in outputs] + [np.zeros(0, "float32") if g is None else g.numpy() for g in gradients]


arrays = {}
for number, entry in enumerate(all_combinations()):
    try:
        for i, array in enumerate(run(number, *entry)):
            arrays[f"{number}/{i}"] = array
    except Exception as error:      # what one implementation refuses, the other should refuse too
        arrays[f"{number}/error"] = np.array(f"{type(error).__name__}: {error}"[:200])
np.savez_compressed(target, **arrays)
