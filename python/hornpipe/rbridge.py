"""What the R package needs beside the public API: arrays in R's memory order, R functions as Python ones, progress, errors.

Nothing here is public, and nothing in the package imports it.
"""
from __future__ import annotations

import ctypes
import importlib
import inspect
import json
import re
import threading
import time
import traceback
from weakref import WeakKeyDictionary

import numpy as np
import torch

from . import saving
from .callbacks.callback import Callback
from .core import tree
from .core.errors import HornpipeError
from .runtime.settings import floatx

# -- errors ------------------------------------------------------------------------------------------------


def describe(exception: BaseException) -> dict:
    """The parts of an exception that become a classed R condition."""
    names = [c.__name__ for c in type(exception).__mro__ if c not in (HornpipeError, Exception, BaseException, object)]
    classes = [re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower() for name in names]
    message = str(exception) or type(exception).__name__
    trace = "".join(traceback.format_exception(type(exception), exception, exception.__traceback__))
    fields = {name: plain(value) for name, value in getattr(exception, "fields", {}).items()}
    return {"message": message, "classes": [*classes, "error"], "trace": trace, "fields": fields}


def plain(value):
    """`value` if R has it too, else its text."""
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    if isinstance(value, (list, tuple)):
        return [plain(v) for v in value]
    if isinstance(value, dict):
        return {str(k): plain(v) for k, v in value.items()}
    return repr(value)


# -- R functions -------------------------------------------------------------------------------------------

INTERRUPT = object()       # what an interrupted R function returns


def r_function(call, name: str | None, parameters: list):
    """A Python function with the parameters of an R function. R runs on its main thread only."""
    def function(*args, **kwargs):
        if threading.current_thread() is not threading.main_thread():
            raise RuntimeError("An R function can run on the main thread only: use `workers = 1`.")
        result = call(*args, **kwargs)
        if result is INTERRUPT:
            raise KeyboardInterrupt
        return result

    function.__name__ = function.__qualname__ = name or "r_function"
    function.__signature__ = inspect.Signature(list(_parameters(parameters)))
    function.from_r = True
    return function


def _parameters(parameters):
    named, rest = [], []
    for name, has_default in parameters:
        if name == "...":
            rest = [inspect.Parameter("args", inspect.Parameter.VAR_POSITIONAL), inspect.Parameter("kwargs", inspect.Parameter.VAR_KEYWORD)]
        elif name.isidentifier():
            named.append((name, has_default))
    # Python wants defaults last; an R argument without one may stand after one with: optional to Python then, and R asks for it.
    seen = False
    for name, has_default in named:
        seen = seen or has_default
        yield inspect.Parameter(name, inspect.Parameter.POSITIONAL_OR_KEYWORD, default=None if seen else inspect.Parameter.empty)
    yield from rest


def r_generator(step):
    """The values of an R generator function, until it returns NULL."""
    while (value := step()) is not None:
        yield value


# -- arrays ------------------------------------------------------------------------------------------------


def tensor(array, dtype: str | None = None) -> torch.Tensor:
    """A row-major tensor of an R array (column-major, read-only), in one pass over the data; "float" is `floatx()`."""
    array = np.asarray(array)
    name = floatx() if dtype == "float" else dtype
    if name == "bfloat16":              # unknown to NumPy
        return tensor(array, "float32").bfloat16()
    if array.ndim < 3:
        # NumPy transposes a matrix faster than torch; torch casts and permutes higher ranks much faster than NumPy.
        return torch.from_numpy(np.array(array, dtype=name, order="C", copy=True))
    source = torch.from_numpy(_writable(array))
    out = torch.empty(array.shape, dtype=getattr(torch, name) if name else source.dtype)
    return out.copy_(source)


def _writable(array: np.ndarray) -> np.ndarray:
    """The same memory without the read-only flag, which torch would warn of; it is only read."""
    if array.flags.writeable:
        return array
    if not array.nbytes or not (array.flags.f_contiguous or array.flags.c_contiguous):
        return array.copy()
    flat = np.frombuffer((ctypes.c_char * array.nbytes).from_address(array.ctypes.data), dtype=array.dtype)
    return np.lib.stride_tricks.as_strided(flat, array.shape, array.strides)


def text(values: list, shape: list) -> np.ndarray:
    """Strings in R's order as an array of objects; NA has become the empty string."""
    return np.array(values, dtype=object).reshape([int(n) for n in shape], order="F")


def numpy(array) -> np.ndarray:
    """A copy that outlives the R array, in Python's memory order."""
    return np.array(array, order="C")


def rows(data) -> int | None:
    """Observations in converted data; None where it cannot be told."""
    first = next(iter(tree.flatten(data)), None)
    return int(first.shape[0]) if hasattr(first, "shape") and len(first.shape) else None


# -- what R asks of a model --------------------------------------------------------------------------------


def input_specs(model) -> dict[str, list]:
    """Names of the inputs with their shapes, batch included; empty before the model is built."""
    return _specs(model, "inputs", "input_names", "_inputs_struct")


def output_specs(model) -> dict[str, list]:
    return _specs(model, "outputs", "output_names", "_outputs_struct")


def _specs(model, ends, names, struct):
    tensors = getattr(model, ends, None) or []
    nested = getattr(model, struct, None)
    labels = list(nested) if isinstance(nested, dict) else getattr(model, names, None) or [t.name for t in tensors]
    tensors = tree.flatten([nested[k] for k in labels]) if isinstance(nested, dict) else tensors
    return {label: list(t.shape) for label, t in zip(labels, tensors, strict=False)}


_ONE_HOT = {"categoricalcrossentropy", "categoricalfocalcrossentropy", "categoricalgeneralizedcrossentropy", "categoricalhinge",
            "kldivergence", "kld", "kullbackleiblerdivergence", "kldivergenceloss"}
_TWO_CLASSES = {"binarycrossentropy", "binaryfocalcrossentropy", "hinge", "squaredhinge"}


def label_form(model, output: str) -> str:
    """How the loss of an output wants classes: "codes", "onehot" or "binary"."""
    loss = getattr(model, "loss", None)
    names = list(output_specs(model))
    if isinstance(loss, dict):
        loss = loss.get(output)
    elif isinstance(loss, (list, tuple)):
        loss = loss[names.index(output)] if output in names and len(loss) == len(names) else loss[0]
    name = loss if isinstance(loss, str) else getattr(loss, "__name__", None) or type(loss).__name__
    name = name.replace("_", "").lower()
    width = (output_specs(model).get(output) or [None])[-1]
    if name in _ONE_HOT or (name in _TWO_CLASSES and width is not None and width > 1):
        return "onehot"
    return "binary" if name in _TWO_CLASSES else "codes"


def config_of(obj) -> dict:
    """The config with what names its class, and the whole as JSON: R's lists lose which lists were empty or single."""
    config = obj.get_config()
    entry = saving.serialize_keras_object(obj)
    named = {key: entry.get(key) for key in ("module", "class_name", "registered_name")}
    return {"config": config, "class": named, "json": json.dumps(entry["config"])}


def object_from_config(named: dict, config: dict, original: str, custom_objects=None):
    """The object of a config that was in R, perhaps changed there."""
    entry = {**named, "config": like(config, json.loads(original))}
    return saving.deserialize_keras_object(entry, custom_objects=custom_objects)


def like(value, original):
    """`value` with the lists and dicts of `original` where R has made one of the other, or a number, of them."""
    if isinstance(original, dict):
        if isinstance(value, dict):
            return {k: like(v, original.get(k)) for k, v in value.items()}
        return original if not original and not value else value
    if isinstance(original, list):
        value = value.tolist() if isinstance(value, np.ndarray) else value
        if not isinstance(value, (list, tuple)):
            return [value]
        before = [*original, *[None] * (len(value) - len(original))]
        return [like(v, o) for v, o in zip(value, before, strict=False)]
    return value


# -- data sets ---------------------------------------------------------------------------------------------


def dataset(name: str, args: dict):
    """`load_data()` of a data set, its ragged arrays as lists."""
    parts = importlib.import_module(f"hornpipe.datasets.{name}").load_data(**args)
    return [[array.tolist() if array.dtype == object else array for array in part] for part in parts]


# -- what R remembers of a model ---------------------------------------------------------------------------


class Notes:
    """Factor levels by output, and the layers added after compile."""

    def __init__(self):
        self.levels, self.added = {}, []


_notes: WeakKeyDictionary = WeakKeyDictionary()


def notes(model) -> Notes:
    return _notes.setdefault(model, Notes())


# -- progress ----------------------------------------------------------------------------------------------


def numbers(logs) -> dict:
    return {name: float(value) for name, value in (logs or {}).items()}


class Progress(Callback):
    """Tells R of the end of each epoch, or of a run without epochs, and keeps what the history is made of."""

    def __init__(self, tell=None):
        super().__init__()
        self.tell = tell
        self.epochs, self.rows, self.seconds, self.learning_rate = [], [], [], []

    def begin(self, epoch=None):
        self.epoch, self.step, self.started = epoch, 0, time.monotonic()

    def report(self, done, logs):
        if self.tell is not None:
            params = self.params or {}
            self.tell(done, self.epoch, params.get("epochs"), self.step, params.get("steps"), time.monotonic() - self.started, numbers(logs))

    def on_epoch_begin(self, epoch, logs=None):
        self.begin(epoch + 1)

    def on_epoch_end(self, epoch, logs=None):
        self.epochs.append(epoch + 1)
        self.rows.append(numbers(logs))
        self.seconds.append(time.monotonic() - self.started)
        self.learning_rate.append(float(self.model.optimizer.learning_rate))
        self.step = (self.params or {}).get("steps") or self.step
        self.report(True, logs)


class LiveProgress(Progress):
    """Also tells of the batches, at most five times a second."""

    interval = 0.2

    def begin(self, epoch=None):
        super().begin(epoch)
        self.due = self.started

    def batch(self, batch, logs):
        self.step = batch + 1
        now = time.monotonic()
        if now >= self.due:
            self.report(False, logs)
            self.due = time.monotonic() + self.interval

    def on_train_batch_end(self, batch, logs=None):
        self.batch(batch, logs)


def interrupted(history) -> bool:
    return bool(getattr(history, "interrupted", False))


def fit_progress(tell, live: bool) -> Progress:
    return LiveProgress(tell) if live and tell is not None else Progress(tell)


class Report(Callback):
    """Calls R with (training is over, epoch, epochs, logs) at the end of each epoch."""

    def __init__(self, tell):
        super().__init__()
        self.tell, self.epoch = tell, 0

    def on_epoch_end(self, epoch, logs=None):
        self.epoch = epoch + 1
        self.tell(False, self.epoch, self.params["epochs"], numbers(logs))

    def on_train_end(self, logs=None):
        self.tell(True, self.epoch, self.params["epochs"], {})


class RunProgress(LiveProgress):
    """Progress of evaluate() and predict(), which have no epochs."""

    def on_test_begin(self, logs=None):
        self.begin()

    def on_test_batch_end(self, batch, logs=None):
        self.batch(batch, logs)

    def on_test_end(self, logs=None):
        self.report(True, logs)

    on_predict_begin = on_test_begin

    def on_predict_batch_end(self, batch, logs=None):
        self.batch(batch, None)        # the outputs are no metrics

    def on_predict_end(self, logs=None):
        self.report(True, None)
