"""The report as one JSON document, version 1; keys are only ever added, at the end of an object."""

from __future__ import annotations

import json

from trialcheck.casebook.model import Acceptance
from trialcheck.findings import (
    Answer,
    BriefAnswer,
    CaseResult,
    Evidence,
    Finding,
    Report,
    RestsOn,
    ThreadState,
)
from trialcheck.reports.finding_words import path_below
from trialcheck.reports.layout import Layout
from trialcheck.visible import UNSEEN

VERSION = 1


def render(report: Report, layout: Layout) -> str:
    """Return the document; the layout changes nothing."""
    del layout
    return harmless(json.dumps(report_object(report), ensure_ascii=False, indent=2)) + "\n"


def report_object(report: Report) -> dict[str, object]:
    """Return the report as plain lists and dictionaries, keys in the promised order."""
    cases = report.cases
    return {
        "version": VERSION,
        "casebooks": [casebook_object(case) for case in cases],
        "findings": [finding_object(finding) for case in cases for finding in case.findings],
        "briefs": [brief_object(case, brief) for case in cases for brief in case.briefs],
        "threads": [thread_object(case, thread) for case in cases for thread in case.threads],
        "rules": report.rules,
    }


def finding_object(finding: Finding) -> dict[str, object]:
    """Return one finding as plain lists and dictionaries, keys in the promised order."""
    return {
        "id": finding.id,
        "casebook": finding.casebook,
        "rule": finding.rule,
        "kind": finding.kind,
        "certainty": finding.certainty,
        "message": finding.message,
        "statements": list(finding.statements),
        "claims": [_claim(finding, evidence) for evidence in finding.evidence],
        "rests_on": _rests_on(finding.rests_on),
        "reasoning": list(finding.reasoning),
        "margin": finding.margin,
        "days": _days(finding.days),
        "accepted": finding.accepted,
        "title": finding.title,
        "margin_text": finding.margin_text,
        "cause": finding.cause,
        "certificate": finding.certificate,
        "acceptance": None if finding.acceptance is None else _acceptance(finding.acceptance),
    }


def casebook_object(case: CaseResult) -> dict[str, object]:
    """Return what was read of a casebook and whether it is consistent."""
    return {
        "path": case.path,
        "case": case.case,
        "speakers": case.speakers,
        "statements": case.statements,
        "claims": case.claims,
        "consistent": case.consistent,
        "about": case.about,
        "set_aside": list(case.set_aside),
        "undecided": case.undecided,
        "all_conflicts": case.all_conflicts,
        "dating": case.dating,
        "stale_acceptances": [_stale_acceptance(case, each) for each in case.stale_acceptances],
        "hidden": case.hidden,
    }


def _acceptance(acceptance: Acceptance) -> dict[str, object]:
    return {"reason": acceptance.reason, "by": acceptance.by, "date": acceptance.date}


def _stale_acceptance(case: CaseResult, acceptance: Acceptance) -> dict[str, object]:
    return {
        "finding": acceptance.finding,
        **_acceptance(acceptance),
        "file": path_below(case.path, acceptance.written.path),
        "line": acceptance.written.line,
        "column": acceptance.written.column,
    }


def _claim(finding: Finding, evidence: Evidence) -> dict[str, object]:
    return {
        "claim": evidence.claim,
        "role": evidence.part,
        "file": path_below(finding.casebook, evidence.path),
        "line": evidence.line,
        "column": evidence.column,
        "text": evidence.text,
        "said": evidence.said_written,
        "source": evidence.source,
        "at": evidence.at,
        "speaker": evidence.speaker,
        "stage": evidence.stage,
        "side": evidence.side,
        "when": evidence.when,
        "implied": evidence.implied,
        "reports": list(evidence.reports),
    }


def _rests_on(rests_on: RestsOn) -> dict[str, object]:
    return {
        "speakers": list(rests_on.speakers),
        "sources": list(rests_on.sources),
        "sides": list(rests_on.sides),
    }


def _basis(rests_on: RestsOn) -> dict[str, object]:
    return {
        "sides": list(rests_on.sides),
        "speakers": list(rests_on.speakers),
        "sources": list(rests_on.sources),
    }


def _days(days: tuple[int | None, int | None] | None) -> dict[str, int | None] | None:
    return None if days is None else {"at_least": days[0], "at_most": days[1]}


def brief_object(case: CaseResult, brief: BriefAnswer) -> dict[str, object]:
    """Return a brief with its arguments."""
    return {
        "brief": brief.title,
        "by": brief.by,
        "arguments": [argument_object(answer) for answer in brief.answers],
        "casebook": case.path,
    }


def argument_object(answer: Answer) -> dict[str, object]:
    """Return one argument and the answer to it."""
    return {
        "id": answer.id,
        "verdict": answer.verdict,
        "findings": list(answer.findings),
        "rests_on": _basis(answer.rests_on),
        "contested_by": list(answer.contested_by),
        "says": answer.says,
        "at": answer.at,
        "why": answer.why,
    }


def thread_object(case: CaseResult, thread: ThreadState) -> dict[str, object]:
    """Return the state of one contact."""
    return {
        "between": list(thread.between),
        "through": list(thread.through),
        "verdict": thread.verdict,
        "findings": list(thread.findings),
        "note": thread.note,
        "carried_by": list(thread.carried_by),
        "casebook": case.path,
    }


def harmless(document: str) -> str:
    """Escape what JSON lets through raw and a terminal or a CI log would act on."""
    # Outside of strings the document holds neither an unseen character (but line feeds) nor `##[`.
    escaped = UNSEEN.sub(lambda found: json.dumps(found[0])[1:-1], document)
    return escaped.replace("##[", r"\u0023\u0023[")
