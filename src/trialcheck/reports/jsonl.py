"""The report as JSON lines: one typed object a line, with the fields of the JSON report."""

from __future__ import annotations

import json
from collections.abc import Iterator

from trialcheck.findings import Report
from trialcheck.reports.json_report import (
    VERSION,
    argument_object,
    brief_object,
    casebook_object,
    finding_object,
    harmless,
    thread_object,
)
from trialcheck.reports.layout import Layout


def render(report: Report, layout: Layout) -> str:
    """Return the lines; the layout changes nothing."""
    del layout
    return "".join(f"{_line(kind, fields)}\n" for kind, fields in _objects(report))


def _line(kind: str, fields: dict[str, object]) -> str:
    line = {"type": kind, "version": VERSION, **fields}
    return harmless(json.dumps(line, ensure_ascii=False, separators=(",", ":")))


def _objects(report: Report) -> Iterator[tuple[str, dict[str, object]]]:
    """Yield each object with its type: casebook by casebook, and the totals at the end."""
    for case in report.cases:
        yield "casebook", casebook_object(case)
        for finding in case.findings:
            yield "finding", finding_object(finding)
        for brief in case.briefs:
            about = brief_object(case, brief)
            del about["arguments"]
            for answer in brief.answers:
                yield "argument", {**about, **argument_object(answer)}
        for thread in case.threads:
            yield "thread", thread_object(case, thread)
    yield "summary", _totals(report)


def _totals(report: Report) -> dict[str, object]:
    findings = [finding for case in report.cases for finding in case.findings]
    return {
        "casebooks": len(report.cases),
        "findings": len(findings),
        "accepted": sum(finding.accepted for finding in findings),
        "arguments": sum(len(brief.answers) for case in report.cases for brief in case.briefs),
        "threads": sum(len(case.threads) for case in report.cases),
        "rules": report.rules,
    }
