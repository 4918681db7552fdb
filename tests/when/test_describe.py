"""Minutes, ranges and datings in plain English."""

from __future__ import annotations

import pytest

from trialcheck.when import (
    WITHOUT_END,
    WITHOUT_START,
    Range,
    describe_dating,
    describe_days,
    describe_minute,
    describe_range,
    read_date,
)

WINTERS = "from 1 January 1932 to 29 February 1932; from 1 December 1932 to 28 February 1933"


def stretch(text: str, calendar: str = "gregorian") -> Range:
    """The range of a written occasion."""
    window = read_date(text, calendar=calendar).occasion()
    return Range(window.earliest_start, window.latest_end)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1931", "1931"),
        ("1931-07", "July 1931"),
        ("1936-08-05", "5 August 1936"),
        ("1936-08-05T14:30", "5 August 1936, 14:30"),
        ("1857-08-29T23", "29 August 1857, 23:00 to 23:59"),
        ("1936-08-19T00:00/1936-08-19T11:30", "19 August 1936, 00:00 to 11:30"),
        ("1931-05/1931-07", "from 1 May 1931 to 31 July 1931"),
        ("1931-02-02/1931-02-28", "from 2 February 1931 to 28 February 1931"),
        ("1931-02-01/1931-02-27", "from 1 February 1931 to 27 February 1931"),
        ("1930/1931", "from 1 January 1930 to 31 December 1931"),
        ("1936-08-19T23:59/1936-08-23T00:00",
         "from 19 August 1936, 23:59 to 23 August 1936, 00:00"),
        ("1936-08-19/1936-08-23T00:00", "from 19 August 1936 to 23 August 1936, 00:00"),
        ("1936-08-19T10:00/1936-08-23", "from 19 August 1936, 10:00 to 23 August 1936"),
        ("../1917", "until 31 December 1917"),
        ("1933/..", "from 1 January 1933 on"),
        ("after 1936-08-19T10:00", "from 19 August 1936, 10:01 on"),
        ("../..", "at any time"),
        ("44 BC", "44 BC"),
        ("15 March 44 BC", "15 March 44 BC"),
        ("1 BC", "1 BC"),
        ("AD 79", "AD 79"),
        ("August 79 CE", "August AD 79"),
        ("1000", "1000"),
    ],
)  # fmt: skip
def test_a_range_is_said_the_shortest_exact_way(text: str, said: str) -> None:
    """Whole days, months and years are named; everything else has both its ends."""
    assert describe_range(stretch(text)) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1857-07-29", "10 August 1857 (29 July, Julian)"),
        ("1857-12-25", "6 January 1858 (25 December 1857, Julian)"),
        ("1857-07", "from 13 July 1857 (1 July, Julian) to 12 August 1857 (31 July, Julian)"),
        ("1857-07-29T14:30", "10 August 1857 (29 July, Julian), 14:30"),
        ("../1857-07-29", "until 10 August 1857 (29 July, Julian)"),
    ],
)
def test_julian_dates_show_both_styles(text: str, said: str) -> None:
    """Each day of a Julian date is said in the Gregorian calendar, then in its own."""
    assert describe_range(stretch(text, "julian"), "julian") == said


def test_the_ends_of_time_are_no_dates() -> None:
    """The bounds that stand for no bound are said so."""
    assert describe_range(Range(0, WITHOUT_END)) == "from 1 January AD 1 on"
    assert describe_range(Range(WITHOUT_START, 1439)) == "until 1 January AD 1"
    assert describe_range(Range(WITHOUT_START, WITHOUT_END)) == "at any time"
    assert describe_range(Range(None, WITHOUT_END)) == "at any time"


def test_a_minute_is_said_with_its_time() -> None:
    """A minute has its day and time, before our era too."""
    assert describe_minute(0) == "1 January AD 1, 00:00"
    assert describe_minute(-1) == "31 December 1 BC, 23:59"


@pytest.mark.parametrize(
    ("least", "most", "said"),
    [
        (31, 91, "31 to 91 days"),
        (31, None, "at least 31 days"),
        (None, 91, "at most 91 days"),
        (None, None, "any number of days"),
        (31, 31, "31 days"),
        (1, 1, "1 day"),
        (0, 0, "0 days"),
        (0, 1, "0 to 1 day"),
        (-5, 500, "-5 to 500 days"),
        (397, 487, "397 to 487 days, about 13 to 16 months"),
        (365, 366, "365 to 366 days, about 12 months"),
        (500, None, "at least 500 days, about 16 months"),
        (31, 487, "31 to 487 days, about 1 to 16 months"),
        (1000, 2000, "1000 to 2000 days, about 3 to 5 years"),
        (3652, 3653, "3652 to 3653 days, about 10 years"),
        (None, 400, "at most 400 days, about 13 months"),
    ],
)
def test_days_are_said_with_months_where_they_are_many(
    least: int | None, most: int | None, said: str
) -> None:
    """Long times are also said in months or years."""
    assert describe_days(least, most) == said


def test_a_dating_is_explained_line_by_line() -> None:
    """What `trialcheck dates` prints for a plain English date."""
    autumn = "from 1 September 1931 to 30 November 1931"
    assert describe_dating(read_date("autumn 1931")) == [
        "as written: autumn 1931",
        "in EDTF: 1931-23",
        f"as an occasion: at one moment, {autumn}",
        f"as a condition: for some while, at least in part within: {autumn}",
        f"as a denial: surely covers {autumn}",
    ]


@pytest.mark.parametrize(
    ("text", "calendar", "line"),
    [
        ("about January 1933", "gregorian", "approximate: widened by 1 month on each side"),
        ("1933?", "gregorian", "uncertain: what rests on it is at most possible"),
        ("1933-01~", "gregorian", "as a denial: surely covers nothing"),
        ("{1931,1933}", "gregorian", "as a denial: surely covers 1931; 1933"),
        ("winter 1932", "gregorian",
         f"separate dates: {WINTERS}"),
        ("1933-01-01/..", "gregorian",
         "as a condition: its start: 1 January 1933; without end; and all between"),
        ("1933-01-01/", "gregorian",
         "as a condition: its start: 1 January 1933; its end is unknown; and all between"),
        ("../1917", "gregorian",
         "as a condition: without beginning; its end: 1917; and all between"),
        ("/1917", "gregorian",
         "as a condition: its start is unknown; its end: 1917; and all between"),
        ("before about 1933", "gregorian", "in EDTF: has no equal form"),
        ("1857-07-29", "julian",
         "calendar: Julian; each day is shown in both styles, the Gregorian first"),
        ("1857-07-29", "julian",
         "as an occasion: at one moment, 10 August 1857 (29 July, Julian)"),
    ],
)  # fmt: skip
def test_a_dating_explains_what_is_special(text: str, calendar: str, line: str) -> None:
    """Marks, sets, open ends and the calendar have lines of their own."""
    assert line in describe_dating(read_date(text, calendar=calendar))


def test_one_sort_can_be_asked_for() -> None:
    """Of the two sorts of claim only the one asked for is explained."""
    dating = read_date("1931")
    occasion = describe_dating(dating, "occasion")
    condition = describe_dating(dating, "condition")
    assert any(line.startswith("as an occasion") for line in occasion)
    assert not any(line.startswith("as a condition") for line in occasion)
    assert any(line.startswith("as a condition") for line in condition)
    assert not any(line.startswith("as an occasion") for line in condition)
