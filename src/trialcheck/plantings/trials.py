"""Every kind of contradiction planted into a casebook, and which rules caught it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from trialcheck.casebook.reader import Reading, casebook_from
from trialcheck.casebook_folders import find_casebooks
from trialcheck.findings import LAW_KINDS
from trialcheck.pipeline import (
    Opened,
    Request,
    Standard,
    analyze_opened,
    open_casebook,
    read_standard,
)
from trialcheck.plantings.cast import Cast, invented_cast, own_cast
from trialcheck.plantings.copying import planted_files, statement_names
from trialcheck.plantings.kinds import PLANTINGS
from trialcheck.plantings.model import LAW, Planting
from trialcheck.rules.model import DERIVED, Literal, Rule
from trialcheck.source import Budget, Problem

_Numbered = tuple[int, Planting]
_EVERY: tuple[_Numbered, ...] = tuple(enumerate(PLANTINGS, start=1))


@dataclass(frozen=True, slots=True)
class Caught:
    """What became of one planting: the rules that caught it, sorted; none if it was missed.

    `invented` says that it took invented names, because the record itself is in the way of its
    own. `trouble` says why nothing could be planted, or "".
    """

    title: str
    rules: tuple[str, ...]
    invented: bool
    trouble: str


@dataclass(frozen=True, slots=True)
class CaseTrial:
    """One casebook: what was planted in it, and the rules that find nothing in it as it is."""

    path: str
    title: str
    plantings: tuple[Caught, ...]
    rules: int
    never_speak: tuple[str, ...]


def plant(request: Request) -> tuple[list[CaseTrial], list[Problem]]:
    """Plant into a copy of every casebook of a request; the files themselves stay as they are.

    All kinds are planted together, in years of their own, with the casebook's own names; what is
    missed then is planted alone, and after that with invented names.
    """
    budget = Budget()
    standard, problems = read_standard(request, budget)
    trials = []
    for folder in find_casebooks(request.paths, problems):
        reading, case = open_casebook(folder, standard, request, budget, problems)
        if case is not None and not problems:
            trial, troubles = _trial(reading, case, standard, request)
            problems.extend(troubles)
            trials.append(trial)
    return trials, sorted(problems)


def _trial(
    reading: Reading, case: Opened, standard: Standard, request: Request
) -> tuple[CaseTrial, list[Problem]]:
    result, decision, problems = analyze_opened(case, request)
    spoken = {finding.rule for finding in result.findings}
    spoken |= {match.rule.id for match in decision.matches}
    derived = {fact.kind for fact in decision.facts if fact.derived}
    never = [rule.id for rule in case.rules if rule.id not in spoken and not _adds(rule, derived)]
    field = _Field(reading, case, standard, request)
    caught = _caught(field) if not problems else ()
    book = case.casebook
    trial = CaseTrial(book.path, book.title, caught, len(case.rules), tuple(sorted(never)))
    return trial, problems


def _adds(rule: Rule, derived: set[str]) -> bool:
    """Whether claims were added of the kind that a derived rule adds."""
    kind = rule.derive.kind if rule.kind == DERIVED and rule.derive is not None else None
    return isinstance(kind, Literal) and kind.text in derived


@dataclass(frozen=True, slots=True)
class _Field:
    """Where things are planted."""

    reading: Reading
    case: Opened
    standard: Standard
    request: Request

    def catching(self, plantings: Sequence[_Numbered], cast: Cast) -> dict[str, set[str]] | str:
        """The rules that catch each planting, by its id; or why it could not be planted."""
        with_clash = self._speaking(plantings, cast, harmless=False)
        if isinstance(with_clash, str) or not any(with_clash.values()):
            return with_clash
        without = self._speaking(plantings, cast, harmless=True)
        if isinstance(without, str):
            return without
        return {name: rules - without[name] for name, rules in with_clash.items()}

    def _speaking(
        self, plantings: Sequence[_Numbered], cast: Cast, *, harmless: bool
    ) -> dict[str, set[str]] | str:
        shown = self.case.casebook.path
        files = planted_files(self.reading.files, shown, plantings, cast, harmless=harmless)
        limits = self.request.limits
        copied = casebook_from(files, shown, self.standard.vocabulary, limits, [])
        if copied.casebook is None:
            return copied.problems[0].message
        copy = replace(self.case, casebook=copied.casebook, vocabulary=copied.vocabulary)
        result, _, troubles = analyze_opened(copy, self.request)
        if troubles:
            return troubles[0].message
        every = {n for _, each in plantings for n in statement_names(each, named=False)}
        speaking: dict[str, set[str]] = {planting.id: set() for _, planting in plantings}
        for _, planting in plantings:
            needed = set(statement_names(planting, named=True))
            others = every - set(statement_names(planting, named=False))
            for finding in result.findings:
                is_law = finding.kind in LAW_KINDS
                named = set(finding.statements)
                if is_law == (planting.sort == LAW) and needed <= named and not named & others:
                    speaking[planting.id].add(finding.rule)
        return speaking


def _caught(field: _Field) -> tuple[Caught, ...]:
    own = own_cast(field.case.casebook)
    together = field.catching(_EVERY, own)
    return tuple(_one(field, numbered, own, together) for numbered in _EVERY)


def _one(
    field: _Field, numbered: _Numbered, own: Cast, together: Mapping[str, set[str]] | str
) -> Caught:
    planting = numbered[1]
    if not isinstance(together, str) and together[planting.id]:
        return Caught(planting.title, tuple(sorted(together[planting.id])), False, "")
    trouble = ""
    for cast, invented in _casts(own):
        alone = field.catching((numbered,), cast)
        if isinstance(alone, str):
            trouble = alone
        elif alone[planting.id]:
            return Caught(planting.title, tuple(sorted(alone[planting.id])), invented, "")
        else:
            trouble = ""
    return Caught(planting.title, (), False, trouble)


def _casts(own: Cast) -> Iterator[tuple[Cast, bool]]:
    yield own, False
    yield invented_cast(), True
