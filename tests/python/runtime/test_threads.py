import os
import subprocess
import sys

import pytest

ASK = "import os, hornpipe, torch; print(os.environ.get('GOMP_SPINCOUNT'), torch.ones(3).sum().item())"


@pytest.mark.parametrize("given, found", [({}, "10000"), ({"GOMP_SPINCOUNT": "7"}, "7"), ({"OMP_WAIT_POLICY": "passive"}, "None")])
def test_threads_wait_briefly_unless_the_user_says_otherwise(given, found):
    environment = {k: v for k, v in os.environ.items() if k not in ("GOMP_SPINCOUNT", "OMP_WAIT_POLICY")}
    done = subprocess.run([sys.executable, "-c", ASK], env={**environment, **given}, capture_output=True, text=True, check=True)
    assert done.stdout.split() == [found, "3.0"]


def test_torch_that_runs_already_is_left_alone():
    environment = {k: v for k, v in os.environ.items() if k not in ("GOMP_SPINCOUNT", "OMP_WAIT_POLICY")}
    done = subprocess.run([sys.executable, "-c", "import torch; " + ASK], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.split()[0] == "None"
