"""Every combination under real Keras on torch and under hornpipe, in one run. `make parity` calls this; `make test` reads the recording."""
import os
import pathlib
import subprocess
import sys

import numpy as np
import pytest

HERE = pathlib.Path(__file__).parent
sys.path.insert(0, str(HERE))

from agreement import disagreements  # noqa: E402

RECORDING = HERE.parent / "python" / "golden" / "layers" / "combinations.npz"


@pytest.fixture(scope="session")
def runs(tmp_path_factory):
    folder = tmp_path_factory.mktemp("combinations")
    for implementation, python in (("hornpipe", sys.executable), ("keras", os.environ["HORNPIPE_PEER"])):
        environment = {**os.environ, "PYTHONPATH": str(HERE.parents[1] / "python") if implementation == "hornpipe" else ""}
        command = [python, str(HERE / "compute.py"), implementation, str(folder / f"{implementation}.npz")]
        subprocess.run(command, check=True, capture_output=True, cwd=folder, env=environment)
    return folder


def test_outputs_and_gradients_are_those_of_keras(runs):
    compared, wrong = disagreements(np.load(runs / "hornpipe.npz"), np.load(runs / "keras.npz"))
    print(f"{compared} combinations compared, {len(wrong)} differ")
    assert compared >= 1500 and not wrong, "\n".join(wrong)


def test_the_recording_is_what_keras_gives(runs):
    fresh, kept = np.load(runs / "keras.npz"), np.load(RECORDING)
    assert set(fresh.files) == set(kept.files)
    compared, wrong = disagreements(fresh, kept)
    assert compared >= 1500 and not wrong, "\n".join(wrong)
