"""Casebooks about further topics, or dated in other manners, compared with the judge."""

from __future__ import annotations

import pytest
from tests.consistency.casebooks import (
    bad_dating,
    bad_narrowing,
    disagreement,
    law_findings,
    stories,
)
from tests.consistency.oracle import Judge
from tests.consistency.stories import Story, day, hour_of, month
from tests.consistency.test_casebooks import casebook, conflicts
from tests.consistency.wide_teller import julian_day

GIVEN = [
    ("content", "rival", "only"),
    ("parcel", "relation", "ruin"),
    ("home", "region"),
    ("edtf",),
    ("julian",),
    ("zones",),
    ("zones", "region", "rival"),
    ("edtf", "region", "only"),
]
CALLED = "arrived: {who: ann, where: inn"
ALSO = "arrived: {who: ben, where: inn"
HANDED = "passed-on: {who: ben, what: parcel, to: carl, from: ann"
CAME = "received: {who: ben, what: parcel, from: ann"


@pytest.mark.parametrize("topics", GIVEN, ids=" ".join)
def test_casebooks_get_the_conflicts_and_dates_of_the_judge(topics):
    """The conflicts are those of the judge; a dating, and narrowed dates, are allowed by it."""
    clashing = 0
    for story in stories(20, 1, topics):
        found = disagreement(story) or next(bad_dating(story), None)
        found = found or next(bad_narrowing(story), None)
        assert found is None, str(found)
        clashing += bool(Judge(story).conflicts())
    assert 0 < clashing < 20


def test_the_teller_writes_julian_dates():
    """A day is written thirteen days earlier; a month keeps its name and comes later."""
    assert julian_day(day(1)).text == "1931-02-16"
    assert julian_day(day(14, about=True)).text == "1931-03-01~"
    assert julian_day(hour_of(15, 8)).text == "1931-03-02T08:00"
    assert julian_day(hour_of(15, 8)).lo == hour_of(15, 8).lo
    assert julian_day(month(3)).text == "1931-03"
    assert julian_day(month(3)).lo == day(14).lo


def test_a_certain_finding_is_not_hidden_by_a_possible_one():
    """What is believed and plainly said in one statement is told as what is plainly said."""
    content = "content: {of: letter, topic: war, position: "
    statements = {
        "clerk/one": f"id: x, {content}for}}",
        "clerk/two": (f"id: a, believes: {{{content}against}}}}", f"id: b, {content}against}}"),
        "judge/two": (f"id: b, {content}against}}", f"id: a, believes: {{{content}against}}}}"),
    }
    assert conflicts(statements) == [["clerk/one", "clerk/two"], ["clerk/one", "judge/two"]]
    for finding in law_findings(casebook(statements)):
        assert {each.claim[-2:] for each in finding.evidence} == {"#x", "#b"}


ALONE = {
    "within the time of what it is tied to": (
        "1931-03-03", "1931-03-02/1931-03-05", [["clerk/ann", "guest/stay", "judge/ben"]],
    ),
    "outside it": ("1931-03-07", "1931-03-02/1931-03-05", []),
    "at its edge": ("1931-03-02", "1931-03-02/1931-03-05", []),
    "while it is not dated": ("1931-03-03", "", []),
}  # fmt: skip


@pytest.mark.parametrize("name", ALONE)
def test_who_came_alone_during_something(name):
    """`only` with a tie leaves no room for others as long as that lasts, and no longer."""
    date, stay, expected = ALONE[name]
    when = f", when: {stay}" if stay else ""
    statements = {
        "guest/stay": f"id: x, was-at: {{who: carl, where: port{when}}}",
        "clerk/ann": f"{CALLED}, only: who, when: {{during: guest/stay#x}}}}",
        "judge/ben": f"{ALSO}, when: {date}}}",
    }
    assert conflicts(statements) == expected


def test_who_came_alone_at_the_moment_of_an_event():
    """That an event was when another claim was does not tell when somebody came alone."""
    statements = {
        "guest/also": f"{ALSO}, event: parting}}",
        "judge/seal": "id: x, did: {who: ben, what: seal, event: parting}",
        "clerk/ann": f"{CALLED}, only: who, when: {{during: judge/seal#x}}}}",
    }
    assert conflicts(statements) == [["clerk/ann", "guest/also", "judge/seal"]]


def test_who_came_alone_on_a_day_that_a_tie_confirms():
    """Of two statements of `only`, one tied and one for all time, the latter clashes by itself."""
    statements = {
        "guest/stay": "id: x, was-at: {who: carl, where: port, when: 1931-03-02}",
        "clerk/ann": f"{CALLED}, only: who, when: {{during: guest/stay#x}}}}",
        "judge/ben": f"{ALSO}, only: who}}",
    }
    assert conflicts(statements) == [["clerk/ann", "judge/ben"]]


def test_being_alone_for_some_while():
    """Who was alone in a place for some while of a day was perhaps not alone there all day."""
    statements = {
        "clerk/a": "id: x, was-at: {who: ann, where: inn, when: 1931-03-03}, only: who",
        "guest/b": "was-at: {who: ann, where: inn, when: {during: judge/c#x}}, only: who",
        "judge/c": "id: x, was-at: {who: ben, where: inn, when: 1931-03-03T12:00/1931-03-03T13:00}",
    }
    assert conflicts(statements) == []


@pytest.mark.parametrize(
    ("role", "claim", "clashes"),
    [
        ("who", "was-at: {who: ben, where: cellar", True),
        ("who", "was-at: {who: ben, where: coast", False),
        ("where", "was-at: {who: ann, where: cellar", False),
        ("where", "was-at: {who: ann, where: port", False),
        ("where", "was-at: {who: ann, where: north", True),
    ],
)
def test_being_alone_in_a_place_or_in_one_place_alone(role, claim, clashes):
    """Who is alone in a place is so in all of it; who is there alone is in all around it, too."""
    statements = {
        "clerk/a": f"was-at: {{who: ann, where: inn, when: 1931-03-01/1931-03-05}}, only: {role}",
        "judge/b": f"{claim}, when: 1931-03-03T12:00/1931-03-03T13:00}}",
    }
    found = {finding.rule: finding.statements for finding in law_findings(casebook(statements))}
    assert found.get("another-than-the-only") == (("clerk/a", "judge/b") if clashes else None)


@pytest.mark.parametrize(("date", "clashes"), [("1931-03-03", True), ("1931-03-02", False)])
def test_a_denial_of_two_days_during_something(date, clashes):
    """A denial of each of several days that a tie confirms covers each of them."""
    statements = {
        "judge/never": "denies: {met: {who: [ann, ben], "
        "when: {on: '{1931-03-01,1931-03-03}', during: guest/span#x}}}",
        "clerk/met": f"met: {{who: [ann, ben], when: {date}}}",
        "guest/span": "id: x, was-at: {who: carl, where: port, when: 1931-02/1931-04}",
    }
    clash = [["clerk/met", "guest/span", "judge/never"]] if clashes else []
    assert conflicts(statements) == clash


def test_what_is_passed_on_does_not_explain_itself():
    """That it came from the giver before it was passed on is no other way for it to come."""
    statements = {
        "clerk/came": f"{CAME}, when: 1931-03-05}}",
        "judge/handed": f"{HANDED}, when: 1931-03-02}}",
    }
    assert conflicts(statements) == [["clerk/came", "judge/handed"]]
    statements["guest/before"] = f"{CAME}, when: 1931-03-01}}"
    assert conflicts(statements) == []


ZONES = (("capital", "Europe/Berlin"), ("north", "Asia/Tokyo"))  # eight hours apart in 1931
ZONED = Story((), zones=ZONES)


@pytest.mark.parametrize(("hour", "expected"), [("17", []), ("12", [["clerk/b", "judge/a"]])])
def test_one_event_in_two_time_zones(hour, expected):
    """Occasions of one event share a moment, though the clocks there show different times."""
    statements = {
        "judge/a": "did: {who: ann, what: deed, where: capital, "
        "when: 1931-03-01T09:00, event: call}",
        "clerk/b": "did: {who: ben, what: deed, where: north, "
        f"when: 1931-03-01T{hour}:00, event: call}}",
    }
    assert conflicts(statements, ZONED) == expected
    as_written = [["clerk/b", "judge/a"]]
    assert conflicts(statements) == as_written


@pytest.mark.parametrize(("time", "expected"), [("17:01", False), ("17:00", True)])
def test_a_tie_to_what_has_no_date_of_its_own(time, expected):
    """Clocks differ for what only its ties date, just as for what has a date."""
    statements = {
        "judge/a": "id: x, arrived: {who: ann, where: capital, when: {same-time-as: guest/noon#x}}",
        "guest/noon": "id: x, arrived: {who: ben, where: capital, when: 1931-03-01T09:00}",
        "clerk/b": "id: x, arrived: {who: carl, where: north, "
        f"when: {{on: 1931-03-01T{time}, after: judge/a#x}}}}",
    }
    clash = [["clerk/b", "guest/noon", "judge/a"]] if expected else []
    assert conflicts(statements, ZONED) == clash


@pytest.mark.parametrize(
    ("hours", "expected"),
    [("1931-03-01T08:00/1931-03-01T10:00", True), ("1931-02-28T23:00/1931-03-01T01:00", False)],
)
def test_what_has_no_date_and_a_tie_within_one_zone(hours, expected):
    """What has no date keeps the clock of its place, which is that of what it is tied to there."""
    statements = {
        "judge/a": "id: x, arrived: {who: ann, where: north, when: {same-time-as: guest/b#x}}",
        "guest/b": "id: x, arrived: {who: ben, where: north, when: 1931-03-01T09:00}",
        "clerk/c": f"denies: {{arrived: {{who: ann, when: {hours}}}}}",
    }
    clash = [["clerk/c", "guest/b", "judge/a"]] if expected else []
    assert conflicts(statements, ZONED) == clash


@pytest.mark.parametrize(("hour", "expected"), [("17", True), ("09", False)])
def test_a_denial_tied_to_what_was_in_another_zone(hour, expected):
    """What a denial covers by a tie is compared by one clock."""
    statements = {
        "guest/stay": "id: x, was-at: {who: carl, where: capital, "
        "when: 1931-03-01T08:00/1931-03-01T10:00}",
        "judge/never": "denies: {arrived: {who: ann, where: north, when: {during: guest/stay#x}}}",
        "clerk/there": f"arrived: {{who: ann, where: north, when: 1931-03-01T{hour}:00}}",
    }
    clash = [["clerk/there", "guest/stay", "judge/never"]] if expected else []
    assert conflicts(statements, ZONED) == clash


@pytest.mark.parametrize(("within", "expected"), [(47, False), (46, True)])
def test_the_night_on_which_the_clocks_go_forward(within, expected):
    """From noon to noon over the start of summer time, on 19 April 1931 in London, are 47 hours."""
    statements = {
        "judge/a": "id: x, arrived: {who: ann, where: capital, when: 1931-04-18T12:00}",
        "clerk/b": "arrived: {who: ben, where: capital, "
        f"when: {{on: 1931-04-20T12:00, after: judge/a#x, within: {within} hours}}}}",
    }
    clash = [["clerk/b", "judge/a"]] if expected else []
    assert conflicts(statements, Story((), zones=(("capital", "Europe/London"),))) == clash


@pytest.mark.parametrize(("time", "clashes"), [("11:30", False), ("12:00", True)])
def test_a_date_on_both_sides_of_the_change_of_clocks(time, clashes):
    """The hour lost in April is not counted where the rest of the record puts a claim after it."""
    statements = {
        "guest/c": f"id: x, arrived: {{who: carl, when: 1931-04-19T{time}}}",
        "judge/a": "id: x, arrived: {who: ann, where: capital, "
        "when: {on: 1931-04-18/1931-04-19, after: guest/c#x}}",
        "clerk/b": "arrived: {who: ben, where: capital, "
        "when: {on: 1931-04-20T12:00, after: judge/a#x, at-least: 24 hours}}",
    }
    clash = [["clerk/b", "guest/c", "judge/a"]] if clashes else []
    assert conflicts(statements, Story((), zones=(("capital", "Europe/London"),))) == clash


def test_a_clash_that_needs_no_tie_is_told_before_one_that_does():
    """A journey is alive at its end, by a tie, and on its way, by its own date: both are denied."""
    statements = {
        "clerk/tour": "id: x, travelled: {who: ann, from: inn, to: north, "
        "when: 1931-03-02/1931-03-03T20:00}",
        "guest/leg": "travelled: {who: ann, from: north, to: north, "
        "when: {on: 1931-03-03T10:00, during: clerk/tour#x}}",
        "judge/dead": "denies: {alive: {who: ann, when: 1931-03-02/1931-03-05}}",
    }
    assert conflicts(statements) == [["clerk/tour", "judge/dead"], ["guest/leg", "judge/dead"]]
