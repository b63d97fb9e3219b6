import json
import os
import signal
import subprocess
import sys

import numpy as np
import pytest
from small_training import data, model

from hornpipe.callbacks import BackupAndRestore, Callback, EarlyStopping, ReduceLROnPlateau

X, Y = data(50)
OPTIONS = {"batch_size": 8, "epochs": 6, "verbose": 0, "validation_split": 0.2}


class Crash(Callback):
    def __init__(self, at):
        self.left = at

    def on_train_batch_end(self, batch, logs=None):
        self.left -= 1
        if self.left == 0:
            raise RuntimeError("crash")


def others():
    """Callbacks whose counters have to go on, too."""
    return [EarlyStopping("loss", patience=2, min_delta=0.05, restore_best_weights=True), ReduceLROnPlateau("loss", patience=1, factor=0.5, min_delta=0.3)]


def fit(*callbacks):
    trained = model(dropout=0.3)
    history = trained.fit(X, Y, callbacks=[*callbacks, *others()], **OPTIONS)
    return trained.get_weights(), history


def assert_equal(a, b):
    for x, y in zip(a, b):
        np.testing.assert_array_equal(x, y)


@pytest.fixture(scope="module")
def unbroken():
    return fit()


@pytest.mark.parametrize("at", [1, 5, 7, 11, 17])
@pytest.mark.parametrize("save_freq", ["epoch", 1, 2, 5])
def test_a_restart_ends_as_an_unbroken_training(tmp_path, unbroken, save_freq, at):
    weights, history = unbroken
    with pytest.raises(RuntimeError, match="crash"):
        fit(BackupAndRestore(tmp_path / "b", save_freq), Crash(at))
    np.random.rand(3)           # a new process stands elsewhere
    again, later = fit(BackupAndRestore(tmp_path / "b", save_freq))
    assert_equal(weights, again)
    assert later.epoch[-1] == history.epoch[-1]
    assert later.history["loss"] == history.history["loss"][-len(later.epoch):]
    assert later.history["learning_rate"] == history.history["learning_rate"][-len(later.epoch):]
    assert not (tmp_path / "b").exists()


def test_a_killed_process_is_taken_up(tmp_path, unbroken):
    script = ("import os, signal, sys\n"
              "import test_backup as t\n"
              "class Kill(t.Crash):\n"
              "    def on_train_batch_end(self, batch, logs=None):\n"
              "        self.left -= 1\n"
              "        if self.left == 0: os.kill(os.getpid(), signal.SIGKILL)\n"
              "t.fit(t.BackupAndRestore(sys.argv[1], 2), Kill(13))\n")
    here = os.path.dirname(__file__)
    paths = os.pathsep.join([here, os.path.dirname(here), *sys.path])
    done = subprocess.run([sys.executable, "-c", script, str(tmp_path / "b")], env={**os.environ, "PYTHONPATH": paths})
    assert done.returncode == -signal.SIGKILL
    assert (tmp_path / "b" / "training_metadata.json").exists()
    assert_equal(unbroken[0], fit(BackupAndRestore(tmp_path / "b", 2))[0])


def test_a_broken_backup_falls_back_to_the_one_before(tmp_path, unbroken):
    folder = tmp_path / "b"
    with pytest.raises(RuntimeError):
        fit(BackupAndRestore(folder, double_checkpoint=True), Crash(17))
    newest = json.loads((folder / "training_metadata.json").read_text())
    assert newest["epoch"] == 3 and len(list(folder.glob("*.weights.h5"))) == 2
    (folder / newest["weights"]).write_bytes(b"0")
    with pytest.warns(UserWarning, match="The last backup in .* cannot be read .* training goes on from the one before"):
        weights, history = fit(BackupAndRestore(folder, double_checkpoint=True))
    assert history.epoch[0] == 2
    assert_equal(unbroken[0], weights)


def test_a_broken_backup_without_another_is_an_error(tmp_path):
    with pytest.raises(RuntimeError):
        fit(BackupAndRestore(tmp_path), Crash(7))
    (tmp_path / "training_metadata.json").write_text("{")
    with pytest.raises(ValueError, match="The backup in .* cannot be read: .* Delete the folder to begin anew"):
        fit(BackupAndRestore(tmp_path))


def test_other_files_in_the_folder_stay(tmp_path):
    (tmp_path / "notes.txt").write_text("mine")
    fit(BackupAndRestore(tmp_path))
    assert [p.name for p in tmp_path.iterdir()] == ["notes.txt"]


def test_a_backup_can_be_kept(tmp_path):
    _, history = fit(BackupAndRestore(tmp_path, delete_checkpoint=False))
    assert sorted(p.suffix for p in tmp_path.iterdir()) == [".h5", ".json", ".npz"]
    assert json.loads((tmp_path / "training_metadata.json").read_text())["epoch"] == history.epoch[-1] + 1


@pytest.mark.parametrize(("arguments", "message"), [
    ({"backup_dir": ""}, "Empty `backup_dir` argument passed"), ({"backup_dir": None}, "Empty `backup_dir` argument passed"),
    ({"backup_dir": "b", "save_freq": "batch"}, "Invalid value for `save_freq`: it must be 'epoch' or a positive int, got 'batch'"),
    ({"backup_dir": "b", "save_freq": 0.15}, "Invalid value"),
])
def test_wrong_options_are_named(arguments, message):
    with pytest.raises(ValueError, match=message):
        BackupAndRestore(**arguments)
