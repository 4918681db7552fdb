"""Findings: places where a rule speaks, with claims, reasoning, and on whose word each rests."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from trialcheck.casebook.model import Acceptance

KINDS = ("contradiction", "impossibility", "gap", "unsupported", "isolation", "shift")
"""The kinds of finding, in the order of a report: first the breaches of a law, then the signs."""

LAW_KINDS = KINDS[:2]
"""The kinds of finding that are breaches of a law."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One claim that a finding names, with the words a reader needs to judge it.

    `part` is the name that the rule gives the claim; `text` the claim as a sentence; `when` and
    `said` dates in words ("" if none); `speaker`, `stage`, `source` are ids, the `..._name` fields
    what to print. `implied` is the sentence that follows from the claim and that the rule used, ""
    when it used the claim itself.
    """

    claim: str
    statement: str
    part: str
    path: str
    line: int
    column: int
    text: str
    implied: str
    says: str
    when: str
    said: str
    said_written: str
    speaker: str
    speaker_name: str
    stage: str
    side: str
    source: str
    source_title: str
    reports: tuple[str, ...]
    at: str


@dataclass(frozen=True, slots=True)
class RestsOn:
    """On whose word something rests: sorted ids of speakers and sources, and sides."""

    speakers: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    sides: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding.

    `id` is the rule and eight hexadecimal digits of the claims' names; `margin` is in minutes (None
    where no time is short); `days` the least and most days of a gap, as differences of calendar day
    numbers (None without a bound); `cause` the statement that also causes other findings of the
    report, under which it is grouped, or "". `acceptance` says who accepted it and why; it is None
    unless `accepted`.
    """

    id: str
    casebook: str
    rule: str
    kind: str
    title: str
    certainty: str
    message: str
    evidence: tuple[Evidence, ...]
    reasoning: tuple[str, ...]
    rests_on: RestsOn
    margin: int | None = None
    margin_text: str = ""
    days: tuple[int | None, int | None] | None = None
    accepted: bool = False
    cause: str = ""
    certificate: Mapping[str, Any] | None = None
    acceptance: Acceptance | None = None

    @property
    def statements(self) -> tuple[str, ...]:
        """The full names of the statements that it names, sorted, each once."""
        return tuple(sorted({evidence.statement for evidence in self.evidence}))

    @property
    def is_law(self) -> bool:
        """Whether a law is broken, not merely a sign seen."""
        return self.kind in LAW_KINDS


@dataclass(frozen=True, slots=True)
class Answer:
    """What the findings say to one argument: borne-out, contested, not-borne-out or judgement."""

    id: str
    says: str
    at: str
    verdict: str
    findings: tuple[str, ...]
    rests_on: RestsOn
    contested_by: tuple[str, ...]
    why: str = ""


@dataclass(frozen=True, slots=True)
class BriefAnswer:
    """A brief, argument by argument; `by` is the id and `by_name` the name of its author."""

    title: str
    by: str
    by_name: str
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class ThreadState:
    """Whether a contact holds, is disputed or is broken, and what says so.

    One that is carried by no statement is unsupported.
    """

    between: tuple[str, str]
    through: tuple[str, ...]
    between_names: tuple[str, str]
    through_names: tuple[str, ...]
    note: str
    verdict: str
    carried_by: tuple[str, ...]
    findings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RulePage:
    """What a report tells of a rule that ran: its kind (`derived` included), its title and why."""

    kind: str
    title: str
    why: str


@dataclass(frozen=True, slots=True)
class CaseResult:
    """All that is decided about one casebook; `rules` are the ids of those that ran on it.

    `stale_acceptances` are those of findings that were looked for and are there no more.
    `consistent` is None where no law is surely broken but parts were left undecided; `dating` is
    the certificate of one dating of a consistent casebook, if it was asked for. `hidden` counts the
    findings that are only possible and were left out, since those that are certain were asked for.
    """

    path: str
    case: str
    about: str
    speakers: int
    statements: int
    claims: int
    consistent: bool | None
    findings: tuple[Finding, ...]
    briefs: tuple[BriefAnswer, ...]
    threads: tuple[ThreadState, ...]
    set_aside: tuple[str, ...] = ()
    undecided: int = 0
    all_conflicts: bool = True
    rules: tuple[str, ...] = ()
    stale_acceptances: tuple[Acceptance, ...] = ()
    dating: Mapping[str, Any] | None = None
    hidden: int = 0


def stale(acceptances: Iterable[Acceptance], findings: Iterable[Finding]) -> tuple[Acceptance, ...]:
    """The acceptances of none of these findings, in their order."""
    found = {finding.id for finding in findings}
    return tuple(each for each in acceptances if each.finding not in found)


@dataclass(frozen=True, slots=True)
class Report:
    """The whole result of a run: what every report format prints, and all that it sees."""

    cases: tuple[CaseResult, ...]
    rules: int
    rule_titles: Mapping[str, str]
    rule_pages: Mapping[str, RulePage] = field(default_factory=dict)
