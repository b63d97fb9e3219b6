"""An optimizer's state as a list of arrays by name: the form of `.h5` files, and, with numbers for names, of Keras 2's `.keras` files.

The step count comes first. The slots follow in one of three forms, told apart by the count's name:

- `iteration` (tf.keras from 2.11 on, Keras 3): weight by weight; Keras 3 puts the learning rate before them.
- `Adam/iter` (tf.keras 2.0 to 2.10, and what we write): slot by slot, in names like `Adam/dense/kernel/m:0`.
- `Adam/iterations` or none (Keras up to 2.3): slot by slot, with arrays of one value for slots that are not in use.

Keras: tf_keras goes on training with the second form, since the config by which it would know the first is none that Keras 3 reads.
"""
from __future__ import annotations

import collections
import math
import re
import warnings

# The slots of tf.keras before 2.11, and what they are called now; Adamax has a `v` of its own.
_SLOTS = (("m", "momentum"), ("v", "velocity"), ("v", "norm"), ("vhat", "velocity_hat"), ("momentum", "momentum"), ("rms", "velocity"),
          ("mg", "average_gradient"), ("accum_grad", "accumulated_grad"), ("accum_var", "accumulated_delta_var"))
_OLD = {new: old for old, new in reversed(_SLOTS)}
_PRODUCT = "momentum_cache"


def _slots(optimizer) -> dict[str, list]:
    """The variables of each slot, in the order of the weights; without the placeholders of Adafactor, which are integers."""
    lists = {**optimizer._slots, "average": getattr(optimizer, "_model_variables_moving_average", None) or (),
             "gradient_accumulator": optimizer._accumulated_gradients or ()}
    used = {name: [v for v in slot if v is not None and v.dtype.is_floating_point] for name, slot in lists.items()}
    return {name: slot for name, slot in used.items() if slot}


def _product(optimizer) -> list:
    """Nadam's product of all its momentum weights so far."""
    return [optimizer._u_product] if hasattr(optimizer, "_u_product") else []


# ---------------------------------------------------------------- writing

def listed_variables(optimizer) -> list[tuple[str, object]]:
    """The variables that a file lists, by name; the learning rate stands in the config."""
    count, *others = optimizer.variables
    slots, product = _slots(optimizer), _product(optimizer)
    known = {id(v) for v in (optimizer.learning_rate, *product, *(v for slot in slots.values() for v in slot))}
    if any(id(v) not in known and v.dtype.is_floating_point for v in others):       # a rule with variables of its own
        return [(v.path or v.name, v) for v in optimizer.variables]
    rule, seen, rows = type(optimizer).__name__, collections.Counter(), []
    for slot, variables in slots.items():
        for i, (variable, weight) in enumerate(zip(variables, optimizer._trainable_variables)):
            place = (getattr(weight, "path", None) or "parameter", slot)
            seen[place] += 1
            twin = f"_{seen[place]}" if seen[place] > 1 else ""
            rows.append((i if "linear" in slots else 0, f"{rule}/{place[0]}{twin}/{_OLD.get(slot, slot)}", variable))
    rows.sort(key=lambda row: row[0])           # Keras: the two slots of Ftrl lie side by side
    return [(f"{name}:0", v) for name, v in [(f"{rule}/iter", count), *((f"{rule}/{_PRODUCT}", v) for v in product), *(row[1:] for row in rows)]]


# ---------------------------------------------------------------- reading

def take_listed(optimizer, stored: dict, keras2: bool) -> None:
    """Sets the variables of an optimizer; warns, and leaves its slots as they are, where the arrays do not fit.

    Args:
        optimizer: The optimizer, built for the weights of the model.
        stored: The arrays by name, in the file's order.
        keras2: Whether Keras 2 (or 1) wrote them.
    """
    if hasattr(optimizer, "inner_optimizer"):
        if not keras2:
            return optimizer.load_own_variables({str(i): a for i, a in enumerate(stored.values())})
        take_listed(optimizer.inner_optimizer, stored, keras2)          # Keras: 2 keeps the scale of the loss out of its files
        return optimizer.variables[0].assign(optimizer.inner_optimizer.variables[0])
    count, rate = (_first_named(known, stored) for known in ("iter(ation|ations)?", "learning_rate"))
    form = re.sub(r".*/|:0$", "", count or "")
    arrays = {n: a for n, a in stored.items() if n not in (count, rate)}
    pairs = {"iteration": _in_order, "iter": _by_name}.get(form, _in_blocks)(optimizer, arrays)
    if count:       # Keras: up to 2.3 it was read after it had been raised, so that the n-th step was corrected for bias as the (n + 1)-th is elsewhere
        optimizer.variables[0].assign(stored[count][()] + (form == "iterations"))
    if rate and any(v is optimizer.learning_rate for v in optimizer.variables):
        optimizer.learning_rate.assign(stored[rate])
    own, given = [v for slot in _slots(optimizer).values() for v in slot], {id(v) for v, _ in pairs}
    if arrays and not given.issuperset(map(id, own)) or any(tuple(v.shape) != tuple(a.shape) for v, a in pairs):
        warnings.warn(f"The state of the optimizer {optimizer.name!r} is not loaded, but for the number of steps: the {len(arrays)} arrays of the file "
                      f"do not fit its {len(own)} slots.", stacklevel=4)
        return
    for variable, array in pairs:
        variable.assign(array)
    if _product(optimizer):
        _complete_nadam(optimizer, given, keras2 and form != "iteration")


def _first_named(known, stored):
    return next((name for name in stored if re.search(rf"(^|/){known}(:0)?$", name)), None)


def _in_order(optimizer, arrays):
    every = [v for v in optimizer.variables[1:] if v is not optimizer.learning_rate]
    of_keras_2 = [v for v in every if v.dtype.is_floating_point and not any(v is p for p in _product(optimizer))]
    fitting = next((ours for ours in (every, of_keras_2) if len(ours) == len(arrays)), ())
    return list(zip(fitting, arrays.values()))


def _by_name(optimizer, arrays):
    pairs, last = [], [(name.removesuffix(":0").rpartition("/")[2], array) for name, array in arrays.items()]
    for slot, ours in {**_slots(optimizer), _PRODUCT: _product(optimizer)}.items():
        words = {slot, *(old for old, new in _SLOTS if new == slot)}
        found = [array for word, array in last if word in words]
        pairs += zip(ours, found) if len(ours) == len(found) else ()
    return pairs


def _in_blocks(optimizer, arrays):
    arrays, slots = list(arrays.values()), list(_slots(optimizer).values())
    shapes = [tuple(v.shape) for v in slots[0]] if slots else []
    blocks = [arrays[i:i + len(shapes)] for i in range(0, len(arrays), len(shapes) or 1)]
    blocks = [block for block in blocks if [tuple(a.shape) for a in block] == shapes]
    return [pair for ours, block in zip(slots, blocks) for pair in zip(ours, block)]


def _complete_nadam(optimizer, given, other_rule):
    """The product that most files of Keras 2 lack, from the number of steps."""
    product, steps = optimizer._u_product, int(optimizer.iterations)
    if id(product) not in given:
        product.assign(math.prod(optimizer._weight(t) for t in range(1, min(steps, 10_000) + 1)))       # it is 0 long before that
    if other_rule and steps:
        warnings.warn("Keras 2's Nadam let the weight of momentum grow 250 times more slowly (`schedule_decay`). The state is loaded, but the next "
                      "steps are those of today's Nadam.", stacklevel=5)
