"""Docstrings taken apart: summary, description, arguments, further sections."""

from __future__ import annotations

import inspect
import re
from dataclasses import dataclass, field

SECTIONS = re.compile(
    r"^(Args|Arguments|Shapes?|Returns?|Raises|Examples?|References?|Notes?|Input shape|Output shape|Call arguments|Attributes|Yields):\s*(.*)$"
)
SPELLINGS = {"Arguments": "Args", "Shape": "Shapes", "Return": "Returns", "Example": "Examples", "Reference": "References", "Note": "Notes"}
ENTRY = re.compile(r"^(\*{0,2}[A-Za-z_]\w*(?:, *\*{0,2}[A-Za-z_]\w*)*)(?: \([^)]*\))?: +(.*)$")
ELSEWHERE = re.compile(r"(See|As (in|for|of)) `\w+`\.")


@dataclass
class Docstring:
    summary: str = ""
    description: list[str] = field(default_factory=list)            # paragraphs
    arguments: dict[str, str] = field(default_factory=dict)
    sections: dict[str, list[str]] = field(default_factory=dict)    # lines by section, in order


def parse(text: str | None) -> Docstring:
    doc = Docstring()
    body, current = [], None
    for line in inspect.cleandoc(text or "").splitlines():
        header = SECTIONS.match(line)
        if header:
            current = SPELLINGS.get(header[1], header[1])
            doc.sections[current] = [header[2]] if header[2] else []
        elif current is not None and line and not line[0].isspace():
            current = None
            body.append(line)
        elif current is None:
            body.append(line)
        else:
            doc.sections[current].append(line)
    doc.sections = {name: inspect.cleandoc("\n".join(["", *lines])).splitlines() for name, lines in doc.sections.items()}
    blocks = [b for b in re.split(r"\n\s*\n", "\n".join(body).strip()) if b.strip()]
    paragraphs = [b if re.search(r"^\s*[-*] |^\s*\|", b, re.M) else " ".join(b.split()) for b in blocks]      # lists and tables keep their lines
    if paragraphs:
        doc.summary, doc.description = paragraphs[0], paragraphs[1:]
    doc.arguments = entries(doc.sections.get("Args", []))
    return doc


def entries(lines) -> dict[str, str]:
    """`name: text` with indented continuation lines; `a, b: text` stands for both."""
    found, names = {}, ()
    for line in lines:
        entry = ENTRY.match(line)
        if entry and not line[0].isspace():
            names = tuple(n.strip().lstrip("*") for n in entry[1].split(","))
            found |= dict.fromkeys(names, entry[2])
        elif line.strip():
            for name in names:
                found[name] += " " + line.strip()
    return found


def argument(cls_or_function, name: str) -> str | None:
    """What the docstring says of an argument; a class's own first, then those of its bases, at once where its own sends the reader there."""
    for owner in getattr(cls_or_function, "__mro__", (cls_or_function,)):
        if owner.__module__.startswith("hornpipe"):
            own = vars(owner) if inspect.isclass(owner) else {"__doc__": owner.__doc__}
            for text in (own.get("__doc__"), getattr(own.get("__init__"), "__doc__", None)):
                if name in (found := parse(text).arguments) and not ELSEWHERE.fullmatch(found[name]):
                    return found[name]
    return None
