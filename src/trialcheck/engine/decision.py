"""What all rules find in one casebook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from trialcheck.casebook.model import Casebook
from trialcheck.casebook.vocabulary import Vocabulary
from trialcheck.engine.derivation import derive
from trialcheck.engine.index import Index
from trialcheck.engine.matching import BudgetExceededError, Match, Matcher
from trialcheck.engine.world import Amounts, World, world_of
from trialcheck.facts import Fact, facts_of
from trialcheck.measures import Duration, Speed
from trialcheck.rules.model import DERIVED, Rule
from trialcheck.windows import Windows, windows_of

STEPS = 5_000_000
"""How many facts one rule may look at in one casebook."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """A rule that could not be carried through, and why; nothing is decided then."""

    rule: str
    why: str


@dataclass(frozen=True, slots=True)
class Decision:
    """The matches of all rules in one casebook, and the facts they rest on.

    `amounts` are the settings in force by rule; `troubles` the rules that could not be carried
    through.
    """

    matches: tuple[Match, ...]
    facts: tuple[Fact, ...]
    world: World
    windows: Windows
    amounts: Mapping[str, Mapping[str, Duration | Speed | int]]
    troubles: tuple[Trouble, ...]


def decide(
    casebook: Casebook,
    vocabulary: Vocabulary,
    rules: Sequence[Rule],
    overrides: Amounts,
    steps: int = STEPS,
) -> Decision:
    """Match every rule against a casebook.

    `overrides` are settings of the user, `steps` the budget of each rule.
    """
    windows = windows_of(casebook, vocabulary)
    facts = facts_of(casebook, vocabulary, windows)
    world = world_of(casebook, vocabulary, facts)
    index = Index(facts)
    amounts = {rule.id: amounts_of(rule, casebook, overrides) for rule in rules}
    matches: list[Match] = []
    troubles: list[Trouble] = []
    try:
        derive(
            [rule for rule in rules if rule.kind == DERIVED], facts, index, world, amounts, steps
        )
    except BudgetExceededError as exceeded:
        troubles.append(_over_budget(exceeded))
    for rule in rules:
        if rule.kind != DERIVED and rule.find:
            _run(Matcher(rule, index, world, amounts[rule.id], steps), matches, troubles)
    return Decision(tuple(matches), tuple(facts), world, windows, amounts, tuple(troubles))


def _run(matcher: Matcher, matches: list[Match], troubles: list[Trouble]) -> None:
    best: dict[tuple[str, ...], Match] = {}
    try:
        for match in matcher.matches():
            key = tuple(sorted({fact.name for _, fact in match.facts if fact.name}))
            if key not in best or _rank(match) < _rank(best[key]):
                best[key] = match
    except BudgetExceededError as exceeded:
        troubles.append(_over_budget(exceeded))
        return
    # A rule that fails must not take the others with it, nor look like a rule that found nothing.
    except Exception as error:  # noqa: BLE001  # whatever it is, it is told
        troubles.append(Trouble(matcher.rule.id, f"it failed with {type(error).__name__}: {error}"))
        return
    matches.extend(best[key] for key in sorted(best))


def _rank(match: Match) -> tuple[bool, bool, int, tuple[tuple[str, str], ...], tuple[int, ...]]:
    """Of several matches of the same claims, which is told: the least by this key.

    It is the certain one that needs no other claims, with the largest margin, then the first by
    name.
    """
    numbers = tuple(fact.number for _, fact in match.facts)
    values = tuple(sorted(match.values.items()))
    return not match.certain, match.support, -(match.short or 0), values, numbers


def _over_budget(exceeded: BudgetExceededError) -> Trouble:
    return Trouble(
        exceeded.rule,
        f"it took more than {exceeded.steps:,} steps; "
        "make its patterns more specific, or allow more with --max-steps",
    )


def amounts_of(
    rule: Rule, casebook: Casebook, overrides: Amounts
) -> Mapping[str, Duration | Speed | int]:
    """The settings of a rule in force: the user's, else the casebook's, else the rule's own."""
    amounts: dict[str, Duration | Speed | int] = {}
    for name, setting in rule.settings.items():
        value = overrides.get((rule.id, name), overrides.get(("", name)))
        if value is None and setting.casebook_key == "top-speed":
            value = casebook.registry.top_speed
        if value is None and setting.casebook_key == "at-once":
            value = casebook.registry.at_once
        amounts[name] = setting.default if value is None else value
    return amounts
