"""What every layer must do, and the table of samples it is tried on.

A layer is listed in a `samples.py` of its family, in this folder or below: `SAMPLES = {"Dense": [sample((4,), units=3)]}`.
"""
import copy
import dataclasses
import importlib.util
import json
import pathlib

import numpy as np
import torch

import hornpipe
from hornpipe.core import registry, tree

HERE = pathlib.Path(__file__).parent
BATCH = 3
# Not called like a layer: the end of a graph, and the ones that say why they are not here.
EXEMPT = {"InputLayer", "JaxLayer", "FlaxLayer", "TFSMLayer", "Wrapper"}


@dataclasses.dataclass
class Sample:
    """Arguments of a layer and what it is called on.

    Attributes:
        shapes: Shapes of the inputs without the batch axis; several make a list of inputs.
        kwargs: Arguments of the constructor; a function makes one anew for each layer.
        ints: Inputs are whole numbers below this.
        data: Inputs in place of made-up ones: a function without arguments.
        call: Further arguments of the call.
        gradient: Whether gradients reach the inputs.
        symbolic: Whether the layer can be called on a symbolic tensor.
        mixed: Whether weights and output follow the layer's dtype policy.
        repeats: Whether two calls give the same (in inference).
        spread: Whether several inputs are several arguments, and not a list.
    """

    shapes: tuple
    kwargs: dict
    ints: int = 0
    data: object = None
    call: dict = dataclasses.field(default_factory=dict)
    gradient: bool = True
    symbolic: bool = True
    mixed: bool = True
    repeats: bool = True
    spread: bool = False

    def make(self, name, **more):
        return registry.find("layer", name)(**{k: v() if isinstance(v, New) else v for k, v in self.kwargs.items()}, **more)

    def inputs(self, seed=0):
        if self.data is not None:
            return self.data()
        random = np.random.default_rng(seed)
        made = []
        for shape in self.shapes:
            whole = random.integers(0, self.ints, (BATCH, *shape)) if self.ints else random.normal(size=(BATCH, *shape)).astype("float32")
            made.append(torch.from_numpy(whole))
        return made[0] if len(made) == 1 else made

    def symbols(self, batch=None):
        return tree.map_structure(lambda x: hornpipe.KerasTensor((batch, *x.shape[1:]), hornpipe.backend.standardize_dtype(x.dtype)), self.inputs())

    def run(self, layer, inputs, **more):
        return layer(*inputs, **self.call, **more) if self.spread else layer(inputs, **self.call, **more)


class New:
    """An argument that is made anew for each layer, since layers own their parts."""

    def __init__(self, make):
        self.make = make

    def __call__(self):
        return self.make()


def sample(*shapes, ints=0, data=None, call=None, gradient=True, symbolic=True, mixed=True, repeats=True, spread=False, **kwargs):
    return Sample(shapes, kwargs, ints, data, call or {}, gradient and not ints, symbolic, mixed, repeats, spread)


def samples() -> dict:
    """All tables of this folder and those below."""
    found = {}
    for path in sorted(HERE.rglob("samples.py")):
        spec = importlib.util.spec_from_file_location(f"samples_of_{path.parent.name}", path)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        found.update(module.SAMPLES)
    return found


def layer_names():
    return sorted({cls.__name__ for cls in registry.known("layer").values() if cls in vars(hornpipe.layers).values()} - EXEMPT)


def arrays(outputs):
    return [x.detach().float().numpy() if isinstance(x, torch.Tensor) else np.asarray(x) for x in tree.flatten(outputs)]


def plain(config):
    """A config as JSON holds it, without the shapes that parts were built for."""
    if isinstance(config, dict):
        return {k: plain(v) for k, v in config.items() if k != "build_config"}
    return [plain(v) for v in config] if isinstance(config, (list, tuple)) else config


# ---------------------------------------------------------------- the clauses

def check_build_and_shapes(name, s):
    """Call, symbolic call and inferred shape agree, with a batch of any size too."""
    layer = s.make(name)
    outputs = tree.flatten(s.run(layer, s.inputs()))
    assert layer.built
    if not s.symbolic:
        return
    for batch in (BATCH, None):
        symbols = tree.flatten(s.run(s.make(name), s.symbols(batch)))
        assert len(symbols) == len(outputs)
        for x, symbol in zip(outputs, symbols):
            assert symbol.shape == (batch if x.shape[0] == BATCH else x.shape[0], *x.shape[1:])
            assert symbol.dtype == hornpipe.backend.standardize_dtype(x.dtype)


def check_config(name, s):
    """The config makes an equal layer, through JSON too, and that one computes the same."""
    layer = s.make(name)
    inputs = s.inputs()
    outputs = s.run(layer, inputs)
    config = layer.get_config()
    again = type(layer).from_config(config)
    assert plain(again.get_config()) == plain(config)
    entry = json.loads(json.dumps(hornpipe.layers.serialize(layer)))
    assert entry["module"] == "keras.layers" and entry["class_name"] == getattr(type(layer), "file_name", name)
    loaded = hornpipe.layers.deserialize(entry)
    assert plain(loaded.get_config()) == plain(config)
    if layer.weights:
        s.run(loaded, inputs)
        loaded.set_weights(layer.get_weights())
    if s.repeats:
        for a, b in zip(arrays(outputs), arrays(s.run(loaded, inputs))):
            np.testing.assert_allclose(a, b, rtol=1e-6, atol=1e-6)


def check_weights(name, s):
    """Weights are in one book: as variables, as torch parameters, and in the order trainable, others."""
    layer = s.make(name)
    s.run(layer, s.inputs())
    weights = layer.weights
    assert len({id(w) for w in weights}) == len(weights)
    assert {id(w) for w in weights} <= {id(p) for p in layer.parameters()}
    assert {id(w) for w in layer.trainable_weights} | {id(w) for w in layer.non_trainable_weights} == {id(w) for w in weights}
    assert all(w.path and w.requires_grad == (w.trainable and w.is_floating_point()) for w in weights)
    values = [w + 1 for w in layer.get_weights()]
    layer.set_weights(values)
    for given, now in zip(values, layer.get_weights()):
        np.testing.assert_array_equal(given, now)
    layer.trainable = False
    assert not layer.trainable_weights and len(layer.non_trainable_weights) == len(weights)
    layer.trainable = True
    if weights:
        assert layer.count_params() == sum(w.size for w in layer.get_weights())


def check_training(name, s):
    """Both modes run; in training, gradients reach every trainable weight and the inputs."""
    layer = s.make(name)
    inputs = s.inputs()
    if s.gradient:
        for x in tree.flatten(inputs):
            x.requires_grad_()
    outputs = [x for x in tree.flatten(s.run(layer, inputs, training=True)) if isinstance(x, torch.Tensor) and x.is_floating_point()]
    tree.map_structure(lambda x: None, s.run(layer, s.inputs(), training=False))
    wanted = [*layer.trainable_weights, *(tree.flatten(inputs) if s.gradient else [])]
    if not wanted:
        return
    loss = sum((x.float() * torch.linspace(-1, 1, x.numel()).reshape(x.shape)).sum() for x in outputs)
    for variable, gradient in zip(wanted, torch.autograd.grad(loss, wanted, allow_unused=True)):
        assert gradient is not None and torch.isfinite(gradient).all(), variable


def check_dtypes(name, s):
    """In mixed precision weights stay float32 and outputs have the compute dtype."""
    if not s.mixed:
        return
    for policy, dtype in (("mixed_bfloat16", torch.bfloat16), ("mixed_float16", torch.float16), ("float64", torch.float64)):
        layer = s.make(name, dtype=policy)
        outputs = [x for x in tree.flatten(s.run(layer, s.inputs())) if isinstance(x, torch.Tensor) and x.is_floating_point()]
        kept = torch.float64 if policy == "float64" else torch.float32
        assert all(w.dtype == kept for w in layer.weights if w.is_floating_point() and "lora" not in w.name)
        assert all(x.dtype == dtype for x in outputs), [x.dtype for x in outputs]


def check_stateless(name, s):
    """A stateless call gives the same and changes nothing."""
    if not s.repeats:
        return
    layer = s.make(name)
    inputs = s.inputs()
    outputs = s.run(layer, inputs)
    before = [v.detach().clone() for v in layer.variables]
    found, _ = layer.stateless_call(
        layer.trainable_variables, layer.non_trainable_variables, *(inputs if s.spread else [inputs]), **s.call)
    for a, b in zip(arrays(outputs), arrays(found)):
        np.testing.assert_allclose(a, b, rtol=1e-5, atol=1e-6)
    for v, old in zip(layer.variables, before):
        assert torch.equal(v, old)


def check_copies(name, s):
    """A deep copy and a state dict carry the whole state, and share nothing."""
    layer = s.make(name)
    inputs = s.inputs()
    outputs = s.run(layer, inputs)
    twin = copy.deepcopy(layer)
    assert not {w.data_ptr() for w in layer.weights} & {w.data_ptr() for w in twin.weights}
    twin.set_weights([w * 0 for w in twin.get_weights()])
    twin.load_state_dict(layer.state_dict())
    if s.repeats:
        for a, b in zip(arrays(outputs), arrays(s.run(twin, inputs))):
            np.testing.assert_array_equal(a, b)


CLAUSES = {f.__name__.removeprefix("check_"): f for f in (
    check_build_and_shapes, check_config, check_weights, check_training, check_dtypes, check_stateless, check_copies)}
