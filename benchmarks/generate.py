"""Casebooks of any size, made without chance, for measuring."""

from __future__ import annotations

from pathlib import Path

PEOPLE_PER_STATEMENT = 20
_PLACES = (
    ("berlin", 52.52, 13.405),
    ("moscow", 55.756, 37.617),
    ("oslo", 59.913, 10.752),
    ("paris", 48.857, 2.352),
)


def write_casebook(folder: Path, statements: int, speakers: int = 50) -> int:
    """Write a casebook of so many statements, two claims each, and return its size in bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    speakers = min(speakers, statements)
    (folder / "case.yaml").write_text(
        _case(max(statements // PEOPLE_PER_STATEMENT, speakers)), encoding="utf-8"
    )
    for speaker in range(speakers):
        numbers = range(speaker, statements, speakers)
        people = max(statements // PEOPLE_PER_STATEMENT, speakers)
        text = f"speaker: person-{speaker}\nstatements:\n" + "".join(
            _statement(n, speaker, people) for n in numbers
        )
        (folder / f"person-{speaker}.yaml").write_text(text, encoding="utf-8")
    return sum(path.stat().st_size for path in folder.glob("*.yaml"))


def _case(people: int) -> str:
    lines = [
        "case: A generated casebook",
        "stages:",
        "  inquiry: {side: prosecution}",
        "  hearing: {side: court}",
    ]
    lines += ["sources:", "  minutes: {title: Minutes, side: court}", "people:"]
    lines += [
        f"  person-{number}: {{name: Person {number}, born: {1850 + number % 60}}}"
        for number in range(people)
    ]
    lines.append("places:")
    lines += [
        f"  {name}: {{at: [{latitude}, {longitude}]}}" for name, latitude, longitude in _PLACES
    ]
    lines += ["things:", "  letter: {states: [sealed, opened, burned]}"]
    lines += ["topics:", "  policy: {positions: [peace, war]}"]
    return "\n".join(lines) + "\n"


def _statement(number: int, speaker: int, people: int) -> str:
    other = (number * 7 + 1) % people
    other += other == speaker
    third = (number * 13 + 5) % people
    place = _PLACES[number % len(_PLACES)][0]
    year, month, day = 1900 + number % 36, 1 + number % 12, 1 + number % 28
    return (
        f"  - id: statement-{number}\n"
        f"    said: 1936-08-{1 + number % 28:02}\n"
        f"    stage: hearing\n"
        f"    source: {{in: minutes, at: 'page {number}'}}\n"
        f"    says: Person {speaker} says that the two met in {place} and spoke of what was "
        f"to be done next.\n"
        f"    claims:\n"
        f"      - met: {{who: [person-{speaker}, person-{other % people}], where: {place}, "
        f"when: {year}-{month:02}-{day:02}}}\n"
        f"      - was-at: {{who: person-{third}, where: {place}, when: {year}-{month:02}}}\n"
    )
