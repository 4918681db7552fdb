"""Claims tied to each other have the windows, or the conflict, that enumerating all their datings
gives.
"""

from __future__ import annotations

from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

KINDS = {"occasion": "arrived", "condition": "jailed"}
NAMES = ("one", "two", "three")
EVERY = (0, 1, 2)
RELATIONS = ("after", "before", "same-time-as", "during")


@pytest.fixture(scope="session")
def conflict_rule(shipped):
    """The rule by which conflicts of dates are reported."""
    return shipped.rule_set.rules["dates-conflict"]


def obeys(tie, claim, other) -> bool:
    """Whether two datings obey a tie of the first to the second."""
    relation, at_least, within = tie
    if relation == "same-time-as":
        return claim == other
    if relation == "during":
        return other[0] <= claim[0] and claim[1] <= other[1]
    between = claim[0] - other[1] if relation == "after" else other[0] - claim[1]
    return between >= max(1, at_least or 0) and (within is None or between <= within)


def is_bounded(claim) -> bool:
    """Whether a claim has no open end, so that its datings are few."""
    sort, when = claim
    return sort == "occasion" or when.form == "span" or when.most is not None


@st.composite
def stories(draw, dated):
    """Three dated claims, and the ties of some to others: {index: (other, tie)}."""
    claims = [draw(dated(endless=False).filter(is_bounded)) for _ in NAMES]
    ties = {}
    for index in range(len(NAMES)):
        if draw(st.booleans()):
            relation = draw(st.sampled_from(RELATIONS))
            ordered = relation in ("after", "before")
            at_least = draw(st.none() | st.integers(0, 2)) if ordered else None
            within = draw(st.none() | st.integers(2, 4)) if ordered else None
            other = draw(st.sampled_from([i for i in range(len(NAMES)) if i != index]))
            ties[index] = (other, (relation, at_least, within))
    return claims, ties


def written(claim, tie) -> str:
    """A claim with its date and its tie, as it stands in a casebook."""
    sort, when = claim
    text = when.text()
    if tie is not None:
        other, (relation, at_least, within) = tie
        tied = f"{relation}: {NAMES[other]}"
        tied += "" if at_least is None else f", at-least: {at_least} minutes"
        tied += "" if within is None else f", within: {within} minutes"
        date, comma, rest = text.removeprefix("when: ").partition(",")
        text = f"when: {{{tied}, on: {date}}}{comma}{rest}"
    return f"{KINDS[sort]}: {{who: cat, {text}}}"


def joint(oracle, claims, ties, kept=EVERY):
    """Every joint dating of the claims kept, by the ties between them."""
    choices = [oracle.datings(*claims[index]) for index in kept]
    place = {index: at for at, index in enumerate(kept)}
    used = [
        (place[index], place[other], tie)
        for index, (other, tie) in ties.items()
        if index in place and other in place
    ]
    return [
        datings
        for datings in product(*choices)
        if all(obeys(tie, datings[claim], datings[other]) for claim, other, tie in used)
    ]


def book_of(oracle, story, claims, ties, kept=EVERY) -> str:
    """The casebook of a drawn story."""
    return story(
        oracle.head,
        {
            f"ann/{NAMES[at]}": f"- {{{written(claims[at], ties.get(at))}, id: {NAMES[at]}}}"
            for at in kept
        },
    )


def conflicting(oracle, claims, ties) -> set[tuple[str, ...]]:
    """The smallest sets of claims that have no joint dating."""
    found: list[tuple[int, ...]] = []
    for size in range(1, len(NAMES) + 1):
        for kept in combinations(range(len(NAMES)), size):
            smaller = any(set(known) <= set(kept) for known in found)
            if not smaller and not joint(oracle, claims, ties, kept):
                found.append(kept)
    return {tuple(sorted(f"ann/{NAMES[index]}" for index in kept)) for kept in found}


@given(data=st.data())
@settings(max_examples=150)
def test_tied_windows_are_exact(data, oracle, strategies, story, decide_text, midnight):
    """A window holds all minutes that some joint dating gives it, and no more."""
    claims, ties = data.draw(stories(strategies))
    every = joint(oracle, claims, ties)
    if not every:
        return
    for fact in decide_text(book_of(oracle, story, claims, ties)).facts:
        if fact.claim is None or fact.implied:
            continue
        index = NAMES.index(fact.statement.id)
        starts = [datings[index][0] for datings in every]
        ends = [datings[index][1] for datings in every]
        bounds = fact.bounds
        found = (bounds.earliest_start, bounds.latest_start, bounds.earliest_end, bounds.latest_end)
        expected = (min(starts), max(starts), min(ends), max(ends))
        assert tuple(minute - midnight for minute in found) == expected, fact.claim.name


@given(data=st.data())
@settings(max_examples=150)
def test_the_conflicts_told_are_all_the_smallest_ones(
    data, oracle, strategies, story, analyze_text, conflict_rule
):
    """The conflicts of dates are just the smallest sets of statements that have no joint dating."""
    claims, ties = data.draw(stories(strategies))
    text = book_of(oracle, story, claims, ties)
    (case,) = analyze_text(text, rules=[conflict_rule]).cases
    expected = conflicting(oracle, claims, ties)
    assert {finding.statements for finding in case.findings} == expected
    assert case.consistent is not bool(expected)


def test_of_two_ways_to_conflict_the_smaller_is_told(oracle, story, findings_of):
    """What is at the same time as another clashes with its date alone, whatever
    a third claim says.
    """
    text = story(
        oracle.head,
        {
            "ann/one": "- {arrived: {who: cat, when: 1902}, id: one}",
            "ben/two": "- arrived: {who: cat, when: {same-time-as: ann/one, on: 1903}}",
            "cat/three": "- arrived: {who: cat, when: {same-time-as: ann/one, on: 1901}}",
        },
    )
    found = findings_of(text, "dates-conflict")
    assert ("ann/one", "ben/two", "cat/three") not in [finding.statements for finding in found]
    assert found


def test_a_window_names_the_claims_that_narrow_it(oracle, story, decide_text):
    """The other claims that a narrower window rests on are its support, and no others are."""
    text = story(
        oracle.head,
        {
            "ann/one": "- {arrived: {who: cat, when: 1901}, id: one}",
            "ann/two": "- {left: {who: cat, when: {after: one, within: 3 days}}, id: two}",
            "ann/three": "- {left: {who: ben, when: {after: two, on: 1903}}, id: three}",
        },
    )
    support = {
        fact.claim.name: [claim.name for claim in fact.support]
        for fact in decide_text(text).facts
        if fact.claim is not None and not fact.implied
    }
    assert support == {
        "ann/one#one": [],
        "ann/two#two": ["ann/one#one"],
        "ann/three#three": [],
    }


@pytest.mark.parametrize("stance", ["denies", "believes", "heard", "forgets"])
def test_what_is_not_asserted_is_dated_but_dates_nothing(stance, oracle, story, decide_text):
    """A denied, believed, heard or forgotten claim takes its date from a tie, and gives none to
    others.
    """
    text = story(
        oracle.head,
        {
            "ann/one": "- {arrived: {who: cat, when: {before: two, on: 1905}}, id: one}",
            "ann/two": f"- {{{stance}: {{left: {{who: cat, when: {{before: three}}}}}}, id: two}}",
            "ann/three": "- {arrived: {who: ben, when: 1901-03-05}, id: three}",
        },
    )
    bounds = {
        fact.claim.name.partition("#")[2]: fact.bounds
        for fact in decide_text(text).facts
        if fact.claim is not None and not fact.implied
    }
    assert bounds["two"].latest_end == bounds["three"].latest_start - 1
    assert bounds["one"].earliest_start > bounds["three"].latest_end


def test_a_circle_of_ties_is_a_conflict_of_three(oracle, story, findings_of):
    """A before B, B before C and C before A cannot be, though any two of them can."""
    text = story(
        oracle.head,
        {
            "ann/one": "- {arrived: {who: ann, when: {before: ben/two}}, id: one}",
            "ben/two": "- {arrived: {who: ben, when: {before: cat/three}}, id: two}",
            "cat/three": "- {arrived: {who: cat, when: {before: ann/one}}, id: three}",
        },
    )
    (found,) = findings_of(text)
    assert (found.kind, found.certainty) == ("impossibility", "certain")
    assert found.statements == ("ann/one", "ben/two", "cat/three")
    assert found.margin > 0
    assert findings_of(text.replace("before: ann/one", "after: ann/one")) == []


def test_a_date_that_a_chain_of_ties_contradicts_is_a_conflict(oracle, story, findings_of):
    """A before B before C, where C's date lies before A's, is one conflict, and by how much is
    told.
    """
    text = story(
        oracle.head,
        {
            "ann/one": '- {arrived: {who: ann, when: "1900-01-03"}, id: one}',
            "ben/two": "- {arrived: {who: ben, when: {after: ann/one, at-least: 1 day}}, id: two}",
            "cat/three": "- {left: {who: cat, when: {after: ben/two, on: 1900-01-02}}, id: three}",
            "cat/four": '- {arrived: {who: cat, when: "1900-01-02"}, id: four}',
        },
    )
    (found,) = findings_of(text)
    assert found.statements == ("ann/one", "ben/two", "cat/three")
    # From the last minute of the 2nd back to the first of the 3rd, and a day and a minute between.
    assert found.margin == 1 + 1440 + 1


def test_three_visits_that_do_not_fit_into_one_week(story, findings_of):
    """Three visits far apart fit two by two, but no order of all three fits into the time."""
    head = (
        "case: A\ntop-speed: 10 km/h\npeople: {ann: {}, ben: {}}\n"
        "places: {east: {at: [0, 10]}, west: {at: [0, -10]}, north: {at: [17, 0]}}\n"
    )
    text = story(
        head,
        {
            f"ann/{place}": f"- was-at: {{who: ben, where: {place}, when: {{during: the-tour}}}}"
            for place in ("east", "west", "north")
        }
        | {
            "ann/tour": '- {jailed: {who: ann, when: "1900-01-01/1900-01-15"}, id: the-tour}',
        },
    )
    # Each journey takes nine days or more at this speed: one fits into a fortnight, two do not.
    found = [finding for finding in findings_of(text) if finding.is_law]
    assert len(found) == 1
    assert {"ann/east", "ann/north", "ann/west"} <= set(found[0].statements)
    without_one = text[: text.index("  - id: north")] + text[text.index("  - id: tour") :]
    assert [finding for finding in findings_of(without_one) if finding.is_law] == []
