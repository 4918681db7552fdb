"""Every rule tried on its own examples: where it must speak, and where it must keep silent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from trialcheck.casebook.model import Statement
from trialcheck.casebook.vocabulary import Vocabulary
from trialcheck.engine.decision import STEPS, decide
from trialcheck.engine.matching import Match
from trialcheck.facts import Fact
from trialcheck.rules.model import DERIVED, Amount, Example, Rule

Names = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Failure:
    """An example that came out otherwise than the rule's file says; statement sets are sorted."""

    rule: str
    example: Example
    expected: Names
    found: Names
    trouble: str


@dataclass(frozen=True, slots=True)
class Trials:
    """How the examples of a set of rules came out.

    `unread_settings` are rules with a setting of theirs that no condition reads, `never_speak`
    those that find nothing in any example of theirs.
    """

    rules: int
    examples: int
    failures: tuple[Failure, ...]
    unread_settings: tuple[tuple[str, str], ...]
    never_speak: tuple[str, ...] = ()


def try_rules(rules: Sequence[Rule], vocabulary: Vocabulary) -> Trials:
    """Run the examples of every rule; a derived rule is tried through the claims that it adds."""
    derived = [rule for rule in rules if rule.kind == DERIVED]
    failures = []
    never = []
    examples = 0
    for rule in (each for each in rules if each.find):
        spoken = False
        for example in (*rule.flagged, *rule.silent):
            examples += 1
            found, trouble = _try(rule, example, derived, vocabulary)
            spoken = spoken or bool(found)
            if trouble or found != example.names:
                failures.append(Failure(rule.id, example, example.names, found, trouble))
        if not spoken:
            never.append(rule.id)
    tried = sum(bool(rule.find) for rule in rules)
    return Trials(tried, examples, tuple(failures), _unread(rules), tuple(never))


def _unread(rules: Sequence[Rule]) -> tuple[tuple[str, str], ...]:
    """Settings without effect: whoever changed one would wait for it in vain."""
    return tuple(
        (rule.id, name)
        for rule in rules
        for name in rule.settings
        if not any(
            isinstance(argument, Amount) and argument.setting == name
            for condition in (*rule.where, *rule.must)
            for argument in condition.arguments.values()
        )
    )


def _try(
    rule: Rule, example: Example, derived: Sequence[Rule], vocabulary: Vocabulary
) -> tuple[Names, str]:
    """The sets of statements that a rule names in an example, and what went wrong, or ""."""
    used = derived if rule.kind == DERIVED else [*derived, rule]
    decision = decide(example.casebook, vocabulary, used, {}, STEPS)
    trouble = "; ".join(f"{each.rule}: {each.why}" for each in decision.troubles)
    found = {_names_of_match(match) for match in decision.matches}
    if rule.kind == DERIVED:
        found |= {
            _names_of(fact.statement, fact)
            for fact in decision.facts
            if fact.derived and fact.statement is not None
        }
    return tuple(sorted(found)), trouble


def _names_of_match(match: Match) -> tuple[str, ...]:
    names = {fact.statement.name for _, fact in match.facts if fact.statement is not None}
    names |= {claim.statement.name for claim in match.supporting}
    return tuple(sorted(names))


def _names_of(statement: Statement, fact: Fact) -> tuple[str, ...]:
    return tuple(sorted({statement.name, *(claim.statement.name for claim in fact.support)}))
