import csv

from small_training import data, model

from hornpipe.callbacks import CSVLogger

X, Y = data()


def rows(path, separator=","):
    with open(path, newline="") as file:
        return list(csv.DictReader(file, delimiter=separator))


def test_a_row_per_epoch(tmp_path):
    path = tmp_path / "new" / "log.csv"
    history = model().fit(X, Y, epochs=2, verbose=0, validation_split=0.2, callbacks=CSVLogger(path))
    table = rows(path)
    assert list(table[0]) == ["epoch", "loss", "mae", "val_loss", "val_mae"]
    assert [r["epoch"] for r in table] == ["0", "1"]
    assert [float(r["val_loss"]) for r in table] == history.history["val_loss"]


def test_files_grow_or_start_anew(tmp_path):
    path = tmp_path / "log.tsv"
    trained, logger = model(), CSVLogger(path, separator="\t", append=True)
    for _ in range(2):
        trained.fit(X, Y, verbose=0, callbacks=logger)
    trained.fit(X, Y, verbose=0, callbacks=CSVLogger(path, separator="\t", append=True))
    assert len(rows(path, "\t")) == 3
    anew = CSVLogger(path, separator="\t")
    for _ in range(2):
        trained.fit(X, Y, verbose=0, callbacks=anew)
        assert len(rows(path, "\t")) == 1


def test_what_is_not_there_is_na(tmp_path):
    history = model().fit(X, Y, epochs=4, verbose=0, validation_data=(X, Y), validation_freq=3, callbacks=CSVLogger(tmp_path / "log.csv"))
    assert [r["val_loss"] for r in rows(tmp_path / "log.csv")] == ["NA", "NA", str(history.history["val_loss"][0]), "NA"]
