"""Casebooks get the conflicts that an independent judge finds: all of them, and no others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest
from tests.consistency.casebooks import (
    bad_dating,
    bad_narrowing,
    disagreement,
    law_findings,
    left_of,
    pinned,
    stories,
)
from tests.consistency.oracle import Judge
from tests.consistency.oracle_facts import kilometres
from tests.consistency.stories import Claim, Day, Statement, Story, day, minute_of

FOR = "held: {who: ann, topic: war, position: for"
AGAINST = "held: {who: ann, topic: war, position: against"
WHOLE = "state: {of: seal, is: whole"
BROKEN = "state: {of: seal, is: broken"
LOST = "state: {of: seal, is: lost"
ARRIVED = "arrived: {who: carl, where: port"
LETTER = "{who: ben, what: letter, from: ann"


def casebook(
    statements: Mapping[str, str | Sequence[str]], story: Story | None = None
) -> dict[str, str]:
    """The files of a casebook with the claims of each `speaker/statement`."""
    files = (story or Story(())).files()
    for name, content in statements.items():
        speaker, _, statement = name.partition("/")
        claims = [content] if isinstance(content, str) else content
        text = files.setdefault(f"{speaker}.yaml", f"speaker: {speaker}\nstatements:\n")
        lines = [f"  - id: {statement}", "    claims:", *(f"      - {{{each}}}" for each in claims)]
        files[f"{speaker}.yaml"] = text + "\n".join([*lines, ""])
    return files


def conflicts(
    statements: Mapping[str, str | Sequence[str]], story: Story | None = None
) -> list[list[str]]:
    """The statements of each finding against a law, sorted."""
    return sorted(list(each.statements) for each in law_findings(casebook(statements, story)))


@pytest.mark.parametrize("seed", range(10))
def test_random_casebooks_get_the_conflicts_of_the_judge(seed):
    """What is reported clashes and is minimal, and all minimal conflicts are reported."""
    clashing = 0
    for story in stories(15, seed):
        found = disagreement(story)
        assert found is None, str(found)
        clashing += bool(Judge(story).conflicts())
    assert 0 < clashing < 15


def test_what_fits_in_exactly_one_way_is_silent():
    """Nothing is found in a story whose claims are dated to the minute by a dating of all."""
    exact = [found for story in stories(60, 100) if (found := pinned(story)) is not None]
    assert len(exact) > 10
    for story in exact:
        assert law_findings(story.files()) == [], story.text()


@pytest.mark.parametrize("seed", range(200, 203))
def test_the_dating_of_a_consistent_casebook_obeys_the_judge(seed):
    """The times given to the claims of a story that fits obey every law, tie and date."""
    dated = 0
    for story in stories(30, seed):
        found = next(bad_dating(story), None)
        assert found is None, str(found)
        dated += not Judge(story).conflicts()
    assert dated > 5


@pytest.mark.parametrize("seed", range(300, 302))
def test_narrowed_dates_are_those_that_the_judge_leaves(seed):
    """The first and the last moment left to a start or an end are exactly those of all datings."""
    narrowed = 0
    for story in stories(60, seed):
        found = next(bad_narrowing(story), None)
        assert found is None, str(found)
        if not Judge(story).conflicts():
            narrowed += len(left_of(story))
    assert narrowed > 10


def test_the_dating_of_claims_without_dates():
    """Claims that have no date are dated so that they obey the laws, or are left undated."""
    led = Claim("x", "led", (("who", ("carl",)), ("what", ("league",))))
    also = Claim("x", "led", (("who", ("ben",)), ("what", ("league",))))
    roles = (("who", ("ann",)), ("from", ("north",)), ("to", ("capital",)))
    story = Story(
        (
            Statement("clerk", "a", (led,)),
            Statement("judge", "b", (also,)),
            Statement("guest", "c", (Claim("x", "travelled", roles),)),
        )
    )
    assert law_findings(story.files()) == []
    assert next(bad_dating(story), None) is None


def test_the_judge_knows_a_clash_when_it_sees_one():
    """The judge itself finds distances, and the minutes between dates, that are known."""
    assert kilometres("capital", "north") == pytest.approx(524.0, abs=2.0)
    assert kilometres("inn", "port") == 0.0
    assert minute_of(1931, 3, 2) - minute_of(1931, 3, 1) == 1440
    assert day(1) == Day("1931-03-01", minute_of(1931, 3, 1), minute_of(1931, 3, 2) - 1)


CONFLICTS = {
    "a length and a date, tied to what else is in the record": (
        {
            "guest/lost": "id: x, state: {of: seal, is: lost, when: '1931-03-01T12:00/..'}",
            "judge/whole": f"id: x, {WHOLE}, when: 1931-03/1931-03, for-at-least: 60 hours}}",
            "guest/early": "id: x, state: {of: seal, is: lost, for-at-most: 72 hours, "
            "when: {on: 1931-02, before: judge/whole#x, at-least: 24 hours, within: 30 hours}}",
            "judge/broken": "state: {of: seal, is: broken}",
        },
        [["guest/early", "judge/whole"], ["guest/lost", "judge/whole"]],
    ),
    "a chain of ties, whose last claim has a date that the chain forbids": (
        {
            "judge/lost": "id: x, state: {of: seal, is: lost, when: 1931-03-01/}",
            "guest/later": (
                f"id: x, {BROKEN}, when: {{after: judge/lost#x, within: 48 hours}}}}",
                f"id: y, {BROKEN}, when: {{after: guest/later#x, within: 30 hours}}}}",
            ),
            "clerk/last": f"{BROKEN}, when: {{on: 1931-02~, after: guest/later#y}}}}",
        },
        [["guest/later", "judge/lost"]],
    ),
    "a tie that a conflict does not need is not named": (
        {
            "judge/whole": "id: x, state: {of: seal, is: whole, when: 1931-03-05}",
            "guest/whole-later": f"{WHOLE}, when: {{after: judge/whole#x, at-least: 24 hours}}}}",
            "guest/broken": "state: {of: seal, is: broken, when: 1931-03-04}",
        },
        [["guest/broken", "judge/whole"]],
    ),
    "a claim at odds with its own statement, tied to by another": (
        {
            "guest/alone": (
                "id: x, state: {of: seal, is: broken, when: 1931-03-03}",
                f"id: y, {LOST}, when: {{before: guest/alone#x}}, for-at-least: 60 hours}}",
            ),
            "judge/other": "was-at: {who: ben, where: north, "
            "when: {on: /1931-03-05T10:00, after: guest/alone#x}}",
        },
        [["guest/alone"]],
    ),
    "an order that a tie makes sure, though a smaller conflict needs it without that tie": (
        {
            "judge/a": f"id: x, {FOR}, when: {{after: guest/c#x}}}}",
            "judge/b": f"id: x, {AGAINST}, when: 1931-03-01/1931-03-02}}",
            "judge/e": (
                "sent: {who: ann, what: letter, to: ben, when: {during: judge/a#x}}",
                f"received: {LETTER}, when: {{during: judge/b#x}}}}",
                "id: m, met: {who: [ann, carl], when: {during: judge/a#x}}",
                "met: {who: [ann, carl], when: {during: judge/b#x, before: judge/e#m}}",
            ),
            "guest/c": "id: x, was-at: {who: carl, where: port, when: 1931-03-05}",
        },
        [["judge/a", "judge/b", "judge/e"]],
    ),
    "a choice of dates, both ruled out by a tie": (
        {
            "judge/choice": f"id: x, {FOR}, when: '[1931-03-03,1931-03-05]'}}",
            "clerk/noon": f"{FOR}, for-at-most: 1 minute, "
            "when: {on: 1931-03-04T12:00, same-time-as: judge/choice#x}}",
        },
        [["clerk/noon", "judge/choice"]],
    ),
    "a use longer than the thing existed": (
        {
            "judge/short": "existed: {what: north, for-at-most: 72 hours}",
            "clerk/long": f"id: x, {AGAINST}, when: 1931-03-05/1931-04}}",
            "judge/use": "was-at: {who: ben, where: north, when: {same-time-as: clerk/long#x}}",
        },
        [["clerk/long", "judge/short", "judge/use"]],
    ),
    "three visits that fit pairwise, but not all in one day": (
        {
            "judge/a": "was-at: {who: ann, where: north, when: 1931-03-01T00:00/1931-03-01T08:00}",
            "clerk/b": "was-at: {who: ann, where: port, for-at-least: 12 hours, "
            "when: {during: guest/day#x}}",
            "guest/day": "id: x, was-at: {who: ben, where: port, "
            "when: 1931-03-01T00:00/1931-03-01T23:59}",
            "guest/c": "arrived: {who: ann, where: north, when: 1931-03-01T18:00}",
        },
        [["clerk/b", "guest/c", "guest/day", "judge/a"]],
    ),
}


@pytest.mark.parametrize("name", CONFLICTS)
def test_conflicts_that_were_once_missed_or_too_large(name):
    """Each of these casebooks has these conflicts and no others."""
    statements, expected = CONFLICTS[name]
    assert conflicts(statements) == expected


def test_a_receipt_at_a_time_for_which_all_receipt_is_denied():
    """What is implied before a claim is held against denials, though nobody says when it was."""
    passed = "passed-on: {who: ben, what: parcel, from: ann, to: carl"
    statements = {
        "clerk/when": f"id: x, {FOR}, when: 1931-03-01T20:00}}",
        "judge/never": "denies: {received: {who: ben, what: parcel, when: ../1931-03-05}}",
        "guest/passed": f"{passed}, when: {{before: clerk/when#x}}}}",
    }
    assert conflicts(statements) == [["clerk/when", "guest/passed", "judge/never"]]
    assert conflicts({**statements, "clerk/when": f"id: x, {FOR}, when: 1931-03-06}}"}) == []


def test_occasions_of_one_event_share_a_moment():
    """Two occasions of one event clash if their dates share none, in one statement as in two."""
    met = "met: {who: [ann, ben], where: port, when: 1931-03-04T08:00, event: parting}"
    arrived = "arrived: {who: ben, where: port, when: 1931-03-04T09:00, event: parting}"
    assert conflicts({"judge/one": (met, arrived)}) == [["judge/one"]]
    assert conflicts({"judge/one": met, "clerk/two": arrived}) == [["clerk/two", "judge/one"]]
    same = arrived.replace("09:00", "08:00")
    assert conflicts({"judge/one": (met, same)}) == []


HEDGES = {
    "a doubtful date": "id: x, was-at: {who: carl, where: port, when: '1931-03-05?'}",
    "a belief": "id: x, believes: {was-at: {who: carl, where: port, when: 1931-03-05}}",
    "a denial": "id: x, denies: {was-at: {who: carl, where: port, when: 1931-03-05}}",
}


@pytest.mark.parametrize("hedge", HEDGES)
def test_what_nobody_plainly_asserts_dates_nothing_for_certain(hedge):
    """A tie to a claim that is doubtful, believed or denied makes no certain conflict."""
    statements = {
        "judge/met": "met: {who: [ann, ben], when: {on: 1931-03-01, after: guest/hedge#x}}",
        "guest/hedge": HEDGES[hedge],
    }
    assert conflicts(statements) == []
    plain = {**statements, "guest/hedge": HEDGES["a doubtful date"].replace("?", "")}
    assert conflicts(plain) == [["guest/hedge", "judge/met"]]


def test_a_denial_dated_by_a_tie_names_what_it_is_tied_to():
    """A denial `during` something covers that span only on the word of whoever dates it."""
    statements = {
        "judge/never": "denies: {met: {who: [ann, ben], when: {during: guest/span#x}}}",
        "clerk/met": "met: {who: [ann, ben], when: 1931-03-03T12:00}",
        "guest/span": "id: x, was-at: {who: carl, where: port, when: 1931-03-02/1931-03-05}",
    }
    assert conflicts(statements) == [["clerk/met", "guest/span", "judge/never"]]
    del statements["guest/span"]
    statements["judge/never"] = "denies: {met: {who: [ann, ben], when: 1931-03-02/1931-03-05}}"
    assert conflicts(statements) == [["clerk/met", "judge/never"]]


def test_a_meeting_in_a_span_in_which_it_is_denied():
    """Whenever the span was, a meeting during it clashes with a denial of any meeting during it."""
    statements = {
        "judge/never": "denies: {met: {who: [ann, ben], when: {during: guest/span#x}}}",
        "clerk/met": "met: {who: [ann, ben], when: {during: guest/span#x}}",
        "guest/span": "id: x, was-at: {who: carl, where: port, when: 1931-03}",
    }
    assert conflicts(statements) == [["clerk/met", "guest/span", "judge/never"]]


@pytest.mark.parametrize(("minute", "expected"), [(37, []), (36, [["clerk/there", "judge/here"]])])
def test_a_journey_to_the_minute(minute, expected):
    """The journey from the capital to the north takes 2 h 37 min at top speed, and no more."""
    statements = {
        "judge/here": "was-at: {who: ann, where: capital, when: 1931-03-01T00:00/1931-03-01T08:00}",
        "clerk/there": f"arrived: {{who: ann, where: north, when: 1931-03-01T10:{minute}}}",
    }
    assert conflicts(statements) == expected


@pytest.mark.parametrize(
    ("within", "expected"), [(48, []), (47, [["clerk/b", "guest/c", "judge/a"]])]
)
def test_a_chain_that_fits_in_exactly_one_way(within, expected):
    """Ties that leave one minute for each claim are silent; an hour less, and all clash."""
    statements = {
        "judge/a": "id: x, arrived: {who: ann, where: port, when: 1931-03-01T12:00}",
        "clerk/b": "id: x, arrived: {who: ben, where: port, "
        "when: {after: judge/a#x, at-least: 24 hours}}",
        "guest/c": (
            f"id: x, {ARRIVED}, when: {{after: clerk/b#x, at-least: 24 hours}}}}",
            f"id: y, {ARRIVED}, when: {{after: judge/a#x, within: {within} hours}}}}",
            "arrived: {who: carl, where: port, when: {same-time-as: [guest/c#x, guest/c#y]}}",
        ),
    }
    assert conflicts(statements) == expected
