"""A function cut out of a graph: symbolic inputs and outputs, and the plan between them."""
from __future__ import annotations

from ..core import tree
from ..core.errors import ArgumentError, ShapeError, got
from ..runtime.convert import convert_to_tensor
from .operation import Operation
from .plan import Graph, Plan
from .tensor import KerasTensor


def check_ends(inputs, outputs) -> None:
    """Raises where an end of the graph is no symbolic tensor, or an input stands twice."""
    for argument, ends in (("inputs", inputs), ("outputs", outputs)):
        flat = tree.flatten(ends)
        if not flat and argument == "outputs":
            raise ArgumentError(f"`{argument}` argument cannot be empty.", argument=argument, actual=ends)
        for x in flat:
            if not isinstance(x, KerasTensor):
                raise ArgumentError(f"`{argument}` must hold symbolic tensors, as `Input()` and layers called on it give, {got(x)}.",
                                    argument=argument, actual=x)
    ids = [id(x) for x in tree.flatten(inputs)]
    if len(set(ids)) != len(ids):
        raise ArgumentError("`inputs` must not name the same tensor twice.", argument="inputs", actual=inputs)


def _shapes(structure):
    return tree.map_structure(lambda x: tuple(x.shape) if hasattr(x, "shape") else type(x).__name__, structure)


def _fits(shape, wanted) -> bool:
    return len(shape) == len(wanted) and all(w is None or d is None or d == w for d, w in zip(shape, wanted))


class Function(Operation, abstract=True):
    """The computation from `inputs` to `outputs`, callable on tensors.

    Args:
        inputs: Symbolic tensors, possibly nested.
        outputs: Symbolic tensors computed from them, possibly nested.
        name: Name of the operation.
    """

    def __init__(self, inputs, outputs, name=None):
        super().__init__(name=name)
        check_ends(inputs, outputs)
        if not tree.flatten(inputs):
            raise ArgumentError("`inputs` argument cannot be empty.", argument="inputs", actual=inputs)
        self._set_graph(inputs, outputs)

    def _set_graph(self, inputs, outputs):
        set_ = object.__setattr__           # symbolic tensors are no state: nothing to track
        set_(self, "_inputs_struct", inputs)
        set_(self, "_outputs_struct", outputs)
        set_(self, "_inputs", tree.flatten(inputs))
        set_(self, "_outputs", tree.flatten(outputs))
        set_(self, "_graph", Graph(self._inputs, self._outputs))
        set_(self, "_plan", Plan(self._inputs, outputs, self._graph))

    @property
    def operations(self):
        """Operations of the graph, in order."""
        return list(self._graph.operations)

    @property
    def inputs(self):
        return list(self._inputs)

    @property
    def outputs(self):
        return list(self._outputs)

    def call(self, inputs):
        """Output tensors for input tensors of the same nesting."""
        return self._plan.run(self._values(inputs))

    def _values(self, inputs):
        """The inputs as a list; they must be nested and shaped like the symbolic ones."""
        try:
            tree.assert_same_structure(inputs, self._inputs_struct)
        except ValueError:
            raise ShapeError(f"{self.name!r} was called on an invalid input structure: it takes {_shapes(self._inputs_struct)}, got {_shapes(inputs)}.",
                             layer=self.name, argument="inputs", expected=_shapes(self._inputs_struct), actual=_shapes(inputs)) from None
        values = [x if hasattr(x, "shape") else convert_to_tensor(x) for x in tree.flatten(inputs)]
        if not all(_fits(x.shape, end.shape) for x, end in zip(values, self._inputs)):
            raise ShapeError(f"{self.name!r} was called on incompatible inputs: it takes shapes {_shapes(self._inputs_struct)}, got {_shapes(inputs)}.",
                             layer=self.name, argument="inputs", expected=_shapes(self._inputs_struct), actual=_shapes(inputs))
        return values

    def compute_output_spec(self, inputs):
        values = tree.flatten(inputs)       # the shapes may be others than the ends'
        if all(tuple(a.shape) == tuple(b.shape) for a, b in zip(values, self._inputs)):
            return tree.map_structure(lambda x: KerasTensor(x.shape, x.dtype), self._outputs_struct)
        return self._plan.run(values, lambda operation, args, kwargs: operation.compute_output_spec(*args, **kwargs))

    def compute_output_shape(self, input_shape):
        """Shapes of the outputs for shapes of the inputs."""
        if len(self._inputs) == 1 and not tree.is_nested(self._inputs_struct):
            specs = KerasTensor(input_shape, self._inputs[0].dtype)
        else:
            dtypes = iter([x.dtype for x in self._inputs])
            specs = tree.map_shape_structure(lambda s: KerasTensor(s, next(dtypes)), input_shape)
        return tree.map_structure(lambda x: x.shape, self.compute_output_spec(specs))
