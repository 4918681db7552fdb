"""Acceptances are written into the text of `accepted.yaml`; all that stands there stays as it is.

The file is never made anew from what was read: lines are put in or taken out, and the result is
read back before anybody gets it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from trialcheck.casebook.accepted_reader import read_accepted
from trialcheck.casebook.model import Acceptance
from trialcheck.fields import Page
from trialcheck.located_yaml import Mapping, Node, Scalar, parse
from trialcheck.located_yaml import Sequence as List
from trialcheck.source import Limits, Problem, SourceFile, decode_source

_Plain: TypeAlias = "str | list[_Plain] | dict[str, _Plain]"
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")
_LINE_END = re.compile(r"\r\n|\r|\n")
_EMPTY_LIST = re.compile(r"\[\s*\]")
_DOCUMENT_END = re.compile(r"\.\.\.(\s|$)")
_PLAIN = re.compile(r"[^\W\d_][\w ,;()/'-]*[\w.)]")
_ELSEWHERE_NO_TEXT = frozenset(("y", "n", "yes", "no", "on", "off", "true", "false", "null"))
_STEP = "  "


@dataclass(frozen=True, slots=True)
class _Written:
    """A file as it stands: its lines with their ends, and the tree that was read from them."""

    lines: list[str]
    root: Mapping
    line_end: str

    @property
    def accepted(self) -> Node | None:
        """What stands under `accepted:`, or None if there is no such key."""
        return self.root.entries.get("accepted")


def with_acceptances(
    data: bytes | None, shown: str, acceptances: Sequence[Acceptance], limits: Limits
) -> bytes | Problem:
    """Return the file with acceptances put behind those it has, or why they cannot be put there.

    `data` are the bytes of the file, None if there is none yet; `shown` is its name for problems.
    """
    if data is None:
        data = b"accepted:\n"
    written = _read(data, shown, limits)
    if isinstance(written, Problem):
        return written
    expected = _plain(written.root)
    listed = _list_in(expected)
    listed += [dict(_fields_of(acceptance)) for acceptance in acceptances]
    expected["accepted"] = listed
    found = _first_that_reads_as(
        expected, (_joined(lines, data) for lines in _with(written, acceptances)), shown, limits
    )
    entries = "".join(_entries(acceptances, "", "\n")).strip("\n").replace("\n", " / ")
    return found or Problem(
        "nothing can be added to this file without changing what stands in it already",
        shown,
        help="write the list below `accepted:`, a line with a dash for each finding; or add this "
        f"yourself: {entries}",
    )


def without_acceptances(
    data: bytes, shown: str, findings: Collection[str], limits: Limits
) -> bytes | Problem:
    """Return the file without the acceptances of some findings, or why they cannot be taken out.

    Comments above and below them stay.
    """
    result: bytes | Problem = data
    for finding in findings:
        if isinstance(result, Problem):
            return result
        result = _without_one(result, shown, finding, limits)
    return result


def _without_one(data: bytes, shown: str, finding: str, limits: Limits) -> bytes | Problem:
    written = _read(data, shown, limits)
    if isinstance(written, Problem):
        return written
    expected = _plain(written.root)
    kept = [entry for entry in _list_in(expected) if _finding_of(entry) != finding]
    expected["accepted"] = kept or ""
    found = _first_that_reads_as(
        expected, (_joined(lines, data) for lines in _less(written, finding)), shown, limits
    )
    return found or Problem(
        f"the acceptance of '{finding}' cannot be taken out without changing what else stands here",
        shown,
        help="delete its lines in an editor",
    )


def _read(data: bytes, shown: str, limits: Limits) -> _Written | Problem:
    """Read the file, in which nothing may be wrong."""
    file = decode_source(data, shown)
    if isinstance(file, Problem):
        return file
    root, problems = parse(file, limits)
    if not problems and root is not None:
        read_accepted(Page(file, problems), root)
    if problems or type(root) is not Mapping:
        return min(problems) if problems else _unreadable(file)
    text = data.removeprefix(_BYTE_ORDER_MARK).decode("utf-8")
    end = _LINE_END.search(text)
    return _Written(_LINE.findall(text), root, end[0] if end else "\n")


def _unreadable(file: SourceFile) -> Problem:
    return file.problem("a mapping is expected here", help="begin the file with  accepted:")


def _joined(lines: Sequence[str], data: bytes) -> bytes:
    mark = _BYTE_ORDER_MARK if data.startswith(_BYTE_ORDER_MARK) else b""
    # What cannot be encoded is no clean text: reading back refuses the stand-ins.
    return mark + "".join(lines).encode("utf-8", "surrogatepass")


def _first_that_reads_as(
    expected: dict[str, _Plain], candidates: Iterator[bytes], shown: str, limits: Limits
) -> bytes | None:
    for candidate in candidates:
        read = _read(candidate, shown, limits)
        if isinstance(read, _Written) and _plain(read.root) == expected:
            return candidate
    return None


def _with(written: _Written, acceptances: Sequence[Acceptance]) -> Iterator[list[str]]:
    """Yield the lines of the file with acceptances at each place where they may stand."""
    lines, node = written.lines, written.accepted
    start = written.root.column - 1
    if node is None:
        heading = " " * start + "accepted:" + written.line_end
        end = _end_of_document(lines, 0)
        yield _put(written, end, start + len(_STEP), acceptances, heading)
    elif type(node) is Scalar:
        yield _put(written, written.root.keys["accepted"][0], start + len(_STEP), acceptances)
    elif type(node) is List and not node.items:
        emptied = _without_brackets(lines, node)
        if emptied is not None:
            opened = _Written(emptied, written.root, written.line_end)
            yield _put(opened, node.line, start + len(_STEP), acceptances)
    elif type(node) is List and _has_dash(lines, node.line - 1, node.column - 1):
        after, key_follows = _end_of_list(written, node)
        dashes = _dashes(written, node)
        tidy = _behind(lines, dashes[-1], after, node.column - 1, key_follows)
        for place in dict.fromkeys((tidy, after)):
            yield _put(written, place, node.column - 1, acceptances)


def _less(written: _Written, finding: str) -> Iterator[list[str]]:
    """Yield the lines of the file without the entry of a finding, cut off at each likely place."""
    lines, node = written.lines, written.accepted
    if type(node) is not List or not _has_dash(lines, node.line - 1, node.column - 1):
        return
    after, key_follows = _end_of_list(written, node)
    starts = _dashes(written, node)
    for number, item in enumerate(node.items):
        if _finding_of(_plain_of(item)) != finding:
            continue
        is_last = number + 1 == len(starts)
        end = after if is_last else starts[number + 1]
        column = node.column - 1
        # What is commented in the column of the dashes is about the entry that follows.
        tidy = _behind(lines, starts[number], end, column, key_follows if is_last else True)
        for stop in dict.fromkeys((tidy, end)):
            yield lines[: starts[number]] + lines[stop:]


def _put(
    written: _Written,
    place: int,
    indent: int,
    acceptances: Sequence[Acceptance],
    heading: str = "",
) -> list[str]:
    """Return the lines with entries before the line at an index."""
    before = written.lines[:place]
    if before and not before[-1].endswith(("\r", "\n")):
        before[-1] += written.line_end
    entries = _entries(acceptances, " " * indent, written.line_end)
    return [*before, *([heading] if heading else []), *entries, *written.lines[place:]]


def _entries(acceptances: Sequence[Acceptance], indent: str, line_end: str) -> list[str]:
    lines = []
    for acceptance in acceptances:
        for number, (key, value) in enumerate(_fields_of(acceptance).items()):
            start = f"{indent}{_STEP if number else '- '}"
            lines.append(f"{start}{key}: {_quoted(value)}{line_end}")
    return lines


def _fields_of(acceptance: Acceptance) -> dict[str, str]:
    fields = {
        "finding": acceptance.finding,
        "reason": acceptance.reason,
        "by": acceptance.by,
        "date": acceptance.date,
        "note": acceptance.note,
    }
    return {key: value for key, value in fields.items() if value}


def _quoted(text: str) -> str:
    """Return a text so that every reader of YAML reads exactly it, on one line."""
    if re.search(r"[\n\t]", text):
        escaped = text.replace("\\", "\\\\").replace('"', '\\"')
        return '"' + escaped.replace("\n", "\\n").replace("\t", "\\t") + '"'
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return text
    if _PLAIN.fullmatch(text) and text.casefold() not in _ELSEWHERE_NO_TEXT:
        return text
    return "'" + text.replace("'", "''") + "'"


def _has_dash(lines: Sequence[str], index: int, column: int) -> bool:
    line = lines[index]
    return line[column : column + 1] == "-" and not line[:column].strip()


def _dashes(written: _Written, node: List) -> list[int]:
    """Return the index of the line on which each item of a list begins with its dash."""
    starts = []
    for item in node.items:
        index = item.line - 1
        while index > node.line - 1 and not _has_dash(written.lines, index, node.column - 1):
            index -= 1
        starts.append(index)
    return starts


def _end_of_list(written: _Written, node: List) -> tuple[int, bool]:
    """Return the index of the line behind a list, and whether another key follows it."""
    following = [line for line, _ in written.root.keys.values() if line > node.line]
    if following:
        return min(following) - 1, True
    return _end_of_document(written.lines, node.line - 1), False


def _end_of_document(lines: Sequence[str], start: int) -> int:
    ends = (i for i in range(start, len(lines)) if _DOCUMENT_END.match(lines[i]))
    return next(ends, len(lines))


def _behind(lines: Sequence[str], first: int, end: int, column: int, comments_follow: bool) -> int:
    """Return the index behind an entry, before blank lines and comments on what comes next.

    `comments_follow` says whether a comment in the column of the dashes is about that.
    """
    apart = column + 1 if comments_follow else column
    while end > first + 1 and _is_apart(lines[end - 1], apart):
        end -= 1
    return end


def _is_apart(line: str, column: int) -> bool:
    words = line.strip()
    return not words or (words.startswith("#") and len(line) - len(line.lstrip(" ")) < column)


def _without_brackets(lines: Sequence[str], node: List) -> list[str] | None:
    index, column = node.line - 1, node.column - 1
    line = lines[index]
    brackets = _EMPTY_LIST.match(line, column)
    if not brackets:
        return None
    rest = line[brackets.end() :]
    kept = line[:column].rstrip(" ") + (rest if not rest.strip() else "  " + rest.lstrip(" "))
    return [*lines[:index], kept, *lines[index + 1 :]]


def _plain(root: Mapping) -> dict[str, _Plain]:
    return {key: _plain_of(value) for key, value in root.entries.items()}


def _plain_of(node: Node) -> _Plain:
    if type(node) is List:
        return [_plain_of(item) for item in node.items]
    return _plain(node) if type(node) is Mapping else node.text if type(node) is Scalar else ""


def _list_in(document: dict[str, _Plain]) -> list[_Plain]:
    listed = document.get("accepted", "")
    return list(listed) if isinstance(listed, list) else []


def _finding_of(entry: _Plain) -> str:
    finding = entry.get("finding", "") if isinstance(entry, dict) else ""
    return finding if isinstance(finding, str) else ""
