"""Randomness: one seed drives everything, and each `SeedGenerator` is a stream of its own."""
from __future__ import annotations

import contextlib
import random as python_random

import numpy as np
import torch

from ..core.arguments import is_int
from ..core.configurable import Configurable
from ..core.errors import ArgumentError, got
from ..core.types import Int
from .device import current_device
from .variable import Variable
from .views import visible

_global: list = []
before_looks: list = []         # called before the state of torch's generator is read or set here


def make_default_seed() -> int:
    """A fresh seed, from Python's generator: `set_random_seed` fixes it."""
    return python_random.randint(1, int(1e9))


def set_random_seed(seed: Int) -> None:
    """Seeds Python, NumPy and torch, and so every initial weight, dropout mask and shuffle after it.

    Args:
        seed: An int from 0 to 2**32 - 1.
    """
    if not is_int(seed) or not 0 <= seed < 2**32:
        raise ArgumentError(f"`seed` must be an int from 0 to 2**32 - 1, {got(seed)}.", argument="seed", actual=seed)
    _settle()
    python_random.seed(int(seed))
    np.random.seed(int(seed))
    torch.manual_seed(int(seed))
    forget_global()


class SeedGenerator(Configurable):
    """A stream of seeds: each draw gives other numbers, and the stream can be saved.

    Args:
        seed: Where the stream starts; drawn at random if `None`.
        name: Name of the stream.
    """

    kind = "random"

    def __init__(self, seed: Int = None, name=None, **kwargs):
        if kwargs:
            raise ArgumentError(f"Unrecognized keyword arguments of SeedGenerator: {sorted(kwargs)}.", argument="kwargs", actual=kwargs)
        if seed is None:
            seed = make_default_seed()
        if not is_int(seed) or seed < 0:
            raise ArgumentError(f"Argument `seed` must be an integer, not negative, {got(seed)}.", argument="seed", actual=seed)
        self._initial_seed = self.seed = int(seed)
        self.name = name or "seed_generator"
        self.backend = "torch"
        with torch.device("cpu"):
            self.state = Variable(torch.tensor([seed, 0], dtype=torch.int64), trainable=False, autocast=False, name="seed_generator_state")

    def next(self, ordered: bool = True):
        """The next seed: a tensor of two ints, the second of which counts the draws."""
        state = visible(self.state).detach().clone()
        self.state.assign(state + torch.tensor([0, 1], dtype=torch.int64))
        return state

    def get_config(self):
        return {"seed": self._initial_seed}


def forget_global() -> None:
    """Drops the global stream: the next draw starts another."""
    _global.clear()


def global_seed_generator() -> SeedGenerator:
    if not _global:
        _global.append(SeedGenerator(name="global_seed_generator"))
    return _global[0]


def draw_seed(seed):
    """The two ints of a seed: of an int, of a `SeedGenerator` (which moves on), of the global one for `None`."""
    if isinstance(seed, SeedGenerator):
        return seed.next()
    if seed is None:
        return global_seed_generator().next()
    if isinstance(seed, torch.Tensor) and seed.shape == (2,):
        return seed
    if is_int(seed):
        return torch.tensor([int(seed), 0], dtype=torch.int64)
    raise ArgumentError(f"Argument `seed` must be either an integer or a SeedGenerator, {got(seed)}.", argument="seed", actual=seed)


def _place(seed) -> int:
    """Where a torch generator starts for a seed.

    Keras: on torch the two ints are added, so an int seed gives the numbers that Keras gives there.
    """
    first, second = (int(s) for s in draw_seed(seed))
    return (first + second) & 0xFFFFFFFF


def generator(seed, device=None) -> torch.Generator | None:
    """A torch generator at the place a seed names; None on the meta device, where nothing is drawn."""
    device = device or current_device()
    if str(device).startswith("meta"):
        return None
    return torch.Generator(device).manual_seed(_place(seed))


@contextlib.contextmanager
def seeded(seed):
    """Sets torch's own generators to the place a seed names inside the block: for draws that take no generator."""
    _settle()
    with torch.random.fork_rng():
        torch.manual_seed(_place(seed))
        yield


def _settle():
    for call in before_looks:
        call()


def streams() -> dict:
    """Where all streams of random numbers stand (Python's, NumPy's, torch's, the global seed's), as JSON-ready lists."""
    _settle()
    version, numbers, gauss = python_random.getstate()
    numpy_state = np.random.get_state(legacy=False)
    return {
        "python": [version, list(numbers), gauss],
        "numpy": {**numpy_state, "state": {"key": numpy_state["state"]["key"].tolist(), "pos": numpy_state["state"]["pos"]}},
        "torch": torch.get_rng_state().tolist(),
        "cuda": [s.tolist() for s in torch.cuda.get_rng_state_all()] if torch.cuda.is_initialized() else [],
        "global": [[g.seed, *g.state.tolist()] for g in _global],
    }


def set_streams(state: dict) -> None:
    """Puts all streams back to where `streams()` found them."""
    _settle()
    version, numbers, gauss = state["python"]
    python_random.setstate((version, tuple(numbers), gauss))
    np.random.set_state({**state["numpy"], "state": {"key": np.array(state["numpy"]["state"]["key"], dtype=np.uint32), "pos": state["numpy"]["state"]["pos"]}})
    torch.set_rng_state(torch.tensor(state["torch"], dtype=torch.uint8))
    if state["cuda"] and torch.cuda.device_count() == len(state["cuda"]):
        torch.cuda.set_rng_state_all([torch.tensor(s, dtype=torch.uint8) for s in state["cuda"]])
    _global.clear()
    for seed, *place in state["global"]:
        made = SeedGenerator(seed, name="global_seed_generator")
        made.state.assign(torch.tensor(place))
        _global.append(made)
