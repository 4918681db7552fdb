"""Vocabulary files become kinds of claim; everything in them is checked when they are read."""

from __future__ import annotations

from trialcheck.casebook.vocabulary import (
    MOMENTS,
    NAMES,
    SORTS,
    Implication,
    Kind,
    Role,
    Vocabulary,
    placeholders_of,
    segments_of,
)
from trialcheck.fields import Page, key_place
from trialcheck.located_yaml import Node
from trialcheck.source import suggest

EMPTY = Vocabulary({}, {})
_KIND_KEYS = ("sort", "roles", "says", "implies")
_ROLE_KEYS = ("names", "several", "at-least", "needed")


def read_vocabulary(page: Page, root: Node, base: Vocabulary = EMPTY) -> Vocabulary:
    """The kinds and stages of `base` and of one more file, whose problems are noted on `page`."""
    entries = page.mapping(root, "a vocabulary", ("kinds", "stages"))
    stages = dict(base.stages)
    if "stages" in entries:
        for name, node in page.registered(entries["stages"], "stages"):
            stages[name] = name
            also = page.mapping(node, f"the stage {name}", ("also",)).get("also")
            stages.update(dict.fromkeys(page.texts(also, "also") if also else (), name))
    kinds = dict(base.kinds)
    if "kinds" in entries:
        _read_kinds(page, entries["kinds"], kinds)
    return Vocabulary(kinds, stages)


def _read_kinds(page: Page, node: Node, kinds: dict[str, Kind]) -> None:
    implied: list[tuple[str, Node]] = []
    for name, entry in page.registered(node, "kinds"):
        if name in kinds:
            line, column = key_place(node, name)
            page.problem_at(
                line, column, len(name), f"the kind '{name}' exists already", "choose another name"
            )
            continue
        fields = page.mapping(entry, f"the kind {name}", _KIND_KEYS)
        kinds[name] = _read_kind(page, name, entry, fields)
        if "implies" in fields:
            implied.append((name, fields["implies"]))
    for name, entry in implied:
        kind = kinds[name]
        implications = tuple(
            implication
            for item in page.items(entry, f"implies of {name}")
            if (implication := _read_implication(page, item, kind, kinds)) is not None
        )
        kinds[name] = Kind(kind.name, kind.sort, kind.roles, kind.sentence, implications)


def _read_kind(page: Page, name: str, node: Node, fields: dict[str, Node]) -> Kind:
    sort = "occasion"
    if "sort" not in fields:
        page.problem(
            node, f"the kind {name} has no sort", "write sort: occasion, condition or timeless"
        )
    else:
        sort = page.text(fields["sort"], "sort") or sort
        if sort not in SORTS:
            page.problem(
                fields["sort"],
                f"unknown sort '{sort}'",
                suggest(sort, SORTS) or "expected " + ", ".join(SORTS),
            )
    roles = {}
    if "roles" in fields:
        for role_name, role_node in page.registered(fields["roles"], f"roles of {name}"):
            roles[role_name] = _read_role(page, role_name, role_node)
    sentence = segments_of(name)
    if "says" in fields:
        text = page.text(fields["says"], "says") or name
        for role_name in placeholders_of(text):
            page.known(role_name, fields["says"], roles, "role")
        sentence = page.read(fields["says"], "says", segments_of) or sentence
    return Kind(name, sort, roles, sentence, ())


def _read_role(page: Page, name: str, node: Node) -> Role:
    fields = page.mapping(node, f"the role {name}", _ROLE_KEYS)
    names: tuple[str, ...] = ("word",)
    if "names" in fields:
        names = page.texts(fields["names"], "names")
        for text, scalar in page.located_texts(fields["names"], "names"):
            page.known(text, scalar, NAMES, "type of role")
    several = page.text(fields["several"], "several") or "" if "several" in fields else ""
    if several not in ("", "together", "each"):
        page.problem(fields["several"], f"unknown word '{several}'", "expected together or each")
    at_least = page.read(fields["at-least"], "at-least", int) if "at-least" in fields else 1
    needed = "needed" in fields and page.text(fields["needed"], "needed") == "true"
    return Role(name, names, several, at_least or 1, needed)


def _read_implication(
    page: Page, node: Node, kind: Kind, kinds: dict[str, Kind]
) -> Implication | None:
    entries = page.entries(node, f"an implication of {kind.name}")
    moment = "throughout"
    target = ""
    for key, value in entries.items():
        if key == "at":
            moment = page.text(value, "at") or moment
            page.known(moment, value, MOMENTS, "moment")
        elif not target:
            target = key
    if not target:
        page.problem(node, f"an implication of {kind.name} names no kind")
        return None
    if target not in kinds:
        page.unknown_key(node, target, f"implies of {kind.name}", tuple(kinds))
        return None
    roles = []
    body = entries[target]
    for role, value in page.mapping(
        body, f"the implied {target}", tuple(kinds[target].roles)
    ).items():
        roles.append((role, _role_references(page, value, kind)))
    return Implication(target, tuple(roles), moment)


def _role_references(page: Page, node: Node, kind: Kind) -> tuple[str, ...]:
    names = []
    for text, scalar in page.located_texts(node, "a role"):
        if not text.startswith("$"):
            page.problem(scalar, f"'{text}' is not a role of {kind.name}", f"write ${text}")
        elif page.known(text[1:], scalar, kind.roles, "role"):
            names.append(text[1:])
    return tuple(names)
