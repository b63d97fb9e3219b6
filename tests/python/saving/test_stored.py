"""A member of a zip that is written and read in its place."""
import io
import os
import zipfile
import zlib

import pytest
import torch

from hornpipe.saving.stored import Stretch, opened_in_place, written_in_place


def archive_with(path, tensor):
    with open(path, "wb+", buffering=0) as file, zipfile.ZipFile(file, "w") as archive:
        archive.writestr("before.txt", "before")
        with written_in_place(archive, "member") as member:
            member.write(b"head")
            member.write_tensor(tensor, 4096)
            member.seek(4096 + tensor.numel() * 4)
            member.write(b"tail")
        archive.writestr("after.txt", "after")
    return b"head" + b"\0" * 4092 + tensor.numpy().tobytes() + b"tail"


def test_the_zip_is_one_that_others_read(tmp_path):
    expected = archive_with(tmp_path / "x.zip", torch.rand(2_000_000))
    with zipfile.ZipFile(tmp_path / "x.zip") as archive:
        assert archive.testzip() is None            # every checksum
        assert archive.namelist() == ["before.txt", "member", "after.txt"]
        assert archive.read("member") == expected
        assert archive.read("after.txt") == b"after"


def test_reading_sums_what_was_read_and_the_rest(tmp_path):
    tensor = torch.rand(2_000_000)
    archive_with(tmp_path / "x.zip", tensor)
    with open(tmp_path / "x.zip", "rb", buffering=0) as file, zipfile.ZipFile(file) as archive, opened_in_place(archive, "member") as member:
        found = torch.empty(2_000_000)
        member.read_tensor(found, 4096)
        assert torch.equal(found, tensor)
        member.read_tensor(found, 4096)             # the same once more
        member.verify()
        with pytest.raises(EOFError):
            member.read_tensor(found, 8192)


@pytest.mark.parametrize("place", [2, 1000, 4096, 4_000_000, -3])
@pytest.mark.parametrize("read_before", [True, False])
def test_one_flipped_bit_is_found(tmp_path, place, read_before):
    size = len(archive_with(tmp_path / "x.zip", torch.rand(2_000_000)))
    with open(tmp_path / "x.zip", "rb+", buffering=0) as file, zipfile.ZipFile(file) as archive, opened_in_place(archive, "member") as member:
        at = member.start + place % size
        os.pwrite(file.fileno(), bytes([os.pread(file.fileno(), 1, at)[0] ^ 1]), at)
        if read_before:
            member.read_tensor(torch.empty(2_000_000), 4096)
        with pytest.raises(zipfile.BadZipFile, match="checksum"):
            member.verify()


def test_packed_members_and_files_in_memory_work_too():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("packed", b"abc" * 1000, zipfile.ZIP_DEFLATED)
        archive.writestr("plain", b"abc" * 1000)
    with zipfile.ZipFile(buffer) as archive:
        for name in ("packed", "plain"):
            with opened_in_place(archive, name) as member:
                assert member.mover is None
                assert member.checksum() == zlib.crc32(b"abc" * 1000)
                member.verify()
                member.seek(-3, os.SEEK_END)
                assert member.read(9) == b"abc"


def test_a_full_disk_is_kept_for_the_caller():
    class Full(io.BytesIO):
        def write(self, data):
            raise OSError(28, "No space left on device")

    stretch = Stretch(Full(), 0)
    stretch.write(b"x" * 10)
    assert stretch.tell() == stretch.end == 10
    assert stretch.failure.errno == 28
