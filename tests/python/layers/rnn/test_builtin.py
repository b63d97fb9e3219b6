"""Layers with a cell of their own: settings, configs, weights of files."""
import pytest
import torch

from hornpipe import layers

KINDS = ("SimpleRNN", "GRU", "LSTM")


@pytest.mark.parametrize("kind", KINDS)
def test_settings_are_those_of_the_cell(kind):
    layer = getattr(layers, kind)(5, dropout=0.1, kernel_regularizer="l2")
    assert layer.units == layer.cell.units == 5 and layer.dropout == 0.1
    assert layer.kernel_regularizer is layer.cell.kernel_regularizer
    assert layer.cell.name == {"SimpleRNN": "simple_rnn_cell", "GRU": "gru_cell", "LSTM": "lstm_cell"}[kind]


@pytest.mark.parametrize("kind", KINDS)
def test_config_has_the_settings_and_neither_cell_nor_kernel(kind):
    config = getattr(layers, kind)(5).get_config()
    assert config["units"] == 5 and config["activity_regularizer"] is None and not {"cell", "use_cudnn", "implementation"} & set(config)
    assert getattr(layers, kind).from_config({**config, "implementation": 2}).units == 5        # Keras 2 wrote it


@pytest.mark.parametrize("kind", KINDS)
def test_regularizers_of_the_cell_count(kind):
    layer = getattr(layers, kind)(5, kernel_regularizer="l2", recurrent_regularizer="l1", bias_regularizer="l2", activity_regularizer="l1")
    layer(torch.randn(2, 3, 4))
    assert len(layer.losses) == 4


@pytest.mark.parametrize("kind", KINDS)
def test_dtype_and_freezing_reach_the_cell(kind):
    layer = getattr(layers, kind)(5, dtype="mixed_bfloat16", trainable=False)
    assert layer(torch.randn(2, 3, 4)).dtype is torch.bfloat16 and layer.cell.kernel.dtype is torch.float32 and not layer.trainable_weights


def test_parameters():
    counts = {}
    for kind in KINDS:
        layer = getattr(layers, kind)(5)
        layer.build((None, 3, 4))
        counts[kind] = layer.count_params()
    assert counts == {"SimpleRNN": 4 * 5 + 25 + 5, "GRU": 3 * (20 + 25 + 10), "LSTM": 4 * (20 + 25 + 5)}


def test_names_of_weights():
    layer = layers.LSTM(2, name="memory")
    layer.build((None, 3, 4))
    assert [w.path for w in layer.weights] == ["memory/lstm_cell/kernel", "memory/lstm_cell/recurrent_kernel", "memory/lstm_cell/bias"]


@pytest.mark.parametrize("kind", KINDS)
def test_rank(kind):
    with pytest.raises(ValueError, match=r"expected ndim=3, got shape \(2, 4\)"):
        getattr(layers, kind)(5)(torch.randn(2, 4))
