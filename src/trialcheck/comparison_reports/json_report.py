"""What an edit changes as one JSON document, version 1; keys are only ever added."""

from __future__ import annotations

import json

from trialcheck.comparing import CaseComparison, Change, Comparison, FileChange
from trialcheck.reports.json_report import finding_object, harmless
from trialcheck.reports.layout import Layout
from trialcheck.source import Problem

VERSION = 1


def render(comparison: Comparison, layout: Layout) -> str:
    """Return the document; the layout changes nothing."""
    del layout
    return harmless(json.dumps(comparison_object(comparison), ensure_ascii=False, indent=2)) + "\n"


def comparison_object(comparison: Comparison) -> dict[str, object]:
    """Return the comparison as plain lists and dictionaries."""
    cases = comparison.cases
    return {
        "version": VERSION,
        "revision": comparison.revision,
        "commit": comparison.commit,
        "merge_base": comparison.merge_base,
        "judged_by": comparison.judged_by,
        "casebooks": [_casebook(case) for case in cases],
        "added": [finding_object(finding) for case in cases for finding in case.added],
        "removed": [finding_object(finding) for case in cases for finding in case.removed],
        "changed": [_change(change) for case in cases for change in case.changed],
        "new": [finding.id for case in cases for finding in case.new],
        "files": [_file(change) for change in comparison.files],
        "mended": [_problem(problem) for problem in comparison.mended],
    }


def _casebook(case: CaseComparison) -> dict[str, object]:
    return {
        "path": case.path,
        "case": case.case,
        "state": case.state,
        "was": case.was,
        "consistent_before": case.consistent_before,
        "consistent_after": case.consistent_after,
        "added": len(case.added),
        "removed": len(case.removed),
        "changed": len(case.changed),
        "unchanged": case.unchanged,
        "stale_acceptances": [acceptance.finding for acceptance in case.stale],
    }


def _change(change: Change) -> dict[str, object]:
    return {
        "id": change.after.id,
        "was": change.before.id,
        "differences": [
            {"what": each.what, "claim": each.claim, "before": each.before, "after": each.after}
            for each in change.differences
        ],
        "before": finding_object(change.before),
        "after": finding_object(change.after),
    }


def _file(change: FileChange) -> dict[str, object]:
    return {"path": change.path, "how": change.how, "what": change.what, "used": change.used}


def _problem(problem: Problem) -> dict[str, object]:
    return {
        "file": problem.path,
        "line": problem.line,
        "column": problem.column,
        "message": problem.message,
    }
