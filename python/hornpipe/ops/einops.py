"""Axes rearranged by a pattern of names, as einops has it: "b (h w) c -> b h w c"."""
from __future__ import annotations

import re

from ..core.errors import ArgumentError, ShapeError, got
from ..core.types import Int, Tensor, Text
from .op import op


def _side(text) -> list:
    """Groups of names: "b (h w)" is [["b"], ["h", "w"]]."""
    return [token.strip("()").split() for token in re.findall(r"\([^()]*\)|[^\s()]+", text)]


def _names(groups) -> list:
    return [name for group in groups for name in group]


def _sizes(shape, groups, given, pattern) -> dict:
    """The size of every name, one per group found from the axis."""
    if len(groups) != len(shape):
        raise ShapeError(f"`pattern` {pattern!r} describes {len(groups)} axes, got a tensor of shape {tuple(shape)}.", argument="pattern", actual=tuple(shape))
    sizes = dict(given)
    for size, group in zip(shape, groups):
        known = 1
        for name in group:
            known *= sizes.get(name, 1)
        unknown = [name for name in group if name not in sizes]
        if len(unknown) > 1 or size % known or (not unknown and size != known):
            raise ShapeError(f"`pattern` {pattern!r}: an axis of size {size} is not ({' '.join(group)}) with sizes {given}.", argument="pattern", actual=size)
        if unknown:
            sizes[unknown[0]] = size // known
    return sizes


@op
def rearrange(tensor: Tensor, pattern: Text, **axes_lengths: Int):
    """Axes reordered, joined and split.

    Args:
        tensor: Tensor.
        pattern: Names of its axes, an arrow, and the names in their new order; names in parentheses share an axis.
        axes_lengths: Sizes of names that the shape does not tell.

    Raises:
        ValueError: The pattern does not fit the shape, or its sides have different names.

    Example:
        `rearrange(images, "b (h p) (w q) c -> b (h w) (p q c)", p=16, q=16)` cuts images into patches.

    Reference:
        Rogozhnikov, 2022, Einops, https://openreview.net/pdf?id=oapKSVM2bcj
    """
    sides = pattern.split("->")
    if len(sides) != 2:
        raise ArgumentError(f"`pattern` must have one '->', {got(pattern)}.", argument="pattern", actual=pattern)
    before, after = map(_side, sides)
    names, wanted = _names(before), _names(after)
    if sorted(names) != sorted(wanted) or len(set(names)) != len(names):
        raise ArgumentError(f"`pattern` must have the same names on both sides, each once, {got(pattern)}.", argument="pattern", actual=pattern)
    sizes = _sizes(tensor.shape, before, axes_lengths, pattern)
    single = tensor.reshape([sizes[n] for n in names]).permute([names.index(n) for n in wanted])
    lengths = []
    for group in after:
        length = 1
        for name in group:
            length *= sizes[name]
        lengths.append(length)
    return single.reshape(lengths)
