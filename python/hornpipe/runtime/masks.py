"""The masks of dropout, from torch's global generator.

A small step takes longer to start kernels than to draw numbers. So where two steps of training have wanted the same masks, those of the
next few are drawn at once. They hold the numbers that one draw after another gives; and whoever looks at the generator in between, or
draws from it too, finds it where these would have left it: what was drawn too early is given back first.
"""
from __future__ import annotations

import contextlib
import functools
import math

import torch

from . import random

STEPS, ENTRIES = 16, 1 << 16        # how many steps' masks are drawn at once at most, and how many entries these may have together


def take(shape, rate: float, dtype) -> torch.Tensor:
    """A mask on the CPU: 0 with probability `rate`, else what keeps the mean."""
    return _masks.take((shape, rate, dtype))


def begin() -> None:
    """A step of training begins, in which nobody else draws."""
    if _masks.alone:
        _masks.begin()


@contextlib.contextmanager
def alone(allowed: bool):
    """Inside, masks may be drawn ahead where that is allowed: nobody else draws between steps, or looks at the generator, but after `give_back()`."""
    _masks.forget()
    _masks.alone = allowed
    try:
        yield
    finally:
        give_back()


def give_back() -> None:
    """Ends drawing ahead: somebody else is about to draw, or to look."""
    _masks.alone = False
    _masks.settle()


# ---------------------------------------------------------------- masks from bits


@functools.lru_cache(64)
def _least_and_scale(rate: float, dtype) -> tuple:
    """The least 16 bits that are kept, and what keeps the mean at the rate so rounded: as tensors, with which kernels start sooner than with numbers."""
    dropped = min(round(rate * 65536), 65535)
    with torch.inference_mode(False):
        return torch.tensor(dropped - 32768, dtype=torch.int16, device="cpu"), torch.tensor(65536 / (65536 - dropped), dtype=dtype, device="cpu")


def _words(form) -> int:
    """Random numbers of 64 bits for a mask: each serves four entries, which takes a tenth of the time of `bernoulli_`."""
    return (math.prod(form[0]) + 3) // 4


def _draw(*words) -> torch.Tensor:
    """Random words, seen as four times as many of 16 bits."""
    return torch.empty(words, dtype=torch.int64, device="cpu").random_(-(2**63), None).view(torch.int16)


def _made(form, bits) -> torch.Tensor:
    """The mask of some bits; several, where there are rows of bits."""
    shape, rate, dtype = form
    least, scale = _least_and_scale(rate, dtype)
    bits = bits[..., :math.prod(shape)]
    return torch.ge(bits, least, out=torch.empty(bits.shape, dtype=dtype)).mul_(scale).view((*bits.shape[:-1], *shape))


# ---------------------------------------------------------------- of several steps at once


class _Block:
    """The masks of several steps that want the same."""

    def __init__(self, forms, steps: int):
        self.forms, self.words, self.steps = forms, [_words(f) for f in forms], steps
        self.start = torch.get_rng_state()
        with torch.inference_mode(False):
            bits = _draw(steps, sum(self.words)).split([4 * n for n in self.words], 1)
            self.masks = [_made(form, part).unbind() for form, part in zip(forms, bits)]
        self.end = torch.get_rng_state()
        self.step, self.at = 0, 0           # the place of the next mask

    def give_back(self):
        """Puts the generator where it stood had the masks been drawn as they were taken."""
        used = self.step * sum(self.words) + sum(self.words[:self.at])
        if used < self.steps * sum(self.words) and torch.equal(torch.get_rng_state(), self.end):
            torch.set_rng_state(self.start)
            _draw(used)


class _Masks:
    """Gives masks one after another.

    Attributes:
        alone: Whether they may be drawn ahead.
    """

    def __init__(self):
        self.alone, self._block = False, None
        self.forget()

    def forget(self):
        """A first step is to come."""
        self._wanted, self._before = [], []         # by the running step so far, and by the one before it

    def begin(self):
        block = self._block
        if block is not None and block.at == len(block.forms) and block.step + 1 < block.steps:
            block.step, block.at = block.step + 1, 0
            return
        self.settle()
        if self._wanted and self._wanted == self._before:
            steps = min(STEPS, ENTRIES // (4 * sum(map(_words, self._wanted))))
            if steps > 1:
                self._block = _Block(self._wanted, steps)
                return
        self._wanted, self._before = [], self._wanted

    def take(self, form):
        block = self._block
        if block is not None:
            at = block.at
            if at < len(block.forms) and block.forms[at] == form:
                block.at = at + 1
                return block.masks[at][block.step]
            self.settle()
        if self.alone:
            self._wanted.append(form)
        return _made(form, _draw(_words(form)))

    def settle(self):
        """Gives back what was drawn too early."""
        block, self._block = self._block, None
        if block is not None:
            block.give_back()
            self._wanted, self._before = list(block.forms[:block.at]), block.forms


_masks = _Masks()
random.before_looks.append(give_back)
