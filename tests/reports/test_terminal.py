"""The report in the terminal: complete, readable at any width, and harmless."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from trialcheck.findings import Report
from trialcheck.reports import Layout
from trialcheck.reports.terminal import render
from trialcheck.visible import display_width

SGR = re.compile(r"\x1b\[[0-9;]*m")
UNSAFE = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff]"
)


def plain(report: Report, width: int = 80) -> str:
    """Return the report as a pipe gets it."""
    return render(report, Layout(width))


@pytest.mark.parametrize("width", [80, 120])
@pytest.mark.parametrize("colour", [False, True])
def test_the_whole_report(
    width: int, colour: bool, report: Report, golden: Callable[[str, str], None]
) -> None:
    """The report on the harbour case, to the byte, at two widths, plain and in colour."""
    name = f"terminal-{width}{'-colour' if colour else ''}.txt"
    golden(name, render(report, Layout(width, colour)))


def test_an_empty_report(empty_report: Report, golden: Callable[[str, str], None]) -> None:
    """Where nothing is found the report says so, and that this proves nothing."""
    golden("terminal-empty.txt", plain(empty_report))


@pytest.mark.parametrize("width", [60, 80, 100, 120, 200])
def test_prose_is_folded_to_the_width(width: int, report: Report) -> None:
    """No line but the two of the summary, and none without a long name, is wider than asked."""
    for line in plain(report, width).splitlines()[:-2]:
        longest = max(map(display_width, line.split()), default=0)
        assert display_width(line) <= width or longest > width // 3, line


@pytest.mark.parametrize("width", [10, 40, 80, 120])
def test_names_are_never_broken(width: int, report: Report) -> None:
    """Ids, names of claims and `file:line` stand whole on one line at any width."""
    text = plain(report, width)
    for finding in report.cases[0].findings:
        assert f" {finding.id}" in text
        for evidence in finding.evidence:
            assert evidence.claim in text
            assert f"{evidence.speaker}.yaml:{evidence.line}" in text


@pytest.mark.parametrize("width", [40, 80, 120])
def test_no_line_ends_in_a_space(width: int, report: Report) -> None:
    """Piped output can be compared line by line."""
    assert not [line for line in plain(report, width).splitlines() if line.endswith(" ")]


def test_plain_output_holds_no_escape(report: Report) -> None:
    """Without colour there is no escape character at all."""
    assert "\x1b" not in plain(report)


def test_colour_changes_nothing_but_colour(report: Report) -> None:
    """What is said in colour is said in words."""
    coloured = render(report, Layout(80, colour=True))
    assert SGR.search(coloured)
    assert SGR.sub("", coloured) == plain(report)


def test_the_environment_does_not_matter(report: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever calls decides on colour and width, not the variables of the shell."""
    expected = render(report, Layout(80, colour=True))
    for name, value in {"NO_COLOR": "1", "TERM": "dumb", "COLUMNS": "31"}.items():
        monkeypatch.setenv(name, value)
    assert render(report, Layout(80, colour=True)) == expected


def test_each_kind_has_a_heading_with_its_count(report: Report) -> None:
    """The findings stand under the plain name of their kind, in the order of the kinds."""
    headings = re.findall(r"^── (\w+: \d+) ─+$", plain(report), re.MULTILINE)
    assert headings == [
        "Contradictions: 3",
        "Impossibilities: 1",
        "Gaps: 1",
        "Unsupported: 1",
        "Isolations: 1",
        "Shifts: 1",
    ]


def test_findings_of_one_cause_stand_together(report: Report) -> None:
    """Two findings that one statement causes follow its name, ahead of one that came between."""
    text = plain(report)
    order = ["share one statement: lind/never-met", "denied-1f", "denied-9b", "order-of-three"]
    places = [text.index(words) for words in order]
    assert places == sorted(places)


def test_a_cause_shared_with_another_kind_is_said(report: Report) -> None:
    """A finding alone in its kind still tells that its cause has other findings elsewhere."""
    case = report.cases[0]
    findings = tuple(replace(finding, cause="novak/cafe") for finding in case.findings[-4:])
    text = plain(Report((replace(case, findings=findings),), 1, {}))
    assert "Shares novak/cafe with 3 findings of another kind." in text


def test_a_shared_statement_is_told_once(report: Report) -> None:
    """The claim that several findings share stands above them and not again in each."""
    assert plain(report).count("[lind/never-met#1, lind.yaml:7]") == 1


def test_long_lists_of_names_are_cut(report: Report) -> None:
    """A thread that many statements carry names the first of them and counts the others."""
    case = report.cases[0]
    thread = replace(case.threads[2], carried_by=tuple(f"lind/s{number}" for number in range(9)))
    text = plain(Report((replace(case, threads=(thread,)),), 1, {}))
    assert "lind/s5 and 3 more." in " ".join(text.split())
    assert "lind/s6" not in text


def test_the_summary_is_two_lines(report: Report) -> None:
    """The report ends with what was read and found, and with the briefs and threads."""
    read, answered = plain(report).splitlines()[-2:]
    assert read == (
        "2 casebooks, 6 speakers, 28 statements, 58 claims; 31 rules run; 8 findings (1 accepted): "
        "3 contradictions, 1 impossibility, 1 gap, 1 unsupported, 1 isolation and 1 shift."
    )
    assert answered == (
        "1 brief: 1 borne out, 1 contested, 1 not borne out and 1 judgement; "
        "4 threads: 1 holds, 1 disputed, 1 broken and 1 carried by no statement."
    )


def test_a_finding_stays_short(report: Report) -> None:
    """A finding of two claims takes at most twelve lines at 80 columns, ten at 120."""
    for width, most in ((80, 12), (120, 10)):
        block = plain(report, width).split("long-silence-5ab90c11", 1)[1].split("\n\n")[0]
        assert len(block.splitlines()) <= most


@pytest.mark.parametrize("text", ["[bold]x[/bold]", "[/red]", ":smile:", "back\\", "[link=x]y[/]"])
def test_markup_is_shown_as_written(text: str, hostile_report: Callable[[str], Report]) -> None:
    """What the library of the terminal would take as markup is plain text."""
    report = hostile_report(text)
    assert SGR.sub("", render(report, Layout(80, colour=True))) == plain(report)
    assert f"  {text}\n" in plain(report)


@settings(max_examples=30, deadline=None)
@given(text=st.text(st.characters(), max_size=30), colour=st.booleans(), width=st.integers(1, 130))
@example(text="\x1b]0;x\x07\u202e\x9b31m", colour=True, width=80)
@example(text="::error::x ##[error]y", colour=True, width=80)
@example(text="a\n::error::x", colour=False, width=20)
def test_no_text_acts_on_the_terminal(
    text: str, colour: bool, width: int, hostile_report: Callable[[str], Report]
) -> None:
    """Whatever is written anywhere, only our line feeds and colour codes are controls."""
    output = SGR.sub("", render(hostile_report(text), Layout(width, colour)))
    assert not UNSAFE.search(output)
    for line in output.split("\n"):
        assert not line.endswith(" ")
        assert not line.lstrip().startswith("::")
        assert "##[" not in line
