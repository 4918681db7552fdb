"""The examples of a rule: small casebooks inside its file, read by the casebook's own readers."""

from __future__ import annotations

from trialcheck.casebook.case_fields import CASE
from trialcheck.casebook.model import Casebook, Statement, Where
from trialcheck.casebook.reader import with_events
from trialcheck.casebook.registry_reader import CaseHead, read_case
from trialcheck.casebook.statement_reader import StatementReader
from trialcheck.casebook.ties import resolve_ties
from trialcheck.casebook.vocabulary import Vocabulary
from trialcheck.fields import Field, Fields, Page
from trialcheck.located_yaml import Mapping as MappingNode
from trialcheck.located_yaml import Node, Scalar, Sequence
from trialcheck.rules.model import Example

EXAMPLE: Fields = {
    "title": Field("text", "What the example shows."),
    "statements": Field("example statements", "What is said, each statement with its speaker."),
    "names": Field(
        "named statements",
        "The findings of this rule, each as the statements that it must name: [[ann/first, "
        "ben/second]].",
    ),
    **CASE,
}
EXAMPLES: Fields = {
    "flagged": Field("flagged", "Small casebooks in which the rule must speak.", needed=True),
    "silent": Field("silent", "Small casebooks in which the rule must not speak.", needed=True),
}


def read_examples(
    page: Page, node: Node, vocabulary: Vocabulary, *, flagged: bool
) -> tuple[Example, ...]:
    """The examples of one list; what is wrong with them is noted on `page`."""
    examples = []
    for item in page.items(node, "examples"):
        example = _read_example(page, item, vocabulary, flagged=flagged)
        if example is not None:
            examples.append(example)
    if not examples:
        page.problem(node, "no example here", "add at least one small casebook")
    return tuple(examples)


def _read_example(
    page: Page, node: Node, vocabulary: Vocabulary, *, flagged: bool
) -> Example | None:
    fields = page.mapping(node, "an example", EXAMPLE)
    if type(node) is not MappingNode:
        return None
    title = (page.text(fields["title"], "title") or "") if "title" in fields else "example"
    head = _read_head(page, node, fields, title, vocabulary)
    casebook = _read_casebook(page, fields, head, vocabulary)
    names = _read_names(page, fields["names"], casebook) if "names" in fields else ()
    if flagged and not names:
        page.problem(
            node, "a flagged example names no findings", "add names: [[ann/first, ben/second]]"
        )
    if not flagged and "names" in fields:
        page.problem(fields["names"], "a silent example names findings", "leave names out")
    return Example(
        title, casebook, names, Where(page.file.path, node.line, node.column), _text_of(page, node)
    )


def _read_head(
    page: Page, node: MappingNode, fields: dict[str, Node], title: str, vocabulary: Vocabulary
) -> CaseHead:
    entries = {key: value for key, value in fields.items() if key in CASE}
    entries.setdefault("case", Scalar(title, node.line, node.column, plain=True))
    return read_case(page, MappingNode(entries, node.keys, node.line, node.column), vocabulary)


def _read_casebook(
    page: Page, fields: dict[str, Node], head: CaseHead, vocabulary: Vocabulary
) -> Casebook:
    reader = StatementReader(head, vocabulary)
    statements = [
        statement
        for item in page.items_under(fields, "statements")
        if (statement := _read_statement(page, item, reader)) is not None
    ]
    for _, scalar, text, what in reader.pending.perhaps_events:
        if text not in reader.pending.events:
            page.problem(
                scalar,
                f"unknown {what} '{text}'",
                "register it in the example, or use it as an event",
            )
    statements.sort(key=lambda statement: statement.name)
    resolve_ties(statements, reader.pending)
    return Casebook(
        page.file.path,
        head.title,
        "",
        with_events(head.registry, reader.pending),
        tuple(statements),
    )


def _read_statement(page: Page, node: Node, reader: StatementReader) -> Statement | None:
    if type(node) is not MappingNode or "speaker" not in node.entries:
        page.problem(node, "a statement of an example names its speaker", "add speaker: ann")
        return None
    speaker_node = node.entries["speaker"]
    speaker = page.text(speaker_node, "speaker") or ""
    page.known(speaker, speaker_node, reader.head.registry.people, "person")
    rest = {key: value for key, value in node.entries.items() if key != "speaker"}
    return reader.read_statement(
        page, MappingNode(rest, node.keys, node.line, node.column), speaker
    )


def _read_names(page: Page, node: Node, casebook: Casebook) -> tuple[tuple[str, ...], ...]:
    known = {statement.name for statement in casebook.statements}
    found = []
    for item in page.items(node, "names"):
        if type(item) is not Sequence:
            page.problem(item, "names is a list of lists", "write names: [[ann/first, ben/second]]")
            continue
        located = page.located_texts(item, "names")
        names = [text for text, scalar in located if page.known(text, scalar, known, "statement")]
        found.append(tuple(sorted(names)))
    return tuple(sorted(found))


def _text_of(page: Page, node: MappingNode) -> str:
    """The lines of an example as written, for the rule's page."""
    lines = [page.file.line(node.line)]
    number = node.line + 1
    limit = page.file.text.count("\n") + 1
    while number <= limit:
        line = page.file.line(number)
        if line.strip() and len(line) - len(line.lstrip()) < node.column - 1:
            break
        lines.append(line)
        number += 1
    return "\n".join(
        line[node.column - 1 :] if line[: node.column - 1].strip() in ("", "-") else line
        for line in lines
    ).rstrip()
