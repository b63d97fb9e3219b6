"""Where a symbolic tensor comes from."""
from __future__ import annotations

from ..core.types import Tensor
from ..graph.plan import node_of


def get_source_inputs(tensor: Tensor) -> list:
    """The inputs that a symbolic tensor is computed from, each once.

    Args:
        tensor: A symbolic tensor.
    """
    found, seen, waiting = [], set(), [tensor]
    while waiting:
        tensor = waiting.pop()
        if id(tensor) in seen:
            continue
        seen.add(id(tensor))
        node = node_of(tensor)
        if node is None or node.is_input:
            found.extend(t for t in ([tensor] if node is None else node.outputs) if not any(t is f for f in found))
        else:
            waiting.extend(reversed(node.input_tensors))
    return found
