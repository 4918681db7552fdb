"""Casebooks as analysed, and what the rest of each leaves of the dates of its claims."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from trialcheck.appendix import Appendix, appendix_of
from trialcheck.casebook.model import Casebook
from trialcheck.casebook.vocabulary import Vocabulary
from trialcheck.consistency.deciding import narrowing_of
from trialcheck.consistency.narrowing import Narrowed
from trialcheck.engine.dates_in_words import stretch_in_words
from trialcheck.engine.decision import Decision
from trialcheck.engine.matching import BudgetExceededError
from trialcheck.explaining import NarrowedClaim
from trialcheck.findings import CaseResult
from trialcheck.pipeline import Request, analyze_opened, open_casebooks
from trialcheck.rules.model import Rule
from trialcheck.setting_aside import without
from trialcheck.source import Problem


@dataclass(frozen=True, slots=True)
class ExplainedCase:
    """One casebook as analysed, ready to be asked about its claims."""

    result: CaseResult
    casebook: Casebook
    vocabulary: Vocabulary
    rules: tuple[Rule, ...]
    decision: Decision
    steps: int

    def appendix(self) -> Appendix:
        """All its statements in words."""
        return appendix_of(self.casebook, self.vocabulary, self.decision.windows)

    def narrowed(self, names: Collection[str]) -> dict[str, NarrowedClaim]:
        """What the rest of it leaves of the dates of some claims, where it narrows them."""
        try:
            found = narrowing_of(
                self.casebook, self.vocabulary, self.rules, self.decision, self.steps, names
            )
        except BudgetExceededError:
            return {}  # to explain less is no fault: what was found has been told without it
        kinds = {
            claim.name: self.vocabulary.kinds[claim.kind].sort
            for statement in self.casebook.statements
            for claim in statement.claims
        }
        return {
            name: NarrowedClaim(
                name, only_in_words(each, kinds[name] == "occasion"), each.statements
            )
            for name, each in sorted(found.items())
        }


def explained_cases(request: Request) -> tuple[list[ExplainedCase], list[Problem]]:
    """Every casebook that a request names, analysed, or the problems of all of them."""
    opened, problems = open_casebooks(request)
    found = []
    for case in opened if not problems else ():
        result, decision, troubles = analyze_opened(case, request)
        problems.extend(troubles)
        casebook = without(case.casebook, request.set_aside)
        found.append(
            ExplainedCase(result, casebook, case.vocabulary, case.rules, decision, request.steps)
        )
    return found, sorted(problems)


def only_in_words(narrowed: Narrowed, is_occasion: bool) -> str:
    """What is left of a date, such as "been from 23 November 1932 to 30 November 1932"."""
    own, bounds = narrowed.own, narrowed.bounds
    if is_occasion:
        return f"been {stretch_in_words(bounds.earliest_start, bounds.latest_start)}"
    if (own.earliest_start, own.latest_start) == (own.earliest_end, own.latest_end):
        return f"been some while {stretch_in_words(bounds.earliest_start, bounds.latest_end)}"
    words = []
    if (own.earliest_start, own.latest_start) != (bounds.earliest_start, bounds.latest_start):
        words.append(f"begun {stretch_in_words(bounds.earliest_start, bounds.latest_start)}")
    if (own.earliest_end, own.latest_end) != (bounds.earliest_end, bounds.latest_end):
        words.append(f"ended {stretch_in_words(bounds.earliest_end, bounds.latest_end)}")
    return " and ".join(words)
