"""What a law that asks for a bound says in words: how far two places are apart, and its name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from trialcheck.engine.world import World
from trialcheck.facts import Fact
from trialcheck.measures import Duration, Speed, describe_minutes
from trialcheck.rules.model import Amount, Argument, Condition, RoleOf, Rule, ValueOf, Variable

Amounts = Mapping[str, Mapping[str, Duration | Speed | int]]

_PlaceOf = tuple[int, str]
"""Which of the facts that a law holds together, and which of its roles."""


@dataclass(slots=True)
class LawWords:
    """The words of each law, for journeys of each pair of places: one text for all its bounds."""

    world: World
    amounts: Amounts
    _said: dict[tuple[str, ...], str] = field(default_factory=dict)
    _places: dict[str, tuple[_PlaceOf, ...]] = field(default_factory=dict)

    def of(self, rule: Rule, facts: Sequence[Fact]) -> str:
        """What a law says of some facts, such as "Rome and Oslo lie apart, by the rule custody"."""
        asked = self._places.get(rule.id)
        if asked is None:
            asked = self._places[rule.id] = tuple(_places_asked(rule))
        places = [
            values[0] for at, role in asked if len(values := facts[at].roles.get(role, ())) == 1
        ]
        # Either way round is as far.
        key = (rule.id, *sorted(places)) if len(places) == 2 else (rule.id,)
        said = self._said.get(key)
        if said is None:
            said = self._said[key] = self._worded(rule, key[1:])
        return said

    def _worded(self, rule: Rule, places: Sequence[str]) -> str:
        if len(places) != 2:
            return f"by the rule {rule.id}"
        here, there = (self.world.registry.name_of(place) for place in places)
        kilometres = self.world.distance(*places) or 0.0
        speed = self._speed(rule)
        minutes = speed.minutes_over(kilometres)
        if not minutes:
            return f"{here} and {there} lie apart, by the rule {rule.id}"
        takes = f"{describe_minutes(minutes)} at {speed.kilometres_per_hour:g} km/h"
        return f"{here} and {there} are {kilometres:,.0f} km apart, {takes}, by the rule {rule.id}"

    def _speed(self, rule: Rule) -> Speed:
        argument = _journey(rule).arguments["speed"]
        assert isinstance(argument, Amount)  # noqa: S101  # checked on reading
        amount = argument.value
        found = self.amounts[rule.id][argument.setting] if amount is None else amount
        assert isinstance(found, Speed)  # noqa: S101  # units are checked on reading
        return found


def _journey(rule: Rule) -> Condition:
    return next(each for each in rule.must if each.name == "journey")


def _places_asked(rule: Rule) -> Iterator[_PlaceOf]:
    """Where the two places of a journey stand, if the law asks for one and they are plain."""
    if any(each.name == "journey" for each in rule.must):
        arguments = _journey(rule).arguments
        for name in ("from", "to"):
            found = _place_asked(arguments[name], rule)
            if found is not None:
                yield found


def _place_asked(argument: Argument, rule: Rule) -> _PlaceOf | None:
    for at, pattern in enumerate(rule.find):
        for role, terms in pattern.roles:
            if isinstance(argument, ValueOf):
                is_meant = terms == (Variable(argument.variable),)
            else:
                is_meant = isinstance(argument, RoleOf) and (argument.pattern, argument.role) == (
                    pattern.name,
                    role,
                )
            if is_meant:
                return at, role
    return None
