"""A model file is untrusted data: each line of the list of published holes is a row here.

| what a crafted file did | reference | tests |
|---|---|---|
| Lambda with code in any format | CVE-2024-3660, CVE-2025-9905 | golden f05, e02; `test_code_in_a_layer_needs_a_word` |
| any importable module and function named | CVE-2025-1550 | golden f03; `test_nothing_is_imported_by_name` |
| allowed callables that write or fetch | CVE-2025-8747 | golden f04; `test_nothing_is_imported_by_name` |
| `enable_unsafe_deserialization()` in a config | CVE-2025-9906 | golden f04; `test_nothing_is_imported_by_name`, `test_a_load_leaves_safe_mode_as_it_was` |
| pickled torch modules | CVE-2025-49655 | golden f04; `test_pickles_are_refused` |
| external SavedModels | CVE-2026-1462 | `test_there_is_no_layer_of_saved_models` |
| a vocabulary as path or URL | CVE-2025-12058 | golden f04; `test_a_vocabulary_is_no_path` |
| members with `..`, absolute or linked | CVE-2025-12060 | golden f02; `test_members_stay_inside`, `test_folders_hold_no_links`, `test_shards_lie_beside...` |
| HDF5 links, external storage, virtual datasets | CVE-2026-1669 | golden f06; `test_an_hdf5_file_holds_its_data_itself`, `test_a_group_that_holds_itself...` |
| datasets of terabytes, singly and in sum | CVE-2026-0897 | golden f07; `test_declared_sizes_are_compared...`, `test_the_state_of_an_optimizer...` |
| zip bombs | | golden f11; `test_member_sizes_are_compared_before_unpacking` |
| YAML tags, alias bombs | CVE-2021-37678 | golden f09; test_yaml.py |
| JSON 100 000 deep | | golden f08; `test_deep_json_is_an_error` |
| truncated, mixed up, wrong shapes | | golden f01, f10; `test_what_does_not_fit_is_listed_and_changes_nothing`, `test_a_flipped_bit_changes_nothing` |

All files of the golden folders f are asserted one by one in test_golden.py.
"""
import json
import os
import resource
import stat
import zipfile

import h5py
import numpy as np
import pytest
import torch

import hornpipe as keras
from hornpipe.core.errors import FileFormatError, UnknownNameError, UnsafeFileError
from hornpipe.core.objects import in_safe_mode
from hornpipe.models import load_model, model_from_json
from hornpipe.saving import members

EVIL = "PWNED"


@pytest.fixture(autouse=True)
def nothing_happens(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    yield
    assert not list(tmp_path.rglob(f"*{EVIL}*"))
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 300 * 1024         # KiB


@pytest.fixture
def model():
    return keras.Sequential([keras.Input((4,)), keras.layers.Dense(3), keras.layers.Dense(2)])


@pytest.fixture
def crafted(model, tmp_path):
    """Writes a `.keras` file with another config or other members."""
    model.save(tmp_path / "sound.keras")

    def make(edit=lambda config: None, replaced=None, added=()):
        path = tmp_path / "crafted.keras"
        with zipfile.ZipFile(tmp_path / "sound.keras") as old, zipfile.ZipFile(path, "w") as new:
            for name in old.namelist():
                data = (replaced or {}).get(name, old.read(name))
                if name == "config.json":
                    config = json.loads(data)
                    edit(config)
                    data = json.dumps(config)
                new.writestr(name, data)
            for name, data in added:
                new.writestr(name, data)
        return path

    return make


def with_layer(entry):
    return lambda config: config["config"]["layers"].append({"registered_name": None, **entry})


# ---------------------------------------------------------------- code and names

@pytest.mark.parametrize("ending", [".keras", ".h5", "json", "yaml"])
def test_code_in_a_layer_needs_a_word(ending, tmp_path):
    model = keras.Sequential([keras.Input((2,)), keras.layers.Lambda(lambda x: x + 1)])
    if ending in ("json", "yaml"):
        text = model.to_json() if ending == "json" else keras.saving.api.to_yaml(model)
        with pytest.raises(UnsafeFileError, match="Lambda"):
            (model_from_json if ending == "json" else keras.models.model_from_yaml)(text)
        return
    path = tmp_path / f"x{ending}"
    model.save(path)
    with pytest.raises(UnsafeFileError, match=r"x\..*Lambda.*safe_mode=False"):
        load_model(path)
    np.testing.assert_array_equal(load_model(path, safe_mode=False).predict(np.zeros((1, 2)), verbose=0), [[1, 1]])


@pytest.mark.parametrize("entry", [
    {"module": "os", "class_name": "function", "config": "system", "registered_name": "system"},
    {"module": "builtins", "class_name": "function", "config": "eval", "registered_name": "eval"},
    {"module": "subprocess", "class_name": "Popen", "config": {"args": ["touch", EVIL]}},
    {"module": "keras.utils", "class_name": "get_file", "config": {"fname": EVIL, "origin": "http://localhost"}},
    {"module": "keras.models", "class_name": "function", "config": "load_model", "registered_name": "load_model"},
    {"module": "keras.saving", "class_name": "KerasFileEditor", "config": {"filepath": "sound.keras"}},
    {"module": "keras.callbacks", "class_name": "CSVLogger", "config": {"filename": EVIL}},
    {"module": "keras.callbacks", "class_name": "BackupAndRestore", "config": {"backup_dir": EVIL}},
    {"module": "keras.config", "class_name": "enable_unsafe_deserialization", "config": {}},
    {"module": "keras.config", "class_name": "function", "config": "enable_unsafe_deserialization", "registered_name": "enable_unsafe_deserialization"},
    {"module": "hornpipe.core.objects", "class_name": "function", "config": "load_lambda", "registered_name": "load_lambda"},
    {"module": "torch", "class_name": "load", "config": {"f": "x"}},
], ids=lambda e: f"{e['module']}.{e['class_name'] if e['class_name'] != 'function' else e['config']}")
def test_nothing_is_imported_by_name(crafted, entry):
    with pytest.raises(UnknownNameError, match=r"crafted.keras.*neither part of hornpipe nor known to it"):
        load_model(crafted(with_layer(entry)))


def test_a_load_leaves_safe_mode_as_it_was(crafted):
    with pytest.raises(UnknownNameError):
        load_model(crafted(with_layer({"module": "keras.config", "class_name": "enable_unsafe_deserialization", "config": {}})))
    assert in_safe_mode() is None
    load_model("sound.keras", safe_mode=False)
    assert in_safe_mode() is None


class Evil:
    def __reduce__(self):
        return os.system, (f"touch {EVIL}",)


def test_pickles_are_refused(crafted, model):
    with pytest.raises(UnsafeFileError, match=r"crafted.keras.*pickled torch module.*safe_mode=False"):
        load_model(crafted(with_layer({"module": "keras.layers", "class_name": "TorchModuleWrapper", "config": {"name": "t", "module": "gASV"}})))
    torch.save({"layers.dense.kernel": Evil()}, "x.pt")
    with pytest.raises(UnsafeFileError, match="x.pt is broken, or holds other objects than tensors"):
        model.load_weights("x.pt")


def test_there_is_no_layer_of_saved_models(crafted):
    with pytest.raises(NotImplementedError, match="TFSMLayer"):
        load_model(crafted(with_layer({"module": "keras.layers", "class_name": "TFSMLayer", "config": {"name": "t", "filepath": "/elsewhere"}})))


@pytest.mark.parametrize("name", ["StringLookup", "IntegerLookup", "TextVectorization"])
@pytest.mark.parametrize("vocabulary", ["secret.txt", "/etc/hostname", "file:///etc/hostname", "https://localhost/words"])
def test_a_vocabulary_is_no_path(crafted, name, vocabulary, tmp_path):
    (tmp_path / "secret.txt").write_text("a\nb\n")
    with pytest.raises(UnsafeFileError, match="crafted.keras.*the vocabulary file .*outside of its archive"):
        load_model(crafted(with_layer({"module": "keras.layers", "class_name": name, "config": {"name": "v", "vocabulary": vocabulary}})))


# ---------------------------------------------------------------- members

@pytest.mark.parametrize("name", ["../out.txt", "/etc/out.txt", "assets/../../out.txt", "C:\\out.txt", "assets\\..\\..\\out.txt"])
def test_members_stay_inside(crafted, name):
    with pytest.raises(UnsafeFileError, match="points outside of the archive"):
        load_model(crafted(added=[(name, EVIL)]))


def test_links_doubles_and_locked_members_are_refused(crafted):
    link = zipfile.ZipInfo("assets/link")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with pytest.raises(UnsafeFileError, match="'assets/link' is a link"):
        load_model(crafted(added=[(link, "/etc/passwd")]))
    with pytest.warns(UserWarning, match="Duplicate"), pytest.raises(UnsafeFileError, match="stands twice"):
        load_model(crafted(added=[("config.json", "{}")]))
    path = crafted()
    data = bytearray(path.read_bytes())
    data[data.rfind(b"PK\x01\x02") + 8] |= 1            # says that the last member is encrypted
    path.write_bytes(data)
    with pytest.raises(FileFormatError, match="is encrypted"):
        load_model(path)


def test_folders_hold_no_links(model, tmp_path):
    model.save(tmp_path / "folder", zipped=False)
    (tmp_path / "folder" / "model.weights.h5").rename(tmp_path / "elsewhere")
    (tmp_path / "folder" / "model.weights.h5").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(UnsafeFileError, match="'model.weights.h5' is a link"):
        load_model(tmp_path / "folder")


@pytest.mark.parametrize("name", ["../x.weights.h5", "/etc/passwd", "a\\b", "..", ""])
def test_shards_lie_beside_their_map(model, tmp_path, name):
    model.save_weights(tmp_path / "x.weights.json", max_shard_size=1)
    index = json.loads((tmp_path / "x.weights.json").read_text())
    index["weight_map"] = dict.fromkeys(index["weight_map"], name)
    (tmp_path / "x.weights.json").write_text(json.dumps(index))
    with pytest.raises(UnsafeFileError, match="does not lie beside it"):
        model.load_weights(tmp_path / "x.weights.json")


@pytest.mark.parametrize(("where", "message"), [("assets/a", "bytes of assets"), ("config.json", "more than a config has"),
                                                ("model.weights.h5", "more than the .* that the model can take")])
def test_member_sizes_are_compared_before_unpacking(crafted, monkeypatch, where, message):
    monkeypatch.setattr(members, "MAX_JSON", 4000)
    monkeypatch.setattr(members, "MAX_ASSETS", 4000)
    bomb = zipfile.ZipInfo(where)
    bomb.compress_type = zipfile.ZIP_DEFLATED
    path = crafted()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile("bomb.keras", "w") as new:
        for name in old.namelist():
            if name != where:
                new.writestr(name, old.read(name))
        new.writestr(bomb, b" " * (4001 if where != "model.weights.h5" else 80 << 20))
    with pytest.raises(FileFormatError, match=message):
        load_model("bomb.keras")


# ---------------------------------------------------------------- HDF5

def linked(path, kind, where):
    """Puts a link or a dataset that lies elsewhere in the place of a dataset."""
    with h5py.File("other.h5", "w") as other:
        other["x"] = np.zeros((4, 3), "float32")
    with h5py.File(path, "r+") as file:
        del file[where]
        if kind == "soft":
            file[where] = h5py.SoftLink("/x")
        elif kind == "external":
            file[where] = h5py.ExternalLink("other.h5", "x")
        elif kind == "storage":
            file.create_dataset(where, (4, 3), "f4", external=[("/etc/passwd", 0, 48)])
        else:
            layout = h5py.VirtualLayout((4, 3), "f4")
            layout[:] = h5py.VirtualSource("other.h5", "x", (4, 3))
            file.create_virtual_dataset(where, layout)


@pytest.mark.parametrize("kind", ["soft", "external", "storage", "virtual"])
@pytest.mark.parametrize("place", [".weights.h5", ".h5", "shard", ".keras", "folder"])
def test_an_hdf5_file_holds_its_data_itself(model, crafted, tmp_path, kind, place):
    names = {".weights.h5": "x.weights.h5", ".h5": "x.h5", "shard": "x.weights.json", ".keras": "w.weights.h5", "folder": "folder"}
    where, path = "layers/dense/vars/0", tmp_path / names[place]
    if place == ".h5":
        model.save(path)
        where = f"model_weights/{model.layers[0].name}/{model.layers[0].kernel.path}"
        linked(path, kind, where)
    elif place == "folder":
        model.save(path, zipped=False)
        linked(path / "model.weights.h5", kind, where)
    else:
        model.save_weights(path, max_shard_size=1 if place == "shard" else None)
        linked(tmp_path / "x_00000.weights.h5" if place == "shard" else path, kind, where)
    if place == ".keras":
        path = crafted(replaced={"model.weights.h5": path.read_bytes()})
    with pytest.raises(UnsafeFileError, match=f"{where.rpartition('/')[2]}.*must hold its data itself"):
        load_model(path) if place in (".h5", ".keras", "folder") else model.load_weights(path)


def test_a_group_that_holds_itself_is_refused(model, tmp_path):
    with h5py.File(tmp_path / "x.weights.h5", "w") as file:
        file["layers/dense/vars/again"] = file.create_group("layers/dense")
    with pytest.raises(UnsafeFileError, match="x.weights.h5: the group /layers/dense/vars/again holds itself"):
        model.load_weights(tmp_path / "x.weights.h5")


@pytest.mark.parametrize("ending", [".h5", ".keras"])
def test_the_state_of_an_optimizer_declares_no_more_than_it_can_have(model, crafted, tmp_path, ending):
    """Parts that read in their own way, as optimizers do, are not compared before."""
    model.compile("adam", "mse")
    model.train_on_batch(np.zeros((2, 4)), np.zeros((2, 2)))
    path, name = tmp_path / "x.h5", "optimizer_weights/Adam/iter:0"
    model.save(path)
    if ending == ".keras":
        model.save(tmp_path / "sound.keras")
        path, name = tmp_path / "w.h5", "optimizer/vars/0"
        model.save_weights(tmp_path / "w.weights.h5")
        (tmp_path / "w.weights.h5").rename(path)
    with h5py.File(path, "r+") as file:
        del file[name]
        file.create_dataset(name, (1 << 20, 1 << 20), "i8", chunks=(1024, 1024))
    path = path if ending == ".h5" else crafted(replaced={"model.weights.h5": path.read_bytes()})
    told = "declares 8,796,093,022,208 bytes, more than" if ending == ".h5" else r"iteration' of shape \(\), the file one of shape \(1048576, 1048576\)"
    with pytest.raises(FileFormatError, match=told):
        load_model(path)


@pytest.mark.parametrize("count", [1, 40])
def test_declared_sizes_are_compared_before_reading(model, tmp_path, count):
    """One of terabytes, or many just below what one may have: nothing is read that the model does not expect."""
    with h5py.File(tmp_path / "x.weights.h5", "w") as file:
        group = file.create_group("layers/dense/vars")
        for i in range(count):
            group.create_dataset(str(i), (1 << 20, 1 << 20) if count == 1 else (4, 3), "f8", chunks=(1, 1) if count > 1 else (1024, 1024))
        for name in ("layers/dense_1/vars/0", "layers/dense_1/vars/1"):
            file.create_dataset(name, (1 << 15, 1 << 15), "f4", chunks=(64, 64), compression="gzip")
    before = model.get_weights()
    with pytest.raises(FileFormatError, match="2 parts differ"):
        model.load_weights(tmp_path / "x.weights.h5")
    for a, b in zip(before, model.get_weights()):
        np.testing.assert_array_equal(a, b)


# ---------------------------------------------------------------- broken

DEEP = ['{"class_name":' + "[" * 100_000 + "]" * 100_000 + "}", '{"class_name":"Sequential","config":' * 100_000 + "1" + "}" * 100_000]


@pytest.mark.parametrize("text", DEEP, ids=["lists", "models"])
def test_deep_json_is_an_error(crafted, text, tmp_path):
    with pytest.raises(FileFormatError, match="RecursionError"):
        model_from_json(text)
    with zipfile.ZipFile(crafted()) as old, zipfile.ZipFile("deep.keras", "w") as new:
        for name in old.namelist():
            new.writestr(name, text if name == "config.json" else old.read(name))
    with pytest.raises(FileFormatError, match="deep.keras: config.json cannot be read: RecursionError"):
        load_model("deep.keras")


def test_what_does_not_fit_is_listed_and_changes_nothing(model, tmp_path):
    other = keras.Sequential([keras.Input((4,)), keras.layers.Dense(3), keras.layers.Dense(5)])
    before = model.get_weights()
    for name in ("x.weights.h5", "x.keras", "x.h5", "x.safetensors", "x.pt"):
        other.save(name) if name in ("x.keras", "x.h5") else other.save_weights(name)
        with pytest.raises(ValueError, match=r"(\(3, 2\).*\(3, 5\)|\(3, 5\).*\(3, 2\))"):
            model.load_weights(name)
        for a, b in zip(before, model.get_weights()):
            np.testing.assert_array_equal(a, b)


def test_a_flipped_bit_changes_nothing(tmp_path):
    model = keras.Sequential([keras.Input((600,)), keras.layers.Dense(600)])
    model.save("x.keras")
    data = bytearray((tmp_path / "x.keras").read_bytes())
    place = data.index(model.get_weights()[0].tobytes()[:64]) + 20
    data[place] ^= 1
    (tmp_path / "x.keras").write_bytes(data)
    model.set_weights([w * 0 for w in model.get_weights()])
    for load in (model.load_weights, load_model):
        with pytest.raises(FileFormatError, match="x.keras.* is broken: the checksum of its weights is wrong"):
            load("x.keras")
    assert all((w == 0).all() for w in model.get_weights())


def test_errors_of_the_system_are_clear(model, tmp_path):
    with pytest.raises(FileNotFoundError, match="There is no file"):
        load_model(tmp_path / "none.keras")
    (tmp_path / "x.weights.h5").mkdir()
    with pytest.raises(FileFormatError, match="has no model.weights.h5"):
        model.load_weights(tmp_path / "x.weights.h5")
