from hornpipe import backend, layers
from hornpipe.runtime import random


def test_clear_session_starts_names_and_seeds_afresh():
    layers.Dense(2)
    layers.Dense(2)
    before = random.global_seed_generator()
    backend.clear_session(free_memory=False)
    assert layers.Dense(2).name == "dense" and random.global_seed_generator() is not before
