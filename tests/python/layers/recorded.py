"""Layers compared with real Keras: tables of cases, run here and, to record them, by Keras on its torch engine.

A family's `keras_cases.py` has `GROUPS = {"name": cases}`; `cases()` yields (name, make), and `make(K, draw)` gives a layer of the package `K`,
its inputs, and the other arguments of its call (`as_list`: the inputs are one argument; `as_made`: the weights stay).
`python -m layers.recorded golden/layers rnn attention ...`, run by a Python with Keras, records.
"""
import importlib
import json
import pathlib
import sys

import numpy as np
import torch

GOLDEN = pathlib.Path(__file__).parents[1] / "golden" / "layers"


class Draw:
    """Numbers that are the same for both packages."""

    def __init__(self):
        self.random = np.random.default_rng(0)

    def __call__(self, *shape):
        return self.random.standard_normal(shape).astype("float32")

    def mask(self, *shape, share=0.6):
        return self.random.random(shape) < share

    def pixels(self, *shape, top=255.0):
        return (self.random.random(shape) * top).astype("float32")


def _leaves(x):
    if isinstance(x, (list, tuple)):
        return [leaf for child in x for leaf in _leaves(child)]
    return [x[k] for k in sorted(x)] if isinstance(x, dict) else [x]


def _value(draw, weight):
    value = draw(*weight.shape) * 0.4
    return np.abs(value) + 0.5 if "variance" in weight.path or "stddev" in weight.path else value


def _tensors(x):
    if isinstance(x, np.ndarray):
        return torch.from_numpy(x)
    return [_tensors(v) for v in x] if isinstance(x, (list, tuple)) else x


def run(K, make):
    """The outputs of a case, and the gradients of a weighted sum of them: by inputs, then by weights."""
    draw = Draw()
    layer, inputs, call = make(K, draw)
    image = hasattr(layer, "transform_images")      # Keras works on the images given, and draws anew at each call
    given = [torch.from_numpy(x).requires_grad_(x.dtype.kind == "f" and not image) for x in (inputs if isinstance(inputs, list) else [inputs])]
    call = {k: _tensors(v) for k, v in call.items()}
    as_list, as_made = call.pop("as_list", False), call.pop("as_made", False)

    def outputs():
        return layer(given, **call) if as_list else layer(*given, **call)

    if not layer.built and not image:
        outputs()
    if not as_made:
        layer.set_weights([_value(draw, w) for w in layer.weights])
    if getattr(layer, "stateful", False):
        layer.reset_state()
        outputs()
    made = [x for x in _leaves(outputs()) if isinstance(x, torch.Tensor)]
    loss = sum((x * torch.linspace(0.5, 1.5, x.numel()).reshape(x.shape)).sum() for x in made if x.requires_grad)
    gradients = []
    if isinstance(loss, torch.Tensor) and not getattr(layer, "stateful", False):    # Keras' states are changed in place: no way back through them
        loss.backward()
        held = [*given, *(getattr(w, "value", w) for w in layer.weights)]
        gradients = [x.grad for x in held if x.grad is not None]
    return [x.detach() for x in made], gradients


def fingerprint(arrays):
    """Shapes, and three sums over the values of all."""
    flat = np.concatenate([x.double().reshape(-1).numpy() for x in arrays] or [np.zeros(0)])
    places = np.arange(flat.size)
    sums = [flat.sum(), (flat * np.cos(places)).sum(), (flat * np.sin(0.7 * places)).sum()]
    return {"shapes": [list(x.shape) for x in arrays], "sums": [float(f"{s:.7g}") for s in sums], "size": float(f"{np.sqrt((flat ** 2).sum()):.3g}")}


def same(found, wanted):
    """Whether two fingerprints are those of equal numbers in float32."""
    return found["shapes"] == wanted["shapes"] and np.allclose(found["sums"], wanted["sums"], rtol=1e-5, atol=3e-6 + 4e-5 * wanted["size"])


def groups(family):
    return importlib.import_module(f"layers.{family}.keras_cases").GROUPS


def record(family, folder):
    import keras

    folder.mkdir(exist_ok=True)
    for group, cases in groups(family).items():
        made = {}
        for name, make in cases():
            try:
                made[name] = [fingerprint(part) for part in run(keras, make)]
            except Exception as e:
                print("not recorded:", name, str(e)[:300])
        lines = ",\n".join(f"{json.dumps(name)}: {json.dumps(value)}" for name, value in made.items())
        (folder / f"{family}-{group}.json").write_text(f"{{\n{lines}\n}}\n")
        print(family, group, len(made), f"cases by Keras {keras.__version__}")


if __name__ == "__main__":
    for name in sys.argv[2:]:
        record(name, pathlib.Path(sys.argv[1]))
