"""YAML: plain text out, plain data in."""
import pytest

from hornpipe.core.errors import FileFormatError, UnsafeFileError
from hornpipe.saving import yaml

BOMB = "a: &a [x]\n" + "".join(f"{c}: &{c} [{', '.join(['*' + p] * 10)}]\n" for p, c in zip("abcdefg", "bcdefgh"))


def test_a_config_comes_back_with_tuples_as_lists():
    config = {"b": (1, 2), "a": {"x": None, "y": [True, 0.5, "text"]}}
    text = yaml.dump(config)
    assert text.index("b:") < text.index("a:")          # the order stays
    assert yaml.load(text) == {"b": [1, 2], "a": {"x": None, "y": [True, 0.5, "text"]}}


def test_the_tuples_of_keras_2_are_lists():
    assert yaml.load("shape: !!python/tuple [null, 3, !!python/tuple [1]]") == {"shape": [None, 3, [1]]}


@pytest.mark.parametrize(("text", "error", "message"), [
    ("!!python/object/apply:os.system ['true']", UnsafeFileError, "os.system"),
    ("a: !!python/name:os.system", UnsafeFileError, "asks for what a text must not ask for"),
    ("&a [*a]", UnsafeFileError, "alias to what surrounds it"),
    (BOMB, UnsafeFileError, "grows to more"),
    ("[" * 5000 + "]" * 5000, FileFormatError, "RecursionError"),
    ("a: [", FileFormatError, "cannot be read"),
    ("", FileFormatError, "is empty"),
    ("a: 1\n---\nb: 2", FileFormatError, "ComposerError"),
])
def test_everything_else_is_refused(text, error, message):
    with pytest.raises(error, match=message):
        yaml.load(text)
