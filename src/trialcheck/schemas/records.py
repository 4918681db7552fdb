"""The files of a record as JSON Schema: `case.yaml`, a speaker's file, a brief, acceptances."""

from __future__ import annotations

from functools import partial

from trialcheck.casebook.accepted_reader import ACCEPTANCE, ACCEPTED
from trialcheck.casebook.brief_reader import ARGUMENT, BRIEF, EXPECTS, OUTCOMES
from trialcheck.casebook.case_fields import CASE, SECTIONS, THREAD
from trialcheck.casebook.statement_fields import RECORDED, SPEAKER_FILE, STATEMENT
from trialcheck.fields import Fields
from trialcheck.schemas import parts
from trialcheck.schemas.parts import Schema
from trialcheck.schemas.shapes import Makers, Shapes


def case(shapes: Shapes) -> Schema:
    """The whole of `case.yaml`."""
    return shapes.mapping(CASE)


def speakers_file(shapes: Shapes) -> Schema:
    """A speaker's file."""
    return shapes.mapping(SPEAKER_FILE)


def brief(shapes: Shapes) -> Schema:
    """A critic's arguments."""
    return shapes.mapping(BRIEF)


def accepted(shapes: Shapes) -> Schema:
    """The accepted findings."""
    return shapes.mapping(ACCEPTED)


def statement(shapes: Shapes) -> Schema:
    """One statement."""
    return shapes.mapping(STATEMENT)


def _entries(shapes: Shapes, *, fields: Fields) -> Schema:
    return parts.registry(shapes.mapping(fields))


def _recorded(shapes: Shapes) -> Schema:
    """A source by its id, or with the place in it."""
    return parts.by_shape(shapes.mapping(RECORDED), shapes.source())


def _argument(shapes: Shapes) -> Schema:
    judged = {"properties": {"judgement": {"enum": [True, "true"]}}, "required": ["judgement"]}
    return {**shapes.mapping(ARGUMENT), "if": judged, "else": {"required": ["expects"]}}


def _expects(shapes: Shapes) -> Schema:
    return {**shapes.mapping(EXPECTS), "type": "object", "minProperties": 1}


MAKERS: Makers = {
    **{
        f"entries of {section}": partial(_entries, fields=fields)
        for section, fields in SECTIONS.items()
    },
    "contacts": lambda shapes: parts.listing(shapes.mapping(THREAD)),
    "statements": lambda shapes: parts.listing(statement(shapes)),
    "recorded": _recorded,
    "arguments": lambda shapes: parts.listing(_argument(shapes)),
    "expects": _expects,
    "outcomes": lambda shapes: shapes.mapping(OUTCOMES),
    "pairs": lambda shapes: parts.listing(shapes.shape("pair")),
    "pair": lambda shapes: {
        "type": "array",
        "items": shapes.named(["person"]),
        "minItems": 2,
        "maxItems": 2,
    },
    "acceptances": lambda shapes: parts.listing(shapes.mapping(ACCEPTANCE)),
}
"""The shapes that the files of a record hold."""
