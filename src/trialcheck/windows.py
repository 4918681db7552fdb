"""When each claim can hold: its own date, narrowed by the claims that it is tied to."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from trialcheck.casebook.model import Casebook, Claim, Tie
from trialcheck.casebook.vocabulary import Kind, Vocabulary
from trialcheck.clocks import Clocks, clock_differences, era_of
from trialcheck.measures import describe_minutes
from trialcheck.network import ORIGIN, Bound, ContradictoryError, Extremes, Network, Point
from trialcheck.when import Dating, Range, Window

FAR = 10**11
"""More minutes than lie between any two dates: no bound, so that bounds stay plain integers."""

AFTERWARDS = 1
"""Minutes that lie at least between a claim and one that is said to come after it."""
_OTHER_CLOCKS = "by the clocks of its two places"


@dataclass(frozen=True, slots=True)
class Bounds:
    """A window in minutes, inclusive, without None: -FAR and FAR stand for no bound."""

    earliest_start: int = -FAR
    latest_start: int = FAR
    earliest_end: int = -FAR
    latest_end: int = FAR


ANY_TIME = Bounds()


@dataclass(frozen=True, slots=True)
class TiedWindow:
    """The window of a claim by its own date and with its ties; `narrowed` is how these set it."""

    own: Bounds
    tied: Bounds
    pieces: tuple[Bounds, ...] = ()
    narrowed: Narrowed | None = None

    @property
    def is_supported(self) -> bool:
        """Whether other claims narrow it."""
        return self.narrowed is not None and any(True for _ in self.narrowed.others())

    @property
    def support(self) -> set[str]:
        """The names of the other claims that narrow it."""
        return set() if self.narrowed is None else set(self.narrowed.others())


@dataclass(frozen=True, slots=True)
class Narrowed:
    """By what a claim is narrowed; the chains are followed only when asked for."""

    name: str
    extremes: Extremes

    def others(self) -> Iterator[str]:
        """The names of the other claims on the chains that set its bounds; some more than once."""
        for reach in (self.extremes.earliest, self.extremes.latest):
            for end in (0, 1):
                for bound in reach.back_from((self.name, end)):
                    yield from bound.why - {self.name}


@dataclass(frozen=True, slots=True)
class Windows:
    """The window of every claim by name, and what every dated denial covers.

    `sure` are the stretches, in minutes, inclusive, that a denial, or a claim that says `only`,
    surely covers, by its name; what covers all time is not among them.
    """

    of: Mapping[str, TiedWindow]
    sure: Mapping[str, tuple[tuple[int, int], ...]]


def windows_of(casebook: Casebook, vocabulary: Vocabulary) -> Windows:
    """When each claim can hold, and what each dated denial surely covers."""
    claims = {claim.name: claim for statement in casebook.statements for claim in statement.claims}
    own = {name: bounds_of(claim, vocabulary.kinds[claim.kind]) for name, claim in claims.items()}
    windows = {
        name: TiedWindow(bounds, bounds, _pieces(claims[name], vocabulary))
        for name, bounds in own.items()
    }
    clocks = clocks_of(casebook, own.values())
    for names in _components(claims):
        firm = [name for name in names if is_firm(claims[name])]
        try:
            _update(windows, _narrowed(firm, claims, own, vocabulary, clocks))
        except ContradictoryError:
            continue  # each claim keeps its own date; the whole record tells of the conflict
        # What is denied or doubted is dated by what it is tied to, but dates nothing itself.
        for name in names:
            if name not in firm:
                others = {tie.other: windows[tie.other].tied for tie in claims[name].when.ties}
                with suppress(ContradictoryError):
                    reference = {**own, **others}
                    _update(windows, _narrowed([name], claims, reference, vocabulary, clocks))
    sure = {
        name: _sure_of(claim, vocabulary.kinds[claim.kind], claims, windows)
        for name, claim in claims.items()
        if (claim.denied or claim.only)
        and (claim.when.ties or claim.when.has_lost_ties or claim.when.dating is not None)
    }
    return Windows(windows, sure)


def _sure_of(
    claim: Claim, kind: Kind, claims: Mapping[str, Claim], windows: Mapping[str, TiedWindow]
) -> tuple[tuple[int, int], ...]:
    """What a denial, or a claim that says `only`, surely covers."""
    if not are_ties_sure(claim, claims) or (kind.sort == "condition" and claim.is_of_some_while):
        return ()
    return _sure_by_ties(claim, windows) if claim.when.ties else sure_stretches(claim.when.dating)


def are_ties_sure(claim: Claim, claims: Mapping[str, Claim]) -> bool:
    """Whether all that a claim is tied to is plainly asserted: else nobody can tell when it is."""
    ties = claim.when.ties
    return not claim.when.has_lost_ties and all(is_firm(claims[tie.other]) for tie in ties)


def _update(windows: dict[str, TiedWindow], narrowed: Mapping[str, TiedWindow]) -> None:
    for name, window in narrowed.items():
        windows[name] = replace(window, pieces=windows[name].pieces)


def bounds_of(claim: Claim, kind: Kind) -> Bounds:
    """The window of a claim by its own date alone, whatever its ties and however long it lasts."""
    when = claim.when
    if when.dating is None:
        bounds = ANY_TIME
    elif kind.sort == "occasion":
        bounds = bounds_from(when.dating.occasion())
    else:
        bounds = bounds_from(when.dating.condition())
    return bounds


def _pieces(claim: Claim, vocabulary: Vocabulary) -> tuple[Bounds, ...]:
    """The windows of the separate dates among which a claim leaves the choice."""
    dating = claim.when.dating
    if dating is None or not dating.alternatives:
        return ()
    if vocabulary.kinds[claim.kind].sort == "occasion":
        windows = [Window(piece.lo, piece.hi, piece.lo, piece.hi) for piece in dating.alternatives]
    else:
        windows = [Window(None, piece.hi, piece.lo, None) for piece in dating.alternatives]
    return tuple(bounds_from(window) for window in windows)


def bounds_from(window: Window) -> Bounds:
    """A window with its missing bounds made plain."""
    return Bounds(
        -FAR if window.earliest_start is None else window.earliest_start,
        FAR if window.latest_start is None else window.latest_start,
        -FAR if window.earliest_end is None else window.earliest_end,
        FAR if window.latest_end is None else window.latest_end,
    )


def tie_bounds(claim: Claim, tie: Tie) -> list[Bound]:
    """What a tie demands between the ends of two claims.

    A point is (claim name, 0 for its start or 1 for its end).
    """
    why = frozenset((claim.name, tie.other))
    start, end = (claim.name, 0), (claim.name, 1)
    other_start, other_end = (tie.other, 0), (tie.other, 1)
    if tie.relation == "same-time-as":
        return [
            Bound(start, other_start, 0, why),
            Bound(other_start, start, 0, why),
            Bound(end, other_end, 0, why),
            Bound(other_end, end, 0, why),
        ]
    if tie.relation == "during":
        return [Bound(start, other_start, 0, why), Bound(other_end, end, 0, why)]
    earlier, later = (other_end, start) if tie.relation == "after" else (end, other_start)
    least = max(AFTERWARDS, tie.at_least.least if tie.at_least else 0)
    bounds = [Bound(later, earlier, -least, why)]
    if tie.within is not None:
        bounds.append(Bound(earlier, later, tie.within.most, why))
    return bounds


def sure_stretches(dating: Dating | None) -> tuple[tuple[int, int], ...]:
    """What a denial of a date surely covers, in minutes, inclusive: without a date, all time."""
    if dating is None:
        return ((-FAR, FAR),)
    if dating.sure:
        return tuple(_stretch(piece) for piece in dating.sure)
    covered = dating.covers()
    return () if covered is None else (_stretch(covered),)


def _stretch(covered: Range) -> tuple[int, int]:
    return (-FAR if covered.lo is None else covered.lo, FAR if covered.hi is None else covered.hi)


def _sure_by_ties(claim: Claim, windows: Mapping[str, TiedWindow]) -> tuple[tuple[int, int], ...]:
    """What a denial surely covers by all that it is tied to, and by its own date if it has one."""
    lo, hi = -FAR, FAR
    for tie in claim.when.ties:
        other = windows[tie.other].tied
        if tie.relation == "after":
            lo = max(lo, other.latest_end + covered_after(tie))
            if tie.within is not None:
                hi = min(hi, other.earliest_end + tie.within.least)
        elif tie.relation == "before":
            hi = min(hi, other.earliest_start - covered_after(tie))
            if tie.within is not None:
                lo = max(lo, other.latest_start - tie.within.least)
        else:
            lo, hi = max(lo, other.latest_start), min(hi, other.earliest_end)
    pieces = [(max(lo, first), min(hi, last)) for first, last in sure_stretches(claim.when.dating)]
    return tuple((first, last) for first, last in pieces if first <= last)


def covered_after(tie: Tie) -> int:
    """Minutes after, or before, what a denial is tied to from which on it surely covers."""
    return max(AFTERWARDS, tie.at_least.most if tie.at_least is not None else 0)


def is_firm(claim: Claim) -> bool:
    """Whether a claim is plainly asserted: only such a one dates anything else."""
    return not (claim.denied or claim.hedged or claim.forgotten)


def _components(claims: Mapping[str, Claim]) -> list[list[str]]:
    """Claims that ties connect, or that have a length of their own, in groups."""
    neighbours: dict[str, set[str]] = {}
    for claim in claims.values():
        if claim.when.for_at_least or claim.when.for_at_most:
            neighbours.setdefault(claim.name, set())
        for tie in claim.when.ties:
            neighbours.setdefault(claim.name, set()).add(tie.other)
            neighbours.setdefault(tie.other, set()).add(claim.name)
    components, seen = [], set()
    for first in sorted(neighbours):
        if first in seen:
            continue
        component, waiting = [], [first]
        seen.add(first)
        while waiting:
            name = waiting.pop()
            component.append(name)
            for other in sorted(neighbours[name] - seen):
                seen.add(other)
                waiting.append(other)
        components.append(sorted(component))
    return components


def _narrowed(
    names: Sequence[str],
    claims: Mapping[str, Claim],
    own: Mapping[str, Bounds],
    vocabulary: Vocabulary,
    clocks: Clocks,
) -> dict[str, TiedWindow]:
    network = _network_of(names, claims, own, vocabulary, clocks)
    extremes = network.extremes()
    earliest, latest = extremes.earliest.minutes, extremes.latest.minutes
    windows = {}
    for name in names:
        start, end = (name, 0), (name, 1)
        tied = Bounds(
            earliest.get(start, -FAR),
            latest.get(start, FAR),
            earliest.get(end, -FAR),
            latest.get(end, FAR),
        )
        windows[name] = TiedWindow(own[name], tied, narrowed=Narrowed(name, extremes))
    return windows


def _network_of(
    names: Sequence[str],
    claims: Mapping[str, Claim],
    own: Mapping[str, Bounds],
    vocabulary: Vocabulary,
    clocks: Clocks,
) -> Network:
    network = Network()
    needed = dict.fromkeys(names)
    for name in names:
        network.bounds.extend(tie_bounds_by_one_clock(claims[name], claims, own, clocks))
        needed.update(dict.fromkeys(tie.other for tie in claims[name].when.ties))
    doubted = not all(is_firm(claims[name]) for name in names)
    for name in needed:
        if doubted or is_firm(claims[name]):
            _add_own(network, claims[name], own[name], vocabulary, clocks)
    return network


def chains_of(
    claim: Claim, among: Iterable[Claim], casebook: Casebook, vocabulary: Vocabulary
) -> tuple[list[Bound], list[Bound]]:
    """The bounds that set how early a claim can start and how late it can end, by plain claims.

    Each begins at minute 0 and leads on to the claim; it is empty where nothing sets a bound.
    `among` are the claims that may be followed. Raises ContradictoryError if these cannot be dated.
    """
    firm = {each.name: each for each in (claim, *among) if is_firm(each)}
    own = {name: bounds_of(each, vocabulary.kinds[each.kind]) for name, each in firm.items()}
    followed = {
        name: replace(each, when=replace(each.when, ties=_ties_among(each, firm)))
        for name, each in firm.items()
    }
    network = _network_of(
        sorted(followed), followed, own, vocabulary, clocks_of(casebook, own.values())
    )
    extremes = network.extremes()
    earliest = extremes.earliest.path((claim.name, 0))
    latest = extremes.latest.path((claim.name, 1))
    occasions = {
        name for name, each in firm.items() if vocabulary.kinds[each.kind].sort == "occasion"
    }
    return _at_moments(earliest, occasions), _at_moments(latest, occasions)


def _at_moments(bounds: Sequence[Bound], occasions: Collection[str]) -> list[Bound]:
    """The same bounds with one point for each occasion, which starts and ends at one moment."""

    def moment(point: Point) -> Point:
        assert isinstance(point, tuple)  # noqa: S101  # points are names with an end
        return (point[0], 0) if point[0] in occasions else point

    moved = [
        each._replace(earlier=moment(each.earlier), later=moment(each.later)) for each in bounds
    ]
    return [each for each in moved if each.earlier != each.later]


def _ties_among(claim: Claim, claims: Mapping[str, Claim]) -> tuple[Tie, ...]:
    return tuple(tie for tie in claim.when.ties if tie.other in claims)


def tie_bounds_by_one_clock(
    claim: Claim,
    claims: Mapping[str, Claim],
    own: Mapping[str, Bounds],
    clocks: Clocks,
) -> list[Bound]:
    """What all ties of a claim demand, with clocks that differ allowed for.

    That a plain claim is tied to one that is denied or doubted says nothing of its time.
    """
    return [
        _by_one_clock(bound, claims, own, clocks)
        for tie in claim.when.ties
        if is_firm(claims[tie.other]) or not is_firm(claim)
        for bound in tie_bounds(claim, tie)
    ]


def clocks_of(casebook: Casebook, windows: Iterable[Bounds]) -> Clocks:
    """The clocks of a casebook whose claims have some windows of their own."""
    places = casebook.registry.places
    if not any(place.zone for place in places.values()):
        return Clocks(places)
    dates = (minute for each in windows for minute in (each.latest_start, each.earliest_end))
    return Clocks(places, True, era_of(dates))


def _by_one_clock(
    bound: Bound,
    claims: Mapping[str, Claim],
    own: Mapping[str, Bounds],
    clocks: Clocks,
) -> Bound:
    """A tie between two places whose clocks differ, as their local times stand to each other."""
    ends = []
    for point in (bound.earlier, bound.later):
        assert isinstance(point, tuple)  # noqa: S101  # a tie is between ends of claims
        bounds = own[point[0]]
        times = (
            (bounds.earliest_end, bounds.latest_end)
            if point[1]
            else (bounds.earliest_start, bounds.latest_start)
        )
        ends.append((claims[point[0]], point[1], times))
    if not clocks.are_declared:
        return bound
    _, ahead = clock_differences(ends[0], ends[1], clocks)
    return bound._replace(minutes=bound.minutes + ahead) if ahead else bound


def length_bounds(claim: Claim, bounds: Bounds, clocks: Clocks) -> list[Bound]:
    """What its length demands between the start and the end of a claim, by clocks that may differ.

    What lasts to the end of a day lasts through its last minute: a length of so many minutes at
    least is reached with one minute less between the two.
    """
    why, when = frozenset((claim.name,)), claim.when
    start, end = (claim.name, 0), (claim.name, 1)
    least, most = clock_gap(claim, bounds, clocks)
    found = [Bound(end, start, -least, why, _OTHER_CLOCKS if least else "")]
    if when.for_at_least is not None:
        length = when.for_at_least.least
        words = f"for at least {describe_minutes(length)}, the last minute counted"
        found.append(Bound(end, start, 1 - length - least, why, words))
    if when.for_at_most is not None:
        found.append(Bound(start, end, when.for_at_most.most + most, why))
    return found


def clock_gap(claim: Claim, bounds: Bounds, clocks: Clocks) -> tuple[int, int]:
    """The least and most minutes that the clocks at its end are ahead of those at its start."""
    if not clocks.are_declared:
        return 0, 0
    begins = (claim, 0, (bounds.earliest_start, bounds.latest_start))
    ends = (claim, 1, (bounds.earliest_end, bounds.latest_end))
    return clock_differences(begins, ends, clocks)


def _add_own(
    network: Network, claim: Claim, bounds: Bounds, vocabulary: Vocabulary, clocks: Clocks
) -> None:
    why = (claim.name,)
    start: Point = (claim.name, 0)
    end: Point = (claim.name, 1)
    network.bounds.extend(length_bounds(claim, bounds, clocks))
    if vocabulary.kinds[claim.kind].sort == "occasion":
        network.add(start, end, 0, why)
    for point, lo, hi in (
        (start, bounds.earliest_start, bounds.latest_start),
        (end, bounds.earliest_end, bounds.latest_end),
    ):
        if hi < FAR:
            network.add(ORIGIN, point, hi, why)
        if lo > -FAR:
            network.add(point, ORIGIN, -lo, why)
