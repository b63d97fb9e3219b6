"""From values per sample to one number: weights, masks, and the kinds of mean."""
from __future__ import annotations

import torch

from ..core.errors import ArgumentError, ShapeError, got
from ..runtime import settings
from ..runtime.convert import convert_to_tensor
from .rank import squeeze_or_expand_to_same_rank

REDUCTIONS = ("sum_over_batch_size", "mean", "sum", "mean_with_sample_weight", "none", None)
MEANS = ("sum_over_batch_size", "mean")


def standardize_reduction(reduction):
    if reduction not in REDUCTIONS:
        shown = ", ".join(map(repr, REDUCTIONS))
        raise ArgumentError(f"Invalid value for argument `reduction`: it must be one of {shown}, {got(reduction)}.",
                            argument="reduction", actual=reduction, expected=REDUCTIONS)
    return reduction


def apply_mask(sample_weight, mask, dtype: torch.dtype, reduction):
    """Weights that are 0 where `mask` is False; for a mean, the others grow so that it is one over valid entries.

    Args:
        sample_weight: Weights, or `None`.
        mask: True at valid entries, or `None`.
        dtype: Dtype of the weights.
        reduction: What follows.
    """
    if mask is None:
        return sample_weight
    mask = mask.to(dtype)
    if reduction in MEANS:
        mask = mask * (mask.numel() / (mask.sum() + settings.epsilon()))
    if sample_weight is None:
        return mask
    mask, sample_weight = squeeze_or_expand_to_same_rank(mask, sample_weight.to(dtype))
    return by_sample(sample_weight, mask.shape) * mask


def by_sample(sample_weight, shape):
    """A vector of one weight per sample with the rank of what it weighs; other weights as they are."""
    return sample_weight.view(-1, *[1] * (len(shape) - 1)) if sample_weight.ndim == 1 and len(shape) > 1 and len(sample_weight) == shape[0] else sample_weight


def reduce_weighted_values(values, sample_weight=None, mask=None, reduction="sum_over_batch_size", dtype: torch.dtype | None = None):
    """Values per sample, weighted and reduced.

    Args:
        values: Values per sample.
        sample_weight: Weights: one per sample, or per value.
        mask: True at the entries that count.
        reduction: Kind of the reduction.
        dtype: Dtype of the arithmetic; that of `values` if `None`.

    Raises:
        ShapeError: Weights that do not fit the values.
    """
    values = convert_to_tensor(values, dtype)
    if sample_weight is not None:
        sample_weight = convert_to_tensor(sample_weight, values.dtype).to(values.device)
    if mask is not None:
        mask = convert_to_tensor(mask).to(values.device)
    weight = apply_mask(sample_weight, mask, values.dtype, reduction)
    if weight is not None:
        values, weight = squeeze_or_expand_to_same_rank(values, weight)
        try:
            values = values * by_sample(weight, values.shape)
        except RuntimeError as error:
            which, of = ("sample_weight", sample_weight) if mask is None else ("mask", mask)
            raise ShapeError(f"`{which}` must have a shape that fits the losses, {tuple(values.shape)}, got {tuple(of.shape)}.",
                             argument=which, expected=tuple(values.shape), actual=tuple(of.shape)) from error
    if reduction in (None, "none") or values.ndim == 0 or values.shape == (0,):
        return values
    if reduction == "sum":
        return values.sum()
    if reduction == "mean_with_sample_weight" and weight is not None:
        total = weight.sum()
        return torch.where(total == 0, 0, values.sum() / torch.where(total == 0, 1, total))
    return values.mean()
