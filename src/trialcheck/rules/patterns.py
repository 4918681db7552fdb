"""The patterns of a rule, read and checked against the vocabulary."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from trialcheck.casebook.model import Stance
from trialcheck.casebook.vocabulary import Vocabulary
from trialcheck.facts import BUILT_IN
from trialcheck.fields import Field, Fields, Page, key_place
from trialcheck.located_yaml import Mapping as MappingNode
from trialcheck.located_yaml import Node
from trialcheck.rules.arguments import roles_of_kind
from trialcheck.rules.model import Literal, Pattern, Term, Variable
from trialcheck.source import suggest

_TERMS: Fields = {
    "by": Field("term", "The speaker: a word, or $name."),
    "stage": Field("term", "The stage: a standard stage name, or $name for the casebook's own."),
    "side": Field("term", "The side of the stage: a word, or $name."),
    "source": Field("term", "The source: a word, or $name."),
    "event": Field("term", "The event of the claim: a word, or $name."),
}
QUALIFIERS: Fields = {
    **_TERMS,
    "implied": Field(
        ("yes", "no", "true", "false"),
        "no keeps to what a statement says itself, yes to what only follows from one.",
    ),
    "not-stage": Field("texts", "Standard stages at which it was not said."),
}
_STANCES = tuple(stance.value for stance in Stance)


def read_patterns(page: Page, node: Node, vocabulary: Vocabulary) -> dict[str, Pattern]:
    """The patterns of `find` or `unless` by name; wrong ones are noted on `page` and left out."""
    patterns = {}
    for name, value in page.registered(node, "patterns"):
        pattern = read_pattern(page, name, value, vocabulary)
        if pattern is not None:
            patterns[name] = pattern
    return patterns


def read_pattern(page: Page, name: str, node: Node, vocabulary: Vocabulary) -> Pattern | None:
    """One pattern, or None if its kind cannot be told."""
    if type(node) is not MappingNode:
        page.problem(
            node, "a pattern must be a mapping", "for instance  meeting: {met: {who: [$a, $b]}}"
        )
        return None
    # `stage` is a quality of a claim and also a kind of fact: what holds roles is the kind.
    qualifiers = {
        key: value
        for key, value in node.entries.items()
        if key in QUALIFIERS and type(value) is not MappingNode
    }
    opened = _open(page, node, [key for key in node.entries if key not in qualifiers])
    if opened is None:
        return None
    stance, owner, key = opened
    kind = _read_kind(page, owner, key, vocabulary)
    if kind is None:
        return None
    roles = _read_roles(page, key, owner.entries[key], kind, vocabulary)
    terms = {word: _read_term(page, qualifiers[word]) for word in _TERMS if word in qualifiers}
    implied = _read_implied(page, qualifiers["implied"]) if "implied" in qualifiers else None
    away = page.texts_under(qualifiers, "not-stage")
    given = {word: term for word, term in terms.items() if term is not None}
    return Pattern(name, kind, stance, roles, implied=implied, not_stages=away, **given)


def _open(
    page: Page, node: MappingNode, heads: Sequence[str]
) -> tuple[str, MappingNode, str] | None:
    """The stance of a pattern or "", the mapping that names its kind, and the kind."""
    if len(heads) != 1:
        page.problem(
            node,
            "a pattern names one kind of claim",
            "for instance  {met: {who: [$a, $b]}, by: $speaker}",
        )
        return None
    key, body = heads[0], node.entries[heads[0]]
    if key not in _STANCES:
        return "", node, key
    if type(body) is not MappingNode or len(body.entries) != 1:
        page.problem(
            body,
            f"'{key}' must hold one kind of claim",
            f"for instance  {key}: {{met: {{who: $a}}}}",
        )
        return None
    return key, body, next(iter(body.entries))


def _read_kind(page: Page, owner: MappingNode, key: str, vocabulary: Vocabulary) -> Term | None:
    if key.startswith("$"):
        return Variable(key[1:])
    if key in BUILT_IN or key in vocabulary.kinds:
        return Literal(key)
    line, column = key_place(owner, key)
    known = [*vocabulary.kinds, *BUILT_IN, *_STANCES, *QUALIFIERS]
    hint = suggest(key, known) or "see rules/vocabulary.yaml for the kinds of claim"
    page.problem_at(line, column, len(key), f"unknown kind of claim '{key}'", hint)
    return None


def _read_roles(
    page: Page, key: str, body: Node, kind: Term, vocabulary: Vocabulary
) -> tuple[tuple[str, tuple[Term, ...]], ...]:
    known: Collection[str] = (
        roles_of_kind(kind.text, vocabulary)
        if isinstance(kind, Literal)
        else _all_roles(vocabulary)
    )
    roles = []
    for role, value in page.entries(body, f"'{key}'").items():
        if role not in known:
            page.unknown_key(body, role, f"'{key}'", known)
            continue
        terms = tuple(
            term
            for text, scalar in page.located_texts(value, role)
            if (term := _term(page, text, scalar)) is not None
        )
        if terms:
            roles.append((role, terms))
    return tuple(roles)


def _all_roles(vocabulary: Vocabulary) -> frozenset[str]:
    return frozenset(role for kind in vocabulary.kinds.values() for role in kind.roles)


def _read_term(page: Page, node: Node) -> Term | None:
    text = page.text(node, "a value")
    return None if text is None else _term(page, text, node)


def _term(page: Page, text: str, node: Node) -> Term | None:
    if not text.startswith("$"):
        return Literal(text)
    name = page.identifier(text[1:], node, "a bound name")
    return None if name is None else Variable(name)


def _read_implied(page: Page, node: Node) -> bool | None:
    text = page.text(node, "implied")
    if text in ("yes", "no", "true", "false"):
        return text in ("yes", "true")
    page.problem(node, f"implied is yes or no, not '{text}'", suggest(text or "", ("yes", "no")))
    return None
