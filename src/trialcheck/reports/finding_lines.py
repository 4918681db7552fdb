"""A finding becomes lines of text: the claim in a sentence, who said what, why, on whose word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from trialcheck.findings import Evidence, Finding
from trialcheck.reports import finding_words, words
from trialcheck.reports.paragraph import Line, Look, Run, beside, fold, indented, width_of
from trialcheck.visible import display_width, prose, visible

MARKS = {"certain": "●", "possible": "○"}
"""The mark before each certainty; the word always stands beside it."""

CERTAINTIES = "● certain: with whatever exact dates are meant; ○ possible: with some of them."
"""What the two marks mean."""

_WHY = "Why "
_ROOMY = 60


def finding_lines(
    finding: Finding,
    width: int,
    titles: Mapping[str, str],
    *,
    in_full: bool = False,
    shown_above: str = "",
) -> list[Line]:
    """Return the lines of one finding, at most `width` cells wide.

    `titles` are those of the sources. With `in_full` each claim is followed by all that its
    statement says. The claims of the statement `shown_above` are not shown again.
    """
    inner = width - 2
    body = fold([Run(prose(finding.message), Look.STRONG)], inner)
    for evidence in finding.evidence:
        if not shown_above or evidence.statement != shown_above:
            body += indented(_row(finding.casebook, evidence, inner - 2, in_full=in_full), 2)
    body += _reasons(finding_words.further_steps(finding), inner)
    body += fold([Run(prose(finding_words.rests_on(finding, titles)))], inner)
    body += fold([Run(prose(finding_words.measure(finding)))], inner)
    body += fold([Run(prose(finding_words.acceptance_of(finding)), Look.QUIET)], inner)
    return [heading_line(finding), *indented(body, 2)]


def shared_lines(name: str, findings: Sequence[Finding], width: int) -> list[Line]:
    """Return what a statement says that several findings share, and those claims that they use."""
    shared = {
        (item.claim, item.implied): item
        for finding in findings
        for item in finding.evidence
        if item.statement == name
    }
    says = words.each_once(item.says for item in shared.values())
    lines = fold([Run(prose(text)) for text in says[:1]], width)
    for item in shared.values():
        lines += indented(_row(findings[0].casebook, item, width - 4, in_full=False), 4)
    return lines


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


def _row(casebook: str, evidence: Evidence, width: int, *, in_full: bool) -> list[Line]:
    """Return the row of one claim: who said it and when, what it says, where it is recorded."""
    left_width = _left_width(width)
    right_width = width - left_width
    said = [_claim(evidence)]
    if evidence.implied:
        said.append([Run(f"It follows: {prose(evidence.implied)}")])
    if in_full and evidence.says:
        said.append([Run(f"In full: {prose(evidence.says)}")])
    names = _names(casebook, evidence, right_width)
    place = Run(f"{prose(finding_words.recorded_at(evidence))} ", Look.QUIET)
    if right_width < _ROOMY:
        said[-1] += [Run(" – ", Look.QUIET), place, *names]
    else:
        said.append([place, *names])
    right = [line for runs in said for line in fold(runs, right_width)]
    return beside(_said(evidence, left_width - 2), left_width, right)


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


def _reasons(reasoning: Sequence[str], width: int) -> list[Line]:
    lines: list[Line] = []
    for number, step in enumerate(reasoning, start=1):
        start = f"{_WHY if number == 1 else ' ' * len(_WHY)}{number}. "
        first: Line = (Run(start, Look.QUIET),)
        lines += fold([Run(prose(step))], width, first, (Run(" " * len(start)),))
    return lines
