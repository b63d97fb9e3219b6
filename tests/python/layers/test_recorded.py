"""Layers give what Keras gives, and so do their gradients: tables of cases, compared with recorded fingerprints."""
import json
import pathlib

import pytest

import hornpipe

from . import recorded

FAMILIES = sorted(p.parent.name for p in pathlib.Path(__file__).parent.glob("*/keras_cases.py"))
TABLES = [(family, group) for family in FAMILIES for group in recorded.groups(family)]


@pytest.mark.parametrize("family,group", TABLES, ids=[f"{f}-{g}" for f, g in TABLES])
def test_as_keras(family, group):
    expected = json.loads((recorded.GOLDEN / f"{family}-{group}.json").read_text())
    wrong, seen = [], set()
    for name, make in recorded.groups(family)[group]():
        seen.add(name)
        for part, found, wanted in zip(("outputs", "gradients"), recorded.run(hornpipe, make), expected[name]):
            found = recorded.fingerprint(found)
            if not recorded.same(found, wanted):
                wrong.append(f"{name}, {part}: {found} instead of {wanted}")
    assert not wrong, f"{len(wrong)} differ\n" + "\n".join(wrong[:20])
    assert seen == set(expected)
