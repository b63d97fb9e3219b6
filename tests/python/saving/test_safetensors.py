"""The format of safetensors, byte by byte."""
import json

import pytest
import torch

from hornpipe.core.errors import FileFormatError
from hornpipe.saving.safetensors import SafetensorsFile, write_safetensors

TENSORS = {"a": torch.rand(3, 4).T, "b": torch.tensor(5), "c": torch.rand(2).to(torch.bfloat16), "d": torch.zeros(0, 3), "e": torch.tensor([True, False])}


def test_what_is_written_is_read(tmp_path):
    write_safetensors(tmp_path / "x.safetensors", TENSORS)
    file = SafetensorsFile(tmp_path / "x.safetensors")
    assert (list(file), len(file)) == (list(TENSORS), 5)
    assert file.shapes() == {name: tuple(t.shape) for name, t in TENSORS.items()}
    for name, tensor in TENSORS.items():
        assert file[name].dtype == tensor.dtype
        assert torch.equal(file[name], tensor)


def test_the_bytes_are_those_of_the_format(tmp_path):
    write_safetensors(tmp_path / "x.safetensors", {"a": torch.tensor([[1, 2], [3, 4]], dtype=torch.uint8).T})
    data = (tmp_path / "x.safetensors").read_bytes()
    length = int.from_bytes(data[:8], "little")
    assert length % 8 == 0
    assert json.loads(data[8:8 + length]) == {"__metadata__": {"format": "pt"}, "a": {"dtype": "U8", "shape": [2, 2], "data_offsets": [0, 4]}}
    assert data[8 + length:] == bytes([1, 3, 2, 4])


def test_dtypes_without_a_name_are_refused(tmp_path):
    with pytest.raises(FileFormatError, match="cannot hold 'z': it has no torch.complex64"):
        write_safetensors(tmp_path / "x.safetensors", {"z": torch.zeros(1, dtype=torch.complex64)})
    assert not list(tmp_path.iterdir())


def crafted(table, values=b"\0" * 8):
    header = table if isinstance(table, bytes) else json.dumps(table).encode()
    return len(header).to_bytes(8, "little") + header + values


ENTRY = {"dtype": "F32", "shape": [2], "data_offsets": [0, 8]}


@pytest.mark.parametrize(("data", "message"), [
    (b"abc", "its table would have"),
    (b"\xff" * 8 + b"{}", "its table would have"),
    (crafted(b"{"), "cannot be read, JSONDecodeError"),
    (crafted(b"[" * 100_000), "RecursionError"),
    (crafted([1]), "is no object"),
    (crafted({"a": {**ENTRY, "dtype": "F99"}}), "entry 'a' cannot be read, KeyError"),
    (crafted({"a": {**ENTRY, "data_offsets": [0, 4]}}), r"has shape \[2\] of F32 in \[0, 4\]"),
    (crafted({"a": {**ENTRY, "shape": [-2]}}), r"has shape \[-2\]"),
    (crafted({"a": {**ENTRY, "shape": [2.0]}}), r"has shape \[2.0\]"),
    (crafted({"a": ENTRY, "b": ENTRY}), "begin at 0, not where those before end, at 8"),
    (crafted({"a": {**ENTRY, "data_offsets": [4, 12]}}), "begin at 4"),
    (crafted({"a": ENTRY}, b"\0" * 9), "places 8 bytes of values, the file holds 9"),
    (crafted({"a": {**ENTRY, "shape": [1 << 40], "data_offsets": [0, 1 << 42]}}), "the file holds 8"),
])
def test_broken_tables_are_refused(tmp_path, data, message):
    (tmp_path / "x.safetensors").write_bytes(data)
    with pytest.raises(FileFormatError, match=message):
        SafetensorsFile(tmp_path / "x.safetensors")
