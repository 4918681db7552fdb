"""What a casebook notes on a statement is told once in a report, and then pointed to."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeAlias

Earlier: TypeAlias = tuple[tuple[str, tuple[str, ...]], ...]
"""Findings at which notes were told already, each with the names of what is noted on."""

_NOTE = re.compile(r"Note on (\S+): ")


@dataclass(frozen=True, slots=True)
class Why:
    """Steps of a reasoning, and where those of its notes stand that were told already."""

    steps: tuple[str, ...] = ()
    earlier: Earlier = ()


@dataclass(slots=True)
class ToldNotes:
    """The notes that a report has told so far, each with the id of the finding at which it did."""

    at: dict[str, str] = field(default_factory=dict)

    def why(self, steps: Iterable[str], finding: str) -> Why:
        """Return the steps; a note that was told before as its place, where that is shorter."""
        kept: list[str] = []
        earlier: dict[str, list[str]] = {}
        for step in steps:
            note = _NOTE.match(step)
            before = self.at.setdefault(step, finding) if note else finding
            if note and before != finding and len(step) > len(f"{note[0]}see {before}."):
                earlier.setdefault(before, []).append(note[1])
            else:
                kept.append(step)
        return Why(tuple(kept), tuple((name, tuple(notes)) for name, notes in earlier.items()))
