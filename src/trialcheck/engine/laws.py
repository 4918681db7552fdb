"""The conditions of `must`: whether claims can obey them, and by how much dates fall short."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from trialcheck.bounds import AFTERWARDS
from trialcheck.engine.conditions.denials import denied_length, surely_lasts
from trialcheck.engine.dates_in_words import (
    dates_of,
    is_by_the_day,
    life_in_words,
    off_in_words,
    shortfall_in_words,
    stretch_in_words,
    to_whole_days,
)
from trialcheck.engine.demands import Demand, demand, either_way, end_of, start_of, within
from trialcheck.engine.scene import Arguments, Scene
from trialcheck.facts import DENIED, Fact
from trialcheck.measures import describe_minutes
from trialcheck.rules.model import Argument, TimeOf


@dataclass(frozen=True, slots=True)
class Breach:
    """A law that cannot be obeyed: the minutes that are short at the least, and why in words.

    `short` is None if time is no matter. `overlapping` says that what must be apart in time surely
    holds at once: then it is the dates that are off, not the time between them that is short.
    """

    short: int | None
    words: tuple[str, ...]
    overlapping: bool = False


Law = Callable[[Scene, Arguments], Breach | None]


def _before(scene: Scene, arguments: Arguments) -> Breach | None:
    first, second = end_of(scene, arguments["first"]), start_of(scene, arguments["second"])
    demands = [demand(scene, first, second, AFTERWARDS)]
    return _broken(demands, scene, arguments, "must be over before {second} begins")


def _not_after(scene: Scene, arguments: Arguments) -> Breach | None:
    first, second = start_of(scene, arguments["first"]), start_of(scene, arguments["second"])
    demands = [demand(scene, first, second, 0)]
    return _broken(demands, scene, arguments, "cannot be later than {second}")


def _within(scene: Scene, arguments: Arguments) -> Breach | None:
    inner, outer = arguments["inner"], arguments["outer"]
    demands = within(scene, inner, outer)
    arguments = {"first": inner, "second": outer}
    return _broken(demands, scene, arguments, "cannot lie outside {second}")


def _broken(
    demands: Sequence[Demand], scene: Scene, arguments: Arguments, words: str
) -> Breach | None:
    """The breach of the demands that cannot be met, if there are any."""
    unmet = [demand for demand in demands if not demand.is_met]
    if not unmet:
        return None
    short = max(demand.short for demand in unmet)
    first, second = (_dates(scene, arguments[key]) for key in ("first", "second"))
    law = words.format(second=second if second.startswith("a life") else f"what is dated {second}")
    by_the_day = all(is_by_the_day(scene.time_of(arguments[key])) for key in ("first", "second"))
    off = off_in_words(short, by_the_day=by_the_day)
    return Breach(short, (*_clocks(unmet), f"What is dated {first} {law}: {off}."))


def _dates(scene: Scene, argument: Argument) -> str:
    """The window of a claim or stage in words, a life by its years."""
    bounds = scene.time_of(argument)
    if not isinstance(argument, TimeOf):
        return dates_of(bounds)
    fact = scene.fact_of(argument)
    if fact.kind == "life" and fact.claim is None:
        return f"a life ({life_in_words(bounds)})"
    is_tied = fact.claim is not None and bool(fact.claim.when.ties)
    return dates_of(to_whole_days(bounds) if is_tied else bounds)


def _clocks(demands: Sequence[Demand]) -> tuple[str, ...]:
    """A sentence on the clocks of two places, if they differ."""
    for each in demands:
        if each.ahead:
            hours = describe_minutes(abs(each.ahead))
            return (f"The clocks of the two places are {hours} apart, which is allowed for.",)
    return ()


def _outside(scene: Scene, arguments: Arguments) -> Breach | None:
    claim, denial = scene.fact_of(arguments["claim"]), scene.fact_of(arguments["denial"])
    if denied_length(denial) is not None:
        return _as_long_as_denied(scene, claim, denial)
    is_denial = denial.polarity == DENIED
    sure = () if scene.use_own and denial.covers_by_ties else denial.sure
    if sure is None:
        return Breach(
            None,
            (
                "What is said against it is for all time."
                if is_denial
                else "What is said of one alone holds for all time.",
            ),
        )
    bounds = scene.bounds(claim)
    for lo, hi in sure:
        if bounds.earliest_end >= lo and bounds.latest_start <= hi:
            covered = stretch_in_words(lo, hi)
            words = f"The denial surely covers {covered}, and the claim cannot lie outside it."
            return Breach(None, (words,))
    return None


def _as_long_as_denied(scene: Scene, claim: Fact, denial: Fact) -> Breach | None:
    """The breach of a denial that something lasted so long."""
    length = denied_length(denial)
    lasts = surely_lasts(claim, scene.bounds(claim))
    if length is None or lasts < length.most:
        return None
    denied = f"What is denied is that it lasted {describe_minutes(length.most)} or longer"
    return Breach(None, (f"{denied}: as dated, it lasted {describe_minutes(lasts)} at the least.",))


def _apart_in_time(scene: Scene, arguments: Arguments) -> Breach | None:
    ways = either_way(scene, arguments["first"], arguments["second"], AFTERWARDS)
    if any(demand.is_met for demand in ways):
        return None
    short = min(demand.short for demand in ways)
    return Breach(short, (_both(scene, arguments),), overlapping=True)


def _both(scene: Scene, arguments: Arguments) -> str:
    """A sentence on two claims that exclude each other and surely hold at one moment."""
    first, second = (_dates(scene, arguments[key]) for key in ("first", "second"))
    return f"One surely holds {first}, the other {second}: at some moment both must have held."


def _same_moment(scene: Scene, arguments: Arguments) -> Breach | None:
    first, second = arguments["first"], arguments["second"]
    start, other_start = start_of(scene, first), start_of(scene, second)
    demands = [demand(scene, start, other_start, 0), demand(scene, other_start, start, 0)]
    unmet = [demand for demand in demands if not demand.is_met]
    if not unmet:
        return None
    short = max(demand.short for demand in unmet)
    dates, other_dates = _dates(scene, first), _dates(scene, second)
    words = f"{dates[:1].upper()}{dates[1:]} and {other_dates} have no moment in common"
    by_the_day = all(is_by_the_day(scene.time_of(each)) for each in (first, second))
    apart = shortfall_in_words(short, by_the_day=by_the_day)
    return Breach(short, (f"{words}: they are {apart} apart.",))


def _journey(scene: Scene, arguments: Arguments) -> Breach | None:
    speed = scene.speed_of(arguments["speed"])
    here, there = scene.value_of(arguments["from"])[0], scene.value_of(arguments["to"])[0]
    if not scene.world.apart(here, there):
        return None
    kilometres = scene.world.distance(here, there) or 0.0
    minutes = speed.minutes_over(kilometres)
    ways = either_way(scene, arguments["first"], arguments["second"], minutes)
    if any(demand.is_met for demand in ways):
        return None
    best = min(ways, key=lambda demand: demand.short)
    if not minutes:
        return Breach(best.short, (_both(scene, arguments),), overlapping=True)
    name = scene.world.registry.name_of
    apart = f"{name(here)} and {name(there)} are {kilometres:,.0f} km apart"
    takes = f"the journey takes {describe_minutes(minutes)}"
    left = max(best.minutes - best.ahead - best.short, 0)
    leave = f"The statements leave {describe_minutes(left) if left else 'no time'} for it"
    overlapping = best.short > best.minutes - best.ahead
    lacking = f"{shortfall_in_words(best.short)} short"
    return Breach(
        best.short,
        (
            f"{apart}; at {speed.kilometres_per_hour:g} km/h {takes}.",
            *_clocks([best]),
            f"{leave}: {off_in_words(best.short) if overlapping else lacking}.",
        ),
        overlapping,
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


def _never(_scene: Scene, _arguments: Arguments) -> Breach | None:
    return Breach(None, ())


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
