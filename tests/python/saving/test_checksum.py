"""Checksums of two pieces give that of both."""
import os
import zlib

import pytest

from hornpipe.saving.checksum import joined


@pytest.mark.parametrize(("first", "second"), [(0, 0), (1, 0), (0, 5), (10, 1000), (12_345, 1 << 20), (3, 77)])
def test_two_pieces_are_summed_as_one(first, second):
    a, b = os.urandom(first), os.urandom(second)
    assert joined(zlib.crc32(a), zlib.crc32(b), second) == zlib.crc32(a + b)
