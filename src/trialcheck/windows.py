"""When each claim can hold: its own date, narrowed by the claims that it is tied to."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from trialcheck.bounds import ANY_TIME, FAR, Bounds, bounds_from
from trialcheck.casebook.model import Casebook, Claim, Tie
from trialcheck.casebook.vocabulary import Kind, Vocabulary
from trialcheck.claim_bounds import clocks_of, length_bounds, tie_bounds_by_one_clock
from trialcheck.clocks import Clocks
from trialcheck.covers import sure_of
from trialcheck.network import ORIGIN, Bound, ContradictoryError, Extremes, Network, Point
from trialcheck.when import Window


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
        firm = [name for name in names if claims[name].is_firm]
        try:
            _update(windows, _narrowed(firm, claims, own, vocabulary, clocks))
        except ContradictoryError:
            continue  # each claim keeps its own date; the whole record tells of the conflict
        # What is denied or doubted is dated by what it is tied to, but dates nothing itself.
        for name in names:
            if name not in firm:
                with suppress(ContradictoryError):
                    reference = {**own, **_tied(claims[name], windows)}
                    _update(windows, _narrowed([name], claims, reference, vocabulary, clocks))
    sure = {
        name: sure_of(claim, vocabulary.kinds[claim.kind], claims, _tied(claim, windows))
        for name, claim in claims.items()
        if (claim.denied or claim.only)
        and (claim.when.ties or claim.when.has_lost_ties or claim.when.dating is not None)
    }
    return Windows(windows, sure)


def _tied(claim: Claim, windows: Mapping[str, TiedWindow]) -> dict[str, Bounds]:
    """The windows of what a claim is tied to."""
    return {tie.other: windows[tie.other].tied for tie in claim.when.ties}


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
    doubted = not all(claims[name].is_firm for name in names)
    for name in needed:
        if doubted or claims[name].is_firm:
            _add_own(network, claims[name], own[name], vocabulary, clocks)
    return network


def chains_of(
    claim: Claim, among: Iterable[Claim], casebook: Casebook, vocabulary: Vocabulary
) -> tuple[list[Bound], list[Bound]]:
    """The bounds that set how early a claim can start and how late it can end, by plain claims.

    Each begins at minute 0 and leads on to the claim; it is empty where nothing sets a bound.
    `among` are the claims that may be followed. Raises ContradictoryError if these cannot be dated.
    """
    firm = {each.name: each for each in (claim, *among) if each.is_firm}
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
