"""The house stands: a module imports strictly lower floors, and on its own floor only what stands to its left."""
import ast
import pathlib

CORE = pathlib.Path(__file__).parents[2] / "python" / "hornpipe"
# Floors from below; inside a floor, from left to right. A name is a folder or a file of the core.
FLOORS = [
    ["core"],
    ["native", "runtime"],
    ["graph"],
    ["ops"],
    ["activations", "random", "initializers", "regularizers", "constraints", "quantizers", "losses", "metrics", "optimizers"],
    ["layers"],
    ["saving"],
    ["callbacks", "training"],
    ["models"],
]
FACES = {"__init__", "tree", "backend", "config", "dtype_policies", "mixed_precision", "utils", "datasets", "preprocessing", "applications", "rbridge",
         "visualization", "wrappers", "distribution", "export", "distillation"}
PLACE = {name: (floor, i) for floor, names in enumerate(FLOORS) for i, name in enumerate(names)}


def room(path):
    first = path.relative_to(CORE).parts[0]
    return first.removesuffix(".py")


def imports(path):
    """Rooms that a file imports from, at any depth of its code, each with the line."""
    package = path.relative_to(CORE.parent).parts[:-1]
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom):
            if node.level:
                base = package[: len(package) - node.level + 1]
                target = ".".join([*base, *([node.module] if node.module else [])])
            else:
                target = node.module or ""
            names = [target] if target != "hornpipe" else [f"hornpipe.{a.name}" for a in node.names]
        elif isinstance(node, ast.Import):
            names = [a.name for a in node.names]
        else:
            continue
        for name in names:
            parts = name.split(".")
            if parts[0] == "hornpipe" and len(parts) > 1:
                yield parts[1], node.lineno


def test_imports_go_downhill():
    wrong = []
    for path in sorted(CORE.rglob("*.py")):
        mine = room(path)
        if mine in FACES:
            continue
        assert mine in PLACE, f"{mine} has no floor: give it a place in FLOORS"
        for other, line in imports(path):
            if other != mine and (other in FACES or PLACE[other] >= PLACE[mine]):
                wrong.append(f"{path.relative_to(CORE)}:{line} imports {other}")
    assert not wrong, "\n".join(wrong)


def test_no_file_imports_keras_or_tensorflow():
    wrong = []
    for path in sorted(CORE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            absolute = isinstance(node, ast.ImportFrom) and not node.level
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else [node.module or ""] if absolute else []
            wrong += [f"{path.relative_to(CORE)}:{node.lineno}" for n in names if n.split(".")[0] in ("keras", "tensorflow", "tf_keras", "jax")]
    assert not wrong, "\n".join(wrong)
