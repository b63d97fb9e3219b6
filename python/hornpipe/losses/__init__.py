"""Losses: what training makes small."""
from ..core import objects, registry
from .crossentropy import (
    BinaryCrossentropy,
    CategoricalCrossentropy,
    SparseCategoricalCrossentropy,
    binary_crossentropy,
    categorical_crossentropy,
    sparse_categorical_crossentropy,
)
from .focal import BinaryFocalCrossentropy, CategoricalFocalCrossentropy, binary_focal_crossentropy, categorical_focal_crossentropy
from .loss import Loss
from .loss import LossFunctionWrapper as LossFunctionWrapper
from .margin import CategoricalHinge, Circle, Hinge, SquaredHinge, categorical_hinge, circle, hinge, squared_hinge
from .overlap import Dice, Tversky, dice, tversky
from .probability import (
    CTC,
    CategoricalGeneralizedCrossEntropy,
    KLDivergence,
    Poisson,
    categorical_generalized_cross_entropy,
    ctc,
    kl_divergence,
    poisson,
)
from .regression import (
    CosineSimilarity,
    Huber,
    LogCosh,
    MeanAbsoluteError,
    MeanAbsolutePercentageError,
    MeanSquaredError,
    MeanSquaredLogarithmicError,
    cosine_similarity,
    huber,
    log_cosh,
    mean_absolute_error,
    mean_absolute_percentage_error,
    mean_squared_error,
    mean_squared_logarithmic_error,
)

__all__ = [
    "BinaryCrossentropy", "BinaryFocalCrossentropy", "CTC", "CategoricalCrossentropy", "CategoricalFocalCrossentropy",
    "CategoricalGeneralizedCrossEntropy", "CategoricalHinge", "Circle", "CosineSimilarity", "Dice", "Hinge", "Huber", "KLDivergence", "LogCosh",
    "Loss", "MeanAbsoluteError", "MeanAbsolutePercentageError", "MeanSquaredError", "MeanSquaredLogarithmicError", "Poisson",
    "SparseCategoricalCrossentropy", "SquaredHinge", "Tversky", "binary_crossentropy", "binary_focal_crossentropy", "categorical_crossentropy",
    "categorical_focal_crossentropy", "categorical_generalized_cross_entropy", "categorical_hinge", "circle", "cosine_similarity", "ctc",
    "deserialize", "dice", "get", "hinge", "huber", "kl_divergence", "log_cosh", "mean_absolute_error", "mean_absolute_percentage_error",
    "mean_squared_error", "mean_squared_logarithmic_error", "poisson", "serialize", "sparse_categorical_crossentropy", "squared_hinge", "tversky",
]


def get(identifier):
    """The loss of a name, config dictionary, class or function; `None` for `None`.

    Args:
        identifier: "mse" gives the function, "MeanSquaredError" a loss object.

    Raises:
        ValueError: Nothing of that name is known.
    """
    return objects.get("loss", identifier)


def serialize(loss):
    """The loss as a config dictionary.

    Args:
        loss: A loss or a function.
    """
    return objects.serialize_keras_object(loss)


def deserialize(name, custom_objects=None):
    """The loss of a name or config dictionary.

    Args:
        name: What `serialize()` gave, or a name.
        custom_objects: Dictionary of names to classes and functions that are not hornpipe's own.

    Raises:
        ValueError: Nothing of that name is known.
    """
    with registry.custom_object_scope(custom_objects):
        return objects.get("loss", name)
