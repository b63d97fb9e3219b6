"""Numbers too small for full precision count as zero in a step, and only there."""
import subprocess
import sys

import numpy as np
import torch

import hornpipe as keras
from hornpipe.runtime import subnormal

TINY = 1e-310

# A sum over many values is shared by all threads: each leaves its subnormal numbers out.
SUMS = """
import torch
import hornpipe.runtime.device
from hornpipe.runtime import subnormal
many = torch.full((1 << 20,), 1e-310, dtype=torch.float64)
kept = (many * 1.0).count_nonzero().item()
switched = subnormal.leave_out()
left = (many * 1.0).count_nonzero().item()
if switched:
    subnormal.keep()
print(switched, kept == len(many) or torch.get_num_threads() > 1, left, 1e-310 * float("1") > 0)
"""


def test_switching_tells_whether_it_was_needed():
    assert subnormal.leave_out() and not subnormal.leave_out()
    assert float("1e-310") * 1.0 == 0.0
    subnormal.keep()
    assert float("1e-310") * 1.0 > 0


def test_every_thread_leaves_them_out_during_a_step():
    done = subprocess.run([sys.executable, "-c", SUMS], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "True", "0", "True"]


def test_steps_leave_the_users_thread_as_it_was():
    model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(2)])
    model.compile("adam", "mse")
    seen = []
    watch = keras.callbacks.LambdaCallback(on_train_batch_end=lambda batch, logs: seen.append(np.float64(TINY) * 1.0))
    model.fit(np.ones((4, 3)), np.ones((4, 2)), batch_size=2, verbose=0, callbacks=[watch])
    assert seen == [TINY, TINY]


def test_averages_of_gradients_that_are_zero_become_zero():
    model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1, use_bias=False)])
    model.compile(keras.optimizers.Adam(), "mse")
    model.train_on_batch(np.ones((1, 1)), np.full((1, 1), 5.0))
    momentum = next(v for v in model.optimizer.variables if v.name.endswith("momentum"))
    with torch.no_grad():
        momentum.fill_(1e-38)
    model.fit(np.zeros((4, 1)), np.zeros((4, 1)), batch_size=1, verbose=0)
    assert momentum.item() == 0.0
