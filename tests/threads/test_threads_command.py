"""`trialcheck threads` as a user calls it."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from trialcheck import cli


@pytest.fixture
def call(tmp_path, project, harbour, write_book, monkeypatch, capsys):
    """Return a function that runs `trialcheck threads` where the casebook of the harbour is."""
    write_book(harbour, tmp_path / "testimonies" / "harbour")
    monkeypatch.chdir(tmp_path)
    for name in ("COLUMNS", "NO_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)

    def run(*arguments):
        monkeypatch.setattr(
            "sys.argv", ["trialcheck", "threads", "--rules", str(project / "rules"), *arguments]
        )
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            cli.main()
        written = capsys.readouterr()
        assert "Traceback" not in written.out + written.err
        return int(ended.value.code or 0), written.out, written.err

    return run


def test_text_by_default(call):
    """Without options the threads of all casebooks are printed, in 80 columns, without colour."""
    code, out, err = call()
    assert (code, err) == (0, "")
    assert "testimonies/harbour: 4 threads: 1 holds, 1 disputed and 2 broken." in out
    assert max(map(len, out.splitlines())) <= 80
    assert "\x1b" not in out
    assert "\x1b[" in call("--color", "always")[1]
    assert call("--ascii")[1].isascii()


def test_person(call):
    """A person is found by id or by name; a misspelt one gets a suggestion, and exit 2."""
    code, out, _ = call("--person", "Dora Dean")
    assert code == 0
    assert "testimonies/harbour: 1 of 4 threads: 1 disputed." in out
    assert "3. Ben Baker - - Dora Dean" in out
    assert (
        "1 of 4 threads between 2 people: 1 disputed."
        in call("--person", "dora", "--format", "svg")[1]
    )
    assert "Carl" not in out.partition("Who is joined")[2]
    code, out, err = call("--person", "dorra")
    assert (code, out) == (2, "")
    assert "no thread has to do with 'dorra'" in err
    assert "did you mean 'dora'?" in err


def test_set_aside(call):
    """Threads are judged without the word that is set aside, and the page says so."""
    code, out, _ = call("--set-aside", "ann")
    assert code == 0
    assert "Read without the word of ann." in out
    assert "0 broken" not in out
    assert " broken" not in out.splitlines()[1]
    assert "Read without the word of ann." in call("--set-aside", "ann", "--format", "svg")[1]
    assert call("--set-aside", "anne")[0] == 2


@pytest.mark.parametrize("format_name", ["text", "dot", "mermaid", "svg", "json"])
def test_formats_go_to_a_file(call, tmp_path, format_name):
    """Each format is written whole to a file, the same as is printed but for the width."""
    code, out, err = call("--format", format_name, "-o", "threads.out")
    assert (code, out, err) == (0, "", "")
    written = Path(tmp_path / "threads.out").read_text(encoding="utf-8")
    printed = call("--format", format_name)[1]
    assert written == printed or format_name == "text"
    assert "Carl Cook" in written
    if format_name == "svg":
        tree = ElementTree.fromstring(written)  # noqa: S314 - our own text
        assert tree.get("width") == "900"
    if format_name == "json":
        assert json.loads(written)["casebooks"][0]["path"] == "testimonies/harbour"


def test_width_of_a_drawing(call):
    """The width of an SVG can be chosen, within reason."""
    assert 'width="400"' in call("--format", "svg", "--width", "400")[1]
    assert call("--format", "svg", "--width", "10")[0] == 2


def test_one_casebook_to_a_picture(call, tmp_path, harbour, write_book):
    """Several casebooks do not fit one picture, but one text; the message says what to name."""
    write_book(harbour, tmp_path / "testimonies" / "second")
    code, out, err = call("--format", "svg")
    assert (code, out) == (2, "")
    assert "there are 2 casebooks here" in err
    assert "trialcheck threads --format svg PATH" in err
    assert call("--format", "svg", "testimonies/second")[0] == 0
    assert call()[1].count("Who is joined to whom") == 2


def test_casebook_without_threads(call, tmp_path, harbour, write_book):
    """A casebook that declares no threads is no fault: how to declare them is said, exit 0."""
    head, rest = harbour.split("threads:\n", 1)
    book = head + rest[rest.index("--- file") :].split("--- file: brief.yaml")[0]
    write_book(book, tmp_path / "bare")
    code, out, err = call("bare")
    assert (code, err) == (0, "")
    assert "bare/case.yaml declares no threads." in out
    for format_name in ("dot", "mermaid", "svg"):
        code, out, err = call("--format", format_name, "bare")
        assert (code, err) == (0, "")
        assert "declares no threads" in out
    assert json.loads(call("--format", "json", "bare")[1])["casebooks"][0]["threads"] == []
    assert "no case.yaml declares threads" in call("--person", "ann", "bare")[2]


def test_wrong_input(call):
    """Nothing is drawn of what could not be read."""
    assert call("nowhere")[:2] == (2, "")
