"""Exported programs give the model's numbers for any batch size."""
import numpy as np
import pytest
import torch

import hornpipe as keras


def test_an_exported_program_predicts_the_same_without_hornpipe_layers(tmp_path):
    model = keras.Sequential([keras.Input((8, 8, 1)), keras.layers.Conv2D(3, 3, activation="relu"), keras.layers.Flatten(), keras.layers.Dense(2)])
    model.export(tmp_path / "model.pt2", format="torch")
    program = torch.export.load(tmp_path / "model.pt2").module()
    x = np.random.default_rng(0).random((5, 8, 8, 1), "float32")
    np.testing.assert_allclose(program(torch.tensor(x)).detach().numpy(), model.predict(x, verbose=0), atol=1e-6)


def test_formats_of_other_engines_are_refused(tmp_path):
    model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(1)])
    with pytest.raises(ValueError, match="another engine than torch; use 'torch' or 'onnx'"):
        model.export(tmp_path / "saved")
    assert not list(tmp_path.iterdir())
