"""Each law speaks when no dating obeys it and never otherwise, as enumerating the minutes shows."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

KINDS = {"occasion": "arrived", "condition": "jailed"}
LAW = """\
id: probe
kind: impossibility
title: A probe
why: It probes.
settings:
  fastest: {{is: speed, default: 60 km/h}}
find:
  first: {{{first}: {{who: $person, where: $here}}, by: ann}}
  second: {{{second}: {{who: $person, where: $there}}, by: ben}}
must:
  - {must}
message: "{{person}}"
"""
KILOMETRES_PER_DEGREE = 111.195080  # of a great circle on a sphere of 6371.0088 km


@pytest.fixture(scope="session")
def breach(oracle, story, rule_of, decide_text):
    """Return a function that gives the match of a law on two claims, or None."""

    def judge(first, second, must: str, head: str = oracle.head):
        (sort, when), (other, other_when) = first, second
        rule = rule_of(LAW.format(first=KINDS[sort], second=KINDS[other], must=must))
        text = story(
            head,
            {
                "ann/one": f"- {KINDS[sort]}: {{who: cat, where: here, {when.text()}}}",
                "ben/two": f"- {KINDS[other]}: {{who: cat, where: there, {other_when.text()}}}",
            },
        )
        found = [match for match in decide_text(text, [rule]).matches if match.rule.id == "probe"]
        assert len(found) <= 1
        return found[0] if found else None

    return judge


# By how many minutes a dating falls short of each law: it obeys it if that is zero or less.
SHORT = {
    "before: [first, second]": lambda a, b: a[1] + 1 - b[0],
    "not-after: [first, second]": lambda a, b: a[0] - b[0],
    "apart-in-time: [first, second]": lambda a, b: min(a[1] + 1 - b[0], b[1] + 1 - a[0]),
    "within: [first, second]": lambda a, b: max(b[0] - a[0], a[1] - b[1]),
}


@pytest.mark.parametrize("must", SHORT)
@given(data=st.data())
@settings(max_examples=80)
def test_a_law_speaks_if_and_only_if_no_dating_obeys_it(
    must, data, oracle, strategies, two_claims, breach
):
    """The law is broken when every enumerated dating of the two claims breaks it, and by as much as
    the best one.
    """
    first, second = data.draw(two_claims)
    if must.startswith("within"):  # what holds something lasts, and for how long is asked below
        first = data.draw(strategies(endless=False, lengths=False))
        second = "condition", data.draw(strategies(endless=False, lengths=False))[1]
    shortest = min(
        SHORT[must](a, b) for a, b in product(oracle.datings(*first), oracle.datings(*second))
    )
    match = breach(first, second, must)
    assert (match is not None) == (shortest > 0)
    if match is not None and shortest < 1000 and not must.startswith("within"):
        assert match.short == shortest
        assert match.certain


def test_an_open_end_lies_within_anything(oracle, story, rule_of, decide_text):
    """An end left open says that nobody named one: it does not outlast what must hold it."""
    rule = rule_of(LAW.format(first="jailed", second="jailed", must="within: [first, second]"))
    for when, count in (("1900-05/..", 0), ("../1900-05", 0), ("1899-05/..", 1), ("../1903", 1)):
        text = story(
            oracle.head,
            {
                "ann/one": f"- jailed: {{who: cat, where: here, when: {when}}}",
                "ben/two": "- jailed: {who: cat, where: there, when: 1900-01-01/1901}",
            },
        )
        assert len(decide_text(text, [rule]).matches) == count, when


def test_a_long_stay_does_not_fit_into_a_short_one(oracle, story, rule_of, analyze_text, shipped):
    """A stay of five hours cannot lie within one that lasted three, wherever their starts lie."""
    five_hours = '"1900-01-01T10:00/1900-01-01T15:00"'
    rule = rule_of(LAW.format(first="jailed", second="jailed", must="within: [first, second]"))
    rules = [rule, shipped.rule_set.rules["dates-conflict"]]
    text = story(
        oracle.head,
        {
            "ann/one": f"- jailed: {{who: cat, where: here, when: {five_hours}}}",
            "ben/two": "- jailed: {who: cat, where: there, when: 1900-01-01, for-at-most: 3 hours}",
        },
    )
    found = analyze_text(text, rules=rules).cases[0].findings
    assert [finding.statements for finding in found] == [("ann/one", "ben/two")]
    enough = text.replace("3 hours", "5 hours")
    assert analyze_text(enough, rules=rules).cases[0].findings == ()


@given(data=st.data())
@settings(max_examples=40)
def test_same_moment_of_two_occasions(data, oracle, strategies, breach):
    """Two occasions can be one moment if some dating puts them on one minute."""
    draw = strategies(lengths=False).filter(lambda each: each[0] == "occasion")
    first, second = data.draw(draw), data.draw(draw)
    apart = min(
        abs(a[0] - b[0]) for a, b in product(oracle.datings(*first), oracle.datings(*second))
    )
    match = breach(first, second, "same-moment: [first, second]")
    assert (match is not None) == (apart > 0)
    if match is not None:
        assert match.short == apart


@given(data=st.data(), minutes=st.integers(1, 5))
@settings(max_examples=80)
def test_a_journey_needs_its_minutes(data, minutes, oracle, two_claims, breach):
    """Two stays in places so many kilometres apart need as many minutes between, in one order or
    the other.
    """
    first, second = data.draw(two_claims)
    # A little more than so many kilometres, at one kilometre a minute: the fraction is not counted.
    east = (minutes + 0.4) / KILOMETRES_PER_DEGREE
    head = oracle.head.replace(
        "{here: {}, there: {}}", f"{{here: {{at: [0, 0]}}, there: {{at: [0, {east:.6f}]}}}}"
    )
    shortest = min(
        min(minutes - (b[0] - a[1]), minutes - (a[0] - b[1]))
        for a, b in product(oracle.datings(*first), oracle.datings(*second))
    )
    must = "journey: {first: first, second: second, from: $here, to: $there, speed: fastest}"
    match = breach(first, second, must, head)
    assert (match is not None) == (shortest > 0)
    if match is not None and shortest < 1000:
        assert match.short == shortest


JOURNEYS = {
    "places whose radii touch": ("at: [0, 0], radius: 60 km", "at: [0, 1], radius: 60 km", False),
    "places less their radii": ("at: [0, 0], radius: 20 km", "at: [0, 1]", True),
    "one place in the other": ("at: [0, 0], in: there", "at: [0, 1]", False),
    "a place without coordinates": ("", "at: [0, 1]", False),
    "two places side by side in one": ("in: town", "in: town", False),
    "a house takes the coordinates of its town": ("in: town", "at: [0, 1]", True),
}


@pytest.mark.parametrize("name", JOURNEYS)
def test_how_far_places_are_apart(name, oracle, story, rule_of, decide_text):
    """Distances are less both radii, and zero inside one place."""
    here, there, speaks = JOURNEYS[name]
    head = oracle.head.replace(
        "{here: {}, there: {}}",
        f"{{here: {{{here}}}, there: {{{there}}}, town: {{at: [5, 5]}}}}",
    )
    must = "journey: {first: first, second: second, from: $here, to: $there, speed: fastest}"
    rule = rule_of(LAW.format(first="jailed", second="jailed", must=must))
    when = '"1900-01-01T00:00/1900-01-01T05:00"'
    text = story(
        head,
        {
            "ann/one": f"- jailed: {{who: cat, where: here, when: {when}}}",
            "ben/two": f"- jailed: {{who: cat, where: there, when: {when}}}",
        },
    )
    assert bool(decide_text(text, [rule]).matches) is speaks


def test_local_times_are_compared_as_written_unless_both_places_declare_a_zone(
    oracle, story, rule_of, decide_text
):
    """An arrival an hour before the departure fits where the clocks lie three hours apart."""
    must = "journey: {first: first, second: second, from: $here, to: $there, speed: fastest}"
    rule = rule_of(LAW.format(first="arrived", second="arrived", must=must))
    book = story(
        oracle.head.replace(
            "{here: {}, there: {}}",
            "{here: {at: [0, 0], tz: Etc/GMT-3}, there: {at: [0, 1], tz: Etc/GMT}}",
        ),
        {
            "ann/one": '- arrived: {who: cat, where: here, when: "1900-01-01T12:00"}',
            "ben/two": '- arrived: {who: cat, where: there, when: "1900-01-01T11:00"}',
        },
    )
    # 111 km at 60 km/h take 111 minutes: noon by the eastern clock is nine by the western one.
    assert decide_text(book, [rule]).matches == ()
    one_zone = book.replace(", tz: Etc/GMT}", "}")
    assert [match.short for match in decide_text(one_zone, [rule]).matches] == [111 - 60]


@pytest.mark.parametrize(
    ("zones", "when", "speaks"),
    [
        (("Etc/GMT-9", "Etc/GMT"), "1900-01-02T10:00/1900-01-02T12:00", True),
        (("Etc/GMT", "Etc/GMT"), "1900-01-02T10:00/1900-01-02T12:00", False),
        (("Etc/GMT-14", "Etc/GMT+12"), "1900-01-03T04:00/1900-01-03T05:00", True),
        (("Etc/GMT-14", "Etc/GMT+12"), "1900-01-03T05:00/1900-01-03T06:00", False),
    ],
)
def test_what_must_be_apart_in_time_is_compared_by_one_clock(
    zones, when, speaks, oracle, story, rule_of, decide_text
):
    """Ten in the morning by an eastern clock can be one in the morning by a western one."""
    must = "apart-in-time: [first, second]"
    rule = rule_of(LAW.format(first="jailed", second="jailed", must=must))
    text = story(
        oracle.head.replace(
            "{here: {}, there: {}}", f"{{here: {{tz: {zones[0]}}}, there: {{tz: {zones[1]}}}}}"
        ),
        {
            "ann/one": f'- jailed: {{who: cat, where: here, when: "{when}"}}',
            "ben/two": "- jailed: {who: cat, where: there, "
            'when: "1900-01-02T01:30/1900-01-02T02:30"}',
        },
    )
    assert bool(decide_text(text, [rule]).matches) is speaks


@given(data=st.data())
@settings(max_examples=120)
def test_a_claim_must_lie_outside_what_is_denied(
    data, oracle, strategies, story, rule_of, decide_text
):
    """A claim and a denial clash unless some dating of the claim shares no minute with what the
    denial surely covers.
    """
    sort, when = data.draw(strategies())
    denied_when = data.draw(strategies(lengths=False).map(lambda each: each[1]))
    covered = oracle.covered(denied_when)
    outside = covered is None or any(
        end < covered[0] or start > covered[1] for start, end in oracle.datings(sort, when)
    )
    kind = KINDS[sort]
    rule = rule_of(
        "id: probe\nkind: contradiction\ntitle: A probe\nwhy: It probes.\n"
        f"find:\n  claim: {{{kind}: {{who: $p}}}}\n  denial: {{denies: {{{kind}: {{}}}}}}\n"
        "where:\n  - denied-by: [claim, denial]\n"
        'must:\n  - outside: [claim, denial]\nmessage: "{p}"\n'
    )
    text = story(
        oracle.head,
        {
            "ann/one": f"- {kind}: {{who: cat, {when.text()}}}",
            "ben/two": f"- denies: {{{kind}: {{who: cat, {denied_when.text()}}}}}",
        },
    )
    found = [match for match in decide_text(text, [rule]).matches if match.rule.id == "probe"]
    assert bool(found) is not outside


VALUES = {
    "same: [$here, $there]": {("here", "there"): True, ("here", "here"): False},
    "same-or-inside: [$here, $there]": {
        ("here", "there"): True,
        ("here", "house"): False,
        ("house", "here"): False,
        ("here", "nowhere"): False,
    },
    "never: first": {("here", "here"): True},
}


@pytest.mark.parametrize("must", VALUES)
def test_laws_without_a_time(must, oracle, story, rule_of, decide_text):
    """Two values must agree, or one place lie in the other; `never` is always broken."""
    rule = rule_of(LAW.format(first="arrived", second="arrived", must=must))
    head = oracle.head.replace(
        "{here: {}, there: {}}",
        "{here: {at: [0, 0]}, there: {at: [0, 1]}, house: {in: here}, nowhere: {}}",
    )
    for (here, there), speaks in VALUES[must].items():
        text = story(
            head,
            {
                "ann/one": f"- arrived: {{who: cat, where: {here}}}",
                "ben/two": f"- arrived: {{who: cat, where: {there}}}",
            },
        )
        matches = decide_text(text, [rule]).matches
        assert bool(matches) is speaks, (here, there)
        assert all(match.short is None for match in matches)


SEPARATE = [
    ("[1901, 1905]", "1902/1904", True),
    ("[1901, 1905]", "1902/1905", False),
    ("[1901, 1903, 1905]", "1902/1904", False),
    ("190X-05", "1901-06/1902-04", True),
]


@pytest.mark.parametrize(("one_of", "when", "speaks"), SEPARATE)
def test_of_separate_dates_each_is_tried(one_of, when, speaks, oracle, story, rule_of, decide_text):
    """One of several dates breaks a law only if each of them does, whatever lies between."""
    rule = rule_of(
        LAW.format(first="arrived", second="arrived", must="same-moment: [first, second]")
    )
    text = story(
        oracle.head,
        {
            "ann/one": f"- arrived: {{who: cat, where: here, when: '{one_of}'}}",
            "ben/two": f"- arrived: {{who: cat, where: there, when: {when}}}",
        },
    )
    assert bool(decide_text(text, [rule]).matches) is speaks


def test_a_claim_that_says_only_covers_what_a_denial_of_its_date_would(
    oracle, story, rule_of, decide_text
):
    """Another than the only one may still have been outside of the date of the `only`."""
    rule = rule_of(
        "id: probe\nkind: contradiction\ntitle: A probe\nwhy: It probes.\n"
        "find:\n  claim: {arrived: {where: $here}}\n  other: {arrived: {where: $here}}\n"
        "where:\n  - says-only: [claim, other]\n"
        'must:\n  - outside: [other, claim]\nmessage: "{here}"\n'
    )
    expected = {
        ("when: 1901", "when: 1901-05"): 1,
        ("when: 1901", "when: 1902-05"): 0,
        ("", "when: 1902-05"): 1,
        ("when: 1901-02/1901-04", "when: 1901-03"): 1,
        ("when: 1901-02/1901-04", "when: 1901-04"): 0,
        ("when: 1901/", "when: 1905"): 0,
        ("when: 1901/..", "when: 1905"): 1,
    }
    for (only, other), count in expected.items():
        text = story(
            oracle.head,
            {
                "ann/one": f"- arrived: {{who: cat, where: here, only: who, {only}}}",
                "ben/two": f"- arrived: {{who: ben, where: here, {other}}}",
            },
        )
        assert len(decide_text(text, [rule]).matches) == count, (only, other)
