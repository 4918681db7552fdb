"""Where files are read from: the folders of this machine, or what stands in their place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from trialcheck.source import Budget, Limits, Problem, SourceFile, list_yaml, read_source


class Tree(Protocol):
    """Folders with files; paths are absolute, or relative to the working folder."""

    def exists(self, path: Path) -> bool:
        """Whether there is anything at a path."""

    def is_file(self, path: Path) -> bool:
        """Whether there is a file at a path."""

    def is_folder(self, path: Path) -> bool:
        """Whether there is a folder at a path."""

    def names(self, folder: Path) -> list[str]:
        """The names of all that is in a folder, sorted."""

    def list_yaml(self, folder: Path, shown: str, limits: Limits) -> list[str] | Problem:
        """The sorted names of the `.yaml` and `.yml` entries of a folder, without hidden ones."""

    def read(self, path: Path, shown: str, limits: Limits, budget: Budget) -> SourceFile | Problem:
        """The text of a file that is called `shown` in reports, or why it cannot be read."""


@dataclass(frozen=True, slots=True)
class Disk:
    """The folders of this machine."""

    def exists(self, path: Path) -> bool:
        """Whether there is anything at a path; a link is followed."""
        return path.exists()

    def is_file(self, path: Path) -> bool:
        """Whether there is a file at a path; a link is followed."""
        return path.is_file()

    def is_folder(self, path: Path) -> bool:
        """Whether there is a folder at a path; a link is followed."""
        return path.is_dir()

    def names(self, folder: Path) -> list[str]:
        """The names of all that is in a folder, sorted."""
        return sorted(child.name for child in folder.iterdir())

    def list_yaml(self, folder: Path, shown: str, limits: Limits) -> list[str] | Problem:
        """The YAML files of a folder; see `source.list_yaml`."""
        return list_yaml(folder, shown, limits)

    def read(self, path: Path, shown: str, limits: Limits, budget: Budget) -> SourceFile | Problem:
        """The text of a file; see `source.read_source`."""
        return read_source(path, shown, limits, budget)


DISK = Disk()
"""The folders of this machine."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """Another tree whose files are called `label:path` in reports, where they show up at all.

    A folder of `moved` is looked for under the path that stands beside it.
    """

    tree: Tree
    label: str
    moved: Mapping[Path, Path]

    def exists(self, path: Path) -> bool:
        """Whether there is anything at a path."""
        return self.tree.exists(self._there(path))

    def is_file(self, path: Path) -> bool:
        """Whether there is a file at a path."""
        return self.tree.is_file(self._there(path))

    def is_folder(self, path: Path) -> bool:
        """Whether there is a folder at a path."""
        return self.tree.is_folder(self._there(path))

    def names(self, folder: Path) -> list[str]:
        """The names of all that is in a folder, sorted."""
        return self.tree.names(self._there(folder))

    def list_yaml(self, folder: Path, shown: str, limits: Limits) -> list[str] | Problem:
        """The YAML files of a folder."""
        return self.tree.list_yaml(self._there(folder), self._called(shown), limits)

    def read(self, path: Path, shown: str, limits: Limits, budget: Budget) -> SourceFile | Problem:
        """The text of a file."""
        return self.tree.read(self._there(path), self._called(shown), limits, budget)

    def _called(self, shown: str) -> str:
        return f"{self.label}:{shown}" if self.label else shown

    def _there(self, path: Path) -> Path:
        for new, old in self.moved.items():
            if path.is_relative_to(new):
                return old / path.relative_to(new)
        return path


@dataclass(frozen=True, slots=True)
class Sides:
    """Where the record is read from, and where what judges it: the same place, but for an edit."""

    record: Tree = DISK
    judge: Tree = DISK


HERE = Sides()
"""Both on this machine."""
