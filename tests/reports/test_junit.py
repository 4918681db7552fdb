"""The report as JUnit XML: sound XML whatever is said, and tests that services can show."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from xml.etree import ElementTree as Xml

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.reports.github_runner import orders

from trialcheck.findings import Report
from trialcheck.reports import Layout
from trialcheck.reports.junit import render
from trialcheck.visible import prose

HOSTILE = [
    "<script>alert(1)</script>",
    "]]>",
    "<!-- x -->",
    "<!DOCTYPE x [<!ENTITY y SYSTEM 'file:///etc/passwd'>]>&y;",
    "&amp; &#x0; &lt;",
    '" onload="x',
    "a\x00b\x1b[31m",
    "\ufffe\uffff",
    "\ud800",
    "x\n::error::y",
    "::error::y",
    "##[error]x",
    "\r\n",
    "\U0001f525 \u202e",
]


def read(report: Report) -> Xml.Element:
    """Return the root of a report that an XML reader has read."""
    return Xml.fromstring(render(report, Layout()).encode())  # noqa: S314  # our own text


def test_the_whole_document(paged_report: Report, golden: Callable[[str, str], None]) -> None:
    """The document for the harbour case, to the byte."""
    golden("report.junit.xml", render(paged_report, Layout()))


def test_the_counts_add_up(paged_report: Report) -> None:
    """Each suite, and the whole, counts its tests, failures and skipped tests rightly."""
    root = read(paged_report)
    for element in (root, *root.findall("testsuite")):
        assert int(element.attrib["tests"]) == len(element.findall(".//testcase"))
        assert int(element.attrib["failures"]) == len(element.findall(".//failure"))
        assert int(element.attrib["skipped"]) == len(element.findall(".//skipped"))
        assert element.attrib["errors"] == "0"
    assert [suite.attrib["name"] for suite in root] == [case.path for case in paged_report.cases]


def test_a_rule_that_found_nothing_passed(paged_report: Report) -> None:
    """Silent rules are tests that passed; a rule that only derives claims is no test."""
    harbour, ledger = read(paged_report)
    passed = {test.attrib["name"] for test in harbour.findall("testcase") if len(test) == 0}
    assert passed == {"never-spoke"}
    names = {test.attrib["name"] for test in ledger.findall("testcase")}
    assert "never-spoke" in names
    assert "denied" in names
    assert "adds-claims" not in names


def test_laws_fail_and_signs_are_skipped(paged_report: Report) -> None:
    """A breach of a law is a failure; a sign is skipped, with what it says."""
    harbour = read(paged_report)[0]
    results = {
        test.attrib["name"]: test[0].tag for test in harbour.findall("testcase") if len(test)
    }
    assert results.pop("denied-00000000") == "skipped"
    expected = {
        finding.id: "failure" if finding.is_law else "skipped"
        for finding in paged_report.cases[0].findings
    }
    assert results == expected


def test_a_failure_tells_the_finding(paged_report: Report) -> None:
    """The message, each claim with its place, the reasons and the basis are in the text.

    GitLab shows the text alone, so the message is there as well.
    """
    test = read(paged_report)[0].find("testcase[@name='denied-1f00c2aa']")
    assert test is not None
    assert test.attrib["classname"] == "testimonies/harbour-fire.contradiction"
    assert (test.attrib["file"], test.attrib["line"]) == (
        "testimonies/harbour-fire/brandt.yaml",
        "31",
    )
    (failure,) = test
    assert failure.attrib["type"] == "contradiction"
    text = failure.text or ""
    assert text.startswith(failure.attrib["message"])
    for part in (
        "[brandt/quay#meeting, testimonies/harbour-fire/brandt.yaml:31]",
        "[lind/never-met#1, testimonies/harbour-fire/lind.yaml:7]",
        "1. The meeting at the coal quay",
        "Rests on the court's record",
    ):
        assert part in text


def test_an_accepted_law_does_not_fail(paged_report: Report) -> None:
    """What somebody has accepted is skipped, with who accepted it and why."""
    case = paged_report.cases[0]
    acceptance = next(finding.acceptance for finding in case.findings if finding.accepted)
    law = replace(case.findings[0], accepted=True, acceptance=acceptance)
    root = read(replace(paged_report, cases=(replace(case, findings=(law,)),)))
    skipped = root.find("testsuite/testcase[@name='denied-1f00c2aa']/skipped")
    assert skipped is not None
    assert skipped.attrib["message"].startswith("accepted: ")
    assert "a slip of the pen" in (root.findtext("testsuite/testcase/system-out") or "")


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_leaves_the_document_sound(
    text: str, hostile_report: Callable[[str], Report]
) -> None:
    """The document can be read, has no element from a text, and gives a CI log no orders."""
    output = render(hostile_report(text), Layout())
    assert orders(output) == []
    root, benign = read(hostile_report(text)), read(hostile_report("x"))
    assert [each.tag for each in root.iter()] == [each.tag for each in benign.iter()]


@settings(max_examples=40, deadline=None)
@given(text=st.text(st.characters(exclude_categories=()), max_size=15))
@example(text="\x0b")
def test_any_text_is_shown(text: str, hostile_report: Callable[[str], Report]) -> None:
    """For any text an XML reader gets its visible form back."""
    root = read(hostile_report(text))
    failure = root.find(".//failure")
    assert failure is not None
    assert failure.attrib["message"].startswith(prose(text))
    assert (failure.text or "").startswith(prose(text))
