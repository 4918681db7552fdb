"""The vocabulary: which kinds of claim there are, their roles, sentences and implications."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

SORTS = ("occasion", "condition", "timeless")
NAMES = (
    "person",
    "group",
    "place",
    "thing",
    "topic",
    "event",
    "position",
    "state",
    "stage",
    "number",
    "word",
)
MOMENTS = ("start", "end", "throughout", "before", "after")


@dataclass(frozen=True, slots=True)
class Role:
    """A named part of a claim.

    `names` says what its values may be; `several` is "" (one value), "together" or "each";
    `at_least` is the fewest values.
    """

    name: str
    names: tuple[str, ...]
    several: str
    at_least: int
    needed: bool


@dataclass(frozen=True, slots=True)
class Implication:
    """A claim that follows from another.

    `roles` maps its roles to roles of the first claim; `moment` is one of MOMENTS.
    """

    kind: str
    roles: tuple[tuple[str, tuple[str, ...]], ...]
    moment: str


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a sentence, in pieces: (words, False) or (name of a role, True).

    An optional one is printed only if its roles are filled.
    """

    parts: tuple[tuple[str, bool], ...]
    optional: bool


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of claim; `custody` says that who it speaks of is held, which pictures shade."""

    name: str
    sort: str
    roles: Mapping[str, Role]
    sentence: tuple[Segment, ...]
    implies: tuple[Implication, ...]
    custody: bool = False


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All kinds by name, and the standard names of stages with what else people call them."""

    kinds: Mapping[str, Kind]
    stages: Mapping[str, str]

    def standard_stage(self, name: str) -> str:
        """The standard name of a stage, or the name itself."""
        return self.stages.get(name, name)


_PLACEHOLDER = re.compile(r"\{([a-z-]+)\}")


def segments_of(template: str) -> tuple[Segment, ...]:
    """A sentence template as segments; `[...]` marks an optional part, `{role}` a role.

    Raises ValueError if the brackets or braces do not match.
    """
    segments: list[Segment] = []
    for index, piece in enumerate(re.split(r"[\[\]]", template)):
        if piece:
            segments.append(Segment(_parts(piece), optional=index % 2 == 1))
    if template.count("[") != template.count("]") or "{" in _PLACEHOLDER.sub("", template):
        raise ValueError("brackets or braces that do not match")
    return tuple(segments)


def placeholders_of(template: str) -> tuple[str, ...]:
    """The role names that a template mentions, in order."""
    return tuple(_PLACEHOLDER.findall(template))


def _parts(text: str) -> tuple[tuple[str, bool], ...]:
    pieces = _PLACEHOLDER.split(text)
    return tuple((piece, index % 2 == 1) for index, piece in enumerate(pieces) if piece)
