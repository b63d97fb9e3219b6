"""First values of weights."""
from __future__ import annotations

import numpy as np
import torch

from ..core import objects, registry
from ..core.errors import ShapeError
from ..runtime import dtypes
from ..runtime.convert import convert_to_tensor
from .drawn import GlorotNormal as GlorotNormal
from .drawn import GlorotUniform as GlorotUniform
from .drawn import HeNormal as HeNormal
from .drawn import HeUniform as HeUniform
from .drawn import LecunNormal as LecunNormal
from .drawn import LecunUniform as LecunUniform
from .drawn import Orthogonal as Orthogonal
from .drawn import RandomNormal as RandomNormal
from .drawn import RandomUniform as RandomUniform
from .drawn import TruncatedNormal as TruncatedNormal
from .drawn import VarianceScaling as VarianceScaling
from .fixed import STFT as STFT
from .fixed import Constant as Constant
from .fixed import Identity as Identity
from .fixed import Ones as Ones
from .fixed import Zeros as Zeros
from .initializer import Initializer as Initializer

STFTInitializer, IdentityInitializer, OrthogonalInitializer = STFT, Identity, Orthogonal
constant, identity, ones, stft, zeros = Constant, Identity, Ones, STFT, Zeros
glorot_normal, glorot_uniform, he_normal, he_uniform = GlorotNormal, GlorotUniform, HeNormal, HeUniform
lecun_normal, lecun_uniform, orthogonal, variance_scaling = LecunNormal, LecunUniform, Orthogonal, VarianceScaling
random_normal, random_uniform, truncated_normal = RandomNormal, RandomUniform, TruncatedNormal


def get(identifier):
    """The initializer of a name, config dictionary, class, function or array; `None` for `None`.

    An array gives itself, for its own shape only.

    Raises:
        ValueError: Nothing of that name is known.
    """
    if not isinstance(identifier, (torch.Tensor, np.ndarray, np.generic)):
        return objects.get("initializer", identifier)

    def given_values(shape, dtype=None):
        if tuple(shape) != tuple(identifier.shape):
            raise ShapeError(f"Expected `shape` to be that of the array given as initializer, {tuple(identifier.shape)}, got {tuple(shape)}.",
                             argument="shape", expected=tuple(identifier.shape), actual=tuple(shape))
        return convert_to_tensor(identifier, dtypes.to_torch(dtype))

    return given_values


def serialize(initializer) -> dict:
    """The initializer as a config dictionary."""
    return objects.serialize_keras_object(initializer)


def deserialize(config, custom_objects=None):
    """The initializer of a config dictionary.

    Args:
        config: What `serialize()` gave.
        custom_objects: Dictionary of names to classes that are not hornpipe's own.
    """
    return objects.deserialize_keras_object(config, custom_objects=custom_objects, module_objects=registry.known("initializer"))
