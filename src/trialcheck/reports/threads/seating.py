"""Who sits where in the diagram of threads: the most connected in the middle, the others beside.

The people whom most contacts meet in are stacked in the middle, as few as leave nobody else with
more than two contacts outside the middle: so the others form chains and rings, and each of these
stays together on one side. Their order keeps crossings few: chains are put one by one where they
add the fewest, and then each is sifted through all places, and moved to the best, until nothing
improves (Matuszewski, Schönfeld and Molitor, "Using Sifting for k-Layer Straightline Crossing
Minimization", Graph Drawing 1999). The middle is ordered by the mean of its neighbours' places
(Sugiyama, Tagawa and Toda, "Methods for Visual Understanding of Hierarchical System Structures",
IEEE Transactions on Systems, Man and Cybernetics 11, 1981). Only whole numbers and fractions are
compared, and ties go to whoever is named first: the same threads are seated alike everywhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import permutations

from trialcheck.contact_map import ContactMap

_FEWEST_IN_MIDDLE = 3
_TRIED_IN_FULL = 4
_ROUNDS = 6
_HEAD, _CROSSING = 3, 6

Neighbours = Mapping[str, frozenset[str]]
Chain = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Seating:
    """The ids of those in the middle and on each side, from top to bottom."""

    middle: tuple[str, ...]
    left: tuple[str, ...]
    right: tuple[str, ...]


def seat(contacts: ContactMap, *, sides: int) -> Seating:
    """Seat all people of a map around its most connected ones, on one side or on two."""
    order = [person.id for person in contacts.people]
    neighbours = _neighbours(contacts)
    middle = _middle(order, neighbours)
    chains = _chains([each for each in order if each not in middle], neighbours, set(middle))
    sat = [_sit(tried, chains, neighbours, sides) for tried in _orders(middle, neighbours)]
    for _ in range(_ROUNDS if len(middle) > _TRIED_IN_FULL else 0):
        again = _by_neighbours(sat[-1][1], neighbours)
        sat.append(_sit(again, chains, neighbours, sides))
    best = min(sat, key=lambda each: each[0])[1]
    # With nobody at the right the middle needs no room at its left.
    return best if best.right else Seating(best.middle, (), best.left)


def _neighbours(contacts: ContactMap) -> Neighbours:
    joined: dict[str, set[str]] = {person.id: set() for person in contacts.people}
    for contact in contacts.contacts:
        one, other = contact.between
        joined[one].add(other)
        joined[other].add(one)
    return {each: frozenset(others) for each, others in joined.items()}


def _middle(order: Sequence[str], neighbours: Neighbours) -> list[str]:
    """The fewest people, greedily, that leave no other with many contacts outside the middle."""
    middle: list[str] = []

    def outside(each: str) -> tuple[int, int]:
        free = 0 if each in middle else len(neighbours[each] - set(middle))
        return free, len(neighbours[each])

    while order and outside(best := max(order, key=outside))[0] >= _FEWEST_IN_MIDDLE:
        middle.append(best)
    for together in _components(order, neighbours):
        if not set(together) & set(middle):
            middle.append(max(together, key=outside))
    return middle


def _components(order: Sequence[str], neighbours: Neighbours) -> list[list[str]]:
    found: list[list[str]] = []
    seen: set[str] = set()
    for start in order:
        reached = _reached(start, neighbours, seen)
        seen |= reached
        if reached:
            found.append([each for each in order if each in reached])
    return found


def _reached(start: str, neighbours: Neighbours, closed: set[str]) -> set[str]:
    reached: set[str] = set()
    waiting = [start] if start not in closed else []
    while waiting:
        each = waiting.pop()
        if each not in reached:
            reached.add(each)
            waiting += [other for other in neighbours[each] if other not in closed]
    return reached


def _chains(order: Sequence[str], neighbours: Neighbours, middle: set[str]) -> list[Chain]:
    """The people beside the middle, in chains and rings of contacts, each from one end on."""
    beside = {each: neighbours[each] - middle for each in order}
    chains: list[Chain] = []
    for together in _components(order, beside):
        ends = [each for each in together if len(beside[each]) < 2]
        chain = [(ends or together)[0]]
        while following := [
            each for each in together if each in beside[chain[-1]] and each not in chain
        ]:
            chain.append(following[0])
        chains.append(tuple(chain))
    return chains


def _orders(middle: Sequence[str], neighbours: Neighbours) -> list[Chain]:
    """The orders of the middle to try: all of a few people, of many only one that is likely."""
    if len(middle) <= _TRIED_IN_FULL:
        return list(permutations(middle))
    chain = [middle[0]]
    left = list(middle[1:])
    while left:
        last = neighbours[chain[-1]]
        nearest = max(left, key=lambda each: (each in last, len(neighbours[each] & last)))
        chain.append(nearest)
        left.remove(nearest)
    return [tuple(chain)]


def _by_neighbours(seating: Seating, neighbours: Neighbours) -> Chain:
    places = {
        each: Fraction(place, max(len(side), 1))
        for side in (seating.left, seating.right)
        for place, each in enumerate(side)
    }

    def mean(each: str) -> Fraction:
        beside = [places[other] for other in neighbours[each] if other in places]
        own = Fraction(seating.middle.index(each), len(seating.middle))
        return sum(beside, Fraction(0)) / len(beside) if beside else own

    return tuple(sorted(seating.middle, key=mean))


def _sit(
    middle: Chain, chains: Sequence[Chain], neighbours: Neighbours, sides: int
) -> tuple[int, Seating]:
    """Put the chains on the sides with few crossings, and say what the seating costs."""
    table = _Table(middle, neighbours, sides)
    for chain in sorted(chains, key=lambda each: (-table.height(each), table.level(each))):
        table.put(chain)
    for _ in range(_ROUNDS):
        before = table.cost()
        for chain in chains:
            table.take(chain)
            table.put(chain)
        if table.cost() >= before:
            break
    left, right = table.sides() if sides > 1 else ((), table.sides()[0])
    return table.cost() + _apart(middle, neighbours), Seating(middle, left, right)


def _apart(middle: Chain, neighbours: Neighbours) -> int:
    """How many contacts in the middle have to go around somebody, weighed as crossings are."""
    return (
        2
        * _CROSSING
        * sum(
            other in neighbours[each]
            for place, each in enumerate(middle)
            for other in middle[place + 2 :]
        )
    )


class _Table:
    """The sides of the middle, while chains are put there and taken away."""

    def __init__(self, middle: Chain, neighbours: Neighbours, sides: int) -> None:
        self._rank = {each: place for place, each in enumerate(middle)}
        self._neighbours = neighbours
        self._sides: list[list[Chain]] = [[] for _ in range(sides)]
        self._ranks: dict[Chain, list[int]] = {}
        self._crossings: dict[tuple[Chain, Chain], int] = {}

    def sides(self) -> tuple[Chain, Chain]:
        """The people of the first two sides, from top to bottom."""
        first, second = ([*self._sides, []])[:2]
        return tuple(sum(first, ())), tuple(sum(second, ()))

    def height(self, chain: Chain) -> int:
        """How much room a chain needs: a row for each contact, and more for each name."""
        return sum(_HEAD + len(self._neighbours[each]) for each in chain)

    def level(self, chain: Chain) -> Fraction:
        """How far down in the middle a chain's contacts are, on the average."""
        ranks = self._ranks_of(chain)
        return Fraction(sum(ranks), len(ranks)) if ranks else Fraction(0)

    def cost(self) -> int:
        """What the table costs now: crossings, and the height of the higher side."""
        return max(map(self._height_of, self._sides)) + sum(map(self._crossings_of, self._sides))

    def take(self, chain: Chain) -> None:
        """Take a chain, whichever way it runs, from the table."""
        for side in self._sides:
            side[:] = [each for each in side if set(each) != set(chain)]

    def put(self, chain: Chain) -> None:
        """Put a chain where it costs the least, and turn it the better way."""
        way = min((chain, chain[::-1]), key=self._within)
        heights = [self._height_of(side) for side in self._sides]
        places: list[tuple[int, int, int]] = []
        for number, side in enumerate(self._sides):
            others = [height for each, height in enumerate(heights) if each != number]
            height = max([heights[number] + self.height(way), *others])
            crossed = sum(self._crossed(way, other) for other in side)
            places.append((height + crossed, number, 0))
            for place, other in enumerate(side, start=1):
                crossed += self._crossed(other, way) - self._crossed(way, other)
                places.append((height + crossed, number, place))
        _, number, place = min(places)
        self._sides[number].insert(place, way)

    def _height_of(self, side: Sequence[Chain]) -> int:
        return sum(map(self.height, side))

    def _crossings_of(self, side: Sequence[Chain]) -> int:
        return sum(
            self._crossed(one, other)
            for place, one in enumerate(side)
            for other in side[place + 1 :]
        )

    def _crossed(self, upper: Chain, lower: Chain) -> int:
        pair = upper, lower
        if pair not in self._crossings:
            below = self._ranks_of(lower)
            crossings = sum(rank > other for rank in self._ranks_of(upper) for other in below)
            self._crossings[pair] = _CROSSING * crossings
        return self._crossings[pair]

    def _within(self, chain: Chain) -> int:
        singles = [(each,) for each in chain]
        return self._crossings_of(singles)

    def _ranks_of(self, chain: Chain) -> list[int]:
        if chain not in self._ranks:
            self._ranks[chain] = [
                rank
                for each in chain
                for other, rank in self._rank.items()
                if other in self._neighbours[each]
            ]
        return self._ranks[chain]
