"""Rematerialization: forget what a layer computed, and compute it again when gradients need it."""
from __future__ import annotations

import functools
import math
import threading

from torch.utils.checkpoint import checkpoint

from ..core import tree
from ..core.errors import ArgumentError, got
from ..core.types import Callables, Int, Text, Texts
from ..runtime.variable import StatelessScope
from ..runtime.views import opened, scopes, visible
from .calling import call as running

_open = threading.local()


class RematScope:
    """Layers made inside keep less memory in training, and take more time.

    Args:
        mode: "full" (every layer), "activations" (activation functions only), "larger_than" (layers with large outputs), "list_of_layers", or `None` for none.
        output_size_threshold: Number of values from which on an output is large.
        layer_names: Names of the layers, for "list_of_layers".

    Example:
        with RematScope(mode="full"):
            model = Sequential([Dense(1024, activation="relu"), Dense(10)])
    """

    def __init__(self, mode: Text = "full", output_size_threshold: Int = 1024, layer_names: Texts = None):
        if mode not in ("full", "activations", "larger_than", "list_of_layers", None):
            raise ArgumentError(f"Invalid mode {mode!r}: `mode` must be 'full', 'activations', 'larger_than', 'list_of_layers' or None, {got(mode)}.",
                                argument="mode", actual=mode)
        self.mode, self.output_size_threshold, self.layer_names = mode, output_size_threshold, list(layer_names or [])

    def __enter__(self):
        _open.scopes = [*getattr(_open, "scopes", []), self]
        return self

    def __exit__(self, *exc):
        _open.scopes = _open.scopes[:-1]


def get_current_remat_mode() -> RematScope | None:
    """The innermost open scope."""
    return getattr(_open, "scopes", None) and _open.scopes[-1] or None


def remat(f: Callables):
    """`f` such that backpropagation calls it a second time, in place of keeping what it computed.

    Args:
        f: A function of tensors.
    """
    @functools.wraps(f, updated=())
    def rematerialized(*args, **kwargs):
        return checkpoint(f, *args, use_reentrant=False, **kwargs)

    return rematerialized


def rematerialized_call(layer, scope: RematScope, call):
    """The `call` of a layer made inside of `scope`."""
    if scope.mode == "full" or scope.mode == "list_of_layers" and layer.name in scope.layer_names:
        return functools.partial(_call_twice, layer, call)
    if scope.mode == "larger_than":
        def by_size(*args, **kwargs):
            outputs = layer.compute_output_spec(*args, **kwargs)
            size = sum(math.prod(d or 1 for d in x.shape) for x in tree.flatten(outputs))
            return (functools.partial(_call_twice, layer, call) if size > scope.output_size_threshold else call)(*args, **kwargs)

        return by_size
    if scope.mode == "activations" and getattr(layer, "activation", None) is not None:
        def with_activation(*args, **kwargs):
            plain = layer.activation
            layer.activation = remat(plain)
            try:
                return call(*args, **kwargs)
            finally:
                layer.activation = plain

        return with_activation
    return call


def _call_twice(layer, call, *args, **kwargs):
    """Both calls see the same state (statistics, random streams); the first one's changes to it are kept."""
    state = [(v, visible(v).detach().clone()) for v in layer.non_trainable_variables]
    views = {name: getattr(scopes, name) for name in ("stateless", "cast", "meta")}
    surroundings = running.layer, running.training
    done = []

    def run(*args, **kwargs):
        before = running.layer, running.training
        running.layer, running.training = surroundings
        try:
            with opened(**views), StatelessScope(state, collect_losses=True) as scope:
                outputs = call(*args, **kwargs)
        finally:
            running.layer, running.training = before
        done.append(scope)
        return outputs

    outputs = checkpoint(run, *args, use_reentrant=False, **kwargs)
    for variable, value in state:
        after = done[0].get_current_value(variable)
        if after is not value:
            variable.assign(after)
    for loss in done[0].losses:
        layer.add_loss(loss)
    return outputs
