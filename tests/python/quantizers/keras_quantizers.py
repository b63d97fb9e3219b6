"""Quantizations, to be made by hornpipe and by real Keras: `KERAS_BACKEND=torch python keras_quantizers.py` writes what Keras gives."""
import pathlib

import numpy as np
import torch

FILE = pathlib.Path(__file__).parents[1] / "golden" / "quantizers.npz"


def results(quantizers):
    q = quantizers
    rng = np.random.default_rng(0)
    x = rng.normal(size=(10, 6)).astype("float32")
    upstream = torch.arange(60.0).reshape(10, 6)
    made = {}
    made["columns"], made["columns-scale"] = q.abs_max_quantize(x, axis=0)
    made["all"], made["all-scale"] = q.abs_max_quantize(x, axis=(0, 1), to_numpy=True)
    made["blocks"], made["blocks-scale"], made["blocks-zero"] = q.abs_max_quantize_grouped_with_zero_point(x, 4)
    numbers = torch.tensor(rng.integers(-8, 8, size=(5, 4)).astype("int8"))
    for axis in (0, 1, -1):
        packed, shape, size = q.pack_int4(numbers, axis=axis)
        assert tuple(shape) == tuple(packed.shape)
        made[f"packed-{axis}"], made[f"unpacked-{axis}"] = packed, q.unpack_int4(packed, size, axis=axis)
    packed, shape, size = q.pack_int4(numbers.view(torch.uint8) & 15, axis=0, dtype="uint8")
    made["packed-unsigned"], made["unpacked-unsigned"] = packed, q.unpack_int4(packed, size, dtype="uint8")
    for name, low, high, options in (("one", -1.1, 0.9, {"num_bits": 4}), ("channels", torch.linspace(-1, -0.2, 6), torch.linspace(0.3, 2, 6),
                                                                           {"narrow_range": True, "axis": 1})):
        t, low, high = (torch.as_tensor(v).clone().requires_grad_() for v in (torch.tensor(x), low, high))
        y = q.fake_quant_with_min_max_vars(t, low, high, **options)
        (y * upstream).sum().backward()
        made |= {f"fake-{name}": y, f"fake-{name}-x": t.grad, f"fake-{name}-low": low.grad, f"fake-{name}-high": high.grad}
    made["float8-scale"] = q.compute_float8_scale(torch.tensor([0.0, 2.0, torch.inf]), torch.tensor([1.0, 2.0, 3.0]), 448.0, 1)
    made["float8-history"] = q.compute_float8_amax_history(torch.tensor(x), torch.arange(5.0))
    made["float8"] = q.quantize_and_dequantize(torch.tensor(x), torch.tensor(0.01), "float8_e4m3fn", "float32")
    return {name: np.asarray(v.detach().cpu()) for name, v in made.items()}


if __name__ == "__main__":
    import keras

    np.savez_compressed(FILE, **results(keras.quantizers))
    print(f"quantizations by Keras {keras.__version__} on {keras.backend.backend()}")
