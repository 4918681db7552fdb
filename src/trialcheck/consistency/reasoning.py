"""A refutation in plain words with dates: what must be by when, and what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from trialcheck.consistency.demands import ORIGIN, Bound, Point
from trialcheck.consistency.refutation import Refutation, Ring
from trialcheck.engine.dates_in_words import shortfall_in_words
from trialcheck.measures import DAY, describe_minutes
from trialcheck.when import Range, describe_minute, describe_range
from trialcheck.windows import AFTERWARDS

MOST_LINES = 60


def reasoning_of(refutation: Refutation) -> list[str]:
    """The steps of a refutation, in order; cases are numbered like 1.2. Long ones are cut short."""
    lines = list(_steps(refutation, ""))
    if len(lines) > MOST_LINES:
        left = len(lines) - MOST_LINES
        return [
            *lines[:MOST_LINES],
            f"{left} more steps show the same for the cases that are left.",
        ]
    return lines


def _steps(refutation: Refutation, number: str) -> Iterator[str]:
    if isinstance(refutation, Ring):
        yield _lead(number) + _ring_in_words(refutation)
        return
    yield _lead(number) + "One of these must hold."
    for at, (way, why) in enumerate(zip(refutation.choice.ways, refutation.ways, strict=True), 1):
        inner = f"{number}{at}."
        supposed = " and ".join(_bound_in_words(bound) for bound in way)
        yield f"Case {inner.rstrip('.')}: suppose that {supposed}"
        yield from _steps(why, inner)


def _lead(number: str) -> str:
    return f"In case {number.rstrip('.')}: " if number else ""


def _ring_in_words(ring: Ring) -> str:
    bounds = _from_origin(ring.bounds)
    missing = shortfall_in_words(ring.short)
    if bounds[0].earlier != ORIGIN:
        chain = "; ".join(_bound_in_words(bound) for bound in bounds)
        return f"{chain}: taken together, {missing} are missing."
    last = bounds[-1]
    words = [*latest_in_words(bounds[:-1]), f"but {_bound_in_words(last)}"]
    return f"{'; '.join(words)}: {missing} are missing."


def latest_in_words(bounds: Sequence[Bound]) -> list[str]:
    """How late what a chain of bounds ends with can be; each begins where the last one ended.

    The first begins at minute 0.
    """
    words, latest = [], 0
    for bound in bounds:
        latest += bound.minutes
        if bound.earlier == ORIGIN:
            words.append(_bound_in_words(bound))
        elif not _is_plain(bound):
            words.append(f"{_bound_in_words(bound)}, so {_named(bound.later)} is {_by(latest)}")
    return words


def earliest_in_words(bounds: Sequence[Bound]) -> list[str]:
    """How early what a chain of bounds ends with can be; each ends where the last one began.

    The first ends at minute 0.
    """
    words, earliest = [], 0
    for bound in bounds:
        earliest -= bound.minutes
        if bound.later == ORIGIN or bound.minutes == -AFTERWARDS:
            words.append(_bound_in_words(bound))
        elif not _is_plain(bound):
            since = _not_before(earliest)
            words.append(f"{_bound_in_words(bound)}, so {_named(bound.earlier)} is {since}")
    return words


def _from_origin(bounds: tuple[Bound, ...]) -> tuple[Bound, ...]:
    for at, bound in enumerate(bounds):
        if bound.earlier == ORIGIN:
            return bounds[at:] + bounds[:at]
    return bounds


def _is_plain(bound: Bound) -> bool:
    """Whether a bound says only that something does not end before it starts."""
    return _name_and_end(bound.earlier)[0] == _name_and_end(bound.later)[0] and not bound.minutes


def _bound_in_words(bound: Bound) -> str:
    earlier, later = _named(bound.earlier), _named(bound.later)
    if bound.earlier == ORIGIN:
        return f"{later} is {_by(bound.minutes)}"
    if bound.later == ORIGIN:
        return f"{earlier} is {_not_before(-bound.minutes)}"
    if bound.minutes < -1:
        return f"{earlier} is at least {describe_minutes(-bound.minutes)} after {later}"
    if bound.minutes == -1:
        return f"{earlier} is after {later}"
    if bound.minutes == 0:
        return f"{later} is no later than {earlier}"
    return f"{later} is at most {describe_minutes(bound.minutes)} after {earlier}"


def _by(minute: int) -> str:
    """The latest moment; that of the last minute of a day is the day."""
    day, of_day = divmod(minute, DAY)
    return f"by {describe_minute(minute)}" if of_day != DAY - 1 else f"by {_day(day)}"


def _not_before(minute: int) -> str:
    """The earliest moment; that of the first minutes of a day is the day."""
    day, of_day = divmod(minute, DAY)
    return f"not before {describe_minute(minute) if of_day > AFTERWARDS else _day(day)}"


def _day(day: int) -> str:
    return describe_range(Range(day * DAY, day * DAY + DAY - 1))


def _named(point: Point) -> str:
    name, end = _name_and_end(point)
    return f"the end of {name}" if end else name


def _name_and_end(point: Point) -> tuple[str, int]:
    assert isinstance(point, tuple)  # noqa: S101  # points are names with an end
    return point
