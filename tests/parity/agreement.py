"""Whether two runs of the combinations agree: outputs and gradients to 1e-5 of their size."""
import numpy as np
from combinations import all_combinations

TOLERANCE = 1e-5
# Keras on torch pads unevenly for `same` by repeating edge values, and averages them in; on its other engines, and by its
# documentation, padding does not count. hornpipe follows the latter.
UNEVEN = ("AveragePooling2D", "AveragePooling3D")


def grouped(file) -> dict:
    """Arrays by number of the combination, in order; or the error."""
    found = {}
    for key in file.files:
        number, place = key.split("/")
        found.setdefault(int(number), {})[place] = file[key]
    return found


def disagreements(ours, theirs) -> tuple[int, list[str]]:
    """(combinations compared, what differs). Where Keras refuses, there is nothing to compare."""
    ours, theirs, compared, wrong = grouped(ours), grouped(theirs), 0, []
    for number, entry in enumerate(all_combinations()):
        a, b = ours.get(number, {}), theirs.get(number, {})
        if "error" in b:
            continue
        if "error" in a:
            wrong.append(f"{number} {entry}: {a['error']}")
            continue
        scale = max([float(np.abs(v).max()) for v in b.values() if v.size], default=1.0)
        off = [f"array {k} by {float(np.abs(a[k] - b[k]).max()) / scale:.1e}" for k in b
               if a[k].shape != b[k].shape or (b[k].size and not np.abs(a[k] - b[k]).max() <= TOLERANCE * scale)]
        if off and entry[0] in UNEVEN and entry[1]["padding"] == "same" and entry[1]["pool_size"] == 3:
            continue
        compared += 1
        if off:
            wrong.append(f"{number} {entry}: {', '.join(off)}")
    return compared, wrong
