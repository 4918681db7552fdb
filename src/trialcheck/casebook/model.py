"""What a casebook holds: the registry of `case.yaml`, the speakers' statements, and its brief."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from trialcheck.measures import Duration, Speed
from trialcheck.when import Dating


class Stance(Enum):
    """How a speaker stands to a claim; the names are those of the casebook format."""

    ASSERTS = "asserts"
    DENIES = "denies"
    BELIEVES = "believes"
    FORGETS = "forgets"
    HEARD = "heard"


@dataclass(frozen=True, slots=True)
class Where:
    """Where something is written: the file as shown to the user, line and column (both from 1)."""

    path: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of the proceedings.

    `standard` is its name in the vocabulary, `order` its place in `case.yaml`, from 0.
    """

    id: str
    order: int
    side: str
    standard: str
    calendar: str
    dating: Dating | None


@dataclass(frozen=True, slots=True)
class Source:
    """Where words are recorded; it may report other sources."""

    id: str
    title: str
    author: str
    year: str
    side: str
    calendar: str
    reports: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Person:
    """A person, or a body that speaks; `traits` are the words of `is:`."""

    id: str
    name: str
    traits: tuple[str, ...]
    also: tuple[str, ...]
    born: Dating | None
    died: Dating | None
    written: Where


@dataclass(frozen=True, slots=True)
class Group:
    """A named body of people."""

    id: str
    name: str
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A place.

    `at` is (latitude, longitude) in degrees, `radius` in kilometres, `within` the id of the place
    that contains it.
    """

    id: str
    name: str
    at: tuple[float, float] | None
    radius: float
    within: str
    zone: str


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing.

    `states` are in the order from which there is no way back, `purpose` is what it was meant for.
    """

    id: str
    name: str
    states: tuple[str, ...]
    purpose: str


@dataclass(frozen=True, slots=True)
class Topic:
    """A question on which positions exclude each other, in the order of `case.yaml`."""

    id: str
    asks: str
    positions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Thread:
    """A contact between two people that the case relies on, perhaps through others, in order."""

    between: tuple[str, str]
    through: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Registry:
    """What `case.yaml` registers, by id, in the order of the file."""

    stages: Mapping[str, Stage]
    sources: Mapping[str, Source]
    people: Mapping[str, Person]
    groups: Mapping[str, Group]
    places: Mapping[str, Place]
    things: Mapping[str, Thing]
    topics: Mapping[str, Topic]
    events: Mapping[str, str]
    threads: tuple[Thread, ...]
    top_speed: Speed | None
    at_once: Duration

    def name_of(self, identifier: str) -> str:
        """The name to print for an id; an id that has none is printed as words."""
        for table in (self.people, self.groups, self.places, self.things):
            entry = table.get(identifier)
            if entry is not None:
                return entry.name
        if identifier in self.events:
            return self.events[identifier]
        return identifier.replace("-", " ")


@dataclass(frozen=True, slots=True)
class Tie:
    """A date that hangs on another claim.

    `relation` is after, before, same-time-as or during; `other` is the full name of the claim
    tied to. `within` and `at_least` are durations (minutes) from the end of the earlier to the
    start of the later claim.
    """

    relation: str
    other: str
    within: Duration | None
    at_least: Duration | None
    written: Where


@dataclass(frozen=True, slots=True)
class When:
    """When a claim is said to hold: by a date, by ties to other claims, by both, or unknown.

    `has_lost_ties` says that it was tied to claims that are set aside: when it was is then known
    in part only.
    """

    dating: Dating | None = None
    ties: tuple[Tie, ...] = ()
    for_at_least: Duration | None = None
    for_at_most: Duration | None = None
    has_lost_ties: bool = False


@dataclass(slots=True)
class Claim:
    """One checkable thing that a statement asserts, denies or believes.

    `name` is `speaker/statement#id`, or with the claim's place (`#1`) for an id. `stances` are the
    wrapped stances from the outside in, empty for a plain assertion; `heard_from` is who told it.
    `roles` maps each role to its values.
    """

    name: str
    statement: Statement
    kind: str
    roles: Mapping[str, tuple[str, ...]]
    stances: tuple[Stance, ...]
    heard_from: tuple[str, ...]
    when: When
    event: str
    only: tuple[str, ...]
    note: str
    line: int
    column: int

    @property
    def denied(self) -> bool:
        """Whether the speaker denies it."""
        return Stance.DENIES in self.stances

    @property
    def forgotten(self) -> bool:
        """Whether the speaker says that he does not recall it."""
        return Stance.FORGETS in self.stances

    @property
    def is_firm(self) -> bool:
        """Whether it is plainly asserted: only such a claim dates anything else."""
        return not (self.denied or self.hedged or self.forgotten)

    @property
    def is_of_some_while(self) -> bool:
        """Whether, as a condition asserted, it lasts for an unknown while: it is sure of no day."""
        dating = self.when.dating
        is_single = dating is not None and dating.single
        is_loose = any(tie.relation != "same-time-as" for tie in self.when.ties)
        return not self.denied and (is_single or is_loose)

    @property
    def hedged(self) -> bool:
        """Whether it is belief, hearsay or dated with `?`: it bears at most a possible finding."""
        dating = self.when.dating
        return (
            Stance.BELIEVES in self.stances
            or Stance.HEARD in self.stances
            or (dating is not None and dating.uncertain)
        )


@dataclass(slots=True)
class Statement:
    """Something said once: by a speaker, on a date, at a stage, recorded in a source."""

    name: str
    speaker: str
    id: str
    said: Dating | None
    stage: str
    source: str
    source_reports: tuple[str, ...]
    at: str
    pages_before: int | None
    says: str
    note: str
    calendar: str
    path: str
    line: int
    column: int
    claims: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True)
class Expected:
    """What an argument expects: a finding.

    `kind` and `rule` are those of the finding or "", `statements` the names of those it must
    name; `hold`, `broken` and `disputed` are the two people of each thread in that state.
    """

    kind: str
    rule: str
    statements: tuple[str, ...]
    hold: tuple[tuple[str, str], ...]
    broken: tuple[tuple[str, str], ...]
    disputed: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument of a brief; a judgement expects nothing."""

    id: str
    says: str
    at: str
    judgement: bool
    expected: Expected | None


@dataclass(frozen=True, slots=True)
class Brief:
    """A critic's list of arguments against a record."""

    title: str
    by: str
    arguments: tuple[Argument, ...]


@dataclass(frozen=True, slots=True)
class Acceptance:
    """A finding that somebody has accepted, with the reason.

    `by` and `date` are as written, "" if not given. Where it is written makes no difference to it.
    """

    finding: str
    reason: str
    by: str = ""
    date: str = ""
    note: str = ""
    written: Where = field(default=Where("", 0, 0), compare=False)


@dataclass(frozen=True, slots=True)
class Casebook:
    """One casebook, read without problems. `statements` are in the order of speaker and file."""

    path: str
    title: str
    about: str
    registry: Registry
    statements: tuple[Statement, ...]
    briefs: tuple[Brief, ...] = ()
    accepted: tuple[Acceptance, ...] = ()

    @property
    def speakers(self) -> tuple[str, ...]:
        """The people who say something, sorted."""
        return tuple(sorted({statement.speaker for statement in self.statements}))
