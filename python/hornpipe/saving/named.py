"""Weights as flat lists of named tensors, for use outside of Keras: safetensors, and torch's own state dictionaries."""
from __future__ import annotations

import pickle
import warnings

import torch

from ..core.errors import FileFormatError, ShapeError, UnsafeFileError
from ..layers.layer import Layer
from .atomic import written_aside
from .safetensors import SafetensorsFile, write_safetensors
from .walk import parts

ENDINGS = (".safetensors", ".pt", ".pth")


def named_variables(model) -> dict[str, torch.Tensor]:
    """The weights of a model by the place of their layer and their own name, as `layers.dense_1.kernel`: the same for every model of one architecture."""
    found = {}
    for where, part in parts(model):
        for variable in part._own_variables() if isinstance(part, Layer) else ():
            name = whole = ".".join([*where.split("/"), variable.name]) if where else variable.name
            count = 1
            while name in found:
                name, count = f"{whole}_{count}", count + 1
            found[name] = variable
    return found


def save_named(model, path) -> None:
    """Writes the weights to a `.safetensors` file, or to a `.pt` or `.pth` file that `torch.load()` gives back as a dictionary."""
    variables = named_variables(model)
    if path.suffix == ".safetensors":
        return write_safetensors(path, variables)
    with written_aside(path) as aside, open(aside, "wb") as file:       # a file of Python's: torch's own tells nothing of a full disk
        torch.save({name: variable.detach().as_subclass(torch.Tensor).contiguous() for name, variable in variables.items()}, file)


def load_named(model, path, skip_mismatch=False) -> None:
    """Sets the weights of a model by name, ours or those of `model.state_dict()`; all names and shapes are compared first.

    Raises:
        ShapeError: Names or shapes differ; nothing is changed.
        UnsafeFileError: A file of torch's holds other objects than tensors.
    """
    stored = SafetensorsFile(path) if path.suffix == ".safetensors" else _torch_file(path)
    shapes = stored.shapes() if path.suffix == ".safetensors" else {name: tuple(tensor.shape) for name, tensor in stored.items()}
    variables = named_variables(model)
    if not variables.keys() & shapes.keys():        # what `torch.save(model.state_dict())` wrote
        own = dict(model.named_parameters(remove_duplicate=False))
        variables = own if own.keys() & shapes.keys() else variables
    wrong = [f"the model has no {name!r}" for name in shapes if name not in variables]
    for name, variable in variables.items():
        if name not in shapes:
            wrong.append(f"the file has no {name!r}")
        elif shapes[name] != tuple(variable.shape):
            wrong.append(f"{name!r} has shape {tuple(variable.shape)} in the model, {shapes[name]} in the file")
    if wrong:
        text = f"{path} does not fit the model: " + "; ".join(wrong[:20]) + (f"; and {len(wrong) - 20} more." if len(wrong) > 20 else ".")
        if not skip_mismatch:
            raise ShapeError(text, layer=getattr(model, "name", None), argument="filepath", expected=list(variables), actual=list(shapes))
        warnings.warn(f"{text} These are left as they are.", stacklevel=4)
    for name, variable in variables.items():
        if shapes.get(name) == tuple(variable.shape):
            variable.assign(stored[name])


def _torch_file(path) -> dict[str, torch.Tensor]:
    try:
        found = torch.load(path, map_location="cpu", weights_only=True)
    except pickle.UnpicklingError as error:
        raise UnsafeFileError(f"{path} is broken, or holds other objects than tensors, which could do anything when loaded: {str(error).splitlines()[0]}",
                              path=str(path), object="pickle") from error
    except (RuntimeError, EOFError, OSError, ValueError, KeyError) as error:
        raise FileFormatError(f"{path} is no file of torch's, or is broken: {error}", path=str(path)) from error
    if not isinstance(found, dict) or not all(isinstance(name, str) and isinstance(value, torch.Tensor) for name, value in found.items()):
        raise FileFormatError(f"{path} must hold a dictionary of tensors by name.", path=str(path))
    return found
