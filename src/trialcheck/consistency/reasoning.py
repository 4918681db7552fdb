"""A refutation in plain words with dates: what must be by when, and what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from trialcheck.bounds import AFTERWARDS
from trialcheck.consistency.demands import ORIGIN, Bound, EitherOr, Point, Way, end_at
from trialcheck.consistency.refutation import Cases, Refutation, Ring, is_endless
from trialcheck.engine.dates_in_words import FEW, shortfall_in_words
from trialcheck.measures import DAY, describe_minutes
from trialcheck.when import WITHOUT_END, WITHOUT_START, Range, describe_minute, describe_range

MOST_LINES = 60
MOST_WAYS = 3


def reasoning_of(refutation: Refutation) -> list[str]:
    """The steps of a refutation, in order; cases are numbered like 1.2. Long ones are cut short."""
    lines = list(_steps(refutation, "", frozenset()))
    if len(lines) > MOST_LINES:
        left = len(lines) - MOST_LINES
        return [
            *lines[:MOST_LINES],
            f"{left} more steps show the same for the cases that are left.",
        ]
    return lines


def _steps(refutation: Refutation, number: str, said: frozenset[str]) -> Iterator[str]:
    """The steps in turn; `said` are the words of laws that need no saying again."""
    if isinstance(refutation, Ring):
        yield _lead(number) + _ring_in_words(refutation, said)
        return
    if moment := _one_moment(refutation):
        yield _lead(number) + moment
        return
    choice = refutation.choice
    said |= {bound.words for way in choice.ways for bound in way}
    yield _lead(number) + _choice_in_words(choice)
    for at, (way, why) in enumerate(zip(choice.ways, refutation.ways, strict=True), 1):
        inner = f"{number}{at}."
        yield f"Case {inner.rstrip('.')}: suppose that {_way_in_words(way, said)}"
        yield from _steps(why, inner, said)


def _one_moment(cases: Cases) -> str:
    """Why what is told of one event cannot be at one moment, if that is all there is to it."""
    bounds = [why.bounds[0] for why in cases.ways if isinstance(why, Ring) and len(why.bounds) == 1]
    if len(bounds) < len(cases.ways) or len({each.earlier for each in bounds}) > 1:
        return ""
    claims = ", ".join(sorted(cases.choice.why))
    missing = _missing(min(-each.minutes for each in bounds))
    reason = bounds[0].words or "no moment leaves room for all of it"
    name = _named(bounds[0].earlier)
    return f"{name[:1].upper()}{name[1:]} is at one moment ({claims}), but {reason}: {missing}."


def _choice_in_words(choice: EitherOr) -> str:
    """What must hold in one way or another, and by which law."""
    words = next((bound.words for way in choice.ways for bound in way if bound.words), "")
    law = f"{', ' if words.startswith('by ') else ': '}{words}." if words else "."
    orders = [_order(way) for way in choice.ways]
    if len(orders) == 2 and orders[0] and orders[0] == orders[1][::-1]:
        first, second = orders[0]
        return f"Either {first} comes first or {second} does{law}"
    if len(choice.ways) > MOST_WAYS:
        names = ", ".join(sorted(choice.why))
        return f"One of {len(choice.ways)} ways to date {names} must hold{law}"
    said = frozenset((words,))
    return f"Either {' or '.join(_way_in_words(way, said) for way in choice.ways)}{law}"


def _order(way: Way) -> tuple[str, ...]:
    """The names of what comes first and what after it, if that is all that a way supposes."""
    if len(way) != 1 or ORIGIN in (way[0].earlier, way[0].later) or way[0].minutes > 0:
        return ()
    return end_at(way[0].later)[0], end_at(way[0].earlier)[0]


def _way_in_words(way: Way, said: frozenset[str]) -> str:
    if len(way) == 2 and (way[0].earlier, way[0].later) == (ORIGIN, way[1].earlier):
        by, since = way
        if since.later == ORIGIN:
            dated = describe_range(Range(-since.minutes, by.minutes))
            return f"{_named(by.later)} is dated {dated}"
    return " and ".join(_bound_in_words(bound, said) for bound in way)


def _lead(number: str) -> str:
    return f"In case {number.rstrip('.')}: " if number else ""


def _ring_in_words(ring: Ring, said: frozenset[str]) -> str:
    if ring.is_endless:
        return _endless_in_words(ring, said)
    bounds = _from_origin(ring.bounds)
    missing = _missing(ring.short, by_the_day=_name_days(bounds))
    if bounds[0].earlier != ORIGIN:
        chain = "; ".join(_bound_in_words(bound, said) for bound in bounds)
        if ring.is_of_order:
            return f"{chain}: taken together, each would have to come before itself."
        return f"{chain}: taken together, {missing}."
    last = bounds[-1]
    words = [*latest_in_words(bounds[:-1], said), f"but {_bound_in_words(last, said)}"]
    return f"{'; '.join(words)}: {missing}."


def _endless_in_words(ring: Ring, said: frozenset[str]) -> str:
    """A ring with something that never ends, or never began.

    That all else is at some time needs no saying.
    """
    endless = [bound for bound in ring.bounds if is_endless(bound)]
    words = [
        _bound_in_words(bound, said)
        for bound in _from_origin(ring.bounds)
        if bound not in endless and not _is_plain(bound) and not _is_at_some_time(bound)
    ]
    return f"{'; '.join((*words, *(f'but {_never(bound)}' for bound in endless)))}."


def _is_at_some_time(bound: Bound) -> bool:
    """Whether a bound only keeps something from lying beyond all dates."""
    if bound.earlier == ORIGIN:
        return bound.minutes >= WITHOUT_END
    return bound.later == ORIGIN and -bound.minutes <= WITHOUT_START


def _never(bound: Bound) -> str:
    if bound.later == ORIGIN:
        return (
            f"{_named(bound.earlier)} never comes, as '..' says (with nothing after the slash, the "
            "end would be unknown)"
        )
    return (
        f"{_named(bound.later)} never began, as '..' says (with nothing before the slash, the "
        "beginning would be unknown)"
    )


def _missing(minutes: int, *, by_the_day: bool = False) -> str:
    words = shortfall_in_words(minutes, by_the_day=by_the_day)
    return f"{words} {'are' if words[:1].isdigit() else 'is'} missing"


def _name_days(bounds: Sequence[Bound]) -> bool:
    dates = [bound for bound in bounds if ORIGIN in (bound.earlier, bound.later)]
    return bool(dates) and all(
        bound.minutes % DAY == (DAY - 1 if bound.earlier == ORIGIN else 0) for bound in dates
    )


def latest_in_words(bounds: Sequence[Bound], said: frozenset[str] = frozenset()) -> list[str]:
    """How late what a chain of bounds ends with can be; each begins where the last one ended.

    The first begins at minute 0. `said` are the words of laws that need no saying again.
    """
    words, latest = [], 0
    days = _name_days(bounds)
    for bound in bounds:
        latest += bound.minutes
        if bound.earlier == ORIGIN:
            words.append(_bound_in_words(bound, said))
        elif not _is_plain(bound):
            by = _by(latest, FEW if days else 0)
            words.append(f"{_bound_in_words(bound, said)}, so {_named(bound.later)} is {by}")
    return words


def earliest_in_words(bounds: Sequence[Bound]) -> list[str]:
    """How early what a chain of bounds ends with can be; each ends where the last one began.

    The first ends at minute 0.
    """
    words, earliest = [], 0
    days = _name_days(bounds)
    for bound in bounds:
        earliest -= bound.minutes
        if bound.later == ORIGIN or bound.minutes == -AFTERWARDS:
            words.append(_bound_in_words(bound))
        elif not _is_plain(bound):
            since = _not_before(earliest, FEW if days else AFTERWARDS)
            words.append(f"{_bound_in_words(bound)}, so {_named(bound.earlier)} is {since}")
    return words


def _from_origin(bounds: tuple[Bound, ...]) -> tuple[Bound, ...]:
    for at, bound in enumerate(bounds):
        if bound.earlier == ORIGIN:
            return bounds[at:] + bounds[:at]
    return bounds


def _is_plain(bound: Bound) -> bool:
    """Whether a bound says only that something does not end before it starts."""
    return end_at(bound.earlier)[0] == end_at(bound.later)[0] and not bound.minutes


def _bound_in_words(bound: Bound, said: frozenset[str] = frozenset()) -> str:
    words = _asked(bound)
    return words if not bound.words or bound.words in said else f"{words} ({bound.words})"


def _asked(bound: Bound) -> str:
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


def _by(minute: int, few: int = 0) -> str:
    """The latest moment; that of the last minute of a day, or the few before it, is the day."""
    day, of_day = divmod(minute, DAY)
    return f"by {describe_minute(minute) if of_day < DAY - 1 - few else _day(day)}"


def _not_before(minute: int, few: int = AFTERWARDS) -> str:
    """The earliest moment; that of the first minutes of a day is the day."""
    day, of_day = divmod(minute, DAY)
    return f"not before {describe_minute(minute) if of_day > few else _day(day)}"


def _day(day: int) -> str:
    return describe_range(Range(day * DAY, day * DAY + DAY - 1))


def _named(point: Point) -> str:
    name, end = end_at(point)
    kind, _, person = name.partition(":")
    if kind == "life" and "/" not in name:
        return f"the {'death' if end else 'birth'} of {person}"
    if name.startswith(("before ", "after ")):
        name = f"what came {name}"
    name = f"the {name}" if name.startswith("event ") else name
    return f"the end of {name}" if end else name
