"""The page on the formats names every key of the JSON report, and every format."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from trialcheck.findings import Report
from trialcheck.reports import FORMATS
from trialcheck.reports.json_report import report_object

PAGE = (Path(__file__).parents[2] / "docs" / "reports.md").read_text(encoding="utf-8")


def named_between(start: str, end: str) -> set[str]:
    """Return the words shown as code between two places of the page."""
    section = PAGE[PAGE.index(start) : PAGE.index(end, PAGE.index(start) + 1)]
    return set(re.findall(r"`([a-z_]+)`", section))


def keys_of(value: Any) -> set[str]:
    """Return the keys of an object."""
    assert isinstance(value, dict)
    return set(value)


def test_every_format_is_described() -> None:
    """The table of formats lists those that there are, and no other."""
    table = PAGE[PAGE.index("| format | for |") : PAGE.index("The same input gives")]
    assert set(re.findall(r"(?m)^\| `([a-z]+)`", table)) == set(FORMATS)


@pytest.mark.parametrize(
    ("start", "end", "name"),
    [
        ("Of each casebook:", "Of each finding:", "casebooks"),
        ("Of each finding:", "Of each claim:", "findings"),
        ("Of each argument", "Of each thread:", "arguments"),
        ("Of each thread:", "## JSON lines", "threads"),
    ],
)
def test_every_key_is_described(start: str, end: str, name: str, paged_report: Report) -> None:
    """Each key of the document is named in the section that describes its object."""
    document = report_object(paged_report)
    items = {**document, "arguments": document["briefs"][0]["arguments"]}[name]
    assert keys_of(items[0]) <= named_between(start, end)


def test_the_keys_of_the_document_and_of_a_claim(paged_report: Report) -> None:
    """The outermost keys, and those of a claim, are described as well."""
    document = report_object(paged_report)
    assert keys_of(document) == named_between("| key | holds |", "Of each casebook:") - {
        "brief", "by", "arguments", "casebook",
    }  # fmt: skip
    claim = document["findings"][0]["claims"][0]
    assert keys_of(claim) == named_between("Of each claim:", "Of each argument")
