"""Checks of the data against the model, before the first step: a wrong label shows as a sentence, not as NaN or a crash."""
from __future__ import annotations

import warnings

import torch

from .. import losses
from ..core.errors import LabelError, ShapeError
from ..losses import CategoricalCrossentropy, SparseCategoricalCrossentropy, categorical_crossentropy, sparse_categorical_crossentropy
from ..losses.loss import LossFunctionWrapper
from .batches import ClassWeighted

_PROBABILITIES = frozenset({losses.binary_crossentropy, losses.binary_focal_crossentropy})
_ELEMENTWISE = _PROBABILITIES | {losses.mean_squared_error, losses.mean_absolute_error, losses.mean_absolute_percentage_error,
                                 losses.mean_squared_logarithmic_error, losses.huber, losses.log_cosh}


def check_against_model(model, source, first_batch, argument: str = "y") -> None:
    """Labels must be classes that the output has, targets must have the output's shape. `argument`: what an error calls the targets."""
    whole = source.source if isinstance(source, ClassWeighted) else source
    structure = getattr(whole, "structure", None)
    y = structure[1] if structure is not None else first_batch[1] if first_batch is not None else None
    compiled = getattr(model, "_compile_loss", None)
    if y is None or compiled is None or not compiled.rows:
        return
    outputs = model._outputs_of_model
    targets = outputs.values(y, argument, compiled.targets)
    specs = model._output_shapes
    for place, loss, _, _ in compiled.rows:
        i = place.start
        t, shape = targets[i], specs[i]
        if place.stop - i > 1 or not isinstance(t, torch.Tensor) or shape is None or not t.numel():
            continue
        name = argument if len(outputs) == 1 else f"{argument}[{outputs.names[i]!r}]"
        _check_form(name, t, shape, loss)
        _warn_of_numbers(name, t, shape, loss.fn if isinstance(loss, LossFunctionWrapper) else type(loss).of)
        if _counts_classes(loss, len(shape)):
            _check_labels(name, t, shape[-1], getattr(loss, "ignore_class", None))


def _check_form(name, targets, shape, loss):
    """Class numbers and a column per class, taken for each other: what most often does not fit."""
    columns = isinstance(loss, CategoricalCrossentropy) or getattr(loss, "fn", None) is categorical_crossentropy
    numbers = isinstance(loss, SparseCategoricalCrossentropy) or getattr(loss, "fn", None) is sparse_categorical_crossentropy
    classes, ndim = shape[-1], len(shape)
    if not (columns or numbers) or ndim < 2 or classes is None or classes == 1:
        return
    if columns and (targets.ndim == ndim - 1 or targets.ndim == ndim and targets.shape[-1] == 1):
        found, wants, other = "class numbers", f"a column for each of {classes} classes", "sparse_categorical_crossentropy"
    elif numbers and targets.ndim == ndim and targets.shape[-1] == classes:
        found, wants, other = f"{classes} columns", "class numbers", "categorical_crossentropy"
    elif columns and targets.ndim == ndim and targets.shape[-1] != classes:
        empty = targets.shape[-1] == classes + 1 and not bool(targets[..., 0].any())
        hint = " The first column is all zeros: labels count from 0, so subtract 1 before `to_categorical()`." if empty else ""
        raise ShapeError(f"`{name}` has {targets.shape[-1]} columns, but the output has {classes} classes.{hint}", argument=name, expected=list(shape),
                         actual=list(targets.shape))
    else:
        return
    turn = " or turn `y` into columns with `to_categorical()`" if columns else ""
    raise ShapeError(f"`{name}` holds {found}, of shape {tuple(targets.shape)}, but the loss takes {wants}: use '{other}'{turn}.",
                     argument=name, expected=list(shape) if columns else list(shape[:-1]), actual=list(targets.shape))


def _warn_of_numbers(name, targets, shape, function):
    """What a loss computes with and yet is never meant: labels where it takes probabilities, several columns for one output."""
    width = shape[-1] if shape else None
    if function in _ELEMENTWISE and targets.ndim == len(shape) and width is not None and targets.shape[-1] != width and 1 in (targets.shape[-1], width):
        warnings.warn(f"`{name}` has {targets.shape[-1]} columns, the output has {width}: the loss compares each of them with the same one.", stacklevel=5)
    elif function in _PROBABILITIES and targets.dtype is not torch.bool:
        low, high = targets.min().item(), targets.max().item()
        if low < 0 or high > 1:
            hint = " Labels count from 0: subtract 1." if (low, high) == (1, 2) else ""
            warnings.warn(f"`{name}` holds values from {low:g} to {high:g}, but binary crossentropy takes labels 0 and 1, or probabilities.{hint}",
                          stacklevel=5)


def _counts_classes(loss, ndim: int) -> bool:
    """Whether targets are numbers of the classes along the last axis."""
    if isinstance(loss, SparseCategoricalCrossentropy):
        return loss.get_config().get("axis", -1) in (-1, ndim - 1)
    return isinstance(loss, LossFunctionWrapper) and loss.fn is sparse_categorical_crossentropy and not loss._kwargs


def _check_labels(name, labels, classes, ignored):
    if labels.is_floating_point() and not torch.equal(labels, labels.trunc()):
        odd = labels[labels != labels.trunc()].flatten()[0].item()
        raise LabelError(f"`{name}` holds {odd:g}, but the loss takes numbers of classes, whole ones from 0 to {classes - 1}.", argument=name, actual=odd,
                         expected=[0, classes - 1])
    low, high = labels.min().item(), labels.max().item()
    if ignored is not None and (low == ignored or high == ignored):
        kept = labels[labels != ignored]
        if not kept.numel():
            return
        low, high = kept.min().item(), kept.max().item()
    if low < 0 or high >= classes:
        hint = f" Labels count from 0: subtract 1, or give the last layer {int(high) + 1} units." if low >= 1 and high == classes else ""
        raise LabelError(f"`{name}` holds labels from {low:g} to {high:g}, but the output has {classes} classes: "
                         f"labels must be between 0 and {classes - 1}.{hint}",
                         argument=name, actual=[low, high], expected=[0, classes - 1])


