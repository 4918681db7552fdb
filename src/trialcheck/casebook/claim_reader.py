"""One item of `claims:` becomes a claim: its stances, kind, roles, date and ties."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from trialcheck.casebook.model import Claim, Registry, Stance, Statement, When
from trialcheck.casebook.pending import Pending
from trialcheck.casebook.registry_reader import CaseHead
from trialcheck.casebook.statement_fields import CLAIM
from trialcheck.casebook.value_reader import ValueReader
from trialcheck.casebook.vocabulary import Kind, Vocabulary
from trialcheck.casebook.when_reader import WhenReader
from trialcheck.fields import Page, key_place
from trialcheck.located_yaml import Mapping as MappingNode
from trialcheck.located_yaml import Node, Scalar
from trialcheck.source import suggest

_STANCES = {stance.value: stance for stance in Stance}


@dataclass(frozen=True, slots=True)
class Context:
    """What claims are read against."""

    head: CaseHead
    vocabulary: Vocabulary
    pending: Pending


@dataclass(frozen=True, slots=True)
class _Unwrapped:
    """The kind of a claim and what it holds, out of the stances around it."""

    kind: str
    body: Node
    stances: tuple[Stance, ...]
    heard_from: tuple[str, ...]


class ClaimReader:
    """Reads the claims of one statement."""

    def __init__(self, page: Page, context: Context, statement: Statement) -> None:
        self._page = page
        self._registry: Registry = context.head.registry
        self._kinds = context.vocabulary.kinds
        self._pending = context.pending
        self._statement = statement
        self._values = ValueReader(page, self._registry, context.pending)
        self._when = WhenReader(
            page, statement.calendar, context.head.widening, self._registry.at_once
        )

    def read(self, node: Node, place: int, taken: set[str]) -> Claim | None:
        """The claim at a place (from 1) of its list, or None if its kind cannot be told.

        `taken` are the ids of the claims of the statement so far; the claim's own is added.
        """
        details: dict[str, Node] = {}
        unwrapped = self._unwrapped(node, details)
        if unwrapped is None:
            return None
        kind = self._kinds[unwrapped.kind]
        roles = self._roles(
            unwrapped.body, kind, details, denied=Stance.DENIES in unwrapped.stances
        )
        claim = Claim(
            name=self._name(details, place, taken),
            statement=self._statement,
            kind=unwrapped.kind,
            roles=roles,
            stances=unwrapped.stances,
            heard_from=unwrapped.heard_from,
            when=self._when.read(kind, details) if details else When(),
            event=self._event(details["event"]) if "event" in details else "",
            only=self._only(details["only"], kind) if "only" in details else (),
            note=self._page.text_under(details, "note"),
            line=node.line,
            column=node.column,
        )
        if claim.when.ties:
            self._pending.ties.append((self._page, claim))
        return claim

    def _unwrapped(self, node: Node, details: dict[str, Node]) -> _Unwrapped | None:
        stances: list[Stance] = []
        heard_from: tuple[str, ...] = ()
        inner = node
        while (opened := self._open(inner, details)) is not None:
            key, value = opened
            stance = _STANCES.get(key)
            if stance is None:
                return _Unwrapped(key, value, tuple(stances), heard_from)
            if stance is Stance.HEARD:
                value, heard_from = self._heard(value)
            if Stance.DENIES in stances:
                self._page.problem(
                    inner,
                    "a denial must hold the claim itself",
                    "put the other stance outside of denies",
                )
                return None
            stances.append(stance)
            inner = value
        return None

    def _open(self, node: Node, details: dict[str, Node]) -> tuple[str, Node] | None:
        """The one kind or stance of a mapping and what it holds; other keys go to `details`."""
        if type(node) is not MappingNode:
            self._page.problem(
                node,
                "a claim must be a mapping",
                "for instance  - met: {who: [ann, ben], when: 1931-07}",
            )
            return None
        found: tuple[str, Node] | None = None
        for key, value in node.entries.items():
            if key in CLAIM:
                self._detail(node, key, value, details)
            elif key not in self._kinds and key not in _STANCES:
                known = [*self._kinds, *_STANCES, *CLAIM]
                hint = suggest(key, known) or "see the kinds of claim in docs/casebook-format.md"
                self._problem_of_key(node, key, f"unknown kind of claim '{key}'", hint)
                return None
            elif found is not None:
                message = f"one claim cannot be both {found[0]} and {key}"
                self._problem_of_key(node, key, message, "begin a new claim with a dash")
                return None
            else:
                found = (key, value)
        if found is None:
            self._page.problem(
                node, "a claim names no kind", "for instance  - met: {who: [ann, ben]}"
            )
        return found

    def _problem_of_key(self, node: Node, key: str, message: str, help_text: str = "") -> None:
        line, column = key_place(node, key)
        self._page.problem_at(line, column, len(key), message, help_text)

    def _detail(self, node: Node, key: str, value: Node, details: dict[str, Node]) -> None:
        if key in details:
            self._problem_of_key(node, key, f"'{key}' is given twice in one claim")
        details[key] = value

    def _heard(self, node: Node) -> tuple[Node, tuple[str, ...]]:
        """The mapping inside `heard` without its `from`, and from whom it was heard."""
        if type(node) is not MappingNode or "from" not in node.entries:
            return node, ()
        located = self._page.located_texts(node.entries["from"], "from")
        people = tuple(
            text
            for text, scalar in located
            if self._page.known(text, scalar, self._registry.people, "person")
        )
        rest = {key: value for key, value in node.entries.items() if key != "from"}
        return MappingNode(rest, node.keys, node.line, node.column), people

    def _roles(
        self, node: Node, kind: Kind, details: dict[str, Node], *, denied: bool
    ) -> Mapping[str, tuple[str, ...]]:
        entries = self._page.entries(node, kind.name)
        roles: dict[str, tuple[str, ...]] = {}
        for key, value in entries.items():
            role = kind.roles.get(key)
            if role is not None:
                values = self._values.read(value, kind, role, entries)
                if values:
                    roles[key] = values
            elif key in CLAIM:
                self._detail(node, key, value, details)
            else:
                self._page.unknown_key(node, key, f"'{kind.name}'", (*kind.roles, *sorted(CLAIM)))
        is_told = type(node) is not MappingNode and not (type(node) is Scalar and not node.text)
        if not denied and not is_told:
            self._check_needed(node, kind, roles, entries)
        return roles

    def _check_needed(
        self,
        node: Node,
        kind: Kind,
        roles: Mapping[str, tuple[str, ...]],
        entries: Mapping[str, Node],
    ) -> None:
        for role in kind.roles.values():
            if role.needed and role.name not in entries:
                self._page.problem(
                    node,
                    f"'{kind.name}' needs {role.name}",
                    f"add {role.name}: ... to say who or what it concerns",
                )
            elif role.at_least > 1 and role.name in roles and len(roles[role.name]) < role.at_least:
                self._page.problem(
                    entries[role.name],
                    f"'{kind.name}' needs at least {role.at_least} in {role.name}",
                    f"write {role.name}: [ann, ben]",
                )

    def _event(self, node: Node) -> str:
        text = self._page.text(node, "event")
        if text is None or self._page.identifier(text, node, "event") is None:
            return ""
        if self._registry.events:
            self._page.known(text, node, self._registry.events, "event")
        self._pending.events[text] = None
        return text

    def _only(self, node: Node, kind: Kind) -> tuple[str, ...]:
        located = self._page.located_texts(node, "only")
        return tuple(
            text for text, scalar in located if self._page.known(text, scalar, kind.roles, "role")
        )

    def _name(self, details: Mapping[str, Node], place: int, taken: set[str]) -> str:
        own = self._own_id(details["id"], taken) if "id" in details else None
        suffix = own or str(place)
        taken.add(suffix)
        return f"{self._statement.name}#{suffix}"

    def _own_id(self, node: Node, taken: set[str]) -> str | None:
        text = self._page.text(node, "id")
        if text is None or self._page.identifier(text, node, "the id of a claim") is None:
            return None
        if text in taken:
            message = f"the claim id '{text}' stands twice in {self._statement.name}"
            self._page.problem(node, message)
        if text.isdigit():
            message = "a claim's id must not be a mere number"
            self._page.problem(node, message, "numbers stand for places")
        return text
