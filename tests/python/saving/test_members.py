"""The members of a saved model, in a zip or in a folder."""
import zipfile

import pytest

import hornpipe as keras
from hornpipe.core.errors import FileFormatError
from hornpipe.saving import members
from hornpipe.saving.archive import opened


@pytest.fixture
def saved(tmp_path):
    model = keras.Sequential([keras.Input((1,), dtype="string"), keras.layers.StringLookup(vocabulary=["a", "b"])])
    model.save(tmp_path / "x.keras")
    model.save(tmp_path / "x", zipped=False)
    return tmp_path


@pytest.mark.parametrize("name", ["x.keras", "x"])
def test_both_kinds_show_the_same(saved, name):
    with opened(saved / name) as found:
        assert {n for n in found.names if not n.startswith("assets/")} == {"config.json", "metadata.json", "model.weights.h5"}
        assert found.size("config.json") == len(found.read("config.json"))
        with found.open("model.weights.h5") as member:
            assert member.read(4) == b"\x89HDF"
            member.verify()


@pytest.mark.parametrize("name", ["x.keras", "x"])
def test_more_members_than_a_model_has_are_refused(saved, name, monkeypatch):
    monkeypatch.setattr(members, "MAX_MEMBERS", 2)
    with pytest.raises(FileFormatError, match="members, more than a model has"), opened(saved / name):
        pass


def test_what_is_no_zip_is_said_so(tmp_path):
    (tmp_path / "x.keras").write_text("<html>")
    with pytest.raises(FileFormatError, match="x.keras is no .keras file, or is broken: File is not a zip file"), opened(tmp_path / "x.keras"):
        pass


def test_folders_inside_of_a_zip_are_no_members(saved):
    with zipfile.ZipFile(saved / "x.keras", "a") as archive:
        archive.writestr("assets/empty/", "")
    with opened(saved / "x.keras") as found:
        assert "assets/empty/" not in found.names
