"""The conditions of `must`: bounds on the times of claims, and by how much the dates fall short of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from trialcheck.casebook.model import Claim
from trialcheck.clocks import clock_difference
from trialcheck.engine.scene import Scene
from trialcheck.facts import Fact
from trialcheck.measures import Speed, describe_minutes
from trialcheck.rules.model import Argument, TimeOf
from trialcheck.when import WITHOUT_END, WITHOUT_START, Range, describe_range
from trialcheck.windows import AFTERWARDS, FAR, Bounds

Arguments = Mapping[str, Argument]
DAY = 1440


@dataclass(frozen=True, slots=True)
class Demand:
    """`later - earlier >= minutes` between two moments, each given by its least and greatest time.

    Times are local; `minutes` already counts the `ahead` by which the later clock is ahead.
    """

    earlier: tuple[int, int]
    later: tuple[int, int]
    minutes: int
    earlier_point: tuple[str, int]
    later_point: tuple[str, int]
    ahead: int = 0

    @property
    def short(self) -> int:
        """By how many minutes no choice of times can meet it; zero or less if some choice can."""
        return self.minutes - (self.later[1] - self.earlier[0])


@dataclass(frozen=True, slots=True)
class Breach:
    """A law that cannot be obeyed: the minutes that are short at the least (None if time is no matter), and why in words."""

    short: int | None
    words: tuple[str, ...]


Law = Callable[[Scene, Arguments], Breach | None]


@dataclass(frozen=True, slots=True)
class _End:
    """The start or the end of a fact: its least and greatest time, and which point of which claim it is."""

    times: tuple[int, int]
    point: tuple[str, int]
    claim: Claim | None


def _start(scene: Scene, argument: Argument) -> _End:
    bounds, fact = scene.time_of(argument), scene.fact_of(argument)
    if isinstance(argument, TimeOf) and argument.part == "end":
        return _End((bounds.earliest_end, bounds.latest_end), fact.end, fact.claim)
    return _End((bounds.earliest_start, bounds.latest_start), fact.start, fact.claim)


def _end(scene: Scene, argument: Argument) -> _End:
    bounds, fact = scene.time_of(argument), scene.fact_of(argument)
    if isinstance(argument, TimeOf) and argument.part == "start":
        return _End((bounds.earliest_start, bounds.latest_start), fact.start, fact.claim)
    return _End((bounds.earliest_end, bounds.latest_end), fact.end, fact.claim)


def _demand(scene: Scene, earlier: _End, later: _End, minutes: int) -> Demand:
    """Demand so many minutes from one end to another, by clocks that may differ."""
    ahead = 0
    if earlier.claim is not None and later.claim is not None:
        ahead = clock_difference(
            (earlier.claim, earlier.point[1], earlier.times[0]),
            (later.claim, later.point[1], later.times[1]),
            scene.world.registry.places,
        )
    return Demand(
        earlier.times, later.times, minutes + ahead, earlier.point, later.point, ahead
    )


def _meets(demand: Demand) -> bool:
    # Two ends of one claim that are one moment cannot be moved apart.
    if demand.earlier_point == demand.later_point:
        return demand.minutes <= 0
    return demand.short <= 0


def before_demands(scene: Scene, arguments: Arguments) -> list[Demand]:
    """A ends at least one minute before B starts."""
    return [
        _demand(scene, _end(scene, arguments["first"]), _start(scene, arguments["second"]), AFTERWARDS)
    ]


def _before(scene: Scene, arguments: Arguments) -> Breach | None:
    return _broken(
        before_demands(scene, arguments), scene, arguments, "must be over before {second} begins"
    )


def _not_after(scene: Scene, arguments: Arguments) -> Breach | None:
    demand = _demand(scene, _start(scene, arguments["first"]), _start(scene, arguments["second"]), 0)
    return _broken([demand], scene, arguments, "cannot be later than {second}")


def _within(scene: Scene, arguments: Arguments) -> Breach | None:
    inner, outer = arguments["inner"], arguments["outer"]
    bounds = scene.time_of(inner)
    demands = []
    # An end left open says that nobody named one, not that the thing lasts for ever.
    if bounds.latest_start > WITHOUT_START:
        demands.append(_demand(scene, _start(scene, outer), _start(scene, inner), 0))
    if bounds.earliest_end < WITHOUT_END:
        demands.append(_demand(scene, _end(scene, inner), _end(scene, outer), 0))
    arguments = {"first": inner, "second": outer}
    return _broken(demands, scene, arguments, "cannot lie outside {second}")


def _broken(demands: list[Demand], scene: Scene, arguments: Arguments, words: str) -> Breach | None:
    unmet = [demand for demand in demands if not _meets(demand)]
    if not unmet:
        return None
    short = max(demand.short for demand in unmet)
    first, second = (dates_of(scene.time_of(arguments[key])) for key in ("first", "second"))
    sentence = f"What is dated {first} {words.format(second=f'what is dated {second}')}: one of the dates would have to be"
    return Breach(short, (*_clocks(unmet), f"{sentence} {shortfall_in_words(short)} off."))


def _clocks(demands: Sequence[Demand]) -> tuple[str, ...]:
    """A sentence on the clocks of two places, if they differ."""
    for demand in demands:
        if demand.ahead:
            hours = describe_minutes(abs(demand.ahead))
            return (f"The clocks of the two places are {hours} apart, which is allowed for.",)
    return ()


def _outside(scene: Scene, arguments: Arguments) -> Breach | None:
    claim, denial = scene.fact_of(arguments["claim"]), scene.fact_of(arguments["denial"])
    bounds = scene.bounds(claim)
    sure = denial.sure if denial.polarity == "denied" else _sure_of_only(denial)
    if sure is None:
        words = "is for all time" if denial.polarity == "denied" else "holds for all time"
        return Breach(None, (f"What is said {'against it ' if denial.polarity == 'denied' else 'of one alone '}{words}.",))
    for lo, hi in sure:
        if not (bounds.earliest_end < lo or bounds.latest_start > hi):
            return Breach(
                None,
                (
                    f"The denial surely covers {_words(lo, hi)}, and the claim cannot lie outside it.",
                ),
            )
    return None


def _sure_of_only(fact: Fact) -> tuple[tuple[int, int], ...] | None:
    """What a claim that says `only` surely covers: like a denial of the same date."""
    when = fact.claim.when if fact.claim is not None else None
    if when is None or when.dating is None:
        return None
    covered = when.dating.covers()
    if covered is None:
        return ()
    return (
        (-FAR if covered.lo is None else covered.lo, FAR if covered.hi is None else covered.hi),
    )


def _apart_in_time(scene: Scene, arguments: Arguments) -> Breach | None:
    first, second = arguments["first"], arguments["second"]
    ways = [
        _demand(scene, _end(scene, first), _start(scene, second), AFTERWARDS),
        _demand(scene, _end(scene, second), _start(scene, first), AFTERWARDS),
    ]
    if any(_meets(demand) for demand in ways):
        return None
    words = f"{_both(scene, arguments)}: at some moment both must have held."
    return Breach(min(demand.short for demand in ways), (words,))


def _both(scene: Scene, arguments: Arguments) -> str:
    first, second = (dates_of(scene.time_of(arguments[key])) for key in ("first", "second"))
    return f"One surely holds {first}, the other {second}"


def _same_moment(scene: Scene, arguments: Arguments) -> Breach | None:
    first, second = arguments["first"], arguments["second"]
    demands = [
        _demand(scene, _start(scene, first), _start(scene, second), 0),
        _demand(scene, _start(scene, second), _start(scene, first), 0),
    ]
    unmet = [demand for demand in demands if not _meets(demand)]
    if not unmet:
        return None
    short = max(demand.short for demand in unmet)
    first_dates, second_dates = dates_of(scene.time_of(first)), dates_of(scene.time_of(second))
    words = f"{first_dates[:1].upper()}{first_dates[1:]} and {second_dates} have no moment in common: they are "
    return Breach(short, (f"{words}{shortfall_in_words(short)} apart.",))


def journey_minutes(kilometres: float, speed: Speed) -> int:
    """The least whole minutes that a journey takes; a fraction of a minute is left out, which makes fewer conflicts."""
    return int(kilometres * 60 / speed.kilometres_per_hour)


def _journey(scene: Scene, arguments: Arguments) -> Breach | None:
    speed = scene.amount_of(arguments["speed"])
    here, there = scene.value_of(arguments["from"]), scene.value_of(arguments["to"])
    assert isinstance(speed, Speed)  # noqa: S101  # units are checked when rules and settings are read
    if not scene.world.elsewhere(here[0], there[0]):
        return None
    kilometres = scene.world.distance(here[0], there[0]) or 0.0
    minutes = journey_minutes(kilometres, speed)
    first, second = arguments["first"], arguments["second"]
    there_and_back = [
        _demand(scene, _end(scene, first), _start(scene, second), minutes),
        _demand(scene, _end(scene, second), _start(scene, first), minutes),
    ]
    if any(_meets(demand) for demand in there_and_back):
        return None
    best = min(there_and_back, key=lambda demand: demand.short)
    if not minutes:
        return Breach(
            best.short, (f"{_both(scene, arguments)}: at some moment both must have held.",)
        )
    left = max(best.minutes - best.ahead - best.short, 0)
    names = scene.world.registry.name_of
    return Breach(
        best.short,
        (
            f"{names(here[0])} and {names(there[0])} are {kilometres:,.0f} km apart; at "
            f"{speed.kilometres_per_hour:g} km/h the journey takes {describe_minutes(minutes)}.",
            *_clocks([best]),
            f"The statements leave {describe_minutes(left) if left else 'no time'} for it: "
            f"{shortfall_in_words(best.short)} short.",
        ),
    )


def _same(scene: Scene, arguments: Arguments) -> Breach | None:
    first, second = scene.value_of(arguments["first"]), scene.value_of(arguments["second"])
    return None if first == second else Breach(None, ())


def _same_or_inside(scene: Scene, arguments: Arguments) -> Breach | None:
    first, second = scene.value_of(arguments["first"]), scene.value_of(arguments["second"])
    if not first or not second:
        return None
    if any(not scene.world.apart(a, b) for a in first for b in second):
        return None
    return Breach(None, ())


def _never(scene: Scene, arguments: Arguments) -> Breach | None:
    return Breach(None, ())


def shortfall_in_words(minutes: int) -> str:
    """By how much dates fall short: from two days on in whole days, since hours then mean nothing."""
    if minutes < 2 * DAY:
        return describe_minutes(minutes)
    return f"{-(-minutes // DAY):,} days"


def point_in_words(point: object) -> str:
    """A start or an end of a claim, by the claim's name."""
    name, end = point if isinstance(point, tuple) and len(point) == 2 else (str(point), 0)
    return f"the {'end' if end else 'start'} of {name}"


def dates_of(bounds: Bounds) -> str:
    """A window in words: the range of a moment, or from when to when a condition lasts."""
    lo, hi = bounds.earliest_start, bounds.latest_end
    if (bounds.earliest_start, bounds.latest_start) != (bounds.earliest_end, bounds.latest_end):
        if (
            bounds.latest_start <= bounds.earliest_end
            and bounds.latest_start > -FAR
            and bounds.earliest_end < FAR
        ):
            lo, hi = bounds.latest_start, bounds.earliest_end
        elif bounds.earliest_start <= -FAR and bounds.latest_end >= FAR:
            # A condition of a single date touches it: its date is what lies between its two known bounds.
            lo, hi = bounds.earliest_end, bounds.latest_start
    return _words(lo, hi)


def _words(lo: int, hi: int) -> str:
    if hi - lo > DAY and lo % DAY == AFTERWARDS:
        lo -= AFTERWARDS  # after midnight: no reader counts that minute
    # What surely lasts from the last minute of a day to the first of another is told by its days.
    start = None if lo <= WITHOUT_START else lo - DAY + 1 if lo % DAY == DAY - 1 and lo < hi else lo
    end = None if hi >= WITHOUT_END else hi + DAY - 1 if hi % DAY == 0 and lo < hi else hi
    return (
        "at an unknown time" if start is None and end is None else describe_range(Range(start, end))
    )


LAWS: Mapping[str, Law] = {
    "before": _before,
    "not-after": _not_after,
    "within": _within,
    "outside": _outside,
    "apart-in-time": _apart_in_time,
    "same-moment": _same_moment,
    "journey": _journey,
    "same": _same,
    "same-or-inside": _same_or_inside,
    "never": _never,
}
"""Every condition of `must` by name."""
