"""What a date means for an occasion, a condition and a denial."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from trialcheck.measures import Duration
from trialcheck.when import WITHOUT_END, WITHOUT_START, Range, Window, read_date

TextOf = Callable[[Range | None], str]

CONDITIONS = [
    # text, start of the condition, end of the condition
    ("1931-07", ".. 1931-07-31", "1931-07-01 .."),
    ("1936-08-19T10:00", ".. 1936-08-19T10:00", "1936-08-19T10:00 .."),
    ("1931-05/1931-07", "1931-05-01 1931-05-31", "1931-07-01 1931-07-31"),
    ("1931/1931-07", "1931-01-01 1931-12-31", "1931-07-01 1931-07-31"),
    ("1933-01-01/", "1933-01-01 1933-01-01", "1933-01-01 .."),
    ("/1917", ".. 1917-12-31", "1917-01-01 1917-12-31"),
    ("1933-01~", ".. 1933-02-28", "1932-12-01 .."),
    ("1933-01~/1934-01~", "1932-12-01 1933-02-28", "1933-12-01 1934-02-28"),
    ("{1931-05,1931-07}", ".. 1931-07-31", "1931-05-01 .."),
    ("before 1933", ".. 1932-12-31", ".. .."),
    ("after 1933", ".. ..", "1934-01-01 .."),
    ("since 1933", "1933-01-01 1933-12-31", "1933-01-01 .."),
    ("until 1917", ".. 1917-12-31", "1917-01-01 1917-12-31"),
]


def ends(window: Window) -> tuple[Range, Range]:
    """The range of the start and the range of the end."""
    return (
        Range(window.earliest_start, window.latest_start),
        Range(window.earliest_end, window.latest_end),
    )


@pytest.mark.parametrize(("text", "start", "end"), CONDITIONS)
def test_a_condition_has_a_start_and_an_end(
    text_of: TextOf, text: str, start: str, end: str
) -> None:
    """A single date is touched; of `A/B` the start lies in A and the end in B."""
    first, last = ends(read_date(text).condition())
    assert (text_of(first), text_of(last)) == (start, end)


def test_without_end_outlasts_every_date() -> None:
    """`1933/..` surely still holds on the last day that can be written; `1933/` need not."""
    last = read_date("9999-12-31", calendar="julian").occasion().latest_end
    endless = read_date("1933/..").condition()
    assert last is not None
    assert endless.earliest_end == WITHOUT_END > last
    assert endless.latest_end is None
    unknown = read_date("1933/").condition()
    assert unknown.earliest_end is not None
    assert unknown.earliest_end < last


def test_without_start_precedes_every_date() -> None:
    """`../1917` surely held already on the first day that can be written; `/1917` need not."""
    first = read_date("-9999-01-01", calendar="julian").occasion().earliest_start
    endless = read_date("../1917").condition()
    assert first is not None
    assert endless.latest_start == WITHOUT_START < first
    assert endless.earliest_start is None
    assert ends(read_date("../..").condition()) == (
        Range(None, WITHOUT_START),
        Range(WITHOUT_END, None),
    )
    unknown = read_date("/1917").condition()
    assert unknown.latest_start is not None
    assert unknown.latest_start > first


@pytest.mark.parametrize(
    ("text", "covered"),
    [
        ("1931-07", "1931-07-01 1931-07-31"),
        ("1933?", "1933-01-01 1933-12-31"),
        ("1931-05/1931-07", "1931-05-31T23:59 1931-07-01T00:00"),
        ("1936-08-19/1936-08-23", "1936-08-19T23:59 1936-08-23T00:00"),
        ("1931/1931", "nothing"),
        ("1931-05/1931-06", "1931-05-31T23:59 1931-06-01T00:00"),
        ("1931/1931-07", "nothing"),
        ("1918/..", "1918-12-31T23:59 .."),
        ("../1917", ".. 1917-01-01T00:00"),
        ("../..", ".. .."),
        ("1918/", "nothing"),
        ("/1918", "nothing"),
        ("1933-01~", "nothing"),
        ("1933-01~/1933-12~", "1933-02-28T23:59 1933-11-01T00:00"),
        ("1931~/1932~", "nothing"),
        ("193X", "1930-01-01 1939-12-31"),
        ("19X3", "nothing"),
        ("[1931,1932]", "nothing"),
        ("[1931]", "1931-01-01 1931-12-31"),
        ("[1931..1932]", "nothing"),
        ("{1931,1932}", "1931-01-01 1932-12-31"),
        ("{1931..1932}", "1931-01-01 1932-12-31"),
        ("{1931..1935~}", "1931-01-01 1934-12-31"),
        ("{1931~..1935}", "1932-01-01 1935-12-31"),
        ("{1931~..1932~}", "nothing"),
        ("{..1932}", ".. 1932-12-31"),
        ("1932-24", "nothing"),
        ("winter 1932/33", "1932-12-01 1933-02-28"),
        ("1931 or 1932", "nothing"),
        ("before 1933", ".. 1932-12-31"),
        ("after 1933", "1934-01-01 .."),
        ("before about 1933", ".. 1931-12-31"),
        ("after about 1933", "1935-01-01 .."),
        ("since 1918", "nothing"),
        ("from 1918 on", "1918-12-31T23:59 .."),
    ],
)
def test_a_denial_covers_what_is_sure(text_of: TextOf, text: str, covered: str) -> None:
    """From hi(A) to lo(B), all of a single date, and nothing that an open question leaves out."""
    assert text_of(read_date(text).covers()) == covered


def test_an_approximate_denial_shrinks() -> None:
    """A denial "about January", give or take three days, surely covers the 4th to the 28th."""
    covered = read_date("1933-01~", widening=Duration(4320, 4320)).covers()
    fourth, last = read_date("1933-01-04").first, read_date("1933-01-28").first
    assert covered is not None
    assert fourth is not None
    assert last is not None
    assert (covered.lo, covered.hi) == (fourth.lo, last.hi)


def test_several_stretches_are_all_in_sure(text_of: TextOf) -> None:
    """A denial about all of several dates covers each; there is then no one stretch."""
    dating = read_date("{1931-05,1931-07,1931-09~}")
    assert dating.covers() is None
    assert [text_of(piece) for piece in dating.sure] == [
        "1931-05-01 1931-05-31",
        "1931-07-01 1931-07-31",
    ]


@pytest.mark.parametrize("text", ["1931", "{1931,1933}", "before 1933", "193X"])
def test_a_date_with_one_end_is_single(text: str) -> None:
    """A single date has neither a second end nor an open one."""
    dating = read_date(text)
    assert dating.single
    assert dating.last is None


@pytest.mark.parametrize("text", ["1931/1932", "1931/", "/1931", "1931/..", "../1931", "../.."])
def test_a_date_with_two_ends_is_not_single(text: str) -> None:
    """An open or unknown end is an end."""
    assert not read_date(text).single
