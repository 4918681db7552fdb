"""A finding as a note at a place in a file: how bad it is, where it stands, what to say there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from trialcheck.casebook.model import Acceptance
from trialcheck.findings import CaseResult, Evidence, Finding, Report
from trialcheck.reports import finding_words, words
from trialcheck.visible import prose, visible

LEVELS = ("error", "warning", "note")
"""How bad a finding is, the worst first."""

CASE_FILE, ACCEPTED_FILE = "case.yaml", "accepted.yaml"
_OUTSIDE = re.compile(r"/|[A-Za-z]:|\.\.(?:/|$)")


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a file, its path relative and with `/`; lines and columns are counted from 1."""

    file: str
    line: int
    column: int


def level_of(finding: Finding) -> str:
    """Return how bad a finding is; what is only possible stands one step lower.

    The breach of a law is an error, a sign a warning.
    """
    return LEVELS[(0 if finding.is_law else 1) + (finding.certainty != "certain")]


def worst_first(report: Report) -> list[Finding]:
    """Return all findings by level; those of one level keep the order of the report."""
    findings = [finding for case in report.cases for finding in case.findings]
    return sorted(findings, key=lambda finding: LEVELS.index(level_of(finding)))


def places_of(finding: Finding) -> tuple[Place, ...]:
    """Return where each claim of a finding is written, at least one place.

    What rests on no statement stands at the head of `case.yaml`.
    """
    return tuple(place_of(finding.casebook, item) for item in finding.evidence) or (
        Place(relative_path(finding.casebook, f"{finding.casebook}/{CASE_FILE}"), 1, 1),
    )


def place_of(casebook: str, evidence: Evidence) -> Place:
    """Return where a claim is written."""
    file = relative_path(casebook, evidence.path)
    return Place(file, max(evidence.line, 1), max(evidence.column, 1))


def place_of_acceptance(casebook: str, acceptance: Acceptance) -> Place:
    """Return where an acceptance is written."""
    written = acceptance.written
    path = written.path or f"{casebook}/{ACCEPTED_FILE}"
    return Place(relative_path(casebook, path), max(written.line, 1), max(written.column, 1))


def stale_in_words(acceptance: Acceptance) -> str:
    """Return one visible line: that the finding of an acceptance is gone, and what it says."""
    said = finding_words.accepted(acceptance)
    return prose(f"The finding {acceptance.finding} is found no more. {said}")


def doubt_of(case: CaseResult) -> str:
    """Return what is said of a casebook that was not decided in full, else ""."""
    is_whole = case.all_conflicts and not case.undecided
    return "" if is_whole else f"{folder_of(case.path)}: {words.state_of_case(case)}"


def relative_path(casebook: str, path: str) -> str:
    """Return a file's path below the working folder.

    A casebook that lies elsewhere goes by the name of its folder alone: services look files up in
    their own copy of a repository, and no report needs to tell how a machine is arranged.
    """
    if not _OUTSIDE.match(path):
        return str(PurePosixPath(path))
    below = finding_words.path_below(casebook, path)
    parts = (PurePosixPath(casebook).name.strip("."), below)
    if _OUTSIDE.match(below):
        parts = ("", PurePosixPath(path).name.strip("."))
    return "/".join(filter(None, parts)) or "."


def folder_of(casebook: str) -> str:
    """Return a casebook's folder below the working folder, or its name if it lies elsewhere."""
    return relative_path(casebook, casebook)


def speaking(evidence: Evidence) -> str:
    """Return who says something, and at which stage and when, on one visible line."""
    occasion = ", ".join(words.each_once([evidence.stage, evidence.said]))
    return prose(finding_words.name_of(evidence) + (f" ({occasion})" if occasion else ""))


def saying(evidence: Evidence) -> str:
    """Return when something is said to be and what, what follows, and where that is recorded."""
    dated = f"{evidence.when}: " if evidence.when and evidence.when not in evidence.text else ""
    follows = f"; it follows: {evidence.implied}" if evidence.implied else ""
    recorded = finding_words.recorded_at(evidence)
    source = f" – {recorded}" if recorded else ""
    return prose(f"{dated}{evidence.text}{follows}{source}")


def written_at(casebook: str, evidence: Evidence) -> tuple[str, str]:
    """Return the full name of a claim and its place as `file:line`, both visible."""
    place = place_of(casebook, evidence)
    return visible(evidence.claim), f"{visible(place.file)}:{place.line}"


def details(finding: Finding, titles: Mapping[str, str]) -> list[str]:
    """Return the visible lines below a message: each claim, on whose word, by how much, accepted.

    `titles` are those of the sources.
    """
    claims = [
        f"- {speaking(item)}: {saying(item)} [{', '.join(written_at(finding.casebook, item))}]"
        for item in finding.evidence
    ]
    return [*claims, *basis(finding, titles)]


def basis(finding: Finding, titles: Mapping[str, str]) -> list[str]:
    """Return on whose word a finding rests, by how much it speaks, and who accepted it."""
    lines = (
        finding_words.rests_on(finding, titles),
        finding_words.measure(finding),
        finding_words.acceptance_of(finding),
    )
    return [prose(line) for line in lines if line]


def titles_of(case: CaseResult | Report) -> dict[str, str]:
    """Return the short title of each source that the findings name."""
    cases = case.cases if isinstance(case, Report) else (case,)
    return finding_words.titles_of(finding for each in cases for finding in each.findings)
