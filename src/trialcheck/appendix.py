"""All that a casebook holds in words: what a printed report shows behind the findings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from trialcheck.bounds import ANY_TIME, Bounds, bounds_from
from trialcheck.casebook.model import Casebook, Claim, Source, Statement
from trialcheck.casebook.vocabulary import Vocabulary
from trialcheck.windows import Windows
from trialcheck.wording import Wording, dating_in_words

ASSERTED, DENIED, FORGOTTEN = "asserted", "denied", "forgotten"


@dataclass(frozen=True, slots=True)
class ClaimEntry:
    """One claim: its sentence and its date in words ("" if none), and its window in minutes.

    `bounds` is the window with all ties, `pieces` the separate windows among which a date leaves
    the choice. `sure` are the stretches, in minutes, inclusive, that a denial surely covers.
    `polarity` is asserted, denied or forgotten; `people` are the ids of those it speaks of.
    """

    name: str
    text: str
    when: str
    line: int
    polarity: str
    occasion: bool
    bounds: Bounds
    pieces: tuple[Bounds, ...]
    sure: tuple[tuple[int, int], ...]
    people: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class StatementEntry:
    """One statement with its claims; `said` is in words, `said_at` its window in minutes."""

    name: str
    speaker: str
    said: str
    said_at: Bounds
    stage: str
    side: str
    source: str
    reports: tuple[str, ...]
    at: str
    says: str
    note: str
    path: str
    line: int
    claims: tuple[ClaimEntry, ...]

    @property
    def people(self) -> tuple[str, ...]:
        """The ids of the people of whom it speaks, each once."""
        return tuple(dict.fromkeys(person for claim in self.claims for person in claim.people))


@dataclass(frozen=True, slots=True)
class PersonEntry:
    """A person, or a body that speaks; `traits` are the words of `is:`."""

    id: str
    name: str
    traits: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """Where words are recorded; `reports` are the ids of the sources that it reports."""

    id: str
    title: str
    author: str
    year: str
    side: str
    reports: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Appendix:
    """All statements of a casebook in the order of their names, its people and its sources."""

    statements: tuple[StatementEntry, ...]
    people: tuple[PersonEntry, ...]
    sources: tuple[SourceEntry, ...]


def appendix_of(casebook: Casebook, vocabulary: Vocabulary, windows: Windows) -> Appendix:
    """The appendix of a casebook; `windows` are those of its claims."""
    wording = Wording(casebook, vocabulary)
    statements = sorted(casebook.statements, key=lambda each: each.name)
    people = casebook.registry.people.values()
    return Appendix(
        tuple(_statement(each, casebook, vocabulary, windows, wording) for each in statements),
        tuple(PersonEntry(each.id, each.name, each.traits) for each in people),
        tuple(_source(each) for each in casebook.registry.sources.values()),
    )


def _source(source: Source) -> SourceEntry:
    return SourceEntry(
        source.id, source.title, source.author, source.year, source.side, source.reports
    )


def _statement(
    statement: Statement,
    casebook: Casebook,
    vocabulary: Vocabulary,
    windows: Windows,
    wording: Wording,
) -> StatementEntry:
    said = statement.said
    return StatementEntry(
        name=statement.name,
        speaker=statement.speaker,
        said="" if said is None else dating_in_words(said),
        said_at=ANY_TIME if said is None else bounds_from(said.occasion()),
        stage=statement.stage,
        side=_side(statement, casebook),
        source=statement.source,
        reports=statement.source_reports,
        at=statement.at,
        says=statement.says,
        note=statement.note,
        path=statement.path,
        line=statement.line,
        claims=tuple(
            _claim(claim, casebook, vocabulary, windows, wording) for claim in statement.claims
        ),
    )


def _side(statement: Statement, casebook: Casebook) -> str:
    """The side of the stage, or of the source where no stage has one."""
    stage = casebook.registry.stages.get(statement.stage)
    source = casebook.registry.sources.get(statement.source)
    sides = (each.side for each in (stage, source) if each is not None)
    return next((side for side in sides if side), "")


def _claim(
    claim: Claim,
    casebook: Casebook,
    vocabulary: Vocabulary,
    windows: Windows,
    wording: Wording,
) -> ClaimEntry:
    window = windows.of[claim.name]
    return ClaimEntry(
        name=claim.name,
        text=wording.claim(claim),
        when=wording.when(claim),
        line=claim.line,
        polarity=DENIED if claim.denied else FORGOTTEN if claim.forgotten else ASSERTED,
        occasion=vocabulary.kinds[claim.kind].sort == "occasion",
        bounds=window.tied,
        pieces=window.pieces,
        sure=windows.sure.get(claim.name, ()),
        people=tuple(dict.fromkeys(_people(claim, casebook))),
        note=claim.note,
    )


def _people(claim: Claim, casebook: Casebook) -> Iterator[str]:
    people = casebook.registry.people
    for values in (claim.heard_from, *claim.roles.values()):
        yield from (value for value in values if value in people)
