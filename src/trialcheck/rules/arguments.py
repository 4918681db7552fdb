"""The conditions of a rule, checked against their signatures and what the patterns bind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from trialcheck.casebook.model import Where
from trialcheck.casebook.vocabulary import Vocabulary
from trialcheck.facts import BUILT_IN
from trialcheck.fields import Page, key_place
from trialcheck.located_yaml import Mapping as MappingNode
from trialcheck.located_yaml import Node, Scalar, Sequence
from trialcheck.measures import Duration, Speed, read_duration, read_speed
from trialcheck.rules import signatures
from trialcheck.rules.model import (
    Amount,
    Argument,
    Condition,
    ListOf,
    Pattern,
    RoleOf,
    Setting,
    StageOf,
    TimeOf,
    ValueOf,
    Variable,
    Words,
)
from trialcheck.rules.signatures import Signature
from trialcheck.source import suggest

PARTS = ("said", "start", "end")
_LISTS = ("states", "positions")


@dataclass(frozen=True, slots=True)
class Scope:
    """What a condition may refer to: the patterns, the variables that they bind, the settings."""

    patterns: Mapping[str, Pattern]
    variables: frozenset[str]
    settings: Mapping[str, Setting]
    vocabulary: Vocabulary

    def roles_of(self, pattern: Pattern) -> frozenset[str] | None:
        """The roles that claims of a pattern can have; None if its kind is a variable."""
        if isinstance(pattern.kind, Variable):
            return None
        return roles_of_kind(pattern.kind.text, self.vocabulary)


def roles_of_kind(kind: str, vocabulary: Vocabulary) -> frozenset[str]:
    """The roles of a kind of claim or of a built-in kind of fact."""
    if kind in BUILT_IN:
        return frozenset(BUILT_IN[kind])
    return frozenset(vocabulary.kinds[kind].roles)


def read_conditions(
    page: Page, node: Node, known: Mapping[str, Signature], scope: Scope
) -> tuple[Condition, ...]:
    """The conditions of `where` or `must`; wrong ones are noted on `page` and left out."""
    conditions = []
    for item in page.items(node, "conditions"):
        condition = _read_condition(page, item, known, scope, certainly=False)
        if condition is not None:
            conditions.append(condition)
    return tuple(conditions)


def _read_condition(
    page: Page, node: Node, known: Mapping[str, Signature], scope: Scope, *, certainly: bool
) -> Condition | None:
    if type(node) is not MappingNode or len(node.entries) != 1:
        page.problem(
            node,
            "a condition is one name with its arguments",
            "for instance  - before: [first, second]",
        )
        return None
    name, body = next(iter(node.entries.items()))
    if name == "certainly" and not certainly:
        return _read_condition(page, body, known, scope, certainly=True)
    signature = known.get(name)
    if signature is None:
        line, column = key_place(node, name)
        hint = suggest(name, known) or "known conditions: " + ", ".join(sorted(known))
        page.problem_at(line, column, len(name), f"unknown condition '{name}'", hint)
        return None
    arguments = _read_arguments(page, name, body, signature, scope)
    if arguments is None:
        return None
    return Condition(name, arguments, certainly, Where(page.file.path, node.line, node.column))


def _read_arguments(
    page: Page, name: str, body: Node, signature: Signature, scope: Scope
) -> dict[str, Argument] | None:
    nodes = _matched(body, signature)
    if nodes is None:
        page.problem(body, f"'{name}' takes other arguments", f"write  {signature.shape(name)}")
        return None
    arguments: dict[str, Argument] = {}
    for key, kind in signature.parameters:
        if key not in nodes:
            continue
        argument = _read_argument(page, nodes[key], kind, scope)
        if argument is None:
            return None
        arguments[key] = argument
    return arguments


def _matched(body: Node, signature: Signature) -> dict[str, Node] | None:
    keys = [key for key, _ in signature.parameters]
    if not signature.listed:
        if type(body) is not MappingNode or not set(body.entries) <= set(keys):
            return None
        missing = set(keys) - set(body.entries)
        optional = set(signature.optional)
        complete = missing <= optional and (not optional or missing != optional)
        return dict(body.entries) if complete else None
    if type(body) is Scalar and len(keys) == 1:
        return {keys[0]: body}
    if type(body) is Sequence and len(body.items) == len(keys):
        return dict(zip(keys, body.items, strict=True))
    return None


def _read_argument(page: Page, node: Node, kind: str, scope: Scope) -> Argument | None:
    if kind == signatures.WORDS:
        words = page.texts(node, "words")
        return Words(words) if words else None
    text = page.text(node, "an argument")
    if text is None:
        return None
    if kind == signatures.WORD:
        return Words((text,))
    if kind in (signatures.DURATION, signatures.SPEED, signatures.NUMBER):
        return _read_amount(page, node, text, kind, scope)
    if kind == signatures.ORDER:
        return _read_order(page, node, text, scope)
    if kind == signatures.VALUE:
        return _read_value(page, node, text, scope)
    return _read_time(page, node, text, kind, scope)


def _read_amount(page: Page, node: Node, text: str, kind: str, scope: Scope) -> Argument | None:
    setting = scope.settings.get(text)
    if setting is not None:
        if setting.unit != kind:
            page.problem(node, f"the setting '{text}' is a {setting.unit}, not a {kind}")
            return None
        return Amount(text, None)
    if not text[:1].isdigit():
        page.problem(
            node,
            f"unknown setting '{text}'",
            suggest(text, scope.settings) or "declare it under settings:",
        )
        return None
    value = read_amount(page, node, kind)
    return None if value is None else Amount("", value)


def read_amount(page: Page, node: Node, kind: str) -> Duration | Speed | int | None:
    """A fixed duration, speed or whole number, or None if it is wrong, which is noted on `page`."""
    if kind == signatures.NUMBER:
        text = page.text(node, kind) or ""
        if text.isascii() and text.isdigit() and len(text) < 10:  # nobody counts higher
            return int(text)
        page.problem(node, f"expected a whole number, not '{text}'")
        return None
    if kind == signatures.SPEED:
        return page.read(node, kind, read_speed)
    return page.read(node, kind, read_duration)


def _read_order(page: Page, node: Node, text: str, scope: Scope) -> Argument | None:
    owner, _, list_name = text.partition(".")
    if not owner.startswith("$") or list_name not in _LISTS:
        page.problem(node, f"'{text}' is not an order", "write $thing.states or $topic.positions")
        return None
    if not _bound(page, node, owner[1:], scope):
        return None
    return ListOf(owner[1:], list_name)


def _read_value(page: Page, node: Node, text: str, scope: Scope) -> Argument | None:
    if text.startswith("$"):
        return ValueOf(text[1:]) if _bound(page, node, text[1:], scope) else None
    name, _, role = text.partition(".")
    if not _is_pattern(page, node, name, scope):
        return None
    if not role:
        page.problem(
            node,
            f"'{text}' is a claim, not a value",
            f"write {name}.role, or $name for a bound value",
        )
        return None
    roles = scope.roles_of(scope.patterns[name])
    if roles is not None and role not in roles:
        page.problem(
            node,
            f"the claim '{name}' has no role '{role}'",
            suggest(role, roles) or ", ".join(sorted(roles)),
        )
        return None
    return RoleOf(name, role)


def _read_time(page: Page, node: Node, text: str, kind: str, scope: Scope) -> Argument | None:
    if text.startswith("$") and kind == signatures.TIME:
        return StageOf(text[1:]) if _bound(page, node, text[1:], scope) else None
    name, _, part = text.partition(".")
    if not _is_pattern(page, node, name, scope):
        return None
    if part and (part not in PARTS or kind == signatures.CLAIM):
        page.problem(
            node, f"'{part}' is no part of the time of a claim", "expected " + ", ".join(PARTS)
        )
        return None
    return TimeOf(name, part)


def _is_pattern(page: Page, node: Node, name: str, scope: Scope) -> bool:
    if name in scope.patterns:
        return True
    page.problem(
        node,
        f"no pattern is called '{name}'",
        suggest(name, scope.patterns) or "name one of find or unless",
    )
    return False


def _bound(page: Page, node: Node, variable: str, scope: Scope) -> bool:
    if variable in scope.variables:
        return True
    page.problem(
        node,
        f"no pattern binds ${variable}",
        suggest(variable, scope.variables) or "bind it in find",
    )
    return False
