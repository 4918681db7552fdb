"""What a testimony holds is shown, and never acts."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from trialcheck.visible import (
    display_width,
    pieces_of_width,
    prose,
    visible,
    without_log_commands,
)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b]0;title\x07", r"\x1b]0;title\x07"),
        ("\x00", r"\x00"),
        ("a\rb", r"a\x0db"),
        ("\x7f", r"\x7f"),
        ("\x9b31m", r"\x9b31m"),
        ("\x85", r"\x85"),
        ("\u202eabc\u2069", "<U+202E>abc<U+2069>"),
        ("\u061c\u200e\u200f", "<U+061C><U+200E><U+200F>"),
        ("a\u200bb", "a<U+200B>b"),
        ("a\u200d\u200cb", "a<U+200D><U+200C>b"),
        ("\xad", "<U+00AD>"),
        ("a\u2028b\u2029", "a<U+2028>b<U+2029>"),
        ("\ufeffa", "<U+FEFF>a"),
        ("\ud800", "<U+D800>"),
        ("\udcff", "<U+DCFF>"),
        ("\U000e0041", "<U+E0041>"),
        ("\ufffe\uffff", "<U+FFFE><U+FFFF>"),
        ("a\tb", "a b"),
        ("a\nb", r"a\x0ab"),
    ],
)
def test_unseen_characters_are_written_out(text: str, shown: str) -> None:
    """Each sort of control, direction mark and invisible character has its visible form."""
    assert visible(text) == shown


def test_newlines_stay_if_asked() -> None:
    """A text of several lines keeps its line feeds, and nothing else, if the caller wants them."""
    assert visible("a\nb\r\n\x1bc", newlines=True) == "a\nb\\x0d\n\\x1bc"


@pytest.mark.parametrize(
    "text", ["", "Otto Lind", "Novák, café “Elster”", "証言", "שלום", "א́ ½ 😀"]
)
def test_ordinary_text_is_unchanged(text: str) -> None:
    """Letters of any script pass as they are, and cost no copy."""
    assert visible(text) is text


@settings(max_examples=200)
@given(st.text(st.characters()))
@example("\u206a\ufff9\u180e")
def test_nothing_unseen_is_left(text: str) -> None:
    """Whatever goes in, no control, format or separator character comes out."""
    # The signs of Arabic, Syriac and Kaithi numbers are called format characters, but are seen.
    seen = set("\u06dd\u070f\u08e2\u0890\u0891\U000110bd\U000110cd") | set(
        map(chr, range(0x600, 0x606))
    )
    seen |= set(map(chr, range(0x13430, 0x13440)))
    for character in visible(text):
        assert (
            unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Zl", "Zp")
            or character in seen
        )


def test_the_shown_text_can_be_written_as_utf8() -> None:
    """A byte that is no UTF-8, kept by Python as a lone surrogate, never breaks the output."""
    assert visible("\udcff.yaml").encode() == b"<U+DCFF>.yaml"


def test_prose_is_one_line() -> None:
    """The folded lines and the final line feed of a YAML block become single spaces."""
    assert prose("He met  her\n  at the quay.\n") == "He met her at the quay."


def test_prose_shows_what_is_no_plain_space() -> None:
    """Only spaces, tabs and line feeds are taken as white space; other controls are shown."""
    assert prose("a\x0b\x1cb\r\n") == r"a\x0b\x1cb\x0d"


@pytest.mark.parametrize(
    ("output", "harmless"),
    [
        ("::error::x", r"\x3a:error::x"),
        ("a\n  ::add-mask::x", "a\n  \\x3a:add-mask::x"),
        ("a\n\u00a0::x", "a\n\u00a0\\x3a:x"),
        ("see ##[group]x", r"see \x23#[group]x"),
        ("###[group]", r"#\x23#[group]"),
        ("a :: b", "a :: b"),
        (": a", ": a"),
        ("## [a]", "## [a]"),
    ],
)
def test_no_line_orders_a_ci_log(output: str, harmless: str) -> None:
    """Lines that a runner would take as orders are broken, all others stay."""
    assert without_log_commands(output) == harmless


@pytest.mark.parametrize(
    ("text", "cells"),
    [("abc", 3), ("証言", 4), ("e\u0301", 1), ("😀", 2), ("½●─╳", 4), ("", 0)],
)
def test_width_is_counted_in_cells(text: str, cells: int) -> None:
    """Wide characters fill two cells and combining marks none."""
    assert display_width(text) == cells


@given(st.text(st.characters(blacklist_categories=["Cs"])), st.integers(2, 9))
def test_pieces_hold_the_whole_text(text: str, width: int) -> None:
    """A text cut into pieces loses nothing, and no piece is too wide."""
    pieces = pieces_of_width(text, width)
    assert "".join(pieces) == text
    assert all(display_width(piece) <= width for piece in pieces)


def test_pieces_keep_marks_with_their_letters() -> None:
    """A combining mark is never the first character of a piece."""
    assert pieces_of_width("abe\u0301c", 3) == ["abe\u0301", "c"]
