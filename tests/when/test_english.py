"""Plain English: what each form means, and the EDTF text it equals."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from trialcheck.when import DateError, Range, read_date
from trialcheck.when.reading import _read

ReadText = Callable[..., str]
TextOf = Callable[[Range | None], str]

FORMS = [
    ("5 August 1936", "1936-08-05"),
    ("5 august 1936", "1936-08-05"),
    ("August 5, 1936", "1936-08-05"),
    ("August 5 1936", "1936-08-05"),
    ("August the 5th, 1936", "1936-08-05"),
    ("5th of August 1936", "1936-08-05"),
    ("the 5th of August, 1936", "1936-08-05"),
    ("on 5TH August 1936", "1936-08-05"),
    ("1st May 1931", "1931-05-01"),
    ("22nd May 1931", "1931-05-22"),
    ("3rd May 1931", "1931-05-03"),
    ("5Aug1936", "1936-08-05"),
    ("Aug 1936", "1936-08"),
    ("Sept. 1936", "1936-09"),
    ("August 1936", "1936-08"),
    ("in August of 1936", "1936-08"),
    ("August, 1936", "1936-08"),
    ("  August \t 1936 ", "1936-08"),
    ("the month of August 1936", "1936-08"),
    ("in the year 1933", "1933"),
    ("sometime in 1933", "1933"),
    ("some time in 1933", "1933"),
    ("spring 1931", "1931-21"),
    ("the summer of 1934", "1934-22"),
    ("autumn 1931", "1931-23"),
    ("fall of 1932", "1932-23"),
    ("winter 1932", "1932-24"),
    ("winter 1932-33", "{1932-12..1933-02}"),
    ("winter 1932/33", "{1932-12..1933-02}"),
    ("winter of 1932-1933", "{1932-12..1933-02}"),
    ("winter 1932/1933", "{1932-12..1933-02}"),
    ("winter 1932\u201333", "{1932-12..1933-02}"),
    ("winter 1999/00", "{1999-12..2000-02}"),
    ("early summer 1934", "1934-06"),
    ("late autumn 1931", "1931-11"),
    ("early winter 1932/33", "1932-12"),
    ("late winter 1932/33", "1933-02"),
    ("early 1933", "1933-37"),
    ("mid 1933", "1933-38"),
    ("mid-1933", "1933-38"),
    ("late 1933", "1933-39"),
    ("early in 1933", "1933-37"),
    ("the beginning of 1933", "1933-37"),
    ("the start of the year 1933", "1933-37"),
    ("end of 1933", "1933-39"),
    ("end of October 1934", "{1934-10-21..1934-10-31}"),
    ("middle of April 1933", "{1933-04-11..1933-04-20}"),
    ("mid-April 1933", "{1933-04-11..1933-04-20}"),
    ("early January 1933", "{1933-01-01..1933-01-10}"),
    ("late February 1936", "{1936-02-21..1936-02-29}"),
    ("first half of February 1936", "{1936-02-01..1936-02-15}"),
    ("second half of February 1936", "{1936-02-16..1936-02-29}"),
    ("first half of 1932", "1932-40"),
    ("the 2nd half of 1932", "1932-41"),
    ("third quarter of 1932", "1932-35"),
    ("the fourth quarter of 1932", "1932-36"),
    ("the 1930s", "193X"),
    ("1930's", "193X"),
    ("1930\u2019s", "193X"),
    ("early 1930s", "{1930-01..1933-04}"),
    ("mid-1930s", "{1933-05..1936-08}"),
    ("the late 1930s", "{1936-09..1939-12}"),
    ("first half of the 1930s", "{1930-01..1934-12}"),
    ("between May and July 1931", "1931-05/1931-07"),
    ("from May to July 1931", "1931-05/1931-07"),
    ("May to July 1931", "1931-05/1931-07"),
    ("May until July 1931", "1931-05/1931-07"),
    ("from December 1931 through January 1932", "1931-12/1932-01"),
    ("between 1931-05 and 1931-07", "1931-05/1931-07"),
    ("1931 - 1933", "1931/1933"),
    ("1931\u20131933", "1931/1933"),
    ("from 5 to 7 August 1936", "1936-08-05/1936-08-07"),
    ("5-7 August 1936", "1936-08-05/1936-08-07"),
    ("August 5-7, 1936", "1936-08-05/1936-08-07"),
    ("5 July to 7 August 1936", "1936-07-05/1936-08-07"),
    ("Monday 3 to Wednesday 5 August 1936", "1936-08-03/1936-08-05"),
    ("5 August 1936/7 August 1936", "1936-08-05/1936-08-07"),
    ("autumn 1931 / spring 1932", "1931-23/1932-21"),
    ("from spring to autumn 1931", "1931-21/1931-23"),
    ("from early 1931 to late 1932", "1931-37/1932-39"),
    ("from about May 1931 to July 1931", "1931-05~/1931-07"),
    ("about 1931 to 1933", "1931~/1933~"),
    ("between 50 and 44 BC", "-0049/-0043"),
    ("between AD 64 and AD 79", "0064/0079"),
    ("between 64 and 79 AD", "0064/0079"),
    ("before 1933", "{..1932}"),
    ("prior to 1933", "{..1932}"),
    ("earlier than 1933", "{..1932}"),
    ("before May 1931", "{..1931-04}"),
    ("before 5 May 1931", "{..1931-05-04}"),
    ("before 5 August 1936 at 14:30", "{..1936-08-05T14:29}"),
    ("not after 1933", "{..1933}"),
    ("no later than 5 May 1931", "{..1931-05-05}"),
    ("not later than 1933", "{..1933}"),
    ("after 5 May 1931", "{1931-05-06..}"),
    ("later than 1933", "{1934..}"),
    ("after 30 April 1931", "{1931-05..}"),
    ("after 1936-08-19T10:00", "{1936-08-19T10:01..}"),
    ("not before May 1933", "{1933-05..}"),
    ("no earlier than 1933", "{1933..}"),
    ("not earlier than 1933", "{1933..}"),
    ("perhaps before 1933", "{..1932?}"),
    ("perhaps after 1933", "{1934?..}"),
    ("since 1933", "1933/"),
    ("since 1933 onwards", "1933/"),
    ("from 1933", "1933/"),
    ("until 1917", "/1917"),
    ("till May 1917", "/1917-05"),
    ("from 1933 on", "1933/.."),
    ("from 5 May 1933 onwards", "1933-05-05/.."),
    ("about January 1933", "1933-01~"),
    ("around 1933", "1933~"),
    ("circa 1933", "1933~"),
    ("c. 1933", "1933~"),
    ("about 5 August 1936", "1936-08-05~"),
    ("about early 1933", "1933-37~"),
    ("perhaps 1933", "1933?"),
    ("possibly in May 1933", "1933-05?"),
    ("perhaps about 1933", "1933%"),
    ("5 August 1936?", "1936-08-05?"),
    ("perhaps May to July 1931", "1931-05?/1931-07?"),
    ("perhaps early May 1931", "{1931-05-01..1931-05-10?}"),
    ("from May to July 1931?", "1931-05/1931-07?"),
    ("44 BC", "-0043"),
    ("15 March 44 BCE", "-0043-03-15"),
    ("March 15, 44 B.C.", "-0043-03-15"),
    ("March 44 BC", "-0043-03"),
    ("1 BC", "0000"),
    ("10000 BC", "-9999"),
    ("AD 79", "0079"),
    ("79 CE", "0079"),
    ("24 August AD 79", "0079-08-24"),
    ("5 August 1936 at 14:30", "1936-08-05T14:30"),
    ("5 August 1936 14:30:59", "1936-08-05T14:30"),
    ("5 August 1936, 2:30 p.m.", "1936-08-05T14:30"),
    ("2.30 pm on 5 August 1936", "1936-08-05T14:30"),
    ("5 August 1936 at 2 p.m.", "1936-08-05T14:00"),
    ("5 August 1936 at 2am", "1936-08-05T02:00"),
    ("12:30 a.m. on 5 August 1936", "1936-08-05T00:30"),
    ("12:30 p.m., 5 August 1936", "1936-08-05T12:30"),
    ("noon on 5 August 1936", "1936-08-05T12:00"),
    ("5 August 1936 at midday", "1936-08-05T12:00"),
    ("12 noon on 5 August 1936", "1936-08-05T12:00"),
    ("August 5 at 14:30", None),
    ("1936-08-05 14:30", "1936-08-05T14:30"),
    ("on 1936-08-05T14", "1936-08-05T14"),
    ("about 1936-08-05T14:30", "1936-08-05T14:30~"),
    ("5 August 1936, 10:00 to 11:30", "1936-08-05T10:00/1936-08-05T11:30"),
    ("10:00 to 11:30 on 5 August 1936", "1936-08-05T10:00/1936-08-05T11:30"),
    ("between 10:00 and 11:30 on 5 August 1936", "1936-08-05T10:00/1936-08-05T11:30"),
    ("Monday 3 August 1936", "1936-08-03"),
    ("Mon. 3 August 1936 at noon", "1936-08-03T12:00"),
    ("Monday, August 3, 1936", "1936-08-03"),
    ("Monday the 3rd of August 1936", "1936-08-03"),
    ("on Monday 1936-08-03", "1936-08-03"),
    ("1931 or 1932", "[1931,1932]"),
    ("May or July 1931", "[1931-05,1931-07]"),
    ("5 or 6 August 1936", "[1936-08-05,1936-08-06]"),
    ("August 5 or 6, 1936", "[1936-08-05,1936-08-06]"),
    ("1931, 1932", None),
    ("1931 or 1932 or 1934", "[1931,1932,1934]"),
    ("about 1931 or 1935", "[1931~,1935~]"),
    # numbers alone, where one reading only is possible
    ("13/4/1933", "1933-04-13"),
    ("4/13/1933", "1933-04-13"),
    ("13.04.1933", "1933-04-13"),
    ("13-4-1933", "1933-04-13"),
    ("4/4/1933", "1933-04-04"),
    # orders that python-dateutil reads
    ("5-Aug-1936", "1936-08-05"),
    ("1936 August 5", "1936-08-05"),
    ("1936, Aug 5th", "1936-08-05"),
    ("Wed Aug 5 14:30:00 1936", "1936-08-05T14:30"),
    ("1936-Aug-05 2:30 pm", "1936-08-05T14:30"),
]
READ = [(text, notation) for text, notation in FORMS if notation]


@pytest.mark.parametrize(("text", "notation"), READ)
def test_english_equals_edtf(text: str, notation: str) -> None:
    """Each English form has the EDTF text that it equals, and means the same in every respect."""
    english, edtf = read_date(text), read_date(notation)
    assert english.notation == edtf.notation == notation
    assert english.occasion() == edtf.occasion()
    assert english.condition() == edtf.condition()
    assert english.covers() == edtf.covers()
    assert english.alternatives == edtf.alternatives
    assert (english.uncertain, english.approximate) == (edtf.uncertain, edtf.approximate)
    assert english.text == text.strip()


@pytest.mark.parametrize("text", [text for text, notation in FORMS if not notation])
def test_incomplete_lists_are_refused(text: str) -> None:
    """What lacks a year, or only lists dates, is no date."""
    with pytest.raises(ValueError, match=r"year|understood"):
        read_date(text)


@pytest.mark.parametrize(
    ("text", "occasion", "notation"),
    [
        ("about early January 1933", "1932-12-22 1933-01-20", ""),
        ("about the first half of January 1933", "1932-12-17 1933-01-30", ""),
        ("about the early 1930s", "1926-09-01 1936-08-31", ""),
        ("about the first half of the 1930s", "1925-01-01 1939-12-31", ""),
        ("before about 1933", ".. 1933-12-31", ""),
        ("about the 1930s", "1920-01-01 1949-12-31", "193X~"),
        ("from early May 1931 to 1932", "1931-05-01 1932-12-31", ""),
        ("from 1930 to early May 1931", "1930-01-01 1931-05-10", ""),
        ("early May 1931 or 1932", "1931-05-01 1932-12-31", ""),
        ("since early May 1931", "1931-05-01 ..", ""),
    ],
)
def test_english_without_an_edtf_form(
    read_text: ReadText, text: str, occasion: str, notation: str
) -> None:
    """Where EDTF has no equal form none is claimed; the range is exact all the same."""
    assert read_text(text) == occasion
    assert read_date(text).notation == notation


@pytest.mark.parametrize(
    ("text", "occasion"),
    [
        ("Sunday 29 February 1700", "nothing"),
        ("Thursday 29 February 1700", "1700-03-11 1700-03-11"),
        ("before 5 August 1857", ".. 1857-08-16"),
        ("late February 1700", "1700-03-03 1700-03-11"),
    ],
)
def test_julian_dates_in_english(read_text: ReadText, text: str, occasion: str) -> None:
    """Weekdays and the lengths of months are those of the calendar that was declared."""
    if occasion == "nothing":
        with pytest.raises(ValueError, match="was a Thursday, not a Sunday"):
            read_date(text, calendar="julian")
        return
    assert read_text(text, "julian") == occasion


@pytest.mark.parametrize(
    "answer",
    [
        lambda text, default: default,
        lambda text, default: datetime.fromisoformat("1937-08-05"),
        lambda text, default: datetime.fromisoformat("1936-09-05"),
        lambda text, default: datetime.fromisoformat("1936-08-06"),
        lambda text, default: datetime(1936, 8, 5, tzinfo=UTC),
    ],
)
def test_dateutil_is_not_believed(
    monkeypatch: pytest.MonkeyPatch, answer: Callable[..., datetime]
) -> None:
    """An answer that fills something in, or is not made of the words of the text, is no date."""
    text = "1936  August  5"
    monkeypatch.setattr("dateutil.parser.parse", answer)
    with pytest.raises(DateError):
        _read.__wrapped__(text, "gregorian", None)


def test_dateutil_is_asked_about_short_texts_alone() -> None:
    """A text longer than any day and time is not handed on."""
    with pytest.raises(DateError):
        read_date("1936 August" + " " * 60 + "5")


def test_dateutil_is_loaded_only_when_it_is_asked() -> None:
    """Reading the common forms leaves dateutil alone, and its guesses from today with it."""
    program = (
        "import sys; from trialcheck.when import read_date;"
        "read_date('1936-08-05/..'); read_date('5 August 1936');"
        "assert 'dateutil' not in sys.modules; read_date('5-Aug-1936');"
        "assert 'dateutil' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
