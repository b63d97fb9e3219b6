"""What gets an R wrapper: the public names of hornpipe's faces, paired where a class is the other form of a function."""

from __future__ import annotations

import importlib
import importlib.util
import inspect
import pathlib
from dataclasses import dataclass, field

from hornpipe.core import registry

from .names import TABLE, by_hand, r_name, snake


@dataclass(frozen=True)
class Family:
    face: str               # module below hornpipe
    prefix: str             # of the R names
    file: str               # R/gen-<file>.R
    kind: str = ""          # of the classes; "" for a face of functions only
    functions: bool = False


FAMILIES = [
    Family("layers", "layer", "layers", "layer"),
    Family("losses", "loss", "losses", "loss", functions=True),
    Family("metrics", "metric", "metrics", "metric", functions=True),
    Family("optimizers", "optimizer", "optimizers", "optimizer"),
    Family("optimizers.schedules", "learning_rate_schedule", "optimizers", "schedule"),
    Family("callbacks", "callback", "callbacks", "callback"),
    Family("activations", "activation", "parts", functions=True),
    Family("initializers", "initializer", "parts", "initializer"),
    Family("regularizers", "regularizer", "parts", "regularizer"),
    Family("constraints", "constraint", "parts", "constraint"),
    Family("quantizers", "quantizer", "quantizers", "quantizer", functions=True),
    Family("dtype_policies", "dtype_policy", "quantizers", "policy"),
    Family("ops", "op", "ops", functions=True),
    Family("ops.image", "op_image", "ops", functions=True),
    Family("random", "random", "random", functions=True),
    Family("config", "config", "config", functions=True),
]
NOT_WRAPPED = {"get", "serialize", "deserialize"}


@dataclass
class Entry:
    """One R function: of a function, of a class, or of both."""

    family: Family
    name: str
    function: object = None
    cls: object = None
    aliases: list[str] = field(default_factory=list)
    public: dict[object, str] = field(default_factory=dict)     # the names on the face, where an object's own is another

    @property
    def source(self):
        return self.cls or self.function

    @property
    def group(self) -> str:
        """The Python file that holds it, as "layers/conv"."""
        code = next((f.__code__ for c in (self.cls.__mro__ if self.cls else [self.function]) for f in _functions(c)), None)
        path = pathlib.Path(code.co_filename) if code else pathlib.Path(self.family.face)
        parts = path.with_suffix("").parts
        return "/".join(parts[parts.index("hornpipe") + 1 :]) if "hornpipe" in parts else self.family.face

    def path(self, obj) -> str:
        return f"{self.family.face}.{self.public.get(obj, obj.__name__)}"


def _functions(owner):
    if inspect.isclass(owner):
        return [inspect.unwrap(f) for f in vars(owner).values() if inspect.isfunction(f)]
    return [inspect.unwrap(owner)]


def entries() -> list[Entry]:
    return sorted((e for family in FAMILIES for e in _of(family)), key=lambda e: (e.family.file, e.name))


def _of(family: Family) -> list[Entry]:
    public = _public(family.face)
    published = set(registry.known(family.kind).values()) if family.kind and public else set()
    found: dict[str, Entry] = {}
    for name, obj in public.items():
        qualified = f"{family.face}.{name}"
        if name in NOT_WRAPPED or qualified in TABLE["by_hand"]["skip"]:
            continue
        main = getattr(obj, "__name__", name)
        main = main if public.get(main) is obj else name
        named = r_name(family.prefix, family.face, main)
        if inspect.isclass(obj) and obj in published:
            entry = found.setdefault(named, Entry(family, named))
            entry.cls = obj
            entry.public[obj] = main
        elif family.functions and inspect.isfunction(obj):
            entry = found.setdefault(named, Entry(family, named))
            entry.function = obj
            entry.public[obj] = main
            if name != main and snake(name) == name:
                entry.aliases.append(r_name(family.prefix, family.face, name))
    for entry in found.values():
        entry.aliases += [a for a in TABLE["also"].get(entry.name, ()) if a not in entry.aliases and a not in found]
    return [e for e in found.values() if not by_hand(e.name)]


def _public(face: str) -> dict[str, object]:
    module = f"hornpipe.{face}"
    try:
        if importlib.util.find_spec(module) is None:
            return {}
    except ModuleNotFoundError:
        return {}
    module = importlib.import_module(module)
    names = [n for n in getattr(module, "__all__", None) or dir(module) if not n.startswith("_")]
    return {n: obj for n in names if _belongs(obj := getattr(module, n), module)}


def _belongs(obj, module) -> bool:
    """Whether a function is there to be used, and not because the module needs it itself."""
    home = getattr(obj, "__module__", None) or ""
    if not inspect.isfunction(obj) or hasattr(module, "__all__") or module.__name__ == "hornpipe.config":
        return True
    if hasattr(module, "__path__"):
        return not home.startswith(("hornpipe.core", "hornpipe.runtime", "hornpipe.graph", "hornpipe.ops.op", "hornpipe.ops.promotion"))
    return home == module.__name__
