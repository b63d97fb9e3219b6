"""A functional model's plan for numbers: layers that need none of the protocol of a call are called directly.

Shapes, ranks and dtypes inside a graph were checked when it was built. So a layer without inner layers, masks, hooks,
penalties or mixed precision can be given its tensors at once; the others go the whole way.
"""
from __future__ import annotations

import torch

from ..core import tree
from ..graph.plan import Plan
from ..graph.tensor import KerasTensor
from ..layers.calling import signature_of
from ..layers.layer import Layer
from ..runtime import dtypes
from ..runtime.views import scopes


def is_simple(layer, node) -> bool:
    """Whether `call()` alone is the whole of a layer's call at a node, hooks aside."""
    if not isinstance(layer, Layer) or layer._modules or layer.activity_regularizer is not None or layer._remat is not None:
        return False
    cls, policy = type(layer), layer.dtype_policy
    if cls.__call__ is not Layer.__call__ or cls.forward is not Layer.forward or policy.compute_dtype != policy.variable_dtype:
        return False
    if policy.quantization_mode is not None:
        return False
    plain = len(node.arguments.args) == 1 and not node.arguments.kwargs
    return plain and all(not dtypes.is_float(t.dtype) or t.dtype == policy.compute_dtype for t in node.input_tensors)


class _Step:
    """One call: of a simple layer, or of anything else."""

    __slots__ = ("arguments", "hooks", "operation", "out_ids", "policy", "simple", "sources", "takes_training")

    def __init__(self, node, simple):
        self.operation, self.arguments, self.simple = node.operation, node.arguments, simple
        self.out_ids, self.sources = [id(t) for t in node.outputs], node.input_tensors
        if simple:
            layer = node.operation
            self.takes_training = signature_of(type(layer).call).training
            self.policy = layer.dtype_policy
            self.hooks = (layer._forward_hooks, layer._forward_pre_hooks, layer._backward_hooks, layer._backward_pre_hooks)


class FlatPlan(Plan):
    """The plan of a functional model, run on tensors."""

    def __init__(self, inputs, outputs, graph):
        super().__init__(inputs, outputs, graph)
        given = set(self.input_ids)
        masked = any(isinstance(o, Layer) and type(o).compute_mask is not Layer.compute_mask for o in graph.operations)
        self.calls = [_Step(n, not masked and is_simple(n.operation, n)) for n in graph.nodes
                      if not n.is_input and not all(id(t) in given for t in n.outputs)]
        self.single = isinstance(outputs, KerasTensor)

    def run_on(self, values, training):
        """Output values in the nesting of the outputs."""
        if training is None or scopes.active or any(getattr(v, "_keras_mask", None) is not None for v in values):
            return self.run(values)
        tensors = dict(zip(self.input_ids, values))
        for step in self.calls:
            operation = step.operation
            args, kwargs = step.arguments.fill_in(tensors)
            if step.simple and operation._dtype_policy is step.policy and not any(step.hooks):
                try:
                    result = operation.call(*args, training=training) if step.takes_training else operation.call(*args)
                except Exception as error:
                    operation._explain(error, args)
                    raise
            else:
                result = operation(*args, **kwargs)
            if isinstance(result, torch.Tensor):
                tensors[step.out_ids[0]] = result
            else:
                tensors.update(zip(step.out_ids, tree.flatten(result)))
        return tensors[self.output_ids[0]] if self.single else tree.pack_sequence_as(self.outputs, [tensors[i] for i in self.output_ids])


