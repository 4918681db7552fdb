"""A decision is carried on to the whole record: what only several claims together forbid."""

from __future__ import annotations

from collections.abc import Sequence

from trialcheck.casebook.model import Casebook
from trialcheck.casebook.vocabulary import Vocabulary
from trialcheck.consistency.gathering import Record, gathered
from trialcheck.consistency.reconciling import Reconciliation, reconciled
from trialcheck.engine.decision import Decision
from trialcheck.engine.matching import Match
from trialcheck.rules.model import Rule

_OF_NO_TIME = ("same", "same-or-inside", "never")


def reconciliation_of(
    casebook: Casebook,
    vocabulary: Vocabulary,
    rules: Sequence[Rule],
    decision: Decision,
    steps: int,
    *,
    everything: bool = False,
) -> Reconciliation:
    """Date the whole record by all laws among the rules; raises BudgetExceededError.

    With `everything` claims to which nothing else is tied are dated as well. Conflicts that hold
    the statements of a law's finding are left out: those are told already.
    """
    record = Record(
        casebook,
        vocabulary,
        decision.windows,
        decision.facts,
        decision.world,
        tuple(rules),
        decision.amounts,
        steps,
    )
    statement_of = {
        claim.name: statement.name
        for statement in casebook.statements
        for claim in statement.claims
    }
    known = {_statements(match) for match in decision.matches if settles(match)}
    return reconciled(
        gathered(record, everything=everything), statement_of, sorted(known, key=sorted)
    )


def settles(match: Match) -> bool:
    """Whether a match is a clash of dates by itself, whatever its claims are tied to."""
    return _is_of_time(match) and not match.support


def is_candidate(match: Match) -> bool:
    """Whether a match is a clash of dates only with what its claims are tied to.

    Which of those are needed is for the whole record to say.
    """
    return _is_of_time(match) and match.support


def _is_of_time(match: Match) -> bool:
    return match.certain and any(each.name not in _OF_NO_TIME for each in match.rule.must)


def _statements(match: Match) -> frozenset[str]:
    names = {fact.statement.name for _, fact in match.facts if fact.statement is not None}
    return frozenset(names | {claim.statement.name for claim in match.supporting})
