"""Docstring prose in R terms: values and links in backticks, and outside of them the words for what R calls otherwise."""

from __future__ import annotations

import re
import textwrap

WORDS = {"None": "NULL", "True": "TRUE", "False": "FALSE"}
WIDTH = 96
# Outside of backticks. "True where" is a value, "True distributions" are English; a word in quotes is a choice to be typed.
TERMS = [(re.compile(pattern), words) for pattern, words in (
    (r"\b(True|False)\b(?=[),.;:]|$| where\b| for\b| when\b| at\b| if\b)", lambda m: WORDS[m[1]]),
    (r"\ba NumPy array\b", "an array"), (r"\bNumPy array(s?)\b", r"array\1"), (r"\bPython floats\b", "Doubles"), (r"\bPython ints\b", "integers"),
    (r"\bPair of tensors\b", "List of two tensors"), (r"\bpair of tensors\b", "list of two tensors"), (r"\btuple of tensors\b", "list of tensors"),
    (r"\blist or tuple\b", "list"), (r"\btuple of\b", "vector of"), (r"(?<!\")\btuple\b", "list"), (r"\btuples\b", "lists"),
    (r"(?<!\")\bints\b(?!\")", "integers"), (r"(?<!\")\bint\b(?!\")", "integer"), (r"\bInts\b", "Integers"), (r"\bInt\b", "Integer"),
    (r"\bBoolean(s?)\b", r"Logical\1"), (r"\bfloatx\b", "the default float type"),
    (r"\bDictionary\b", "Named list"),
    (r"\bdictionary\b", "named list"), (r"\bdictionaries\b", "named lists"), (r"\bboolean\b", "logical"), (r"\bbooleans\b", "logicals"),
    (r"\bkeyword arguments\b", "arguments by name"),
)]
# Inside of backticks: what Python writes otherwise than R, formulas included. A list of names, or of numbers, is one in R.
CODE = [(re.compile(pattern), code) for pattern, code in (
    (r"\b(None|True|False)\b", lambda m: WORDS[m[1]]), (r"\*\*?(kw)?args\b", "..."), (r",\)$", ")"), (r" ?\*\* ?", "^"),
    (r"(?<=[(, ])\*(?=[a-z][\w ]*[,)])", ""), (r"\binf\b", "Inf"), (r"\bnan\b", "NaN"), (r" // ", " %/% "),
    (r" @ ", " %*% "), (r"\b(\w+)\.T\b", r"t(\1)"), (r"(?<=\w)=(?=[\w\"'-])", " = "), (r"\b(\w+)\[(\d+)\]", lambda m: f"{m[1]}[{int(m[2]) + 1}]"),
    (r"^\[((?:[a-z]\w*, )+[a-z]\w*)\]$", r"list(\1)"), (r"^\[((?:\d+, )+\d+)\]$", r"c(\1)"),
)]


def translate(text: str, links: dict[str, str], renamed: dict[str, str] | None = None) -> str:
    """`links` maps Python names ("Dense", "ops.mean") to R functions, `renamed` arguments of Python to those of R."""
    parts = re.split(r"(`+[^`]+`+)", text)
    return "".join(_code(p, links, renamed or {}) if p.startswith("`") else _plain(p) for p in parts)


def _plain(text: str) -> str:
    for pattern, words in TERMS:
        text = pattern.sub(words, text)
    text = re.sub(r"([\[\]])", r"\\\1", text)
    return text.replace("%", "\\%").replace("@", "@@").replace("{", "\\{").replace("}", "\\}") if "$" not in text else text


def _code(text: str, links: dict[str, str], renamed: dict[str, str]) -> str:
    inner = text.strip("`")
    inner = renamed.get(inner, inner)
    name = re.sub(r"\(\)$|^(?:keras|hornpipe)\.", "", inner)
    called = inner.endswith("()") or not name.islower() or "." in name       # `beta` is a weight, `beta()` and `ops.beta` are functions
    if called and name in links:
        return f"[{links[name]}()]"
    for pattern, code in CODE:
        inner = pattern.sub(code, inner)
    return f"`{inner}`"


def tag(name: str, text: str) -> list[str]:
    """A roxygen tag with its text, wrapped; continuation lines are indented."""
    return _wrapped(f"@{name} {text}".rstrip(), "  ")


def paragraph(text: str) -> list[str]:
    if "\n" in text:          # a list or a table keeps its lines
        return [f"#' {line}".rstrip() for line in text.splitlines()]
    return _wrapped(text, "")


def example(code: str) -> list[str]:
    """The tag of an example, which runs where the core can."""
    lines = [part for line in code.splitlines() for part in folded(line)]
    return ["#' @examplesIf hornpipe:::can_run()", *(f"#' {line}".rstrip() for line in lines)] if lines else []


def folded(line: str, width: int = WIDTH) -> list[str]:
    """A line of R that fits the manual: what is longer goes on after a comma, indented."""
    at = line.rfind(", ", 0, width)
    if len(line) <= width or at < 0:
        return [line]
    indent = " " * (len(line) - len(line.lstrip()) + (0 if line.startswith("  ") else 2))
    return [line[: at + 1], *folded(indent + line[at + 2 :], width)]


def _wrapped(text: str, indent: str) -> list[str]:
    lines = textwrap.wrap(text, WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)
    return [f"#' {line}" for line in _keep_code_together(lines)]


def _keep_code_together(lines: list[str]) -> list[str]:
    """No line ends inside backticks: roxygen reads code spans line by line."""
    joined: list[str] = []
    for line in lines:
        if joined and joined[-1].count("`") % 2:
            joined[-1] += " " + line.strip()
        else:
            joined.append(line)
    return joined
