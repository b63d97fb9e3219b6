import numpy as np
import pytest
from small_training import FakeModel, data, model, run_epochs

from hornpipe.callbacks import ModelCheckpoint, OrbaxCheckpoint
from hornpipe.callbacks.checkpoint import Every
from hornpipe.models import load_model
from hornpipe.runtime import console


def saved(logs, path="m.keras", **arguments):
    fake = FakeModel()
    run_epochs(ModelCheckpoint(path, **arguments), fake, logs)
    return fake.saved


def test_every_epoch_under_its_name():
    assert saved([{"loss": 0.25}, {"loss": 0.125}], "{epoch:02d}-{loss:.2f}.keras") == ["01-0.25.keras", "02-0.12.keras"]


def test_only_what_got_better():
    assert saved([{"loss": x} for x in (3, 2, 4, 1)], "{epoch}.keras", monitor="loss", save_best_only=True) == ["1.keras", "2.keras", "4.keras"]
    assert saved([{"acc": x} for x in (0.3, 0.2, 0.4)], "{epoch}.keras", monitor="acc", mode="max", save_best_only=True) == ["1.keras", "3.keras"]


def test_a_threshold_stands_before_the_first_value():
    logs = [{"loss": x} for x in (3, 2, 1)]
    assert saved(logs, "{epoch}.keras", monitor="loss", save_best_only=True, initial_value_threshold=2) == ["3.keras"]


def test_a_missing_metric_saves_with_a_warning():
    with pytest.warns(UserWarning, match="looks at 'acc', which is not in the logs"):
        assert saved([{"loss": 1}], monitor="acc", mode="max", save_best_only=True) == ["m.keras"]


def test_it_says_so():
    pieces = []
    console.redirect(pieces.append)
    try:
        saved([{"loss": x} for x in (3, 2, 4)], monitor="loss", save_best_only=True, verbose=1)
        saved([{"loss": 1}], verbose=1)
    finally:
        console.redirect(None)
    assert [p.strip() for p in pieces] == [
        "Epoch 1: loss improved from None to 3.00000, saving model to m.keras", "Epoch 1: finished saving model to m.keras",
        "Epoch 2: loss improved from 3.00000 to 2.00000, saving model to m.keras", "Epoch 2: finished saving model to m.keras",
        "Epoch 3: loss did not improve from 2.00000", "Epoch 1: saving model to m.keras", "Epoch 1: finished saving model to m.keras"]


@pytest.mark.parametrize(("arguments", "message"), [
    ({"filepath": "m.weights"}, r"`filepath` must end in .keras or .h5 or .hdf5 when `save_weights_only` is False, got 'm.weights'"),
    ({"filepath": "m.keras", "save_weights_only": True}, r"`filepath` must end in .weights.h5"),
    ({"filepath": "m.keras", "save_freq": "batch"}, "Unrecognized save_freq: batch. It must be 'epoch' or a positive int"),
])
def test_wrong_options_are_named(arguments, message):
    with pytest.raises(ValueError, match=message):
        ModelCheckpoint(**arguments)


def test_names_in_the_path_must_be_in_the_logs():
    with pytest.raises(ValueError, match="holds 'acc', which is not among 'loss', 'epoch'"):
        saved([{"loss": 1}], "{acc}.keras")


def test_batches_are_counted_over_epochs():
    every = Every(3)
    assert [every.due(b) for b in (0, 1, 2, 3, 0, 1, 2, 3)] == [False, False, True, False, False, True, False, False]
    assert [Every(2).due(1), Every(2).due(0)] == [True, False]       # several batches at once


def test_batches_are_listened_to_only_when_asked_for():
    x, y = data()
    trained = model()
    seen = []
    trained.save = lambda path, overwrite: seen.append(path)
    trained.fit(x, y, batch_size=8, epochs=2, verbose=0, callbacks=ModelCheckpoint("{epoch}-{batch}.keras", save_freq=4))
    assert seen == ["1-4.keras", "2-3.keras"]
    assert "on_train_batch_end" not in vars(ModelCheckpoint("m.keras"))


def test_files_hold_the_model(tmp_path):
    x, y = data()
    trained = model()
    trained.fit(x, y, epochs=2, verbose=0, callbacks=[ModelCheckpoint(tmp_path / "new" / "m.keras"),
                                                      ModelCheckpoint(tmp_path / "m.weights.h5", save_weights_only=True)])
    assert sorted(p.name for p in tmp_path.rglob("*.*")) == ["m.keras", "m.weights.h5"]
    for a, b in zip(load_model(tmp_path / "new" / "m.keras").get_weights(), trained.get_weights()):
        np.testing.assert_array_equal(a, b)
    other = model()
    other.load_weights(tmp_path / "m.weights.h5")
    np.testing.assert_array_equal(other.get_weights()[0], trained.get_weights()[0])


def test_a_failed_save_leaves_the_old_file(tmp_path, monkeypatch):
    x, y = data()
    path = tmp_path / "m.weights.h5"
    trained = model()
    trained.fit(x, y, verbose=0, callbacks=ModelCheckpoint(path, save_weights_only=True))
    before = path.read_bytes()
    monkeypatch.setattr("hornpipe.saving.api.write_to", lambda *arguments: (_ for _ in ()).throw(OSError("disk full")))
    with pytest.raises(OSError, match="disk full"):
        trained.fit(x, y, verbose=0, callbacks=ModelCheckpoint(path, save_weights_only=True))
    assert path.read_bytes() == before and [p.name for p in tmp_path.iterdir()] == ["m.weights.h5"]


def test_orbax_is_of_another_engine():
    with pytest.raises(ImportError, match="OrbaxCheckpoint needs the engine JAX.*Use ModelCheckpoint"):
        OrbaxCheckpoint("folder")
