"""The compiled steps are optional: built where there is a C compiler, used where they load, and never wanted."""
import fnmatch
import importlib.util
import os
import pathlib
import shutil
import subprocess
import sys
import tomllib

import pytest
import torch

from hornpipe import native

FITS = "int hornpipe_fits(void) { return 1; }\n"
SAID = "hornpipe: no compiled training steps, torch runs all: "


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder with the loader, the build script and a source of its own."""
    monkeypatch.delenv("HORNPIPE_NATIVE", raising=False)
    for name in ("__init__.py", "build.sh"):
        shutil.copy(pathlib.Path(native.__file__).with_name(name), tmp_path)
    (tmp_path / "dense.c").write_text(FITS)
    return tmp_path


def build(folder, *arguments, **environment):
    """The names of what a build leaves beside the source, and what it says; it never fails."""
    done = subprocess.run(["sh", folder / "build.sh", *arguments], env={**os.environ, **environment}, capture_output=True, text=True, check=True)
    assert done.stdout == ""
    return {path.name for path in folder.iterdir()} - {"__init__.py", "build.sh", "dense.c", "__pycache__"}, done.stderr


def load(folder):
    """The loader of that folder, anew."""
    spec = importlib.util.spec_from_file_location("loader", folder / "__init__.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def has_compiler():
    return sys.platform == "linux" and os.uname().machine == "x86_64" and shutil.which(os.environ.get("CC", "cc").split()[0]) is not None


def test_without_a_library_torch_runs_all(folder):
    loader = load(folder)
    assert loader.library() is None and loader.missing().startswith("not built: ") and loader.threads() == 1


def test_a_build_without_a_compiler_leaves_nothing_and_says_why(folder):
    for compiler, why in (("false", "false failed"), ("no-such-compiler -m64", "there is no C compiler, no-such-compiler -m64")):
        left, said = build(folder, CC=compiler)
        assert not left and said.startswith(SAID) and said.count("\n") == 1
        assert why in said or "Linux on x86-64" in said
    left, said = build(folder, str(folder / "nowhere"))
    assert not left and said.startswith(SAID)


def test_what_was_there_stays_where_a_build_fails(folder):
    (folder / "native.so").write_bytes(b"older")
    build(folder, CC="false")
    assert (folder / "native.so").read_bytes() == b"older"
    loader = load(folder)
    assert loader.library() is None and loader.missing().startswith("cannot be loaded: ")


def test_a_fresh_build_loads(folder):
    left, said = build(folder)
    loader = load(folder)
    if has_compiler():
        assert left == {"native.so"} and said == ""
        assert loader.library().hornpipe_fits() == 1 and loader.missing() == ""
        assert loader.library() is loader.library()
    else:
        assert not left and loader.library() is None


def test_a_library_can_be_built_elsewhere(folder, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    left, _ = build(folder, str(elsewhere))
    assert not left and [path.name for path in elsewhere.iterdir()] == (["native.so"] if has_compiler() else [])


def test_the_user_can_do_without(folder, monkeypatch):
    build(folder)
    monkeypatch.setenv("HORNPIPE_NATIVE", "0")
    loader = load(folder)
    assert loader.library() is None and loader.missing() == "switched off by HORNPIPE_NATIVE=0"


@pytest.mark.parametrize("before, after, why", [
    (FITS, FITS + "int more;\n", "built from other sources: install"),
    ("int hornpipe_fits(void) { return 0; }\n", None, "not for this processor"),
])
def test_a_library_of_another_source_or_for_another_processor_is_left_alone(folder, before, after, why):
    (folder / "dense.c").write_text(before)
    left, _ = build(folder)
    (folder / "dense.c").write_text(after or before)
    loader = load(folder)
    assert loader.library() is None and loader.missing().startswith(why if left else "not built: ")


@pytest.mark.parametrize("source, shared", [
    (FITS + "#include <omp.h>\nint hornpipe_most(void) { return omp_get_max_threads(); }\n", None),
    (FITS + "int omp_get_max_threads(void) { return 1; }\n", False),         # an OpenMP that is not torch's
    (FITS, False),                                                          # none at all
])
def test_threads_are_torchs_where_both_have_one_openmp(folder, source, shared):
    (folder / "dense.c").write_text(source)
    build(folder)
    loader = load(folder)
    if loader.library() is not None and shared is None:
        shared = len({line.split()[-1] for line in open("/proc/self/maps") if "libgomp" in line}) == 1
    assert loader.threads() == (torch.get_num_threads() if shared else 1)


def test_the_library_of_this_tree_is_used_where_it_was_built():
    if native.LIBRARY.exists() and os.environ.get("HORNPIPE_NATIVE") != "0":
        assert native.library() is not None or native.missing() == "not for this processor"
    else:
        assert native.library() is None


def test_a_wheel_carries_all_sources():
    """The library is used only beside the sources that it was made of."""
    facts = pathlib.Path(__file__).parents[3] / "pyproject.toml"
    patterns = tomllib.loads(facts.read_text())["tool"]["setuptools"]["package-data"]["hornpipe.native"]
    sources = [path.name for path in native.FOLDER.iterdir() if path.suffix in (".c", ".sh")]
    assert len(sources) == 3 and all(any(fnmatch.fnmatch(name, pattern) for pattern in patterns) for name in sources)
