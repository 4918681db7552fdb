"""How far local clocks are ahead of universal time, for places that declare a time zone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from trialcheck.casebook.model import Claim, Place
from trialcheck.measures import DAY
from trialcheck.when import WITHOUT_END, WITHOUT_START

_FOUR_WEEKS = 4 * 7 * DAY
_MOST_LOOK_UPS = 12
_ROLES = {"travelled": ("from", "to")}


@dataclass(frozen=True, slots=True)
class Clocks:
    """The places of a record, and whether any has a time zone; `era` is a minute that it names."""

    places: Mapping[str, Place]
    are_declared: bool = False
    era: int = 0

    def zone_at(self, moment: tuple[Claim, int, object]) -> str:
        """The time zone at the start or end of a claim, "" if none is declared."""
        return zone_at(moment[0], moment[1], self.places)


def place_at(claim: Claim, end: int) -> str:
    """The place of a claim at its start (0) or end (1), "" if none is named."""
    role = _ROLES.get(claim.kind, ("where", "where"))[end]
    return next(iter(claim.roles.get(role, ())), "")


def zone_at(claim: Claim, end: int, places: Mapping[str, Place]) -> str:
    """The time zone of the place of a claim at its start (0) or end (1), "" if none is declared."""
    place = places.get(place_at(claim, end))
    while place is not None and not place.zone:
        place = places.get(place.within)
    return place.zone if place is not None else ""


def minutes_ahead(zone: str, minute: int) -> int:
    """Minutes by which a zone's clocks are ahead of universal time at a local minute.

    Zero for years that the time-zone database does not reach.
    """
    try:
        local = datetime(1, 1, 1, tzinfo=ZoneInfo(zone)) + timedelta(minutes=minute)
        ahead = local.utcoffset()
    except OverflowError:
        return 0
    return 0 if ahead is None else int(ahead.total_seconds() // 60)


def clock_difference(
    claim: tuple[Claim, int, int],
    other: tuple[Claim, int, int],
    clocks: Clocks,
) -> int:
    """Minutes that the clocks at another claim are ahead of those at a claim.

    Each claim comes with its end (0 or 1) and the local minute there. One beyond all dates is not
    known: the clocks are then compared at the minute of the other claim, or at `era`, some minute
    of the record. Zero unless both places declare a zone.
    """
    zones = clocks.zone_at(claim), clocks.zone_at(other)
    if not all(zones):
        return 0
    minute, other_minute = claim[2], other[2]
    if not _is_known(minute):
        minute = other_minute if _is_known(other_minute) else clocks.era
    if not _is_known(other_minute):
        other_minute = minute
    return minutes_ahead(zones[1], other_minute) - minutes_ahead(zones[0], minute)


def clock_differences(
    claim: tuple[Claim, int, tuple[int, int]],
    other: tuple[Claim, int, tuple[int, int]],
    clocks: Clocks,
) -> tuple[int, int]:
    """The least and the most that `clock_difference` can be while clocks are put forward and back.

    Each claim comes with its end and the least and greatest local minute there.
    """
    zones = clocks.zone_at(claim), clocks.zone_at(other)
    if not all(zones):
        return 0, 0
    here = _known_stretch(claim[2], _known_stretch(other[2], (clocks.era, clocks.era)))
    least, most = _ahead_within(zones[0], here)
    other_least, other_most = _ahead_within(zones[1], _known_stretch(other[2], here))
    return other_least - most, other_most - least


def _known_stretch(times: tuple[int, int], otherwise: tuple[int, int]) -> tuple[int, int]:
    """The stretch between two minutes; where one of them is not known, on to another stretch."""
    known = [minute for minute in times if _is_known(minute)]
    if len(known) < len(times):
        known += otherwise
    return min(known), max(known)


def _ahead_within(zone: str, times: tuple[int, int]) -> tuple[int, int]:
    """The least and the most minutes ahead in a stretch, looked up every four weeks or so."""
    first, last = times
    step = max(_FOUR_WEEKS, (last - first) // _MOST_LOOK_UPS)
    found = [minutes_ahead(zone, minute) for minute in (*range(first, last, step), last)]
    return min(found), max(found)


def era_of(minutes: Iterable[int]) -> int:
    """The middle one of the minutes that a record names, those beyond all dates left out; or 0."""
    known = sorted(minute for minute in minutes if _is_known(minute))
    return known[len(known) // 2] if known else 0


def known_of(minute: int, other: int) -> int:
    """The first of two minutes, or the second if the first is not known."""
    return other if _is_known(other) and not _is_known(minute) else minute


def _is_known(minute: int) -> bool:
    return WITHOUT_START < minute < WITHOUT_END
