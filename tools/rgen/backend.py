"""R/gen-backend.R: the `k_*` functions of keras 2.15, from the rows of backend.toml."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass

from .names import HERE
from .prose import example, paragraph, tag
from .values import COERCERS
from .wrapper import _call, _name, _wrap

TABLE = tomllib.loads((HERE / "backend.toml").read_text(encoding="utf-8"))
# Coercers of this table alone, beside those of values.py.
OWN = {"numpy": "as_numpy", "ids": "as_ids", "pairs": "as_pairs", "expression": "as_expression"}
SAID = ("title", "text", "first")


@dataclass(frozen=True)
class Row:
    """One function: its formals as R text, the call of Python, and a piece of the page's example."""

    name: str
    takes: str
    calls: str
    example: str

    @property
    def formals(self) -> list[str]:
        return [re.split(r"\s*=", formal)[0].strip() for formal in _parts(self.takes)]

    @property
    def target(self) -> str:
        return self.calls.partition("(")[0]

    def code(self) -> str:
        head = f"{self.name} <- function("
        arguments = [self._argument(a) for a in _parts(self.calls.partition("(")[2][:-1])]
        python = "$".join(["core()", *map(_name, self.target.split("."))])
        body = _call("call_python", [python, f"list({', '.join(arguments)})"] if arguments else [python])
        if self.target.rpartition(".")[2].startswith(("set_", "batch_set", "update", "clear", "reset", "moving", "manual")):
            body = f"invisible({body})"
        return f"{head}{_wrap(self.takes, len(head))}) {{\n  {body}\n}}\n"

    def _argument(self, text: str) -> str:
        if text == "...":
            return text
        keyword, _, value = text.rpartition(" = ")
        name, _, kind = value.partition(":")
        kind = kind or TABLE["kinds"][name]
        coercer = OWN.get(kind) or COERCERS.get(kind, f"as_{kind}")
        value = f"{coercer}({name})" if coercer else name
        return f"{keyword} = {value}" if keyword else value


def rows() -> dict[str, list[Row]]:
    """The functions of each help page."""
    return {page: [Row(name, *row) for name, row in said.items() if name not in SAID] for page, said in TABLE["pages"].items()}


def text() -> str:
    return "\n".join(_page(page, found) for page, found in rows().items())


def _page(page: str, found: list[Row]) -> str:
    said = TABLE["pages"][page]
    lines = [*paragraph(said["title"]), "#'", *paragraph(said["text"]), "#'"]
    now = [f"`{row.name}()`: [op_{row.target[4:]}()]" for row in found if row.target.startswith("ops.")]
    if now:
        lines += [*paragraph(f"What they call, for new code: {', '.join(now)}."), "#'"]
    for formal in dict.fromkeys(f for row in found for f in row.formals):
        lines += tag("param", f"{formal} {TABLE['arguments'][formal]}")
    lines += tag("return", "A tensor, a variable or a setting; `k_eval()`, `k_get_value()` and the functions of `k_function()` give R arrays.")
    lines += [f"#' @name {page}", *example("\n".join([said.get("first", ""), *(row.example for row in found)]).strip()), "NULL", ""]
    blocks = [f"#' @rdname {page}\n#' @export\n{row.code()}" for row in found]
    return "\n".join(lines) + "\n" + "\n".join(blocks)


def _parts(text: str) -> list[str]:
    """Cut at the commas outside of parentheses."""
    parts, depth = [""], 0
    for c in text:
        depth += (c == "(") - (c == ")")
        if c == "," and not depth:
            parts.append("")
        else:
            parts[-1] += c
    return [p.strip() for p in parts if p.strip()]
