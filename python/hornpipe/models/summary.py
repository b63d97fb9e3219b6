"""`model.summary()`: the table of a model's layers, laid out as Keras prints it."""
from __future__ import annotations

import re
import shutil
import sys
from dataclasses import dataclass

from ..core import tree
from ..core.errors import ArgumentError, got

# ---------------------------------------------------------------- what there is to tell


@dataclass
class Row:
    """One layer of the table."""

    name: str
    type: str
    level: int
    output_shape: str
    params: str
    connected_to: str
    trainable: str


def is_chain(model) -> bool:
    """Whether every layer has one input and is used once, so that nothing needs to be said of connections."""
    graph = getattr(model, "_graph", None)
    if graph is None:
        return True
    if any(len(nodes) > 1 or len(nodes[0].input_tensors) > 1 for nodes in graph.nodes_by_depth.values()):
        return False
    mine = {id(n) for n in graph.nodes}
    return all(sum(id(n) in mine for n in operation._inbound_nodes) <= 1 for operation in graph.operations)


def rows_of(model, expand_nested=False, layer_range=None) -> list[Row]:
    """The rows for a model's layers, those of inner models below them when asked for."""
    return _rows(_in_range(_listed(model), layer_range), model, expand_nested, 0)


def _listed(model):
    graph = getattr(model, "_graph", None)
    return list(graph.operations) if graph is not None else list(model.layers)


def _rows(layers, model, expand, level):
    graph = getattr(model, "_graph", None)
    mine = {id(n) for n in graph.nodes} if graph is not None else None
    found = []
    for layer in layers:
        found.append(Row(layer.name, class_name(layer), level, output_shape(layer), _params(layer),
                         _connections(layer, mine), _trainable(layer)))
        inner = getattr(layer, "layers", None)
        if expand and inner is not None and hasattr(layer, "summary"):
            found.extend(_rows(_listed(layer), layer, expand, level + 1))
    return found


def class_name(layer) -> str:
    """The name of a layer's class; an op shows under the name of Keras' class for it."""
    if hasattr(layer, "weights") or not hasattr(layer, "function"):
        return type(layer).__name__
    return "".join(part.capitalize() for part in layer.function.__name__.split("_"))


def output_shape(layer) -> str:
    """The shape (or nested shapes) that comes out of a layer; "?" while unknown."""
    if layer._inbound_nodes:
        shapes = [shape_text(t.shape) if hasattr(t, "shape") else str(t) for t in layer._inbound_nodes[-1].output_tensors]
    else:
        built = getattr(layer, "_build_shapes", None)
        if not built:
            return "?"
        try:
            shapes = layer.output_shape if hasattr(type(layer), "output_shape") else layer.compute_output_shape(*built.values())
        except Exception:
            return "?"
        shapes = tree.flatten(tree.map_shape_structure(shape_text, shapes))
    return shapes[0] if len(shapes) == 1 else str(shapes).replace("'", "")


def shape_text(shape) -> str:
    """A shape as `summary()` shows it."""
    return "(" + ", ".join(map(str, shape)) + ")" if len(shape) != 1 else f"({shape[0]})"


def _params(layer) -> str:
    if not hasattr(layer, "weights"):
        return "0"
    if layer.built:
        return f"{layer.count_params():,}"
    return "0 (unbuilt)"


def _connections(layer, mine) -> str:
    found = []
    for node in layer._inbound_nodes:
        if mine is not None and id(node) not in mine:
            continue
        for t in node.input_tensors:
            operation, node_index, tensor_index = t._keras_history
            found.append(f"{operation.name}[{node_index}][{tensor_index}]")
    return ", ".join(found) if found else "-"


def _trainable(layer) -> str:
    if not getattr(layer, "weights", None):
        return "-"
    return "Y" if layer.trainable else "N"


def _in_range(layers, layer_range):
    if layer_range is None:
        return layers
    if len(layer_range) != 2 or not all(isinstance(p, str) for p in layer_range):
        raise ArgumentError(f"`layer_range` must hold two names or patterns, {got(layer_range)}.", argument="layer_range", actual=layer_range)
    ends = [[i for i, layer in enumerate(layers) if re.match(pattern, layer.name)] for pattern in layer_range]
    if not ends[0] or not ends[1]:
        raise ArgumentError(f"`layer_range` fits no layers: {got(layer_range)}. The layers are: {', '.join(f'`{layer.name}`' for layer in layers)}.",
                            argument="layer_range", actual=layer_range)
    first, last = min(ends[0][0], ends[1][-1]), max(ends[0][0], ends[1][-1])
    return layers[first:last + 1]


def memory_size(variables) -> str:
    """The size in memory, readable."""
    size = float(sum(v.numel() * v.element_size() for v in variables))
    for unit in ("B", "KB", "MB", "GB", "TB"):
        if size < 1024 or unit == "TB":
            return f"{size:.2f} {unit}"
        size /= 1024


def counts_of(model) -> list[tuple[str, int, str]]:
    """(what, number, memory) for the lines below the table."""
    trainable, others = model.trainable_weights, model.non_trainable_weights
    optimizer = getattr(model, "optimizer", None)
    state = list(optimizer.variables) if getattr(model, "compiled", False) and optimizer is not None and optimizer.built else []
    groups = [("Total params", [*trainable, *others, *state]), ("Trainable params", trainable), ("Non-trainable params", others)]
    if state:
        groups.append(("Optimizer params", state))
    return [(what, sum(v.numel() for v in group), memory_size(group)) for what, group in groups]


# ---------------------------------------------------------------- how it is drawn

def summary_text(model, line_length=None, positions=None, expand_nested=False, show_trainable=False, layer_range=None) -> str:
    """The whole text of `summary()`."""
    chain = is_chain(model)
    header = ["Layer (type)", "Output Shape", "Param #"] + ([] if chain else ["Connected to"])
    align = ["<", "<", ">", "<"][:len(header)]
    usual = 88 if chain else 108
    positions = list(positions or ([0.45, 0.80, 1.0] if chain else [0.30, 0.56, 0.74, 1.0]))
    if show_trainable:
        usual += 11
        header.append("Trainable")
        align.append("^")
        if len(positions) < len(header):
            positions = [p * 0.9 for p in positions] + [positions[-1]]
    length = line_length or min(usual, shutil.get_terminal_size((usual + 4, 24)).columns - 4)
    if positions[-1] <= 1:
        positions = [int(length * p) for p in positions]
    widths = _widths(positions, len(header), length)
    cells = [_cells(row, chain, show_trainable) for row in rows_of(model, expand_nested, layer_range)]
    table = _draw(header, cells, widths, align)
    lines = "\n".join(f" {what}: {number:,} ({size})" for what, number, size in counts_of(model))
    return f'Model: "{model.name}"\n{table}\n{lines}\n'


def _cells(row: Row, chain, show_trainable):
    first = f"{row.name} ({row.type})"
    if row.level:
        first = "   " * row.level + "└ " + first
    return [first, row.output_shape, row.params, *([] if chain else [row.connected_to]), *([row.trainable] if show_trainable else [])]


def _widths(positions, count, length):
    """Widths of the columns' texts such that the table is `length` wide: what it is too wide is taken off evenly."""
    widths, at = [], 0
    for end in positions[:count]:
        widths.append(int(end) - at)
        at = int(end)
    if any(w < 4 for w in widths):
        widths = [max(w, 4) for w in widths]
    excess, left = sum(widths) + 2 * count + count + 1 - length, count
    if length < 5 * count:
        raise ArgumentError(f"`line_length` is too small for the table, got {length}.", argument="line_length", actual=length)
    for i in range(count):
        if excess > 0:
            cut = min(widths[i] + 2, round(excess / left))
            widths[i] -= cut
            excess -= cut
        left -= 1
    return [max(w, 1) for w in widths]


def _draw(header, rows, widths, align):
    def line(left, fill, middle, right):
        return left + middle.join(fill * (w + 2) for w in widths) + right

    def text(cells, bar):
        columns = [_wrap(c, w) for c, w in zip(cells, widths)]
        height = max(map(len, columns))
        lines = []
        for i in range(height):
            parts = [f" {(column[i] if i < len(column) else ''):{a}{w}} " for column, w, a in zip(columns, widths, align)]
            lines.append(bar + bar.join(parts) + bar)
        return "\n".join(lines)

    body = f"\n{line('├', '─', '┼', '┤')}\n".join(text(cells, "│") for cells in rows)
    parts = [line("┏", "━", "┳", "┓"), text(header, "┃"), line("┡", "━", "╇", "┩"), *([body] if rows else []), line("└", "─", "┴", "┘")]
    return "\n".join(parts)


def _wrap(text, width):
    """Lines of at most `width`, broken between words; a longer word is cut with an ellipsis."""
    lines, current = [], ""
    for word in re.findall(r"\s*\S+\s*", text):
        if current and len((current + word).rstrip()) > width:
            lines.append(current)
            current = word.lstrip() if lines else word
        else:
            current += word
    lines.append(current)
    return [s if len(s := line.rstrip()) <= width else s[:width - 1] + "…" for line in lines]


def print_summary(model, line_length=None, positions=None, print_fn=None, expand_nested=False, show_trainable=False, layer_range=None) -> None:
    """Prints `summary_text()`, or hands it to `print_fn`."""
    text = summary_text(model, line_length, positions, expand_nested, show_trainable, layer_range)
    if print_fn is not None:
        print_fn(text)
        return
    try:
        print(text, end="")
    except UnicodeEncodeError:          # a console without box-drawing characters
        sys.stdout.write(text.translate(_ASCII))


_ASCII = str.maketrans({**dict.fromkeys("┏┳┓┡╇┩├┼┤└┴┘", "+"), **dict.fromkeys("━─", "-"), **dict.fromkeys("┃│", "|"), "…": "~"})
