"""What is wrong with a claim is said with its place and how to mend it."""

from __future__ import annotations

import pytest

RECEIPT = "{received: {who: ben, what: letter}, id: receipt}"

PROBLEMS = {
    "a kind of a near name": (
        "⟦mett: {who: [ann, ben]}",
        "unknown kind of claim 'mett'",
        "did you mean 'met'?",
    ),
    "a kind of no near name": (
        "⟦danced-with: {who: [ann, ben]}",
        "unknown kind of claim 'danced-with'",
        "docs/casebook-format.md",
    ),
    "a stance of a near name": (
        "⟦denys: {met: {who: [ann, ben]}}",
        "unknown kind of claim 'denys'",
        "did you mean 'denies'?",
    ),
    "a kind inside a stance": (
        "denies: {⟦mett: {who: [ann, ben]}}",
        "unknown kind of claim 'mett'",
        "did you mean 'met'?",
    ),
    "two kinds in one claim": (
        "{met: {who: [ann, ben]}, ⟦jailed: {who: ann}}",
        "one claim cannot be both met and jailed",
        "begin a new claim with a dash",
    ),
    "a stance beside a kind": (
        "{met: {who: [ann, ben]}, ⟦denies: {met: {who: [ann, cat]}}}",
        "one claim cannot be both met and denies",
        "begin a new claim with a dash",
    ),
    "no kind at all": ("⟦{when: 1901}", "a claim names no kind", "- met: {who: [ann, ben]}"),
    "a stance that holds nothing": (
        "denies: ⟦{when: 1901}",
        "a claim names no kind",
        "- met: {who: [ann, ben]}",
    ),
    "text where a claim is needed": (
        "⟦they met",
        "a claim must be a mapping",
        "for instance  - met:",
    ),
    "a list where a claim is needed": ("⟦[met]", "a claim must be a mapping", ""),
    "text where roles are needed": (
        "jailed: ⟦ann",
        "jailed must be a mapping of keys to values, not a text",
        "",
    ),
    "a role of a near name": (
        "{met: {who: [ann, ben], ⟦were: inn}}",
        "unknown key 'were' in 'met'",
        "did you mean 'where'?",
    ),
    "a role of another kind": (
        "{jailed: {who: ann, ⟦position: lamp}}",
        "unknown key 'position' in 'jailed'",
        "expected one of: ",
    ),
    "a person of a near name": (
        "jailed: {who: ⟦benn}",
        "unknown person 'benn'",
        "did you mean 'ben'?",
    ),
    "a person of no near name": (
        "jailed: {who: [ann, ⟦zachary]}",
        "unknown person 'zachary'",
        "register the person in case.yaml",
    ),
    "a place": ("was-at: {who: ann, where: ⟦innn}", "unknown place 'innn'", "did you mean 'inn'?"),
    "a place where a person is needed": ("jailed: {who: ⟦inn}", "unknown person 'inn'", ""),
    "a thing": ("state: {of: ⟦leter, is: sealed}", "unknown thing 'leter'", "'letter'?"),
    "a thing or event": (
        "received: {who: ann, what: ⟦leter}",
        "unknown thing or topic or event 'leter'",
        "'letter'?",
    ),
    "a topic": (
        "held: {who: ann, topic: ⟦cuase, position: lamp}",
        "unknown topic 'cuase'",
        "did you mean 'cause'?",
    ),
    "a position": (
        "held: {who: ann, topic: cause, position: ⟦lamb}",
        "'lamb' is not among the positions of cause",
        "did you mean 'lamp'?",
    ),
    "a position of no near name": (
        "held: {who: ann, topic: cause, position: ⟦lightning}",
        "'lightning' is not among the positions of cause",
        "expected one of: lamp, arson",
    ),
    "a state": (
        "state: {of: letter, is: ⟦opend}",
        "'opend' is not among the states of letter",
        "did you mean 'opened'?",
    ),
    "a stage": (
        "exhibited: {what: letter, stage: ⟦hering}",
        "unknown stage 'hering'",
        "did you mean 'hearing'?",
    ),
    "a number in words": (
        "met: {who: [ann, ben], times: ⟦thrice}",
        "times must be a whole number, not 'thrice'",
        "",
    ),
    "a needed role that is missing": (
        "was-at: ⟦{who: ann}",
        "'was-at' needs where",
        "add where: ...",
    ),
    "a meeting of one": ("met: {who: ⟦ann}", "'met' needs at least 2 in who", "who: [ann, ben]"),
    "a person twice": ("jailed: {who: [ann, ⟦ann]}", "'ann' stands twice in who", ""),
    "two values where one is meant": (
        "was-at: {who: ann, where: ⟦[inn, quay]}",
        "where of 'was-at' takes one value, not 2",
        "make it two claims",
    ),
    "a mapping where a value is needed": (
        "jailed: {who: ⟦{name: ann}}",
        "who must be a text or a list of texts, not a mapping",
        "",
    ),
    "a list in a list": ("jailed: {who: [⟦[ann]]}", "who must be text, not a list", ""),
    "an empty value": ("jailed: {who: ann, where: ⟦''}", "where is empty", "write where"),
    "a stance inside a denial": (
        "denies: ⟦{believes: {jailed: {who: ann}}}",
        "a denial must hold the claim itself",
        "put the other stance outside of denies",
    ),
    "hearsay of a stranger": (
        "heard: {from: ⟦benn, jailed: {who: ann}}",
        "unknown person 'benn'",
        "did you mean 'ben'?",
    ),
    "a date that is none": ("jailed: {who: ann, when: ⟦someday}", "when: ", ""),
    "a date in two orders": (
        "jailed: {who: ann, when: ⟦3/4/1933}",
        "(1933-03-04) or 3 April 1933",
        "",
    ),
    "a date of a timeless kind": (
        "content: {of: letter, topic: cause, position: lamp, when: ⟦1901}",
        "'content' takes no when",
        "said:",
    ),
    "a date given twice": (
        "{jailed: {who: ann, ⟦when: 1901}, when: 1902}",
        "'when' is given twice in one claim",
        "",
    ),
    "a key of dates": (
        "jailed: {who: ann, when: {⟦afer: talk}}",
        "unknown key 'afer' in when",
        "did you mean 'after'?",
    ),
    "a length that is none": (
        "jailed: {who: ann, for-at-most: ⟦a while}",
        "for-at-most: ",
        "days",
    ),
    "a length of an occasion": (
        "arrived: {who: ann, for-at-least: ⟦3 days}",
        "'arrived' happens at one moment",
        "",
    ),
    "a calendar": (
        "jailed: {who: ann, when: 1901, calendar: ⟦julien}",
        "unknown calendar 'julien'",
        "did you mean 'julian'?",
    ),
    "only a role that there is not": (
        "{jailed: {who: ann}, only: ⟦whom}",
        "unknown role 'whom'",
        "did you mean 'who'?",
    ),
    "an id of another form": (
        "{jailed: {who: ann}, id: ⟦The Arrest}",
        "the id of a claim must be lower-case words joined by hyphens, not 'The Arrest'",
        "for instance 'the-arrest'",
    ),
    "an id that is a number": (
        "{jailed: {who: ann}, id: ⟦7}",
        "a claim's id must not be a mere number",
        "numbers stand for places",
    ),
    "an event of another form": (
        "{jailed: {who: ann}, event: ⟦The Fire}",
        "event must be lower-case words joined by hyphens",
        "for instance 'the-fire'",
    ),
    "a note that is a list": ("{jailed: {who: ann}, note: ⟦[a]}", "note must be text", ""),
}


@pytest.mark.parametrize("name", PROBLEMS)
def test_a_faulty_claim_is_one_problem_at_its_place(name, with_claims, check_problem):
    """Each fault is one problem, with the very line and column, and the way to mend it."""
    claim, message, help_text = PROBLEMS[name]
    check_problem(with_claims(claim), message, help_text)


TIES = {
    "to a claim of a near name": ("{after: ⟦reciept}", "unknown claim 'reciept'", "'receipt'?"),
    "to a claim of no near name": (
        "{after: ⟦the-coronation}",
        "unknown claim 'the-coronation'",
        "give the other claim an id",
    ),
    "to a claim of another statement": (
        "{before: ⟦ben/nothing#one}",
        "unknown claim 'ben/nothing#one'",
        "",
    ),
    "to a place past the last": ("{after: ⟦ann/talk#9}", "unknown claim 'ann/talk#9'", ""),
    "to itself": ("{after: ⟦ann/talk#1}", "ann/talk#1 is tied to itself", "another claim"),
    "to a statement of several claims": (
        "{after: ⟦ann/talk}",
        "'ann/talk' may be any of: ann/talk#1, ann/talk#receipt",
        "write the full name",
    ),
    "to nothing": ("⟦{}", "when ties the claim to nothing", "after: receipt"),
    "within without an order": (
        "⟦{during: receipt, within: 3 days}",
        "within and at-least need after or before",
        "{after: receipt, within: 3 days}",
    ),
    "on a date that is none": ("{after: receipt, on: ⟦someday}", "on: ", ""),
    "within a length that is none": ("{after: receipt, within: ⟦soon}", "within: ", "days"),
}


@pytest.mark.parametrize("name", TIES)
def test_a_faulty_tie_is_one_problem_at_its_place(name, with_claims, check_problem):
    """Each fault of a tie is told with the place of what is wrong in it."""
    when, message, help_text = TIES[name]
    check_problem(with_claims(f"jailed: {{who: ann, when: {when}}}", RECEIPT), message, help_text)


def test_a_tie_to_nothing_tells_both_faults(with_claims, problems_of):
    """`within` alone ties to nothing, and has no order."""
    found = problems_of(with_claims("jailed: {who: ann, when: {within: 3 days}}"))
    assert {problem.message for problem in found} == {
        "when ties the claim to nothing",
        "within and at-least need after or before",
    }


def test_an_id_in_two_statements_is_ambiguous(head, story, check_problem):
    """A short reference that several statements of others could answer is a problem that lists
    them.
    """
    files = story(
        head,
        {
            "ann/talk": "- {jailed: {who: ann, when: {after: ⟦receipt}}}",
            "ben/one": "- {received: {who: ben, what: letter}, id: receipt}",
            "cat/two": "- {received: {who: ben, what: letter}, id: receipt}",
        },
    )
    check_problem(files, "'receipt' may be any of: ben/one#receipt, cat/two#receipt", "full name")


def test_a_claim_id_stands_once_in_a_statement(with_claims, check_problem):
    """The second claim of the same id is a problem."""
    claims = "{jailed: {who: ann}, id: stay}", "{jailed: {who: ben}, id: ⟦stay}"
    check_problem(with_claims(*claims), "the claim id 'stay' stands twice in ann/talk")


def test_without_registered_events_any_event_may_be_used(with_claims, claims_of):
    """An event that a claim uses needs no registration, and `what` can name it."""
    claims = "{jailed: {who: ann}, event: the-fire}", "told: {who: ann, what: the-fire}"
    assert claims_of(with_claims(*claims))["ann/talk#2"].roles["what"] == ("the-fire",)


def test_an_event_that_no_claim_uses_is_unknown(with_claims, check_problem):
    """Where a claim names neither a thing nor a topic nor an event used
    anywhere, it is a problem.
    """
    claims = "{jailed: {who: ann}, event: the-fire}", "told: {who: ann, what: ⟦the-fira}"
    check_problem(with_claims(*claims), "unknown thing or topic or event 'the-fira'", "'the-fire'?")


def test_registered_events_are_the_only_ones(head, with_claims, check_problem):
    """Once `case.yaml` lists events, an event of another name is a problem."""
    listed = head + "events:\n  the-fire: {name: the fire}\n"
    files = with_claims("{jailed: {who: ann}, event: ⟦the-fira}", head=listed)
    check_problem(files, "unknown event 'the-fira'", "did you mean 'the-fire'?")


def test_registered_events_can_be_told_of(head, with_claims, claims_of, check_problem):
    """`what` may name a registered event, and no other."""
    listed = head + "events:\n  the-fire: {name: the fire}\n"
    good = with_claims("told: {who: ann, what: the-fire}", head=listed)
    assert claims_of(good)["ann/talk#1"].roles["what"] == ("the-fire",)
    bad = with_claims("told: {who: ann, what: ⟦the-fira}", head=listed)
    check_problem(bad, "unknown thing or topic or event 'the-fira'", "did you mean 'the-fire'?")


def test_a_denial_needs_no_role(claim_of):
    """A role left out of a denial denies for all values, so none is needed."""
    claim = claim_of("denies: {was-at: {who: ann}}")
    assert claim.denied
    assert claim.roles == {"who": ("ann",)}


def test_a_position_without_its_topic_is_told_once(with_claims, check_problem):
    """A missing topic is the one problem; the position is not blamed too."""
    check_problem(with_claims("held: ⟦{who: ann, position: lamp}"), "'held' needs topic")
