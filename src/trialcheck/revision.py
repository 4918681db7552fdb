"""The files of a git revision, read as those of a folder are: bounded, and no link followed."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from pathlib import Path

from trialcheck.git_objects import Entry, GitError, Objects, Repository, repository_of
from trialcheck.source import (
    Budget,
    Limits,
    Problem,
    SourceFile,
    decode_source,
    is_yaml_name,
    link_problem,
    printable,
    too_large,
    too_many_files,
)
from trialcheck.visible import visible

_HASH = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?\Z")
_PLAIN_NAME = re.compile(r"[\w./-]+\Z")
_NOT_A_NAME = re.compile(r"[0-9a-f]{4,39}\Z|(HEAD|FETCH_HEAD|ORIG_HEAD)\Z")
_ALL_COMMITS = "`git fetch --unshallow origin` (in GitHub Actions: fetch-depth: 0)"


@dataclass(frozen=True, slots=True)
class Revision:
    """The files of one commit, a `Tree`; `name` is what the user called it.

    Paths are looked up from the folder that the repository was asked from. Close it when done.
    """

    name: str
    commit: str
    _objects: Objects
    _top: str
    _listings: dict[str, dict[str, Entry]] = field(default_factory=dict, repr=False)

    def is_outside(self, path: Path) -> bool:
        """Whether a path leads out of the repository."""
        return self._parts(path) is None

    def exists(self, path: Path) -> bool:
        """Whether there is anything at a path; also below a link or a submodule, which is shut."""
        return self._entry(path) is not None

    def is_file(self, path: Path) -> bool:
        """Whether there is a file at a path, and no link."""
        entry = self._entry(path)
        return entry is not None and entry.is_file

    def is_folder(self, path: Path) -> bool:
        """Whether there is a folder at a path, and no link or submodule."""
        entry = self._entry(path)
        return entry is not None and entry.is_folder

    def names(self, folder: Path) -> list[str]:
        """The names of all that is in a folder, sorted."""
        entry = self._entry(folder)
        return sorted(self._listing(entry.object)) if entry and entry.is_folder else []

    def list_yaml(self, folder: Path, shown: str, limits: Limits) -> list[str] | Problem:
        """The sorted names of the YAML entries of a folder, links among them."""
        shown = printable(shown)
        entry = self._entry(folder)
        if entry is None:
            return Problem("the folder is not there", shown)
        if entry.is_link:
            help_text = "name the real folder on the command line"
            return Problem(
                "the folder is a link, and links are not followed", shown, help=help_text
            )
        if entry.is_submodule:
            return _submodule(shown)
        if not entry.is_folder:
            return Problem("this is a file where a folder is expected", shown)
        names = [name for name in self.names(folder) if is_yaml_name(name)]
        return too_many_files(shown, limits) if len(names) > limits.files else names

    def read(self, path: Path, shown: str, limits: Limits, budget: Budget) -> SourceFile | Problem:
        """The text of a file, or why it cannot be read."""
        shown = printable(shown)
        if budget.files >= limits.files:
            return too_many_files(shown, limits)
        budget.files += 1
        entry = self._entry(path)
        if entry is None:
            return Problem("the file is not there", shown)
        if entry.is_link:
            return link_problem(shown)
        if entry.is_submodule:
            return _submodule(shown)
        if not entry.is_file:
            return Problem("this is a folder; a file with text is expected", shown)
        left = limits.total_bytes - budget.bytes
        try:
            size = self._objects.size(entry.object)
            if size > min(limits.file_bytes, left):
                return too_large(shown, limits, limits.file_bytes <= left)
            budget.bytes += size
            return decode_source(self._objects.content(entry.object), shown)
        except GitError as error:
            return unread(error, shown)

    def close(self) -> None:
        """End what reads the objects."""
        self._objects.close()

    def _parts(self, path: Path) -> tuple[str, ...] | None:
        """The names on the way from the top of the repository to a path; None if it leads out."""
        repository = self._objects.repository
        if path.is_absolute():
            try:
                path = Path(os.path.relpath(path, repository.folder))
            except ValueError:  # on another drive
                return None
        whole = Path(os.path.normpath(Path(repository.prefix) / path))
        parts = tuple(part for part in whole.parts if part != ".")
        return None if parts[:1] == ("..",) else parts

    def _entry(self, path: Path) -> Entry | None:
        """What is at a path; a link or a submodule on the way stands for all below it."""
        parts = self._parts(path)
        if parts is None:
            return None
        entry = Entry("40000", self._top)
        for part in parts:
            if entry.is_link or entry.is_submodule:
                return entry
            found = self._listing(entry.object).get(part) if entry.is_folder else None
            if found is None:
                return None
            entry = found
        return entry

    def _listing(self, name: str) -> dict[str, Entry]:
        if name not in self._listings:
            self._listings[name] = self._objects.listing(name)
        return self._listings[name]


def open_revision(name: str, folder: Path, *, merge_base: bool = False) -> Revision | Problem:
    """The files of the revision that a name stands for in the repository around a folder.

    With `merge_base` those of the newest commit from which it and HEAD both come.
    """
    try:
        repository = repository_of(folder)
    except GitError as error:
        help_text = "run this in the folder of a git repository, with git installed"
        return Problem(f"no revision can be read: {visible(str(error))}", "", help=help_text)
    try:
        commit = repository.commit(name)
        if commit is None:
            return _unknown(name, repository)
        if merge_base:
            commit = repository.merge_base(commit)
            if commit is None:
                return _unrelated(name, repository)
        objects = Objects(repository)
        try:
            return Revision(name, commit, objects, objects.top(commit))
        except GitError:
            objects.close()
            raise
    except GitError as error:
        return unread(error)


def unread(error: GitError, shown: str = "") -> Problem:
    """The problem that git cannot give an old file, or a folder of them."""
    help_text = "fetch all files of the old commits with `git fetch --refetch --no-filter origin`"
    return Problem(f"an old file cannot be read: {visible(str(error))}", shown, help=help_text)


def _unknown(name: str, repository: Repository) -> Problem:
    shown = printable(name)
    if name.startswith("-"):
        return Problem(f"'{shown}' cannot be a revision: it begins with a dash", "")
    why = "this clone is shallow: it holds the newest commits alone" if repository.shallow else ""
    message = f"there is no commit '{shown}' in this clone" + (f"; {why}" if why else "")
    return Problem(message, "", help=_how_to_fetch(name, repository))


def _how_to_fetch(name: str, repository: Repository) -> str:
    """How to bring a commit into this clone: alone where it is shallow, with its history else."""
    depth, all_of_it = ("--depth=1 ", f", or all commits with {_ALL_COMMITS}")
    if not repository.shallow:
        depth, all_of_it = "", ""
    if _HASH.match(name):
        return f"fetch it with `git fetch {depth}origin {name}`{all_of_it}"
    if not _PLAIN_NAME.match(name) or _NOT_A_NAME.match(name):
        if repository.shallow:
            return f"fetch the older commits with {_ALL_COMMITS}"
        return "name a commit by its hash, a branch, a tag, or something like HEAD~1"
    remote, _, branch = name.partition("/")
    if remote == "origin" and branch:
        refs = f"{branch}:refs/remotes/origin/{branch}"
        return f"fetch it with `git fetch {depth}origin {refs}`{all_of_it}"
    fetch = f"`git fetch {depth}origin {name}`"
    return f"fetch it with {fetch} and compare with `trialcheck diff FETCH_HEAD`{all_of_it}"


def _unrelated(name: str, repository: Repository) -> Problem:
    message = f"'{printable(name)}' and HEAD have no commit in common in this clone"
    if repository.shallow:
        return Problem(
            message + ", which is shallow", "", help=f"fetch the older commits with {_ALL_COMMITS}"
        )
    return Problem(message, "", help="leave out --merge-base")


def _submodule(shown: str) -> Problem:
    message = "this is a submodule: its files are kept in another repository"
    return Problem(message, shown, help="compare it in a clone of that repository")
