"""Gradients of a functional model without autograd.

Where every layer of a plan can tell its own derivative (`with_pullback()`), a step runs the layers forward, keeps what they
hand back, and runs those backward: for small models autograd's bookkeeping takes longer than the arithmetic. Layers before
the first weights that learn need no derivative.
The activations of the last layers are left to the losses, which often know the two together.
"""
from __future__ import annotations

from ..activations import linear, relu
from ..core import tree
from ..core.configurable import is_own
from ..graph.plan import Unknown
from ..layers.layer import Layer
from ..layers.pullback import activated
from ..layers.state import changes
from .chain import find_chain, joined


def has_pullback(layer) -> bool:
    """Whether the class that says how a layer is called says its derivative too."""
    for cls in type(layer).__mro__:
        if "with_pullback" in cls.__dict__:
            return cls is not Layer
        if "call" in cls.__dict__:
            return False
    return False


def _forward_alone(step):
    """A layer in training, as a function that knows no way back."""
    call, options = step.operation.call, {"training": True} if step.takes_training else {}
    return lambda inputs: (call(inputs, **options), None)


class ReversePlan:
    """Runs a flat plan forward, and its derivatives backward.

    Args:
        flat: The plan.
        variables: Those that gradients are wanted for.

    Attributes:
        outputs: The symbolic outputs in their nesting.
        activations: That of the layer which makes each output, where it is left to the loss; else `linear`.
        own: Whether no layer runs code of the user's.
        chain: The `Chain` of all layers that learn, where compiled code is there for them; else None.
    """

    def __init__(self, flat, variables):
        self.variables, self.input_ids, self.output_ids, self.outputs = variables, flat.input_ids, flat.output_ids, flat.outputs
        self.steps, self.varying, inner = [], set(), set()
        for step in flat.calls:
            wanted = any(id(source) in self.varying for source in step.sources)
            if wanted or any(v.requires_grad for v in step.operation.weights):
                self.varying.update(step.out_ids)
            self.steps.append((step, step.out_ids[0], wanted))
            inner.update(map(id, step.sources))
        self._ends = set(flat.output_ids) - inner       # outputs that no layer takes
        self._flat, self._single = flat, flat.single
        self.hooks = [hooks for step in flat.calls for hooks in step.hooks]
        self.own = all(is_own(type(step.operation)) for step in flat.calls)
        self.activations, self._runs, self._made_at = [linear] * len(flat.output_ids), [], None
        self.chain = None

    @classmethod
    def of(cls, flat, variables):
        """The reverse of a plan, or None where autograd must do it."""
        if not (flat.calls and all(s.simple and len(s.out_ids) == 1 for s in flat.calls)):
            return None
        plan, known = cls(flat, variables), {id(v) for s in flat.calls for v in s.operation.weights}
        fits = all(has_pullback(s.operation) or s.out_ids[0] not in plan.varying for s in flat.calls)
        return plan if fits and plan.varying.issuperset(flat.output_ids) and all(id(v) in known for v in variables) else None

    def holds(self) -> bool:
        """Whether the layers are as they were when the functions below were made of them."""
        return self._made_at == changes.count and not any(self.hooks)

    def nested(self, values: list):
        """Values for the outputs in their nesting."""
        return values[0] if self._single else tree.pack_sequence_as(self.outputs, values)

    def prepare(self):
        """Makes a function of every layer as it stands now.

        Raises:
            Unknown: A layer has been changed into something whose derivative it does not know.
        """
        runs, left, rectified_later = [], {}, None
        for step, target, wanted in self.steps:
            layer, several = step.operation, isinstance(step.arguments.args[0], (list, tuple))
            source = list(step.sources) if several else step.sources[0]
            if not step.is_free():
                raise Unknown
            if target not in self.varying:
                run = _forward_alone(step)
            elif step.maximum is not None and layer.activation is relu and step.maximum.is_free():
                run, rectified_later = layer.with_pullback(source, linear), step.maximum
            else:
                run = layer.with_pullback(source, linear) if target in self._ends and hasattr(layer, "activation") else None
                if run is not None:
                    left[target] = layer.activation
                else:
                    run = layer.with_pullback(source)
            if run is None:
                raise Unknown
            if step is rectified_later:
                run = activated(run, relu)
            if step.crop is not None:
                run = step.crop.with_pullback(run)
            runs.append((run, [id(t) for t in source] if several else id(source), target, wanted))
        self.activations = [left.get(target, linear) for target in self.output_ids]
        self._join(runs)
        self._made_at = changes.count

    def _join(self, runs):
        """Makes one of the functions of layers that compiled code takes together."""
        first, self.chain = find_chain(self.steps, self.varying) or (len(runs), None)
        self._runs = self._before_chain = runs[:first]
        if self.chain is not None:
            self._runs = [*self._before_chain, (joined(self.chain, [run for run, *_ in runs[first:]]), runs[first][1], runs[-1][2], False)]

    def input_of_chain(self, values: list):
        """What the layers before the chain make of the inputs."""
        tensors = dict(zip(self.input_ids, values))
        for run, source, target, _ in self._before_chain:
            tensors[target], _ = run(tensors[source] if type(source) is int else [tensors[s] for s in source])
        return tensors[self._runs[-1][1]]

    def forward(self, values: list):
        """What the activations left to the loss are given, and what is needed to go back."""
        tensors, pullbacks = dict(zip(self.input_ids, values)), []
        try:
            for run, source, target, wanted in self._runs:
                tensors[target], pullback = run(tensors[source] if type(source) is int else [tensors[s] for s in source])
                pullbacks.append((pullback, source, target, wanted))
        except (RuntimeError, ValueError):
            self._flat.run_on(values, True)         # the layers tell in their words what does not fit
            raise
        return [tensors[target] for target in self.output_ids], pullbacks

    def backward(self, pullbacks, gradients: list) -> list:
        """Gradients of the variables, None for one that nothing depends on, by those of the outputs, of which some may be None."""
        at, found = {}, {}
        for target, gradient in zip(self.output_ids, gradients):
            if gradient is not None:
                at[target] = at[target] + gradient if target in at else gradient
        while pullbacks:            # what a layer has kept is let go once it is used
            pullback, source, target, wanted = pullbacks.pop()
            gradient = at.pop(target, None)
            if gradient is None or pullback is None:
                continue
            below, own = pullback(gradient, wanted)
            for variable, g in own:
                key = id(variable)
                found[key] = found[key] + g if key in found else g
            if wanted:
                for s, b in ((source, below),) if type(source) is int else zip(source, below):
                    at[s] = at[s] + b if s in at else b
        return [found.get(id(v)) for v in self.variables]
