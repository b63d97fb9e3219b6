"""Files made by real Keras: where they lie, and how to read them."""
import json
import pathlib

import numpy as np

HERE = pathlib.Path(__file__).parent / "golden"


def folder(name):
    return HERE / name


def arrays(path):
    """The arrays of an .npz, by name, in order."""
    with np.load(HERE / path, allow_pickle=False) as file:
        return {k: file[k] for k in file.files}


def text(path):
    return (HERE / path).read_text(encoding="utf-8")


def data(path):
    return json.loads(text(path))


def cases(prefix):
    """Folders whose name begins with `prefix`."""
    return sorted(p.name for p in HERE.iterdir() if p.is_dir() and p.name.startswith(prefix))
