"""What a rule has bound so far, and the arguments of its conditions looked up in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from trialcheck.bounds import ANY_TIME, Bounds, bounds_from
from trialcheck.engine.world import World
from trialcheck.facts import Fact, stage_bounds
from trialcheck.measures import Duration, Speed
from trialcheck.rules.model import (
    Amount,
    Argument,
    ListOf,
    RoleOf,
    Rule,
    StageOf,
    TimeOf,
    ValueOf,
    Words,
)

Arguments = Mapping[str, Argument]
"""What a rule writes behind the name of a condition, by the names of its signature."""

NONE, SOME, ALL = 0, 1, 2
"""In no dating, in some, in all."""


@dataclass(slots=True)
class Scene:
    """One attempt to match a rule: the facts by pattern name and the values by variable name."""

    world: World
    rule: Rule
    amounts: Mapping[str, Duration | Speed | int]
    facts: dict[str, Fact] = field(default_factory=dict)
    values: dict[str, str] = field(default_factory=dict)
    use_own: bool = False
    pieces: dict[int, Bounds] = field(default_factory=dict)
    given: list[Fact] = field(default_factory=list)

    def bounds(self, fact: Fact) -> Bounds:
        """The window of a fact: with the claims it is tied to, or by its own date alone.

        While one of several separate dates is tried, it is that date.
        """
        if self.pieces and fact.number in self.pieces:
            return self.pieces[fact.number]
        return fact.own if self.use_own and fact.support else fact.bounds

    def value_of(self, argument: Argument) -> tuple[str, ...]:
        """The values that an argument stands for, perhaps none."""
        if isinstance(argument, ValueOf):
            return (self.values[argument.variable],)
        assert isinstance(argument, RoleOf)  # noqa: S101  # the reader lets nothing else stand here
        return self.facts[argument.pattern].roles.get(argument.role, ())

    def words_of(self, argument: Argument) -> tuple[str, ...]:
        """Fixed words, or the entries of a list that the casebook orders."""
        if isinstance(argument, Words):
            return argument.words
        assert isinstance(argument, ListOf)  # noqa: S101  # the reader lets nothing else stand here
        return self.world.order(self.values[argument.variable], argument.list_name)

    def amount_of(self, argument: Argument) -> Duration | Speed | int:
        """A threshold, from the settings in force or as the rule gives it."""
        assert isinstance(argument, Amount)  # noqa: S101  # the reader lets nothing else stand here
        if argument.value is not None:
            return argument.value
        return self.amounts[argument.setting]

    def duration_of(self, argument: Argument) -> Duration:
        """A threshold that is a duration."""
        amount = self.amount_of(argument)
        assert isinstance(amount, Duration)  # noqa: S101  # units are checked on reading
        return amount

    def speed_of(self, argument: Argument) -> Speed:
        """A threshold that is a speed."""
        amount = self.amount_of(argument)
        assert isinstance(amount, Speed)  # noqa: S101  # units are checked on reading
        return amount

    def fact_of(self, argument: Argument) -> Fact:
        """The fact that an argument names."""
        assert isinstance(argument, TimeOf)  # noqa: S101  # the reader lets nothing else stand here
        return self.facts[argument.pattern]

    def time_of(self, argument: Argument) -> Bounds:
        """The window that an argument stands for."""
        if isinstance(argument, StageOf):
            stage = self.world.registry.stages.get(self.values[argument.variable])
            return ANY_TIME if stage is None else stage_bounds(stage)
        fact = self.fact_of(argument)
        part = argument.part  # type: ignore[union-attr]  # fact_of has checked it
        if part == "said":
            return said_bounds(fact)
        bounds = self.bounds(fact)
        if part == "start":
            return Bounds(
                bounds.earliest_start,
                bounds.latest_start,
                bounds.earliest_start,
                bounds.latest_start,
            )
        if part == "end":
            return Bounds(
                bounds.earliest_end, bounds.latest_end, bounds.earliest_end, bounds.latest_end
            )
        return bounds


def said_bounds(fact: Fact) -> Bounds:
    """When the statement behind a fact was made: any time if it has no date."""
    statement = fact.statement
    if statement is None or statement.said is None:
        return ANY_TIME
    return bounds_from(statement.said.occasion())


Judge = Callable[[Scene, Arguments], int]
"""A condition of `where`: it answers NONE, SOME or ALL."""


def verdict_of(holds: bool) -> int:
    """The answer of a condition that no dating changes."""
    return ALL if holds else NONE
