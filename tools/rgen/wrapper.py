"""The R function of an entry: its formals and its body, both explicit."""

from __future__ import annotations

import textwrap
from dataclasses import replace
from fnmatch import fnmatch

from .entries import Entry
from .names import TABLE
from .signature import REQUIRED, Parameter, parameters
from .values import coerced, literal

WIDTH = 124
BACK = {"result": "from_one", "second result": "second_from_one"}       # R functions that count positions from 1
RESERVED = {"repeat", "function", "next", "break", "if", "else", "for", "while", "in"}


class Wrapper:
    """Formals and R code of one entry."""

    def __init__(self, entry: Entry):
        self.entry = entry
        self.renamed = TABLE["renamed"]
        template = TABLE["templates"].get(entry.name) or ("layer" if entry.family.kind == "layer" else "pair" if entry.cls and entry.function else
                                                         "make" if entry.cls else "call")
        self.formals: list[tuple[str, str | None]] = []      # name, default
        self.documented: list[Parameter] = []                # the arguments that the help page must describe
        self.body = getattr(self, f"_{template}")()
        self.former = {}                                     # arguments of keras 2.x -> what they are now
        self._take_former()
        self._put_in_order()
        self.template = template

    def code(self) -> str:
        head, tail = f"{self.entry.name} <- function(", "\n"
        if self.template in ("pair", "make", "call") and not self.entry.name.startswith(("layer_", "rnn_", "callback_", "config_")):
            main = self.entry.function or self.entry.cls
            head, tail = f'{self.entry.name} <- wraps("{self.entry.path(main)}", function(', ")\n"
        return f"{head}{self._formals(len(head))}) {{\n{textwrap.indent(self.body, '  ')}\n}}{tail}"

    # ---- templates

    def _layer(self) -> str:
        self._formal("object")
        args = self._take(self._layer_parameters()) + self._take_shared() + self._take(self._inherited_parameters()) + self._dots()
        return _call("add_layer", ["object", self._python(), _list(args)])

    def _merge(self) -> str:
        self._formal("inputs")
        self._dots()
        args = self._take(self._layer_parameters())
        return _call("merge_layer", ["inputs", "...", f"class = {self._python()}", f"args = {_list(args)}"])

    def _spread(self) -> str:
        first = TABLE["first"].get(self.entry.name, "inputs")
        self._formal(first)
        args = self._take(self._layer_parameters()) + self._take_shared() + self._take(self._inherited_parameters()) + self._dots()
        return _call("spread_layer", [first, self._python(), _list(args)])

    def _make(self) -> str:
        given = self._parameters(self.entry.cls)
        if self.entry.family.face == "metrics":
            dots = self._dots()
            return _call("call_python", [self._python(), _list(self._take(given) + dots)])
        args = self._take([p for p in given if not p.variadic])
        if any(p.variadic for p in given):
            args += self._dots()
        told = _call("with_rate", [_list(args)]) if self.entry.family.face == "optimizers" and "..." in args else _list(args)
        return _call("call_python", [self._python(), told])

    def _call(self) -> str:
        stated = TABLE["one_based"].get(self.entry.name, [])
        positions = [stated] if isinstance(stated, str) else stated
        given = self._parameters(self.entry.function)
        if positions:
            given.append(Parameter("zero_indexed", "flag", False))
        args = self._take(given)
        if not positions:
            return _call("call_python", [self._python(), _list(args)])
        moved = {f"as_array({p})": f"from_zero({p}, zero_indexed)" for p in positions}
        call = _call("call_python", [self._python(), _list([moved.get(a, a) for a in args if not a.endswith("as_flag(zero_indexed)")])])
        back = next((name for key, name in BACK.items() if key in positions), None)
        return f"result <- {call}\n{back}(result, zero_indexed)" if back else call

    def _pair(self) -> str:
        called = self._parameters(self.entry.function)
        made = {p.name: p for p in self._parameters(self.entry.cls) if not p.variadic}
        data = [p for p in called if p.name in ("y_true", "y_pred")]
        data_args = self._take(data)
        both = [made.get(p.name, p) for p in called if p not in data]
        options = self._take(both)
        dots = self._dots()
        others = [p for name, p in made.items() if name not in {q.name for q in both}]
        rest = self._take(others)
        names = ", ".join(f'"{self.renamed.get(p.name, p.name)}"' for p in others)
        own = [a for a, p in zip(options, both, strict=True) if p.name in made]
        make = _call("call_python", [self._python(), _list(own + rest + dots)])
        call = _call("call_python", [self._python(self.entry.function), _list(data_args + options)])
        refused = _call("only_for_objects", [f"c({names})", "..."])
        return f"if (missing(y_true) && missing(y_pred))\n{textwrap.indent(f'return({make})', '  ')}\n{refused}\n{call}"

    # ---- arguments

    def _parameters(self, obj, **kwargs) -> list[Parameter]:
        return [replace(p, kind=self._kind(p)) for p in parameters(obj, **kwargs) if p.name != "self"]

    def _kind(self, p: Parameter) -> str | None:
        stated = TABLE["types"]
        return stated.get(f"{self.entry.name}.{p.name}") or stated.get(f"*.{p.name}") or p.kind

    def _layer_parameters(self) -> list[Parameter]:
        """Those of the class itself; what Layer takes is shared by all."""
        own = self._parameters(self.entry.cls, with_bases=False)
        return [p for p in own if not p.variadic and p.name not in ("trainable", "dtype", "autocast", "name")]

    def _inherited_parameters(self) -> list[Parameter]:
        """Those of its bases that the table names."""
        stated = next((names for pattern, names in TABLE["inherited"].items() if fnmatch(self.entry.name, pattern)), ())
        return [p for p in self._parameters(self.entry.cls) if p.name in stated]

    def _take(self, given: list[Parameter]) -> list[str]:
        """Adds formals; returns the arguments of the Python call."""
        args, leading = [], self.entry.function is not None
        spread = any(p.variadic == "*" for p in given)          # what stands before further positional arguments is one itself
        for p in given:
            if p.variadic == "*":
                self._formal("...")
                args.append(f"!!!{coerced('list(...)', p.kind)}")
                continue
            if p.variadic:
                args += self._dots()
                continue
            name = self.renamed.get(p.name, p.name)
            self._formal(name, self._default(p, name))
            self.documented.append(p)
            value = coerced(name, p.kind)
            leading = leading and p.positional and p.default is REQUIRED and p.kind in ("tensor", "array")
            args.append(value if leading or (spread and p.positional) else f"{_name(p.name)} = {value}")
        return args

    def _take_former(self) -> None:
        for key, now in TABLE["former"].items():
            function, argument = key.rsplit(".", 1)
            if not fnmatch(self.entry.name, function):
                continue
            self._formal(argument, "NULL")
            self.former[argument] = now
            acts = {"": f"without_effect({argument})", "off": f"must_be_off({argument})"}.get(now, f"if (!is.null({argument})) {now} <- {argument}")
            self.body = f"{acts}\n{self.body}"

    def _put_in_order(self) -> None:
        first = TABLE["order"].get(self.entry.name, [])
        place = {name: i for i, name in enumerate(first)}
        self.formals.sort(key=lambda formal: place.get(formal[0], len(first)))
        self.documented.sort(key=lambda p: place.get(self.renamed.get(p.name, p.name), len(first)))

    def _take_shared(self) -> list[str]:
        args, taken = [], {name for name, _ in self.formals}
        for name, (kind, default, _) in TABLE["shared"].items():
            if name not in taken:
                self._formal(name, default)
                args.append(f"{name} = {coerced(name, kind or None)}")
        return args

    def _dots(self) -> list[str]:
        if ("...", None) not in self.formals:
            self._formal("...")
        return ["..."]

    def _default(self, p: Parameter, name: str) -> str | None:
        stated = TABLE.get("defaults", {}).get(f"{self.entry.name}.{name}")
        if stated is not None:
            return stated
        return None if p.default is REQUIRED else literal(p.default, p.kind)

    def _formal(self, name: str, default: str | None = None) -> None:
        if name not in {n for n, _ in self.formals}:
            self.formals.append((name, default))

    def _formals(self, first: int) -> str:
        text = ", ".join(n if d is None else f"{n} = {d}" for n, d in self.formals)
        return _wrap(text, first)

    def _python(self, obj=None) -> str:
        names = self.entry.path(obj or self.entry.cls or self.entry.function).split(".")
        return "$".join(["core()", *map(_name, names)])


def _name(name: str) -> str:
    return f"`{name}`" if name in RESERVED else name


def _list(args: list[str]) -> str:
    """`list(...)`, or `c(list(...), lapply(...))` where R's dots are data."""
    spread = [a[3:] for a in args if a.startswith("!!!")]
    if not spread:
        return f"list({', '.join(args)})"
    at = next(i for i, a in enumerate(args) if a.startswith("!!!"))
    before, after = args[:at], args[at + 1 :]
    pieces = ([f"list({', '.join(before)})"] if before else []) + spread + ([f"list({', '.join(after)})"] if after else [])
    return f"c({', '.join(pieces)})" if len(pieces) > 1 else pieces[0]


def _call(function: str, args: list[str]) -> str:
    text = f"{function}({', '.join(args)})"
    return _wrap(text, 2, "  ")


def _wrap(text: str, first: int, indent: str = "    ") -> str:
    """Breaks after commas where a line grows too long."""
    lines, room = [""], WIDTH - first
    for piece in _pieces(text):
        if len(lines[-1]) + len(piece) > room and lines[-1].strip():
            lines[-1] = lines[-1].rstrip()
            lines.append(indent)
            room = WIDTH - 2
            piece = piece.lstrip()
        lines[-1] += piece
    return "\n".join(lines)


def _pieces(text: str) -> list[str]:
    """Text cut after each comma that is not inside a string."""
    pieces, start, quoted, i = [], 0, False, 0
    while i < len(text):
        if text[i] == "\\":
            i += 1
        elif text[i] == '"':
            quoted = not quoted
        elif text[i] == "," and not quoted:
            pieces.append(text[start : i + 1])
            start = i + 1
        i += 1
    return [*pieces, text[start:]]
