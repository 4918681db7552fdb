"""What a report for readers tells of each finding in its place, and what once for several.

Findings that one statement causes, or that say the same in the same words, stand in a group: what
they share stands at its head, and each of them adds what is its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from trialcheck.findings import CaseResult, Evidence, Finding
from trialcheck.reports import words
from trialcheck.reports.earlier_notes import ToldNotes, Why
from trialcheck.reports.finding_words import further_steps
from trialcheck.reports.outline import BLANKS, CLAIM, SPEAKER
from trialcheck.reports.sharing import Shared, runs, shared_by, told


@dataclass(frozen=True, slots=True)
class Passage:
    """What is told of one finding by itself; "" as message if the head above it says it.

    `others` is how many findings of other kinds have the same cause, where no head says it.
    """

    finding: Finding
    message: str
    evidence: tuple[Evidence, ...]
    why: Why
    others: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """Findings of a group below what all of them share: a message, claims, steps.

    The message may have blanks, each filled by the row of the finding.
    """

    message: str
    evidence: tuple[Evidence, ...]
    why: Why
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Findings told together, or one by itself: then all is in its only passage.

    `cause` is the statement that they share ("" if they share their message alone), `says` what it
    says, `others` how many findings of other kinds share it too, `titles` those of their rules;
    `evidence` and `why` are what all its stretches share.
    """

    cause: str
    others: int
    titles: tuple[str, ...]
    says: str
    evidence: tuple[Evidence, ...]
    why: Why
    stretches: tuple[Stretch, ...]

    @property
    def passages(self) -> tuple[Passage, ...]:
        """All its findings, in their order."""
        return tuple(passage for stretch in self.stretches for passage in stretch.passages)

    def heading(self) -> str:
        """Return what its findings share; the name of the cause, if it has one, follows."""
        if not self.cause:
            return f"These {len(self.passages)} findings say the same of different claims."
        also = f" (and {_of_another_kind(self.others)})" if self.others else ""
        return f"These {len(self.passages)} findings{also} share one statement: "

    def rule(self) -> str:
        """Return the rule of which its findings are."""
        return f"{'Rule' if len(self.titles) == 1 else 'Rules'}: {'; '.join(self.titles)}."

    def before(self, stretch: Stretch) -> str:
        """Return the words before what the findings of one of its stretches share."""
        if len(self.stretches) == 1:
            return "Each says: " if stretch.message else ""
        number = len(stretch.passages)
        if stretch.message:
            return f"The next {number} say: "
        if stretch.evidence or stretch.why != Why():
            return f"The next {number} share this:"
        return f"Each of the next {number} speaks for itself."


@dataclass(frozen=True, slots=True)
class Section:
    """The findings of one kind, under their heading."""

    kind: str
    heading: str
    groups: tuple[Group, ...]


def sections_of(case: CaseResult, most: int | None) -> tuple[Section, ...]:
    """Return the findings of a casebook as they are told, at most so many (None: all)."""
    notes = ToldNotes()
    return tuple(
        Section(kind, heading, tuple(_group(case, *each, notes) for each in _together(findings)))
        for kind, heading, findings in words.listed_by_kind(case, most)
    )


def explained(sections: Iterable[Section]) -> Iterator[str]:
    """Yield a sentence on each way in which these sections tell something once for several."""
    groups = [group for section in sections for group in section.groups]
    stretches = [stretch for group in groups for stretch in group.stretches]
    if any(blank in stretch.message for stretch in stretches for blank in BLANKS):
        yield (
            f"In a sentence on several findings, {SPEAKER} and {CLAIM} stand for those that each "
            "of them shows."
        )
    whys = [group.why for group in groups] + [stretch.why for stretch in stretches]
    whys += [passage.why for stretch in stretches for passage in stretch.passages]
    if any(why.earlier for why in whys):
        yield "A note is told once, at or above the first finding that needs it."


def shared_elsewhere(passage: Passage) -> tuple[str, str, str]:
    """Return that the cause of a finding has others elsewhere: its name between two pieces."""
    several = f" with {_of_another_kind(passage.others)}."
    return ("Shares ", passage.finding.cause, several) if passage.others else ("", "", "")


def _of_another_kind(number: int) -> str:
    return f"{words.count(number, 'finding')} of another kind"


def _together(findings: Sequence[Finding]) -> Iterator[tuple[str, Sequence[Finding]]]:
    """Yield those of one cause together, then of the others those that say the very same."""
    gathered: dict[tuple[str, str, str], list[Finding]] = {}
    for cause, together in words.by_cause(findings):
        key = (cause, "", "") if cause else ("", together[0].rule, together[0].message)
        gathered.setdefault(key, []).extend(together)
    for (cause, _, _), alike in gathered.items():
        yield cause, alike


def _group(case: CaseResult, cause: str, findings: Sequence[Finding], notes: ToldNotes) -> Group:
    parts = list(runs(cause, findings))
    head = shared_by(findings) if len(parts) > 1 else Shared()
    return Group(
        cause,
        words.findings_of_other_kinds(case, findings[0]) if cause else 0,
        words.each_once(finding.title for finding in findings),
        _says(cause, findings),
        head.evidence,
        notes.why(head.steps, findings[0].id),
        tuple(_stretch(case, cause, part, head, notes) for part in parts),
    )


def _says(cause: str, findings: Iterable[Finding]) -> str:
    items = (item for finding in findings for item in finding.evidence if cause)
    return next((item.says for item in items if item.statement == cause and item.says), "")


def _stretch(
    case: CaseResult, cause: str, findings: Sequence[Finding], head: Shared, notes: ToldNotes
) -> Stretch:
    shared = shared_by(findings)
    evidence = tuple(item for item in shared.evidence if item not in head.evidence)
    steps = tuple(step for step in shared.steps if step not in head.steps)
    above = (*head.steps, *steps)
    why = notes.why(steps, findings[0].id)
    said = told(findings, (*head.evidence, *evidence))
    passages = []
    for finding, (message, claims) in zip(findings, said.own, strict=True):
        own = notes.why((s for s in further_steps(finding) if s not in above), finding.id)
        by_itself = bool(finding.cause) and not cause
        others = words.findings_of_other_kinds(case, finding) if by_itself else 0
        passages.append(Passage(finding, message, claims, own, others))
    return Stretch(said.sentence, evidence, why, tuple(passages))
