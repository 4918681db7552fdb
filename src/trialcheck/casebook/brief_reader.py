"""`brief.yaml` becomes a brief: what a critic argues, to be checked against the findings."""

from __future__ import annotations

from collections.abc import Collection

from trialcheck.casebook.model import Argument, Brief, Expected
from trialcheck.fields import Page
from trialcheck.located_yaml import Mapping as MappingNode
from trialcheck.located_yaml import Node
from trialcheck.source import suggest

_BRIEF_KEYS = ("brief", "by", "about", "arguments", "note")
_ARGUMENT_KEYS = ("id", "says", "at", "expects", "judgement", "note")
_EXPECT_KEYS = ("kind", "rule", "statements", "threads")
_THREAD_KEYS = ("hold", "break", "disputed")
_KINDS = ("contradiction", "impossibility", "gap", "unsupported", "isolation", "shift")


def read_brief(
    page: Page, root: Node, people: Collection[str], statements: Collection[str]
) -> Brief:
    """The brief; unknown people and statements are noted on `page`."""
    fields = page.mapping(root, "a brief", _BRIEF_KEYS)
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
    fields = page.mapping(node, "an argument", _ARGUMENT_KEYS)
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
    fields = page.mapping(node, "expects", _EXPECT_KEYS)
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
    threads = (
        page.mapping(fields["threads"], "threads", _THREAD_KEYS) if "threads" in fields else {}
    )
    hold, broken, disputed = (
        _pairs(page, threads[key], people) if key in threads else () for key in _THREAD_KEYS
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
