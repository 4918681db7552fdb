"""Text becomes a tree that knows where each value stands; every value stays text exactly.

Of YAML only the plain part is read: no anchors, aliases, merge keys, tags, directives or second
documents, and no key twice. Nothing is guessed: `no`, `21:30` and `1931-05-05` are text.
"""

from __future__ import annotations

import gc
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any, NamedTuple, NoReturn, TypeAlias

import yaml

from trialcheck.source import UNSAFE, Limits, Problem, SourceFile, name_of, unsafe_character
from trialcheck.visible import visible

_MOST_PROBLEMS = 100
_INVISIBLE = re.compile("[\u00ad\u180e\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f\ufeff]")
_HELP_QUOTES = "delete it; if it belongs to a text, put the whole text in quotes"
_HELP_TAB = "write spaces instead; a text that holds a tab goes in quotes"
_VALUES = ("values", "split it into several, or raise the cap with --max-values")
_CHARACTERS = ("characters", "split it into several")
_LEVELS = ("levels of nesting", "check the brackets and the indentation")
_AFTER_QUOTES = "found FOUND after the closing quotation mark; the end of the value is expected"
_HELP_AFTER_QUOTES = "put the whole text in quotes; write an apostrophe between single quotes twice"
# What the parsers raise for hostile text beside errors of their own, some with no place at all.
_CALCULATION_FAULTS = (ValueError, LookupError, ArithmeticError, AttributeError, TypeError)
_PARSER_FAULTS = (yaml.YAMLError, RecursionError, MemoryError, *_CALCULATION_FAULTS)
# What either parser says, and its meaning with what helps; the first pattern that is found counts.
_WORDINGS = {
    "tab character": ("a tab stands where only spaces can indent", _HELP_TAB),
    "values are not allowed": (
        "a colon followed by a space is not expected here",
        "put a text with `: ` in quotes; a key of its own stands in the column of its neighbours",
    ),
    "simple key": (
        "a line such as `key: value` is expected, but FOUND has no colon and space after it",
        "write a space after the colon; indent a text that goes on further than its key",
    ),
    "quoted scalar.*(end of stream|document)": (
        "the quotation mark opened here is never closed",
        "close it with the same mark; write an apostrophe between single quotes twice",
    ),
    "quoted scalar": (
        "a backslash in double quotes begins an escape that does not exist",
        "write two backslashes for one, or put the text in single quotes",
    ),
    r"anchor|alias|\btag\b|directive|cannot start any": (
        "found FOUND; a text without quotes cannot begin so",
        _HELP_QUOTES,
    ),
    "flow (sequence|mapping)": (
        "the bracket opened here needs a comma or its closing bracket on line LINE, not FOUND",
        "close the bracket, put a comma between values, and quotes round a text with brackets",
    ),
    "sequence entries are not allowed": (
        "the `-` of a list item cannot stand behind other text of its line",
        "begin the list on a new line, or put the text in quotes",
    ),
    "block scalar": (
        "found FOUND after `|` or `>`; the end of the line is expected",
        "begin the text on the next line, indented, or put it in quotes",
    ),
    "block (mapping|collection)": (
        "found FOUND where a key or a `-` in the column of those above is expected",
        "begin it in the same column as its neighbours, with spaces and no tabs",
    ),
    "": (
        "found FOUND where a value or a key is expected",
        "close each bracket; put a text with brackets, commas, colons or other signs in quotes",
    ),
}
# Where the faulty thing begins says more of these errors than where they were noticed.
_AT_BEGINNING = re.compile(r"simple key|stream|document|anchor|alias|\btag\b|directive|a flow ")


class Scalar(NamedTuple):
    """One piece of text, exactly as written; `plain` means without quotes and not a block."""

    text: str
    line: int
    column: int
    plain: bool


class Sequence(NamedTuple):
    """A list, in the order of the file."""

    items: list[Node]
    line: int
    column: int


class Mapping(NamedTuple):
    """Keys with their values, in the order of the file; `keys` holds line and column of each."""

    entries: dict[str, Node]
    keys: dict[str, tuple[int, int]]
    line: int
    column: int


Node: TypeAlias = Scalar | Sequence | Mapping
_Place: TypeAlias = tuple[int, int]
_Cap: TypeAlias = tuple[str, str]


class _SlowLoader(yaml.SafeLoader):
    """The parser in Python, which takes `1933?` between brackets for the beginning of a key."""

    def __init__(self, text: str) -> None:
        # A letter of nobody's alphabet passes where a question mark goes on with a text.
        letters = map(chr, range(0xE000, 0xF900))
        self.stand_in = next((letter for letter in letters if letter not in text), "?")
        inner = re.compile(r"""(?<=[^\s,:?'"[\]{}])\?+|(?<=[^\s,:?'"[\]{}-]) +\?+""")
        super().__init__(inner.sub(lambda found: found[0].replace("?", self.stand_in), text))

    def get_event(self) -> Any:
        event: Any = super().get_event()  # type: ignore[no-untyped-call]  # so are its stubs
        if isinstance(event, yaml.ScalarEvent):
            event.value = event.value.replace(self.stand_in, "?")
        return event


class _UnreadableError(Exception):
    """The file cannot be read any further; why has been reported."""


@dataclass(frozen=True, slots=True)
class _Report:
    """The problems of one file, as they are found."""

    file: SourceFile
    problems: list[Problem] = field(default_factory=list)

    def add(self, message: str, line: int, column: int, length: int = 1, help: str = "") -> None:
        """Note a problem after which the file can be read on, up to the cap."""
        if len(self.problems) >= _MOST_PROBLEMS:
            self.end(f"there are more than {_MOST_PROBLEMS} problems; reading stops here", line)
        self.problems.append(self.file.problem(message, line, column, max(1, length), help))

    def end(self, message: str, line: int = 0, column: int = 0, help: str = "") -> NoReturn:
        """Note a problem that ends the reading of the file."""
        self.problems.append(self.file.problem(message, line, column, 1, help))
        raise _UnreadableError


@contextmanager
def paused_garbage_collection() -> Iterator[None]:
    """Hold back the cyclic garbage collector, and let it go on afterwards if it ran before."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def parse(file: SourceFile, limits: Limits) -> tuple[Node | None, list[Problem]]:
    """Read the one document of a file; return its tree and its problems, sorted; never raise.

    The tree is None where the file is empty or cannot be read to its end. A tree beside problems
    has its whole shape: a key given twice holds its last value, an alias its own words as text.
    """
    report = _Report(file)
    loader: Any = None
    root = None
    # The collector would look at every value again and again, though none is in a cycle.
    with paused_garbage_collection(), suppress(_UnreadableError):
        try:
            loader = getattr(yaml, "CSafeLoader", _SlowLoader)(file.text)
            root = _tree(loader.get_event, file.text, limits, report)
        except yaml.MarkedYAMLError as error:
            _end_at_syntax(error, report)
        except _PARSER_FAULTS:
            _end_at_fault(loader, report)
    return root, sorted(report.problems)


# One function, longer than the others: it runs once for each of the hundred thousands of events
# of a large casebook, where calls and attributes cost most. Nothing recurses, and an event is
# asked for only after the one before it was accepted, so that hostile text stops at its cap.
def _tree(  # noqa: C901, PLR0912, PLR0915 - the reason stands above
    get_event: Callable[[], Any], text: str, limits: Limits, report: _Report
) -> Node | None:
    source = text + "\n"
    scalar_event, alias_event = yaml.ScalarEvent, yaml.AliasEvent
    mapping_start, sequence_start = yaml.MappingStartEvent, yaml.SequenceStartEvent
    ends = (yaml.MappingEndEvent, yaml.SequenceEndEvent)
    find_unsafe = UNSAFE.search
    most_characters, most_entries, nodes = limits.scalar, limits.entries, limits.nodes
    quoted: list[_Place] | None = [] if "\t" in text else None
    foreign: dict[int, dict[str, _Place]] = {}
    outer: list[tuple[list[Node], dict[str, Node] | None, dict[str, _Place]]] = []
    items: list[Node] = []
    entries: dict[str, Node] | None = None
    keys: dict[str, _Place] = {}
    key: str | None = None
    node: Node
    while True:
        event = get_event()
        kind = event.__class__
        mark = event.start_mark
        line = mark.line + 1
        column = mark.column + 1
        if kind is scalar_event or kind is alias_event:
            if kind is alias_event:
                event = _reported_alias(event, report)
            value = event.value
            style = event.style
            # A scalar starts with its anchor and tag; without any, it cannot start like one.
            if source[mark.index] in "&!":
                _report_properties(event, report)
            if style == '"' and find_unsafe(value):
                _report_escape(value, (line, column), report)
            if quoted is not None and style:
                quoted.append((mark.index, event.end_mark.index))
            if len(value) > most_characters:
                _end_at_cap("this text", most_characters, _CHARACTERS, (line, column), report)
            if entries is not None and key is None:
                if value in keys or (value == "<<" and not style):
                    _report_key(value, (line, column), keys, report)
                if not value.isascii():
                    foreign[id(keys)] = keys
                keys.setdefault(value, (line, column))
                key = value
                continue
            node = Scalar(value, line, column, not style)
        elif kind is mapping_start or kind is sequence_start:
            if event.anchor or event.tag:
                _report_properties(event, report)
            if entries is not None and key is None:
                message = "a list or a mapping stands where a key is expected, which is plain text"
                report.end(message, line, column, "put a text that begins with [ or { in quotes")
            if len(outer) >= limits.depth:
                _end_at_cap("this place", limits.depth, _LEVELS, (line, column), report)
            if kind is mapping_start:
                node = Mapping({}, {}, line, column)
            else:
                node = Sequence([], line, column)
        elif kind in ends:
            items, entries, keys = outer.pop()
            continue
        elif kind is yaml.StreamEndEvent:
            break
        else:
            if kind is yaml.DocumentStartEvent:
                _check_document(event, text, bool(items), report)
            continue
        nodes -= 1
        if nodes < 0:
            _end_at_cap("the file", limits.nodes, _VALUES, (line, column), report)
        if key is None or entries is None:
            items.append(node)
            count = len(items)
        else:
            entries[key] = node
            key = None
            count = len(entries)
        if count > most_entries:
            _end_at_cap("this list or mapping", most_entries, _VALUES, (line, column), report)
        if isinstance(node, Mapping):
            outer.append((items, entries, keys))
            entries, keys = node.entries, node.keys
        elif isinstance(node, Sequence):
            outer.append((items, entries, keys))
            items, entries = node.items, None
    for spelled in foreign.values():
        _report_lookalikes(spelled, report)
    _report_tabs(text, quoted or [], report)
    root = items[0] if items else None
    if root is None or (isinstance(root, Scalar) and root.plain and not root.text):
        report.end("the file is empty; lines such as `key: value` are expected")
    return root


def _check_document(event: Any, text: str, is_second: bool, report: _Report) -> None:
    start = event.start_mark
    if is_second:
        message = "a second document begins here; one document in a file is expected"
        report.end(message, start.line + 1, start.column + 1, "move it to a file of its own")
    for number, line in enumerate(
        text[start.index : event.end_mark.index].split("\n"), start.line + 1
    ):
        if line.startswith("%"):
            message = f"found the directive '{_word(line)}'; none is expected"
            report.add(message, number, 1, len(line), "delete the line")


def _reported_alias(event: Any, report: _Report) -> yaml.ScalarEvent:
    mark = event.start_mark
    words = f"*{event.anchor}"
    message = f"found the alias '{_word(words)}'; the value itself is expected"
    report.add(message, mark.line + 1, mark.column + 1, len(words), _HELP_QUOTES)
    return yaml.ScalarEvent(None, None, (True, False), words, mark, event.end_mark)


def _report_properties(event: Any, report: _Report) -> None:
    line, column = event.start_mark.line + 1, event.start_mark.column + 1
    word = report.file.line(line)[column - 1 :].split(maxsplit=1)[0]
    kind = "anchor" if event.anchor else "tag"
    message = f"found the {kind} '{_word(word)}'; a value alone is expected, and it is always text"
    report.add(message, line, column, len(word), _HELP_QUOTES)


def _report_escape(value: str, place: _Place, report: _Report) -> None:
    found = name_of(UNSAFE.findall(value)[0])
    message = f"an escape in this quoted text stands for {found}; visible text is expected"
    report.add(message, *place, 1, "delete the escape; write two backslashes for one")


def _report_key(key: str, place: _Place, keys: dict[str, _Place], report: _Report) -> None:
    if key in keys:
        message = f"the key '{_word(key)}' is expected once, but is on line {keys[key][0]} already"
        report.add(message, *place, len(key), "keep one of the two")
    else:
        message = "found the merge key `<<`; the keys and values themselves are expected"
        report.add(message, *place, 2, "write them out here")


def _report_lookalikes(keys: dict[str, _Place], report: _Report) -> None:
    places: dict[str, _Place] = {}
    for key, place in keys.items():
        seen = unicodedata.normalize("NFC", _INVISIBLE.sub("", key))
        first = places.setdefault(seen, place)
        if first is not place:
            message = f"the key '{_word(seen)}' looks the same as the one on line {first[0]}"
            report.add(message, *place, len(key), "keep one of the two; only their bytes differ")


# One parser takes a tab outside of quoted text and comments for a space, the other refuses it.
def _report_tabs(text: str, quoted: list[_Place], report: _Report) -> None:
    # Lines that are comments alone are skipped at once: no cap bounds their number.
    for found in re.finditer("(?m)^(?! *#)[^\n\t]*\t", text):
        start = found.start()
        end = text.find("\n", start) % (len(text) + 1)
        stray = _stray_tab(text, start, end, quoted)
        if stray >= 0:
            message = "found a tab outside of quoted text; spaces are expected"
            report.add(message, text.count("\n", 0, stray) + 1, stray - start + 1, 1, _HELP_TAB)


def _stray_tab(text: str, start: int, end: int, quoted: list[_Place]) -> int:
    position = start
    while (tab := text.find("\t", position, end)) >= 0:
        before = bisect_right(quoted, (tab, end)) - 1
        position = max(start, quoted[before][1]) if before >= 0 else start
        if tab >= position:
            return -1 if re.search("(^|[ \t])#", text[position:tab]) else tab
    return -1


def _end_at_cap(what: str, most: int, cap: _Cap, place: _Place, report: _Report) -> NoReturn:
    message = f"{what} holds more than {most:,} {cap[0]}, the most that is read"
    report.end(message, *place, cap[1])


def _end_at_fault(loader: Any, report: _Report) -> NoReturn:
    if unsafe := unsafe_character(report.file.text, report.file.path):
        report.problems.append(unsafe)
        raise _UnreadableError
    line, column = getattr(loader, "line", -1) + 1, getattr(loader, "column", -1) + 1
    fix = "an escape after a backslash in double quotes may stand for no character"
    report.end("the text cannot be read as YAML from here on", line, column, fix)


def _end_at_syntax(error: yaml.MarkedYAMLError, report: _Report) -> NoReturn:
    words = f"{error.context}; {error.problem}"
    message, fix = next(plain for each, plain in _WORDINGS.items() if re.search(each, words))
    failed: Any = error.problem_mark
    began: Any = error.context_mark
    mark = began if began and _AT_BEGINNING.search(words) else failed
    found = _found(report.file, failed if "LINE" in message else mark)
    before = report.file.line(mark.line + 1)[: mark.column].rstrip(" ")
    if found == "a tab":
        message, fix = _WORDINGS["tab character"]
    elif "block mapping" in words and before.endswith(("'", '"')):
        message, fix = _AFTER_QUOTES, _HELP_AFTER_QUOTES
    message = message.replace("LINE", str(failed.line + 1)).replace("FOUND", found)
    report.end(message, mark.line + 1, mark.column + 1, fix)


def _found(file: SourceFile, mark: Any) -> str:
    rest = file.line(mark.line + 1)[mark.column :].rstrip(" ")
    if rest.startswith("\t"):
        return "a tab"
    return f"'{_word(rest)}'" if rest else "the end of the file"


def _word(text: str) -> str:
    word = visible(text.split(" ", maxsplit=1)[0])
    return word if len(word) <= 40 else f"{word[:40]}..."
