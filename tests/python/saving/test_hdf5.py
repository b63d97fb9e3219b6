"""Weights in HDF5: what is written where, what is compared before anything is read, and what no file sets."""
import h5py
import numpy as np
import pytest
import torch

import hornpipe as keras
from hornpipe.core.errors import FileFormatError
from hornpipe.runtime.variable import Variable, uninitialized, values_are_awaited
from hornpipe.saving.hdf5 import LazyArray, Store, created, open_for_reading, put, read_weights, write_to


def model(units=3, inputs=4):
    return keras.Sequential([keras.Input((inputs,)), keras.layers.Dense(units, name="x"), keras.layers.Dropout(0.5), keras.layers.BatchNormalization()])


def test_a_group_per_part_holds_its_variables_by_number(tmp_path):
    made = model()
    write_to(tmp_path / "x.weights.h5", made)
    with h5py.File(tmp_path / "x.weights.h5") as file:
        assert file["layers/dense/vars"].attrs["name"] == "x"
        np.testing.assert_array_equal(file["layers/dense/vars/0"], made.layers[0].kernel.numpy())
        assert [file[f"layers/batch_normalization/vars/{i}"].shape for i in range(4)] == [(3,)] * 4


@pytest.mark.parametrize("dtype", ["float32", "float64", "float16", "bfloat16", "int8", "int32", "int64", "uint8", "bool"])
@pytest.mark.parametrize("size", [2, 1200])
@pytest.mark.parametrize("turned", [False, True])
def test_every_dtype_and_size_comes_back(tmp_path, dtype, size, turned):
    value = (torch.rand(size, size + 1) * 100).to(getattr(torch, dtype))
    value = value.T if turned else value
    with created(tmp_path / "x.h5") as file:
        put(file.create_group("g"), "0", value)
    with open_for_reading(tmp_path / "x.h5", "x.h5") as file:
        stored = LazyArray(file["g/0"], "x.h5", 1 << 30)
        found = Variable(torch.zeros_like(value), trainable=False).assign(stored)
        assert stored.read_into(torch.zeros_like(value)) is (size == 1200 and dtype != "bool")
    assert found.dtype == value.dtype
    assert torch.equal(found, value)
    assert found.stride() == torch.zeros_like(value).stride() or turned


def test_values_in_another_form_are_read_by_hdf5(tmp_path):
    value = np.random.default_rng(0).random((600, 600))
    with h5py.File(tmp_path / "x.h5", "w") as file:
        file.create_dataset("packed", data=value.astype("f4"), compression="gzip")
        file["double"], file["other order"] = value, value.astype(">f4")
    with open_for_reading(tmp_path / "x.h5", "x.h5") as file:
        for name in ("packed", "double", "other order"):
            np.testing.assert_allclose(Variable(np.zeros((600, 600), "float32")).assign(LazyArray(file[name], "x.h5", 1 << 30)), value, rtol=1e-6)


def test_data_that_is_cut_off_is_an_error(tmp_path):
    with created(tmp_path / "x.h5") as file:
        put(file, "a", torch.rand(1000, 1000))
        file["b"] = 1
    data = (tmp_path / "x.h5").read_bytes()
    (tmp_path / "x.h5").write_bytes(data[:1_000_000])
    with pytest.raises(FileFormatError, match="x.h5 is no HDF5 file, or is broken"), open_for_reading(tmp_path / "x.h5", "x.h5"):
        pass


def test_a_store_makes_its_group_at_the_first_value(tmp_path):
    with created(tmp_path / "x.h5") as file:
        store = Store(lambda: file.create_group("g"))
        assert list(file) == []
        store["0"] = 1.5
        assert (list(store.keys()), len(store), store["0"][()]) == (["0"], 1, 1.5)


def test_nothing_is_set_before_all_is_compared(tmp_path):
    made, other = model(), model(units=5)
    write_to(tmp_path / "x.weights.h5", other)
    before = made.get_weights()
    with open_for_reading(tmp_path / "x.weights.h5", "x") as file:
        with pytest.raises(FileFormatError, match=r"2 parts differ.\n.*'x'.*\(4, 3\).*\(4, 5\)"):
            read_weights(file, made, "x")
        with pytest.warns(UserWarning, match="These are left as they are"):
            read_weights(file, made, "x", skip_mismatch=True)
    for a, b in zip(before, made.get_weights()):
        np.testing.assert_array_equal(a, b)


# ---------------------------------------------------------------- what no file sets

class Keeper(keras.layers.Layer):
    """Saves one of its two weights."""

    def build(self, input_shape):
        self.a = self.add_weight("a", (600, 600), "ones")
        self.b = self.add_weight("b", (600, 600), "ones")
        self.built = True

    def call(self, x):
        return x + self.a[0, 0] + self.b[0, 0]

    def save_own_variables(self, store):
        store["0"] = self.a

    def load_own_variables(self, store):
        self.a.assign(store["0"])


def test_a_weight_that_no_file_holds_takes_its_first_value(tmp_path):
    made = keras.Sequential([keras.Input((2,)), Keeper(), keras.layers.Dense(2)])
    made.layers[0].a.assign(made.layers[0].a * 5)
    made.save(tmp_path / "x.keras")
    loaded = keras.models.load_model(tmp_path / "x.keras", custom_objects={"Keeper": Keeper})
    assert loaded.layers[0].a.numpy().max() == loaded.layers[0].a.numpy().min() == 5
    assert loaded.layers[0].b.numpy().max() == loaded.layers[0].b.numpy().min() == 1


def test_slots_of_an_optimizer_begin_as_it_says(tmp_path):
    made = model()
    made.compile(keras.optimizers.Adagrad(initial_accumulator_value=0.25), "mse")
    made.save(tmp_path / "x.keras")                     # before the first step: no slots in the file
    loaded = keras.models.load_model(tmp_path / "x.keras")
    assert {float(v.numpy().ravel()[0]) for v in loaded.optimizer.variables[2:]} == {0.25}


def test_only_weights_of_layers_wait():
    with uninitialized():
        assert values_are_awaited()
        assert float(Variable(lambda shape, dtype: torch.ones(shape), (), "float32")) == 1
        layer = keras.layers.Dense(2, kernel_initializer="ones")
        layer.build((None, 3))
        assert layer.kernel.waiting
    assert not values_are_awaited()
    layer.kernel.take_first_value()
    np.testing.assert_array_equal(layer.kernel, np.ones((3, 2)))
    layer.kernel.assign(layer.kernel * 2)
    layer.kernel.take_first_value()                     # it has one
    np.testing.assert_array_equal(layer.kernel, 2 * np.ones((3, 2)))
