import copy
import json
import pickle

import numpy as np
import pytest
import torch
from small_training import data, model

from hornpipe.callbacks import Callback
from hornpipe.training.logs import Logs, as_number


class Values:
    def __init__(self):
        self.reads = 0

    def __call__(self):
        self.reads += 1
        return {"loss": torch.tensor(0.5), "accuracy": np.float32(0.25), "by_class": torch.tensor([1.0, 2.0])}


LOOKS = [
    lambda logs: list(logs) == ["accuracy", "by_class", "loss"], lambda logs: logs["loss"] == 0.5, lambda logs: logs.get("accuracy") == 0.25,
    lambda logs: "loss" in logs and "nothing" not in logs, lambda logs: len(logs) == 3, lambda logs: dict(logs)["loss"] == 0.5,
    lambda logs: {**logs}["accuracy"] == 0.25, lambda logs: (lambda **given: given["loss"])(**logs) == 0.5, lambda logs: "0.5" in repr(logs),
    lambda logs: f"{logs['loss']:.2f}" == "0.50", lambda logs: "{loss:.1f}".format(**logs) == "0.5", lambda logs: "{loss}".format_map(logs) == "0.5",
    lambda logs: logs.pop("loss") == 0.5 and len(logs) == 2, lambda logs: type(logs.copy()) is dict and logs.copy()["loss"] == 0.5,
    lambda logs: [v for _, v in logs.items()][2] == 0.5, lambda logs: (logs | {"new": 1})["loss"] == 0.5, lambda logs: ({"new": 1} | logs)["loss"] == 0.5,
    lambda logs: type(copy.deepcopy(logs)) is dict and copy.copy(logs)["loss"] == 0.5, lambda logs: pickle.loads(pickle.dumps(logs))["loss"] == 0.5,
    lambda logs: logs.setdefault("loss", 7) == 0.5, lambda logs: next(reversed(logs)) == "loss", lambda logs: bool(logs),
    lambda logs: json.loads(json.dumps(logs, default=np.ndarray.tolist))["loss"] == 0.5,
]


@pytest.mark.parametrize("look", LOOKS, ids=range(len(LOOKS)))
def test_a_look_is_one_at_a_dictionary(look):
    read = Values()
    logs = Logs(read)
    assert isinstance(logs, dict) and read.reads == 0
    assert look(logs)
    assert read.reads == 1


def test_values_are_plain_and_can_be_changed():
    logs = Logs(Values())
    assert type(logs["loss"]) is float and type(logs["accuracy"]) is float and logs["by_class"].tolist() == [1.0, 2.0]
    logs["mine"] = 1
    logs.update(loss=2)
    del logs["by_class"]
    assert logs == {"accuracy": 0.25, "loss": 2, "mine": 1}
    assert as_number(torch.tensor([3.0])) == 3.0


def test_values_that_cannot_be_read_are_an_error_at_each_look():
    def read():
        raise RuntimeError("no metric")

    logs = Logs(read)
    for _ in range(2):
        with pytest.raises(RuntimeError, match="no metric"):
            logs["loss"]


def test_callbacks_get_dictionaries_sorted_by_name():
    seen = {}

    class Sees(Callback):
        def on_train_batch_end(self, batch, logs=None):
            seen["batch"] = logs

        def on_test_batch_end(self, batch, logs=None):
            seen["test batch"] = logs

        def on_test_end(self, logs=None):
            seen["test"] = dict(logs)

        def on_epoch_end(self, epoch, logs=None):
            seen["epoch"] = dict(logs)
            logs["added"] = 1.0

        def on_train_end(self, logs=None):
            seen["train"] = logs

    x, y = data()
    trained = model(metrics=["mse", "mae"])
    history = trained.fit(x, y, epochs=1, verbose=0, validation_data=(x, y), callbacks=Sees())
    for name in ("batch", "test batch", "test"):
        assert isinstance(seen[name], dict) and list(seen[name]) == ["loss", "mae", "mse"]
        assert all(type(value) is float for value in seen[name].values())
    assert list(seen["epoch"]) == ["loss", "mae", "mse", "val_loss", "val_mae", "val_mse"]
    assert list(history.history) == list(seen["train"]) == [*seen["epoch"], "added"]
    assert trained.metrics_names == ["loss", "mse", "mae"]
