"""The vocabulary of public signatures.

Every public parameter is annotated with one of these names. Python readers see an ordinary type; the
generator of the R wrappers reads the `Kind` and picks the coercer (`Int` -> `as_int()`), so that a type is
declared once and never guessed from a default value.
"""
from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

__all__ = [
    "Activation", "Array", "Axes", "AxesOrNumber", "Axis", "Callables", "Constraint", "DType", "Flag", "Index", "Indices",
    "Initializer", "Int", "Ints", "Kind", "LayerLike", "Layers", "LossLike", "Mapping", "MetricLike", "OptimizerLike", "Path",
    "Quantizer", "Real", "Reals", "Regularizer", "Seed", "Shape", "ShapeOrFunction", "Structure", "Tensor", "Text", "Texts",
]


@dataclass(frozen=True)
class Kind:
    """The name under which the R side finds the coercer `as_<name>`."""

    name: str


Int = Annotated[int, Kind("int")]                                   # a whole number
Ints = Annotated[int | Sequence[int], Kind("ints")]               # one, or one for each spatial axis
Real = Annotated[float, Kind("real")]                               # a number, never truncated
Reals = Annotated[float | Sequence[float], Kind("reals")]
Flag = Annotated[bool, Kind("flag")]
Text = Annotated[str, Kind("text")]
Texts = Annotated[str | Sequence[str], Kind("texts")]
Path = Annotated[str, Kind("path")]                                 # a file or folder
Axis = Annotated[int, Kind("axis")]                                 # one axis; 1-based in R
Axes = Annotated[int | Sequence[int], Kind("axes")]               # several axes; 1-based in R
AxesOrNumber = Annotated[int | Sequence[Sequence[int]], Kind("axes_or_number")]     # how many axes, or lists of which; those 1-based in R
Index = Annotated[int, Kind("index")]                               # a position; 1-based in R
Indices = Annotated[int | Sequence[int], Kind("indices")]
Shape = Annotated[Sequence[int | None], Kind("shape")]            # None: any size
ShapeOrFunction = Annotated[Sequence[int | None] | Callable, Kind("shape_or_function")]      # or a function of the shape of the input
DType = Annotated[str, Kind("dtype")]                               # "float32", a torch dtype, a policy
Seed = Annotated[Any, Kind("seed")]                                 # an int or a SeedGenerator
Array = Annotated[Any, Kind("array")]                               # data: NumPy array, torch tensor, list
Tensor = Annotated[Any, Kind("tensor")]                             # a tensor, possibly symbolic; or nested ones
Structure = Annotated[Any, Kind("structure")]                       # nested lists and dicts, passed as they are
Activation = Annotated[str | Callable | None, Kind("activation")]
Initializer = Annotated[Any, Kind("initializer")]
Regularizer = Annotated[Any, Kind("regularizer")]
Constraint = Annotated[Any, Kind("constraint")]
Quantizer = Annotated[Any, Kind("quantizer")]
LossLike = Annotated[Any, Kind("loss")]
MetricLike = Annotated[Any, Kind("metric")]
OptimizerLike = Annotated[Any, Kind("optimizer")]
LayerLike = Annotated[Any, Kind("layer")]
Layers = Annotated[Any, Kind("layers")]                             # a list of layers
Callables = Annotated[Callable, Kind("function")]
