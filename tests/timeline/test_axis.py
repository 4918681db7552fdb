"""The axis: as many ticks as labels leave room for, at whole steps of the calendar."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trialcheck.reports.timeline.axis import axis_of
from trialcheck.timelines import View
from trialcheck.when import WITHOUT_END, read_date

CELLS = 72


def _view(first: str, last: str) -> View:
    return View(read_date(first).occasion().earliest_start, read_date(last).occasion().latest_end)


def _at(minute: int, view: View, room: float) -> float:
    return (minute - view.first) * room / (view.last - view.first + 1)


@pytest.mark.parametrize(
    ("first", "last", "labels", "above"),
    [
        ("1932", "1932", ["Jan", "Feb", "Mar"], ["1932"]),
        ("1918", "1937", ["1918", "1920", "1922"], []),
        ("1932-11-20", "1932-12-09", ["20", "21", "22"], ["November 1932", "December 1932"]),
        ("1857-08-29", "1857-08-29", ["00:00", "03:00", "06:00"], ["29 August 1857"]),
        ("1857-08-29T23:00", "1857-08-29T23:10", ["23:00", "23:01"], ["29 August 1857"]),
        ("-0299", "0300", ["300 BC", "200 BC"], []),
        ("-9999", "9999", ["10000 BC", "5000 BC"], []),
    ],
)
def test_the_labels_of_some_stretches(first, last, labels, above):
    """Years, months, days or hours, as the stretch asks for, with the larger unit above them."""
    axis = axis_of(_view(first, last), CELLS, len, 1)
    shown = [tick.label for tick in axis.ticks]
    assert shown[: len(labels)] == labels
    assert [tick.label for tick in axis.above] == above


def test_no_century_is_counted_from_a_year_that_never_was():
    """Round years before the first are 100 BC and 1 AD, not 101 BC and 1 BC."""
    labels = [tick.label for tick in axis_of(_view("-0499", "0500"), CELLS, len, 1).ticks]
    assert labels == ["500 BC", "400 BC", "300 BC", "200 BC", "100 BC", "AD 1", *labels[6:]]


@given(
    st.integers(-4_000_000_000, 4_000_000_000),
    st.integers(0, 32).flatmap(lambda power: st.integers(1, 2**power)),
    st.integers(20, 400),
)
def test_labels_never_collide_and_stay_in_the_picture(first, length, room):
    """Of any stretch: labels in a row leave a gap, none leaves the picture, ticks lie in view."""
    view = View(first, min(first + length, WITHOUT_END))
    axis = axis_of(view, room, len, 1)
    for row in (axis.ticks, axis.above):
        for one, other in pairwise(row):
            end = _at(one.minute, view, room) + len(one.label)
            assert end + 1 <= _at(other.minute, view, room) + 1e-6
        for tick in row:
            assert view.first <= tick.minute <= view.last
            assert _at(tick.minute, view, room) + len(tick.label) * bool(tick.label) <= room


@given(st.integers(-4_000_000_000, 4_000_000_000), st.integers(60, 4_000_000_000))
def test_a_wide_picture_always_has_ticks(first, length):
    """Every stretch of an hour and more has at least two ticks on a picture of 80 cells."""
    axis = axis_of(View(first, first + length), 80, len, 1)
    assert len(axis.ticks) >= 2
