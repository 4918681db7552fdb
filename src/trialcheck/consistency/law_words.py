"""What a law that asks for a bound says in words: how far two places are apart, and its name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from trialcheck.engine.world import World
from trialcheck.facts import Fact
from trialcheck.measures import Duration, Speed, describe_minutes
from trialcheck.rules.model import Amount, Argument, Condition, RoleOf, Rule, ValueOf, Variable

Amounts = Mapping[str, Mapping[str, Duration | Speed | int]]


@dataclass(slots=True)
class LawWords:
    """The words of each law, for journeys of each pair of places: one text for all its bounds."""

    world: World
    amounts: Amounts
    _said: dict[tuple[str, ...], str] = field(default_factory=dict)

    def of(self, rule: Rule, facts: Sequence[Fact]) -> str:
        """What a law says of some facts, such as "Rome and Oslo lie apart, by the rule custody"."""
        places = tuple(_places(rule, facts))
        # Either way round is as far.
        key = (rule.id, *(sorted(places) if len(places) == 2 else ()))
        if key not in self._said:
            self._said[key] = self._worded(rule, key[1:])
        return self._said[key]

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


def _places(rule: Rule, facts: Sequence[Fact]) -> Iterator[str]:
    """The two places of a journey, if the law asks for one and they are plain."""
    if not any(each.name == "journey" for each in rule.must):
        return
    arguments = _journey(rule).arguments
    for name in ("from", "to"):
        yield from _place(arguments[name], rule, facts)


def _place(argument: Argument, rule: Rule, facts: Sequence[Fact]) -> Iterator[str]:
    for pattern, fact in zip(rule.find, facts, strict=True):
        for role, terms in pattern.roles:
            named = (
                terms == (Variable(argument.variable),)
                if isinstance(argument, ValueOf)
                else isinstance(argument, RoleOf)
                and (argument.pattern, argument.role) == (pattern.name, role)
            )
            values = fact.roles.get(role, ())
            if named and len(values) == 1:
                yield values[0]
                return
