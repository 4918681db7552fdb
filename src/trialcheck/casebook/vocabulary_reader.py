"""Vocabulary files become kinds of claim; everything in them is checked when they are read."""

from __future__ import annotations

from dataclasses import replace

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
from trialcheck.fields import Field, Fields, Page, key_place
from trialcheck.located_yaml import Node
from trialcheck.source import suggest

EMPTY = Vocabulary({}, {})
VOCABULARY: Fields = {
    "kinds": Field("kinds", "Kinds of claim: the verbs that statements may use."),
    "stages": Field("standard stages", "What stages are called, and what else people call them."),
}
STANDARD_STAGE: Fields = {
    "also": Field("texts", "Other words for this stage."),
}
KIND: Fields = {
    "sort": Field(
        SORTS,
        "An occasion happens at one moment, a condition lasts, a timeless claim has no date.",
        needed=True,
    ),
    "roles": Field("roles of a kind", "The parts of the claim: who, where, what ..."),
    "says": Field(
        "text", "The sentence that prints it; a part in [brackets] only if its roles are filled."
    ),
    "implies": Field("implications", "What follows from a claim of this kind."),
    "custody": Field("truth", "Whether it is a condition in which somebody is held."),
}
ROLE: Fields = {
    "names": Field("sorts of name", "What its values may be: person, place, thing ..."),
    "several": Field(
        ("together", "each"),
        "Whether it takes several values: named together, they did it together or each did it.",
    ),
    "at-least": Field("number", "The fewest values that it takes."),
    "needed": Field("truth", "Whether every claim of this kind must have it."),
}
MOMENT = Field(MOMENTS, "When the implied claim holds, by the time of the first.")


def read_vocabulary(page: Page, root: Node, base: Vocabulary = EMPTY) -> Vocabulary:
    """The kinds and stages of `base` and of one more file, whose problems are noted on `page`."""
    entries = page.mapping(root, "a vocabulary", VOCABULARY)
    stages = dict(base.stages)
    if "stages" in entries:
        for name, node in page.registered(entries["stages"], "stages"):
            stages[name] = name
            also = page.mapping(node, f"the stage {name}", STANDARD_STAGE).get("also")
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
        fields = page.mapping(entry, f"the kind {name}", KIND)
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
        kinds[name] = replace(kind, implies=implications)


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
    custody = _is_custody(page, fields["custody"], sort) if "custody" in fields else False
    return Kind(name, sort, roles, sentence, (), custody)


def _is_custody(page: Page, node: Node, sort: str) -> bool:
    """Whether a kind tells of somebody held, which lasts: only a condition can."""
    text = page.text(node, "custody")
    if text not in ("true", "false", None):
        page.problem(node, f"unknown word '{text}'", "expected true or false")
    elif text == "true" and sort != "condition":
        page.problem(node, "custody lasts, and this kind does not", "write sort: condition")
    return text == "true"


def _read_role(page: Page, name: str, node: Node) -> Role:
    fields = page.mapping(node, f"the role {name}", ROLE)
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
        else:
            line, column = key_place(node, key)
            message = f"one implication cannot be both {target} and {key}"
            page.problem_at(line, column, len(key), message, "begin a new one with a dash")
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
