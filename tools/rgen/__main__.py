"""usage: python -m tools.rgen [--check | --gaps]

Writes R/gen-*.R and _pkgdown.yml. `--check` writes nothing and fails when one of them is stale; `--gaps` lists
parameters without a declared type or without a description.
"""

from __future__ import annotations

import pathlib
import sys

from . import backend
from .entries import FAMILIES, entries
from .names import TABLE
from .pkgdown import pkgdown
from .roxygen import Page, shared_arguments

ROOT = pathlib.Path(__file__).parents[2]
HEAD = "# Written by tools/rgen from the Python signatures. Do not edit: change the signature, the docstring or tools/rgen.\n\n"


def pages() -> list[Page]:
    found = entries()
    links = {e.source.__name__: e.name for e in reversed(found)}
    links |= TABLE["links"]
    links |= {f"{e.family.face}.{o.__name__}": e.name for e in found for o in (e.cls, e.function) if o is not None}
    return [Page(e, links) for e in found]


def outputs() -> dict[pathlib.Path, str]:
    made = pages()
    files = {}
    for name in dict.fromkeys(f.file for f in FAMILIES):
        blocks = [p.text() for p in made if p.entry.family.file == name]
        if name == "layers":
            blocks.insert(0, shared_arguments())
        if blocks:
            files[ROOT / "R" / f"gen-{name}.R"] = HEAD + "\n".join(blocks)
    files[ROOT / "R" / "gen-backend.R"] = HEAD.replace("the Python signatures", "tools/rgen/backend.toml").replace(
        "change the signature, the docstring or tools/rgen", "change the table") + backend.text()
    files[ROOT / "_pkgdown.yml"] = pkgdown(made, ROOT)
    return files


def main(arguments: list[str]) -> int:
    if "--gaps" in arguments:
        for page in pages():
            for what in ("untyped", "undocumented"):
                if getattr(page, what):
                    print(f"{page.entry.name}: {what}: {', '.join(getattr(page, what))}")
        return 0
    written = outputs()
    stale = [path for path, text in written.items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    stale += [path for path in sorted((ROOT / "R").glob("gen-*.R")) if path not in written]
    names = ", ".join(str(path.relative_to(ROOT)) for path in stale)
    if "--check" in arguments:
        print(f"rgen: stale, run `make rgen docs`: {names}" if stale else "rgen: up to date")
        return int(bool(stale))
    for path in stale:
        if path in written:
            path.write_text(written[path], encoding="utf-8")
        else:
            path.unlink()
    print(f"rgen: wrote {names}" if stale else "rgen: nothing to write")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
