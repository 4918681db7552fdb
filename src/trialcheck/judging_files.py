"""The files that say how a record is judged, and which of them an edit touches."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from trialcheck.casebook.reader import CASE_FILE, casebook_from
from trialcheck.casebook.registry_reader import Thresholds
from trialcheck.casebook.vocabulary import Vocabulary
from trialcheck.comparing import FileChange
from trialcheck.rules.reader import VOCABULARY_FILE
from trialcheck.settings import SETTINGS_FILES, own_table
from trialcheck.source import Budget, Limits, Problem, SourceFile, shown_path
from trialcheck.trees import Tree

RULES_FOLDER = "rules"
_ACCEPTED = "accepted.yaml"
_WHATS = {VOCABULARY_FILE: "kinds of claim", _ACCEPTED: "accepted findings"}


@dataclass(frozen=True, slots=True)
class BothTrees:
    """The files before an edit and after it, in which one looks for those that judge."""

    before: Tree
    after: Tree
    limits: Limits
    vocabulary: Vocabulary


def thresholds_of(
    folder: Path, tree: Tree, vocabulary: Vocabulary, limits: Limits
) -> Thresholds | None:
    """What the `case.yaml` of a folder sets for laws and dates; None if it cannot be read."""
    path = folder / CASE_FILE
    if not tree.exists(path):
        return None
    read = tree.read(path, CASE_FILE, limits, Budget())
    if isinstance(read, Problem):
        return None
    # A casebook's own kinds of claim do not matter to what is wanted here, nor do problems.
    return casebook_from({CASE_FILE: read}, "", vocabulary, limits, []).thresholds


def changed_files(
    rules: Path | None, folders: Iterable[Path], trees: BothTrees, *, edit_judges: bool
) -> tuple[FileChange, ...]:
    """The files of rules, settings and casebooks that an edit touches, sorted by path.

    `rules` is the folder of rules, or None for the default one, and `folders` the casebooks.
    """
    found = [*_settings(trees), *_yaml(rules or Path(RULES_FOLDER), "rule", trees)]
    for folder in sorted(folders):
        for name, what in sorted(_WHATS.items()):
            found += _file(folder / name, what, trees)
        found += _yaml(folder / RULES_FOLDER, "rule", trees)
        found += _thresholds(folder, trees)
    changes = [FileChange(path, how, what, edit_judges) for path, how, what in found]
    for folder in sorted(folders):
        record = _file(folder / CASE_FILE, "what it registers: people, places, dates", trees)
        changes += [FileChange(p, how, what, True) for p, how, what in record if how == "changed"]
    return tuple(sorted(changes, key=lambda change: (change.used, change.path, change.what)))


_Found = tuple[str, str, str]


def _settings(trees: BothTrees) -> Iterator[_Found]:
    for name in SETTINGS_FILES:
        path = Path(name)
        before, after = (_table(path, tree, trees.limits) for tree in (trees.before, trees.after))
        if before != after:
            yield _change(path, before is not None, after is not None, "settings")


def _table(path: Path, tree: Tree, limits: Limits) -> Any:
    """What a file sets for this program; None if nothing, its text if it cannot be understood."""
    text = _text(path, tree, limits)
    if text is None:
        return None
    try:
        document = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError):
        return text
    return document if path.name == SETTINGS_FILES[0] else own_table(document)


def _yaml(folder: Path, what: str, trees: BothTrees) -> Iterator[_Found]:
    names: set[str] = set()
    for tree in (trees.before, trees.after):
        if tree.exists(folder):
            listed = tree.list_yaml(folder, folder.as_posix(), trees.limits)
            names |= {""} if isinstance(listed, Problem) else set(listed)
    for name in sorted(names):
        yield from _file(folder / name, _WHATS.get(name, what), trees)


def _file(path: Path, what: str, trees: BothTrees) -> Iterator[_Found]:
    before, after = (_text(path, tree, trees.limits) for tree in (trees.before, trees.after))
    if before != after:
        yield _change(path, before is not None, after is not None, what)


def _text(path: Path, tree: Tree, limits: Limits) -> str | None:
    """The text of a file, why it cannot be read, or None if there is none."""
    if not (tree.is_folder(path.parent) and tree.exists(path)):
        return None
    read = tree.read(path, path.name, limits, Budget())
    return read.text if isinstance(read, SourceFile) else f"\0{read.message}"


def _thresholds(folder: Path, trees: BothTrees) -> Iterator[_Found]:
    both = [
        thresholds_of(folder, tree, trees.vocabulary, trees.limits)
        for tree in (trees.before, trees.after)
    ]
    if None not in both and both[0] != both[1]:
        what = "thresholds: top-speed, at-once, approximate"
        yield _change(folder / CASE_FILE, True, True, what)


def _change(path: Path, before: bool, after: bool, what: str) -> _Found:
    how = "changed" if before and after else "added" if after else "deleted"
    return shown_path(path, Path.cwd()), how, what
