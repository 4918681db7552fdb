"""Vocabulary files as JSON Schema: kinds of claim, their roles, and what follows from them."""

from __future__ import annotations

from trialcheck.casebook.vocabulary import NAMES, Kind
from trialcheck.casebook.vocabulary_reader import (
    KIND,
    MOMENT,
    ROLE,
    STANDARD_STAGE,
    VOCABULARY,
)
from trialcheck.schemas import parts
from trialcheck.schemas.claims import about_kind, about_role
from trialcheck.schemas.parts import Schema
from trialcheck.schemas.shapes import Makers, Shapes

_ROLE_PATTERN = r"^\$[a-z0-9]+(-[a-z0-9]+)*$"


def vocabulary(shapes: Shapes) -> Schema:
    """The whole of a vocabulary."""
    return shapes.mapping(VOCABULARY)


def _implication(shapes: Shapes) -> Schema:
    """A claim that follows: one kind with its roles, and perhaps the moment."""
    kinds = shapes.vocabulary.kinds
    known = {name: parts.described(about_kind(kind), _roles(kind)) for name, kind in kinds.items()}
    schema: Schema = {
        "type": "object",
        "properties": {**known, "at": shapes.property(MOMENT)},
        "if": {"required": ["at"]},
        "then": {
            "if": {"maxProperties": 1},
            "then": {"required": ["a kind of claim"]},
            "maxProperties": 2,
        },
        "else": {"minProperties": 1, "maxProperties": 1},
    }
    # The kinds of one casebook are all known; elsewhere the file may be about to add another.
    if shapes.names is not None:
        return {**schema, "additionalProperties": False}
    own = parts.mapping({})
    del own["additionalProperties"]
    return {**schema, "propertyNames": parts.id_key(), "additionalProperties": own}


def _roles(kind: Kind) -> Schema:
    role = parts.texts({"type": "string", "pattern": _ROLE_PATTERN})
    return parts.mapping(
        {name: parts.described(about_role(entry), role) for name, entry in kind.roles.items()}
    )


MAKERS: Makers = {
    "kinds": lambda shapes: parts.registry(shapes.mapping(KIND)),
    "standard stages": lambda shapes: parts.registry(shapes.mapping(STANDARD_STAGE)),
    "roles of a kind": lambda shapes: parts.registry(shapes.mapping(ROLE)),
    "sorts of name": lambda _: parts.texts(parts.choice(NAMES)),
    "implications": lambda shapes: parts.listing(
        shapes.define("implication", lambda: _implication(shapes))
    ),
}
"""The shapes that vocabulary files hold."""
