"""A decision is carried on to the whole record: what only several claims together forbid."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from trialcheck.casebook.model import Casebook
from trialcheck.casebook.vocabulary import Vocabulary
from trialcheck.clocks import era_of
from trialcheck.consistency.certificate import dating_certificate
from trialcheck.consistency.gathering import Record, first_dating, gathered
from trialcheck.consistency.narrowing import Narrowed, narrowed_dates
from trialcheck.consistency.points import Points
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
    record = _record(casebook, vocabulary, rules, decision, steps)
    first = first_dating(record) if everything else None
    if first is not None:
        return Reconciliation((), first[1], complete=True, undecided=0)
    demands = gathered(record, everything=everything)
    known = {statements_of(match) for match in decision.matches if settles(match)}
    known_in_order = sorted(known, key=sorted)
    return reconciled(demands, _statement_of(casebook), known_in_order, era=_era(decision))


def dating_of(
    casebook: Casebook,
    vocabulary: Vocabulary,
    rules: Sequence[Rule],
    decision: Decision,
    steps: int,
) -> Mapping[str, Any] | None:
    """The certificate of a dating of all plain claims; None if there is none within the tries.

    Raises BudgetExceededError.
    """
    record = _record(casebook, vocabulary, rules, decision, steps)
    first = first_dating(record)
    if first is not None:
        return dating_certificate(*first)
    demands = gathered(record, everything=True)
    whole = reconciled(demands, _statement_of(casebook), era=_era(decision))
    if whole.conflicts or whole.undecided:
        return None
    return dating_certificate(demands, whole.dating)


def narrowing_of(
    casebook: Casebook,
    vocabulary: Vocabulary,
    rules: Sequence[Rule],
    decision: Decision,
    steps: int,
    claims: Collection[str] | None = None,
) -> dict[str, Narrowed]:
    """The claims, of those named or of all, whose dates the rest of the record narrows.

    Raises BudgetExceededError. Only dated or tied claims that are plainly asserted are narrowed.
    """
    demands = gathered(_record(casebook, vocabulary, rules, decision, steps), everything=True)
    points = Points(casebook, vocabulary)
    ends = {
        claim.name: points.ends(claim.name)
        for statement in casebook.statements
        for claim in statement.claims
        if (claims is None or claim.name in claims)
        and claim.is_firm
        and (claim.when.dating is not None or claim.when.ties)
        and vocabulary.kinds[claim.kind].sort != "timeless"
    }
    return narrowed_dates(demands, ends, _statement_of(casebook))


def _record(
    casebook: Casebook,
    vocabulary: Vocabulary,
    rules: Sequence[Rule],
    decision: Decision,
    steps: int,
) -> Record:
    return Record(
        casebook,
        vocabulary,
        decision.windows,
        decision.facts,
        decision.world,
        tuple(rules),
        decision.amounts,
        steps,
    )


def _era(decision: Decision) -> int:
    own = (window.own for window in decision.windows.of.values())
    return era_of(minute for each in own for minute in (each.latest_start, each.earliest_end))


def _statement_of(casebook: Casebook) -> dict[str, str]:
    return {
        claim.name: statement.name
        for statement in casebook.statements
        for claim in statement.claims
    }


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


def statements_of(match: Match) -> frozenset[str]:
    """The statements on which a match rests."""
    names = {fact.statement.name for _, fact in match.facts if fact.statement is not None}
    return frozenset(names | {claim.statement.name for claim in match.supporting})
