"""A report for readers can be kept short, and then says what it leaves out."""

from __future__ import annotations

import pytest

from trialcheck.findings import Report
from trialcheck.reports import FORMATS, Layout


def shown(report: Report, text: str) -> list[str]:
    """Return the ids of the findings of the first casebook that a text lists under headings."""
    briefs = text.index("Brief: ")
    return [each.id for each in report.cases[0].findings if f"{each.id}" in text[:briefs]]


@pytest.mark.parametrize("name", ["terminal", "markdown"])
def test_the_first_findings_are_listed(name: str, report: Report) -> None:
    """The breaches of a law come first, and the end of the list says how many there are."""
    text = FORMATS[name](report, Layout(most=4))
    laws = [finding.id for finding in report.cases[0].findings if finding.is_law]
    assert [each for each in shown(report, text) if each != "long-silence-5ab90c11"] == laws
    assert "4 of 8 findings are listed; --max-findings lists more." in text


@pytest.mark.parametrize("name", ["terminal", "markdown"])
def test_a_cut_heading_counts_both(name: str, report: Report) -> None:
    """The heading of a kind still counts all of the kind, and says how many follow."""
    text = FORMATS[name](report, Layout(most=2))
    assert "Contradictions: 3 (2 listed)" in text
    assert "Gaps: 1 (0 listed)" in text


@pytest.mark.parametrize("name", ["terminal", "markdown"])
def test_the_summary_counts_all(name: str, report: Report) -> None:
    """What is not listed is still counted."""
    full, cut = (FORMATS[name](report, Layout(most=most)) for most in (None, 1))
    assert full.splitlines()[-2:] == cut.splitlines()[-2:]


@pytest.mark.parametrize("name", ["terminal", "markdown"])
def test_a_cap_that_cuts_nothing_changes_nothing(name: str, report: Report) -> None:
    """A report that fits is the same with a cap and without."""
    assert FORMATS[name](report, Layout(most=8)) == FORMATS[name](report, Layout())


@pytest.mark.parametrize("name", ["json", "jsonl", "sarif", "junit"])
def test_formats_for_machines_are_complete(name: str, report: Report) -> None:
    """A cap for readers does not shorten what machines read."""
    assert FORMATS[name](report, Layout(most=1)) == FORMATS[name](report, Layout())
