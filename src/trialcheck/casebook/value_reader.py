"""What a claim gives for a role becomes its values, each checked against the registry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from trialcheck.casebook.model import Registry
from trialcheck.casebook.pending import Pending
from trialcheck.casebook.vocabulary import Kind, Role
from trialcheck.fields import Page
from trialcheck.located_yaml import Node, Scalar
from trialcheck.source import suggest

_TABLES = {
    "person": "people",
    "group": "groups",
    "place": "places",
    "thing": "things",
    "topic": "topics",
    "stage": "stages",
}


@dataclass(frozen=True, slots=True)
class ValueReader:
    """Reads the values of roles; ids that may turn out to be events are kept in `pending`."""

    page: Page
    registry: Registry
    pending: Pending

    def read(
        self, node: Node, kind: Kind, role: Role, entries: Mapping[str, Node]
    ) -> tuple[str, ...]:
        """The values of one role that fit it; `entries` are all the fields of the claim."""
        page = self.page
        located = page.located_texts(node, role.name)
        if len(located) > 1 and not role.several:
            page.problem(
                node,
                f"{role.name} of '{kind.name}' takes one value, not {len(located)}",
                "make it two claims",
            )
        values: dict[str, None] = {}
        for text, scalar in located:
            if text in values:
                page.problem(scalar, f"'{text}' stands twice in {role.name}")
            elif self._fits(text, scalar, role, entries):
                values[text] = None
        return tuple(values)

    def _fits(self, text: str, scalar: Scalar, role: Role, entries: Mapping[str, Node]) -> bool:
        registry = self.registry
        for name in role.names:
            if name in _TABLES:
                if text in getattr(registry, _TABLES[name]):
                    return True
            elif name == "event":
                if text in registry.events:
                    return True
            else:
                return self._fits_special(name, text, scalar, role, entries)
        if "event" in role.names and not registry.events:
            self.pending.perhaps_events.append((self.page, scalar, text, _named(role)))
            return True
        known = [
            key
            for name in role.names
            if name in _TABLES
            for key in getattr(registry, _TABLES[name])
        ]
        return self.page.known(text, scalar, [*known, *registry.events], _named(role))

    def _fits_special(
        self, name: str, text: str, scalar: Scalar, role: Role, entries: Mapping[str, Node]
    ) -> bool:
        """Whether a value fits that the registry does not list by id."""
        if name == "number":
            if text.isascii() and text.isdigit() and len(text) < 10:  # nobody counts higher
                return True
            self.page.problem(scalar, f"{role.name} must be a whole number, not '{text}'")
            return False
        if name == "position":
            return self._listed(text, scalar, entries.get("topic"), "topics", "positions")
        if name == "state":
            return self._listed(text, scalar, entries.get("of"), "things", "states")
        return self.page.identifier(text, scalar, role.name) is not None

    def _listed(
        self, text: str, scalar: Scalar, owner: Node | None, table: str, list_name: str
    ) -> bool:
        """Whether a position is one of its topic's, or a state one of its thing's."""
        if type(owner) is not Scalar:
            return True
        entry = getattr(self.registry, table).get(owner.text)
        if entry is None:
            return True  # the unknown owner is a problem already
        listed: tuple[str, ...] = getattr(entry, list_name)
        if text in listed:
            return True
        hint = suggest(text, listed) or f"expected one of: {', '.join(listed) or 'none are listed'}"
        self.page.problem(scalar, f"'{text}' is not among the {list_name} of {owner.text}", hint)
        return False


def _named(role: Role) -> str:
    return " or ".join(role.names)
