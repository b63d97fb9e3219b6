"""`fit()` in another process: this end sends the work, hears how far it is, and takes the result into the model.

R holds Python's lock while it computes, so a thread would stand still; a process of its own does not.
"""
from __future__ import annotations

import io
import json
import os
import pickle
import random as python_random
import shutil
import signal
import subprocess
import sys
import types
import weakref
from pathlib import Path

import torch

from ..callbacks.callback import Callback
from ..callbacks.history import History
from ..core.errors import ArgumentError, BackgroundError, HornpipeError
from ..runtime import device, random, settings
from ..saving.api import reduced_model
from ..training import loop
from ..training.batches import is_source
from .models import notes
from .worker import OUTCOME, PROGRESS, STOP, VALUES, WORK

PROGRAM = "import sys; from hornpipe.rbridge.worker import main; main(sys.argv[1])"
SAID, TRACE = "said.txt", "trace.txt"


class BackgroundFit:
    """A `fit()` that runs in another process. The model stays as it is until `take()`.

    Args:
        model: A compiled model.
        arguments: Those of `fit()`, by name.
        python: The program to start.
        environment: The variables of its environment.
        folder: An empty folder, which is removed in the end.

    Raises:
        BackgroundError: A part cannot go there, or the model is already being fitted.
        HornpipeError: What `fit()` itself finds wrong before it trains.
    """

    def __init__(self, model, arguments: dict, python: str, environment: dict, folder: str):
        refuse_second(model)
        self.model, self.optimizer, self.callbacks = model, model.optimizer, arguments["callbacks"]
        self.epochs, self._folder = arguments["epochs"], Path(folder)
        self._send(arguments, checked=_check(model, arguments))
        paths = [str(Path(__file__).parents[2]), *(path for path in sys.path if path)]
        with open(self._folder / SAID, "wb") as said, open(self._folder / TRACE, "wb") as trace:
            self._process = subprocess.Popen(
                [python, "-P", "-c", PROGRAM, folder], stdin=subprocess.PIPE, stdout=said, stderr=trace,
                env={**environment, "PYTHONPATH": os.pathsep.join(dict.fromkeys(paths)), "PYTHONUNBUFFERED": "1"}, **_apart())
        self.pid = self._process.pid
        self._end = weakref.finalize(self, _end, os.getpid(), self._process, folder)
        self.history, self.rows, self.at, self._read, self._outcome = History(), [], None, 0, None
        self.history.params = {"epochs": self.epochs, "steps": None}
        notes(model).background = weakref.ref(self)

    def _send(self, arguments, checked):
        model = self.model
        work = {"model": _travelling(model), "arguments": arguments, "checked": checked, "settings": settings.values(), "streams": random.streams(),
                "stands": getattr(model, "_stands", None), "jit_compile": model.jit_compile, "device": device.current_device(),
                "threads": torch.get_num_threads(), "deterministic": torch.are_deterministic_algorithms_enabled(),
                "precision": torch.get_float32_matmul_precision()}
        try:
            torch.save(work, self._folder / WORK, pickle_module=_pickle)
        except Exception as error:
            raise _cannot_go([*_stuck(*work["model"][1].values(), *arguments["callbacks"]), *_stuck(**arguments)] or [str(error)]) from error
        # Who draws on here must not draw the same numbers as the other process.
        random.set_random_seed(python_random.getrandbits(32))

    # ------------------------------------------------------------ how far it is

    def look(self) -> list[dict]:
        """What the other process has told since the last look: a dictionary for the end of each epoch, and the newest place in the running one."""
        lines = self._new_lines()
        for line in lines:
            if "params" in line:
                self.history.params = line["params"]
                continue
            self.at = line
            if line["done"]:
                self.rows.append(line["logs"])
                self.history.epoch.append(line["epoch"] - 1)
                self.history.seconds.append(line["seconds"])
                self.history.learning_rate.append(line["learning_rate"])
        return [line for i, line in enumerate(lines) if "params" not in line and (line["done"] or i == len(lines) - 1)]

    def _new_lines(self):
        path = self._folder / PROGRESS
        if not path.exists():
            return []
        with open(path, "rb") as file:
            file.seek(self._read)
            whole, newline, _ = file.read().rpartition(b"\n")
        self._read += len(whole) + len(newline)
        return [json.loads(line) for line in whole.splitlines()]

    def status(self) -> str:
        """One of "starting", "running", "finished", "interrupted", "failed"."""
        outcome = self.outcome()
        if outcome is not None:
            return "failed" if "error" in outcome else "interrupted" if outcome["interrupted"] else "finished"
        if self._process.poll() is not None:
            return "failed"
        return "running" if self.history.params["steps"] is not None or self.at is not None else "starting"

    def outcome(self) -> dict | None:
        """How training ended, with "error" for an exception of it; None while it runs, and where its process ended without a word."""
        if self._outcome is None and (self._folder / OUTCOME).exists():
            self._outcome = json.loads((self._folder / OUTCOME).read_text())
            self._outcome["said"] = (self._folder / SAID).read_text(errors="replace")
        return self._outcome

    # ------------------------------------------------------------ its end

    def stop(self) -> None:
        """Asks for what Ctrl-C does: the running step is finished, then training ends."""
        if self._process.poll() is None:
            try:
                self._process.stdin.write(STOP.encode())
                self._process.stdin.flush()
            except BrokenPipeError:         # it has just ended
                pass

    def obituary(self) -> str:
        """Why there is no outcome."""
        code = self._process.wait()
        how = f"was killed by the signal {signal.Signals(-code).name}" if code < 0 else f"ended with the status {code}"
        where = f"in epoch {self.at['epoch']} of {self.epochs}" if self.at else "before the first epoch"
        lines = [line for name in (TRACE, SAID) for line in (self._folder / name).read_text(errors="replace").splitlines()]
        told = "".join(f"\n  {line}" for line in ["Its last lines:", *lines[-10:]] if lines)
        return f"The process of the background fit of the model {self.model.name!r} {how}, {where}. The model is as it was.{told}"

    def take(self) -> History:
        """Puts the trained weights, the state of the optimizer and that of the callbacks into place, and gives the history."""
        values = torch.load(self._folder / VALUES, mmap=True, weights_only=False)
        model, (weights, slots) = self.model, values["variables"]
        own = model.variables
        if [tuple(v.shape) for v in own] != [tuple(v.shape) for v in weights]:
            raise BackgroundError(f"The model {model.name!r} has other weights now than when its background fit began: what was trained does not fit.")
        _assign(own, weights)
        if model.optimizer is self.optimizer and slots:
            if not self.optimizer.built:
                self.optimizer.build(model.trainable_variables)
            _assign(self.optimizer.variables, slots)
        for callback, state in zip(self.callbacks, values["callbacks"], strict=True):
            vars(callback).update(state)
        object.__setattr__(model, "_stands", values["stands"])
        self.history.history, self.history.interrupted = self._outcome["history"], self._outcome["interrupted"]
        self.history.set_model(model)
        object.__setattr__(model, "history", self.history)
        return self.history

    def close(self) -> None:
        """Ends the process, if it runs, and removes its files."""
        if notes(self.model).background is not None and notes(self.model).background() is self:
            notes(self.model).background = None
        self._end()


def _assign(variables, values):
    for variable, value in zip(variables, values, strict=True):
        variable.assign(value.to(variable.device))


def _apart() -> dict:
    """A process that does not hear the Ctrl-C of this one's terminal."""
    if sys.platform == "win32":
        return {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW}
    return {"start_new_session": True}


def _end(owner, process, folder):
    if os.getpid() == owner:                # not in a fork of R
        process.stdin.close()
        process.kill()
        process.wait()
        shutil.rmtree(folder, ignore_errors=True)


def refuse_second(model) -> None:
    """Says so where the model is being fitted in the background."""
    held = notes(model).background
    if held is not None and held() is not None:         # not kept in a variable: the error would hold it
        raise BackgroundError(f"The model {model.name!r} is being fitted in the background: `hornpipe_collect()` the fit first, or `hornpipe_stop()` it.",
                              argument="object")


# ---------------------------------------------------------------- what can go

def _check(model, arguments) -> bool:
    """Whether `fit()` would take the arguments could be told: from arrays, which also build the model. Batches are left to the other process."""
    if is_source(arguments["x"]):
        model._assert_compiled("fit")
        if not model.built:
            raise ArgumentError(f"The model {model.name!r} must be built before a background fit from batches: give `input_shape`.", argument="x")
        return False
    names = ("x", "y", "batch_size", "validation_split", "validation_data", "shuffle", "class_weight", "sample_weight")
    loop.checked(model, **{name: arguments[name] for name in names})
    return True


def _travelling(model):
    """The model as bytes, with the user's objects that they name."""
    try:
        return reduced_model(model)
    except (HornpipeError, NotImplementedError, TypeError) as error:
        raise _cannot_go([str(error).rstrip(".")]) from error


class _Pickler(pickle.Pickler):
    """Refuses what another process cannot find: R's code, and what stands in the main program."""

    def reducer_override(self, obj):
        if isinstance(obj, (type, types.FunctionType)) and obj.__module__ in ("r", "__main__"):
            raise pickle.PicklingError(f"`{obj.__name__}` is not to be had there")
        return NotImplemented


_pickle = types.ModuleType("pickle")            # what torch.save() asks for
_pickle.Pickler = _Pickler


def _stuck(*objects, **arguments) -> list[str]:
    """The names of those that cannot go; of arguments, their own."""
    named = [(_name(obj), obj) for obj in objects] + [(f"`{name}`", value) for name, value in arguments.items() if name != "callbacks"]
    return [name for name, obj in named if not _can_go(obj)]


def _can_go(obj) -> bool:
    try:
        _Pickler(io.BytesIO()).dump(obj)
    except Exception:
        return False
    return True


def _cannot_go(names: list[str]) -> BackgroundError:
    return BackgroundError(f"`background` must be False: the other process, where there is no R, cannot have {', '.join(names)}.",
                           argument="background", actual=names)


def _name(obj) -> str:
    if isinstance(obj, Callback):
        hooks = [name for name, value in vars(obj).items() if getattr(value, "from_r", False)]
        return f"the callback `{type(obj).__name__}`" + (f" with `{'`, `'.join(hooks)}`" if hooks else "")
    kind = getattr(obj, "kind", "class") if isinstance(obj, type) else "function"
    return f"the {kind} `{getattr(obj, '__name__', obj)}`"
