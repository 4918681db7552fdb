"""Words become lines: folding, columns, and what stays whole."""

from __future__ import annotations

from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st

from trialcheck.reports.paragraph import (
    BLANK,
    Line,
    Look,
    Run,
    beside,
    fold,
    indented,
    separated,
    width_of,
)


def texts(lines: Iterable[Line]) -> list[str]:
    """Return the text of each line."""
    return ["".join(run.text for run in line) for line in lines]


def test_words_are_folded_at_spaces() -> None:
    """A line takes as many words as fit."""
    assert texts(fold([Run("one two three four")], 9)) == ["one two", "three", "four"]


def test_no_words_make_no_line() -> None:
    """Empty text leaves no empty line behind."""
    assert fold([Run(""), Run("  ")], 9) == []


def test_a_whole_run_is_never_broken() -> None:
    """A name wider than the line stands on a line of its own, spaces and all."""
    runs = [Run("see "), Run("a file.yaml:12", whole=True), Run(".")]
    assert texts(fold(runs, 8)) == ["see", "a file.yaml:12."]


def test_initials_stay_with_their_names() -> None:
    """A name does not end a line in its initials, nor a place in its "p."."""
    lines = texts(fold([Run("by A. B. Smith (p. 41)")], 12))
    assert lines == ["by", "A. B. Smith", "(p. 41)"]


def test_initials_part_from_a_name_that_is_too_wide_with_them() -> None:
    """On a very narrow line a name loses its initials before it is cut in two."""
    assert texts(fold([Run("by A. B. Smithson")], 10)) == ["by A. B.", "Smithson"]


def test_a_long_word_is_cut() -> None:
    """Text without spaces, as in Chinese or in an attack, still keeps to the width."""
    assert texts(fold([Run("証言証言証言")], 5)) == ["証言", "証言", "証言"]


def test_the_first_line_can_start_differently() -> None:
    """A number stands before the first line, and space before the others, within the width."""
    lines = fold([Run("aa bb cc")], 8, (Run("1. "),), (Run("   "),))
    assert texts(lines) == ["1. aa bb", "   cc"]


def test_looks_stay_with_their_words() -> None:
    """Folding keeps the look of every word, and a space between two of one look has it too."""
    bold = Run("a b", Look.STRONG)
    assert fold([bold, Run(" c")], 9) == [(Run("a b", Look.STRONG), Run(" c"))]


def test_columns_stand_side_by_side() -> None:
    """The shorter column is filled up, and no line ends in spaces."""
    left, right = [(Run("a"),), (Run("b"),)], [(Run("x"),), BLANK, (Run("z"),)]
    assert texts(beside(left, 4, right)) == ["a   x", "b", "    z"]


def test_empty_lines_are_not_indented() -> None:
    """An empty line stays empty."""
    assert texts(indented([(Run("a"),), BLANK], 2)) == ["  a", ""]


def test_a_separator_sticks_to_what_it_follows() -> None:
    """No line starts with a comma."""
    items = [[Run("one", whole=True)], [Run("two", whole=True)]]
    assert texts(fold(separated(items, ","), 4)) == ["one,", "two"]


@given(st.text("ab é言 ", max_size=60), st.integers(2, 20))
def test_folding_keeps_every_word(text: str, width: int) -> None:
    """Folded text holds the same letters in the same order, and no line is too wide."""
    lines = fold([Run(text)], width)
    assert "".join(texts(lines)).replace(" ", "") == text.replace(" ", "")
    assert all(width_of(line) <= width for line in lines)
