"""EDTF: what each form means as an occasion."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from trialcheck.measures import Duration
from trialcheck.when import Dating, Range, read_date

ReadText = Callable[..., str]
TextOf = Callable[[Range | None], str]
OccasionOf = Callable[[Dating], str]

FORMS = [
    # level 0
    ("1936", "1936-01-01 1936-12-31", "year"),
    ("1936-08", "1936-08-01 1936-08-31", "month"),
    ("1936-02", "1936-02-01 1936-02-29", "month"),
    ("1936-08-19", "1936-08-19 1936-08-19", "day"),
    ("1936-02-29", "1936-02-29 1936-02-29", "day"),
    ("0000", "0000-01-01 0000-12-31", "year"),
    ("0001-01-01", "0001-01-01 0001-01-01", "day"),
    ("9999-12-31", "9999-12-31 9999-12-31", "day"),
    (" 1936-08-19\n", "1936-08-19 1936-08-19", "day"),
    ("1931-05/1931-07", "1931-05-01 1931-07-31", "month"),
    ("1931-05-05/1932", "1931-05-05 1932-12-31", "day"),
    ("1936/1936-05", "1936-01-01 1936-05-31", "year"),
    ("1931/1931", "1931-01-01 1931-12-31", "year"),
    ("1936-08-19T10:05", "1936-08-19T10:05 1936-08-19T10:05", "minute"),
    ("1936-08-19T10:05:59", "1936-08-19T10:05 1936-08-19T10:05", "minute"),
    ("1936-08-19T00:00", "1936-08-19 1936-08-19T00:00", "minute"),
    ("1936-08-19T23:59", "1936-08-19T23:59 1936-08-19", "minute"),
    ("1857-08-29T23", "1857-08-29T23:00 1857-08-29", "hour"),
    ("1936-08-19T10:00/1936-08-19T11:30", "1936-08-19T10:00 1936-08-19T11:30", "minute"),
    ("1936-08-19T22/1936-08-20", "1936-08-19T22:00 1936-08-20", "hour"),
    # level 1: negative years, marks, seasons, unspecified digits, open and unknown ends
    ("-0043-03-15", "-043-03-15 -043-03-15", "day"),
    ("-9999", "-9999-01-01 -9999-12-31", "year"),
    ("-0049/-0043", "-049-01-01 -043-12-31", "year"),
    ("1933?", "1933-01-01 1933-12-31", "year"),
    ("1933~", "1932-01-01 1934-12-31", "year"),
    ("1933%", "1932-01-01 1934-12-31", "year"),
    ("1933-01~", "1932-12-01 1933-02-28", "month"),
    ("1933-01-01~", "1932-12-31 1933-01-02", "day"),
    ("1936-08-19T10:05~", "1936-08-19T09:35 1936-08-19T10:35", "minute"),
    ("1936-08-19T00~", "1936-08-18T23:30 1936-08-19T01:29", "hour"),
    ("1931-21", "1931-03-01 1931-05-31", "season"),
    ("1931-22", "1931-06-01 1931-08-31", "season"),
    ("1931-23", "1931-09-01 1931-11-30", "season"),
    ("1932-24", "1932-01-01 1933-02-28", "season"),
    ("1931-23~", "1931-06-01 1932-02-29", "season"),
    ("193X", "1930-01-01 1939-12-31", "decade"),
    ("19XX", "1900-01-01 1999-12-31", "century"),
    ("193X~", "1920-01-01 1949-12-31", "decade"),
    ("19XX~", "1800-01-01 2099-12-31", "century"),
    ("1XXX~", "0000-01-01 2999-12-31", "millennium"),
    ("1931-XX", "1931-01-01 1931-12-31", "year"),
    ("1931-XX-XX", "1931-01-01 1931-12-31", "year"),
    ("1931-05-XX", "1931-05-01 1931-05-31", "month"),
    ("1931-05-XX~", "1931-04-01 1931-06-30", "month"),
    ("1933-01-01/..", "1933-01-01 ..", "day"),
    ("1933-01-01/", "1933-01-01 ..", "day"),
    ("../1917", ".. 1917-12-31", "year"),
    ("/1917", ".. 1917-12-31", "year"),
    ("../..", ".. ..", ""),
    ("1931/1933~", "1931-01-01 1934-12-31", "year"),
    ("1931-05~/1933", "1931-04-01 1933-12-31", "month"),
    ("1931?/1933", "1931-01-01 1933-12-31", "year"),
    # level 2: codes, digits anywhere, partial marks, sets
    ("1931-25", "1931-03-01 1931-05-31", "season"),
    ("1931-26", "1931-06-01 1931-08-31", "season"),
    ("1931-27", "1931-09-01 1931-11-30", "season"),
    ("1932-28", "1932-01-01 1933-02-28", "season"),
    ("1931-29", "1931-09-01 1931-11-30", "season"),
    ("1932-30", "1932-01-01 1933-02-28", "season"),
    ("1931-31", "1931-03-01 1931-05-31", "season"),
    ("1931-32", "1931-06-01 1931-08-31", "season"),
    ("1931-33", "1931-01-01 1931-03-31", "quarter"),
    ("1931-34", "1931-04-01 1931-06-30", "quarter"),
    ("1931-35", "1931-07-01 1931-09-30", "quarter"),
    ("1931-36", "1931-10-01 1931-12-31", "quarter"),
    ("1931-33~", "1930-10-01 1931-06-30", "quarter"),
    ("1931-37", "1931-01-01 1931-04-30", "third of a year"),
    ("1931-38", "1931-05-01 1931-08-31", "third of a year"),
    ("1931-39", "1931-09-01 1931-12-31", "third of a year"),
    ("1931-40", "1931-01-01 1931-06-30", "half of a year"),
    ("1931-41", "1931-07-01 1931-12-31", "half of a year"),
    ("1931-05-3X", "1931-05-30 1931-05-31", "day"),
    ("1931-05-0X", "1931-05-01 1931-05-09", "day"),
    ("1932-1X", "1932-10-01 1932-12-31", "month"),
    ("1931-XX-05", "1931-01-05 1931-12-05", "day"),
    ("19X3", "1903-01-01 1993-12-31", "year"),
    ("193X-05", "1930-05-01 1939-05-31", "month"),
    ("19XX-02-29", "1904-02-29 1996-02-29", "day"),
    ("-004X", "-049-01-01 -040-12-31", "decade"),
    ("-000X", "-009-01-01 -001-12-31", "decade"),
    ("-000X-05", "-009-05-01 -001-05-31", "month"),
    ("XXXX", "0000-01-01 9999-12-31", "millennium"),
    ("1XXX-12", "1000-12-01 1999-12-31", "month"),
    ("XXXX-12-25", "0000-12-25 9999-12-25", "day"),
    ("XXXX-XX-31", "0000-01-31 9999-12-31", "day"),
    ("-XXXX-12-25", "-9999-12-25 -001-12-25", "day"),
    ("193X/1945", "1930-01-01 1945-12-31", "decade"),
    ("?1931-05", "1931-05-01 1931-05-31", "month"),
    ("1931?-05-12", "1931-05-12 1931-05-12", "day"),
    ("1931-~05", "1931-04-01 1931-06-30", "month"),
    ("1931-05~-12", "1931-05-11 1931-05-13", "day"),
    ("1931-05-%12", "1931-05-11 1931-05-13", "day"),
    ("[1931-05,1931-07]", "1931-05-01 1931-07-31", "month"),
    ("[1931-07, 1931-05]", "1931-05-01 1931-07-31", "month"),
    ("{1931-05,1932}", "1931-05-01 1932-12-31", "year"),
    ("[1931-05..1931-07]", "1931-05-01 1931-07-31", "month"),
    ("[1929,1931..1933]", "1929-01-01 1933-12-31", "year"),
    ("[..1931]", ".. 1931-12-31", "year"),
    ("[1931..]", "1931-01-01 ..", "year"),
    ("[..1931,1933]", ".. 1933-12-31", "year"),
    ("{1933,1935..}", "1933-01-01 ..", "year"),
    ("[1931]", "1931-01-01 1931-12-31", "year"),
    ("[1931~,1935]", "1930-01-01 1935-12-31", "year"),
    ("{1931~..1935~}", "1930-01-01 1936-12-31", "year"),
    ("[1931-05-05T10:00,1931-05-06]", "1931-05-05T10:00 1931-05-06", "day"),
]


@pytest.mark.parametrize(("text", "occasion", "precision"), FORMS)
def test_a_form_means_its_range(
    read_text: ReadText, text: str, occasion: str, precision: str
) -> None:
    """Each EDTF form is an occasion in exactly the range that the standard gives it."""
    assert read_text(text) == occasion
    assert read_date(text).precision == precision


@pytest.mark.parametrize(
    ("text", "uncertain", "approximate"),
    [
        ("1933", False, False),
        ("1933?", True, False),
        ("1933~", False, True),
        ("1933%", True, True),
        ("?1931-05", True, False),
        ("1931-05~-12?", True, True),
        ("1931/1933?", True, False),
        ("1931~/1933?", True, True),
        ("[1931?,1933]", True, False),
        ("{1931,1933~}", False, True),
    ],
)
def test_marks_are_kept(text: str, uncertain: bool, approximate: bool) -> None:
    """A mark anywhere qualifies the whole date."""
    dating = read_date(text)
    assert (dating.uncertain, dating.approximate) == (uncertain, approximate)
    assert bool(dating.widened) is approximate


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("1932-24", ["1932-01-01 1932-02-29", "1932-12-01 1933-02-28"]),
        ("1931-30", ["1931-01-01 1931-02-28", "1931-12-01 1932-02-29"]),
        ("[1931-05,1931-07]", ["1931-05-01 1931-05-31", "1931-07-01 1931-07-31"]),
        ("{1931-07,1931-05}", ["1931-05-01 1931-05-31", "1931-07-01 1931-07-31"]),
        ("[1931-05,1931-06]", []),
        ("[1931,1931-06]", []),
        ("[1931-05~,1931-07]", []),
        ("[..1931,1933]", [".. 1931-12-31", "1933-01-01 1933-12-31"]),
        ("[1931,1933..]", ["1931-01-01 1931-12-31", "1933-01-01 .."]),
        ("193X", []),
        ("1932-1X", []),
        ("1931-X1-05", ["1931-01-05 1931-01-05", "1931-11-05 1931-11-05"]),
        ("XXXX-12-25", []),
        ("1931-05/1931-07", []),
    ],
)
def test_separate_pieces_are_listed(text_of: TextOf, text: str, pieces: list[str]) -> None:
    """Sets and unspecified digits keep their separate pieces, touching ones made one."""
    assert [text_of(piece) for piece in read_date(text).alternatives] == pieces


@pytest.mark.parametrize(
    ("text", "occasion", "widened"),
    [
        ("1933~", "1932-12-30 1934-01-02", "2 days"),
        ("1933-05-05T10:00~", "1933-05-03T10:00 1933-05-07T10:00", "2 days"),
        ("1933", "1933-01-01 1933-12-31", ""),
        ("1931~/1933~", "1930-12-30 1934-01-02", "2 days"),
        ("-9999~", "-10000-12-30 -9998-01-02", "2 days"),
    ],
)
def test_a_casebook_widens_by_its_own_measure(
    occasion_of: OccasionOf, text: str, occasion: str, widened: str
) -> None:
    """With `about: 2 days` every approximate date is widened by two days, and by nothing else."""
    dating = read_date(text, widening=Duration(1440, 2880))
    assert occasion_of(dating) == occasion
    assert dating.widened == widened


def test_two_ends_say_how_each_was_widened() -> None:
    """A range whose ends differ in precision names both amounts, the same amount once."""
    assert read_date("1931-05~/1933~").widened == "1 month and 1 year"
    assert read_date("1931~/1933~").widened == "1 year"


def test_widening_stops_at_the_ends_of_time() -> None:
    """No width reaches beyond the calendar."""
    far = read_date("9XXX~", widening=Duration(0, 10**10)).occasion()
    assert far.latest_end == 5_259_491_999
    assert far.earliest_start == -5_260_019_040


@pytest.mark.parametrize(
    ("text", "julian"),
    [
        ("1857-07-29", "1857-08-10 1857-08-10"),
        ("1700-02-29", "1700-03-11 1700-03-11"),
        ("1857-07", "1857-07-13 1857-08-12"),
        ("1857", "1857-01-13 1858-01-12"),
        ("185X", "1850-01-13 1860-01-12"),
        ("1857-07~", "1857-06-13 1857-09-12"),
        ("1857-21", "1857-03-13 1857-06-12"),
        ("1857-07-29T23:00", "1857-08-10T23:00 1857-08-10T23:00"),
        ("1857-07/1857-08", "1857-07-13 1857-09-12"),
        ("5 August 1857", "1857-08-17 1857-08-17"),
        ("9999-12-31", "10000-03-13 10000-03-13"),
    ],
)
def test_julian_dates_are_converted(read_text: ReadText, text: str, julian: str) -> None:
    """A date of the Julian calendar is the same day by the Gregorian one."""
    assert read_text(text, "julian") == julian
    assert read_date(text, calendar="julian").calendar == "julian"
