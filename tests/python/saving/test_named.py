"""Weights by name: safetensors, and torch's state dictionaries."""
import numpy as np
import pytest
import torch

import hornpipe as keras
from hornpipe.core.errors import FileFormatError, ShapeError
from hornpipe.saving.named import named_variables


def model(units=3):
    return keras.Sequential([keras.Input((4,)), keras.layers.Dense(units), keras.layers.BatchNormalization(), keras.layers.Dense(2)])


def test_names_are_the_same_for_every_model_of_one_architecture():
    names = list(named_variables(model()))
    assert names == list(named_variables(model()))
    assert names[:2] == ["layers.dense.kernel", "layers.dense.bias"]
    assert "layers.batch_normalization.moving_mean" in names and "layers.dense_1.kernel" in names


@pytest.mark.parametrize("ending", [".safetensors", ".pt", ".pth"])
def test_weights_come_back(tmp_path, ending):
    made, twin = model(), model()
    made.save_weights(tmp_path / f"x{ending}")
    twin.load_weights(tmp_path / f"x{ending}")
    for a, b in zip(made.get_weights(), twin.get_weights(), strict=True):
        np.testing.assert_array_equal(a, b)


def test_torch_reads_its_own_form(tmp_path):
    made = model()
    made.save_weights(tmp_path / "x.pt")
    found = torch.load(tmp_path / "x.pt", weights_only=True)
    assert type(found["layers.dense.kernel"]) is torch.Tensor
    np.testing.assert_array_equal(found["layers.dense.kernel"], made.layers[0].kernel)


def test_a_state_dictionary_of_the_model_is_known_too(tmp_path):
    made, twin, other = model(), model(), model(5)
    torch.save(made.state_dict(), tmp_path / "x.pt")
    twin.load_weights(tmp_path / "x.pt")
    for a, b in zip(made.get_weights(), twin.get_weights(), strict=True):
        np.testing.assert_array_equal(a, b)
    with pytest.raises(ShapeError, match=r"'dense.kernel' has shape \(4, 5\) in the model, \(4, 3\) in the file"):
        other.load_weights(tmp_path / "x.pt")


@pytest.mark.parametrize("ending", [".safetensors", ".pt"])
def test_what_differs_is_listed_or_skipped(tmp_path, ending):
    made, other = model(), model(5)
    made.save_weights(tmp_path / f"x{ending}")
    before = other.get_weights()
    with pytest.raises(ShapeError, match=r"'layers.dense.kernel' has shape \(4, 5\) in the model, \(4, 3\) in the file"):
        other.load_weights(tmp_path / f"x{ending}")
    assert all(np.array_equal(a, b) for a, b in zip(before, other.get_weights()))
    with pytest.warns(UserWarning, match="left as they are"):
        other.load_weights(tmp_path / f"x{ending}", skip_mismatch=True)
    np.testing.assert_array_equal(other.layers[-1].bias, made.layers[-1].bias)


@pytest.mark.parametrize("content", [b"", b"no file of torch's", b"PK\x03\x04"])
def test_other_files_are_refused(tmp_path, content):
    (tmp_path / "x.pt").write_bytes(content)
    with pytest.raises(FileFormatError, match="x.pt is"):
        model().load_weights(tmp_path / "x.pt")
    torch.save([torch.zeros(1)], tmp_path / "x.pt")
    with pytest.raises(FileFormatError, match="must hold a dictionary of tensors by name"):
        model().load_weights(tmp_path / "x.pt")
