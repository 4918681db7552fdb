"""Which formats there are, and the schema of each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from trialcheck.casebook.vocabulary import Vocabulary
from trialcheck.schemas import claims, records, rules, vocabularies
from trialcheck.schemas.names import Names
from trialcheck.schemas.parts import Schema, document
from trialcheck.schemas.shapes import Shapes

_MAKERS = {**claims.MAKERS, **records.MAKERS, **vocabularies.MAKERS, **rules.MAKERS}


@dataclass(frozen=True, slots=True)
class Format:
    """One sort of file: what to call it, what it is, and the schema of its root.

    Its `general` ids are never those of one casebook.
    """

    title: str
    about: str
    root: Callable[[Shapes], Schema]
    general: bool = False


FORMATS: Mapping[str, Format] = {
    "casebook": Format("case.yaml", "What the statements of a casebook speak of.", records.case),
    "speaker": Format(
        "a speaker's file",
        "The statements of one speaker, and what they claim.",
        records.speakers_file,
    ),
    "brief": Format("brief.yaml", "A critic's arguments, to be checked.", records.brief),
    "accepted": Format(
        "accepted.yaml", "Findings that somebody has looked at and accepted.", records.accepted
    ),
    "rule": Format("a rule", "A rule, and the examples that prove it.", rules.rule, general=True),
    "vocabulary": Format(
        "vocabulary.yaml", "Kinds of claim, and what follows from them.", vocabularies.vocabulary
    ),
}
"""The formats by the names that `trialcheck schema` takes."""


def schema_of(name: str, vocabulary: Vocabulary, names: Names | None = None) -> Schema:
    """The schema of a format, for one vocabulary; with `names`, for one casebook.

    Raises KeyError for a name that is not in FORMATS.
    """
    chosen = FORMATS[name]
    shapes = Shapes(vocabulary, _MAKERS, None if chosen.general else names)
    root = chosen.root(shapes)
    return document(chosen.title, chosen.about, root, shapes.definitions)
