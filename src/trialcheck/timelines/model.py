"""What a timeline shows: lanes of people and things, marks of claims, and where claims clash."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from trialcheck.timelines.stretches import Stretch


@dataclass(frozen=True, slots=True)
class Entry:
    """One claim in words, with the place at which it is written.

    `sort` is occasion or condition, `when` its date in words ("" if none). `stance` is asserted,
    denied, believed, heard or forgotten; `hedged` says that it is belief, hearsay or doubtful in
    date. `line` counts from 1.
    """

    claim: str
    statement: str
    kind: str
    sort: str
    sentence: str
    when: str
    speaker: str
    speaker_name: str
    stance: str
    hedged: bool
    path: str
    line: int


@dataclass(frozen=True, slots=True)
class Mark:
    """One dated claim as it is drawn.

    The four bounds are minutes, inclusive, None where there is none: those of what is claimed,
    with all ties. `stretches` are what is drawn: for a denial what it surely covers, else when the
    claim holds. `custody` says that it tells of somebody held; `tied` that ties narrow its own
    date, `dated` when it can hold by them, in words. Where the rest of the record narrows it
    further, `narrowed` are the stretches left, `narrowed_words` say them, and `narrowed_by` names
    the statements that do so.
    """

    entry: Entry
    earliest_start: int | None
    latest_start: int | None
    earliest_end: int | None
    latest_end: int | None
    stretches: tuple[Stretch, ...]
    custody: bool
    approximate: bool
    uncertain: bool
    tied: bool
    dated: str
    narrowed: tuple[Stretch, ...] = ()
    narrowed_words: str = ""
    narrowed_by: tuple[str, ...] = ()

    @property
    def sure(self) -> tuple[Stretch, ...]:
        """Where it surely holds throughout."""
        return tuple(stretch for stretch in self.stretches if stretch.part == "sure")

    @property
    def possible(self) -> tuple[Stretch, ...]:
        """Where it may hold, or holds at some moment only."""
        return tuple(s for s in self.stretches if s.part in ("possible", "moment"))

    @property
    def dated_in_words(self) -> str:
        """Its date, with what its ties and the rest of the record leave of it."""
        more = [f"by its ties {self.dated}"] if self.tied else []
        if self.narrowed:
            names = ", ".join(self.narrowed_by)
            more.append(f"can only have {self.narrowed_words}, given {names}")
        return f"{self.entry.when} ({'; '.join(more)})" if more else self.entry.when

    @property
    def look(self) -> tuple[object, ...]:
        """What decides how it is drawn: marks that agree in it are drawn alike."""
        return (
            self.stretches,
            self.narrowed,
            self.entry.sort,
            self.entry.hedged,
            self.custody,
        )


@dataclass(frozen=True, slots=True)
class Undrawn:
    """A claim that no picture shows, and why: undated, never, forgotten or nowhere-sure."""

    entry: Entry
    why: str


@dataclass(frozen=True, slots=True)
class Clash:
    """A broken law: the finding, and the claims that cannot all be true.

    `claims` are those that the law speaks of, `supporting` those that only date them.
    """

    finding: str
    kind: str
    certainty: str
    message: str
    claims: tuple[str, ...]
    supporting: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lane:
    """What is said of one person, group or thing (`sort`), in the order of time."""

    id: str
    name: str
    sort: str
    marks: tuple[Mark, ...]
    undrawn: tuple[Undrawn, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """The lanes of a casebook: people and groups, then things, each by first date, then name.

    `outside` counts the marks that a choice of dates has left out.
    """

    path: str
    title: str
    lanes: tuple[Lane, ...]
    clashes: tuple[Clash, ...]
    outside: int = 0

    def marks(self) -> Iterator[Mark]:
        """Each claim that is drawn, once, in the order of the lanes."""
        seen = set()
        for lane in self.lanes:
            for mark in lane.marks:
                if mark.entry.claim not in seen:
                    seen.add(mark.entry.claim)
                    yield mark

    def clashes_of(self) -> dict[str, tuple[Clash, ...]]:
        """The broken laws that speak of each claim, by its name."""
        found: dict[str, list[Clash]] = {}
        for clash in self.clashes:
            for claim in clash.claims:
                found.setdefault(claim, []).append(clash)
        return {claim: tuple(clashes) for claim, clashes in found.items()}
