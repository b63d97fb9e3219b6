"""What py() of test-wrappers.R knows: hornpipe's modules, and `seen`: what a made object is and does."""
import numpy as np
import torch

import hornpipe as keras
from hornpipe import activations, callbacks, constraints, initializers, layers, losses, metrics, ops, optimizers, regularizers  # noqa: F401 rows name them

schedules = optimizers.schedules


def nameless(config):
    if isinstance(config, dict):
        return {key: nameless(value) for key, value in config.items() if key != 'name' or len(config) == 1}
    return [nameless(one) for one in config] if isinstance(config, list) else config


def settings(made):
    if hasattr(made, 'get_config'):
        return nameless(keras.saving.serialize_keras_object(made.get_config()))
    return {key: value for key, value in sorted(vars(made).items()) if isinstance(value, (int, float, str, type(None)))}


def values(made, data):
    if not data:
        return []
    if isinstance(made, optimizers.Optimizer):
        weights = keras.Variable(np.ones_like(data[0]))
        for _ in range(3):
            made.apply([ops.convert_to_tensor(data[0])], [weights])
        return weights.value
    if isinstance(made, metrics.Metric):
        made.update_state(*data)
        return made.result()
    if isinstance(made, layers.Layer):
        made(*data)
        for weights in made.weights:
            if 'float' in str(weights.dtype):
                weights.assign(np.linspace(0.1, 1, max(1, int(np.prod(weights.shape)))).reshape(weights.shape))
    keras.utils.set_random_seed(1)
    return made(*data)


def numbers(value):
    if isinstance(value, (list, tuple)):
        return [numbers(one) for one in value]
    if isinstance(value, dict):
        return {key: numbers(one) for key, one in value.items()}
    if isinstance(value, torch.Tensor) and value.is_complex():
        return [numbers(value.real), numbers(value.imag)]
    if isinstance(value, torch.Tensor) or type(value).__module__.startswith('hornpipe'):
        try:
            return ops.convert_to_numpy(value)
        except Exception:
            return repr(type(value))
    return value


def seen(made, *data):
    return [type(made).__name__, repr(settings(made)), numbers(values(made, data))]
