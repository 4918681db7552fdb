"""Paths become the folders of casebooks."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from trialcheck.casebook.reader import CASE_FILE
from trialcheck.source import Problem, shown_path
from trialcheck.trees import DISK, Tree


def find_casebooks(paths: Iterable[Path], problems: list[Problem], tree: Tree = DISK) -> list[Path]:
    """The folders with a `case.yaml` among the paths and one level below them.

    A path without any is a problem.
    """
    found: dict[Path, None] = {}
    for named in paths:
        shown = shown_path(named, Path.cwd())
        is_case = named.name == CASE_FILE and tree.is_file(named)
        path = named.parent if is_case else named
        if not tree.is_folder(path):
            why = "not a folder" if tree.exists(path) else "no such file or folder"
            problems.append(Problem(why, shown, help="name a casebook: a folder with a case.yaml"))
        elif tree.exists(path / CASE_FILE):
            found[path] = None
        else:
            children = [path / name for name in tree.names(path)]
            below = [child for child in children if tree.is_file(child / CASE_FILE)]
            found.update(dict.fromkeys(below))
            tried = (_nearly_a_casebook(child, tree) for child in children)
            nearly = [problem for problem in tried if problem is not None]
            problems.extend(nearly)
            if not below and not nearly:
                hint = "a casebook is a folder with a case.yaml; `trialcheck new DIR` starts one"
                problems.append(Problem("no casebook here", shown, help=hint))
    return sorted(found)


def _nearly_a_casebook(folder: Path, tree: Tree) -> Problem | None:
    """The problem that a folder's `case.yaml` is misnamed, as `case.yml` or `Case.yaml`."""
    if not tree.is_folder(folder) or tree.exists(folder / CASE_FILE):
        return None
    try:
        names = tree.names(folder)
    except OSError:
        return None  # nobody has named this folder: what cannot be looked into is left alone
    for name in names:
        if name.lower() in ("case.yaml", "case.yml", "case.yaml.txt", "case.yml.txt"):
            shown = shown_path(folder / name, Path.cwd())
            return Problem("this casebook is not read", shown, help=f"rename it to {CASE_FILE}")
    return None
