"""Tensors of any memory order go to files row by row, and come back."""
import zlib

import numpy as np
import pytest
import torch

from hornpipe.saving.blocks import BLOCK, Mover

ORDERS = [
    ("rows", lambda: torch.rand(3000, 700)),
    ("columns", lambda: torch.rand(700, 3000).T),
    ("kernel", lambda: torch.rand(64, 3, 3, 700).permute(1, 2, 3, 0)),
    ("one row", lambda: torch.rand(1, 2_000_000)),
    ("one row of columns", lambda: torch.rand(2_000_000, 1).T),
    ("whole numbers", lambda: torch.randint(0, 99, (1_000_000,))),
    ("every second", lambda: torch.rand(2000, 1400)[:, ::2]),
    ("nothing to turn", lambda: torch.tensor(3.0)),
]


@pytest.fixture
def mover(tmp_path):
    with open(tmp_path / "x", "wb+", buffering=0) as file:
        made = Mover(file.fileno())
        made.path = tmp_path / "x"
        yield made
        made.close()


@pytest.mark.parametrize("make", [m for _, m in ORDERS], ids=[n for n, _ in ORDERS])
def test_values_lie_row_by_row_and_come_back(mover, make):
    tensor = make()
    sums = mover.write(tensor, 100, summed=True)
    data = mover.path.read_bytes()[100:]
    assert data == np.ascontiguousarray(tensor.numpy()).tobytes()
    sizes = [size for _, size, _ in sums]
    assert [place for place, _, _ in sums] == [100 + sum(sizes[:i]) for i in range(len(sizes))]
    assert sum(sizes) == len(data)
    assert all(checksum == zlib.crc32(data[place - 100:place - 100 + size]) for place, size, checksum in sums)
    found = torch.empty_strided(tensor.shape, tensor.stride(), dtype=tensor.dtype)
    assert mover.read(found, 100, summed=True) == sums
    assert torch.equal(found, tensor)


def test_large_stretches_are_summed_in_blocks(mover):
    mover.write(torch.arange(3_000_000), 0, summed=False)
    data = mover.path.read_bytes()
    assert mover.checksums(5, 20_000_000) == [(place, min(BLOCK, 20_000_005 - place), zlib.crc32(data[place:min(place + BLOCK, 20_000_005)]))
                                              for place in range(5, 20_000_005, BLOCK)]


def test_a_file_that_ends_too_early_is_an_error(mover):
    mover.write(torch.zeros(10), 0, summed=False)
    with pytest.raises(EOFError):
        mover.read(torch.zeros(11), 0, summed=False)
    with pytest.raises(EOFError):
        mover.checksums(0, 41)
