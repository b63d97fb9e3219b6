"""Models built from Keras' configs: with its weights they give its outputs, and the same summary."""
import zipfile

import golden
import numpy as np
import pytest
import torch

import hornpipe
from hornpipe import tree
from hornpipe.models.summary import summary_text

CASES = golden.cases("a")


def has_assets(case):
    """Whether part of the model's state is neither config nor weights: vocabularies lie in the archive alone."""
    with zipfile.ZipFile(golden.folder(case) / "model.keras") as archive:
        return any(name.startswith("assets/") for name in archive.namelist())


def model_of(case):
    """The model of a case with the weights that Keras stored."""
    model = hornpipe.models.model_from_json(golden.text(f"{case}/config.json"))
    model.set_weights(list(golden.arrays(f"{case}/weights.npz").values()))
    return model


def inputs_of(model, case):
    """The stored inputs, by name where the names are the model's, else in order."""
    found = golden.arrays(f"{case}/inputs.npz")
    if len(found) == 1:
        return next(iter(found.values()))
    return found if set(found) == set(model.input_names) else list(found.values())


@pytest.mark.parametrize("case", [c for c in CASES if not has_assets(c)])
def test_config_and_weights_give_keras_outputs(case):
    assert_outputs(model_of(case), case)


@pytest.mark.parametrize("case", CASES)
def test_keras_archives_load_with_their_weights(case):
    model = hornpipe.models.load_model(golden.folder(case) / "model.keras")
    for ours, theirs in zip(model.get_weights(), golden.arrays(f"{case}/weights.npz").values()):
        np.testing.assert_array_equal(ours, theirs)
    assert_outputs(model, case)


def assert_outputs(model, case):
    inputs = inputs_of(model, case)
    expected = golden.arrays(f"{case}/outputs.npz")
    with torch.no_grad():
        outputs = tree.flatten(model(inputs))
        if "y_second_call" in expected:         # a stateful model goes on from where it was
            outputs += tree.flatten(model(inputs))
    tolerance = 1e-2 if "mixed" in case else 1e-5
    names = dict(zip(model.output_names, outputs))
    for i, (key, value) in enumerate(expected.items()):
        np.testing.assert_allclose(names.get(key, outputs[i]).float().numpy(), value, atol=tolerance, rtol=tolerance)


@pytest.mark.parametrize("case", CASES)
def test_summary_is_keras_text(case):
    theirs = golden.text(f"{case}/summary.txt").strip().split("\n")
    model = hornpipe.models.model_from_json(golden.text(f"{case}/config.json"))
    ours = summary_text(model, line_length=100, show_trainable="Traina" in theirs[2]).strip().split("\n")
    width = max(map(len, theirs))       # some were recorded on a console of 80 columns, which cut the lines
    assert [line[:width].rstrip() for line in ours] == [line.rstrip() for line in theirs]
