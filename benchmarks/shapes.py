"""Casebooks of the shapes that could cost most to decide, made without chance.

Each function writes a casebook of a size and returns how many conflicts were planted in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from pathlib import Path

_PLACES = {
    "berlin": (52.52, 13.405),
    "moscow": (55.756, 37.617),
    "oslo": (59.913, 10.752),
    "paris": (48.857, 2.352),
}
_FIRST = date(1900, 1, 1)


def presences(folder: Path, size: int) -> int:
    """One person who is somewhere each day, by the word of ten witnesses; half the size at least
    are so close that only the exact hours tell whether the journey was possible.
    """
    names = list(_PLACES)

    def claims(witness: int) -> Iterable[str]:
        for number in range(witness, size, 10):
            day = (_FIRST + timedelta(days=number)).isoformat()
            yield f"was-at: {{who: person-0, where: {names[number % 4]}, when: {day}}}"

    _write(folder, 10, claims)
    return 0


def presences_and_conflict(folder: Path, size: int) -> int:
    """The same, and three deeds of that person that clash only together."""
    presences(folder, size)
    deeds = (
        "on: 1930-05-01",
        "after: person-9/k0#k0, at-least: 2 days",
        "on: 1930-05-02, after: person-9/k1#k1",
    )
    with (folder / "person-9.yaml").open("a", encoding="utf-8") as file:
        for number, when in enumerate(deeds):
            file.write(f"  - id: k{number}\n    stage: hearing\n    says: He says so.\n")
            file.write("    claims:\n      - {")
            file.write(f"id: k{number}, did: {{who: person-0, what: thing, when: {{{when}}}}}}}\n")
    return 1


def undated(folder: Path, size: int) -> int:
    """One person who was somewhere so many times, nobody says when, and in prison before and after
    all that.
    """
    names = list(_PLACES)

    def claims(witness: int) -> Iterable[str]:
        for number in range(witness, size, 10):
            yield f"was-at: {{who: person-0, where: {names[number % 4]}}}"
        for when in ("../1900-05-01", "1990-05-01/..")[witness : witness + 1]:
            yield f"jailed: {{who: person-0, where: {names[0]}, when: {when}}}"

    _write(folder, 10, claims)
    return 0


def meetings(folder: Path, size: int) -> int:
    """So many people, each of whom says that he met the five after him, all on other days."""
    names = list(_PLACES)

    def claims(speaker: int) -> Iterable[str]:
        for step in range(1, 6):
            other = (speaker + step) % size
            day = (_FIRST + timedelta(days=(speaker * 5 + step) * 3 % 9_000)).isoformat()
            place = names[(speaker + step) % 4]
            yield (f"met: {{who: [person-{speaker}, person-{other}], where: {place}, when: {day}}}")

    _write(folder, size, claims)
    return 0


def chains(folder: Path, size: int) -> int:
    """One chain of so many claims, each tied to the one before by another witness's word."""

    def claims(witness: int) -> Iterable[str]:
        for number in range(witness, size, 10):
            person = f"person-{number % 10}"
            if number == 0:
                yield f"id: c0, did: {{who: {person}, what: thing, when: 1900}}"
                continue
            other = f"person-{(number - 1) % 10}/s{(number - 1) // 10}#c{number - 1}"
            yield (
                f"id: c{number}, did: {{who: {person}, what: thing, "
                f"when: {{after: {other}, within: 3 days}}}}"
            )

    _write(folder, 10, claims)
    return 0


def planted(folder: Path, size: int, conflicts: int = 50) -> int:
    """So many claims of 200 speakers without any clash, and conflicts of two to six statements."""
    names = list(_PLACES)
    people = max(size // 40, 200)

    def claims(speaker: int) -> Iterable[str]:
        for number in range(speaker, size, 200):
            who = f"person-{number % people}"
            day = (_FIRST + timedelta(days=number // people * 9)).isoformat()
            yield f"was-at: {{who: {who}, where: {names[number % 4]}, when: {day}}}"
        yield from (claim for clash in range(conflicts) for claim in _part(clash, speaker))

    _write(folder, 200, claims, extra=people)
    return conflicts


def visits(folder: Path, size: int) -> int:
    """So many visits to far places in one week, for which the journeys leave just too little time.

    Every order is as good as every other, so that nothing but trying them tells.
    """
    week = "when: 1900-01-01/1900-01-07"
    step = 360 / (size + 1)

    def claims(witness: int) -> Iterable[str]:
        if witness < size:
            yield f"arrived: {{who: traveller, where: stop-{witness}, {week}}}"

    places = {f"stop-{n}": (0.0, round(n * step - 180, 3)) for n in range(size)}
    _write(folder, size, claims, places=places, top_speed=f"{_too_slow(size, step)} km/h")
    return 1


SHAPES: Mapping[str, tuple[Callable[[Path, int], int], tuple[int, int]]] = {
    "presences of one person": (presences, (5_000, 10_000)),
    "presences beside a conflict": (presences_and_conflict, (5_000, 10_000)),
    "presences without a date": (undated, (1_000, 2_000)),
    "people who meet each other": (meetings, (500, 1_000)),
    "a chain of ties": (chains, (500, 1_000)),
    "claims with 50 conflicts": (planted, (50_000, 100_000)),
    "visits that just do not fit": (visits, (6, 12)),
}
"""Each shape with its function and two sizes, the second twice the first."""


def _too_slow(size: int, step: float) -> int:
    """A speed at which a week is a little too short for the shortest way through all places."""
    shortest = (size - 1) * step / 360 * 40_030
    return int(shortest / (7 * 24))


def _part(clash: int, speaker: int) -> Iterable[str]:
    """What a speaker has to say in a planted conflict of 2 + clash % 5 statements."""
    length = 2 + clash % 5
    first = clash * 7 % 190
    place = speaker - first
    if not 0 <= place < length:
        return
    who, name = f"person-{clash}", f"k{clash}-{place}"
    kind = f"id: {name}, did: {{who: {who}, what: thing"
    before = f"person-{speaker - 1}/k{clash}#k{clash}-{place - 1}"
    if place == 0:
        yield f"{kind}, when: 1930-05-01}}"
    elif place < length - 1:
        yield f"{kind}, when: {{after: {before}, at-least: 2 days}}}}"
    else:
        yield f"{kind}, when: {{on: 1930-05-01, after: {before}, at-least: 2 days}}}}"


def _write(
    folder: Path,
    speakers: int,
    claims: Callable[[int], Iterable[str]],
    *,
    extra: int = 0,
    places: Mapping[str, tuple[float, float]] = _PLACES,
    top_speed: str = "200 km/h",
) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    people = [f"person-{number}" for number in range(max(speakers, extra))] + ["traveller"]
    lines = ["case: A generated casebook", f"top-speed: {top_speed}", "stages: {hearing: {}}"]
    lines += ["people:", *(f"  {name}: {{}}" for name in people), "places:"]
    lines += [f"  {name}: {{at: [{lat}, {lon}]}}" for name, (lat, lon) in places.items()]
    lines += ["things: {thing: {}}"]
    (folder / "case.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    for speaker in range(speakers):
        text = f"speaker: person-{speaker}\nstatements:\n"
        for number, claim in enumerate(claims(speaker)):
            # A planted claim is a statement named after its conflict.
            name = claim[4:].partition("-")[0] if claim.startswith("id: k") else f"s{number}"
            text += f"  - id: {name}\n    stage: hearing\n    says: He says so.\n"
            text += f"    claims:\n      - {{{claim}}}\n"
        (folder / f"person-{speaker}.yaml").write_text(text, encoding="utf-8")
