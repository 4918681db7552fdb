"""Rules that derive: claims that follow from others are added, until none is new.

Each is added with what it follows from.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from trialcheck.casebook.model import Claim
from trialcheck.engine.index import Index
from trialcheck.engine.matching import Match, Matcher
from trialcheck.engine.world import World
from trialcheck.facts import ASSERTED, Fact
from trialcheck.measures import Duration, Speed
from trialcheck.rules.model import Literal, Rule, Term, Variable


def derive(
    rules: Sequence[Rule],
    facts: list[Fact],
    index: Index,
    world: World,
    amounts: Mapping[str, Mapping[str, Duration | Speed | int]],
    steps: int,
) -> None:
    """Add to `facts` and `index` all that follows by the derived rules, to any depth.

    Raises BudgetExceededError.
    """
    known = {_key(fact) for fact in facts} if rules else set()
    grew = bool(rules)
    while grew:
        grew = False
        for rule in rules:
            found = list(Matcher(rule, index, world, amounts[rule.id], steps).matches())
            for match in found:
                fact = _derived(match, len(facts))
                if _key(fact) not in known:
                    known.add(_key(fact))
                    facts.append(fact)
                    index.add(fact)
                    grew = True


def _derived(match: Match, number: int) -> Fact:
    rule = match.rule
    by_name = dict(match.facts)
    base = by_name[rule.as_of]
    assert rule.derive is not None  # noqa: S101  # checked on reading
    assert isinstance(rule.derive.kind, Literal)  # noqa: S101  # checked on reading
    roles = {
        role: tuple(dict.fromkeys(_value(term, match.values) for term in terms))
        for role, terms in rule.derive.roles
    }
    support: dict[str, Claim] = {}
    for fact in by_name.values():
        for claim in (fact.claim, *fact.support):
            if claim is not None and claim is not base.claim:
                support[claim.name] = claim
    return Fact(
        rule.derive.kind.text,
        roles,
        ASSERTED,
        not match.certain,
        base.bounds,
        base.claim,
        base.statement,
        implied=True,
        start=base.start,
        end=base.end,
        own=base.bounds,
        support=tuple(support[name] for name in sorted(support)),
        number=number,
        derived=True,
    )


def _value(term: Term, values: Mapping[str, str]) -> str:
    return values[term.name] if isinstance(term, Variable) else term.text


def _key(fact: Fact) -> tuple[str, str, tuple[tuple[str, tuple[str, ...]], ...], str]:
    return fact.kind, fact.polarity, tuple(sorted(fact.roles.items())), fact.name
