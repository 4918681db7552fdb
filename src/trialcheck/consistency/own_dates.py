"""What dates by themselves demand: the windows and the lengths of all that is to be dated."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from trialcheck.bounds import FAR, Bounds
from trialcheck.casebook.model import Claim
from trialcheck.claim_bounds import length_bounds
from trialcheck.clocks import Clocks
from trialcheck.consistency.demands import ORIGIN, Bound, Demands, EitherOr, End, end_at
from trialcheck.consistency.law_facts import shortest
from trialcheck.consistency.points import Points
from trialcheck.facts import Fact
from trialcheck.measures import DAY
from trialcheck.when import WITHOUT_END, WITHOUT_START
from trialcheck.windows import Windows

MARGIN = 366 * DAY
"""By how many minutes what is endless outlasts all time: more than clocks differ by."""

_NOBODY: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class AllTime:
    """The first and the last minute of all time, if something goes on without beginning or end.

    What begins does so at some time: never after what goes on without end; and so backwards.
    `moments` are the ends of claims at which something else is so, such as the arrival at the end
    of a journey.
    """

    first: int = -FAR
    last: int = FAR
    moments: frozenset[End] = frozenset()

    @property
    def is_taken(self) -> bool:
        """Whether something goes on without beginning, or without end."""
        return self.first > -FAR or self.last < FAR

    @property
    def is_full(self) -> bool:
        """Whether neither before nor after everything there need be room."""
        return self.first > -FAR and self.last < FAR

    def narrowed(self, name: str, bounds: Bounds, tied: Bounds) -> Bounds:
        """The bounds of a claim that begins and is over at some time, or else well beyond it.

        `tied` is its window with all that it is tied to: what goes on as long as something without
        end is not over.
        """
        is_begun = (name, 0) in self.moments and tied.latest_start > WITHOUT_START
        is_over = (name, 1) in self.moments and tied.earliest_end < WITHOUT_END
        before = MARGIN if bounds.latest_start <= WITHOUT_START else 0
        beyond = MARGIN if bounds.earliest_end >= WITHOUT_END else 0
        return Bounds(
            max(bounds.earliest_start, self.first if is_begun else -FAR) - before,
            min(bounds.latest_start, self.last) - before,
            max(bounds.earliest_end, self.first) + beyond,
            min(bounds.latest_end, self.last if is_over else FAR) + beyond,
        )


def all_time(windows: Iterable[Bounds], facts: Iterable[Fact]) -> AllTime:
    """All time, by the windows of the plain claims of a record, and its facts."""
    first, last = -FAR, FAR
    for window in windows:
        if window.latest_start <= WITHOUT_START:
            first = WITHOUT_START
        if window.earliest_end >= WITHOUT_END:
            last = WITHOUT_END
    if first == -FAR and last == FAR:
        return AllTime()
    return AllTime(first, last, frozenset(fact.start for fact in facts if fact.start == fact.end))


@dataclass(slots=True)
class OwnDates:
    """The dates of claims, of what came before and after them, and of what the registry tells of.

    `registered` are the windows of the last; `lasting` names claims that something asks to last:
    the others need last no longer than they must.
    """

    points: Points
    windows: Windows
    clocks: Clocks
    registered: Mapping[str, Bounds]
    all_time: AllTime
    lasting: Collection[str]
    _bounds: list[Bound] = field(default_factory=list)
    _either_ors: list[EitherOr] = field(default_factory=list)

    def demands(self, names: Collection[str], asked: Demands) -> Demands:
        """What the dates of some names demand; `asked` is all else that is demanded."""
        before = sorted(name for name in names if name.startswith("before "))
        after = sorted(name for name in names if name.startswith("after "))
        claims = {*names, *map(self._date_beside, (*before, *after))}
        for name in sorted(claims & self.points.firm.keys()):
            self._date(self.points.firm[name])
        self._date_registered(sorted(self.registered.keys() & set(names)), asked)
        return Demands(tuple(self._bounds), tuple(self._either_ors))

    def _date_beside(self, name: str) -> str:
        """Date what came before a claim, or comes after it; returns the name of the claim."""
        word, _, inner = name.partition(" ")
        why = frozenset((inner,))
        self._bounds.append(Bound((name, 1), (name, 0), 0, _NOBODY))
        if word == "before":
            self._add((inner, 0), (name, 1), 0, why)
            some_time = Bounds(earliest_end=self.all_time.first)
        else:
            self._add((name, 0), (inner, 0), 0, why)
            some_time = Bounds(latest_start=self.all_time.last)
        self._bounds += self._within(name, some_time, _NOBODY)
        return inner

    def _date(self, claim: Claim) -> None:
        name, why = claim.name, frozenset((claim.name,))
        window = self.windows.of[name]
        for bound in length_bounds(claim, window.own, self.clocks):
            self._add(end_at(bound.earlier), end_at(bound.later), bound.minutes, why, bound.words)
        if window.pieces:
            pieces = (self._shortest(name, piece) for piece in window.pieces)
            ways = tuple(tuple(self._within(name, piece, why)) for piece in pieces)
            self._either_ors.append(EitherOr(ways, why))
        else:
            self._bounds += self._within(name, self._shortest(name, window.own), why)

    def _date_registered(self, names: Collection[str], asked: Demands) -> None:
        """Add the dates of what the registry tells of.

        An end that it leaves open, and that no law speaks of, has no time: what must lie within a
        life of which nobody knows the beginning is not asked to be later than that beginning.
        """
        for name in names:
            self._bounds += self._within(name, self.registered[name], _NOBODY)
        spoken_of = {*asked.points(), *Demands(tuple(self._bounds), ()).points()}
        for name in names:
            if {(name, 0), (name, 1)} <= spoken_of:
                self._bounds.append(Bound((name, 1), (name, 0), 0, _NOBODY))

    def _shortest(self, name: str, bounds: Bounds) -> Bounds:
        """The bounds of a claim that lasts no longer than it must, at some time within all time."""
        least = bounds if name in self.lasting else shortest(bounds)
        if not self.all_time.is_taken:
            return least
        return self.all_time.narrowed(name, least, self.windows.of[name].tied)

    def _add(
        self, earlier: End, later: End, minutes: int, why: frozenset[str], words: str = ""
    ) -> None:
        first, second = self.points.of(earlier), self.points.of(later)
        if first != second or minutes < 0:
            self._bounds.append(Bound(first, second, minutes, why, words))

    def _within(self, name: str, bounds: Bounds, why: frozenset[str]) -> list[Bound]:
        return list(dict.fromkeys(self._bounds_of(name, bounds, why)))

    def _bounds_of(self, name: str, bounds: Bounds, why: frozenset[str]) -> Iterator[Bound]:
        for end, lo, hi in (
            (0, bounds.earliest_start, bounds.latest_start),
            (1, bounds.earliest_end, bounds.latest_end),
        ):
            point = self.points.of((name, end))
            if hi < FAR:
                yield Bound(ORIGIN, point, hi, why)
            if lo > -FAR:
                yield Bound(point, ORIGIN, -lo, why)
