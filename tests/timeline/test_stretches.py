"""A window becomes the stretches that are drawn: what surely, possibly and at some moment holds."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trialcheck.bounds import FAR, Bounds
from trialcheck.timelines.stretches import Stretch, denied_stretches, stretches_of
from trialcheck.when import WITHOUT_END, WITHOUT_START

LATEST = 8
MINUTES = range(LATEST + 1)


@st.composite
def _windows(draw: st.DrawFn) -> Bounds:
    """Windows of conditions that can be met, as tight as a network leaves them."""
    pairs = st.tuples(st.integers(0, LATEST), st.integers(0, LATEST))
    starts = sorted(draw(pairs))
    ends = sorted(draw(pairs))
    earliest_end, latest_start = max(ends[0], starts[0]), min(starts[1], ends[1])
    if starts[0] > latest_start or earliest_end > ends[1]:
        return Bounds(0, 0, 0, 0)
    return Bounds(starts[0], latest_start, earliest_end, ends[1])


def _covered(stretches: tuple[Stretch, ...], *parts: str) -> set[int]:
    return {
        minute
        for stretch in stretches
        if stretch.part in parts
        for minute in MINUTES
        if stretch.touches(minute, minute)
    }


@given(_windows())
def test_a_condition_is_drawn_where_it_can_hold_and_solid_where_it_must(window):
    """Of all lives of a condition inside its window: solid is what all share, drawn what any
    touches.
    """
    lives = [
        set(range(start, end + 1))
        for start in range(window.earliest_start, window.latest_start + 1)
        for end in range(window.earliest_end, window.latest_end + 1)
        if start <= end
    ]
    stretches = stretches_of(window, "condition")
    assert _covered(stretches, "sure") == set.intersection(*lives)
    assert _covered(stretches, "sure", "possible", "moment") == set.union(*lives)


@given(_windows())
def test_where_nothing_is_sure_some_moment_between_holds(window):
    """Every life of a condition without a sure part touches its `moment` stretch."""
    stretches = stretches_of(window, "condition")
    moment = _covered(stretches, "moment")
    if not moment:
        assert _covered(stretches, "sure")
        return
    for start in range(window.earliest_start, window.latest_start + 1):
        for end in range(max(start, window.earliest_end), window.latest_end + 1):
            assert moment & set(range(start, end + 1))


@given(_windows())
def test_stretches_follow_each_other_without_overlap(window):
    """Each stretch begins right after the one before."""
    stretches = stretches_of(window, "condition")
    for one, other in pairwise(stretches):
        assert other.first == one.last + 1


def test_an_occasion_is_one_moment_in_its_window():
    """The window of an occasion is one stretch, with its separate dates where it has some."""
    window = Bounds(10, 90, 10, 90)
    pieces = (Bounds(70, 95, 70, 95), Bounds(10, 20, 10, 20))
    assert stretches_of(window, "occasion") == (Stretch("moment", 10, 90),)
    assert stretches_of(window, "occasion", pieces) == (
        Stretch("moment", 10, 20),
        Stretch("moment", 70, 90),
    )


def test_separate_dates_that_ties_rule_out_are_not_drawn():
    """A piece outside the window is left out; if no piece is left the window itself is drawn."""
    piece = (Bounds(10, 20, 10, 20),)
    assert stretches_of(Bounds(15, 90, 15, 90), "occasion", piece) == (Stretch("moment", 15, 20),)
    assert stretches_of(Bounds(30, 90, 30, 90), "occasion", piece) == (Stretch("moment", 30, 90),)


def test_between_separate_dates_a_condition_merely_may_hold():
    """A condition of one of two dates may hold before, between and after them."""
    pieces = (Bounds(-FAR, 20, 10, FAR), Bounds(-FAR, 60, 50, FAR))
    assert stretches_of(Bounds(-FAR, 60, 10, FAR), "condition", pieces) == (
        Stretch("possible", None, 9),
        Stretch("moment", 10, 20),
        Stretch("possible", 21, 49),
        Stretch("moment", 50, 60),
        Stretch("possible", 61, None),
    )


@pytest.mark.parametrize(
    ("window", "expected"),
    [
        (Bounds(5, 9, WITHOUT_END, FAR), [("possible", 5, 8), ("sure", 9, None)]),
        (Bounds(-FAR, WITHOUT_START, 3, 7), [("sure", None, 3), ("possible", 4, 7)]),
        (
            Bounds(-FAR, 9, 5, FAR),
            [("possible", None, 4), ("moment", 5, 9), ("possible", 10, None)],
        ),
    ],
    ids=["without end", "without beginning", "touches"],
)
def test_what_has_no_bound_has_none_in_its_stretches(window, expected):
    """A window without a bound gives a stretch that is open on that side."""
    assert list(stretches_of(window, "condition")) == [Stretch(*each) for each in expected]


def test_a_denial_is_drawn_where_it_surely_covers():
    """Each covered stretch is one; one that reaches beyond all dates is open."""
    assert denied_stretches([(7, FAR), (1, 3)]) == (
        Stretch("denied", 1, 3),
        Stretch("denied", 7, None),
    )
