"""Random draws with given seeds, to be made by hornpipe and by real Keras: `KERAS_BACKEND=torch python keras_draws.py` writes what Keras gives."""
import pathlib

import numpy as np
import torch

FILE = pathlib.Path(__file__).parent / "golden" / "draws.npz"
SCALED = ("GlorotUniform", "GlorotNormal", "HeNormal", "HeUniform", "LecunNormal", "LecunUniform", "VarianceScaling")


def draws(keras):
    for name in (*SCALED, "RandomNormal", "RandomUniform", "TruncatedNormal", "Orthogonal"):
        for shape in ((7,), (5, 6), (3, 3, 2, 4)):
            if name != "Orthogonal" or len(shape) > 1:
                yield f"{name}-{shape}", getattr(keras.initializers, name)(seed=42)(shape)
    r = keras.random
    yield "normal", r.normal((3, 4), seed=1)
    yield "normal-half", r.normal((3, 4), dtype="float16", seed=1)
    yield "uniform-scalar", r.uniform((), seed=1)
    yield "uniform", r.uniform((3, 2), -1, 4, seed=1)
    yield "truncated_normal", r.truncated_normal((20,), 1.0, 3.0, seed=3)
    yield "randint", r.randint((5,), -3, 9, seed=2)
    yield "categorical", r.categorical(np.log([[0.1, 0.2, 0.7], [0.3, 0.3, 0.4]]).astype("float32"), 7, seed=9)
    yield "dropout", r.dropout(torch.ones(4, 5), 0.3, seed=5)
    yield "dropout-rows", r.dropout(torch.ones(4, 5), 0.3, noise_shape=(None, 1), seed=5)
    yield "shuffle", r.shuffle(np.arange(12).reshape(4, 3), seed=7)
    yield "shuffle-1", r.shuffle(np.arange(12).reshape(4, 3), axis=1, seed=7)
    yield "gamma", r.gamma((3,), 2.0, seed=4)
    yield "beta", r.beta((3,), 2.0, [1.0, 2.0, 3.0], seed=4)
    yield "binomial", r.binomial((3,), 5.0, 0.4, seed=4)
    stream = r.SeedGenerator(11)
    yield "stream-1", r.normal((3,), seed=stream)
    yield "stream-2", r.normal((3,), seed=stream)
    keras.utils.set_random_seed(5)
    yield "global", r.normal((3,))
    yield "global-initializer-1", keras.initializers.GlorotUniform()((2, 3))
    yield "global-initializer-2", keras.initializers.GlorotUniform()((2, 3))


if __name__ == "__main__":
    import keras

    made = {name: keras.ops.convert_to_numpy(x) for name, x in draws(keras)}
    np.savez_compressed(FILE, **made)
    print(len(made), f"draws by Keras {keras.__version__} on {keras.backend.backend()}")
