"""What was found in one casebook in numbers, as the first thing that a reader sees."""

from __future__ import annotations

from collections.abc import Sequence

from trialcheck.findings import CaseResult, Finding
from trialcheck.reports import words


def tally(case: CaseResult) -> tuple[tuple[str, ...], ...]:
    """Return a table of the findings of each kind by certainty, its heading first.

    It is empty for none, and for findings of one kind and certainty, which a heading counts.
    """
    kinds = [(words.KIND_WORDS[kind].several, found) for kind, found in words.by_kind(case)]
    if len(kinds) * len(_columns(case.findings, case.findings)) < 2:
        return ()
    if len(kinds) > 1:
        kinds.append(("together", case.findings))
    rows = [("", *(name for name, _ in _columns(case.findings, case.findings)))]
    for name, found in kinds:
        rows.append((name, *(str(number) for _, number in _columns(found, case.findings))))
    return tuple(rows)


def balance(case: CaseResult) -> tuple[str, ...]:
    """Return a sentence that counts the threads by state, and one for each brief."""
    threads = [f"Threads: {words.count_of_threads(case.threads)}."] if case.threads else []
    briefs = [
        f"Brief of {brief.by_name or brief.by}: {words.count_of_answers([brief])}."
        for brief in case.briefs
        if brief.answers
    ]
    return (*threads, *briefs)


def _columns(some: Sequence[Finding], every: Sequence[Finding]) -> list[tuple[str, int]]:
    """Return how many of some findings each column counts; only columns that any finding needs."""
    certain = [finding for finding in some if finding.certainty == "certain"]
    has_certain = any(finding.certainty == "certain" for finding in every)
    has_possible = any(finding.certainty != "certain" for finding in every)
    columns = [("certain", len(certain))] if has_certain else []
    columns += [("possible", len(some) - len(certain))] if has_possible else []
    columns += [("together", len(some))] if len(columns) > 1 else []
    if any(finding.accepted for finding in every):
        columns.append(("accepted", sum(finding.accepted for finding in some)))
    return columns
