"""The command timeline: what it draws, how it is asked, and what it refuses."""

from __future__ import annotations

import pytest


def test_the_timeline_of_one_person(call):
    """A lane for the person asked for, and for nobody else."""
    ended = call("timeline", "--person", "Carl Cook")
    assert (ended.code, ended.err) == (0, "")
    assert "── Carl Cook ──" in ended.out
    assert "── Ben Baker ──" not in ended.out
    assert "├" in ended.out
    assert "[carl/with-ben#1, carl.yaml:" in ended.out
    assert all(line == line.rstrip() for line in ended.out.splitlines())
    assert "\x1b" not in ended.out


def test_every_lane_by_default(call):
    """Without a choice there is a lane for each person and thing that something is said of."""
    out = call("timeline").out
    assert "5 lanes" in out
    for name in ("Ann Archer", "Ben Baker", "Carl Cook", "Dora Dean", "the ledger"):
        assert f"── {name} ──" in out


def test_an_id_in_any_case_and_a_thing(call):
    """People and things go by id or name; case does not matter."""
    out = call("timeline", "--person", "CARL", "--thing", "The Ledger").out
    assert "2 lanes" in out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--person", "carll"], "--person: nobody is called 'carll'"),
        (["--person", "carll"], "did you mean 'carl'?"),
        (["--thing", "carl"], "--thing: nothing is called 'carl'"),
        (["--thing", "carl"], "known are ledger"),
        (["--from", "1857-13"], "--from: '1857-13' is not understood"),
        (["--from", "1858", "--to", "1857"], "--from 1858 lies after --to 1857"),
        (["--width", "wide"], "--width: 'wide' is no width"),
        (["--width", "7"], "write a number from 40 to 400, or auto"),
        (["--set-aside", "nobody"], "--set-aside: nothing is called 'nobody'"),
    ],
)
def test_what_is_wrong_with_a_call_is_said(call, arguments, words):
    """A wrong call is refused with what was meant, and nothing is drawn."""
    ended = call("timeline", *arguments)
    assert (ended.code, ended.out) == (2, "")
    assert words in " ".join(ended.err.split())


def test_dates_are_read_as_everywhere(call):
    """The ends of the picture may be any date that is understood; what lies outside is counted."""
    out = call("timeline", "--from", "June 1857", "--to", "end of July 1857").out
    assert "June 1857" in out
    assert "outside the dates asked for" in out
    assert "[carl/with-ben#1" not in out


def test_setting_a_word_aside(call):
    """Without Carl's word his claims are not drawn."""
    out = call("timeline", "--set-aside", "carl").out
    assert "carl/" not in out


def test_ascii_and_width(call):
    """ASCII draws with nothing else, and the width is kept."""
    out = call("timeline", "--ascii", "--width", "60").out
    assert out.isascii()
    assert max(len(line) for line in out.splitlines()) <= 60


def test_colour_only_if_asked_for_or_at_a_terminal(call):
    """A pipe gets no colour, `--color always` does."""
    assert "\x1b[" in call("timeline", "--color", "always").out


def test_a_drawing_in_a_file(call, folder):
    """The SVG goes into the file named, and nothing to standard output."""
    ended = call("timeline", "--format", "svg", "-o", "timeline.svg")
    assert (ended.code, ended.out, ended.err) == (0, "", "")
    drawing = (folder / "timeline.svg").read_text(encoding="utf-8")
    assert drawing.startswith("<svg xmlns=")
    assert drawing.endswith("</svg>\n")


def test_a_drawing_of_two_casebooks_is_refused(call, folder, harbour, write_book):
    """A drawing shows one casebook; with several the message says how to name one."""
    write_book(harbour, folder / "testimonies" / "second")
    ended = call("timeline", "--format", "svg")
    assert (ended.code, ended.out) == (2, "")
    assert "there are 2 casebooks here" in ended.err


def test_a_drawing_of_nothing_is_refused(call):
    """Where nothing is dated there is no drawing, and the message says what lists the rest."""
    ended = call("timeline", "--format", "svg", "--person", "ann", "--from", "1900")
    assert ended.code == 2
    assert "there is nothing dated to draw" in ended.err


def test_two_casebooks_in_characters(call, folder, harbour, write_book):
    """Casebooks follow each other; one that does not know the person is left out."""
    write_book(harbour.replace("carl", "karl"), folder / "testimonies" / "second")
    out = call("timeline").out
    assert out.count("══ The harbour fire ══") == 2
    out = call("timeline", "--person", "karl").out
    assert out.count("══ The harbour fire ══") == 1
