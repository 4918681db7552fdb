"""A record is decided as a whole: visits that fit two by two may have no order and dates for all of
them.
"""

from __future__ import annotations

from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

KINDS = {"occasion": "arrived", "condition": "was-at"}
KILOMETRES = 2.4  # between two places in the row, at a kilometre a minute
DEGREES = KILOMETRES / 111.195080
PLACES = ("first", "second", "third", "fourth")
HEAD = (
    "case: Visits\ntop-speed: 60 km/h\npeople: {ann: {}, ben: {}}\nplaces: {"
    + ", ".join(f"{name}: {{at: [0, {at * DEGREES:.6f}]}}" for at, name in enumerate(PLACES))
    + "}\n"
)


def minutes_between(one: int, other: int) -> int:
    """The whole minutes of the journey between two places of the row."""
    return int(abs(one - other) * KILOMETRES)


def fits(datings, places) -> bool:
    """Whether one person can have been everywhere at these times."""
    for (one, here), (two, there) in combinations(zip(datings, places, strict=True), 2):
        if here == there:
            continue
        minutes = minutes_between(here, there)
        if two[0] - one[1] < minutes and one[0] - two[1] < minutes:
            return False
    return True


@pytest.fixture(scope="session")
def laws(shipped):
    """The law of one place at a time, and that of the whole record."""
    return [shipped.rule_set.rules[name] for name in ("one-place-at-a-time", "dates-conflict")]


def is_bounded(claim) -> bool:
    """Whether a claim has no open end, so that its datings are few."""
    sort, when = claim
    return sort == "occasion" or when.form == "span" or when.most is not None


@given(data=st.data())
@settings(max_examples=120)
def test_visits_clash_if_and_only_if_no_dates_fit(
    data, oracle, strategies, story, analyze_text, laws
):
    """The laws' findings on up to four visits are just the smallest sets of them that no dates
    reconcile.
    """
    size = data.draw(st.integers(2, 4))
    claims = [data.draw(strategies(endless=False).filter(is_bounded)) for _ in range(size)]
    places = [data.draw(st.integers(0, 3)) for _ in range(size)]
    text = story(
        HEAD,
        {
            f"ann/v{at}": f"- {KINDS[sort]}: {{who: ben, where: {PLACES[place]}, {when.text()}}}"
            for at, ((sort, when), place) in enumerate(zip(claims, places, strict=True))
        },
    )
    expected: list[tuple[int, ...]] = []
    for count in range(1, size + 1):
        for kept in combinations(range(size), count):
            if any(set(known) <= set(kept) for known in expected):
                continue
            choices = product(*(oracle.datings(*claims[at]) for at in kept))
            if not any(fits(datings, [places[at] for at in kept]) for datings in choices):
                expected.append(kept)
    (case,) = analyze_text(text, rules=laws).cases
    found = {finding.statements for finding in case.findings}
    assert found == {tuple(f"ann/v{at}" for at in kept) for kept in expected}
    assert case.consistent is not bool(expected)
