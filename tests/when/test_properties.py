"""What holds for every date, however it is written."""

from __future__ import annotations

import datetime

from hypothesis import example, given, settings
from hypothesis import strategies as st

from trialcheck.measures import Duration
from trialcheck.when import (
    DateError,
    Dating,
    Range,
    Window,
    describe_dating,
    describe_range,
    read_date,
)
from trialcheck.when import reading as reading_module
from trialcheck.when.calendar import CALENDARS, days_in_month
from trialcheck.when.points import Frame

FAR = 10**12
PIECES = [
    *[
        "19",
        "31",
        "1931",
        "05",
        "5",
        "-",
        "/",
        "..",
        "T",
        ":",
        "10:00",
        "X",
        "~",
        "?",
        "%",
        "[",
        "]",
        "{",
        "}",
        ",",
        ".",
        "2.30",
        "1932-33",
        "not",
        "May",
        "august",
        "or",
    ],
    *[
        "to",
        "from",
        "between",
        "and",
        "before",
        "after",
        "about",
        "perhaps",
        "early",
        "winter",
        "1930s",
        "BC",
        "AD",
        "5th",
        "noon",
        "pm",
    ],
    *[
        "at",
        "on",
        "the",
        "first",
        "half",
        "quarter",
        "Monday",
        "0",
        "Z",
        "1931-05",
        "1931-05-05",
        "13",
        "Y",
        "E",
        "W",
    ],
    *("end of", " ", " ", " "),
]
YEARS = st.integers(0, 9998)


@st.composite
def plain_dates(draw: st.DrawFn) -> str:
    """A year, month, day or minute in EDTF."""
    year, month = draw(YEARS), draw(st.integers(1, 12))
    day = draw(st.integers(1, days_in_month(year, month)))
    time = draw(st.times())
    forms = [
        f"{year:04d}",
        f"-{max(year, 1):04d}",
        f"{year:04d}-{month:02d}",
        f"{year:04d}-{month:02d}-{day:02d}",
        f"{year:04d}-{month:02d}-{day:02d}T{time.hour:02d}:{time.minute:02d}",
        f"{year:04d}-{draw(st.integers(21, 41))}",
        f"{year // 10:03d}X",
        f"{year:04d}-{month // 10}X",
    ]
    return draw(st.sampled_from(forms))


@st.composite
def written_dates(draw: st.DrawFn) -> str:
    """A date with one end, two ends, or several."""
    first = draw(plain_dates()) + draw(st.sampled_from(["", "", "~", "?", "%"]))
    second = draw(plain_dates()) + draw(st.sampled_from(["", "", "~", "?"]))
    form = draw(st.sampled_from(["{a}", "{a}/{b}", "{a}/", "/{a}", "{a}/..", "../{a}", "[{a},{b}]",
                                 "{{{a},{b}}}", "[..{a}]", "{{{a}..}}", "before {c}", "about {c}",
                                 "since {c}", "{c} or {d}", "between {c} and {d}"]))  # fmt: skip
    years = draw(st.tuples(st.integers(1000, 9998), st.integers(1000, 9998)))
    return form.format(a=first, b=second, c=years[0], d=years[1])


def read_or_none(
    text: str, calendar: str = "gregorian", widening: Duration | None = None
) -> Dating | None:
    """Read a date that may be reversed or have no digits that fit."""
    try:
        return read_date(text, calendar=calendar, widening=widening)
    except DateError:
        return None


def low(bound: int | None) -> int:
    """A lower bound, far away if there is none."""
    return -FAR if bound is None else bound


def high(bound: int | None) -> int:
    """An upper bound, far away if there is none."""
    return FAR if bound is None else bound


def is_inside(inner: Range, outer: Range) -> bool:
    """Whether a range lies within another."""
    return low(inner.lo) >= low(outer.lo) and high(inner.hi) <= high(outer.hi)


def hull(window: Window) -> Range:
    """All the time that a window may touch."""
    return Range(window.earliest_start, window.latest_end)


@given(written_dates(), st.sampled_from(CALENDARS))
def test_the_bounds_of_a_window_are_in_order(text: str, calendar: str) -> None:
    """No window is empty, and an end never has to lie before every start."""
    dating = read_or_none(text, calendar)
    if dating is None:
        return
    for window in (dating.occasion(), dating.condition()):
        assert low(window.earliest_start) <= high(window.latest_start)
        assert low(window.earliest_end) <= high(window.latest_end)
        assert low(window.earliest_start) <= high(window.latest_end)


@given(written_dates())
def test_an_occasion_lies_within_its_condition(text: str) -> None:
    """The moment that a date can mean lies in the time that a condition of that date can touch."""
    dating = read_or_none(text)
    if dating is not None:
        assert is_inside(hull(dating.occasion()), hull(dating.condition()))


@given(written_dates())
def test_what_is_covered_lies_within_the_date(text: str) -> None:
    """A denial never covers a minute outside the range of its date."""
    dating = read_or_none(text)
    if dating is None:
        return
    whole = hull(dating.occasion())
    stretches = dating.sure or tuple(filter(None, (dating.covers(),)))
    assert all(is_inside(stretch, whole) for stretch in stretches)
    assert all(is_inside(piece, whole) for piece in dating.alternatives)


@given(plain_dates(), plain_dates(), st.integers(0, 5_000_000), st.sampled_from(CALENDARS))
def test_widening_only_widens(first: str, second: str, width: int, calendar: str) -> None:
    """`~` never makes a date narrower, nor a larger measure; what is covered only shrinks."""
    for form in ("{a}{m}", "{a}{m}/{b}{m}", "[{a}{m},{b}{m}]", "{{{a}{m}..}}"):
        exact = read_or_none(form.format(a=first, b=second, m=""), calendar)
        if exact is None:
            continue
        text = form.format(a=first, b=second, m="~")
        approximate = read_date(text, calendar=calendar)
        narrow = read_date(text, calendar=calendar, widening=Duration(0, width))
        wide = read_date(text, calendar=calendar, widening=Duration(0, width + 1440))
        assert is_inside(hull(exact.occasion()), hull(approximate.occasion()))
        assert is_inside(hull(exact.occasion()), hull(narrow.occasion()))
        assert is_inside(hull(narrow.occasion()), hull(wide.occasion()))
        covered, shrunk = exact.covers(), approximate.covers()
        if covered is not None and shrunk is not None:
            assert is_inside(shrunk, covered)


@given(plain_dates(), st.sampled_from(CALENDARS))
def test_the_short_way_agrees_with_the_long_way(text: str, calendar: str) -> None:
    """Plain dates and ranges are the same whether read the short way or the long way."""
    frame = Frame(calendar, None)
    for written in (text, f"{text}/{text}"):
        quick = read_or_none(written, calendar)
        if quick is not None:
            assert reading_module._read_any(written, frame) == quick


@given(written_dates())
def test_notation_is_equal(text: str) -> None:
    """The EDTF text of a dating reads as the same dating."""
    dating = read_or_none(text)
    if dating is None or not dating.notation:
        return
    again = read_date(dating.notation)
    assert again.occasion() == dating.occasion()
    assert again.condition() == dating.condition()
    assert again.covers() == dating.covers()
    assert again.notation == dating.notation


@given(written_dates())
def test_what_is_said_of_a_range_can_be_read_again(text: str) -> None:
    """The words for a range are read as the same range."""
    dating = read_or_none(text)
    if dating is None:
        return
    whole = hull(dating.occasion())
    said = describe_range(whole)
    if said == "at any time":
        assert whole == Range(None, None)
        return
    years = [word for word in said.replace(",", "").split() if word.isdigit() and len(word) > 4]
    if not years:  # widening may reach beyond the years that can be written
        assert hull(read_date(said).occasion()) == whole


@given(st.dates(datetime.date(1000, 1, 1)), st.booleans())
def test_english_days_are_days(date: datetime.date, american: bool) -> None:
    """A day in words, in either order, with its weekday, is the day of the standard library."""
    names = date.strftime("%A %d %B"), date.strftime("%A, %B %d,")
    text = f"{names[american]} {date.year}"
    start = (date.toordinal() - 1) * 1440
    assert read_date(text).first == Range(start, start + 1439)


@settings(max_examples=300)
@given(st.text(max_size=40), st.sampled_from(CALENDARS))
@example("\u0130 1933", "gregorian")
@example("5\u017ft May 1931", "gregorian")
@example("\ud800", "gregorian")
@example("\x00", "julian")
@example("\u0661\u0669\u0663\u0661", "gregorian")
def test_no_text_does_anything_but_read_or_be_refused(text: str, calendar: str) -> None:
    """Random text is a date or a DateError whose place lies in the text."""
    check(text, calendar)


@settings(max_examples=400)
@given(
    st.lists(
        st.sampled_from(PIECES),
        max_size=9,
    ),
    st.sampled_from(CALENDARS),
)
def test_no_mix_of_known_pieces_does_anything_else(pieces: list[str], calendar: str) -> None:
    """Pieces of real dates in any order are a date or a DateError."""
    check("".join(pieces), calendar)
    check(" ".join(pieces), calendar)


def check(text: str, calendar: str) -> None:
    """Read and describe a text, or look at the error."""
    refusal = None
    try:
        dating = read_date(text, calendar=calendar)
    except DateError as error:
        refusal = error
    else:
        assert describe_dating(dating)
        assert low(dating.occasion().earliest_start) <= high(dating.occasion().latest_end)
    if refusal is not None:
        assert refusal.message
        assert refusal.help
        assert refusal.message.isprintable()
        assert refusal.help.isprintable()
        assert 0 <= refusal.offset <= len(text)
        assert 0 <= refusal.length <= max(1, len(text) - refusal.offset)


@given(st.integers(-(10**12), 10**12))
def test_numbers_are_years_or_refused(number: int) -> None:
    """An integer of any size is a year of four digits, a date without hyphens, or an error."""
    dating = read_or_none(str(number))
    assert dating is None or 4 <= len(str(number)) <= 5
