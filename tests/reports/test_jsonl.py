"""The report as JSON lines: each line says what it is, and holds what the JSON report holds."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reports.github_runner import orders

from trialcheck.findings import Report
from trialcheck.reports import Layout
from trialcheck.reports.json_report import report_object
from trialcheck.reports.jsonl import render


def objects(text: str) -> list[dict[str, Any]]:
    """Return the object of each line; a line ends in a line feed and in nothing else."""
    assert text.endswith("\n")
    return [json.loads(line) for line in text[:-1].split("\n")]


def of_type(text: str, name: str) -> list[dict[str, Any]]:
    """Return the objects of one type without what makes a line describe itself."""
    found = [each for each in objects(text) if each["type"] == name]
    return [{key: each[key] for key in each if key not in ("type", "version")} for each in found]


def test_the_whole_text(paged_report: Report, golden: Callable[[str, str], None]) -> None:
    """The lines for the harbour case, to the byte."""
    golden("report.jsonl", render(paged_report, Layout()))


def test_each_line_describes_itself(paged_report: Report) -> None:
    """The type and the version come first; casebook by casebook, and the totals last."""
    lines = objects(render(paged_report, Layout()))
    assert all(list(line)[:2] == ["type", "version"] for line in lines)
    assert {line["version"] for line in lines} == {1}
    types = [line["type"] for line in lines]
    expected = ["casebook"] + ["finding"] * 8 + ["argument"] * 4 + ["thread"] * 4
    assert types == [*expected, "casebook", "summary"]


def test_the_fields_are_those_of_the_json_report(paged_report: Report) -> None:
    """Whoever reads one format can read the other: the very same objects."""
    text, document = render(paged_report, Layout()), report_object(paged_report)
    assert of_type(text, "casebook") == document["casebooks"]
    assert of_type(text, "finding") == document["findings"]
    assert of_type(text, "thread") == document["threads"]
    (brief,) = document["briefs"]
    about = {key: brief[key] for key in ("brief", "by", "casebook")}
    assert of_type(text, "argument") == [{**about, **each} for each in brief["arguments"]]


def test_the_last_line_counts_all(paged_report: Report) -> None:
    """Whoever has the last line knows that nothing is missing."""
    (summary,) = of_type(render(paged_report, Layout()), "summary")
    assert summary == {
        "casebooks": 2, "findings": 8, "accepted": 1, "arguments": 4, "threads": 4, "rules": 31,
    }  # fmt: skip


@pytest.mark.parametrize(
    "text", ["::error::x", "a\n::error::x", "##[error]x", "\u2028", "\x85", '"']
)
def test_hostile_text_stays_in_its_line(text: str, hostile_report: Callable[[str], Report]) -> None:
    """No text ends a line, by whatever idea of a line, nor gives a CI log an order."""
    output = render(hostile_report(text), Layout())
    assert orders(output) == []
    assert len(output.splitlines()) == len(render(hostile_report("x"), Layout()).splitlines())
    assert of_type(output, "finding")[0]["message"] == text


@settings(max_examples=30, deadline=None)
@given(text=st.text(max_size=20))
def test_any_text_comes_back(text: str, hostile_report: Callable[[str], Report]) -> None:
    """Whatever a testimony says, a reader of the lines gets the very same text."""
    output = render(hostile_report(text), Layout())
    assert of_type(output, "finding")[0]["message"] == text
