"""Gradients of a functional model without autograd.

Where every layer of a plan can tell its own derivative (`with_pullback()`), a step runs the layers forward, keeps what they
hand back, and runs those backward: for small models autograd's bookkeeping takes longer than the arithmetic. Layers before
the first weights that learn need no derivative.
The activation of the last layer is left to the loss, which often knows the two together.
"""
from __future__ import annotations

from ..activations import linear
from ..core.configurable import is_own
from ..graph.plan import Unknown
from ..layers.layer import Layer
from ..layers.state import changes


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
        activation: That of the last layer, left to the loss.
        own: Whether no layer runs code of the user's.
    """

    def __init__(self, flat, variables):
        self.variables, self.input_ids, self.output_id = variables, flat.input_ids, flat.output_ids[0]
        self.steps, self.varying = [], set()
        for step in flat.calls:
            wanted = any(id(source) in self.varying for source in step.sources)
            if wanted or any(v.requires_grad for v in step.operation._parameters.values() if v is not None):
                self.varying.update(step.out_ids)
            self.steps.append((step, step.out_ids[0], wanted))
        self.hooks = [hooks for step in flat.calls for hooks in step.hooks]
        self.own = all(is_own(type(step.operation)) for step in flat.calls)
        self.activation, self._runs, self._made_at = linear, [], None

    @classmethod
    def of(cls, flat, variables):
        """The reverse of a plan, or None where autograd must do it."""
        if not (flat.single and flat.calls and all(s.simple and len(s.out_ids) == 1 for s in flat.calls)):
            return None
        plan, known = cls(flat, variables), {id(v) for s in flat.calls for v in s.operation._parameters.values()}
        fits = all(has_pullback(s.operation) or s.out_ids[0] not in plan.varying for s in flat.calls)
        return plan if fits and all(id(v) in known for v in variables) else None

    def holds(self) -> bool:
        """Whether the layers are as they were when the functions below were made of them."""
        return self._made_at == changes.count and not any(self.hooks)

    def prepare(self):
        """Makes a function of every layer as it stands now.

        Raises:
            Unknown: A layer has been changed into something whose derivative it does not know.
        """
        runs, self.activation = [], linear
        for step, target, wanted in self.steps:
            layer, several = step.operation, isinstance(step.arguments.args[0], (list, tuple))
            source = list(step.sources) if several else step.sources[0]
            if not step.is_free():
                raise Unknown
            if target not in self.varying:
                run = _forward_alone(step)
            elif target == self.output_id and hasattr(layer, "activation"):
                run, self.activation = layer.with_pullback(source, linear), layer.activation
            else:
                run = layer.with_pullback(source)
            if run is None:
                raise Unknown
            runs.append((run, [id(t) for t in source] if several else id(source), target, wanted))
        self._runs, self._made_at = runs, changes.count

    def forward(self, values: list):
        """The result before the activation of the last layer, and what is needed to go back."""
        tensors, pullbacks = dict(zip(self.input_ids, values)), []
        for run, source, target, wanted in self._runs:
            tensors[target], pullback = run(tensors[source] if type(source) is int else [tensors[s] for s in source])
            pullbacks.append((pullback, source, target, wanted))
        return tensors[self.output_id], pullbacks

    def backward(self, pullbacks, gradient) -> list:
        """Gradients of the variables, None for one that nothing depends on."""
        at, found = {self.output_id: gradient}, {}
        for pullback, source, target, wanted in reversed(pullbacks):
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
