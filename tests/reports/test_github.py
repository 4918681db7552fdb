"""The report as workflow commands: one for each finding, and none that a testimony wrote."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.reports.github_runner import Order, orders

from trialcheck.findings import Report
from trialcheck.reports import Layout
from trialcheck.reports.github import command, render
from trialcheck.visible import visible, without_log_commands

HOSTILE = [
    "::error::x",
    "x\n::error::y",
    "x\r::set-env name=A::y",
    "x%0A::error::y",
    "%",
    "a,file=other.yaml,line=1",
    "a::error::b",
    " ::stop-commands::token",
    "##[error]x",
    "##[add-path]x",
    "\u2028::error::x",
    "\x85::error::x",
    "\x1b[31m::error::x",
    ":",
    "",
]


def several(report: Report, level: str, number: int) -> Report:
    """Return the report on the harbour case with so many findings of one level, and no other."""
    case = report.cases[0]
    kind, certainty = {"error": ("contradiction", "certain"), "note": ("gap", "possible")}[level]
    first = replace(case.findings[0], kind=kind, certainty=certainty)
    findings = tuple(replace(first, id=f"denied-{index:08x}") for index in range(number))
    return replace(report, cases=(replace(case, findings=findings),))


def test_the_whole_log(paged_report: Report, golden: Callable[[str, str], None]) -> None:
    """The commands for the harbour case, to the byte."""
    golden("report.github", render(paged_report, Layout()))


def test_an_empty_log(empty_report: Report, golden: Callable[[str, str], None]) -> None:
    """Where nothing is found the log says what was read, and orders nothing."""
    text = render(empty_report, Layout())
    golden("empty.github", text)
    assert orders(text) == []


def test_the_worst_comes_first(paged_report: Report) -> None:
    """Errors stand before warnings and warnings before notices, for GitHub shows the first ten."""
    names = [order.name for order in orders(render(paged_report, Layout()))]
    assert names == ["error"] * 4 + ["warning"] * 3 + ["notice"]


def test_an_annotation_stands_at_the_first_claim(paged_report: Report) -> None:
    """File, line and column are those of the first claim; the others are named below the message.

    The path is that of the file below the working folder.
    """
    first = orders(render(paged_report, Layout()))[0]
    assert first.properties == {
        "file": "testimonies/harbour-fire/brandt.yaml",
        "line": "31",
        "col": "9",
        "endLine": "31",
        "title": "denied-1f00c2aa (contradiction, certain)",
    }
    assert "[lind/never-met#1, testimonies/harbour-fire/lind.yaml:7]" in first.data


def test_a_finding_without_a_claim_stands_in_the_case_file(paged_report: Report) -> None:
    """What rests on no statement is shown at the head of case.yaml."""
    places = [order.properties.get("file") for order in orders(render(paged_report, Layout()))]
    assert "testimonies/harbour-fire/case.yaml" in places


def test_what_is_accepted_is_counted_alone(paged_report: Report) -> None:
    """An accepted finding is no annotation; the last line counts it."""
    text = render(paged_report, Layout())
    assert "account-changes-0d0d0d0d" not in text
    assert "(1 accepted)" in text.splitlines()[-1]


def test_a_stale_acceptance_is_a_warning(paged_report: Report) -> None:
    """An acceptance whose finding is gone is shown where it is written."""
    found = [
        order for order in orders(render(paged_report, Layout())) if "stale" in str(order).lower()
    ]
    assert [order.name for order in found] == ["warning"]
    assert found[0].properties["file"] == "testimonies/harbour-fire/accepted.yaml"
    assert "denied-00000000" in found[0].data


def test_what_was_not_decided_is_a_warning(report: Report) -> None:
    """A casebook that was not decided in full does not look clean."""
    case = replace(report.cases[1], undecided=2)
    (order,) = orders(render(replace(report, cases=(case,)), Layout()))
    assert order.name == "warning"
    assert "testimonies/ledger" in order.data


@pytest.mark.parametrize(("number", "more"), [(10, ""), (11, "1 more finding"), (25, "15 more")])
def test_a_notice_counts_what_github_hides(report: Report, number: int, more: str) -> None:
    """Ten of a level are shown beside the lines; where there are more, one notice says so."""
    notices = [
        o.data
        for o in orders(render(several(report, "error", number), Layout()))
        if o.name == "notice"
    ]
    assert [more in notice for notice in notices] == ([True] if more else [])


def test_the_notice_counts_itself_and_comes_first(report: Report) -> None:
    """Among ten notices of findings the one that counts would be the eleventh, and not be seen."""
    found = orders(render(several(report, "note", 10), Layout()))
    assert found[0].properties == {"title": "trialcheck"}
    assert found[0].data.startswith("1 more finding ")
    assert len(found) == 11


def test_a_cap_says_how_many_are_not_listed(report: Report) -> None:
    """`--max-findings` shortens the log, and the log says so."""
    found = orders(render(several(report, "error", 5), Layout(most=2)))
    assert [order.name for order in found] == ["error", "error", "notice"]
    assert found[-1].data == "3 more findings are not listed: --max-findings lists more."


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_gives_no_orders(text: str, hostile_report: Callable[[str], Report]) -> None:
    """With any text in every field the runner sees the same orders, with no property added."""
    found = orders(render(hostile_report(text), Layout()))
    expected = orders(render(hostile_report("x"), Layout()))
    assert [order.name for order in found] == [order.name for order in expected]
    assert [set(order.properties) for order in found] == [set(o.properties) for o in expected]
    assert [o.properties.get("line") for o in found] == [o.properties.get("line") for o in expected]


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from(":#[]%,=\r\n\t 0ADe\u2028") | st.characters(), max_size=30))
@example("%250A")
def test_any_text_arrives_as_written(text: str) -> None:
    """A command is one line, and the runner reads what was meant, visible and without orders."""
    # The runner strips the blanks at both ends of all properties together.
    named = f"<{text}>"
    written = command("error", {"file": named, "title": named}, text)
    assert "\n" not in written
    assert "\r" not in written
    shown = without_log_commands(visible(named))
    data = "\n".join(without_log_commands(visible(line)) for line in text.split("\n"))
    expected = dict.fromkeys(("file", "title"), shown)
    assert orders(written) == [Order("error", expected, data)]
