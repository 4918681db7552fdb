"""One item of `claims:` becomes a claim: its stances, kind, roles, date and ties."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from trialcheck.casebook.model import Claim, Stance, Statement, Tie, When, Where
from trialcheck.casebook.registry_reader import CaseHead, read_calendar
from trialcheck.casebook.vocabulary import Kind, Role, Vocabulary
from trialcheck.fields import Page, key_place
from trialcheck.located_yaml import Mapping as MappingNode
from trialcheck.located_yaml import Node, Scalar
from trialcheck.measures import Duration, read_duration
from trialcheck.source import suggest
from trialcheck.when import Dating, read_date

CLAIM_KEYS = frozenset(
    ("id", "note", "event", "when", "only", "calendar", "for-at-most", "for-at-least")
)
STANCES = {stance.value: stance for stance in Stance}
TIE_KEYS = ("after", "before", "same-time-as", "during", "within", "at-least", "on")
_RELATIONS = TIE_KEYS[:4]
_AT_ONCE = ("at once", "at-once", "immediately")
_NOTHING: Mapping[str, tuple[str, ...]] = {}


@dataclass(slots=True)
class Pending:
    """What can be checked only when every file is read: events used, ids that may be events, and ties."""

    events: dict[str, None] = field(default_factory=dict)
    perhaps_events: list[tuple[Page, Scalar, str, str]] = field(default_factory=list)
    ties: list[tuple[Page, Claim]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Context:
    """What claims are read against."""

    head: CaseHead
    vocabulary: Vocabulary
    pending: Pending


class ClaimReader:
    """Reads the claims of one statement."""

    def __init__(self, page: Page, context: Context, statement: Statement) -> None:
        self.page = page
        self.registry = context.head.registry
        self.widening = context.head.widening
        self.vocabulary = context.vocabulary
        self.pending = context.pending
        self.statement = statement

    def read(self, node: Node, place: int, taken: set[str]) -> Claim | None:
        """The claim at a place (from 1) of its list, or None if its kind cannot be told; `taken` are the ids so far."""
        stances: list[Stance] = []
        heard_from: tuple[str, ...] = ()
        details: dict[str, Node] = {}
        inner: Node = node
        while True:
            opened = self._open(inner, details)
            if opened is None:
                return None
            key, value = opened
            stance = STANCES.get(key)
            if stance is None:
                break
            if stance is Stance.HEARD:
                value, heard_from = self._heard(value)
            if Stance.DENIES in stances:
                self.page.problem(
                    inner,
                    "a denial must hold the claim itself",
                    "put the other stance outside of denies",
                )
                return None
            stances.append(stance)
            inner = value
        kind = self.vocabulary.kinds[key]
        roles = self._roles(value, kind, details, denied=Stance.DENIES in stances)
        claim = Claim(
            name=self._name(details, place, taken),
            statement=self.statement,
            kind=key,
            roles=roles,
            stances=tuple(stances),
            heard_from=heard_from,
            when=self._when(kind, details) if details else When(),
            event=self._event(details) if "event" in details else "",
            only=self._only(details["only"], kind) if "only" in details else (),
            note=(self.page.text(details["note"], "note") or "") if "note" in details else "",
            line=node.line,
            column=node.column,
        )
        if claim.when.ties:
            self.pending.ties.append((self.page, claim))
        return claim

    def _open(self, node: Node, details: dict[str, Node]) -> tuple[str, Node] | None:
        """The one kind or stance of a mapping and what it holds; further keys of claims go to `details`."""
        page = self.page
        if type(node) is not MappingNode:
            page.problem(
                node,
                "a claim must be a mapping",
                "for instance  - met: {who: [ann, ben], when: 1931-07}",
            )
            return None
        found: tuple[str, Node] | None = None
        for key, value in node.entries.items():
            if key in CLAIM_KEYS:
                self._detail(node, key, value, details)
            elif key not in self.vocabulary.kinds and key not in STANCES:
                known = [*self.vocabulary.kinds, *STANCES, *CLAIM_KEYS]
                line, column = key_place(node, key)
                hint = suggest(key, known) or "see the kinds of claim in docs/casebook-format.md"
                page.problem_at(line, column, len(key), f"unknown kind of claim '{key}'", hint)
                return None
            elif found is not None:
                line, column = key_place(node, key)
                page.problem_at(
                    line,
                    column,
                    len(key),
                    f"one claim cannot be both {found[0]} and {key}",
                    "begin a new claim with a dash",
                )
                return None
            else:
                found = (key, value)
        if found is None:
            page.problem(node, "a claim names no kind", "for instance  - met: {who: [ann, ben]}")
        return found

    def _detail(self, node: MappingNode, key: str, value: Node, details: dict[str, Node]) -> None:
        if key in details:
            line, column = key_place(node, key)
            self.page.problem_at(line, column, len(key), f"'{key}' is given twice in one claim")
        details[key] = value

    def _heard(self, node: Node) -> tuple[Node, tuple[str, ...]]:
        """The mapping inside `heard` without its `from`, and from whom it was heard."""
        if type(node) is not MappingNode or "from" not in node.entries:
            return node, ()
        located = self.page.located_texts(node.entries["from"], "from")
        people = tuple(
            text
            for text, scalar in located
            if self.page.known(text, scalar, self.registry.people, "person")
        )
        rest = {key: value for key, value in node.entries.items() if key != "from"}
        return MappingNode(rest, node.keys, node.line, node.column), people

    def _roles(
        self, node: Node, kind: Kind, details: dict[str, Node], *, denied: bool
    ) -> Mapping[str, tuple[str, ...]]:
        if type(node) is not MappingNode:
            self.page.entries(node, kind.name)
            entries: Mapping[str, Node] = {}
        else:
            entries = node.entries
        roles: dict[str, tuple[str, ...]] = {}
        for key, value in entries.items():
            role = kind.roles.get(key)
            if role is not None:
                values = self._values(value, kind, role, entries)
                if values:
                    roles[key] = values
            elif key in CLAIM_KEYS:
                self._detail(node, key, value, details)  # type: ignore[arg-type]  # entries come from a mapping
            else:
                self.page.unknown_key(
                    node, key, f"'{kind.name}'", (*kind.roles, *sorted(CLAIM_KEYS))
                )
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
                self.page.problem(
                    node,
                    f"'{kind.name}' needs {role.name}",
                    f"add {role.name}: ... to say who or what it concerns",
                )
            elif role.at_least > 1 and role.name in roles and len(roles[role.name]) < role.at_least:
                self.page.problem(
                    entries[role.name],
                    f"'{kind.name}' needs at least {role.at_least} in {role.name}",
                    f"write {role.name}: [ann, ben]",
                )

    def _values(
        self, node: Node, kind: Kind, role: Role, entries: Mapping[str, Node]
    ) -> tuple[str, ...]:
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

    def _event(self, details: Mapping[str, Node]) -> str:
        node = details["event"]
        text = self.page.text(node, "event")
        if text is None or self.page.identifier(text, node, "event") is None:
            return ""
        if self.registry.events:
            self.page.known(text, node, self.registry.events, "event")
        self.pending.events[text] = None
        return text

    def _only(self, node: Node, kind: Kind) -> tuple[str, ...]:
        located = self.page.located_texts(node, "only")
        return tuple(
            text for text, scalar in located if self.page.known(text, scalar, kind.roles, "role")
        )

    def _name(self, details: Mapping[str, Node], place: int, taken: set[str]) -> str:
        suffix = str(place)
        if "id" in details:
            text = self.page.text(details["id"], "id")
            if text is not None and self.page.identifier(text, details["id"], "the id of a claim"):
                suffix = text
                if text in taken:
                    self.page.problem(
                        details["id"],
                        f"the claim id '{text}' stands twice in {self.statement.name}",
                    )
                if text.isdigit():
                    self.page.problem(
                        details["id"],
                        "a claim's id must not be a mere number",
                        "numbers stand for places",
                    )
        taken.add(suffix)
        return f"{self.statement.name}#{suffix}"

    def _when(self, kind: Kind, details: Mapping[str, Node]) -> When:
        page = self.page
        dating: Dating | None = None
        ties: tuple[Tie, ...] = ()
        calendar = read_calendar(page, details) or self.statement.calendar
        node = details.get("when")
        if node is not None:
            if kind.sort == "timeless":
                page.problem(
                    node,
                    f"'{kind.name}' takes no when",
                    "say when it was said in the statement's said:",
                )
            elif type(node) is MappingNode:
                dating, ties = self._tied(node, calendar)
            else:
                dating = page.read(node, "when", lambda text: self._date(text, calendar))
        least = self._duration(details, "for-at-least")
        most = self._duration(details, "for-at-most")
        if (least or most) and kind.sort != "condition":
            page.problem(
                details.get("for-at-least") or details["for-at-most"],
                f"'{kind.name}' happens at one moment",
            )
            least = most = None
        return When(dating, ties, least, most)

    def _date(self, text: str, calendar: str) -> Dating:
        return read_date(text, calendar=calendar, widening=self.widening)

    def _tied(self, node: MappingNode, calendar: str) -> tuple[Dating | None, tuple[Tie, ...]]:
        page = self.page
        fields = page.mapping(node, "when", TIE_KEYS)
        dating = (
            page.read(fields["on"], "on", lambda text: self._date(text, calendar))
            if "on" in fields
            else None
        )
        within = self._duration(fields, "within")
        at_least = self._duration(fields, "at-least")
        ties = tuple(
            Tie(relation, text, within, at_least, Where(page.file.path, scalar.line, scalar.column))
            for relation in _RELATIONS
            if relation in fields
            for text, scalar in page.located_texts(fields[relation], relation)
        )
        if not ties and dating is None and len(fields) == len(node.entries):
            page.problem(
                node,
                "when ties the claim to nothing",
                "for instance when: {after: receipt, within: 3 days}",
            )
        if (within or at_least) and not ("after" in fields or "before" in fields):
            page.problem(
                node,
                "within and at-least need after or before",
                "for instance {after: receipt, within: 3 days}",
            )
        return dating, ties

    def _duration(self, fields: Mapping[str, Node], key: str) -> Duration | None:
        node = fields.get(key)
        if node is None:
            return None
        if type(node) is Scalar and node.text.lower() in _AT_ONCE:
            return self.registry.at_once
        return self.page.read(node, key, read_duration)


_TABLES = {
    "person": "people",
    "group": "groups",
    "place": "places",
    "thing": "things",
    "topic": "topics",
    "stage": "stages",
}


def _named(role: Role) -> str:
    return " or ".join(role.names)
