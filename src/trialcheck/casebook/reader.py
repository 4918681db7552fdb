"""A folder becomes a casebook, or the problems that keep it from being one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from trialcheck.casebook.accepted_reader import read_accepted
from trialcheck.casebook.brief_reader import read_brief
from trialcheck.casebook.model import Acceptance, Brief, Casebook, Registry, Statement
from trialcheck.casebook.pending import Pending
from trialcheck.casebook.registry_reader import CaseHead, Thresholds, read_case
from trialcheck.casebook.statement_reader import StatementReader
from trialcheck.casebook.ties import resolve_ties
from trialcheck.casebook.vocabulary import Vocabulary
from trialcheck.casebook.vocabulary_reader import read_vocabulary
from trialcheck.fields import Page
from trialcheck.located_yaml import Mapping as MappingNode
from trialcheck.located_yaml import Node, parse, paused_garbage_collection
from trialcheck.source import (
    Budget,
    Limits,
    Problem,
    SourceFile,
    is_yaml_name,
    meant_as_yaml,
    printable,
    suggest,
)
from trialcheck.trees import HERE, Sides

CASE_FILE = "case.yaml"
RULES_FOLDER = "rules"
"""The folder of a casebook's own rules, the only one below it that is read."""
JUDGING_FILES = ("accepted.yaml", "vocabulary.yaml")
"""The files of a casebook that say how it is judged, and are no part of the record."""

_RESERVED = (CASE_FILE, "brief.yaml", "accepted.yaml", "vocabulary.yaml")


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading a folder: a casebook and its vocabulary, or None and the problems.

    `files` are its files by name and `thresholds` those of its own `case.yaml`, as far as read.
    """

    casebook: Casebook | None
    vocabulary: Vocabulary
    problems: tuple[Problem, ...]
    files: Mapping[str, SourceFile] = field(default_factory=dict)
    thresholds: Thresholds | None = None


@dataclass(frozen=True, slots=True)
class _Parsed:
    page: Page
    root: Node


def read_casebook(
    folder: Path,
    shown: str,
    vocabulary: Vocabulary,
    limits: Limits,
    budget: Budget,
    sides: Sides = HERE,
    thresholds: Thresholds | None = None,
) -> Reading:
    """Read a casebook from a folder that is called `shown` in reports.

    Every problem of every file is returned, in order of file and line. The files that judge it are
    read from the other of the `sides`; `thresholds` stand in for its own.
    """
    files, problems = _read_files(folder, shown, limits, budget, sides)
    return casebook_from(files, shown, vocabulary, limits, problems, thresholds)


def casebook_from(
    files: dict[str, SourceFile],
    shown: str,
    vocabulary: Vocabulary,
    limits: Limits,
    problems: list[Problem],
    thresholds: Thresholds | None = None,
) -> Reading:
    """Make a casebook of files by name, already read; `problems` are those found so far.

    `thresholds` stand in for those of its `case.yaml`.
    """
    with paused_garbage_collection():
        parsed = _parse_files(files, limits, problems)
        if CASE_FILE not in parsed:
            if CASE_FILE not in files and not problems:
                hint = "a casebook is a folder with a case.yaml"
                problems.append(Problem(f"no {CASE_FILE} here", shown, help=hint))
            return Reading(None, vocabulary, tuple(sorted(problems)), files)
        if "vocabulary.yaml" in parsed:
            kinds = parsed["vocabulary.yaml"]
            vocabulary = read_vocabulary(kinds.page, kinds.root, vocabulary)
        case = parsed[CASE_FILE]
        head = read_case(case.page, case.root, vocabulary)
        own = head.thresholds
        head = head if thresholds is None else head.judged_by(thresholds)
        statements, pending = _read_statements(parsed, head, vocabulary)
        resolve_ties(statements, pending)
        briefs, accepted = _read_companions(parsed, head, statements)
    if problems:
        return Reading(None, vocabulary, tuple(sorted(problems)), files, own)
    registry = with_events(head.registry, pending)
    casebook = Casebook(
        shown, head.title, head.about, registry, tuple(statements), briefs, accepted
    )
    return Reading(casebook, vocabulary, (), files, own)


def _read_files(
    folder: Path, shown: str, limits: Limits, budget: Budget, sides: Sides
) -> tuple[dict[str, SourceFile], list[Problem]]:
    problems: list[Problem] = []
    files: dict[str, SourceFile] = {}
    names = _names(folder, shown, limits, sides)
    if isinstance(names, Problem):
        return {}, [names]
    for name in names:
        tree = sides.judge if name in JUDGING_FILES else sides.record
        read = tree.read(folder / name, f"{shown}/{name}", limits, budget)
        if isinstance(read, Problem):
            problems.append(read)
        else:
            files[name] = read
    problems.extend(_passed_over(folder, shown, limits, sides))
    return files, problems


def _passed_over(folder: Path, shown: str, limits: Limits, sides: Sides) -> Iterator[Problem]:
    """Problems with what was meant to be read, most likely, but is not: nobody would miss it."""
    tree = sides.record
    for name in tree.names(folder):
        if name.startswith(".") or is_yaml_name(name):
            continue
        place = printable(f"{shown}/{name}")
        if (meant := meant_as_yaml(name)) and not tree.is_folder(folder / name):
            message = "this file is not read: its name does not end with .yaml or .yml"
            yield Problem(message, place, help=f"rename it to {printable(meant)}")
        elif name != RULES_FOLDER and tree.is_folder(folder / name):
            inside = tree.list_yaml(folder / name, place, limits)
            if not isinstance(inside, Problem) and inside:
                message = f"nothing in this folder is read, such as {printable(inside[0])}"
                hint = "put a casebook's files beside its case.yaml, and others outside of it"
                yield Problem(message, place, help=hint)


def _names(folder: Path, shown: str, limits: Limits, sides: Sides) -> list[str] | Problem:
    names = sides.record.list_yaml(folder, shown, limits)
    if isinstance(names, Problem) or sides.judge is sides.record:
        return names
    there = JUDGING_FILES if sides.judge.is_folder(folder) else ()
    judging = [name for name in there if sides.judge.exists(folder / name)]
    return sorted({*names, *judging} - (set(JUDGING_FILES) - set(judging)))


def _parse_files(
    files: dict[str, SourceFile], limits: Limits, problems: list[Problem]
) -> dict[str, _Parsed]:
    parsed = {}
    for name, file in files.items():
        root, found = parse(file, limits)
        problems.extend(found)
        if root is not None:
            parsed[name] = _Parsed(Page(file, problems), root)
    return parsed


def _read_statements(
    parsed: dict[str, _Parsed], head: CaseHead, vocabulary: Vocabulary
) -> tuple[list[Statement], Pending]:
    reader = StatementReader(head, vocabulary)
    statements: list[Statement] = []
    for name, entry in parsed.items():
        if name in _RESERVED:
            continue
        if _is_speakers(entry.root):
            statements.extend(reader.read(entry.page, entry.root))
        else:
            begins = "a speaker's file begins with  speaker: and then  statements:"
            hint = suggest(name, _RESERVED) or begins
            entry.page.problem(entry.root, "this is not a speaker's file", hint)
    # The order of files must not matter to any report.
    statements.sort(key=lambda statement: statement.name)
    _check_events(head.registry, reader.pending)
    return statements, reader.pending


def _is_speakers(root: Node) -> bool:
    """Whether a file is a speaker's; one that is no mapping is a speaker's gone wrong."""
    return type(root) is not MappingNode or bool({"speaker", "statements"} & root.entries.keys())


def _check_events(registry: Registry, pending: Pending) -> None:
    for page, scalar, text, what in pending.perhaps_events:
        if text not in pending.events:
            known = [
                *registry.people,
                *registry.things,
                *registry.topics,
                *registry.places,
                *pending.events,
            ]
            hint = suggest(text, known) or "register it in case.yaml"
            page.problem(scalar, f"unknown {what} '{text}'", hint)


def _read_companions(
    parsed: dict[str, _Parsed], head: CaseHead, statements: list[Statement]
) -> tuple[tuple[Brief, ...], tuple[Acceptance, ...]]:
    names = {statement.name for statement in statements}
    briefs: tuple[Brief, ...] = ()
    accepted: tuple[Acceptance, ...] = ()
    if "brief.yaml" in parsed:
        entry = parsed["brief.yaml"]
        briefs = (read_brief(entry.page, entry.root, head.registry.people, names),)
    if "accepted.yaml" in parsed:
        entry = parsed["accepted.yaml"]
        accepted = read_accepted(entry.page, entry.root)
    return briefs, accepted


def with_events(registry: Registry, pending: Pending) -> Registry:
    """The registry with the events that claims use as well."""
    events = {event: event.replace("-", " ") for event in sorted(pending.events)}
    return replace(registry, events={**events, **registry.events})
