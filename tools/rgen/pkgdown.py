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
articles:
- title: Guides
  navbar: ~
  contents:
{articles}
reference:
"""


def pkgdown(pages: list[Page], root: pathlib.Path) -> str:
    titles = TABLE["reference"]
    sections = {title: [] for title in titles["order"]}
    for path in sorted((root / "R").glob("*.R")):
        if not path.stem.startswith("gen-") and (found := topics(path.read_text(encoding="utf-8"))):
            title = titles["by_hand"].get(path.stem, path.stem.replace("_", " ").capitalize())
            sections.setdefault(title, []).extend(found)
    for page in pages:
        sections[_title(page.entry)].append(page.entry.name)
    sections["Backend of keras 2.x"] = list(backend.rows())
    lines = []
    for title, names in sections.items():
        if names:
            lines += [f'- title: "{title}"', "  contents:", *(f"  - {_quoted(name)}" for name in dict.fromkeys(names))]
    articles = sorted((path.stem for path in (root / "vignettes").glob("*.Rmd")), key=lambda stem: (stem != "getting_started", stem))
    return HEAD.format(articles="\n".join(f"  - {stem}" for stem in articles)) + "\n".join(lines) + "\n"


def _title(entry) -> str:
    """By the Python file, else by its folder."""
    titles, group = TABLE["reference"]["generated"], entry.group
    while group not in titles and "/" in group:
        group = group.rpartition("/")[0]
    return titles.get(group) or titles[entry.family.face.split(".")[0]]


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
