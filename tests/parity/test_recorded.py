"""The recorded tables of layers are what Keras gives now; `make test` holds hornpipe to them."""
import json
import os
import pathlib
import subprocess

import pytest
from layers import recorded

TESTS = pathlib.Path(__file__).parents[1] / "python"
FAMILIES = sorted(p.parent.name for p in TESTS.glob("layers/*/keras_cases.py"))


@pytest.mark.parametrize("family", FAMILIES)
def test_the_recording_is_what_keras_gives(family, tmp_path):
    environment = {**os.environ, "PYTHONPATH": str(TESTS), "KERAS_BACKEND": "torch", "KERAS_HOME": str(tmp_path), "OMP_NUM_THREADS": "1"}
    subprocess.run([os.environ["HORNPIPE_PEER"], "-m", "layers.recorded", str(tmp_path / "made"), family], check=True, capture_output=True, env=environment)
    wrong, compared = [], 0
    for path in sorted((tmp_path / "made").iterdir()):
        fresh, kept = (json.loads((folder / path.name).read_text()) for folder in (path.parent, recorded.GOLDEN))
        assert set(fresh) == set(kept)
        for name, parts in fresh.items():
            compared += 1
            wrong += [f"{path.stem}: {name}" for found, wanted in zip(parts, kept[name]) if not recorded.same(found, wanted)]
    print(f"{family}: {compared} cases compared, {len(wrong)} differ")
    assert compared and not wrong
