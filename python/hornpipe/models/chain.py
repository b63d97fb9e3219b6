"""Chains of small dense layers, with dropout between them, whose steps compiled code does (see `native/dense.c`).

A small net's step, one kernel of torch after another, is mostly spent between the kernels. Masks are the same as there; other numbers
differ in the last bits, as sums of products are made in another order.
"""
from __future__ import annotations

import ctypes

import numpy as np
import torch

from .. import native
from ..activations import linear, relu
from ..layers.dense import Dense
from ..layers.dropout import Dropout
from ..native import calls
from ..ops.linear import FEW, SHARE
from ..runtime import masks

MOST = 1 << 25              # multiplications of a way forward from which torch's kernels catch up
WORK = 1 << 19              # those that are worth a thread


def find_chain(steps, varying):
    """Where the chain begins that holds all that learns in a plan, and the chain; None where there is none, or no compiled code.

    Args:
        steps: (step, target, whether the gradient of its input is wanted) of the plan, in running order.
        varying: Targets that depend on what learns.
    """
    first = next((i for i, (_, target, _) in enumerate(steps) if target in varying), None)
    if calls.library() is None or first is None:
        return None
    links, source = [], None
    for step, target, _ in steps[first:]:
        layer = step.operation
        if source is not None and (len(step.sources) != 1 or id(step.sources[0]) != source):
            return None
        if type(layer) is Dense:
            links.append([layer, None])
        elif type(layer) is Dropout and links and links[-1][1] is None and layer.seed is None and layer.noise_shape is None and 0 < layer.rate < 1:
            links[-1][1] = layer.rate
        else:
            return None
        source = target
    alone = len({id(layer) for layer, _ in links}) == len(links) and links[-1][1] is None
    return (first, Chain(links)) if alone and _are_plain([layer for layer, _ in links]) else None


def _are_plain(layers) -> bool:
    weights = [v for layer in layers for v in (layer._parameters["kernel"], layer._parameters.get("bias")) if v is not None]
    return (all(v.requires_grad for v in weights) and _fit(weights) and not any(layer._is_changed for layer in layers)
            and all(layer.activation in (relu, linear) for layer in layers[:-1]))


def _fit(tensors) -> bool:
    """Whether the code can take tensors as they lie in memory."""
    return all(t.dtype is torch.float32 and t.device.type == "cpu" and (t.is_contiguous() or t.ndim == 2 and t.t().is_contiguous()) for t in tensors)


def joined(chain, runs):
    """The functions of a chain's layers as one, which knows its derivative. Where the code does not take the input, they run one after another."""
    def one_by_one(inputs):
        pullbacks = []
        for run in runs:
            inputs, pullback = run(inputs)
            pullbacks.append(pullback)

        def back(gradient, wanted):
            own = []
            for i in reversed(range(len(runs))):
                gradient, found = pullbacks[i](gradient, i > 0)
                own += found
            return None, own

        return inputs, back

    def run(inputs):
        if not chain.takes(inputs):
            return one_by_one(inputs)
        result, kept = chain.forward(inputs)

        def back(gradient, wanted):
            chain.backward(kept, gradient)
            return None, list(zip(chain.variables, chain.gradients))

        return result, back

    return run


class Chain:
    """Dense layers whose last activation is left to the loss.

    Args:
        links: The layers, each with the rate of the dropout behind it, or None.

    Attributes:
        variables: The weights of all layers.
        gradients: Their gradients after a way back that stored them.
        most_rows: The largest batch that this is faster for.
    """

    def __init__(self, links):
        self._library, self._rates = calls.library(), [rate for _, rate in links]
        self._weights = [(layer._parameters["kernel"], layer._parameters.get("bias")) for layer, _ in links]
        self.variables = [v for pair in self._weights for v in pair if v is not None]
        self._size = sum(kernel.numel() for kernel, _ in self._weights)
        self.most_rows = MOST // self._size
        self._layers = (calls.Layer * len(links))()
        self._chain = calls.Chain(layers=len(links), layer=self._layers)
        for held, (kernel, _), (layer, _) in zip(self._layers, self._weights, links):
            held.size, held.units = kernel.shape
            held.rectified = layer.activation is relu
        self._layers[-1].rectified = False
        self._shape, self._homes, self._kept = None, None, []

    # ------------------------------------------------------------ memory

    def takes(self, x) -> bool:
        """Whether the code is for such an input of the first layer; then all is made ready for it."""
        if x.dtype is not torch.float32 or x.device.type != "cpu":
            return False
        if x.shape != self._shape or [v.data_ptr() for v in self.variables] != self._homes:
            if x.ndim != 2 or not 0 < x.shape[0] <= self.most_rows or x.shape[1] != self._layers[0].size or not _fit(self.variables):
                return False
            self._settle(x.shape)
        return True

    def _settle(self, shape):
        """Tells the code where things lie, for an input of that shape."""
        rows, widest = shape[0], 0
        threads = max(1, min(native.threads(), max(self._size // SHARE, rows * self._size // WORK)))
        with torch.inference_mode(False):
            self._kept = []
            for held, (kernel, bias) in zip(self._layers, self._weights):
                held.kernel, held.bias = kernel.data_ptr(), None if bias is None else bias.data_ptr()
                held.turned = not kernel.is_contiguous()
                held.stretched = threads > 1 and rows <= FEW and not held.turned and kernel.numel() >= SHARE
                widest = max(widest, held.units * held.stretched)
                held.result, held.gradient = self._room(rows, held.units), self._room(rows, held.units)
            self._chain.parts = self._room(threads, rows, widest)
            self.gradients = [torch.empty_strided(v.shape, v.stride()) for v in self.variables]
        stored = {id(v): (gradient,) for v, gradient in zip(self.variables, self.gradients)}
        self._point(stored, ("by_kernel",), ("by_bias",))
        self._chain.rows, self._chain.threads = rows, threads
        self._shape, self._homes = shape, [v.data_ptr() for v in self.variables]

    def _room(self, *shape) -> int:
        self._kept.append(torch.empty(shape))
        return self._kept[-1].data_ptr()

    def _point(self, tensors: dict, kernel_names, bias_names):
        """Sets pointers to the tensors that belong to each variable, by its id."""
        for held, (kernel, bias) in zip(self._layers, self._weights):
            for variable, names in ((kernel, kernel_names), (bias, bias_names)):
                if variable is not None:
                    for name, tensor in zip(names, tensors[id(variable)]):
                        setattr(held, name, None if tensor is None else tensor.data_ptr())

    def updates_with(self, slots: dict):
        """Takes the momentum and the velocity of each variable, or None, by its id. They must lie as the variables do, and be told of when they move."""
        self._point(slots, ("kernel_momentum", "kernel_velocity"), ("bias_momentum", "bias_velocity"))

    # ------------------------------------------------------------ steps

    def _masks(self) -> list:
        """A mask for each layer with dropout, None for the others."""
        return [None if rate is None else masks.take((self._shape[0], held.units), rate, torch.float32) for held, rate in zip(self._layers, self._rates)]

    def forward(self, x):
        """What the last activation is given, and what must be kept for the way back. The input must be one that the chain `takes()`."""
        x, drawn, last = x.contiguous(), self._masks(), self._layers[-1]
        result = torch.empty(x.shape[0], last.units)
        self._chain.input, last.result = x.data_ptr(), result.data_ptr()
        for held, mask in zip(self._layers, drawn):
            held.mask = None if mask is None else mask.data_ptr()
        self._library.hornpipe_dense_forward(self._chain)
        return result, (x, drawn, result)

    def backward(self, kept, gradient, rule=calls.STORE):
        """Stores the gradients of the variables in `gradients`, or does the step of a rule with them, by that of what `forward()` gave."""
        gradient = gradient.contiguous()
        self._layers[-1].gradient = gradient.data_ptr()
        self._library.hornpipe_dense_backward(self._chain, rule)
        del kept

    def classify(self, inputs, labels, limits: tuple, rules, begin) -> list:
        """Whole steps with the crossentropy of a softmax, one after another: what that is given, and the logarithms of what it gives, of each.

        Steps from the first with a label that is no class on are not done.

        Args:
            inputs: Those of each step, of one shape, which the chain `takes()`.
            labels: Class numbers, int64.
            limits: A sample counts where the logarithm of its class's probability lies between them.
            rules: What becomes of the gradients: the fields of a `Rule` for each step.
            begin: Called before the masks of a step are drawn.
        """
        rows, last, layers = self._shape[0], self._layers[-1], len(self._layers)
        ends, gradient = torch.empty(len(inputs), 2, rows, last.units), torch.empty(rows, last.units)
        last.gradient, at, size = gradient.data_ptr(), ends.data_ptr(), gradient.nbytes
        steps, alive, places = [], [], (ctypes.c_void_p * (len(inputs) * layers))()
        for i, (x, y, rule) in enumerate(zip(inputs, labels, rules)):
            begin()
            x, y, drawn = x.contiguous(), y.contiguous(), self._masks()
            places[i * layers:(i + 1) * layers] = [None if mask is None else mask.data_ptr() for mask in drawn]
            here = at + 2 * i * size
            steps.append((x.data_ptr(), y.data_ptr(), here, here + size, ctypes.addressof(places) + i * layers * ctypes.sizeof(ctypes.c_void_p), *rule))
            alive.append((x, y, drawn))
        steps = np.array(steps, calls.STEP)
        done = self._library.hornpipe_dense_classify(self._chain, steps.ctypes.data, len(inputs), *limits)
        return [pair.unbind() for pair in ends.unbind()[:done]]
