"""The working folder against a revision: both read, both judged by the same rules, compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from trialcheck.casebook.reader import CASE_FILE, Reading
from trialcheck.casebook_folders import find_casebooks
from trialcheck.comparing import DELETED, CaseComparison, Comparison, compare
from trialcheck.findings import CaseResult
from trialcheck.git_objects import GitError
from trialcheck.judging_files import BothTrees, changed_files, thresholds_of
from trialcheck.located_yaml import paused_garbage_collection
from trialcheck.pipeline import (
    Opened,
    Request,
    Standard,
    decided,
    open_casebook,
    read_standard,
    unknown_names,
)
from trialcheck.revision import Revision, unread
from trialcheck.settings import read_settings
from trialcheck.source import Budget, Limits, Problem, SourceFile, shown_path
from trialcheck.trees import DISK, Labelled, Sides, Tree


@dataclass(frozen=True, slots=True)
class Against:
    """What an edit is compared with.

    `judge` is the revision whose rules, vocabulary, settings and acceptances judge both sides, and
    `record` the one whose testimony is the other side; they differ where the edit began before the
    newest rules. With `edit_judges` the rules of the working folder judge both sides instead.
    """

    record: Revision
    judge: Revision
    edit_judges: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a comparison, or the problems for which nothing was decided.

    `added` counts those of the problems that the edit adds, which come first, and `before` those
    that the revision has as well.
    """

    comparison: Comparison | None
    problems: tuple[Problem, ...]
    added: int = 0
    before: int = 0


@dataclass(frozen=True, slots=True)
class _Side:
    """One side: the casebooks as read, and what is wrong with each, by folder."""

    readings: dict[Path, Reading] = field(default_factory=dict)
    opened: dict[Path, Opened] = field(default_factory=dict)
    problems: dict[Path, list[Problem]] = field(default_factory=dict)

    def all_problems(self) -> list[Problem]:
        """The problems of all casebooks, in order."""
        return sorted(problem for problems in self.problems.values() for problem in problems)


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is compared with what: the folders of both sides, and those that only moved."""

    before: tuple[Path, ...]
    after: tuple[Path, ...]
    moved: Mapping[Path, Path]

    def pairs(self) -> list[tuple[Path | None, Path | None]]:
        """The folder of each casebook before and after; None where it is not."""
        gone = set(self.before) - set(self.after) - set(self.moved.values())
        here = [(self._before(folder), folder) for folder in self.after]
        every: list[tuple[Path | None, Path | None]] = [*here, *((old, None) for old in gone)]
        return sorted(every, key=lambda pair: str(pair[1] or pair[0]))

    def _before(self, folder: Path) -> Path | None:
        return self.moved.get(folder, folder if folder in self.before else None)


def difference(request: Request, against: Against) -> Outcome:
    """What the working folder changes against a revision."""
    try:
        with paused_garbage_collection():
            return _difference(request, against)
    except GitError as error:
        return Outcome(None, (unread(error),))


def _difference(request: Request, against: Against) -> Outcome:
    plan, problems = _plan(request.paths, against.record)
    if problems:
        return Outcome(None, tuple(problems))
    judge = _judge(plan, against)
    settings, problems = read_settings(Path(), request.limits, judge)
    request = replace(request, settings=settings)
    standard, more = _standard(request, judge, against)
    if problems or more:
        return Outcome(None, tuple(sorted([*problems, *more])))
    old = _read(plan.before, standard, request, Sides(against.record, judge))
    new = _read(plan.after, standard, request, Sides(DISK, judge))
    if new.all_problems():
        return _with_problems(old, new, request, against)
    every = [*old.opened.values(), *new.opened.values()]
    problems = unknown_names(every, "--set-aside", request.set_aside) if every else []
    cases = _compared(plan, old, new, request, problems)
    if problems:
        return Outcome(None, tuple(sorted(problems)))
    return Outcome(_comparison(cases, plan, old, request, standard, against), ())


def _comparison(
    cases: Sequence[CaseComparison],
    plan: _Plan,
    old: _Side,
    request: Request,
    standard: Standard,
    against: Against,
) -> Comparison:
    there = Labelled(against.judge, "", plan.moved)
    both = BothTrees(there, DISK, request.limits, standard.vocabulary)
    folders = {new or old for old, new in plan.pairs()} - {None}
    return Comparison(
        revision=against.record.name,
        commit=against.record.commit,
        merge_base=against.record.commit != against.judge.commit,
        judged_by="edit" if against.edit_judges else "base",
        cases=tuple(cases),
        files=changed_files(
            request.rules,
            [folder for folder in folders if folder is not None],
            both,
            edit_judges=against.edit_judges,
        ),
        mended=tuple(old.all_problems()),
    )


def _plan(paths: Iterable[Path], revision: Revision) -> tuple[_Plan, list[Problem]]:
    """The casebooks of both sides below the paths; a path without any is a problem."""
    before: dict[Path, None] = {}
    after: dict[Path, None] = {}
    problems: list[Problem] = []
    for path in paths:
        if revision.is_outside(path):
            message = "this lies outside of the repository of the working folder"
            help_text = "run the command in the repository that holds it"
            problems.append(Problem(message, shown_path(path, Path.cwd()), help=help_text))
            continue
        missing: list[Problem] = []
        old, new = find_casebooks([path], [], revision), find_casebooks([path], missing)
        before.update(dict.fromkeys(old))
        after.update(dict.fromkeys(new))
        problems += missing if not old else []
    # What is a casebook now may have been a link or a submodule, which cannot be looked into.
    shut = [path for path in after if revision.exists(path) and not revision.is_folder(path)]
    before.update(dict.fromkeys(shut))
    moved = _moved(sorted(before.keys() - after), sorted(after.keys() - before), revision)
    return _Plan(tuple(sorted(before)), tuple(sorted(after)), moved), problems


def _moved(gone: Sequence[Path], come: Sequence[Path], revision: Revision) -> dict[Path, Path]:
    """The new folder and the old of each casebook that moved: its `case.yaml` is the same text."""
    old, new = _heads(gone, revision), _heads(come, DISK)
    return {
        new[text][0]: old[text][0] for text in new if len(new[text]) == len(old.get(text, ())) == 1
    }


def _heads(folders: Sequence[Path], tree: Tree) -> dict[str, list[Path]]:
    heads: dict[str, list[Path]] = {}
    for folder in folders:
        read = tree.read(folder / CASE_FILE, CASE_FILE, Limits(), Budget())
        if isinstance(read, SourceFile):
            heads.setdefault(read.text, []).append(folder)
    return heads


def _judge(plan: _Plan, against: Against) -> Tree:
    """Where what judges is read from, for both sides."""
    if against.edit_judges:
        return Labelled(DISK, "", {old: new for new, old in plan.moved.items()})
    return Labelled(against.judge, against.judge.name, plan.moved)


def _standard(request: Request, judge: Tree, against: Against) -> tuple[Standard, list[Problem]]:
    outside = request.rules is not None and against.judge.is_outside(request.rules)
    return read_standard(request, Budget(), DISK if outside else judge)


def _read(folders: Iterable[Path], standard: Standard, request: Request, sides: Sides) -> _Side:
    side = _Side()
    budget = Budget()
    for folder in folders:
        thresholds = thresholds_of(folder, sides.judge, standard.vocabulary, request.limits)
        problems: list[Problem] = []
        reading, opened = open_casebook(
            folder, standard, request, budget, problems, sides, thresholds
        )
        side.readings[folder] = reading
        side.problems[folder] = problems
        if opened is not None and not problems:
            side.opened[folder] = opened
    return side


def _compared(
    plan: _Plan, old: _Side, new: _Side, request: Request, problems: list[Problem]
) -> list[CaseComparison]:
    cases = []
    for before, after in plan.pairs() if not problems else ():
        now = _decided(new, after, request, problems)
        if before is not None and after is not None and _is_same(old, new, before, after):
            was = now
        else:
            was = _decided(old, before, request, old.problems.get(before or Path(), []))
        unread = before is not None and was is None
        if was is None and now is None:
            shown = shown_path(before or after or Path(), Path.cwd())
            cases.append(CaseComparison(shown, "", DELETED, "", None, None))
        else:
            cases.append(compare(was, now, unread=unread))
    return cases


def _decided(
    side: _Side, folder: Path | None, request: Request, problems: list[Problem]
) -> CaseResult | None:
    """What is decided about a casebook; None if it is not there, or a rule could not be ended."""
    if folder is None or folder not in side.opened:
        return None
    result, troubles = decided(side.opened[folder], request)
    problems.extend(troubles)
    return None if troubles else result


def _is_same(old: _Side, new: _Side, before: Path, after: Path) -> bool:
    """Whether a casebook is read from the same texts, and so the same is decided about it."""
    return before in old.opened and old.readings[before].files == new.readings[after].files


def _with_problems(old: _Side, new: _Side, request: Request, against: Against) -> Outcome:
    """The problems of the edit: first those that it adds, then those that were there before."""
    there = Counter(_words(problem) for problem in old.all_problems())
    added: list[Problem] = []
    before: list[Problem] = []
    for problem in new.all_problems():
        known = there[_words(problem)] > 0
        there[_words(problem)] -= known
        (before if known else added).append(problem)
    if not against.edit_judges:
        added = _explained(added, new, request, against)
    return Outcome(None, (*added, *before), len(added), len(before))


def _words(problem: Problem) -> tuple[str, str]:
    """What makes a problem the same in an edited file, where its line may be another one."""
    return problem.message, problem.source_line.strip()


def _explained(
    problems: Iterable[Problem], new: _Side, request: Request, against: Against
) -> list[Problem]:
    """The problems, with a word about those that the edit's own vocabulary would spare it."""
    standard, wrong = read_standard(request, Budget())
    if wrong:
        return list(problems)
    own = _read(new.readings, standard, request, Sides(DISK, DISK))
    left = {_words(problem) for problem in own.all_problems()}
    name = against.judge.name
    why = (
        f"the vocabulary is that of {name}, which does not have this; the edit's own counts when "
        f"it is part of {name} (--judged-by edit reads with it)"
    )
    return [
        problem if _words(problem) in left else replace(problem, help=why) for problem in problems
    ]
