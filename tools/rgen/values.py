"""Python defaults as R text, and the coercer of each kind."""

from __future__ import annotations

import math
import re

# Kinds of core/types.py whose coercer has another name than as_<kind>(); "" passes the value as it is.
COERCERS = {
    "tensor": "as_array", "structure": "", None: "",
    "activation": "as_part", "initializer": "as_part", "regularizer": "as_part", "constraint": "as_part", "quantizer": "as_part",
    "loss": "as_part", "metric": "as_part", "optimizer": "as_part", "layer": "as_part", "function": "as_callable",
}
FROM_ONE = ("axis", "axes", "index", "indices")


def coerced(name: str, kind: str | None) -> str:
    coercer = COERCERS.get(kind, f"as_{kind}")
    return f"{coercer}({name})" if coercer else name


def literal(value, kind: str | None = None) -> str:
    """R text of a default. Positions are counted from 1, so Python's axis 0 becomes `1L`."""
    if value is None:
        return "NULL"
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int):
        if kind in FROM_ONE and value >= 0:
            value += 1
        return str(value) if kind in ("real", "reals") else f"{value}L"
    if isinstance(value, float):
        if math.isinf(value):
            return "Inf" if value > 0 else "-Inf"
        if math.isnan(value):
            return "NaN"
        return re.sub(r"\.0$", "", repr(value))
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t") + '"'
    if isinstance(value, (tuple, list)):
        flat = value and all(isinstance(v, (int, float, str)) for v in value) and len({isinstance(v, str) for v in value}) == 1
        return f"{'c' if flat else 'list'}({', '.join(literal(v, kind) for v in value)})"
    if isinstance(value, dict):
        return f"list({', '.join(f'{k} = {literal(v)}' for k, v in value.items())})"
    raise TypeError(f"No R text for the default {value!r}: state one in names.toml under [defaults].")
