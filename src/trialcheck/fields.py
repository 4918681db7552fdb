"""Typed fields out of located nodes: every wrong one becomes a problem with its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from collections.abc import Mapping as Entries
from typing import NamedTuple, TypeAlias, TypeVar

from trialcheck.located_yaml import Mapping, Node, Scalar, Sequence
from trialcheck.passwords import without_passwords
from trialcheck.source import Problem, SourceFile, suggest

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LONGEST_ID = 100
_Read = TypeVar("_Read")


class Field(NamedTuple):
    """One key that a mapping may have.

    `shape` says what it holds: a name that `trialcheck.schemas` knows, or the words to choose
    from. `about` is one sentence for those who write the file, `needed` whether it must be there.
    """

    shape: str | tuple[str, ...]
    about: str
    needed: bool = False


Fields: TypeAlias = Entries[str, Field]
"""The keys of one sort of mapping: its reader knows these and no others."""

NOTE = Field("text", "Anything that you wish to remember; it changes nothing.")


class Page:
    """One file being read, and the problems found in it so far.

    Its methods take a node and return what the field means, or None after noting a problem.
    """

    __slots__ = ("file", "problems")

    def __init__(self, file: SourceFile, problems: list[Problem]) -> None:
        self.file = file
        self.problems = problems

    def problem(self, node: Node, message: str, help_text: str = "") -> None:
        """Note that `node` is wrong."""
        length = len(node.text.split("\n", 1)[0]) if isinstance(node, Scalar) else 1
        self.problem_at(node.line, node.column, max(length, 1), message, help_text)

    def problem_at(
        self, line: int, column: int, length: int, message: str, help_text: str = ""
    ) -> None:
        """Note that something at a line and column is wrong."""
        self.problems.append(self.file.problem(message, line, column, length, help_text))

    def text(self, node: Node, what: str) -> str | None:
        """The text of a scalar that is not empty; passwords in web addresses are masked."""
        if type(node) is Scalar:
            if node.text:
                return without_passwords(node.text)
            self.problem(
                node, f"{what} is empty", f"write {what} after the colon, or leave the key out"
            )
            return None
        self.problem(node, f"{what} must be text, not a {_shape(node)}")
        return None

    def texts(self, node: Node, what: str) -> tuple[str, ...]:
        """The texts of a scalar or of a list of scalars."""
        return tuple(text for text, _ in self.located_texts(node, what))

    def located_texts(self, node: Node, what: str) -> list[tuple[str, Scalar]]:
        """The texts of a scalar or of a list of scalars, each with its node."""
        if type(node) is Scalar:
            text = self.text(node, what)
            return [(text, node)] if text else []
        if type(node) is not Sequence:
            self.problem(node, f"{what} must be a text or a list of texts, not a mapping")
            return []
        found: list[tuple[str, Scalar]] = []
        for item in node.items:
            text = self.text(item, what)
            if text is not None:
                assert type(item) is Scalar  # noqa: S101  # text() has just said so
                found.append((text, item))
        return found

    def mapping(self, node: Node, what: str, known: Collection[str]) -> dict[str, Node]:
        """The entries of a mapping; those whose keys are not among `known` are noted, left out."""
        entries = self.entries(node, what)
        if entries.keys() <= set(known):
            return entries
        for key in entries:
            if key not in known:
                self.unknown_key(node, key, what, known)
        return {key: value for key, value in entries.items() if key in known}

    def entries(self, node: Node, what: str) -> dict[str, Node]:
        """The entries of a mapping, whatever its keys; an empty value is an empty mapping."""
        if type(node) is Mapping:
            return node.entries
        if not (type(node) is Scalar and not node.text):
            self.problem(node, f"{what} must be a mapping of keys to values, not a {_shape(node)}")
        return {}

    def items(self, node: Node, what: str) -> list[Node]:
        """The items of a list; an empty value counts as an empty list."""
        if type(node) is Sequence:
            return list(node.items)
        if not (type(node) is Scalar and not node.text):
            self.problem(
                node,
                f"{what} must be a list, not a {_shape(node)}",
                "begin each item with a dash: - ...",
            )
        return []

    def unknown_key(self, node: Node, key: str, what: str, known: Collection[str]) -> None:
        """Note that a mapping has a key that it must not have."""
        line, column = key_place(node, key)
        hint = suggest(key, known) or "expected one of: " + ", ".join(sorted(known))
        self.problem_at(line, column, len(key), f"unknown key '{key}' in {what}", hint)

    def identifier(self, text: str, node: Node, what: str) -> str | None:
        """An id: lower-case words joined by hyphens."""
        if len(text) <= _LONGEST_ID and _ID.fullmatch(text):
            return text
        self.problem(node, *_bad_identifier(text, what))
        return None

    def registered(self, node: Node, what: str) -> Iterator[tuple[str, Node]]:
        """The entries of a registry section, each under a well-formed id."""
        for key, value in self.entries(node, what).items():
            if len(key) <= _LONGEST_ID and _ID.fullmatch(key):
                yield key, value
            else:
                line, column = key_place(node, key)
                self.problem_at(line, column, len(key), *_bad_identifier(key, f"an id in {what}"))

    def known(self, text: str, node: Node, table: Collection[str], what: str) -> bool:
        """Whether an id is registered; if not, the problem is noted."""
        if text in table:
            return True
        self.problem(node, f"unknown {what} '{text}'", suggest(text, table) or _register(what))
        return False

    def read(self, node: Node, what: str, reader: Callable[[str], _Read]) -> _Read | None:
        """A scalar read by `reader`, which raises ValueError with a `message` and a `help`."""
        text = self.text(node, what)
        if text is None:
            return None
        try:
            return reader(text)
        except ValueError as error:
            message = getattr(error, "message", str(error))
            offset, length = getattr(error, "offset", 0), getattr(error, "length", len(text))
            plain = type(node) is Scalar and node.plain and "\n" not in text
            column = node.column + (offset if plain else 0)
            self.problem_at(
                node.line, column, max(1, length), f"{what}: {message}", getattr(error, "help", "")
            )
            return None

    def text_under(self, fields: Entries[str, Node], key: str, default: str = "") -> str:
        """The text under a key, or `default` if there is none."""
        return (self.text(fields[key], key) or default) if key in fields else default

    def texts_under(self, fields: Entries[str, Node], key: str) -> tuple[str, ...]:
        """The texts under a key, none if there is no such key."""
        return self.texts(fields[key], key) if key in fields else ()

    def items_under(self, fields: Entries[str, Node], key: str) -> list[Node]:
        """The items of the list under a key, none if there is no such key."""
        return self.items(fields[key], key) if key in fields else []

    def read_under(
        self, fields: Entries[str, Node], key: str, reader: Callable[[str], _Read]
    ) -> _Read | None:
        """What `reader` makes of the text under a key, or None if there is no such key."""
        return self.read(fields[key], key, reader) if key in fields else None


def key_place(node: Node, key: str) -> tuple[int, int]:
    """The line and column of a key of a mapping."""
    assert type(node) is Mapping  # noqa: S101  # only a mapping has keys
    return node.keys[key]


def _shape(node: Node) -> str:
    return {Scalar: "text", Sequence: "list", Mapping: "mapping"}[type(node)]


def _register(what: str) -> str:
    return f"register the {what} in case.yaml, or correct the spelling"


def _bad_identifier(text: str, what: str) -> tuple[str, str]:
    lowered = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:_LONGEST_ID]
    hint = f"for instance '{lowered}'" if lowered and text.isascii() else "use the letters a to z"
    if not text.isascii():
        hint += "; put the real spelling into `name:`"
    return f"{what} must be lower-case words joined by hyphens, not '{text}'", hint
