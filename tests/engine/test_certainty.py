"""Each condition of time answers in all, in some or in no dating, as
enumerating the minutes does.
"""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

KINDS = {"occasion": "arrived", "condition": "jailed"}
RULE = """\
id: probe
kind: gap
title: A probe
why: It probes.
find:
  first: {{{first}: {{who: $person}}, by: ann}}
  second: {{{second}: {{who: $person}}, by: ben}}
where:
  - {condition}
message: "{{person}}"
"""


@pytest.fixture(scope="session")
def verdict(oracle, story, rule_of, decide_text):
    """Return a function that gives what a condition says of two claims:
    certain, possible or none.
    """

    def judge(first, second, condition: str) -> str:
        (sort, when), (other_sort, other_when) = first, second
        rule = rule_of(
            RULE.format(first=KINDS[sort], second=KINDS[other_sort], condition=condition)
        )
        text = story(
            oracle.head,
            {
                "ann/one": f"- {KINDS[sort]}: {{who: cat, {when.text()}}}",
                "ben/two": f"- {KINDS[other_sort]}: {{who: cat, {other_when.text()}}}",
            },
        )
        found = [match for match in decide_text(text, [rule]).matches if match.rule.id == "probe"]
        assert len(found) <= 1
        return "none" if not found else "certain" if found[0].certain else "possible"

    return judge


CONDITIONS = {
    "before: [first, second]": lambda a, b: a[1] < b[0],
    "overlap: [first, second]": lambda a, b: a[0] <= b[1] and b[0] <= a[1],
    "during: [first, second]": lambda a, b: b[0] <= a[0] and a[1] <= b[1],
    "covers: [first, second]": lambda a, b: a[0] <= b[0] and b[1] <= a[1],
    "before: [first.start, second.end]": lambda a, b: a[0] < b[1],
    "before: [first.end, second.end]": lambda a, b: a[1] < b[1],
    "during: [first.start, second]": lambda a, b: b[0] <= a[0] <= b[1],
    "overlap: [first.end, second.start]": lambda a, b: a[1] == b[0],
}


def has_two_ends(claim) -> bool:
    """Whether a claim says of both its ends when they were."""
    sort, when = claim
    return sort == "occasion" or when.form == "span"


@pytest.mark.parametrize("condition", CONDITIONS)
@given(data=st.data())
@settings(max_examples=60)
def test_a_condition_holds_in_as_many_datings_as_there_are(
    condition, data, oracle, strategies, two_claims, verdict
):
    """All, some or none of the enumerated datings satisfy the condition, and so
    the rule answers.
    """
    first, second = data.draw(two_claims)
    if "second.end" in condition:  # nothing is asked about which of two open ends comes first
        first = data.draw(strategies(endless=False))
    if condition.startswith(("covers", "during")):
        # What covers something lasts, perhaps without end; what it covers has two ends.
        outer = ("condition", data.draw(strategies())[1])
        inner = data.draw(strategies(endless=False).filter(has_two_ends))
        first, second = (outer, inner) if condition.startswith("covers") else (inner, outer)
    holds = CONDITIONS[condition]
    expected = oracle.how_many(
        holds(a, b) for a, b in product(oracle.datings(*first), oracle.datings(*second))
    )
    assert verdict(first, second, condition) == expected
    sure = "none" if expected == "possible" else expected
    assert verdict(first, second, f"certainly: {{{condition}}}") == sure


@given(data=st.data(), minutes=st.integers(1, 6), word=st.sampled_from(("at-least", "at-most")))
@settings(max_examples=150)
def test_a_gap_is_as_long_as_the_datings_leave(data, minutes, word, oracle, strategies, verdict):
    """A gap needs a certain order; then it is at least, or at most, so long in all, some or no
    datings.
    """
    first, second = data.draw(strategies(endless=False)), data.draw(strategies(endless=False))
    gaps = [b[0] - a[1] for a, b in product(oracle.datings(*first), oracle.datings(*second))]
    in_order = all(gap > 0 for gap in gaps)
    long = [gap >= minutes if word == "at-least" else gap <= minutes for gap in gaps]
    expected = oracle.how_many(long) if in_order else "none"
    condition = f"gap: {{from: first, to: second, {word}: {minutes} minutes}}"
    assert verdict(first, second, condition) == expected


DAYS = {
    "31 days from the last of May to the first of July": (
        "1931-05-31",
        "1931-07-01",
        31,
        "certain",
    ),
    "not 32 days": ("1931-05-31", "1931-07-01", 32, "none"),
    "some day of May, some day of July": ("1931-05", "1931-07", 32, "possible"),
    "some day of May, some day of July, at the least": ("1931-05", "1931-07", 31, "certain"),
    "some day of May, some day of July, at the most": ("1931-05", "1931-07", 92, "none"),
    "any time from July on": ("1931-05", "1931-07/..", 31, "certain"),
    "an unknown time proves no gap": ("1931-05", "../1931-07", 1, "none"),
    "an uncertain order proves no gap": ("1931-05", "1931-05/1931-09", 1, "none"),
}


@pytest.mark.parametrize("name", DAYS)
def test_a_gap_of_whole_days_counts_calendar_days(name, oracle, story, rule_of, decide_text):
    """A threshold in days is compared with the difference of the days' dates."""
    first, second, days, expected = DAYS[name]
    condition = f"gap: {{from: first, to: second, at-least: {days} days}}"
    rule = rule_of(RULE.format(first="arrived", second="arrived", condition=condition))
    text = story(
        oracle.head,
        {
            "ann/one": f"- arrived: {{who: cat, when: {first}}}",
            "ben/two": f"- arrived: {{who: cat, when: {second}}}",
        },
    )
    found = decide_text(text, [rule]).matches
    assert [match.certain for match in found] == {
        "certain": [True],
        "possible": [False],
        "none": [],
    }[expected]


@pytest.mark.parametrize(
    ("stance", "expected"),
    [("", True), ("asserts", True), ("believes", False), ("heard", False)],
)
def test_belief_and_hearsay_are_at_most_possible(
    stance, expected, oracle, story, rule_of, decide_text
):
    """What is only believed, heard or doubtfully dated makes a finding at most possible."""
    rule = rule_of(RULE.format(first="arrived", second="left", condition="before: [first, second]"))
    claim = "arrived: {who: cat, when: 1901}"
    text = story(
        oracle.head,
        {
            "ann/one": f"- {stance}: {{{claim}}}" if stance else f"- {claim}",
            "ben/two": "- left: {who: cat, when: 1902}",
        },
    )
    assert [match.certain for match in decide_text(text, [rule]).matches] == [expected]
    doubtful = text.replace("1902", "'1902?'")
    assert [match.certain for match in decide_text(doubtful, [rule]).matches] == [False]


def test_occasions_of_one_event_share_their_moment(oracle, story, rule_of, decide_text):
    """Two occasions of one event cannot lie one before the other, nor leave a gap, however they are
    dated.
    """
    for condition in ("before: [first, second]", "gap: {from: first, to: second, at-least: 1 day}"):
        rule = rule_of(RULE.format(first="arrived", second="arrived", condition=condition))
        claims = {
            name: f"- {{arrived: {{who: cat, when: {when}}}, event: the-ball}}"
            for name, when in (("ann/one", 1901), ("ben/two", 1903))
        }
        text = story(oracle.head, claims)
        assert [m for m in decide_text(text, [rule]).matches if m.rule.id == "probe"] == []
        apart = text.replace("the-ball", "a-ball", 1)
        assert len(decide_text(apart, [rule]).matches) == 1


def test_the_time_of_a_statement_and_of_a_stage(oracle, story, rule_of, decide_text):
    """`name.said` is when the statement was made, and `$stage` when the stage was."""
    text = """\
id: probe
kind: gap
title: A probe
why: It probes.
find:
  claim: {arrived: {who: $person}, stage: $stage}
  verdict: {stage: {what: $verdict, is: verdict}}
where:
  - before: [claim, claim.said]
  - before: [claim.said, $verdict]
message: "{claim.said}"
"""
    head = (
        oracle.head + "stages: {hearing: {}, judgment: {when: 1902-03-01/1902-03-04}, other: {}}\n"
    )
    book = story(
        head, {"ann/one": ["stage: hearing", "said: DAY", "- arrived: {who: cat, when: 1901}"]}
    )
    expected = {"1902-02-28": [True], "1902-03-01": [False], "1902-03-02": [], "1901-05": [False]}
    for day, certain in expected.items():
        matches = decide_text(book.replace("DAY", day), [rule_of(text)]).matches
        assert [match.certain for match in matches] == certain, day
    undated = book.replace("    said: DAY\n", "")
    assert [m.certain for m in decide_text(undated, [rule_of(text)]).matches] == [False]


DENIALS = {
    "no date covers all time": ("", "1901", "certain"),
    "no date covers what has none": ("", "", "certain"),
    "a year covers its months": ("when: 1901", "when: 1901-05", "certain"),
    "a year may cover a longer time": ("when: 1901", "when: 1901-05/1902-05", "possible"),
    "a year does not cover another": ("when: 1901", "when: 1902", "none"),
    "a loose span covers its sure part": ("when: 1901-02/1901-06", "when: 1901-03", "certain"),
    "a loose span may cover its ends": ("when: 1901-02/1901-06", "when: 1901-02", "possible"),
}


@pytest.mark.parametrize("name", DENIALS)
def test_a_denial_covers_what_it_surely_denies(name, oracle, story, rule_of, decide_text):
    """As the outer time of `covers`, a denial stands for the stretch that it surely covers."""
    denial, claim, expected = DENIALS[name]
    text = RULE.format(first="x", second="arrived", condition="covers: [first, second]")
    rule = rule_of(text.replace("{x: {who: $person}", "{denies: {arrived: {who: $person}}"))
    claim = claim if claim.startswith("when") or not claim else f"when: {claim}"
    book = story(
        oracle.head,
        {
            "ann/one": f"- denies: {{arrived: {{who: cat, {denial}}}}}",
            "ben/two": f"- arrived: {{who: cat, {claim}}}",
        },
    )
    found = [match.certain for match in decide_text(book, [rule]).matches]
    assert found == {"certain": [True], "possible": [False], "none": []}[expected]
