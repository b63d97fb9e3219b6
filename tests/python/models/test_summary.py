import pytest

import hornpipe
from hornpipe import layers
from hornpipe.models.summary import memory_size, summary_text


@pytest.fixture
def model():
    inner = hornpipe.Sequential([hornpipe.Input((4,)), layers.Dense(3, name="deep")], name="inner")
    made = hornpipe.Sequential([hornpipe.Input((8,)), layers.Dense(4, name="first"), inner, layers.Dense(2, name="last")], name="net")
    made.get_layer("first").trainable = False
    return made


def test_the_plain_table(model):
    text = summary_text(model, line_length=60)
    assert text.splitlines()[0] == 'Model: "net"' and "first (Dense)" in text and "deep" not in text and "Trainable " not in text.splitlines()[2]
    assert " Total params: 59 (236.00 B)" in text and " Trainable params: 23 (92.00 B)" in text and " Non-trainable params: 36 (144.00 B)" in text


def test_line_length(model):
    for length in (50, 80, 120):
        text = summary_text(model, line_length=length)
        assert max(len(line) for line in text.splitlines()) <= length + 4


def test_inner_models_and_the_trainable_column(model):
    text = summary_text(model, line_length=90, expand_nested=True, show_trainable=True)
    rows = {line.split("│")[1].strip(): line.split("│")[-2].strip() for line in text.splitlines() if line.startswith("│")}
    assert rows["first (Dense)"] == "N" and rows["last (Dense)"] == "Y" and rows["└ deep (Dense)"] == "Y"


def test_print_fn_gets_the_whole_text(model):
    parts = []
    model.summary(print_fn=parts.append, line_length=70)
    assert len(parts) == 1 and parts[0].strip() == summary_text(model, line_length=70).strip()


def test_positions_set_the_columns(model):
    line = summary_text(model, line_length=100, positions=[0.2, 0.8, 1.0]).splitlines()[1]
    first, second, third = (len(part) for part in line.strip("┏┓").split("┳"))
    assert first == third < second / 2


def test_layer_range(model):
    def listed(layer_range):
        text = summary_text(model, line_length=90, layer_range=layer_range)
        return [line.split("│")[1].split()[0] for line in text.splitlines() if line.startswith("│")]

    assert listed(["first", "inner"]) == listed(["inner", "first"]) == ["first", "inner"]
    assert listed(["in.*", "la.*"]) == ["inner", "last"]
    with pytest.raises(ValueError, match=r"fits no layers: got \['x', 'last'\]. The layers are"):
        listed(["x", "last"])
    with pytest.raises(ValueError, match="must hold two names or patterns"):
        listed(["first"])


def test_graphs_show_their_connections():
    a, b = hornpipe.Input((4,), name="a"), hornpipe.Input((4,), name="b")
    shared = layers.Dense(4, name="shared")
    text = summary_text(hornpipe.Model([a, b], layers.Add(name="sum")([shared(a), shared(b)])), line_length=120)
    assert "Connected to" in text and "a[0][0], b[0][0]" in text and "shared[0][0]" in text and "shared[1][0]" in text


def test_before_it_is_built():
    text = summary_text(hornpipe.Sequential([layers.Dense(3, name="d")]), line_length=90)
    assert "0 (unbuilt)" in text and "│ ?" in text


def test_compiled_models_tell_the_optimizer(model):
    model.compile("adam", "mse")
    model.optimizer.build(model.trainable_variables)
    assert " Optimizer params: " in summary_text(model, line_length=80)


def test_sizes_are_readable():
    assert memory_size([]) == "0.00 B"
    assert memory_size(layers.Dense(1024)(hornpipe.Input((1024,)))._keras_history.operation.weights) == "4.00 MB"
