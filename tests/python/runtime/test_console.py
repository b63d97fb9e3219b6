import io
import logging
import sys

import pytest

from hornpipe.runtime import console, settings


@pytest.fixture
def quiet():
    before = settings.get("interactive_logging")
    settings.put("interactive_logging", False)
    yield
    settings.put("interactive_logging", before)


def test_words_go_to_standard_output(capsys):
    console.say("hello")
    assert capsys.readouterr().out == "hello\n"


def test_words_go_where_they_are_redirected(capsys):
    pieces = []
    console.redirect(pieces.append, redraws=True)
    try:
        console.write("a")
        console.say("b")
        assert console.can_redraw()
    finally:
        console.redirect(None)
    assert pieces == ["a", "b\n"] and capsys.readouterr().out == ""


def test_words_go_to_the_log(quiet, caplog):
    with caplog.at_level(logging.INFO):
        console.say("\nhello")
        console.write("\n")
    assert [(r.name, r.message) for r in caplog.records] == [("hornpipe", "hello")]
    assert not console.can_redraw()


def test_a_console_of_few_characters_gets_others(monkeypatch):
    out = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stdout", out)
    console.write("━ 1/2")
    out.flush()
    assert out.buffer.getvalue() == b"? 1/2"
    assert not console.can_redraw()
