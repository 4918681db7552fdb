"""What a rule looks for, in words: nothing of it is left out, and nothing is added."""

from __future__ import annotations

import pytest

from trialcheck.casebook.vocabulary import placeholders_of
from trialcheck.facts import BUILT_IN
from trialcheck.rule_pages import rule_lines, rule_page
from trialcheck.rules import signatures
from trialcheck.rules.in_words import rule_in_words
from trialcheck.rules.sentences import BUILT_IN_SENTENCES, MUST_SENTENCES, WHERE_SENTENCES

RULE = """\
id: kept-too-long
kind: gap
title: Somebody keeps a thing for long
why: Because.
settings:
  delay: {is: duration, default: 30 days, about: how long is long, casebook: at-once}
find:
  receipt: {received: {who: $bearer, what: $thing}, by: $speaker, stage: verdict, implied: no}
  refusal: {denies: {met: {who: $bearer}}}
  hope: {believes: {left: {who: $bearer}}, event: $event}
  whatever: {$kind: {what: $thing}}
  entry: {person: {who: $bearer, is: defendant}}
unless:
  soon: {passed-on: {who: $bearer, what: $thing, to: $next}}
where:
  - gap: {from: receipt, to: soon, at-most: delay}
  - certainly: {before: [receipt.said, refusal.said]}
  - differ: [$next, $speaker]
message: "{bearer} kept {thing}"
"""


@pytest.fixture
def rule(rule_of):
    """A rule with a pattern of every sort."""
    return rule_of(RULE)


@pytest.mark.parametrize(
    ("known", "sentences"),
    [(signatures.WHERE, WHERE_SENTENCES), (signatures.MUST, MUST_SENTENCES)],
    ids=["where", "must"],
)
def test_each_condition_has_a_sentence_with_all_it_takes(known, sentences):
    """No condition is without words, and its words name each of its arguments once."""
    taken = {name: sorted(key for key, _ in each.parameters) for name, each in known.items()}
    assert {name: sorted(placeholders_of(text)) for name, text in sentences.items()} == taken


def test_each_built_in_kind_has_a_sentence_with_its_roles():
    """What no claim makes, such as a person of the registry, has words of its own."""
    said = {kind: sorted(placeholders_of(text)) for kind, text in BUILT_IN_SENTENCES.items()}
    assert said == {kind: sorted(roles) for kind, roles in BUILT_IN.items()}


def test_patterns_are_told_by_the_sentences_of_their_kinds(rule, shipped):
    """Stance, speaker, stage and what is implied are told with the sentence of the kind."""
    (sought, *_) = rule_in_words(rule, shipped.vocabulary)
    assert sought.heading == "It looks for"
    assert [point.sentence for point in sought.points] == [
        (
            "[receipt]: $speaker says that $bearer received $thing, at the stage verdict, "
            "in the claim itself"
        ),
        "[refusal]: it is denied that $bearer met",
        "[hope]: it is believed that $bearer left, about the event $event",
        "[whatever]: something of the kind $kind whose 'what' is $thing is said",
        "[entry]: $bearer is registered as a person, marked as defendant",
        (
            "the saying of [receipt] is over before the saying of [refusal] starts, "
            "whatever the exact dates"
        ),
    ]


def test_conditions_on_what_is_absent_stand_with_it(rule, shipped):
    """A condition that speaks of an absent claim, or of what only it binds, belongs to it."""
    absent = rule_in_words(rule, shipped.vocabulary)[1]
    assert absent.heading == "It keeps silent if the record holds"
    (point,) = absent.points
    assert point.sentence == "[soon]: it is said that $bearer passed on $thing to $next"
    assert point.conditions == (
        (
            "the time from the end of [receipt] to the start of [soon] is at most 30 days "
            "(the setting 'delay')"
        ),
        "$next and $speaker differ",
    )


def test_the_page_of_a_rule_tells_its_settings(rule, shipped):
    """A threshold is shown with what it means and the key of case.yaml that changes it."""
    lines = list(rule_lines(rule_page(rule, shipped.vocabulary)))
    assert lines[0] == "kept-too-long (gap, a sign)"
    assert (
        "Setting delay: how long is long; 30 days unless set; `at-once` in case.yaml changes it."
        in lines
    )


def test_every_rule_can_be_told(shipped):
    """The words of each shipped rule name all its patterns and all that they bind."""
    for rule in shipped.rules:
        told = " ".join(
            f"{point.sentence} {' '.join(point.conditions)}"
            for part in rule_in_words(rule, shipped.vocabulary)
            for point in part.points
        )
        assert "{" not in told, rule.id
        for pattern in (*rule.find, *rule.given, *rule.unless):
            assert f"[{pattern.name}]" in told, rule.id
            for variable in pattern.variables():
                assert f"${variable}" in told, (rule.id, variable)
