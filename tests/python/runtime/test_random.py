import json
import random as python_random

import numpy as np
import torch

from hornpipe.runtime import random


def test_all_streams_can_be_put_back():
    random.set_random_seed(3)
    random.draw_seed(None)
    state = json.loads(json.dumps(random.streams()))

    def draw():
        return python_random.random(), np.random.normal(), torch.rand(2).tolist(), random.draw_seed(None).tolist()

    first = draw()
    draw()
    random.set_streams(state)
    assert draw() == first
