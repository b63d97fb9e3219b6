"""_pkgdown.yml: the reference index, by Python file for what is generated and by R file for what is written by hand."""

from __future__ import annotations

import pathlib
import re

from . import backend
from .names import TABLE
from .roxygen import Page

HEAD = """# Written by tools/rgen. Titles are stated in tools/rgen/names.toml.
template:
  bootstrap: 5
reference:
"""


def pkgdown(pages: list[Page], root: pathlib.Path) -> str:
    titles, sections = TABLE["reference"], {}
    for stem in titles["by_hand"]:
        path = root / "R" / f"{stem}.R"
        if path.exists() and (found := topics(path.read_text(encoding="utf-8"))):
            sections.setdefault(titles["by_hand"][stem], []).extend(found)
    stated = set(titles["by_hand"])
    for path in sorted((root / "R").glob("*.R")):
        if path.stem not in stated and not path.stem.startswith("gen-") and (found := topics(path.read_text(encoding="utf-8"))):
            sections.setdefault(path.stem.replace("-", " ").replace("_", " ").capitalize(), []).extend(found)
    for page in pages:
        group = page.entry.group
        face = page.entry.family.face.split(".")[0]
        title = titles["generated"].get(group) or f"{face.capitalize()}: {group.rpartition('/')[2].replace('_', ' ')}"
        sections.setdefault(title, []).append(page.entry.name)
    sections["Backend of keras 2.x"] = list(backend.rows())
    lines = []
    for title, names in sections.items():
        lines += [f'- title: "{title}"', "  contents:", *(f"  - {_quoted(name)}" for name in dict.fromkeys(names))]
    return HEAD + "\n".join(lines) + "\n"


def _quoted(name: str) -> str:
    return name if re.fullmatch(r"[A-Za-z][A-Za-z0-9._]*", name) else f'"{name}"'


def topics(text: str) -> list[str]:
    """The help pages that a hand-written R file makes, as far as they are not internal."""
    found = []
    for block in re.finditer(r"((?:^#'.*\n)+)(.*)", text, re.M):
        comment, after = block[1], block[2]
        if re.search(r"@(?:rdname|noRd|keywords internal|describeIn)", comment) or not re.search(r"@(?:export|name)\b", comment):
            continue
        if not re.search(r"^#' +[A-Za-z`%]", comment, re.M):        # no title: a method without a page
            continue
        name = re.search(r"@name +(\S+)", comment) or re.match(r"`?([^`\s(]+)`? *(?:<-|=)", after)
        if name:
            found.append(name[1])
    return found
