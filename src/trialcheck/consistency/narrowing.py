"""What a loose date must have been, given the rest of the record, and which statements narrow it.

The earliest and the latest time of a point over all datings: where only bounds matter they are
shortest paths (Dechter, Meiri, Pearl 1991); where either-ors matter they are searched for by
halving, with the solver's word on each half.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from trialcheck.bounds import FAR, Bounds
from trialcheck.consistency.conflicts import shrunk
from trialcheck.consistency.demands import ORIGIN, Bound, Demands, Point, components
from trialcheck.consistency.solver import Clashing, Dated, Tries, Verdict, decide
from trialcheck.measures import DAY
from trialcheck.network import Network, Reach
from trialcheck.when import WITHOUT_END, WITHOUT_START

WORK = 400_000
"""How many demands are looked at, over and over, before the rest is narrowed by bounds alone."""

TRIES_FOR_ONE = 2_000

_A_YEAR = 366 * DAY


@dataclass(frozen=True, slots=True)
class Narrowed:
    """When a claim can only have been: inside its own window, by the statements named besides.

    `own` and `bounds` are the earliest and latest start and end, in minutes, inclusive, by the
    claim alone and by all; FAR stands for no bound.
    """

    own: Bounds
    bounds: Bounds
    statements: tuple[str, ...]


def narrowed_dates(
    demands: Demands,
    ends: Mapping[str, tuple[Point, Point]],
    statement_of: Mapping[str, str],
    work: int = WORK,
) -> dict[str, Narrowed]:
    """The claims whose dates the rest of a record narrows; `ends` are the points of claims.

    Claims in a part that cannot be dated are left out. What is told is always true; of a part that
    takes too much work not all that is true is told.
    """
    budget = _Budget(work)
    at: dict[Point, list[str]] = {}
    for name, (start, _) in ends.items():
        at.setdefault(start, []).append(name)
    found: dict[str, Narrowed] = {}
    for part in components(demands):
        names = [name for point in part.points() for name in at.get(point, ())]
        if not names or len(part.statements()) < 2:
            continue
        extent = _Extent(part, budget)
        if extent.is_dated:
            for name in names:
                narrowed = _narrowed(name, ends[name], extent, statement_of)
                if narrowed is not None:
                    found[name] = narrowed
    return found


def _narrowed(
    name: str, ends: tuple[Point, Point], whole: _Extent, statement_of: Mapping[str, str]
) -> Narrowed | None:
    alone = _Extent(whole.part.within(frozenset({name})), whole.budget)
    own: list[int] = []
    by_all: list[int] = []
    claims: set[str] = set()
    for point, late in ((p, late) for p in ends for late in (False, True)):
        own.append(_within_dates(alone.extreme(point, late=late)))
        by_all.append(_within_dates(whole.extreme(point, late=late)))
        if own[-1] != by_all[-1]:
            claims |= whole.reasons(point, by_all[-1], late=late)
    statements = {statement_of[claim] for claim in claims - {name}} - {statement_of[name]}
    if own == by_all or not statements:
        return None
    return Narrowed(Bounds(*own), Bounds(*by_all), tuple(sorted(statements)))


def _within_dates(minute: int) -> int:
    """A time, without bound if only the end or the beginning of all dates sets it."""
    if minute > WITHOUT_END - _A_YEAR:
        return FAR
    return -FAR if minute < WITHOUT_START + _A_YEAR else minute


@dataclass(slots=True)
class _Budget:
    left: int


@dataclass(slots=True)
class _Extent:
    """How early and how late the points of some demands can be."""

    part: Demands
    budget: _Budget
    is_dated: bool = False
    _reached: list[dict[Point, int]] = field(default_factory=lambda: [{}, {}])
    _bounded: tuple[Reach, ...] = ()

    def __post_init__(self) -> None:
        """Date the part once early and once late: that settles most of the ends."""
        for demands, sign in ((self.part, 1), (_mirrored(self.part), -1)):
            verdict = decide(demands)
            self.is_dated = isinstance(verdict, Dated)
            if not isinstance(verdict, Dated):
                return
            self._note({point: sign * time for point, time in verdict.times.items()})
        extremes = Network(list(self.part.bounds)).extremes()
        self._bounded = extremes.earliest, extremes.latest

    def _note(self, times: Mapping[Point, int]) -> None:
        early, late = self._reached
        for point, minute in times.items():
            time = min(max(minute, -FAR), FAR)
            early[point] = min(time, early.get(point, time))
            late[point] = max(time, late.get(point, time))

    def extreme(self, point: Point, *, late: bool) -> int:
        """The earliest or latest time of a point in minutes; FAR, or -FAR, without a bound."""
        bound = self._bounded[late].minutes.get(point, FAR if late else -FAR)
        if not self.part.either_ors or point not in self._reached[late]:
            return bound
        return self._searched(point, bound, late=late)

    def _searched(self, point: Point, bound: int, *, late: bool) -> int:
        """The extreme, which lies between what bounds allow and what a dating has reached."""
        outer, probe = bound, bound
        while outer != self._reached[late][point]:
            verdict = self._at_least_as_far(point, probe, late=late)
            if isinstance(verdict, Dated):
                self._note(verdict.times)
            elif isinstance(verdict, Clashing):
                outer = probe - 1 if late else probe + 1
            else:
                return outer
            probe = (outer + self._reached[late][point] + late) // 2
        return outer

    def _at_least_as_far(self, point: Point, minute: int, *, late: bool) -> Verdict | None:
        """Whether a point can be as late, or as early, as a minute; None when out of budget."""
        self.budget.left -= len(self.part.bounds) + len(self.part.either_ors)
        if self.budget.left < 0:
            return None
        return decide(_with(self.part, point, minute, late=late), Tries(TRIES_FOR_ONE))

    def reasons(self, point: Point, minute: int, *, late: bool) -> frozenset[str]:
        """Claims by which a point is no later, or no earlier, than its extreme."""
        known = self._bounded[late]
        if known.minutes.get(point) == minute:
            return frozenset(claim for bound in known.path(point) for claim in bound.why)
        beyond = minute + 1 if late else minute - 1

        def verdict(claims: frozenset[str]) -> Verdict:
            demands = self.part.within(claims)
            return decide(_with(demands, point, beyond, late=late), Tries(TRIES_FOR_ONE))

        found = verdict(self.part.statements())
        return shrunk(found.statements, verdict) if isinstance(found, Clashing) else frozenset()


def _with(demands: Demands, point: Point, minute: int, *, late: bool) -> Demands:
    """Demands with a point no earlier, if late, or no later than a minute."""
    bound = (
        Bound(point, ORIGIN, -minute, frozenset())
        if late
        else Bound(ORIGIN, point, minute, frozenset())
    )
    return replace(demands, bounds=(*demands.bounds, bound))


def _mirrored(demands: Demands) -> Demands:
    """The same demands of times that run backwards."""

    def turned(bounds: tuple[Bound, ...]) -> Iterator[Bound]:
        for bound in bounds:
            yield bound._replace(earlier=bound.later, later=bound.earlier)

    return Demands(
        tuple(turned(demands.bounds)),
        tuple(
            replace(choice, ways=tuple(tuple(turned(way)) for way in choice.ways))
            for choice in demands.either_ors
        ),
    )
