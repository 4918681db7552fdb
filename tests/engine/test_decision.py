"""What is decided as a whole: derived claims, context, budgets, and rules that fail."""

from __future__ import annotations

import pytest

from trialcheck.engine import conditions
from trialcheck.measures import read_duration, read_speed
from trialcheck.pipeline import Opened, Request, decided

HEAD = """\
case: A
stages: {hearing: {side: court}, verdict: {side: court}}
people: {ann: {}, ben: {}, cat: {}, dan: {}, eve: {}}
things: {letter: {}}
places: {east: {at: [0, 0]}, west: {at: [0, 1]}}
"""
HANDED_ON = """\
id: handed-on
kind: derived
title: What went from hand to hand went from the first to the last
why: It went on.
find:
  first: {handed: {who: $a, to: $b, what: $x}}
  next: {handed: {who: $b, to: $c, what: $x}}
where:
  - differ: [$a, $c]
derive: {handed: {who: $a, to: $c, what: $x}}
as-of: next
"""
CIRCULATED = """\
id: reached
kind: gap
title: Something reached eve
why: It went on.
find:
  hand: {handed: {who: $a, to: eve, what: $x}}
message: "{a} to eve ({hand.when})"
"""


@pytest.fixture
def chain(story):
    """A letter goes from ann by ben, cat and dan to eve, one step a year, each told in another
    statement.
    """
    steps = zip(("ann", "ben", "cat", "dan"), ("ben", "cat", "dan", "eve"), strict=True)
    return story(
        HEAD,
        {
            f"{who}/step": f"- passed-on: {{who: {who}, to: {to}, what: letter, when: {year}}}"
            for year, (who, to) in enumerate(steps, start=1901)
        },
    )


def test_derived_claims_reach_to_any_depth_with_all_that_they_rest_on(chain, rule_of, decide_text):
    """A chain of four hands gives each longer hand-over, resting on every step, at the time of the
    last.
    """
    decision = decide_text(chain, [rule_of(HANDED_ON), rule_of(CIRCULATED)])
    found = {
        match.values["a"]: [claim.statement.speaker for claim in match.facts[0][1].support]
        for match in decision.matches
    }
    # One finding for each set of claims: the claim behind them is that of the last step.
    assert "dan" in found or "ann" in found
    derived = {
        fact.roles["who"][0]: fact
        for fact in decision.facts
        if fact.derived and fact.roles["to"] == ("eve",)
    }
    assert set(derived) == {"ann", "ben", "cat"}
    speakers = {
        who: {claim.statement.speaker for claim in fact.support} for who, fact in derived.items()
    }
    assert speakers == {"ann": {"ann", "ben", "cat"}, "ben": {"ben", "cat"}, "cat": {"cat"}}
    assert {fact.claim.statement.speaker for fact in derived.values()} == {"dan"}
    assert len({fact.bounds for fact in derived.values()}) == 1


def test_a_derived_claim_of_a_hedged_one_is_hedged(chain, rule_of, decide_text):
    """What follows from something only believed is only possible too."""
    believed = chain.replace("- passed-on: {who: ben", "- believes: {passed-on: {who: ben").replace(
        "when: 1902}", "when: 1902}}"
    )
    facts = decide_text(believed, [rule_of(HANDED_ON)]).facts
    hedged = {
        (fact.roles["who"][0], fact.roles["to"][0]): fact.hedged for fact in facts if fact.derived
    }
    assert hedged["cat", "eve"] is False
    assert hedged["ann", "eve"] is True


def test_a_circle_of_derived_claims_comes_to_an_end(story, rule_of, decide_text):
    """A letter that goes round adds each hand-over once, and no more."""
    people = ("ann", "ben", "cat")
    text = story(
        HEAD,
        {
            f"{who}/step": f"- passed-on: {{who: {who}, to: {to}, what: letter}}"
            for who, to in zip(people, (*people[1:], people[0]), strict=True)
        },
    )
    derived = [fact for fact in decide_text(text, [rule_of(HANDED_ON)]).facts if fact.derived]
    assert {(fact.roles["who"][0], fact.roles["to"][0]) for fact in derived} == {
        ("ann", "cat"),
        ("ben", "ann"),
        ("cat", "ben"),
    } | {(fact.roles["who"][0], fact.roles["to"][0]) for fact in derived}
    assert len(derived) < 20


def test_a_finding_by_a_derived_claim_names_every_statement_that_it_rests_on(
    chain, rule_of, open_book
):
    """The evidence of a finding includes the statements from which a derived claim follows."""
    case = open_book(chain)
    rules = (rule_of(HANDED_ON), rule_of(CIRCULATED))
    result, troubles = decided(Opened(case.casebook, case.vocabulary, rules), Request(()))
    assert troubles == []
    widest = max(result.findings, key=lambda finding: len(finding.statements))
    assert "dan/step" in widest.statements


GIVEN = """\
id: probe
kind: gap
title: A probe
why: It probes.
find:
  claim: {sent: {who: $a, to: $b}}
SECTION:
  other: {OTHER}
CONDITION
message: "{a} and {b}"
"""
CONTEXT = {
    "given, and there": ("given", "told: {who: $a}", "", "told: {who: ann}", [True]),
    "given, and not there": ("given", "told: {who: $a}", "", "told: {who: cat}", []),
    "given, and only believed": (
        "given",
        "told: {who: $a}",
        "",
        "believes: {told: {who: ann}}",
        [True],
    ),
    "given, in some datings": (
        "given",
        "told: {who: $a}",
        "where:\n  - before: [claim, other]",
        "told: {who: ann, when: 1901}",
        [False],
    ),
    "given, in all datings": (
        "given",
        "told: {who: $a}",
        "where:\n  - before: [claim, other]",
        "told: {who: ann, when: 1902}",
        [True],
    ),
    "unless, and not there": ("unless", "told: {who: $a}", "", "told: {who: cat}", [True]),
    "unless, and there": ("unless", "told: {who: [$a, $c]}", "", "told: {who: [ann, cat]}", []),
    "unless, in no dating": (
        "unless",
        "told: {who: $a}",
        "where:\n  - before: [claim, other]",
        "told: {who: ann, when: 1900}",
        [True],
    ),
    "unless, in some datings": (
        "unless",
        "told: {who: $a}",
        "where:\n  - before: [claim, other]",
        "told: {who: ann, when: 1901}",
        [False],
    ),
    "unless, in all datings": (
        "unless",
        "told: {who: $a}",
        "where:\n  - before: [claim, other]",
        "told: {who: ann, when: 1902}",
        [],
    ),
    "unless certainly, in some datings": (
        "unless",
        "told: {who: $a}",
        "where:\n  - certainly: {before: [claim, other]}",
        "told: {who: ann, when: 1901}",
        [True],
    ),
    "unless, on a name that only it binds": (
        "unless",
        "told: {who: $a, whom: $c}",
        "where:\n  - differ: [$b, $c]",
        "told: {who: ann, whom: ben}",
        [True],
    ),
}


@pytest.mark.parametrize("name", CONTEXT)
def test_what_must_or_must_not_be_in_the_record_besides(name, story, rule_of, decide_text):
    """`given` must match somewhere, `unless` nowhere; in only some datings, the finding is only
    possible.
    """
    section, other, condition, claim, expected = CONTEXT[name]
    text = GIVEN.replace("SECTION", section).replace("OTHER", other).replace("CONDITION", condition)
    book = story(
        HEAD,
        {
            "ann/one": "- sent: {who: ann, what: letter, to: ben, when: 1901}",
            "ben/two": f"- {claim}",
        },
    )
    matches = decide_text(book, [rule_of(text)]).matches
    found = [match.certain for match in matches]
    assert found == expected
    assert all([part for part, _ in match.facts] == ["claim"] for match in matches)


MEETING = "- met: {who: [ann, ben], when: 1901}"
PAIRS = """\
id: pairs
kind: shift
title: Pairs
why: Pairs.
find:
  one: {met: {who: $p}}
  two: {met: {who: $p}}
message: "{p}"
"""


def test_matches_of_the_same_claims_are_one(story, rule_of, decide_text):
    """Symmetric ways of matching the same written claims are told once."""
    book = story(HEAD, {"ann/one": MEETING, "ben/two": MEETING})
    found = decide_text(book, [rule_of(PAIRS)]).matches
    names = sorted(tuple(sorted({fact.name for _, fact in match.facts})) for match in found)
    assert names == [("ann/one#1",), ("ann/one#1", "ben/two#1"), ("ben/two#1",)]


def test_a_rule_that_takes_too_many_steps_is_a_trouble(story, rule_of, decide_text):
    """A rule over its budget has no findings, but a trouble; the others have theirs."""
    book = story(HEAD, {f"ann/s{number}": MEETING for number in range(10)})
    small = rule_of(
        PAIRS.replace("id: pairs", "id: small").replace("  two: {met: {who: $p}}\n", "")
    )
    decision = decide_text(book, [rule_of(PAIRS), small], steps=50)
    assert [trouble.rule for trouble in decision.troubles] == ["pairs"]
    assert "more than 50 steps" in decision.troubles[0].why
    assert {match.rule.id for match in decision.matches} == {"small"}


def test_a_derived_rule_over_its_budget_is_a_trouble(chain, rule_of, decide_text):
    """A derived rule that takes too many steps is told, and nothing crashes."""
    decision = decide_text(chain, [rule_of(HANDED_ON), rule_of(CIRCULATED)], steps=4)
    assert "handed-on" in [trouble.rule for trouble in decision.troubles]


def test_a_rule_that_fails_is_a_trouble_and_no_finding(
    monkeypatch, story, rule_of, open_book, decide_text
):
    """A fault while a rule runs is told with the rule; the other rules are carried through."""

    def fail(scene, arguments):
        raise ZeroDivisionError("no such thing")

    monkeypatch.setitem(conditions.CONDITIONS, "differ", fail)
    failing = rule_of(
        PAIRS.replace("id: pairs", "id: failing")
        .replace("two: {met: {who: $p}}", "two: {met: {who: $q}}")
        .replace("message:", "where:\n  - differ: [$p, $q]\nmessage:")
    )
    book = story(HEAD, {"ann/one": MEETING})
    decision = decide_text(book, [failing, rule_of(PAIRS)])
    assert [
        (trouble.rule, "ZeroDivisionError" in trouble.why) for trouble in decision.troubles
    ] == [("failing", True)]
    assert {match.rule.id for match in decision.matches} == {"pairs"}
    case = open_book(book)
    _, troubles = decided(Opened(case.casebook, case.vocabulary, (failing,)), Request(()))
    assert ["could not be carried through" in trouble.message for trouble in troubles] == [True]


def test_settings_in_force(story, rule_of, decide_text, open_book):
    """The user's setting of a rule comes before the user's for any rule, the casebook's, and the
    rule's own.
    """
    from trialcheck.engine.decision import amounts_of

    rule = rule_of(
        "id: probe\nkind: gap\ntitle: A probe\nwhy: It probes.\n"
        "settings:\n  fastest: {is: speed, default: 100 km/h, casebook: top-speed}\n"
        "  soon: {is: duration, default: 3 days, casebook: at-once}\n"
        "  pages: {is: number, default: 5}\n"
        "find:\n  claim: {met: {who: $p}}\nmessage: A probe\n"
    )
    plain = open_book(HEAD).casebook
    own = open_book(HEAD + "top-speed: 50 km/h\nat-once: 1 day\n").casebook
    fast, faster = read_speed("300 km/h"), read_speed("400 km/h")
    assert amounts_of(rule, plain, {})["fastest"] == read_speed("100 km/h")
    assert amounts_of(rule, plain, {})["pages"] == 5
    assert amounts_of(rule, own, {})["fastest"] == read_speed("50 km/h")
    assert amounts_of(rule, own, {})["soon"] == read_duration("1 day")
    assert amounts_of(rule, own, {("", "fastest"): fast})["fastest"] == fast
    both = {("", "fastest"): fast, ("probe", "fastest"): faster, ("other", "fastest"): fast}
    assert amounts_of(rule, own, both)["fastest"] == faster


def test_a_finding_names_what_a_tie_brings_in_only_if_it_is_needed(story, findings_of):
    """A tie to a third claim is evidence where the own dates would not do, and
    not where they do.
    """
    noon = '"1901-05-01T12:00/1901-05-01T13:00"'
    head = HEAD.replace("{east: {at: [0, 0]}", "{east: {at: [0, 90]}")
    text = story(
        head,
        {
            "ann/here": "- was-at: {who: eve, where: east, when: DATE}",
            "ben/there": f"- was-at: {{who: eve, where: west, when: {noon}}}",
            "cat/third": '- {arrived: {who: dan, when: "1901-05-01T12:30"}, id: noon}',
        },
    )
    rule = "one-place-at-a-time"
    (tied,) = findings_of(text.replace("DATE", "{same-time-as: noon}"), rule)
    assert tied.statements == ("ann/here", "ben/there", "cat/third")
    own = '{during: noon, on: "1901-05-01T12:30"}'
    (dated,) = findings_of(text.replace("DATE", own), rule)
    assert dated.statements == ("ann/here", "ben/there")
