"""A finding becomes lines of text: the claim in a sentence, who said what, why, on whose word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from trialcheck.findings import Evidence, Finding
from trialcheck.reports import finding_words
from trialcheck.reports.earlier_notes import Why
from trialcheck.reports.legend import Legend
from trialcheck.reports.paragraph import (
    Line,
    Look,
    Run,
    beside,
    fold,
    indented,
    separated,
    width_of,
)
from trialcheck.reports.passages import Passage, shared_elsewhere
from trialcheck.visible import display_width, prose, visible

MARKS = {"certain": "●", "possible": "○"}
"""The mark before each certainty; the word always stands beside it."""

_WHY = "Why "
_ROOMY = 60


def finding_lines(finding: Finding, width: int, titles: Mapping[str, str]) -> list[Line]:
    """Return the lines of one finding by itself, at most `width` cells wide.

    `titles` are those of the sources.
    """
    inner = width - 2
    body = fold([Run(prose(finding.message), Look.STRONG)], inner)
    for item in finding.evidence:
        recorded = finding_words.recorded_at(item)
        row = row_lines(finding.casebook, item, inner - 2, recorded)
        body += indented(row, 2)
    body += why_lines(Why(finding_words.further_steps(finding)), inner)
    body += fold([Run(prose(finding_words.rests_on(finding, titles)))], inner)
    return [heading_line(finding), *indented([*body, *_closing(finding, inner)], 2)]


def passage_lines(passage: Passage, legend: Legend, width: int) -> list[Line]:
    """Return what is told of one finding in its place, at most `width` cells wide."""
    finding, inner = passage.finding, width - 2
    heading = heading_line(finding)
    basis = Run(prose(legend.basis(finding)))
    beside_name = bool(basis.text) and width_of(heading) + 2 + width_of([basis]) <= width
    body = [] if beside_name else fold([Run(basis.text[:1].upper() + basis.text[1:])], inner)
    body += fold([Run(prose(passage.message), Look.STRONG)], inner)
    for item in passage.evidence:
        row = row_lines(finding.casebook, item, inner - 2, legend.recorded_at(item))
        body += indented(row, 2)
    body += why_lines(passage.why, inner)
    body += fold([Run(prose(legend.in_full(finding)))], inner)
    first = (*heading, Run("  "), basis) if beside_name else heading
    body += _closing(finding, inner)
    before, name, after = shared_elsewhere(passage)
    body += fold([Run(before), Run(visible(name), Look.NAME, whole=True), Run(after)], inner)
    return [first, *indented(body, 2)]


def _closing(finding: Finding, width: int) -> list[Line]:
    """Return by how much a finding speaks, and who accepted it."""
    lines = fold([Run(prose(finding_words.measure(finding)))], width)
    return lines + fold([Run(prose(finding_words.acceptance_of(finding)), Look.QUIET)], width)


def heading_line(finding: Finding) -> Line:
    """Return the certainty and the id of a finding."""
    look = Look.LAW if finding.is_law else Look.SIGN
    mark = MARKS.get(finding.certainty, "○")
    accepted = (Run("  accepted", Look.QUIET),) if finding.accepted else ()
    return (
        Run(f"{mark} {visible(finding.certainty)}", look),
        Run("  "),
        Run(visible(finding.id), Look.NAME),
        *accepted,
    )


def row_lines(casebook: str, evidence: Evidence, width: int, recorded: str) -> list[Line]:
    """Return the row of one claim: who said it and when, what it says, where it is recorded."""
    left_width = _left_width(width)
    right_width = width - left_width
    said = [_claim(evidence)]
    if evidence.implied:
        said.append([Run(f"It follows: {prose(evidence.implied)}")])
    names = _names(casebook, evidence, right_width)
    place = Run(f"{prose(recorded)} ", Look.QUIET)
    if right_width < _ROOMY:
        said[-1] += [Run(" – ", Look.QUIET), place, *names]
    else:
        said.append([place, *names])
    right = [line for runs in said for line in fold(runs, right_width)]
    return beside(_said(evidence, left_width - 2), left_width, right)


def why_lines(why: Why, width: int) -> list[Line]:
    """Return the numbered steps of a reasoning, and where notes stand that were told before."""
    lines: list[Line] = []
    for number, step in enumerate(why.steps, start=1):
        start = f"{_WHY if number == 1 else ' ' * len(_WHY)}{number}. "
        first: Line = (Run(start, Look.QUIET),)
        lines += fold([Run(prose(step))], width, first, (Run(" " * len(start)),))
    return lines + [line for told in why.earlier for line in _earlier(*told, width)]


def _earlier(at: str, notes: Sequence[str], width: int) -> list[Line]:
    """Return that some notes were told at another finding."""
    names = separated([[Run(visible(name), whole=True)] for name in notes], ",")
    start = "Note on " if len(notes) == 1 else "Notes on "
    end = [Run(": see "), Run(visible(at), Look.NAME, whole=True), Run(".")]
    return fold([Run(start, Look.QUIET), *names, *end], width)


def _names(casebook: str, evidence: Evidence, width: int) -> list[Run]:
    """Return the name of a claim with its file and line, kept together where a line can hold it."""
    name = Run(visible(evidence.claim), Look.NAME, whole=True)
    file = Run(finding_words.file_and_line(casebook, evidence), Look.QUIET, whole=True)
    start, end = Run("[", Look.QUIET), Run("]", Look.QUIET)
    together = [start, name, Run(", ", Look.QUIET, whole=True), file, end]
    if width_of(together) <= width:
        return together
    return [start, name, Run(", ", Look.QUIET), file, end]


def _said(evidence: Evidence, width: int) -> list[Line]:
    """Return who spoke, and at which stage and when, on one line or two."""
    stage, date = prose(evidence.stage), prose(evidence.said)
    both = ", ".join(filter(None, (stage, date)))
    parts = (both,) if display_width(both) <= width else (f"{stage},", date)
    lines = fold([Run(prose(finding_words.name_of(evidence)), Look.STRONG)], width)
    for part in parts:
        lines += fold([Run(part)], width)
    return lines


def _left_width(width: int) -> int:
    return min(max(width * 3 // 10, 16), 32)


def _claim(evidence: Evidence) -> list[Run]:
    text = prose(evidence.text)
    when = prose(evidence.when)
    dated = [Run(f"{when}: ", Look.DATE)] if when and when not in text else []
    return [*dated, Run(text)]
