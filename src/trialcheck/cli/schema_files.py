"""What the schemas for a casebook are made from, and where an editor looks for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from trialcheck.casebook.reader import CASE_FILE, Reading, read_casebook
from trialcheck.casebook.vocabulary import Vocabulary
from trialcheck.casebook_folders import find_casebooks
from trialcheck.located_yaml import Mapping as MappingNode
from trialcheck.located_yaml import parse
from trialcheck.schemas.formats import FORMATS, schema_of
from trialcheck.schemas.names import Names, names_of
from trialcheck.schemas.parts import rendered
from trialcheck.source import Budget, Limits, Problem, shown_path

SCHEMA_FOLDER = ".schemas"
"""The folder of a casebook in which the files that `new` writes expect their schemas."""


RECORD_FORMATS = tuple(name for name, entry in FORMATS.items() if not entry.general)
"""The formats of the files in the folder of a casebook itself."""


def schema_texts(
    vocabulary: Vocabulary, names: Names | None = None, formats: Iterable[str] = FORMATS
) -> Iterator[tuple[str, str]]:
    """The file name and the text of the schemas of some formats."""
    for name in formats:
        yield f"{name}.json", rendered(schema_of(name, vocabulary, names))


def open_names(
    path: Path, vocabulary: Vocabulary, limits: Limits, budget: Budget
) -> tuple[Vocabulary, Names | None, list[Problem]]:
    """The vocabulary and the names of the one casebook at a path, or what is wrong with it."""
    problems: list[Problem] = []
    folders = find_casebooks((path,), problems)
    if len(folders) > 1:
        shown = shown_path(path, Path.cwd())
        hint = f"name one of them, such as {shown_path(folders[0], Path.cwd())}"
        problems.append(Problem("there are several casebooks here", shown, help=hint))
    if problems:
        return vocabulary, None, problems
    shown = shown_path(folders[0], Path.cwd())
    reading = read_casebook(folders[0], shown, vocabulary, limits, budget)
    if reading.casebook is None:
        return vocabulary, None, list(reading.problems)
    names = names_of(reading.casebook, listed_events=_lists_events(reading, limits))
    return reading.vocabulary, names, []


def _lists_events(reading: Reading, limits: Limits) -> bool:
    """Whether case.yaml itself lists events; those that claims use stand in the registry too."""
    root, _ = parse(reading.files[CASE_FILE], limits)
    events = root.entries.get("events") if isinstance(root, MappingNode) else None
    return isinstance(events, MappingNode) and bool(events.entries)
