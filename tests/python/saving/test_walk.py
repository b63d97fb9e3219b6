"""Which parts of a model are saved, and under which paths."""
import hornpipe as keras
from hornpipe import layers
from hornpipe.saving.walk import parts


def paths(model, **arguments):
    return [path for path, _ in parts(model, **arguments)]


def test_layers_stand_under_their_class_names_with_numbers():
    model = keras.Sequential([keras.Input((4,)), layers.Dense(3, name="x"), layers.Dense(2), layers.BatchNormalization()])
    assert paths(model) == ["", "layers/dense", "layers/dense_1", "layers/batch_normalization"]


def test_models_inside_and_wrapped_layers_stand_below():
    inner = keras.Sequential([keras.Input((4, 3)), layers.Bidirectional(layers.LSTM(2))])
    model = keras.Sequential([keras.Input((4, 3)), inner])
    assert "layers/sequential/layers/bidirectional/backward_layer/cell" in paths(model)
    assert "layers/sequential/layers/bidirectional/forward_layer/cell" in paths(model)


class Holder(keras.layers.Layer):
    def __init__(self):
        super().__init__()
        self.shared = layers.Dense(1)
        self.again = self.shared
        self.many = [layers.Dense(1), {"a": layers.Dense(2), "b": [layers.Dropout(0.5)]}]
        self.many[1]["b"].append(self.many)             # holds itself
        self._hidden = layers.Dense(1)


def test_attributes_come_by_name_private_ones_last_and_each_part_once():
    found = dict(parts(Holder()))
    assert list(found)[:4] == ["", "again", "many/dense", "many/container/dense"]
    assert list(found)[-1] == "_hidden"
    assert "shared" not in found                        # met as `again` before
    assert any(path.startswith("many/container/container/dropout") for path in found)


def test_the_optimizer_is_a_part_and_parts_can_be_left_out():
    model = keras.Sequential([keras.Input((4,)), layers.Dense(3), layers.Dense(2)])
    model.compile("adam", "mse")
    assert "optimizer" in paths(model)
    assert paths(model, without=[model.layers[0], model.optimizer]) == ["", "layers/dense_1"]        # its number stays
