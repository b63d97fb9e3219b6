import io
import tarfile
import zipfile

import pytest

from hornpipe.core.errors import FileFormatError, UnsafeFileError
from hornpipe.datasets.archive import extract_archive


def tar(path, *members):
    with tarfile.open(path, "w:gz") as archive:
        for name, content in members:
            info = tarfile.TarInfo(name)
            if content is None:
                info.type, info.linkname = tarfile.SYMTYPE, "/etc/passwd"
                archive.addfile(info)
            else:
                info.size = len(content)
                archive.addfile(info, io.BytesIO(content))
    return path


def test_tar_and_zip_unpack(tmp_path):
    folder = extract_archive(tar(tmp_path / "a.tar.gz", ("d/x", b"1"), ("y", b"2")), tmp_path / "a")
    assert (folder / "d" / "x").read_bytes() == b"1" and (folder / "y").read_bytes() == b"2"
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
        archive.writestr("d/x", "3")
    assert (extract_archive(tmp_path / "b.zip", tmp_path / "b") / "d" / "x").read_bytes() == b"3"


@pytest.mark.parametrize("name", ["../out", "/out", "d/../../out", "..\\out", "C:/out"])
def test_a_member_that_leaves_the_folder_is_refused(tmp_path, name):
    with pytest.raises(UnsafeFileError, match="outside of itself"):
        extract_archive(tar(tmp_path / "a.tar.gz", ("good", b"1"), (name, b"2")), tmp_path / "in" / "a")
    assert not (tmp_path / "in" / "a").exists() and not (tmp_path / "out").exists()
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
        archive.writestr(name, "2")
    with pytest.raises(UnsafeFileError):
        extract_archive(tmp_path / "b.zip", tmp_path / "b")


def test_links_are_refused(tmp_path):
    with pytest.raises(UnsafeFileError, match="link or device: 'l'"):
        extract_archive(tar(tmp_path / "a.tar.gz", ("l", None)), tmp_path / "a")


def test_what_is_no_archive(tmp_path):
    (tmp_path / "a").write_bytes(b"text")
    with pytest.raises(FileFormatError, match="no tar or zip archive"):
        extract_archive(tmp_path / "a", tmp_path / "b")
