"""What the fields of the formats hold, as JSON Schema."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from trialcheck.casebook.vocabulary import NAMES, Vocabulary
from trialcheck.fields import Field, Fields
from trialcheck.schemas import parts
from trialcheck.schemas.names import Names
from trialcheck.schemas.parts import Schema

_PURPOSES = ("thing", "topic", "event")


Makers: TypeAlias = Mapping[str, "Callable[[Shapes], Schema]"]


@dataclass(slots=True)
class Shapes:
    """The schemas of the shapes that fields may have, for one vocabulary.

    `makers` make the shapes beside the basic ones. With `names` the ids are those of one casebook.
    `definitions` are those that the schemas made so far refer to.
    """

    vocabulary: Vocabulary
    makers: Makers
    names: Names | None = None
    definitions: dict[str, Schema] = field(default_factory=dict)

    def mapping(self, fields: Fields, more: Mapping[str, Schema] | None = None) -> Schema:
        """A mapping with some fields, and perhaps more properties."""
        needed = [name for name, entry in fields.items() if entry.needed]
        return parts.mapping({**self.properties(fields), **(more or {})}, needed)

    def properties(self, fields: Fields) -> dict[str, Schema]:
        """The properties that some fields make."""
        return {name: self.property(entry) for name, entry in fields.items()}

    def property(self, entry: Field) -> Schema:
        """The property that a field makes, with its description."""
        return parts.described(entry.about, self.shape(entry.shape))

    def shape(self, shape: str | tuple[str, ...]) -> Schema:
        """The schema of what a field holds; raises KeyError for a shape that nobody makes."""
        if isinstance(shape, tuple):
            return parts.choice(shape)
        make = self.makers.get(shape) or _BASIC[shape]
        return make(self)

    def define(self, name: str, make: Callable[[], Schema]) -> Schema:
        """A reference to a definition, which is made when it is first asked for."""
        if name not in self.definitions:
            self.definitions[name] = {}  # lest a definition that refers to itself be made for ever
            self.definitions[name] = make()
        return parts.reference(name)

    def named(self, sorts: Iterable[str]) -> Schema:
        """One value of a role or of a field that names things of some sorts."""
        sorts = tuple(sort for sort in NAMES if sort in sorts)
        if "number" in sorts:
            return parts.whole_number()
        if "position" in sorts or "state" in sorts:
            return self._listed("positions" if "position" in sorts else "states")
        if self.names is None or "word" in sorts:
            return self.any_id()
        return self._known("-or-".join(sorts), [self.names.tables[sort] for sort in sorts])

    def any_id(self) -> Schema:
        """An id, whichever it is."""
        return self.define("id", parts.identifier)

    def source(self) -> Schema:
        """One source."""
        if self.names is None:
            return self.any_id()
        return self._known("source", [self.names.tables["source"]])

    def event(self) -> Schema:
        """One event: a new one too, unless the casebook lists them."""
        if self.names is None:
            return self.any_id()
        if self.names.listed_events:
            return self.named(["event"])
        used = sorted(self.names.tables["event"])
        return parts.offering(parts.identifier(), used) if used else self.any_id()

    def statement_name(self) -> Schema:
        """One statement, by its full name."""
        if self.names is None:
            return {"type": "string", "pattern": "^[^/]+/[^/]+$"}
        return self._known("statement", [self.names.statements])

    def claim_name(self) -> Schema:
        """One claim, in whichever way it is named."""
        if self.names is None:
            return parts.text()
        known = self.names.claims
        return self.define("id-of-claim", lambda: parts.choice(known))

    def standard_stage(self) -> Schema:
        """What a stage may be; other words are no error, but no rule asks for them."""
        return parts.offering(parts.text(), set(self.vocabulary.stages.values()))

    def _listed(self, what: str) -> Schema:
        """A position or a state: which of them fit hangs on the topic or the thing."""
        if self.names is None:
            return parts.text()
        owners = self.names.positions if what == "positions" else self.names.states
        return parts.offering(
            parts.text(), {value for values in owners.values() for value in values}
        )

    def _known(self, what: str, tables: Iterable[Mapping[str, str]]) -> Schema:
        known = {key: name for table in tables for key, name in table.items()}
        return self.define(f"id-of-{what}", lambda: parts.one_of(known))


def _coordinates() -> Schema:
    degrees = [
        {"type": ["number", "string"], "minimum": -most, "maximum": most, "minLength": 1}
        for most in (90, 180)
    ]
    return {"type": "array", "items": degrees, "minItems": 2, "maxItems": 2}


def _two_people(shapes: Shapes) -> Schema:
    person = shapes.named(["person"])
    return {"type": "array", "items": person, "minItems": 2, "maxItems": 2, "uniqueItems": True}


_BASIC: Makers = {
    "text": lambda _: parts.text(),
    "date": lambda _: parts.text(),
    "duration": lambda _: parts.text(),
    "speed": lambda _: parts.text(),
    "distance": lambda _: parts.text(),
    "texts": lambda _: parts.texts(),
    "id": lambda shapes: shapes.any_id(),
    "number": lambda _: parts.whole_number(),
    "truth": lambda _: parts.truth(),
    "coordinates": lambda _: _coordinates(),
    "person": lambda shapes: shapes.named(["person"]),
    "people": lambda shapes: parts.texts(shapes.named(["person"])),
    "two people": _two_people,
    "place": lambda shapes: shapes.named(["place"]),
    "stage": lambda shapes: shapes.named(["stage"]),
    "source": lambda shapes: shapes.source(),
    "sources": lambda shapes: parts.texts(shapes.source()),
    "purpose": lambda shapes: shapes.named(_PURPOSES),
    "event": lambda shapes: shapes.event(),
    "statement names": lambda shapes: parts.texts(shapes.statement_name()),
    "claim names": lambda shapes: parts.texts(shapes.claim_name()),
    "standard stage": lambda shapes: shapes.standard_stage(),
    "roles": lambda shapes: parts.texts(parts.choice(_all_roles(shapes.vocabulary))),
}


def _all_roles(vocabulary: Vocabulary) -> list[str]:
    return sorted({role for kind in vocabulary.kinds.values() for role in kind.roles})
