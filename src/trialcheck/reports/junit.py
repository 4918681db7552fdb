"""The report as JUnit XML, which Jenkins, GitLab and others show as the results of tests."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree import ElementTree as Xml

from trialcheck.casebook.model import Acceptance
from trialcheck.findings import KINDS, CaseResult, Finding, Report, RulePage
from trialcheck.reports import finding_words, words
from trialcheck.reports.annotation import (
    details,
    folder_of,
    place_of_acceptance,
    places_of,
    stale_in_words,
    titles_of,
)
from trialcheck.reports.layout import Layout
from trialcheck.visible import markup_without_log_commands, prose, visible


def render(report: Report, layout: Layout) -> str:
    """Return the document: a suite for each casebook; the layout changes nothing.

    A rule that found nothing is a test that passed. Each finding is a test of its own: one that
    breaks a law failed; a sign, and whatever is accepted, is skipped, with what it says.
    """
    del layout
    suites = [_suite(case, report.rule_pages) for case in report.cases]
    root = Xml.Element("testsuites", {"name": "trialcheck", **_counts(suites)})
    root.extend(suites)
    Xml.indent(root)
    document = Xml.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{markup_without_log_commands(document)}\n'


def _suite(case: CaseResult, pages: Mapping[str, RulePage]) -> Xml.Element:
    titles = titles_of(case)
    spoken = {finding.rule for finding in case.findings}
    tests = [_finding(case, finding, titles) for finding in case.findings]
    tests += [
        Xml.Element("testcase", _names(case, pages[rule].kind, rule))
        for rule in case.rules
        if rule not in spoken and rule in pages and pages[rule].kind in KINDS
    ]
    tests += [_stale(case, acceptance) for acceptance in case.stale_acceptances]
    suite = Xml.Element("testsuite", {"name": visible(folder_of(case.path))})
    suite.extend(tests)
    suite.attrib.update(_counts([suite]))
    Xml.SubElement(suite, "system-out").text = prose(words.state_of_case(case))
    return suite


def _counts(suites: list[Xml.Element]) -> dict[str, str]:
    numbers = {
        "tests": sum(len(suite.findall("testcase")) for suite in suites),
        "failures": sum(len(suite.findall("testcase/failure")) for suite in suites),
        "errors": 0,
        "skipped": sum(len(suite.findall("testcase/skipped")) for suite in suites),
    }
    return {name: str(number) for name, number in numbers.items()}


def _names(case: CaseResult, kind: str, name: str) -> dict[str, str]:
    """Return the names of a test; Jenkins makes a package of what stands before the last dot."""
    return {"classname": visible(f"{folder_of(case.path)}.{kind}"), "name": visible(name)}


def _finding(case: CaseResult, finding: Finding, titles: Mapping[str, str]) -> Xml.Element:
    place = places_of(finding)[0]
    names = _names(case, finding.kind, finding.id)
    test = Xml.Element("testcase", {**names, "file": visible(place.file), "line": str(place.line)})
    message = f"{prose(finding.message)} ({visible(finding.certainty)})"
    lines = [message, *details(finding, titles), *_reasons(finding)]
    if finding.is_law and not finding.accepted:
        failure = Xml.SubElement(test, "failure", {"type": finding.kind, "message": message})
        failure.text = "\n".join(lines)
        return test
    sort = "accepted" if finding.accepted else finding.kind
    Xml.SubElement(test, "skipped", {"message": f"{sort}: {message}"})
    Xml.SubElement(test, "system-out").text = "\n".join(lines)
    return test


def _stale(case: CaseResult, acceptance: Acceptance) -> Xml.Element:
    """Return an acceptance whose finding is gone, as a test that was skipped."""
    place = place_of_acceptance(case.path, acceptance)
    names = _names(case, "stale-acceptance", acceptance.finding)
    test = Xml.Element("testcase", {**names, "file": visible(place.file), "line": str(place.line)})
    Xml.SubElement(test, "skipped", {"message": stale_in_words(acceptance)})
    return test


def _reasons(finding: Finding) -> list[str]:
    steps = finding_words.further_steps(finding)
    return [f"{number}. {prose(step)}" for number, step in enumerate(steps, start=1)]
