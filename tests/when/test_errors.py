"""Dates that cannot be read: what is said, how to mend it, and where the fault is."""

from __future__ import annotations

import pytest

from trialcheck.when import DateError, read_date

ERRORS = [
    # text, part of the message, part of the help, the characters that it points at
    ("", "empty", "1936-08-19", ""),
    ("  ", "empty", "1936-08-19", "  "),
    ("1931-04-31", "April has 30 days", "1 to 30", "31"),
    ("1931-04-00", "no day 0", "1 to 30", "00"),
    ("1931-02-29", "February of the year 1931 has 28 days", "1 to 28", "29"),
    ("1700-02-29", "has 28 days", "declare `calendar: julian`", "29"),
    ("1932-02-30", "has 29 days", "1 to 29", "30"),
    ("1931/1932-02-30", "has 29 days", "1 to 29", "30"),
    ("1931-13", "no month 13", "codes", "13"),
    ("1931-00", "no month 00", "01 to 12", "00"),
    ("1931-42", "no month 42", "01 to 12", "42"),
    ("1931-13-01", "no month 13", "01 to 12", "13"),
    ("1931-21-05", "can have no day", "leave the day out", "21"),
    ("-0000", "no year -0000", "0000", "-0000"),
    ("Y-12345", "out of reach", "-9999", "Y-12345"),
    ("Y17E7", "out of reach", "9999", "Y17E7"),
    ("12345", "out of reach", "four digits", "12345"),
    ("1950S2", "Significant digits", "195X", "1950S2"),
    ("1936-08-19T24:00", "no 24:00", "00:00 of the next day", "24:00"),
    ("1936-08-19T24", "no 24:00", "00:00 of the next day", "24"),
    ("1936-08-19T25:00", "no such time", "00 to 23", "25:00"),
    ("1936-08-19T24:01", "no such time", "00 to 23", "24:01"),
    ("1936-08-19T10:60", "no such time", "00 to 59", "10:60"),
    ("1936-08-19T10:00:60", "no such time", "00 to 59", "10:00:60"),
    ("1936-08-19T10:00Z", "offset from UTC", "leave Z out", "1936-08-19T10:00Z"),
    ("1936-08-19T10:00+14:00", "offset from UTC", "tz", "1936-08-19T10:00+14:00"),
    ("1936-08-19T10:00-25:00", "offset from UTC", "-25:00", "1936-08-19T10:00-25:00"),
    ("1936-08-19T10:00:30.5", "whole minutes", "1936-08-19T10:00", "1936-08-19T10:00:30.5"),
    ("1936-08-19T1:00", "not a date", "for example", "1936-08-19T1:00"),
    ("1936-08T10:00", "not a date", "for example", "1936-08T10:00"),
    ("1936-XX-19T10:00", "no time of day", "in full", "1936-XX-19T10:00"),
    ("1936-08-19T10:00/11:30", "not a whole date", "1936-08-19T10:00/1936-08-19T11:30", "11:30"),
    ("1936-08-19/23", "not a whole date", "1936-08-19/1936-08-23", "23"),
    ("1936-08/09", "not a whole date", "1936-08/1936-09", "09"),
    ("1931/33", "not a whole date", "1931/1933", "33"),
    ("1936-8-19", "two digits", "1936-08-19", "1936-8-19"),
    ("1936-8", "two digits", "1936-08", "1936-8"),
    ("1931-1933", "joined by a slash", "1931/1933", "1931-1933"),
    ("19360819", "joined by hyphens", "1936-08-19", "19360819"),
    ("1936.08.19", "joined by hyphens", "1936-08-19", "1936.08.19"),
    ("1936.08.19/1937", "joined by hyphens", "1936-08-19", "1936.08.19"),
    ("from 1933 on?", "not understood", "for example", "?"),
    ("1936/8/19", "joined by hyphens", "1936-08-19", "1936/8/19"),
    ("1936-W34", "counts weeks", "1936-08-17/1936-08-23", "1936-W34"),
    ("193x", "capitals", "193X", "193x"),
    ("193u", "capitals", "193X", "193u"),
    ("1936-08-19t10:00", "capitals", "1936-08-19T10:00", "1936-08-19t10:00"),
    ("36", "four digits", "1936", "36"),
    ("-500", "four digits", "-0500, which is 501 BC", "-500"),
    ("476", "four digits", "AD 476", "476"),
    ("1933/1931", "before the first", "earlier date first", "1933/1931"),
    ("1931-05-05/1931-05-04", "before the first", "earlier", "1931-05-05/1931-05-04"),
    ("from 1933 to 1931", "before the first", "earlier", "from 1933 to 1931"),
    ("December to January 1932", "before the first", "earlier", "December to January 1932"),
    ("1931/1932/1933", "not a date", "for example", "1931/1932/1933"),
    ("1931-02/1931/..", "not a date", "for example", "1931-02/1931/.."),
    ("../", "at one end at least", "../..", "../"),
    ("/..", "at one end at least", "../..", "/.."),
    ("1931/x", "not a date", "for example", "x"),
    ("1931/1932-1", "two digits", "1932-01", "1932-1"),
    ("1931/[1932,1933]", "set", "1931,1933", "1931/[1932,1933]"),
    ("[1931/1932]", "not a date", "for example", "1931/1932"),
    ("1932-2X", "No date fits", "X stands for", "1932-2X"),
    ("1931-02-3X", "No date fits", "X stands for", "1931-02-3X"),
    ("19X1-02-29", "No date fits", "X stands for", "19X1-02-29"),
    ("XXX1-02-29", "No date fits", "X stands for", "XXX1-02-29"),
    ("-0000-XX", "no year -0000", "0000", "-0000-XX"),
    ("[1931,1932", "not complete", "[1931,1933]", "[1931,1932"),
    ("1931}", "not complete", "{1931,1933}", "1931}"),
    ("[1931}", "not complete", "[1931,1933]", "[1931}"),
    ("[]", "not complete", "[1931,1933]", "[]"),
    ("[1931,]", "missing", "for example", "]"),
    ("[1931, 1932-13]", "no month 13", "01 to 12", "13"),
    ("[..]", "not bounded", "only the first", ".."),
    ("[1931,..1933]", "not bounded", "only the first", "..1933"),
    ("[1931..,1933]", "not bounded", "only the last", "1931.."),
    ("[1933..1931]", "before the first", "earlier", "1933..1931"),
    ("[1931,[1932]]", "nested", "alone", "[1932]"),
    ("1931..1933", "not a date", "for example", "1931..1933"),
    # numbers alone
    (
        "3/4/1933",
        "two ways: 4 March 1933 (1933-03-04) or 3 April 1933 (1933-04-03)",
        "one that is",
        "3/4/1933",
    ),
    ("3.4.1933", "two ways", "month as a word", "3.4.1933"),
    ("03-04-1933", "two ways", "month as a word", "03-04-1933"),
    ("3/4/33", "only two digits", "1933-04-03", "3/4/33"),
    ("13/13/1933", "no month", "1933-04-13", "13/13/1933"),
    ("0/5/1933", "has 31 days", "1 to 31", "0/5/1933"),
    ("31/4/1933", "April has 30 days", "1 to 30", "31/4/1933"),
    # English
    ("5 August", "year is missing", "5 August 1936", "5 August"),
    ("August", "year is missing", "August 1936", "August"),
    ("autumn", "year is missing", "autumn 1936", "autumn"),
    ("May/June 1931", "year is missing", "in full", "May"),
    ("from May 1931 to July", "year is missing", "in full", "July"),
    ("5 August 36", "no year of four digits", "AD 36", "36"),
    ("August 300", "no year of four digits", "AD 300", "300"),
    ("5 May 19311", "no year of four digits", "1933", "19311"),
    ("about 193", "no year of four digits", "1933", "193"),
    ("August 36", "year is missing", "in full", "August 36"),
    ("about 33", "33 alone", "1933", "33"),
    ("from 5 August 1936 to 7", "7 alone", "1907", "7"),
    ("the 5th", "5 alone", "1905", "5th"),
    ("8. Mai 1931", "“Mai” is not understood", "English", "Mai"),
    ("8 mai 1931", "“mai” is not understood", "English", "mai"),
    ("8 ao\u00fbt 1931", "“ao\u00fbt” is not understood", "English", "ao\u00fbt"),
    ("August 1936 foo", "“foo” is not understood", "for example", "foo"),
    ("Agust 1936", "“Agust” is not understood", "did you mean August?", "Agust"),
    ("Mondey 3 August 1936", "not understood", "did you mean monday?", "Mondey"),
    ("befor 1933", "not understood", "did you mean before?", "befor"),
    ("5 August 1936 5", "“5” is not understood", "for example", "5"),
    ("1931 or", "not complete", "for example", "1931 or"),
    ("between 1931 or 1933", "not understood", "for example", "or"),
    ("between 1931", "not complete", "for example", "between 1931"),
    ("AD", "not complete", "for example", "AD"),
    ("AD foo", "not understood", "for example", "foo"),
    ("(1931)", "not understood", "for example", "("),
    ("1931 ~", "not understood", "for example", "~"),
    ("31 April 1931", "April has 30 days", "1 to 30", "31 April 1931"),
    ("29 February 1931", "has 28 days", "1 to 28", "29 February 1931"),
    ("Tuesday 3 August 1936", "was a Monday, not a Tuesday", "correct", "Tuesday 3 August 1936"),
    (
        "Sunday 3 August 1936",
        "was a Monday, not a Sunday",
        "leave the weekday out",
        "Sunday 3 August 1936",
    ),
    ("Wednesday 25 October 1917", "was a Thursday", "leave", "Wednesday 25 October 1917"),
    ("Wednesday 7 November 1917 at 25:00", "no such time", "00 to 23", "25:00"),
    ("Monday August 1936", "needs a day", "5 August 1936", "Monday August 1936"),
    ("14:30 in August 1936", "needs a day", "5 August 1936", "14:30 in August 1936"),
    ("14:30", "not a date", "for example", "14:30"),
    ("noon", "year is missing", "in full", "noon"),
    ("noon on noon 5 August 1936", "not understood", "for example", "noon"),
    ("14:30 on 1936-08-05T10:00", "said twice", "leave one out", "1936-08-05T10:00"),
    ("midnight on 5 August 1936", "beginning or the end", "00:00", "midnight"),
    ("5 August 1936 at 12 midnight", "beginning or the end", "23:59", "midnight"),
    ("5 August 1936 at 12 p.m.", "noon or midnight", "12:00", "12 p.m."),
    ("5 August 1936 at 14:30 pm", "from 1 to 12", "leave a.m.", "14:30 pm"),
    ("5 August 1936 at 0:30 am", "from 1 to 12", "leave a.m.", "0:30 am"),
    ("5 August 1936 at 2.30", "“2.30” is not", "for example", "2.30"),
    ("5 August 1936 at 2:75 pm", "no such time", "00 to 59", "2:75 pm"),
    ("on the morning of 5 August 1936", "no exact part", "T18:00", "morning"),
    ("yesterday", "day it was said", "ever filled in from today", "yesterday"),
    ("last August", "day it was said", "ever filled in from today", "last"),
    ("19th century", "two ways", "18XX", "century"),
    ("by May 1931", "leaves open", "until or before", "by"),
    ("the 1900s", "ten years or a hundred", "190X", "1900s"),
    ("the 30s", "not understood", "for example", "s"),
    ("about 1932-33", "two years or a part", "1932/1933", "1932-33"),
    ("about 1931-05-32", "May has 31 days", "1 to 31", "32"),
    ("winter 1932/34", "two that follow", "winter 1932/33", "34"),
    ("winter 1932-34", "two that follow", "winter 1932/33", "1932-34"),
    ("autumn 1931/32", "Only a winter", "autumn 1931", "32"),
    (
        "early winter 1932",
        "lies in two years",
        "winter 1932/33 or winter 1931/32",
        "early winter 1932",
    ),
    (
        "first half of summer 1932",
        "not divided",
        "1931-05-01/1931-05-07",
        "first half of summer 1932",
    ),
    ("first quarter of May 1931", "not divided", "1931-05-01", "first quarter of May 1931"),
    ("first quarter of the 1930s", "not divided", "1931-05-01", "first quarter of the 1930s"),
    ("end of 5 May 1931", "not divided", "1931-05-01", "end of 5 May 1931"),
    ("third half of 1932", "“third” is not", "for example", "third"),
    ("0 BC", "no year 0", "1 BC", "0"),
    ("0000 AD", "no year 0", "AD 1", "0000"),
    ("10001 BC", "out of reach", "10000 BC", "10001"),
    ("AD 10000", "out of reach", "9999", "10000"),
    # python-dateutil is not asked, or not believed
    ("1936 August 5 6", "no year of four digits", "1933", "5"),
    ("5-Foo-1936", "“Foo” is not understood", "English", "Foo"),
    ("1936 February 30", "no year of four digits", "1933", "30"),
    ("1936 August 5 EST", "no year of four digits", "1933", "5"),
    ("Tuesday 1936 August 3", "was a Monday", "correct", "Tuesday 1936 August 3"),
    ("5-Aug-Sep-1936", "year is missing", "in full", "5"),
    ("1936 August 5 pm", "year is missing", "in full", "1936 August 5 pm"),
    ("\uff11\uff19\uff13\uff16", "not understood", "for example", "\uff11"),
    ("1936\u221208\u221219", "not understood", "for example", "\u2212"),
    ("\x1b[31m1936", "not understood", "for example", "\x1b"),
]


@pytest.mark.parametrize(("text", "message", "fix", "part"), ERRORS)
def test_an_error_says_what_how_and_where(text: str, message: str, fix: str, part: str) -> None:
    """Every date that cannot be read is refused with a reason, a remedy and a place."""
    with pytest.raises(DateError) as caught:
        read_date(text)
    error = caught.value
    assert message in error.message
    assert fix in error.help
    pointed = text[error.offset : error.offset + error.length]
    assert pointed == part
    assert error.message.isprintable()
    assert error.help.isprintable()


def test_the_place_counts_the_spaces_before_the_date() -> None:
    """The offset is that in the text as it was given."""
    with pytest.raises(DateError) as caught:
        read_date("  1931-04-31 ")
    assert (caught.value.offset, caught.value.length) == (10, 2)


@pytest.mark.parametrize(
    "text", ["9" * 5000, "Aug" * 80, "[" * 201, "1931," * 41, "August " * 40, "1931 or " * 30]
)
def test_long_texts_are_refused(text: str) -> None:
    """No date needs so many characters, and none takes long to refuse."""
    with pytest.raises(DateError, match="too long"):
        read_date(text)


def test_too_many_choices_are_refused() -> None:
    """A list of years beyond any use ends in an error."""
    with pytest.raises(DateError, match="not understood"):
        read_date(" or ".join(["1931"] * 25))


def test_an_unknown_calendar_is_refused() -> None:
    """Two calendars are known."""
    with pytest.raises(DateError, match="two calendars") as caught:
        read_date("1931", calendar="hebrew")
    assert "julian" in caught.value.help


@pytest.mark.parametrize("text", ["/", "//", "?", "X", "T", "..", "-", "[", "}", "Y", ":", "E5"])
def test_scraps_of_notation_are_refused(text: str) -> None:
    """A mark alone is no date."""
    with pytest.raises(DateError):
        read_date(text)


def test_a_julian_weekday_is_recognised() -> None:
    """A wrong weekday that is right by the other calendar is said to be."""
    with pytest.raises(DateError) as caught:
        read_date("Wednesday 25 October 1917")
    assert "Julian" in caught.value.help
    with pytest.raises(DateError) as other:
        read_date("Thursday 25 October 1917", calendar="julian")
    assert "Gregorian" in other.value.help
    with pytest.raises(DateError) as missing:
        read_date("Monday 29 February 1700", calendar="julian")
    assert "Gregorian" not in missing.value.help
