"""Operations in Keras' files: the graphs of a25 were written by Keras 3.15.1 and 3.8.0."""
import json

import numpy as np
import pytest
import torch

from hornpipe import layers, models, ops
from hornpipe.core import objects, registry
from hornpipe.graph.tensor import KerasTensor
from hornpipe.ops import saved

from ..golden import arrays, data, text

GRAPHS = ["a25_ops_graph", "a25_ops_graph_k380"]


@pytest.mark.parametrize("name", GRAPHS)
def test_a_graph_of_keras_computes_what_it_did_there(name):
    model = models.model_from_json(text(f"{name}/config.json"))
    model.set_weights(list(arrays(f"{name}/weights.npz").values()))
    outputs = model(arrays(f"{name}/inputs.npz"))
    for result, expected in zip(outputs, arrays(f"{name}/outputs.npz").values(), strict=True):
        np.testing.assert_allclose(result.detach().numpy(), expected, rtol=1e-5, atol=1e-6)


def test_operations_are_written_as_keras_writes_them():
    theirs = {entry["name"]: entry for entry in data("a25_ops_graph/config.json")["config"]["layers"]}
    ours = json.loads(models.model_from_json(text("a25_ops_graph/config.json")).to_json())["config"]["layers"]
    compared = [entry for entry in ours if ".ops." in entry["module"]]
    assert len(compared) >= 25
    for entry in compared:
        assert entry == theirs[entry["name"]]


def test_names_of_older_files_are_kept():
    model = models.model_from_json(text("a25_ops_graph_k380/config.json"))
    assert {"sum", "get_item_2", "add_2"} <= {layer.name for layer in model.operations}


def _entry(result):
    return objects.serialize_keras_object(result._keras_history.operation)


@pytest.mark.parametrize("make, module, class_name, config", [
    (lambda x: ops.erf(x), "math", "Erf", {}), (lambda x: ops.cast(x, "int32"), "core", "Cast", {"dtype": "int32"}),
    (lambda x: ops.clip(x, -1, 1), "numpy", "Clip", {"x_min": -1, "x_max": 1}),
    (lambda x: ops.isin(x, [1.0]), "numpy", "IsIn", {"assume_unique": False, "invert": False}),
    (lambda x: ops.softmax(x), "nn", "Softmax", {"axis": -1}),
    (lambda x: ops.segment_sum(x, np.zeros(4), 2), "math", "SegmentSum", {"num_segments": 2, "sorted": False}),
    (lambda x: ops.one_hot(ops.argmax(x, axis=-1), 3), "nn", "OneHot", {"num_classes": 3, "axis": -1, "dtype": "float32", "sparse": False}),
    (lambda x: ops.rearrange(x, "a b -> b a"), "einops", "Rearrange", {}), (lambda x: ops.amax(x, axis=1), "numpy", "Amax", {"axis": 1, "keepdims": False}),
])
def test_entries(make, module, class_name, config):
    entry = _entry(make(KerasTensor((4, 3))))
    assert (entry["module"], entry["class_name"], entry["registered_name"]) == (f"keras.src.ops.{module}", class_name, class_name)
    name = entry["config"].pop("name")
    assert entry["config"] == config
    revived = objects.deserialize_keras_object({**entry, "config": {"name": name, **config}})
    assert revived.name == name and revived.get_config() == {"name": name, **config}


def test_a_revived_operation_is_called_on_tensors_alone():
    mean = objects.deserialize_keras_object({"module": "keras.src.ops.numpy", "class_name": "Mean", "config": {"axis": 1, "keepdims": True}})
    assert mean(torch.ones(2, 3)).shape == (2, 1)
    einsum = objects.deserialize_keras_object({"module": "keras.src.ops.numpy", "class_name": "Einsum", "config": {"subscripts": "ij,ij->"}})
    assert einsum(torch.ones(2, 3), torch.ones(2, 3)).item() == 6.0


def test_every_operation_is_found_by_its_class():
    for name, function in registry.known("op").items():
        if name == function.__name__ != "extract_patches_3d":       # Keras: the class ExtractPatches is that of two functions
            assert registry.find("op", saved.class_name(name)) is function


def test_a_model_of_operations_goes_through_a_file(tmp_path):
    x, i = layers.Input((4, 6), name="x"), layers.Input((4,), dtype="int32", name="i")
    results = [ops.where(x > 0, x, 2.0), x[:, 1:3, ::2], x[..., -1], ops.concatenate([x, x], axis=-1), ops.split(x, 2, axis=-1)[1],
               ops.pad(x, ((0, 0), (1, 0), (0, 2))),
               ops.take_along_axis(x, ops.expand_dims(i, -1), axis=2), 1 - x, 2 / (x + 3), ops.einsum("bij,bkj->bik", x, x), ops.top_k(x, 2)[1],
               ops.select([x > 1, x < 0], [x, -x]), ops.rearrange(x, "b (h p) c -> b h (p c)", p=2), ops.isclose(x, x, rtol=0.1), ops.repeat(x, 2, axis=1)]
    model = models.Model([x, i], results)
    model.save(tmp_path / "model.keras")
    again = models.load_model(tmp_path / "model.keras")
    data = [np.random.default_rng(0).normal(size=(3, 4, 6)).astype("float32"), np.random.default_rng(1).integers(0, 6, (3, 4)).astype("int32")]
    for first, second in zip(model(data), again(data), strict=True):
        np.testing.assert_array_equal(first.numpy(), second.numpy())
