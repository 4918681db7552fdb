"""All that a record demands of the times of its claims: dates, ties, events and laws."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, combinations, islice

from trialcheck.bounds import Bounds
from trialcheck.casebook.model import Casebook, Claim
from trialcheck.casebook.vocabulary import Vocabulary
from trialcheck.claim_bounds import clock_gap, tie_bounds_by_one_clock
from trialcheck.clocks import Clocks, clock_differences, zone_at
from trialcheck.consistency.demands import ORIGIN, Bound, Demands, EitherOr, End, Point, end_at
from trialcheck.consistency.first_glance import EarlyTimes, early_times
from trialcheck.consistency.law_facts import (
    asks_of_one_claim,
    asks_side_by_side,
    by_own_date,
    claims_behind,
    excluding_in,
    is_undated,
    shortest,
    whole_span,
    with_bounds,
)
from trialcheck.consistency.law_words import LawWords
from trialcheck.consistency.neighbourhood import Neighbourhood
from trialcheck.consistency.own_dates import AllTime, OwnDates, all_time
from trialcheck.consistency.points import Points
from trialcheck.consistency.solver import meet
from trialcheck.engine.demands import MINUTE_ZERO, Demand, Ways
from trialcheck.engine.index import Index
from trialcheck.engine.matching import Matcher
from trialcheck.engine.world import World
from trialcheck.facts import Fact
from trialcheck.measures import Duration, Speed
from trialcheck.rules.model import Literal, Rule
from trialcheck.windows import Windows

MOST_TROUBLED = 1_000
"""How many points of what is in trouble are looked for before everything is taken to be."""


@dataclass(frozen=True, slots=True)
class Record:
    """What the demands of one casebook are gathered from."""

    casebook: Casebook
    vocabulary: Vocabulary
    windows: Windows
    facts: tuple[Fact, ...]
    world: World
    rules: tuple[Rule, ...]
    amounts: Mapping[str, Mapping[str, Duration | Speed | int]]
    steps: int


def gathered(record: Record, *, everything: bool = False) -> Demands:
    """The demands of a record; `why` names claims. Raises BudgetExceededError.

    A claim to which nothing else is tied can be dated by its own window alone, which the laws have
    been held against already: it is left out, unless `everything` is asked for.
    """
    return _Gatherer(record, everything).gather()


def first_dating(record: Record) -> tuple[Demands, Mapping[Point, int]] | None:
    """Times for all plain claims, each as early as its date allows, if these obey all laws.

    They come with what is demanded of claims that these times put near each other: what lies far
    apart obeys by that. Raises BudgetExceededError.
    """
    return _Gatherer(record, everything=True).first_dating()


@dataclass(frozen=True, slots=True)
class _Asked:
    """The laws that ask for something side by side, and of one claim, with their facts.

    `of_one` is what the latter ask.
    """

    near: Sequence[Rule]
    side_by_side: Sequence[Fact]
    alone: Sequence[Rule]
    single: Sequence[Fact]
    of_one: Sequence[list[Ways]]


@dataclass(slots=True)
class _Gatherer:
    record: Record
    everything: bool
    bounds: list[Bound] = field(default_factory=list)
    either_ors: list[EitherOr] = field(default_factory=list)
    placed: set[str] = field(default_factory=set)
    bound_from_without: set[str] = field(default_factory=set)
    confined: set[str] = field(default_factory=set)
    points: Points = field(init=False)
    all_time: AllTime = field(init=False)
    law_words: LawWords = field(init=False)

    def __post_init__(self) -> None:
        self.points = Points(self.record.casebook, self.record.vocabulary)
        self.law_words = LawWords(self.record.world, self.record.amounts)
        own = (self.record.windows.of[name].own for name in self.points.firm)
        self.all_time = all_time(own, self.record.facts)

    @property
    def claims(self) -> Mapping[str, Claim]:
        return self.points.claims

    def gather(self) -> Demands:
        asked = self._begun()
        if self.everything:
            self._law(asked.near, Index(asked.side_by_side, whole_span))
        elif troubled := self._troubled(asked, self._early(asked)):
            self._law_near(asked.near, asked.side_by_side, troubled)
        else:
            return Demands((), ())
        return self._completed(asked)

    def first_dating(self) -> tuple[Demands, Mapping[Point, int]] | None:
        asked = self._begun()
        early = self._early(asked)
        if self._troubled(asked, early):
            return None
        self._law(asked.near, Index(asked.side_by_side, early.span))
        demands = self._completed(asked)
        ends = (end for name in self.points.firm for end in self.points.ends(name))
        spoken_of = dict.fromkeys((*demands.points()[1:], *ends))
        times = {point: early.times[point] for point in spoken_of if point in early.times}
        is_whole = len(times) == len(spoken_of)
        return (demands, times) if is_whole and meet(times, demands) else None

    def _begun(self) -> _Asked:
        """Add all but the dates and what laws ask side by side or of one claim; return these."""
        self._tie_all()
        laws = [rule for rule in self.record.rules if rule.is_law and rule.find]
        near = [rule for rule in laws if asks_side_by_side(rule)]
        alone = [rule for rule in laws if asks_of_one_claim(rule)]
        others = [rule for rule in laws if rule not in near and rule not in alone]
        self._law(others, Index(self._facts_for(others)))
        single = self._facts_for(alone)
        of_one = self._asked_of_one(alone, single)
        return _Asked(near, self._shortened(self._facts_for(near)), alone, single, of_one)

    def _completed(self, asked: _Asked) -> Demands:
        """All that is demanded, with what is asked of each claim, and its date."""
        self._place()
        self._law(asked.alone, Index([fact for fact in asked.single if self._is_placed(fact)]))
        return self._dated()

    def _tie_all(self) -> None:
        """Add all ties, and note the claims that these or a length ask to last."""
        self._join_across_zones()
        own = {name: window.own for name, window in self.record.windows.of.items()}
        for claim in self.claims.values():
            if self._has_length(claim):
                self.bound_from_without.add(claim.name)
            if claim.when.ties and claim.name in self.points.firm:
                self._tie(claim, own)

    def _asked_of_one(self, rules: Sequence[Rule], facts: Sequence[Fact]) -> list[list[Ways]]:
        """What laws of one claim ask of each that lasts no longer than it must, and note whose."""
        index = Index([self._as_short(fact) for fact in facts])
        asked = [each for rule in rules for each in self._matcher(rule, index).demands()]
        self.confined = {fact.start[0] for matched, _ in asked for fact in matched}
        return [ways for _, ways in asked]

    def _dated(self) -> Demands:
        """All that is demanded, with the dates of all that it speaks of."""
        record = self.record
        demands = Demands(tuple(self.bounds), tuple(self.either_ors))
        dates = OwnDates(
            self.points,
            record.windows,
            record.world.clocks,
            self.registered,
            self.all_time,
            self.bound_from_without,
        )
        return demands + dates.demands(self.placed, demands)

    def _early(self, asked: _Asked) -> EarlyTimes:
        record = self.record
        demands = (demand for ways in chain(*asked.of_one) for way in ways for demand in way)
        return early_times(
            self.points, record.windows, record.world.clocks, self.registered, demands
        )

    def _troubled(self, asked: _Asked, early: EarlyTimes) -> list[Point]:
        """Points of what is not obeyed if each claim is as early as its date allows; not all.

        What the laws ask of one claim, where that is not obeyed, is to be dated.
        """
        for ways in (ways for asks in asked.of_one for ways in asks if early.miss(ways)):
            for demand in (demand for way in ways for demand in way):
                self._point(demand.earlier_point)
                self._point(demand.later_point)
        index = Index(asked.side_by_side, early.span)
        pairs = (
            point
            for rule in asked.near
            for _, asks in self._matcher(rule, index).demands()
            for ways in asks
            for point in early.unmet_ways(ways)
        )
        alone = (point for ways in chain(*asked.of_one) for point in early.unmet_ways(ways))
        unmet = early.unmet(self.bounds, self.either_ors)
        return list(islice(chain(unmet, early.disobeying(), alone, pairs), MOST_TROUBLED))

    def _law_near(
        self, rules: Sequence[Rule], facts: Sequence[Fact], troubled: Sequence[Point]
    ) -> None:
        """Ask what must be side by side of what is connected with some points."""
        index = Index(facts, whole_span)
        around = index
        if len(troubled) < MOST_TROUBLED:
            groups: list[tuple[Point, ...]] = [
                (bound.earlier, bound.later) for bound in self.bounds
            ]
            groups += [tuple(choice.points()) for choice in self.either_ors]
            neighbourhood = Neighbourhood(self.points, rules, facts, groups)
            around = Index(neighbourhood.around(troubled), whole_span)
        for rule in rules:
            # What excuses two claims may lie anywhere.
            self._law((rule,), index if rule.given or rule.unless else around)

    @property
    def registered(self) -> Mapping[str, Bounds]:
        """The windows of what the registry dates."""
        return {fact.start[0]: fact.bounds for fact in self.record.facts if fact.statement is None}

    def _has_length(self, claim: Claim) -> bool:
        """Whether it must last for some while, or not longer, or its ends have different clocks."""
        clocks, when = self.record.world.clocks, claim.when
        if when.for_at_least is not None or when.for_at_most is not None:
            return True
        own = self.record.windows.of[claim.name].own
        return clocks.are_declared and clock_gap(claim, own, clocks) != (0, 0)

    def _tie(self, claim: Claim, own: Mapping[str, Bounds]) -> None:
        clocks = self.record.world.clocks
        bounds = tie_bounds_by_one_clock(claim, self.claims, own, clocks)
        as_written = tie_bounds_by_one_clock(claim, self.claims, own, Clocks(clocks.places))
        for bound, written in zip(bounds, as_written, strict=True):
            earlier, later = end_at(bound.earlier), end_at(bound.later)
            # Two claims of one moment have one clock, however loose their dates.
            is_one = self.points.of(earlier) == self.points.of(later)
            self._add(earlier, later, (written if is_one else bound).minutes, bound.why)
            self.bound_from_without.update(bound.why)

    def _join_across_zones(self) -> None:
        """Put the occasions of one event at one moment by clocks that show different times."""
        places = self.record.casebook.registry.places
        told = [
            (claim, zone_at(claim, 0, places))
            for name, claim in self.claims.items()
            if claim.event in self.points.events_across_zones
            and self.points.is_told_of_an_event(name)
        ]
        for (claim, zone), (other, other_zone) in combinations(told, 2):
            if claim.event == other.event and bool(zone) == bool(other_zone):
                ends = [(each, 0, self._starts(each)) for each in (claim, other)]
                least, most = clock_differences(ends[0], ends[1], self.record.world.clocks)
                why = (claim.name, other.name)
                self._add((claim.name, 0), (other.name, 0), most, why)
                self._add((other.name, 0), (claim.name, 0), -least, why)

    def _starts(self, claim: Claim) -> tuple[int, int]:
        own = self.record.windows.of[claim.name].own
        return own.earliest_start, own.latest_start

    def _law(self, rules: Iterable[Rule], index: Index) -> None:
        for rule in rules:
            matcher = self._matcher(rule, index)
            seen: set[tuple[object, ...]] = set()
            excluding = excluding_in(rule)
            for facts, asked in matcher.demands():
                why = claims_behind(facts, excluding)
                words = self.law_words.of(rule, facts)
                for ways in asked:
                    self._ask(ways, why, words, seen)

    def _matcher(self, rule: Rule, index: Index) -> Matcher:
        record = self.record
        return Matcher(rule, index, record.world, record.amounts[rule.id], record.steps)

    def _ask(
        self, ways: Ways, why: frozenset[str], words: str, seen: set[tuple[object, ...]]
    ) -> None:
        converted = tuple(
            tuple(bound for each in way if (bound := self._bound(each, why, words)) is not None)
            for way in ways
        )
        key = (frozenset(converted), why)
        if key in seen:
            return
        seen.add(key)
        if len(converted) == 1:
            for bound in converted[0]:
                self.bounds.append(bound)
                self._note_directions(bound)
        else:
            for way in converted:
                for bound in way:
                    self._note_directions(bound)
            self.either_ors.append(EitherOr(converted, why))

    def _bound(self, each: Demand, why: frozenset[str], words: str) -> Bound | None:
        earlier, later = self._point(each.earlier_point), self._point(each.later_point)
        minutes = each.minutes - each.fewer
        if earlier == later and minutes <= 0:
            return None
        return Bound(later, earlier, -minutes, why, words)

    def _note_directions(self, bound: Bound) -> None:
        """Note claims that something asks to begin early, or to last: they cannot be shortened."""
        for point, harmful in ((bound.later, 0), (bound.earlier, 1)):
            assert isinstance(point, tuple)  # noqa: S101  # points are names with an end
            if point != ORIGIN and point[1] == harmful:
                self.bound_from_without.add(str(point[0]))

    def _point(self, end: End) -> Point:
        """The point that stands for an end of a claim, whose dates are then among the demands."""
        if end != MINUTE_ZERO:
            self.placed.add(end[0])
        return self.points.of(end)

    def _add(
        self, earlier: End, later: End, minutes: int, why: Iterable[str], words: str = ""
    ) -> None:
        first, second = self._point(earlier), self._point(later)
        if first != second or minutes < 0:
            self.bounds.append(Bound(first, second, minutes, frozenset(why), words))

    def _facts_for(self, rules: Iterable[Rule]) -> list[Fact]:
        """The facts of the kinds that some rules look at, each by its own date."""
        named = {
            pattern.kind for rule in rules for pattern in (*rule.find, *rule.given, *rule.unless)
        }
        kinds = {kind.text for kind in named if isinstance(kind, Literal)}
        every = len(kinds) < len(named)
        return [by_own_date(fact) for fact in self.record.facts if every or fact.kind in kinds]

    def _shortened(self, facts: Iterable[Fact]) -> list[Fact]:
        """The facts that are asked to be side by side, none lasting longer than it must.

        What has no date at all, and of which nothing else is asked, is in nobody's way.
        """
        return [
            self._as_short(fact)
            for fact in facts
            if self.everything or not self._is_in_nobodys_way(fact)
        ]

    def _as_short(self, fact: Fact) -> Fact:
        """A fact that lasts no longer than it must, if nothing asks it to last."""
        if fact.claim is None or fact.start[0] in self.bound_from_without:
            return fact
        return with_bounds(fact, shortest(fact.bounds))

    def _is_in_nobodys_way(self, fact: Fact) -> bool:
        """Whether something can be at any time, so that it can be long before or after all else."""
        name = fact.start[0]
        known = self.bound_from_without, self.placed, self.confined
        if not is_undated(fact) or self.all_time.is_full:
            return False
        return not any(name in names for names in known)

    def _place(self) -> None:
        """Note which claims are to be dated besides: those with a length, those of one event."""
        if self.everything:
            self.placed.update(self.points.firm)
        self.placed.update(
            name for name, claim in self.points.firm.items() if self._has_length(claim)
        )
        told = Counter(
            claim.event
            for name, claim in self.points.firm.items()
            if self.points.is_told_of_an_event(name)
        )
        events = {event for event, times in told.items() if times > 1}
        self.placed.update(
            name
            for name, claim in self.points.firm.items()
            if claim.event in events and self.points.is_told_of_an_event(name)
        )

    def _is_placed(self, fact: Fact) -> bool:
        name = fact.start[0]
        inner = name.removeprefix("before ").removeprefix("after ")
        return fact.statement is None or name in self.placed or inner in self.placed
