"""Problems of the input are shown where they are, with the way to mend them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trialcheck.problem_report import render_problems
from trialcheck.source import Problem
from trialcheck.visible import display_width

SGR = re.compile(r"\x1b\[[0-9;]*m")
MISSPELT = Problem(
    "“lynd” is no speaker of this casebook",
    "testimonies/harbour-fire/lind.yaml",
    1,
    10,
    4,
    "speaker: lynd",
    "Did you mean “lind”?",
)


def shown(*problems: Problem, width: int = 80, colour: bool = False) -> list[str]:
    """Return the lines of the report."""
    return render_problems(problems, colour=colour, width=width).splitlines()


def carets(problem: Problem, width: int = 80) -> tuple[str, str]:
    """Return the source line of a problem as shown, and what stands above its carets."""
    _, _, line, caret = shown(problem, width=width)[:4]
    start, end = caret.index("^"), caret.rindex("^") + 1
    ends = [display_width(line[: index + 1]) for index in range(len(line))]
    return line, "".join(sign for sign, cell in zip(line, ends, strict=True) if start < cell <= end)


def test_a_problem_has_place_line_caret_and_help() -> None:
    """The shape: file, line, column and message; the line, the caret, the help; the count."""
    assert shown(MISSPELT) == [
        "testimonies/harbour-fire/lind.yaml:1:10: “lynd” is no speaker of this casebook",
        "   |",
        " 1 | speaker: lynd",
        "   |          ^^^^",
        "  help: Did you mean “lind”?",
        "",
        "1 problem in 1 file; nothing was decided.",
    ]


def test_problems_and_files_are_counted() -> None:
    """The last line counts the problems, and the files that have one."""
    problems = [MISSPELT, Problem("a", "b.yaml"), Problem("c", "b.yaml")]
    assert shown(*problems)[-1] == "3 problems in 2 files; nothing was decided."


def test_problems_keep_their_order() -> None:
    """The problems are shown as given, not sorted anew."""
    heads = [line for line in shown(Problem("z", "z.yaml"), Problem("a", "a.yaml")) if ": " in line]
    assert heads == ["z.yaml: z", "a.yaml: a"]


def test_no_problem_says_nothing() -> None:
    """Without problems there is no text, not even a count."""
    assert render_problems([], colour=True, width=80) == ""


def test_a_problem_of_a_whole_file_shows_no_line() -> None:
    """Line 0 is the whole file; neither a zero nor an empty excerpt is printed."""
    problem = Problem("the folder holds no case.yaml", "testimonies/none", help="Add one.")
    assert shown(problem)[:2] == [
        "testimonies/none: the folder holds no case.yaml",
        "  help: Add one.",
    ]


def test_a_problem_of_a_whole_line_has_no_caret() -> None:
    """Column 0 is the whole line."""
    assert shown(Problem("m", "a.yaml", 3, 0, 1, "says: x"))[:3] == [
        "a.yaml:3: m",
        "   |",
        " 3 | says: x",
    ]


def test_a_problem_without_a_file_stands_alone() -> None:
    """A problem of the call itself names no file and counts none."""
    assert shown(Problem("nothing matched", "")) == [
        "nothing matched",
        "",
        "1 problem; nothing was decided.",
    ]


@pytest.mark.parametrize(
    ("line", "column", "length", "marked"),
    [
        ("says: 証言は{x", 10, 1, "{"),
        ("says: 証言は{x", 7, 2, "証言"),
        ("e\u0301e\u0301: bad", 7, 3, "bad"),
        ("\tkey: x", 2, 3, "key"),
        ("a\tb\tkey", 5, 3, "key"),
        ("😀: key", 4, 3, "key"),
        ("\u200ckey", 2, 3, "key"),
    ],
)
def test_the_caret_stands_under_its_characters(
    line: str, column: int, length: int, marked: str
) -> None:
    """Wide characters, combining marks, tabs and what is written out do not move the caret."""
    assert carets(Problem("m", "a.yaml", 12, column, length, line))[1] == marked


def test_the_caret_can_stand_behind_the_line() -> None:
    """What is missing at the end of a line is shown behind its last character."""
    assert shown(Problem("m", "a.yaml", 1, 9, 1, "speaker:"))[3] == "   |         ^"


@pytest.mark.parametrize("width", [40, 80, 120])
@pytest.mark.parametrize(("before", "after"), [(600, 300), (600, 0), (0, 600), (10, 600), (600, 9)])
def test_a_long_line_is_cut_around_the_caret(width: int, before: int, after: int) -> None:
    """However long the line, the caret is in sight, fits the width, and cuts are marked."""
    problem = Problem("m", "a.yaml", 12, before + 1, 5, "x" * before + "wrong" + "y" * after)
    line, marked = carets(problem, width)
    assert marked == "wrong"
    assert display_width(line) <= width
    assert line.startswith(" 12 | …") == (before > 10)
    assert line.endswith("…") == (after > 9)


def test_a_long_caret_ends_with_the_line() -> None:
    """A mark longer than the width does not run past it."""
    assert all(len(line) <= 60 for line in shown(Problem("m", "a", 1, 5, 500, "x" * 900), width=60))


def test_help_is_folded_and_names_stay_whole() -> None:
    """A long help is folded to the width, at spaces alone."""
    name = "testimonies/a-very-long-name-of-a-casebook/and-a-file-in-it.yaml"
    lines = shown(Problem("m", "a.yaml", help=f"Say it once, in {name} or here."), width=50)
    assert lines[1:4] == ["  help: Say it once, in", f"        {name}", "        or here."]


def test_colour_changes_nothing_but_colour() -> None:
    """In colour the text is the same, with colour codes around its parts."""
    coloured = render_problems([MISSPELT], colour=True, width=80)
    assert "\x1b[1;31m^^^^\x1b[0m" in coloured
    assert SGR.sub("", coloured) == render_problems([MISSPELT], colour=False, width=80)


def test_no_line_orders_a_ci_log() -> None:
    """Neither the name of a file nor a line of it is an order to the log it is shown in."""
    lines = shown(Problem("m", "::error::.yaml", 1, 1, 1, "x: '##[error]y'"))
    assert lines[0] == "\\x3a:error::.yaml:1:1: m"
    assert lines[2] == " 1 | x: '\\x23#[error]y'"


@settings(max_examples=60)
@given(st.text(st.characters(), max_size=40), st.integers(0, 50), st.integers(0, 9), st.booleans())
def test_no_problem_acts_on_the_terminal(text: str, column: int, length: int, colour: bool) -> None:
    """Whatever a file holds, the report holds no control but line feeds and our own colours."""
    problem = Problem(text, text, 3, column, length, text.replace("\n", " "), text)
    output = SGR.sub("", render_problems([problem], colour=colour, width=80))
    assert (
        re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\ud800-\udfff]", output)
        is None
    )
    assert not any(line.lstrip().startswith("::") for line in output.split("\n"))
    assert "##[" not in output
