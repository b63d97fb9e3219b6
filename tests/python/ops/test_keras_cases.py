"""Operations give what Keras gives: several hundred calls, compared by fingerprint."""
import json

import numpy as np
import pytest

from hornpipe import ops

from . import keras_cases


@pytest.mark.parametrize("group", keras_cases.GROUPS)
def test_as_keras(group):
    expected = json.loads((keras_cases.GOLDEN / f"{group}.json").read_text())
    wrong = []
    seen = set()
    for name, call in keras_cases.GROUPS[group][0](ops):
        seen.add(name)
        found, wanted = keras_cases.fingerprint(ops.convert_to_numpy(call())), expected[name]
        scale = max(1.0, np.sqrt(np.prod(wanted["shape"])))
        alike = all(found[k] == wanted[k] for k in ("shape", "dtype"))
        if not alike or not np.allclose(found["sums"], wanted["sums"], rtol=1e-4, atol=2e-5 * scale):
            wrong.append(f"{name}: {found} instead of {wanted}")
    assert not wrong, "\n".join(wrong)
    assert seen == set(expected)
