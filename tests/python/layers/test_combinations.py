"""Layers over the choices of their arguments, against what Keras 3.15.1 gave on torch (`make parity` records anew)."""
import os
import pathlib
import subprocess
import sys

import golden
import numpy as np

PARITY = pathlib.Path(__file__).parents[2] / "parity"


def test_outputs_and_gradients_are_those_recorded(tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(str(PARITY))
    from agreement import disagreements

    environment = {**os.environ, "PYTHONPATH": str(PARITY.parents[1] / "python")}
    subprocess.run([sys.executable, str(PARITY / "compute.py"), "hornpipe", str(tmp_path / "ours.npz")], check=True, capture_output=True, env=environment)
    compared, wrong = disagreements(np.load(tmp_path / "ours.npz"), np.load(golden.folder("layers") / "combinations.npz"))
    assert compared >= 1500 and not wrong, "\n".join(wrong)
