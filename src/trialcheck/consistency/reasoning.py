"""A refutation in plain words with dates: what must be by when, and what is missing."""

from __future__ import annotations

from collections.abc import Iterator

from trialcheck.consistency.demands import ORIGIN, Bound, Point
from trialcheck.consistency.refutation import Cases, Refutation, Ring
from trialcheck.engine.dates_in_words import shortfall_in_words
from trialcheck.measures import describe_minutes
from trialcheck.when import describe_minute

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
    yield _lead(number) + _cases_in_words(refutation)
    for at, (way, why) in enumerate(zip(refutation.choice.ways, refutation.ways, strict=True), 1):
        inner = f"{number}{at}."
        supposed = " and ".join(_bound_in_words(bound) for bound in way)
        yield f"Case {inner.rstrip('.')}: suppose that {supposed}"
        yield from _steps(why, inner)


def _lead(number: str) -> str:
    return f"In case {number.rstrip('.')}: " if number else ""


def _cases_in_words(cases: Cases) -> str:
    return cases.choice.words or "One of these must hold."


def _ring_in_words(ring: Ring) -> str:
    bounds = _from_origin(ring.bounds)
    missing = shortfall_in_words(ring.short)
    if bounds[0].earlier != ORIGIN:
        chain = "; ".join(_bound_in_words(bound) for bound in bounds)
        return f"{chain}: taken together, {missing} are missing."
    words = []
    latest = 0
    for bound in bounds[:-1]:
        latest += bound.minutes
        words.append(f"{_reason(bound)}{_named(bound.later)} is by {describe_minute(latest)}")
    last = bounds[-1]
    earliest = describe_minute(-last.minutes)
    words.append(f"but {_reason(last)}{_named(last.earlier)} is not before {earliest}")
    return f"{'; '.join(words)}: {missing} are missing."


def _from_origin(bounds: tuple[Bound, ...]) -> tuple[Bound, ...]:
    for at, bound in enumerate(bounds):
        if bound.earlier == ORIGIN:
            return bounds[at:] + bounds[:at]
    return bounds


def _reason(bound: Bound) -> str:
    return f"{bound.words}, so " if bound.words else ""


def _bound_in_words(bound: Bound) -> str:
    if bound.words:
        return bound.words
    earlier, later = _named(bound.earlier), _named(bound.later)
    if bound.earlier == ORIGIN:
        return f"{later} is by {describe_minute(bound.minutes)}"
    if bound.later == ORIGIN:
        return f"{earlier} is not before {describe_minute(-bound.minutes)}"
    if bound.minutes < -1:
        return f"{earlier} is at least {describe_minutes(-bound.minutes)} after {later}"
    if bound.minutes == -1:
        return f"{earlier} is after {later}"
    if bound.minutes == 0:
        return f"{later} is no later than {earlier}"
    return f"{later} is at most {describe_minutes(bound.minutes)} after {earlier}"


def _named(point: Point) -> str:
    name, end = point if isinstance(point, tuple) else (point, 0)
    return f"the end of {name}" if end else f"{name}"
