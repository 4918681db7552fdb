"""Reads dates in plain English, in English order; nothing is ever filled in from today."""

from __future__ import annotations

from dataclasses import replace

from trialcheck.when.assembly import Member, range_dating, set_dating, single_dating
from trialcheck.when.calendar import DAY, HOUR, civil_date, days_in_month
from trialcheck.when.cursor import Cursor
from trialcheck.when.drafts import Draft, read_draft, read_marks
from trialcheck.when.english_date import completed, point_of
from trialcheck.when.loose import read_loosely
from trialcheck.when.points import Frame, Point, year_text
from trialcheck.when.window import Dating, Ending, Range, UnreadableError
from trialcheck.when.words import DASHES

_TO = ("to", "until", "till", "through", *DASHES)
_ONWARD = ("on", "onward", "onwards")
_MOST_CHOICES = 20
_BOUNDS = (
    (("not", "before"), "after", True),
    (("not", "after"), "before", True),
    (("not", "earlier", "than"), "after", True),
    (("not", "later", "than"), "before", True),
    (("no", "earlier", "than"), "after", True),
    (("no", "later", "than"), "before", True),
    (("earlier", "than"), "before", False),
    (("later", "than"), "after", False),
    (("prior", "to"), "before", False),
    (("before",), "before", False),
    (("after",), "after", False),
)
"""The words of a bound, the side that is open, and whether the date itself is included."""


def read_english(text: str, frame: Frame) -> Dating:
    """Return the dating of an English text; raises DateError."""
    try:
        return _Phrase(text, frame).read()
    except UnreadableError:
        point = read_loosely(text, frame.calendar)
        if point is None:
            raise
        return single_dating(text, point, frame)


class _Phrase:
    """One English text on its way to a dating."""

    def __init__(self, text: str, frame: Frame) -> None:
        self.text = text
        self.frame = frame
        self.cursor = Cursor(text, frame.calendar)
        self.uncertain = False
        self.approximate = False

    def read(self) -> Dating:
        """Read the whole text."""
        cursor = self.cursor
        self.uncertain, self.approximate = read_marks(cursor)
        if cursor.skip("between"):
            return self._between()
        if cursor.skip("from"):
            return self._from()
        if cursor.skip("since"):
            start = self._point(read_draft(cursor))
            cursor.skip(*_ONWARD)
            return self._range(start, "unknown")
        if cursor.skip("until", "till"):
            return self._range("unknown", self._point(read_draft(cursor)))
        for words, side, inclusive in _BOUNDS:
            if cursor.at(*words):
                for _ in words:
                    cursor.take()
                return self._bounded(side, inclusive)
        return self._plain()

    def _plain(self) -> Dating:
        """Read one date, and what it is joined to."""
        first = read_draft(self.cursor)
        if self.cursor.at("or"):
            return self._choices(first)
        if self.cursor.skip(*_TO):
            return self._joined(first)
        if self.cursor.skip("/"):
            start = self._point(first)
            return self._range(start, self._point(read_draft(self.cursor)))
        self._finish()
        return single_dating(self.text, self._point(first), self.frame)

    def _from(self) -> Dating:
        """Read `from A to B`, `from A on` and `from A`."""
        first = read_draft(self.cursor)
        if self.cursor.skip(*_TO):
            return self._joined(first)
        end: Ending = ".." if self.cursor.skip(*_ONWARD) else "unknown"
        return self._range(self._point(first), end)

    def _between(self) -> Dating:
        """Read `between A and B`."""
        first = read_draft(self.cursor)
        if not self.cursor.skip("and"):
            raise self.cursor.error()
        return self._joined(first)

    def _joined(self, first: Draft) -> Dating:
        """Read the second date of a range; each lends the other what it lacks."""
        second = read_draft(self.cursor)
        second = _lend(second, first)
        start = self._point(completed(first, second))
        return self._range(start, self._point(second))

    def _choices(self, first: Draft) -> Dating:
        """Read `A or B or C`: one of them, which is not known."""
        drafts = [first]
        while self.cursor.skip("or") and len(drafts) < _MOST_CHOICES:
            drafts.append(read_draft(self.cursor))
        self._finish()
        last = _lend(drafts[-1], first)
        points = [self._point(completed(draft, last)) for draft in drafts[:-1]]
        members = [Member(point, point) for point in [*points, self._point(last)]]
        return set_dating(self.text, members, True, self.frame)

    def _bounded(self, side: str, inclusive: bool) -> Dating:
        """Read `before A`, `after A`, `not before A` and `not after A`: one open date."""
        draft = read_draft(self.cursor)
        self._finish()
        point = self._point(draft)
        hull = point.hull
        lo, hi = hull.lo or 0, hull.hi or 0
        if side == "before":
            last = hi if inclusive else lo - 1
            piece, notation = Range(None, last), f"{{..{_last_text(last, self.frame.calendar)}}}"
        else:
            first = lo if inclusive else hi + 1
            piece, notation = Range(first, None), f"{{{_first_text(first, self.frame.calendar)}..}}"
        return single_dating(
            self.text, replace(point, pieces=(piece,), notation=notation, settled=True), self.frame
        )

    def _point(self, draft: Draft) -> Point:
        """Return the point of a draft with the marks of the whole phrase."""
        point = point_of(draft, self.frame.calendar, self.text)
        return replace(
            point,
            uncertain=point.uncertain or self.uncertain,
            approximate=point.approximate or self.approximate,
        )

    def _range(self, start: Point | Ending, end: Point | Ending) -> Dating:
        """Return the dating of a range that ends the text."""
        self._finish()
        return range_dating(self.text, start, end, self.frame)

    def _finish(self) -> None:
        """Raise DateError if something is left."""
        if not self.cursor.finished():
            raise self.cursor.error()


def _lend(second: Draft, first: Draft) -> Draft:
    """Give the second date of a phrase the month or day of the first, where it needs it."""
    later_time = second.clock is not None and second.day is None
    later_day = second.bare is not None and second.year is not None and first.month is not None
    return completed(second, first) if later_time or later_day else second


def _first_text(minute: int, calendar: str) -> str:
    """Return the EDTF date that starts with a minute: a year, month, day or minute."""
    year, month, day = civil_date(minute // DAY, calendar)
    if minute % DAY:
        return _minute_text(minute, calendar)
    if day > 1:
        return f"{year_text(year)}-{month:02d}-{day:02d}"
    return year_text(year) if month == 1 else f"{year_text(year)}-{month:02d}"


def _last_text(minute: int, calendar: str) -> str:
    """Return the EDTF date that ends with a minute: a year, month, day or minute."""
    if (minute + 1) % DAY:
        return _minute_text(minute, calendar)
    year, month, day = civil_date(minute // DAY, calendar)
    if day < days_in_month(year, month, calendar):
        return f"{year_text(year)}-{month:02d}-{day:02d}"
    return year_text(year) if month == 12 else f"{year_text(year)}-{month:02d}"


def _minute_text(minute: int, calendar: str) -> str:
    """Return a minute in EDTF."""
    year, month, day = civil_date(minute // DAY, calendar)
    hour, rest = divmod(minute % DAY, HOUR)
    return f"{year_text(year)}-{month:02d}-{day:02d}T{hour:02d}:{rest:02d}"
