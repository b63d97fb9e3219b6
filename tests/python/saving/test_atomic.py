"""A save that is cut short at any moment leaves the file of the save before."""
import os
import signal
import subprocess
import sys
import time

import h5py
import numpy as np
import pytest

import hornpipe as keras
from hornpipe.saving.atomic import folder_written_aside, written_aside

# Saves again and again in child processes, each time with other values, until these are killed; or once, with a limit on the size of files.
WRITER = """
import os, resource, signal, sys, time
import hornpipe as keras
folder, limit = sys.argv[1], int(sys.argv[2])
model = keras.Sequential([keras.Input((64,)), keras.layers.Dense(256, name="a"), keras.layers.Dense(64, name="b")])

def save(n):
    model.set_weights([w * 0 + n for w in model.get_weights()])
    model.save(f"{folder}/model.keras")
    model.save(f"{folder}/old.h5")
    model.save_weights(f"{folder}/model.weights.h5")
    model.save(f"{folder}/folder", zipped=False)
    model.save_weights(f"{folder}/shards.weights.json", max_shard_size=7e-5)
    model.save_weights(f"{folder}/model.safetensors")
    checkpoint.epochs(n)
    backup._save(n, 0)

def callback(made):
    made.set_model(model)
    return made

class Checkpoint(keras.callbacks.ModelCheckpoint):
    def epochs(self, n):
        self.on_epoch_end(n, {"loss": 1.0})

model.compile("adam", "mse")
model.optimizer.build(model.trainable_variables)
checkpoint = callback(Checkpoint(f"{folder}/checkpoint.keras"))
backup = callback(keras.callbacks.BackupAndRestore(f"{folder}/backup"))
save(1)
begin = time.perf_counter()
save(1)
print(time.perf_counter() - begin, flush=True)
if limit:
    sys.stdin.readline()
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    for name in ("model.keras", "old.h5", "folder", "checkpoint.keras"):
        try:
            model.save(f"{folder}/{name}", **({"zipped": False} if name == "folder" else {}))
            sys.exit(f"{name} was saved in spite of the limit")
        except OSError:
            pass
    try:
        backup._save(9, 0)
        sys.exit("the backup was saved in spite of the limit")
    except OSError:
        pass
    for name, size in (("model.weights.h5", None), ("shards.weights.json", 1), ("model.safetensors", None)):
        try:
            model.save_weights(f"{folder}/{name}", max_shard_size=size)
            sys.exit(f"{name} was saved in spite of the limit")
        except OSError:
            pass
    print("done", flush=True)
    os._exit(0)             # HDF5 would go on trying to write the files that it could not
while sys.stdin.readline():         # a child per line, killed by who asked for it
    child = os.fork()
    if not child:
        n = 1
        while True:
            n += 1
            save(n)
    print(child, flush=True)
    os.waitpid(child, 0)
    print("gone", flush=True)
"""
FILES = ["model.keras", "old.h5", "folder", "checkpoint.keras"]
WEIGHTS = ["model.weights.h5", "shards.weights.json", "model.safetensors"]


def writer(folder, limit=0):
    """The process, when it has saved all files once, and the seconds that this takes."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    process = subprocess.Popen([sys.executable, "-W", "ignore", "-c", WRITER, str(folder), str(limit)], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                               stderr=subprocess.DEVNULL, text=True, env=environment)
    return process, float(process.stdout.readline())


def small_model():
    model = keras.Sequential([keras.Input((64,)), keras.layers.Dense(256, name="a"), keras.layers.Dense(64, name="b")])
    model.compile("adam", "mse")
    model.optimizer.build(model.trainable_variables)
    return model


def assert_all_whole(folder, model):
    """Every file loads, and holds the values of one single save."""
    for name in [*FILES, *WEIGHTS]:
        loaded = keras.models.load_model(folder / name) if name in FILES else model
        if loaded is model:
            model.load_weights(folder / name)
        weights = loaded.get_weights()
        assert len({w.min() for w in weights} | {w.max() for w in weights}) == 1, name
    restored = keras.callbacks.BackupAndRestore(folder / "backup")
    restored.set_model(model)
    restored.on_train_begin()
    weights = model.get_weights()
    assert restored.resume_at[0] == weights[0].min() == weights[-1].max()


def left_over(folder):
    return [p for p in folder.rglob(".*")]


def test_a_writer_killed_at_50_random_moments_leaves_whole_files(tmp_path):
    rng, model = np.random.default_rng(0), small_model()
    process, seconds = writer(tmp_path)
    for _ in range(50):
        process.stdin.write("again\n")
        process.stdin.flush()
        child = int(process.stdout.readline())
        time.sleep(rng.uniform(0.0, 1.2 * seconds))         # in any file of the first save, or in the next one
        os.kill(child, signal.SIGKILL)
        assert process.stdout.readline() == "gone\n"
        assert_all_whole(tmp_path, model)
        assert len(left_over(tmp_path)) <= 8        # those of the one save that was killed, and of no save before it once more
    process.communicate()
    before = len(list(tmp_path.rglob("*")))
    for name in ("model.keras", "old.h5", "checkpoint.keras"):
        model.save(tmp_path / name)
    model.save(tmp_path / "folder", zipped=False)
    for name in ("model.weights.h5", "model.safetensors"):
        model.save_weights(tmp_path / name)
    assert len(list(tmp_path.rglob("*"))) <= before
    assert not [p for p in left_over(tmp_path) if not p.name.startswith((".shards", ".epoch", ".training"))]


def test_a_full_disk_leaves_whole_files_and_nothing_beside_them(tmp_path):
    process, _ = writer(tmp_path, limit=40_000)
    before = {p.relative_to(tmp_path): p.stat().st_size for p in tmp_path.rglob("*")}
    assert process.communicate("begin\n")[0] == "done\n"
    assert process.returncode == 0
    assert {p.relative_to(tmp_path): p.stat().st_size for p in tmp_path.rglob("*")} == before
    assert_all_whole(tmp_path, small_model())


def test_what_a_dead_writer_left_goes_and_what_a_living_one_writes_stays(tmp_path):
    path = tmp_path / "x.keras"
    (tmp_path / ".x.keras.abcd1234.keras").write_text("left over")
    (tmp_path / ".x.keras.abcd1234.old").mkdir()
    (tmp_path / ".x.keras.mine").write_text("a person's")
    with written_aside(path) as outer:
        outer.write_text("outer")
        with written_aside(path) as inner:
            inner.write_text("inner")
        assert outer.read_text() == "outer"
    assert sorted(os.listdir(tmp_path)) == [".x.keras.mine", "x.keras"]
    assert path.read_text() == "outer"


def test_an_error_while_writing_leaves_the_old_file(tmp_path):
    path = tmp_path / "x.h5"
    path.write_text("old")
    with pytest.raises(KeyError), written_aside(path) as aside:
        aside.write_text("new")
        raise KeyError
    assert path.read_text() == "old"
    assert os.listdir(tmp_path) == ["x.h5"]


def test_a_file_takes_the_place_of_the_old_one_with_its_rights(tmp_path):
    path = tmp_path / "below" / "x.h5"
    with written_aside(path) as aside, h5py.File(aside, "w", locking=False) as file:         # the lock is the writer's
        file["a"] = 1
    path.chmod(0o600)
    with written_aside(path) as aside:
        assert aside.parent == path.parent and aside != path
        aside.write_text("new")
    assert path.read_text() == "new"
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_folder_is_exchanged_as_a_whole(tmp_path):
    path = tmp_path / "model"
    for text in ("one", "two"):
        with folder_written_aside(path) as aside:
            (aside / "inner").mkdir()
            (aside / "inner" / text).write_text(text)
    assert [p.name for p in (path / "inner").iterdir()] == ["two"]
    with pytest.raises(KeyError), folder_written_aside(path) as aside:
        (aside / "three").write_text("three")
        raise KeyError
    assert os.listdir(tmp_path) == ["model"]
    assert os.listdir(path) == ["inner"]
