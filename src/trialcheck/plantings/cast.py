"""With what names a contradiction is planted: those of the casebook, or invented ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from trialcheck.casebook.model import Casebook, Person, Place, Topic
from trialcheck.measures import DAY, distance_km
from trialcheck.when.calendar import civil_date

_UNNAMED = "unnamed"
_PEOPLE, _PLACES, _POSITIONS = 3, 3, 2
_USUAL_YEAR = 1900
_FIRST_YEAR, _LAST_YEAR = 1001, 9900
_APART_KM = 100.0
_PLACE_ENTRIES = (
    "planted-north: {name: a place planted in the north, at: [2, 0]}",
    "planted-south: {name: a place planted in the south, at: [-2, 0]}",
    "planted-middle: {name: a place planted in the middle, at: [0, 0]}",
)


@dataclass(frozen=True, slots=True)
class Cast:
    """Three people, three places far apart, a topic with two positions, and a first year.

    `registers` are the entries of `case.yaml` for those of them that are invented.
    """

    people: tuple[str, ...]
    places: tuple[str, ...]
    topic: str
    positions: tuple[str, ...]
    year: int
    registers: tuple[tuple[str, str], ...]

    def names(self, identifier: str, number: int) -> dict[str, str]:
        """What stands for the words with a dollar sign, in the planting of this number."""
        year = self.year + number
        return {
            "one": self.people[0],
            "two": self.people[1],
            "three": self.people[2],
            "here": self.places[0],
            "there": self.places[1],
            "elsewhere": self.places[2],
            "topic": self.topic,
            "this": self.positions[0],
            "that": self.positions[1],
            "thing": f"planted-{identifier}",
            "event": f"planted-{identifier}-event",
            "last": str(year - 1),
            "year": str(year),
            "next": str(year + 1),
        }


def own_cast(casebook: Casebook) -> Cast:
    """The casebook's own people, places and topic, in its own time, as far as they suffice."""
    registry = casebook.registry
    year = _first_year(casebook)
    people = [each.id for each in registry.people.values() if _can_act(each, year)]
    topics = [each for each in registry.topics.values() if len(each.positions) >= _POSITIONS]
    return _completed(
        people[:_PEOPLE], _far_apart(list(registry.places.values())), topics[:1], year
    )


def invented_cast() -> Cast:
    """People, places and a topic of whom and which no casebook speaks."""
    return _completed([], [], [], _USUAL_YEAR)


def _completed(
    people: Sequence[str], places: Sequence[str], topics: Sequence[Topic], year: int
) -> Cast:
    registers: list[tuple[str, str]] = []
    all_people = list(people)
    for number in range(len(people), _PEOPLE):
        all_people.append(f"planted-person-{number + 1}")
        entry = f"{all_people[-1]}: {{name: planted person {number + 1}}}"
        registers.append(("people", entry))
    if not places:
        registers += [("places", entry) for entry in _PLACE_ENTRIES]
        places = [entry.partition(":")[0] for entry in _PLACE_ENTRIES]
    if topics:
        topic, positions = topics[0].id, topics[0].positions
    else:
        topic, positions = "planted-topic", ("planted-yes", "planted-no")
        entry = f"{topic}: {{asks: what was planted, positions: [{', '.join(positions)}]}}"
        registers.append(("topics", entry))
    return Cast(tuple(all_people), tuple(places), topic, positions, year, tuple(registers))


def _first_year(casebook: Casebook) -> int:
    """The year of the earliest date in a claim, or a usual one if there is none near at hand."""
    starts = sorted(_starts(casebook))
    year = civil_date(starts[0] // DAY)[0] if starts else _USUAL_YEAR
    return year if _FIRST_YEAR <= year <= _LAST_YEAR else _USUAL_YEAR


def _starts(casebook: Casebook) -> Iterator[int]:
    for statement in casebook.statements:
        for claim in statement.claims:
            dating = claim.when.dating
            if dating is not None and dating.first is not None and dating.first.lo is not None:
                yield dating.first.lo


def _can_act(person: Person, year: int) -> bool:
    """Whether somebody is surely alive from the year before on, and can be named."""
    if person.died is not None or _UNNAMED in person.traits:
        return False
    if person.born is None:
        return True
    latest = person.born.occasion().latest_end
    return latest is not None and civil_date(latest // DAY)[0] < year - 1


def _far_apart(places: Sequence[Place]) -> list[str]:
    """Three places that are surely far apart, the first such in the order of the file, or none."""
    placed = [(each, each.at) for each in places if each.at is not None and not each.within]
    for three in combinations(placed, _PLACES):
        if all(
            distance_km(at, other_at) - here.radius - there.radius > _APART_KM
            for (here, at), (there, other_at) in combinations(three, 2)
        ):
            return [place.id for place, _ in three]
    return []
