"""Optimizers: how gradients change variables."""
from __future__ import annotations

from ..core import objects, registry
from . import schedules as schedules
from .adafactor import Adafactor as Adafactor
from .adagrad import Adadelta as Adadelta
from .adagrad import Adagrad as Adagrad
from .adam import Adam as Adam
from .adam import Adamax as Adamax
from .adam import AdamW as AdamW
from .adam import Nadam as Nadam
from .ftrl import Ftrl as Ftrl
from .lamb import Lamb as Lamb
from .lion import Lion as Lion
from .loss_scale import LossScaleOptimizer as LossScaleOptimizer
from .multi import MultiOptimizer as MultiOptimizer
from .multi import OptimizerMap as OptimizerMap
from .muon import Muon as Muon
from .optimizer import Optimizer as Optimizer
from .rmsprop import RMSprop as RMSprop
from .schedule_free import ScheduleFreeAdamW as ScheduleFreeAdamW
from .sgd import SGD as SGD


def get(identifier):
    """The optimizer of a name, config dictionary, class or object; `None` for `None`.

    Raises:
        ValueError: Nothing of that name is known.
    """
    return objects.get("optimizer", identifier)


def serialize(optimizer) -> dict:
    """The optimizer as a config dictionary."""
    return objects.serialize_keras_object(optimizer)


def deserialize(config, custom_objects=None):
    """The optimizer of a config dictionary.

    Args:
        config: What `serialize()` gave; names of classes may be in lower case.
        custom_objects: Dictionary of names to classes that are not hornpipe's own.
    """
    return objects.deserialize_keras_object(config, custom_objects=custom_objects, module_objects=registry.known("optimizer"))
