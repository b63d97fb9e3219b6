"""What the R package needs beside the public API: arrays in R's memory order, R functions as Python ones, progress, errors.

Nothing here is public, and nothing in the package imports it.
"""
from .arrays import dataset, dtype, numpy, rows, shape, subset, tensor, text
from .configs import config_of, object_from_config
from .custom import CustomModel
from .errors import describe
from .functions import INTERRUPT, r_function, r_generator, traced_function
from .models import input_specs, label_form, notes, output_specs, summary
from .progress import Report, RunProgress, fit_progress, interrupted

__all__ = [
    "INTERRUPT", "CustomModel", "Report", "RunProgress", "config_of", "dataset", "describe", "dtype", "fit_progress", "input_specs", "interrupted",
    "label_form", "notes", "numpy", "object_from_config", "output_specs", "r_function", "r_generator", "rows", "shape", "subset", "summary", "tensor", "text",
    "traced_function",
]
