"""How far local clocks are ahead of universal time, for places that declare a time zone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from trialcheck.casebook.model import Claim, Place

_ROLES = {"travelled": ("from", "to")}


def zone_at(claim: Claim, end: int, places: Mapping[str, Place]) -> str:
    """The time zone of the place of a claim at its start (0) or end (1), "" if none is declared."""
    role = _ROLES.get(claim.kind, ("where", "where"))[end]
    named = claim.roles.get(role, ())
    place = places.get(named[0]) if named else None
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
    claim: tuple[Claim, int, int], other: tuple[Claim, int, int], places: Mapping[str, Place]
) -> int:
    """Minutes that the clocks at another claim are ahead of those at a claim.

    Each claim comes with its end (0 or 1) and the local minute there. Zero unless both places
    declare a zone.
    """
    zones = zone_at(claim[0], claim[1], places), zone_at(other[0], other[1], places)
    if not all(zones):
        return 0
    return minutes_ahead(zones[1], other[2]) - minutes_ahead(zones[0], claim[2])
