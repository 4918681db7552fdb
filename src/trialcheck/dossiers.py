"""What a report to be printed shows of a casebook beside its findings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from trialcheck.appendix import Appendix, appendix_of
from trialcheck.casebook.model import Casebook
from trialcheck.casebook.vocabulary import Vocabulary
from trialcheck.consistency.deciding import narrowing_of
from trialcheck.contact_map import ContactMap, contact_map
from trialcheck.engine.decision import Decision
from trialcheck.engine.matching import BudgetExceededError
from trialcheck.findings import CaseResult, Report
from trialcheck.rules.model import Rule
from trialcheck.timelines import Timeline, timeline_of


@dataclass(frozen=True, slots=True)
class Dossier:
    """All statements of a casebook, and what its two big pictures show."""

    appendix: Appendix
    timeline: Timeline | None = None
    contacts: ContactMap | None = None


@dataclass(frozen=True, slots=True)
class FullReport(Report):
    """A report with a dossier for each casebook, in their order."""

    dossiers: tuple[Dossier, ...] = ()


def dossier_of(
    casebook: Casebook,
    vocabulary: Vocabulary,
    rules: Sequence[Rule],
    decision: Decision,
    result: CaseResult,
    steps: int,
) -> Dossier:
    """The dossier of a casebook, as it was decided by the rules and told.

    `steps` bound what is spent on how far the rest of the record narrows each date.
    """
    windows = decision.windows
    try:
        narrowed = narrowing_of(casebook, vocabulary, rules, decision, steps)
    except BudgetExceededError:
        narrowed = {}  # a window that is not narrowed is no less true
    return Dossier(
        appendix_of(casebook, vocabulary, windows),
        timeline_of(casebook, vocabulary, windows, result.findings, narrowed),
        contact_map(result, casebook, decision.facts),
    )


def in_full(report: Report, dossiers: Sequence[Dossier]) -> FullReport:
    """A report with the dossiers of its casebooks."""
    return FullReport(
        report.cases, report.rules, report.rule_titles, report.rule_pages, tuple(dossiers)
    )
