"""A casebook, its windows and its findings become a timeline."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from trialcheck.bounds import ANY_TIME, Bounds
from trialcheck.casebook.model import Casebook, Claim, Registry, Stance
from trialcheck.casebook.vocabulary import Kind, Vocabulary
from trialcheck.engine.dates_in_words import dates_of, stretch_in_words
from trialcheck.findings import Finding
from trialcheck.telling import TIED
from trialcheck.timelines.model import Clash, Entry, Lane, Mark, Timeline, Undrawn
from trialcheck.timelines.stretches import Stretch, denied_stretches, stretches_of
from trialcheck.when import WITHOUT_END, WITHOUT_START, describe_range
from trialcheck.windows import Windows
from trialcheck.wording import Wording

_MOST_DATES = 5


class NarrowedDate(Protocol):
    """What the rest of a consistent record leaves of a claim's window, and what narrows it."""

    @property
    def bounds(self) -> Bounds:
        """The narrower window."""

    @property
    def statements(self) -> tuple[str, ...]:
        """The full names of the statements that narrow it."""


def timeline_of(
    casebook: Casebook,
    vocabulary: Vocabulary,
    windows: Windows,
    findings: Iterable[Finding],
    narrowed: Mapping[str, NarrowedDate] | None = None,
) -> Timeline:
    """The timeline of a casebook.

    `windows` are those of its claims, `narrowed` what the rest of the record leaves of them, by
    name of claim, where that is less.
    """
    maker = _Maker(casebook, vocabulary, windows, narrowed or {})
    lanes: dict[tuple[str, str], tuple[list[Mark], list[Undrawn]]] = {}
    for statement in casebook.statements:
        for claim in statement.claims:
            made = maker.made(claim)
            for owner in owners_of(claim, vocabulary.kinds[claim.kind], casebook.registry):
                marks, undrawn = lanes.setdefault(owner, ([], []))
                if isinstance(made, Mark):
                    marks.append(made)
                else:
                    undrawn.append(made)
    name_of = casebook.registry.name_of
    made_lanes = [
        Lane(owner, name_of(owner), sort, tuple(sorted(marks, key=_in_time)), tuple(undrawn))
        for (sort, owner), (marks, undrawn) in lanes.items()
    ]
    return Timeline(
        casebook.path,
        casebook.title,
        tuple(sorted(made_lanes, key=_lane_order)),
        _clashes(findings),
    )


def owners_of(claim: Claim, kind: Kind, registry: Registry) -> list[tuple[str, str]]:
    """Whom and what a claim speaks of: (person, group or thing, id), each once."""
    tables = {"person": registry.people, "group": registry.groups, "thing": registry.things}
    owners: dict[tuple[str, str], None] = {}
    for role, values in claim.roles.items():
        named = kind.roles[role].names
        for value in values:
            for sort, table in tables.items():
                if sort in named and value in table:
                    owners[sort, value] = None
                    break
    return list(owners)


@dataclass(frozen=True, slots=True)
class _Less:
    """What is left of a window, in words too, and by which statements."""

    stretches: tuple[Stretch, ...] = ()
    words: str = ""
    statements: tuple[str, ...] = ()


class _Maker:
    """Makes the mark of a claim, or says why it has none."""

    def __init__(
        self,
        casebook: Casebook,
        vocabulary: Vocabulary,
        windows: Windows,
        narrowed: Mapping[str, NarrowedDate],
    ) -> None:
        self._vocabulary = vocabulary
        self._windows = windows
        self._narrowed = narrowed
        self._wording = Wording(casebook, vocabulary)

    def made(self, claim: Claim) -> Mark | Undrawn:
        entry = self._entry(claim)
        bounds = self._windows.of[claim.name].tied
        if claim.forgotten:
            return Undrawn(entry, "forgotten")
        if entry.sort == "timeless":
            return Undrawn(entry, "undated")
        if not claim.denied:
            stretches = stretches_of(bounds, entry.sort, self._windows.of[claim.name].pieces)
            drawn = bounds != ANY_TIME
            return self._mark(claim, entry, stretches) if drawn else Undrawn(entry, "undated")
        covered = self._windows.sure.get(claim.name)
        if covered is None:
            return Undrawn(entry, "never")
        stretches = denied_stretches(covered)
        return self._mark(claim, entry, stretches) if stretches else Undrawn(entry, "nowhere-sure")

    def _mark(self, claim: Claim, entry: Entry, stretches: tuple[Stretch, ...]) -> Mark:
        window = self._windows.of[claim.name]
        dating = claim.when.dating
        less = self._less(claim, stretches)
        tied = window.tied != window.own and not claim.denied
        return Mark(
            entry,
            *_ends(window.tied),
            stretches,
            custody=self._vocabulary.kinds[claim.kind].custody and not claim.denied,
            approximate=dating is not None and dating.approximate,
            uncertain=dating is not None and dating.uncertain,
            tied=tied,
            dated=dates_of(window.tied) if tied else "",
            narrowed=less.stretches,
            narrowed_words=less.words,
            narrowed_by=less.statements,
        )

    def _less(self, claim: Claim, stretches: tuple[Stretch, ...]) -> _Less:
        """What the rest of the record leaves of a claim, if that is less than its window."""
        found = self._narrowed.get(claim.name)
        if found is None or claim.denied:
            return _Less()
        sort = self._vocabulary.kinds[claim.kind].sort
        left = stretches_of(found.bounds, sort, self._windows.of[claim.name].pieces)
        if left == stretches:
            return _Less()
        words = _left_in_words(self._windows.of[claim.name].tied, found.bounds, sort)
        return _Less(left, words, found.statements)

    def _entry(self, claim: Claim) -> Entry:
        statement = claim.statement
        return Entry(
            claim=claim.name,
            statement=statement.name,
            kind=claim.kind,
            sort=self._vocabulary.kinds[claim.kind].sort,
            sentence=self._wording.claim(claim),
            when=_separate_dates(claim) or self._wording.when(claim),
            speaker=statement.speaker,
            speaker_name=self._wording.name(statement.speaker),
            stance=_stance(claim),
            hedged=claim.hedged,
            path=statement.path,
            line=claim.line,
        )


def _separate_dates(claim: Claim) -> str:
    """The few separate dates among which a claim leaves the choice, in words; "" if one is all."""
    dating = claim.when.dating
    if dating is None or claim.when.ties or not 1 < len(dating.alternatives) <= _MOST_DATES:
        return ""
    return " or ".join(describe_range(piece, dating.calendar) for piece in dating.alternatives)


def _left_in_words(known: Bounds, left: Bounds, sort: str) -> str:
    """What is left of a window, such as "been from 23 November 1932 to 30 November 1932"."""
    if sort == "occasion":
        return f"been {stretch_in_words(left.earliest_start, left.latest_end)}"
    words = []
    if (known.earliest_start, known.latest_start) != (left.earliest_start, left.latest_start):
        words.append(f"begun {stretch_in_words(left.earliest_start, left.latest_start)}")
    if (known.earliest_end, known.latest_end) != (left.earliest_end, left.latest_end):
        words.append(f"ended {stretch_in_words(left.earliest_end, left.latest_end)}")
    return " and ".join(words)


def _stance(claim: Claim) -> str:
    if claim.forgotten:
        return "forgotten"
    if claim.denied:
        return "denied"
    if Stance.HEARD in claim.stances:
        return "heard"
    return "believed" if Stance.BELIEVES in claim.stances else "asserted"


def _ends(bounds: Bounds) -> tuple[int | None, int | None, int | None, int | None]:
    def bounded(minute: int) -> int | None:
        return minute if WITHOUT_START < minute < WITHOUT_END else None

    return (
        bounded(bounds.earliest_start),
        bounded(bounds.latest_start),
        bounded(bounds.earliest_end),
        bounded(bounds.latest_end),
    )


def bounds_drawn(mark: Mark) -> Iterator[int]:
    """The minutes at which a drawn stretch begins or ends, without those that have no bound."""
    for stretch in mark.stretches:
        if stretch.first is not None:
            yield stretch.first
        if stretch.last is not None:
            yield stretch.last


def _in_time(mark: Mark) -> tuple[int, int, str, str, str]:
    """The order of marks in a lane: by the first and the last minute known, then by claim."""
    known = list(bounds_drawn(mark)) or [WITHOUT_START]
    return min(known), max(known), mark.entry.sort, str(mark.look), mark.entry.claim


def _lane_order(lane: Lane) -> tuple[bool, bool, int, str, str]:
    first = [min(bounds_drawn(mark), default=WITHOUT_START) for mark in lane.marks]
    return lane.sort == "thing", not first, min(first, default=0), lane.name.casefold(), lane.id


def _clashes(findings: Iterable[Finding]) -> tuple[Clash, ...]:
    return tuple(
        Clash(
            finding.id,
            finding.kind,
            finding.certainty,
            finding.message,
            tuple(dict.fromkeys(e.claim for e in finding.evidence if e.part != TIED)),
            tuple(dict.fromkeys(e.claim for e in finding.evidence if e.part == TIED)),
        )
        for finding in findings
        if finding.is_law
    )
