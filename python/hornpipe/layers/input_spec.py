"""What a layer asks of its inputs, checked at each call before any arithmetic."""
from __future__ import annotations

from ..core import tree
from ..core.errors import ArgumentError, ShapeError, got
from ..graph.tensor import standardize_shape
from ..runtime import dtypes


class InputSpec:
    """Rank, sizes and dtype that an input must have; `None` leaves a thing open.

    Args:
        dtype: Name of the dtype.
        shape: Sizes, `None` for any.
        ndim: Rank.
        max_ndim, min_ndim: Bounds of the rank.
        axes: Dictionary of axis to size.
        allow_last_axis_squeeze: Whether a last axis of size 1 may be missing or surplus.
        name: Key of the input where inputs come as a dictionary.
        optional: Whether the input may be `None`.
    """

    def __init__(self, dtype=None, shape=None, ndim=None, max_ndim=None, min_ndim=None, axes=None, allow_last_axis_squeeze=False, name=None, optional=False):
        self.dtype = None if dtype is None else dtypes.standardize_dtype(dtype)
        self.shape = None if shape is None else standardize_shape(shape)
        self.ndim = len(self.shape) if shape is not None else ndim
        self.max_ndim, self.min_ndim = max_ndim, min_ndim
        self.name, self.optional = name, optional
        self.allow_last_axis_squeeze = allow_last_axis_squeeze
        try:
            self.axes = {int(k): v for k, v in (axes or {}).items()}
        except (TypeError, ValueError, AttributeError):
            raise TypeError(f"`axes` must be a dictionary of ints, {got(axes)}.") from None
        limit = (self.ndim if self.ndim is not None else max_ndim) or 0
        if self.axes and limit and max(self.axes) >= limit:
            raise ArgumentError(f"`axes` names axis {max(self.axes)}, but the rank is at most {limit}.", argument="axes", actual=axes)

    def fits(self, x) -> bool:
        """Whether a tensor meets the specification; the quick look before the one that says what is wrong."""
        shape = x.shape
        rank = len(shape)
        if self.ndim is not None and rank != self.ndim or self.min_ndim is not None and rank < self.min_ndim:
            return False
        if self.shape is not None or self.dtype is not None or self.max_ndim is not None:
            return False
        for axis, size in self.axes.items():
            if size is not None and (axis >= rank or shape[axis] != size):
                return False
        return True

    def __repr__(self):
        fields = ("dtype", "shape", "ndim", "max_ndim", "min_ndim", "axes")
        return "InputSpec(" + ", ".join(f"{f}={getattr(self, f)}" for f in fields if getattr(self, f)) + ")"

    def get_config(self):
        return {k: getattr(self, k) for k in ("dtype", "shape", "ndim", "max_ndim", "min_ndim", "axes", "optional")}

    @classmethod
    def from_config(cls, config):
        return cls(**config)


def assert_input_compatibility(input_spec, inputs, layer_name: str) -> None:
    """Raises `ShapeError` when inputs do not meet the specification."""
    specs = tree.flatten(input_spec)
    if isinstance(inputs, dict) and specs and all(s is not None and s.name is not None for s in specs):
        missing = [s.name for s in specs if s.name not in inputs]
        if missing:
            raise ArgumentError(f"The layer {layer_name!r} misses the inputs {missing}; it got {sorted(inputs)}.", layer=layer_name,
                                argument="inputs", actual=sorted(inputs))
        values = [inputs[s.name] for s in specs]
    else:
        values = tree.flatten(inputs)
    if len(values) != len(specs):
        raise ShapeError(f"The layer {layer_name!r} expects {len(specs)} input(s), got {len(values)} input tensors.",
                         layer=layer_name, argument="inputs", expected=len(specs), actual=len(values))
    for i, (x, spec) in enumerate(zip(values, specs)):
        if spec is not None and not (x is None and spec.optional):
            _check_one(x, spec, i, layer_name, len(specs) > 1)


def _check_one(x, spec, index, layer_name, many):
    if not hasattr(x, "shape"):
        raise ArgumentError(f"The layer {layer_name!r} takes tensors as input, {got(x)}.", layer=layer_name, argument="inputs", actual=x)
    shape = tuple(x.shape)
    which = f"Input {index} of layer {layer_name!r}" if many else f"The input of layer {layer_name!r}"

    def refuse(expected, rule):
        raise ShapeError(f"{which} is incompatible with the layer: expected {rule}, got shape {shape}.", layer=layer_name,
                         argument="inputs", expected=expected, actual=shape)

    if spec.ndim is not None and not (spec.allow_last_axis_squeeze and _squeezable(spec, shape)) and len(shape) != spec.ndim:
        refuse(spec.ndim, f"ndim={spec.ndim}" + (f" (shape {spec.shape})" if spec.shape else ""))
    if spec.max_ndim is not None and len(shape) > spec.max_ndim:
        refuse(spec.max_ndim, f"max_ndim={spec.max_ndim}")
    if spec.min_ndim is not None and len(shape) < spec.min_ndim:
        refuse(spec.min_ndim, f"min_ndim={spec.min_ndim}")
    if spec.dtype is not None and dtypes.standardize_dtype(x.dtype) != spec.dtype:
        refuse(spec.dtype, f"dtype={spec.dtype} (it has dtype {dtypes.standardize_dtype(x.dtype)})")
    for axis, size in spec.axes.items():
        if size is not None and shape[axis] not in (size, None):
            refuse(size, f"axis {axis} to have size {size}")
    if spec.shape is not None:
        sizes, wanted = shape, spec.shape
        if spec.allow_last_axis_squeeze:
            sizes, wanted = (s[:-1] if s and s[-1] == 1 else s for s in (sizes, wanted))
        if any(w is not None and d is not None and w != d for w, d in zip(wanted, sizes)):
            refuse(spec.shape, f"shape={spec.shape}")


def _squeezable(spec, shape):
    if spec.shape is None:
        return False
    return (len(shape) == spec.ndim - 1 and spec.shape[-1] == 1) or (len(shape) == spec.ndim + 1 and shape[-1] == 1)
