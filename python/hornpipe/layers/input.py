"""The symbolic inputs that a model starts from."""
from __future__ import annotations

import warnings

from ..core.errors import ArgumentError, got
from ..core.types import DType, Flag, Int, Shape, Tensor, Text
from ..graph.node import Node
from ..graph.tensor import KerasTensor, standardize_shape
from ..runtime import dtypes
from .layer import Layer


class InputLayer(Layer):
    """The layer behind `Input()`: its `output` is the symbolic tensor.

    Args:
        shape: Shape without the batch axis.
        batch_size: Size of the batch axis, when it is fixed.
        dtype: Dtype of the data; floatx if `None`.
        sparse, ragged: Must not be set: torch's layers take dense tensors.
        batch_shape: Shape with the batch axis, in place of `shape` and `batch_size`.
        input_tensor: A symbolic tensor to start from; it brings shape and dtype.
        optional: Whether a model may be called with `None` in this place.

    Raises:
        ValueError: The shape is told twice, or `input_tensor` contradicts the rest.
    """

    def __init__(self, shape: Shape = None, batch_size: Int = None, dtype: DType = None, sparse: Flag = None, ragged: Flag = None,
                 batch_shape: Shape = None, input_tensor: Tensor = None, optional: Flag = False, name: Text = None, **kwargs):
        if "input_shape" in kwargs:
            warnings.warn("Argument `input_shape` is deprecated. Use `shape` instead.", stacklevel=2)
            shape = kwargs.pop("input_shape")
        batch_shape = kwargs.pop("batch_input_shape", batch_shape)
        super().__init__(name=name, **kwargs)
        for kind, value in (("sparse", sparse), ("ragged", ragged)):
            if value and input_tensor is None:
                raise ArgumentError(f"`{kind}=True` is not supported: inputs of torch layers are dense.", argument=kind, actual=value)
        if batch_shape is not None:
            for argument, value in (("shape", shape), ("batch_size", batch_size)):
                if value is not None and input_tensor is None:
                    raise ArgumentError(f"You cannot pass both `{argument}` and `batch_shape`: got {value!r} and {batch_shape!r}.",
                                        argument=argument, actual=value)
        if input_tensor is not None:
            self._check_tensor(input_tensor, shape, batch_size, dtype, sparse, batch_shape)
            batch_shape, dtype = tuple(input_tensor.shape), input_tensor.dtype
        elif shape is not None:
            batch_shape = (batch_size, *standardize_shape(shape))
        elif batch_shape is None:
            raise ArgumentError("An input needs its shape: pass a `shape` argument.", argument="shape", actual=None)
        self.batch_shape = standardize_shape(batch_shape, "batch_shape")
        self.sparse, self.ragged, self.optional = bool(sparse), bool(ragged), bool(optional)
        self._input_dtype = dtypes.standardize_dtype(dtype)
        if input_tensor is None:
            input_tensor = KerasTensor(self.batch_shape, self._input_dtype, name=self.name)
        Node(self, outputs=input_tensor)
        self.built = True

    @staticmethod
    def _check_tensor(tensor, shape, batch_size, dtype, sparse, batch_shape):
        if not isinstance(tensor, KerasTensor):
            raise ArgumentError(f"Argument `input_tensor` must be a KerasTensor, {got(tensor)}.", argument="input_tensor", actual=tensor)
        wanted = {
            "shape": (shape if shape is None else tuple(shape), tensor.shape[1:]),
            "batch_size": (batch_size, tensor.shape[0] if tensor.shape else None),
            "batch_shape": (batch_shape if batch_shape is None else tuple(batch_shape), tensor.shape),
            "dtype": (dtype if dtype is None else dtypes.standardize_dtype(dtype), tensor.dtype),
            "sparse": (sparse, tensor.sparse),
        }
        for argument, (given, actual) in wanted.items():
            if given is not None and given != actual:
                raise ArgumentError(f"With `input_tensor` you cannot provide an incompatible `{argument}`: got {given!r}, the tensor has {actual!r}.",
                                    argument=argument, actual=given, expected=actual)

    def call(self):
        return None

    @property
    def dtype(self):
        """Name of the dtype of the data."""
        return self._input_dtype

    def get_config(self):       # Keras: an input tells neither `trainable` nor a dtype policy
        return {"batch_shape": self.batch_shape, "dtype": self.dtype, "sparse": self.sparse, "ragged": self.ragged, "name": self.name,
                "optional": self.optional}

    @classmethod
    def from_config(cls, config):
        return cls(**config)


def Input(shape: Shape = None, batch_size: Int = None, dtype: DType = None, sparse: Flag = None, ragged: Flag = None, batch_shape: Shape = None,
          name: Text = None, tensor: Tensor = None, optional: Flag = False):
    """A symbolic tensor to call layers on: the start of a functional model.

    Args:
        shape: Shape without the batch axis, `None` where any size will do.
        batch_size: Size of the batch axis, when it is fixed.
        dtype: Dtype of the data; floatx if `None`.
        sparse, ragged: Must not be set: torch's layers take dense tensors.
        batch_shape: Shape with the batch axis, in place of `shape` and `batch_size`.
        name: Name of the input, its key where data come as a dictionary.
        tensor: A symbolic tensor to start from; it brings shape and dtype.
        optional: Whether a model may be called with `None` in this place.

    Example:
        x = Input((32,))
        y = layers.Dense(16, activation="softmax")(x)
        model = Model(x, y)
    """
    return InputLayer(shape, batch_size, dtype, sparse, ragged, batch_shape, input_tensor=tensor, optional=optional, name=name).output


Input.__module__ = "hornpipe.layers"
