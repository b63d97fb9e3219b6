"""How operations stand in Keras' files: as objects of a class per operation, `Add` of the module `keras.src.ops.numpy`.

The class is the function's name in camel case, its config holds the arguments that are no tensors, and the call's
arguments hold the tensors. The tables say where Keras departs from that.
"""
from __future__ import annotations

from ..core import registry
from ..runtime.settings import floatx

# Function -> class, where camel case does not give it.
_CLASSES = {
    "isin": "IsIn", "allclose": "AllClose", "searchsorted": "SearchSorted", "rfft": "RFFT", "irfft": "IRFFT", "fft": "FFT", "fft2": "FFT2", "ifft2": "IFFT2",
    "stft": "STFT", "istft": "ISTFT", "ctc_loss": "CTCLoss", "ctc_decode": "CTCDecode", "cdist": "CDist",
    "rgb_to_grayscale": "RGBToGrayscale", "ssim": "SSIM",
    "rms_normalization": "RMSNorm", "layer_normalization": "LayerNorm", "batch_normalization": "BatchNorm", "psnr": "PSNR", "svd": "SVD", "jvp": "JVP",
    "rgb_to_hsv": "RGBToHSV", "hsv_to_rgb": "HSVToRGB",
}
# Arguments that are no tensors and yet belong to the call, and the reverse.
_IN_CALL = {
    "get_item": {"key"}, "isclose": {"rtol", "atol"}, "rearrange": {"pattern", "axes_lengths"}, "cond": {"true_fn", "false_fn"}, "switch": {"branches"},
    "map": {"f", "xs"}, "scan": {"f", "init", "xs"}, "associative_scan": {"f", "elems"}, "while_loop": {"loop_vars"}, "fori_loop": {"init_val"},
    "vectorized_map": {"elements"}, "dot_product_attention": {"scale"}, "scale_and_translate": {"output_shape"}, "jvp": {"fun", "primals", "tangents"},
}
_IN_CONFIG = {"clip": {"x_min", "x_max"}, "bincount": {"weights"}, "trapezoid": {"x"}, "fori_loop": {"lower", "upper"}}

# Keras: these say their dtype in files, and floatx is it when none was given.
_FLOATX = {"one_hot", "multi_hot"}

# File of ours -> module of Keras; "numpy" where nothing is said. Single functions that stand elsewhere come second.
_MODULES = {
    "control": "core", "einops": "einops", "activation": "nn", "attention": "nn", "conv": "nn", "crossentropy": "nn", "ctc": "nn",
    "normalization": "nn", "patches": "nn", "pool": "nn", "image": "image", "linalg": "linalg", "signal": "math", "segment": "math",
}
_ELSEWHERE = {name: module for module, names in {
    "core": ("cast", "convert_to_tensor", "saturate_cast", "scatter", "scatter_update", "slice", "slice_update", "unstack"),
    "math": ("cdist", "erf", "erfc", "erfinv", "in_top_k", "logdet", "logsumexp", "rsqrt", "top_k", "view_as_complex", "view_as_real"),
    "nn": ("polar", "psnr"), "numpy": ("slogdet",),
}.items() for name in names}


def class_name(function_name: str) -> str:
    """The class that stands for an operation in files."""
    return _CLASSES.get(function_name) or "".join(part.capitalize() for part in function_name.split("_"))


def call_parameters(function_name: str, tensors) -> frozenset:
    """The parameters whose arguments stand in the call, not in the config."""
    return (frozenset(tensors) | _IN_CALL.get(function_name, frozenset())) - _IN_CONFIG.get(function_name, frozenset())


def config_of(function_name: str, fixed: dict) -> dict:
    """The config of an operation from its arguments that are no tensors."""
    return {**fixed, "dtype": fixed["dtype"] or floatx()} if function_name in _FLOATX else fixed


def module_of(function) -> str:
    if function.kind != "op":
        face = registry.FACES[function.kind]
        return "keras.src.activations.activations" if face == "activations" else f"keras.{face}"
    return f"keras.src.ops.{_ELSEWHERE.get(function.__name__) or _MODULES.get(function.file, 'numpy')}"
