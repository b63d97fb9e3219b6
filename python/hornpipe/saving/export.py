"""Models for inference elsewhere: torch's own exported program, or ONNX."""
from __future__ import annotations

import torch

from ..core import tree
from ..core.arguments import choice
from ..core.errors import ArgumentError, got
from ..runtime import dtypes
from .atomic import written_aside


class _Inference(torch.nn.Module):
    """A model without its training: torch's exporters want a module that takes its inputs one by one."""

    def __init__(self, model, structure):
        super().__init__()
        self.model, self.structure = model, structure

    def forward(self, *values):
        return self.model(tree.pack_sequence_as(self.structure, values), training=False)


def export_model(model, filepath, format="tf_saved_model", verbose=None, input_signature=None):
    """Writes a model for inference, without the code of its layers.

    Args:
        model: A built model.
        filepath: The file; `.pt2` for torch's programs, `.onnx` for ONNX.
        format: "torch" (`torch.export`, loaded by `torch.export.load()`) or "onnx" (needs the packages onnx and onnxscript).
        verbose: Whether to say where the file is.
        input_signature: Symbolic inputs (`Input()`), for a model that has none of its own.

    Raises:
        ValueError: The format belongs to another engine, or the shapes of the inputs are not known.
    """
    if format in ("tf_saved_model", "openvino", "litert"):
        raise ArgumentError(f"`format`={format!r} is written by another engine than torch; use 'torch' or 'onnx'.", argument="format", actual=format)
    choice("format", format, ("torch", "onnx"))
    signature = input_signature if input_signature is not None else getattr(model, "_inputs_struct", None)
    signature = signature if signature is not None else getattr(getattr(model, "_functional", None), "_inputs_struct", None)
    if signature is None:
        raise ArgumentError(f"`input_signature` must tell the inputs of a model that is no graph, {got(input_signature)}.",
                            argument="input_signature", actual=None)
    ends = tree.flatten(signature)
    examples = tuple(torch.zeros([2 if d is None else d for d in end.shape], dtype=dtypes.to_torch(end.dtype)) for end in ends)
    free = tuple({axis: torch.export.Dim.AUTO for axis, d in enumerate(end.shape) if d is None} for end in ends)
    module = _Inference(model, signature).eval()
    with torch.no_grad(), written_aside(filepath) as aside:
        program = torch.export.export(module, examples, dynamic_shapes=(free,))
        if format == "torch":
            torch.export.save(program, aside)
        else:
            torch.onnx.export(program, dynamo=True).save(str(aside))
    if verbose:
        print(f"The model is exported to {filepath}.")
