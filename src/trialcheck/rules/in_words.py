"""What a rule looks for, as sentences: patterns by the vocabulary, conditions by their names.

A word with a dollar sign stands for whatever fits, and for the same wherever it comes again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from trialcheck.casebook.vocabulary import Kind, Segment, Vocabulary, segments_of
from trialcheck.rules.model import (
    Argument,
    Condition,
    ListOf,
    Literal,
    Pattern,
    RoleOf,
    Rule,
    Setting,
    StageOf,
    Term,
    TimeOf,
    ValueOf,
    Variable,
    Words,
)
from trialcheck.rules.sentences import BUILT_IN_SENTENCES, MUST_SENTENCES, WHERE_SENTENCES
from trialcheck.wording import ANYBODY, SOMEBODY, amount_in_words, listed

_STANCES = {
    "": ("said", "says"),
    "asserts": ("plainly asserted", "plainly asserts"),
    "denies": ("denied", "denies"),
    "believes": ("believed", "believes"),
    "forgets": ("not recalled", "does not recall"),
    "heard": ("known from hearsay", "has heard"),
}
_PARTS = {
    "": "{}",
    "start": "the start of {}",
    "end": "the end of {}",
    "said": "the saying of {}",
}
_AGREEING = re.compile(r"(\w+)\|(\w+)")


@dataclass(frozen=True, slots=True)
class Point:
    """A pattern or a condition as a sentence without a full stop, and the conditions on it."""

    sentence: str
    conditions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sought:
    """One part of what a rule looks for: a heading and its points."""

    heading: str
    points: tuple[Point, ...]


def rule_in_words(rule: Rule, vocabulary: Vocabulary) -> tuple[Sought, ...]:
    """What a rule looks for in words; parts that it does not have are left out."""
    context = (*rule.given, *rule.unless)
    owned = {pattern.name: _belonging(pattern, rule) for pattern in context}
    apart = [condition for conditions in owned.values() for condition in conditions]
    found = [Point(_named(pattern, vocabulary)) for pattern in rule.find]
    found += [
        Point(condition_in_words(condition, WHERE_SENTENCES, rule.settings))
        for condition in rule.where
        if condition not in apart
    ]

    def searched(patterns: Iterable[Pattern]) -> tuple[Point, ...]:
        return tuple(
            Point(
                _named(pattern, vocabulary),
                tuple(
                    condition_in_words(condition, WHERE_SENTENCES, rule.settings)
                    for condition in owned[pattern.name]
                ),
            )
            for pattern in patterns
        )

    demanded = (condition_in_words(each, MUST_SENTENCES, rule.settings) for each in rule.must)
    parts = (
        Sought("It looks for", tuple(found)),
        Sought("The record must also hold", searched(rule.given)),
        Sought("It keeps silent if the record holds", searched(rule.unless)),
        Sought("In every true story", tuple(Point(sentence) for sentence in demanded)),
        Sought("What follows", tuple(_derived(rule, vocabulary))),
    )
    return tuple(part for part in parts if part.points)


def pattern_in_words(pattern: Pattern, vocabulary: Vocabulary) -> str:
    """A pattern as a sentence without a full stop."""
    if isinstance(pattern.kind, Literal) and pattern.kind.text in BUILT_IN_SENTENCES:
        segments = segments_of(BUILT_IN_SENTENCES[pattern.kind.text])
        return _sentence(segments, _roles(pattern), SOMEBODY) + _qualities(pattern, with_by=True)
    plain, spoken = _STANCES[pattern.stance]
    denied = pattern.stance == "denies"
    if isinstance(pattern.kind, Variable):
        claim = f"{'anything' if denied else 'something'} of the kind ${pattern.kind.name}"
        roles = [f"whose '{role}' is {value}" for role, value in _roles(pattern).items()]
        claim += f" {' and '.join(roles)}" if roles else ""
        unsaid = f"{claim} is {plain}"
    else:
        kind = vocabulary.kinds[pattern.kind.text]
        claim = f"that {_kind_sentence(kind, pattern, ANYBODY if denied else SOMEBODY)}"
        unsaid = f"it is {plain} {claim}"
    said = unsaid if pattern.by is None else f"{_term(pattern.by)} {spoken} {claim}"
    return said + _qualities(pattern, with_by=False)


def condition_in_words(
    condition: Condition, sentences: Mapping[str, str], settings: Mapping[str, Setting]
) -> str:
    """A condition as a sentence without a full stop, which says if it must hold for all dates."""
    filled = {name: _argument(value, settings) for name, value in condition.arguments.items()}
    sentence = _sentence(segments_of(sentences[condition.name]), filled, SOMEBODY)
    return f"{sentence}, whatever the exact dates" if condition.certainly else sentence


def _belonging(pattern: Pattern, rule: Rule) -> tuple[Condition, ...]:
    """The conditions of `where` that speak of what only this pattern binds."""
    bound = {f"${name}" for each in rule.find for name in each.variables()}
    own = {pattern.name, *(f"${name}" for name in pattern.variables())} - bound
    return tuple(condition for condition in rule.where if condition.needs() & own)


def _named(pattern: Pattern, vocabulary: Vocabulary) -> str:
    return f"{_claim_name(pattern.name)}: {pattern_in_words(pattern, vocabulary)}"


def _derived(rule: Rule, vocabulary: Vocabulary) -> Iterator[Point]:
    if rule.derive is not None and isinstance(rule.derive.kind, Literal):
        kind = vocabulary.kinds[rule.derive.kind.text]
        claim = _kind_sentence(kind, rule.derive, SOMEBODY)
        yield Point(f"that {claim}, at the time of {_claim_name(rule.as_of)}")


def _kind_sentence(kind: Kind, pattern: Pattern, whoever: str) -> str:
    return _sentence(kind.sentence, _roles(pattern), whoever)


def _sentence(segments: tuple[Segment, ...], filled: Mapping[str, str], whoever: str) -> str:
    pieces = []
    for segment in segments:
        if segment.optional and any(role and text not in filled for text, role in segment.parts):
            continue
        for text, is_role in segment.parts:
            pieces.append(filled.get(text, whoever) if is_role else _AGREEING.sub(r"\1", text))
    return "".join(pieces)


def _roles(pattern: Pattern) -> dict[str, str]:
    return {role: listed([_term(term) for term in terms]) for role, terms in pattern.roles}


def _term(term: Term | None) -> str:
    if isinstance(term, Variable):
        return f"${term.name}"
    return "" if term is None else term.text


def _qualities(pattern: Pattern, *, with_by: bool) -> str:
    words = [
        f"in a statement by {_term(pattern.by)}" if with_by and pattern.by is not None else "",
        f"at the stage {_term(pattern.stage)}" if pattern.stage is not None else "",
        f"not at the stage {' or '.join(pattern.not_stages)}" if pattern.not_stages else "",
        f"on the side {_term(pattern.side)}" if pattern.side is not None else "",
        f"recorded in {_term(pattern.source)}" if pattern.source is not None else "",
        f"about the event {_term(pattern.event)}" if pattern.event is not None else "",
        {None: "", False: "in the claim itself", True: "as what follows from a claim"}[
            pattern.implied
        ],
    ]
    return "".join(f", {word}" for word in words if word)


def _claim_name(name: str) -> str:
    return f"[{name}]"


def _argument(argument: Argument, settings: Mapping[str, Setting]) -> str:
    if isinstance(argument, ValueOf):
        return f"${argument.variable}"
    if isinstance(argument, RoleOf):
        return f"the '{argument.role}' of {_claim_name(argument.pattern)}"
    if isinstance(argument, TimeOf):
        return _PARTS[argument.part].format(_claim_name(argument.pattern))
    if isinstance(argument, StageOf):
        return f"the stage ${argument.variable}"
    if isinstance(argument, ListOf):
        return f"the list of {argument.list_name} of ${argument.variable}"
    if isinstance(argument, Words):
        return " or ".join(argument.words)
    if argument.setting:
        return f"{settings[argument.setting].default_text} (the setting '{argument.setting}')"
    return "" if argument.value is None else amount_in_words(argument.value)
