"""`brief.yaml` becomes a brief: what a critic argues, to be checked against the findings."""

from __future__ import annotations

from collections.abc import Collection

from trialcheck.casebook.model import Argument, Brief, Expected
from trialcheck.fields import NOTE, Field, Fields, Page
from trialcheck.located_yaml import Mapping as MappingNode
from trialcheck.located_yaml import Node
from trialcheck.source import suggest

_KINDS = ("contradiction", "impossibility", "gap", "unsupported", "isolation", "shift")
BRIEF: Fields = {
    "brief": Field("text", "The title of the brief.", needed=True),
    "by": Field("person", "Who argues: the id of a person."),
    "about": Field("text", "What it is about."),
    "arguments": Field("arguments", "What is argued, each argument behind a dash."),
    "note": NOTE,
}
ARGUMENT: Fields = {
    "id": Field("text", "A name or number for the argument.", needed=True),
    "says": Field("text", "The argument in your own words."),
    "at": Field("text", "Where it is made: a page, a paragraph."),
    "expects": Field("expects", "The finding that would bear it out."),
    "judgement": Field("truth", "true for taste or rhetoric, with nothing to prove."),
    "note": NOTE,
}
EXPECTS: Fields = {
    "kind": Field(_KINDS, "The kind of finding."),
    "rule": Field("text", "The rule that finds it."),
    "statements": Field("statement names", "The statements that it names, as speaker/id."),
    "threads": Field("outcomes", "Contacts that hold, are broken or are disputed."),
}
OUTCOMES: Fields = {
    "hold": Field("pairs", "Contacts that hold, each by its two people: [[ann, ben]]."),
    "break": Field("pairs", "Contacts that are broken, each by its two people: [[ann, ben]]."),
    "disputed": Field("pairs", "Contacts that are disputed, each by its two people: [[ann, ben]]."),
}


def read_brief(
    page: Page, root: Node, people: Collection[str], statements: Collection[str]
) -> Brief:
    """The brief; unknown people and statements are noted on `page`."""
    fields = page.mapping(root, "a brief", BRIEF)
    title = page.text_under(fields, "brief")
    if not title:
        page.problem(
            root,
            "the brief has no title",
            "begin it with a line such as  brief: The defence's closing speech",
        )
    by = page.text_under(fields, "by")
    if by:
        page.known(by, fields["by"], people, "person")
    arguments: dict[str, Argument] = {}
    for node in page.items_under(fields, "arguments"):
        argument = _read_argument(page, node, people, statements)
        if argument is None:
            continue
        if argument.id in arguments:
            page.problem(node, f"the argument '{argument.id}' stands twice in the brief")
        arguments[argument.id] = argument
    return Brief(title, by, tuple(arguments.values()))


def _read_argument(
    page: Page, node: Node, people: Collection[str], statements: Collection[str]
) -> Argument | None:
    fields = page.mapping(node, "an argument", ARGUMENT)
    identifier = page.text(fields["id"], "id") if "id" in fields else None
    if identifier is None:
        page.problem(node, "an argument has no id", "give it one, such as  id: A1")
        return None
    judgement = "judgement" in fields and _is_true(page, fields["judgement"])
    expected = (
        _read_expected(page, fields["expects"], people, statements) if "expects" in fields else None
    )
    if not judgement and expected is None:
        page.problem(
            node,
            f"the argument {identifier} expects nothing",
            "add expects: ... or judgement: true",
        )
    return Argument(
        identifier,
        page.text_under(fields, "says"),
        page.text_under(fields, "at"),
        judgement,
        expected,
    )


def _is_true(page: Page, node: Node) -> bool:
    text = page.text(node, "judgement")
    if text not in ("true", "false", None):
        page.problem(node, f"judgement is true or false, not '{text}'")
    return text == "true"


def _read_expected(
    page: Page, node: Node, people: Collection[str], statements: Collection[str]
) -> Expected:
    fields = page.mapping(node, "expects", EXPECTS)
    kind = page.text_under(fields, "kind")
    if kind and kind not in _KINDS:
        page.problem(
            fields["kind"],
            f"unknown kind of finding '{kind}'",
            suggest(kind, _KINDS) or ", ".join(_KINDS),
        )
    named = page.located_texts(fields["statements"], "statements") if "statements" in fields else []
    names = tuple(
        text for text, scalar in named if page.known(text, scalar, statements, "statement")
    )
    threads = page.mapping(fields["threads"], "threads", OUTCOMES) if "threads" in fields else {}
    hold, broken, disputed = (
        _pairs(page, threads[key], people) if key in threads else () for key in OUTCOMES
    )
    if not (kind or names or threads or "rule" in fields):
        page.problem(
            node,
            "expects names nothing",
            "write expects: {kind: contradiction, statements: [ann/a, ben/b]}",
        )
    rule = page.text_under(fields, "rule")
    return Expected(kind, rule, names, hold, broken, disputed)


def _pairs(page: Page, node: Node, people: Collection[str]) -> tuple[tuple[str, str], ...]:
    pairs = []
    for item in page.items(node, "threads"):
        located = page.located_texts(item, "a thread")
        if len(located) != 2 or type(item) is MappingNode:  # a thread has two ends
            page.problem(item, "a thread is named by its two people", "write [ann, ben]")
        elif all(page.known(text, scalar, people, "person") for text, scalar in located):
            pairs.append((located[0][0], located[1][0]))
    return tuple(pairs)
