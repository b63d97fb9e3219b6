"""The help page of an entry, from its docstrings."""

from __future__ import annotations

import fnmatch
import re
import tomllib

from . import docstring
from .entries import Entry
from .names import HERE, TABLE
from .prose import example, paragraph, tag, translate
from .signature import REQUIRED, Parameter
from .wrapper import Wrapper

EXAMPLES = tomllib.loads((HERE / "examples.toml").read_text(encoding="utf-8"))

# What an argument takes, where no docstring of the class or its bases says more.
BY_KIND = {
    "flag": "`TRUE` or `FALSE`.", "int": "A whole number.", "ints": "A whole number, or one for each axis.", "real": "A number.",
    "reals": "A number, or several.", "text": "A string.", "texts": "A string, or several.", "path": "A path.",
    "axis": "An axis, counted from 1, or from the end when negative.", "axes": "One or several axes, counted from 1, or from the end when negative.",
    "axes_or_number": "A number of axes, or a list of which, counted from 1.",
    "index": "A position, counted from 1.", "indices": "Positions, counted from 1.", "shape": "A shape; `NA` is a dimension of any size.",
    "shape_or_function": "A shape, or a function of the shape of the input.",
    "sizes": "A shape; one size may be `NA` or -1 and follows from the others.",
    "dtype": "Name of a dtype, such as `\"float32\"`.", "seed": "An integer that makes the random numbers repeatable, or `NULL`.",
    "array": "Numbers, an array or a tensor.", "tensor": "Numbers, an array or a tensor, possibly symbolic.",
    "verbose": "`TRUE` or 1 for messages, `FALSE` or 0 for none.",
    "structure": "A list, possibly nested.", "activation": "Name of an activation or a function; `NULL` is linear.",
    "initializer": "Name of an initializer, or what an `initializer_*()` function gives.",
    "regularizer": "Name of a regularizer, what a `regularizer_*()` function gives, or `NULL`.",
    "constraint": "What a `constraint_*()` function gives, or `NULL`.", "quantizer": "A quantizer, or `NULL`.",
    "loss": "Name of a loss, what a `loss_*()` function gives, or an R function.", "metric": "Name of a metric, or what a `metric_*()` function gives.",
    "optimizer": "Name of an optimizer, or what an `optimizer_*()` function gives.", "layer": "A layer.", "layers": "A list of layers.",
    "function": "An R function.", None: "See the description.",
}
OBVIOUS = ("tensor", "array", "axis", "axes", "dtype", "seed")
COUNTED = {"axis": "axis", "axes": "axes", "axes_or_number": "axes", "index": "position", "indices": "positions"}
RETURNS = {
    "layer": "A layer; composed with `object`, the model or the tensor. See [compose_layers].",
    "pair": "Without `y_true` and `y_pred` an object for [compile()]; with them the values, one for each sample.",
    "merge": "A tensor; a layer when there are no inputs.", "spread": "A tensor; a layer when there are no inputs.",
}
MADE = {
    "loss": "A loss for [compile()].", "metric": "A metric for [compile()].",
    "optimizer": "An optimizer for [compile()].", "schedule": "A learning rate schedule.", "callback": "A callback for [fit()].",
    "policy": "A dtype policy.", "quantizer": "A quantizer, or settings for [quantize_weights()].",
    "initializer": "An initializer.", "regularizer": "A regularizer.", "constraint": "A constraint.", "layer": "A cell for [layer_rnn()].",
}
ANNOTATED = {"str": "A string.", "int": "A whole number.", "bool": "`TRUE` or `FALSE`."}


class Page:
    """Roxygen block and code of one entry."""

    def __init__(self, entry: Entry, links: dict[str, str]):
        self.entry = entry
        self.wrapper = Wrapper(entry)
        self.links = {python: r for python, r in links.items() if python not in self._arguments()}
        self.doc = docstring.parse(entry.source.__doc__)
        other = docstring.parse(entry.function.__doc__) if entry.cls and entry.function else None
        self.other = other
        self.undocumented = [p.name for p in self.wrapper.documented
                             if p.kind not in OBVIOUS and p.name not in TABLE["common"] and self._told(p) is None]
        self.untyped = [p.name for p in self.wrapper.documented if p.kind is None]

    def text(self) -> str:
        lines = [*self._header(), *self._params(), *self._returns(), *self._references(), *self._example(), "#' @export"]
        text = "\n".join(lines) + "\n" + self.wrapper.code()
        for alias in self.entry.aliases:
            text += f"\n#' @rdname {self.entry.name}\n#' @export\n{alias} <- {self.entry.name}\n"
        return text

    def _arguments(self) -> set[str]:
        return {name for name, _ in self.wrapper.formals} | {p.name for p in self.wrapper.documented}

    def _say(self, text: str) -> str:
        return translate(text, self.links, self.wrapper.renamed)

    def _header(self) -> list[str]:
        doc = self.doc if self.doc.summary or not self.other else self.other
        title, text = re.sub(r"(?<!\.)\.$", "", doc.summary), doc.description
        if not title or title.startswith("`"):      # a formula or nothing: the name says it in words
            title, text = self._words(), [doc.summary, *text] if title else text
        lines = [*paragraph(self._say(title)), "#'"]
        shapes = doc.sections.get("Shapes", [])
        for part in [told] if (told := TABLE["told"].get(self.entry.name)) else map(self._say, text):
            lines += [*paragraph(part), "#'"]
        if shapes:
            lines += ["#' @section Shapes:", *(f"#' {self._say(s)}" for s in shapes if s.strip()), "#'"]
        for name in ("Notes", "Call arguments", "Input shape", "Output shape"):
            if name in doc.sections:
                lines += [f"#' @section {name}:", *paragraph(self._say("\n".join(doc.sections[name]))), "#'"]
        return lines

    def _words(self) -> str:
        family = self.entry.family
        words = " ".join(TABLE["titles"].get(w, w) for w in self.entry.name.removeprefix(f"{family.prefix}_").split("_"))
        what = {"layers": "layer", "ops": "", "ops.image": "", "random": "", "config": ""}.get(family.face, family.prefix.replace("_", " "))
        return f"{words[0].upper()}{words[1:]} {what}".strip()

    def _told(self, p: Parameter) -> str | None:
        found = docstring.argument(self.entry.cls, p.name) if self.entry.cls else None
        return found or (docstring.argument(self.entry.function, p.name) if self.entry.function else None)

    def _params(self) -> list[str]:
        lines = []
        formals = [n for n, _ in self.wrapper.formals]
        if self.wrapper.template == "layer":
            lines.append("#' @inheritParams layer_arguments")
        elif self.wrapper.template in ("merge", "spread"):
            told = {"merge": "A tensor, or a list of tensors.", "spread": "The tensors of the call in a list: query, value and, if it is not the value, key."}
            lines += tag("param", f"{formals[0]} {told[self.wrapper.template]}")
        for p in self.wrapper.documented:
            name = self.wrapper.renamed.get(p.name, p.name)
            told = self._told(p) or TABLE["common"].get(p.name)
            text = self._say(told) if told else BY_KIND[p.kind]
            if name in TABLE["one_based"].get(self.wrapper.entry.name, ()):
                text = text.replace("from 0", "from 1, or from 0 with `zero_indexed = TRUE`")
            if told and p.kind in COUNTED and "ounted from" not in text:
                text = f"{text.rstrip('.')}. Counted from 1, or from the end when negative."
            lines += tag("param", f"{name} {text}")
        for name, now in self.wrapper.former.items():
            lines += tag("param", f"{name} Of keras 2.x: " + {"": "without effect.", "off": "must be `FALSE`."}.get(now, f"the name of `{now}`."))
        known = {self.wrapper.renamed.get(p.name, p.name) for p in self.wrapper.documented}
        if self.wrapper.template == "spread":
            lines += [line for n, (_, _, text) in TABLE["shared"].items() if n in formals and n not in known for line in tag("param", f"{n} {text}")]
        if "..." in formals and self.wrapper.template != "layer":
            dots = {"merge": "Further tensors, and named arguments of the layer such as `name`."}.get(self.wrapper.template) or self._dots()
            lines += tag("param", f"... {dots}")
        return lines

    def _dots(self) -> str:
        function = self.entry.function
        if self.wrapper.template == "call" and (told := docstring.argument(function, "args") or docstring.argument(function, "kwargs")):
            return self._say(told)
        return "Further tensors." if "as_array(list(...))" in self.wrapper.body else "Further arguments, by name, passed on to Python."

    def _returns(self) -> list[str]:
        template = self.wrapper.template
        told = " ".join((self.other or self.doc).sections.get("Returns", [])) if not self.entry.cls else ""
        text = RETURNS.get(template) or (self._say(told) if told else MADE.get(self.entry.family.kind if self.entry.cls else "", ""))
        setter = self.entry.name.startswith(("config_set_", "config_enable_", "config_disable_"))
        plain = {"config": "Nothing." if setter else "The setting."}.get(self.entry.family.face, "A tensor.")
        annotated = "" if self.entry.cls else ANNOTATED.get(getattr(self.entry.function, "__annotations__", {}).get("return"), "")
        return tag("return", text or annotated or plain)

    def _references(self) -> list[str]:
        lines = self.doc.sections.get("References", [])
        return tag("references", self._say(" ".join(line.strip() for line in lines))) if lines else []

    def _example(self) -> list[str]:
        """The code of examples/ or examples.toml; what it does not call by its other name, it calls once more by that."""
        path, name = HERE / "examples" / f"{self.entry.name}.R", self.entry.name
        code = path.read_text(encoding="utf-8") if path.exists() else self._short_example()
        lines = code.splitlines()
        call = next((line for line in reversed(lines) if f"{name}(" in line), "")
        lines += [call.replace(f"{name}(", f"{alias}(") for alias in self.entry.aliases if not re.search(rf"\b{alias}\(", code)]
        return example("\n".join(lines))

    def _short_example(self) -> str:
        """The line of examples.toml: of the name, of the first pattern it fits, or of its arguments."""
        name = self.entry.name
        needed = [p.name for p in self.wrapper.documented if p.default is REQUIRED]
        by_arguments = {("x",): "as.array({name}(c(0.2, 0.5)))", ("x1", "x2"): "as.array({name}(c(1, 2), c(3, 4)))"}
        found = EXAMPLES["examples"].get(name)
        if found is None:
            found = next((code for pattern, code in EXAMPLES["patterns"].items() if fnmatch.fnmatchcase(name, pattern)), None)
        return (by_arguments.get(tuple(needed), "") if found is None else found).replace("{name}", name)


def shared_arguments() -> str:
    """The page that the layers' arguments are inherited from."""
    lines = [
        "#' Arguments of every layer", "#'",
        "#' Beside its own arguments, each `layer_*()` function takes these.", "#'",
        *tag("param", "object What to compose the layer with: nothing, a sequential model, a tensor or a list of tensors. See [compose_layers]."),
        *(line for name, (_, _, text) in TABLE["shared"].items() for line in tag("param", f"{name} {text}")),
        *tag("param", "... Further arguments of the Python layer, by name: `activity_regularizer`, `autocast`."),
        "#' @name layer_arguments", "#' @keywords internal", "NULL", "",
    ]
    return "\n".join(lines)
