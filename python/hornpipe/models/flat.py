"""A functional model's plan for numbers: layers that need none of the protocol of a call are called directly.

Shapes, ranks and dtypes inside a graph were checked when it was built. So a layer without inner layers, masks, hooks,
penalties or mixed precision can be given its tensors at once; the others go the whole way.

The greatest value of a window is the same before and after a rectification, and so are the gradients: where only a max pooling
follows a rectified convolution, the plan pools first, and rectifies a quarter of the values or less.
"""
from __future__ import annotations

from collections import Counter

import torch

from ..activations import relu
from ..core import tree
from ..core.configurable import is_own
from ..graph.plan import Plan
from ..graph.tensor import KerasTensor
from ..layers.calling import mask_of, signature_of
from ..layers.embedding import Embedding
from ..layers.layer import Layer
from ..layers.pool import MaxPooling1D, MaxPooling2D, MaxPooling3D
from ..runtime import dtypes
from ..runtime.policy import DTypePolicyMap
from ..runtime.views import scopes
from .image_stack import find_stacks
from .margins import find_crops


def is_simple(layer, node) -> bool:
    """Whether `call()` alone is the whole of a layer's call at a node, hooks aside."""
    if not isinstance(layer, Layer) or layer._modules and layer.calls_inner_layers:
        return False
    if layer.activity_regularizer is not None or layer._remat is not None:
        return False
    cls, policy = type(layer), layer.dtype_policy
    if isinstance(policy, DTypePolicyMap):
        return False
    if cls.__call__ is not Layer.__call__ or cls.forward is not Layer.forward or policy.compute_dtype != policy.variable_dtype:
        return False
    if policy.quantization_mode is not None:
        return False
    plain = len(node.arguments.args) == 1 and not node.arguments.kwargs
    return plain and all(not dtypes.is_float(t.dtype) or t.dtype == policy.compute_dtype for t in node.input_tensors)


class _Step:
    """One call: of a simple layer, or of anything else."""

    __slots__ = ("arguments", "crop", "hooks", "maximum", "operation", "out_ids", "policy", "simple", "sources", "stack", "takes_training")

    def __init__(self, node, simple):
        self.operation, self.arguments, self.simple = node.operation, node.arguments, simple
        self.out_ids, self.sources = [id(t) for t in node.outputs], node.input_tensors
        self.maximum = None         # the step of a max pooling that alone takes what this one gives
        self.crop = None            # the part of the input that is read, where that is worth knowing
        self.stack = None           # the `ImageStack` that begins here
        if simple:
            layer = node.operation
            self.takes_training = signature_of(type(layer).call).training
            self.policy = layer.dtype_policy
            self.hooks = (layer._forward_hooks, layer._forward_pre_hooks, layer._backward_hooks, layer._backward_pre_hooks)


    def is_free(self) -> bool:
        """Whether the layer can be called directly as it stands now."""
        return self.simple and self.operation._dtype_policy is self.policy and not any(self.hooks)


def _masks_end(graph, output_ids) -> bool:
    """Whether all masks come of embeddings, and nobody reads one: no layer, and, with an output, no loss."""
    for node in graph.nodes:
        layer, marked = node.operation, any(mask_of(t) is not None for t in node.input_tensors)
        if not isinstance(layer, Layer) or not is_own(type(layer)) or layer._modules:
            return False
        if marked and (layer.supports_masking or layer.only_joins_masks or signature_of(type(layer).call).masks):
            return False
        if type(layer).compute_mask is not Layer.compute_mask and not layer.only_joins_masks and type(layer) is not Embedding:
            return False
    return not any(id(t) in output_ids and mask_of(t) is not None for node in graph.nodes for t in node.outputs)


def _own_methods(layer) -> set:
    """What the user's subclasses of a layer define."""
    return {name for cls in type(layer).__mro__ if not is_own(cls) and issubclass(cls, Layer) for name in cls.__dict__}


class FlatPlan(Plan):
    """The plan of a functional model, run on tensors."""

    def __init__(self, inputs, outputs, graph):
        super().__init__(inputs, outputs, graph)
        given = set(self.input_ids)
        masked = any(isinstance(o, Layer) and type(o).compute_mask is not Layer.compute_mask and not o.only_joins_masks for o in graph.operations)
        masked = masked and not _masks_end(graph, self.output_ids)
        self.calls = [_Step(n, not masked and is_simple(n.operation, n)) for n in graph.nodes
                      if not n.is_input and not all(id(t) in given for t in n.outputs)]
        self.single = isinstance(outputs, KerasTensor)
        self._find_maxima()
        for step, crop in find_crops(self.calls, self.output_ids).items():
            step.crop = crop
        for stack in find_stacks(self.calls, self.output_ids):
            stack.steps[0].stack = stack

    def _find_maxima(self):
        users = Counter(id(t) for step in self.calls for t in step.sources)
        users.update(self.output_ids)
        makers = {step.out_ids[0]: step for step in self.calls if step.simple and hasattr(step.operation, "before_activation")}
        for step in self.calls:
            maker = makers.get(id(step.sources[0])) if step.simple and isinstance(step.operation, (MaxPooling1D, MaxPooling2D, MaxPooling3D)) else None
            if maker is not None and users[maker.out_ids[0]] == 1 and "call" not in _own_methods(maker.operation) | _own_methods(step.operation):
                maker.maximum = step

    def run_on(self, values, training):
        """Output values in the nesting of the outputs."""
        if training is None or scopes.active or any(getattr(v, "_keras_mask", None) is not None for v in values):
            return self.run(values)
        tensors, rectified_later, done = dict(zip(self.input_ids, values)), None, ()
        forward_only = not training and not torch.is_grad_enabled()
        for step in self.calls:
            if step in done:
                continue
            if forward_only and step.stack is not None:
                result = step.stack.forward(tensors[id(step.sources[0])])
                if result is not None:
                    done = step.stack.steps
                    tensors[done[-1].out_ids[0]] = result
                    continue
            operation = step.operation
            args, kwargs = step.arguments.fill_in(tensors)
            if step.is_free():
                if step.crop is not None:
                    args = (step.crop.of(args[0]),)
                try:
                    if step.maximum is not None and operation.activation is relu and step.maximum.is_free():
                        result, rectified_later = operation.before_activation(*args), step.maximum
                    else:
                        result = operation.call(*args, training=training) if step.takes_training else operation.call(*args)
                    if step is rectified_later:
                        result = result.relu_()
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
