"""The copy of a casebook with something planted in it: ordinary YAML text, in memory alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from string import Template

from trialcheck.casebook.reader import CASE_FILE
from trialcheck.located_yaml import Mapping as MappingNode
from trialcheck.located_yaml import Node, parse
from trialcheck.plantings.cast import Cast
from trialcheck.plantings.model import Planting, Says
from trialcheck.source import Limits, SourceFile

_INDENT = "  "
_EVENTS = "events"


def statement_names(planting: Planting, *, named: bool) -> tuple[str, ...]:
    """The full names of the statements that are planted, or of those that a finding must name."""
    return tuple(
        f"planted-{says.witness}/{planting.id}-{number}"
        for number, says in enumerate(planting.says, start=1)
        if not (named and says.context)
    )


def planted_files(
    files: Mapping[str, SourceFile],
    shown: str,
    plantings: Sequence[tuple[int, Planting]],
    cast: Cast,
    *,
    harmless: bool,
) -> dict[str, SourceFile]:
    """The files of a casebook by name, with plantings, or with their harmless twins.

    Each planting comes with its number, which gives it a year of its own.
    """
    registers = dict.fromkeys(cast.registers)
    speakers: dict[str, str] = {}
    for number, planting in plantings:
        names = _names(planting, number, cast)
        registers |= dict.fromkeys(_entries(planting, names))
        for place, says in enumerate(planting.says, start=1):
            written = Template(_statement(planting, place, says, harmless=harmless))
            start = speakers.get(says.witness) or _beginning(says.witness)
            speakers[says.witness] = start + written.substitute(names)
    case = files[CASE_FILE]
    copied = dict(files)
    copied[CASE_FILE] = SourceFile(case.path, with_entries(case.text, list(registers)))
    for witness, text in speakers.items():
        name = f"planted-{witness}.yaml"
        copied[name] = SourceFile(f"{shown}/{name}", text)
    return copied


def with_entries(text: str, entries: Iterable[tuple[str, str]]) -> str:
    """The text of a `case.yaml` with one-line entries added to its sections, in any layout.

    Events are added only where some are registered: elsewhere they need not be.
    """
    root, _ = parse(SourceFile(CASE_FILE, text), Limits())
    if type(root) is not MappingNode:
        return text
    by_section: dict[str, list[str]] = {}
    for section, entry in entries:
        by_section.setdefault(section, []).append(entry)
    lines = text.rstrip("\n").split("\n")
    start = " " * (root.column - 1)
    present = [(root.entries[name], name) for name in by_section if name in root.entries]
    # From the last section to the first, so that the lines of the others stay where they are.
    for node, name in sorted(present, key=lambda each: -each[0].line):
        _put(lines, node, by_section[name], start + _INDENT)
    for name, members in by_section.items():
        if name not in root.entries and name != _EVENTS:
            lines += [f"{start}{name}:", *(f"{start}{_INDENT}{entry}" for entry in members)]
    return "\n".join([*lines, ""])


def _put(lines: list[str], node: Node, entries: Sequence[str], inside: str) -> None:
    """Put entries at the beginning of a section."""
    row, column = node.line - 1, node.column - 1
    if type(node) is not MappingNode:
        lines[row + 1 : row + 1] = [inside + entry for entry in entries]
    elif lines[row].startswith("{", column):
        joined = ", ".join(entries) + (", " if node.entries else "")
        lines[row] = lines[row][: column + 1] + joined + lines[row][column + 1 :]
    else:
        lines[row:row] = [" " * column + entry for entry in entries]


def _entries(planting: Planting, names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The entries of `case.yaml` that one planting needs."""
    for says in planting.says:
        yield "people", f"planted-{says.witness}: {{name: the {says.witness} planted witness}}"
        if says.of_event:
            yield _EVENTS, f"{names['event']}: {{name: a planted event}}"
    yield "things", f"{names['thing']}: {{name: a planted thing, states: [whole, burned]}}"
    for section, entry in planting.registers:
        yield section, Template(entry).substitute(names)


def _names(planting: Planting, number: int, cast: Cast) -> dict[str, str]:
    names = cast.names(planting.id, number)
    for place, name in enumerate(statement_names(planting, named=False), start=1):
        names[f"name{place}"] = name
    return names


def _beginning(witness: str) -> str:
    return f"speaker: planted-{witness}\nstatements:\n"


def _statement(planting: Planting, place: int, says: Says, *, harmless: bool) -> str:
    """One statement as YAML, with the names still to be put in."""
    lines = [f"  - id: {planting.id}-{place}"]
    fields = (("said", says.said), ("stage", says.stage))
    lines += [f"    {key}: {value}" for key, value in fields if value]
    lines += ["    claims:", f"      - {says.claim}"]
    lines += ["        event: $event"] if says.of_event else []
    text = "\n".join(lines) + "\n"
    for old, new in planting.harmless if harmless else ():
        text = text.replace(old, new)
    return text
