"""Which point of the network stands for the start or the end of a claim."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from trialcheck.casebook.model import Casebook, Claim, Place
from trialcheck.casebook.vocabulary import Vocabulary
from trialcheck.clocks import zone_at
from trialcheck.consistency.demands import ORIGIN, End, Point
from trialcheck.engine.demands import MINUTE_ZERO


class Points:
    """The points of one casebook.

    An occasion has one point for both its ends, and all occasions of one event share theirs, unless
    plain claims put the event in several time zones: no local time is then that of all.
    """

    def __init__(self, casebook: Casebook, vocabulary: Vocabulary) -> None:
        self.claims: dict[str, Claim] = {
            claim.name: claim for statement in casebook.statements for claim in statement.claims
        }
        self.occasions = frozenset(
            name
            for name, claim in self.claims.items()
            if vocabulary.kinds[claim.kind].sort == "occasion"
        )
        self.firm: dict[str, Claim] = {
            name: claim for name, claim in self.claims.items() if claim.is_firm
        }
        """The claims that are plainly asserted: only these are dated."""
        self.events_across_zones = _events_across_zones(
            self.firm.values(), casebook.registry.places
        )
        self._moments: dict[str, Point] = {}
        self._beside: dict[End, Point] = {}

    def of(self, end: End) -> Point:
        """The point that stands for an end of a claim, or of what else has a time."""
        name = end[0]
        if name not in self.occasions:
            return ORIGIN if end == MINUTE_ZERO else end
        moment = self._moments.get(name)
        if moment is None:
            moment = self._moments[name] = self._moment(name)
        return moment

    def beside(self, end: End) -> Point:
        """The same; for what holds some while before or after a claim, where it can hold shortly.

        That is the start or the end of the claim.
        """
        point = self._beside.get(end)
        if point is None:
            point = self._beside[end] = self.of(self._end_beside(end))
        return point

    def ends(self, name: str) -> tuple[Point, Point]:
        """The points of the start and of the end of a claim."""
        return self.of((name, 0)), self.of((name, 1))

    def is_told_of_an_event(self, name: str) -> bool:
        """Whether a claim is a plain one of an occasion of some event."""
        return name in self.occasions and name in self.firm and bool(self.claims[name].event)

    def _end_beside(self, end: End) -> End:
        if end[0] not in self.claims:
            for word, part in (("before ", 0), ("after ", 1)):
                if end[0].startswith(word):
                    return end[0].removeprefix(word), part
        return end

    def _moment(self, name: str) -> Point:
        event = self.claims[name].event
        # What is only believed or doubted to have been at an event does not date it.
        is_joined = self.is_told_of_an_event(name) and event not in self.events_across_zones
        return (f"event {event}", 0) if is_joined else (name, 0)


def _events_across_zones(firm: Iterable[Claim], places: Mapping[str, Place]) -> frozenset[str]:
    zones: dict[str, set[str]] = {}
    for claim in firm:
        if claim.event and (zone := zone_at(claim, 0, places)):
            zones.setdefault(claim.event, set()).add(zone)
    return frozenset(event for event, found in zones.items() if len(found) > 1)
