"""Text of a testimony becomes text that cannot act on the terminal, page or log it is shown in."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

# Controls (C0, DEL, C1), what turns or hides text (bidi controls, zero-width characters, joiners,
# soft hyphen, fillers, tags), the line separators, lone surrogates, and the byte order mark with
# the non-characters that terminals and parsers disagree about.
_UNSEEN_CLASS = (
    "\x00-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f"
    "\u2028-\u202e\u2060-\u206f\u3164\ud800-\udfff\ufdd0-\ufdef\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
UNSEEN = re.compile(f"(?!\n)[{_UNSEEN_CLASS}]")
"""Each character but line feed that a reader cannot see and that may act on what shows it."""

_UNSEEN_OR_NEWLINE = re.compile(f"[{_UNSEEN_CLASS}]")
_BLANKS = re.compile("[ \t\n]+")
# GitHub's runner takes a line that starts with `::` (after white space) and a `##[` anywhere as an
# order. White space is wider here than the runner's idea of it, which errs on the safe side.
# Our colour codes are looked through: some viewers drop them before they look.
_COLOUR = r"(?:\x1b\[[\d;]*m)*"
_LOG_COMMAND = re.compile(
    rf"^(?P<indent>(?:[^\S\n]|\x1b\[[\d;]*m)*):(?={_COLOUR}:)|#(?={_COLOUR}#{_COLOUR}\[)",
    re.MULTILINE,
)


def visible(text: str, *, newlines: bool = False) -> str:
    r"""Return the text with every unseen character written out, as `\x1b` or `<U+202E>`.

    A tab becomes a space; a line feed stays if `newlines`, else it is written out as well.
    """
    unseen = UNSEEN if newlines else _UNSEEN_OR_NEWLINE
    return unseen.sub(_written_out, text) if unseen.search(text) else text


def prose(text: str) -> str:
    """Return the text as one visible line: spaces, tabs and line feeds in a row become a space."""
    return visible(_BLANKS.sub(" ", text).strip(" "))


def without_log_commands(output: str) -> str:
    r"""Return finished output in which no line gives an order to a CI log (`::error::`, `##[..]`).

    The character that would start the order is written out as `\x3a` or `\x23`.
    """
    return _LOG_COMMAND.sub(_without_command, output)


def markup_without_log_commands(markup: str) -> str:
    """Return HTML, SVG or XML text in which nothing gives an order to a CI log.

    The character that could start one becomes a reference, which to the markup is the same.
    """
    return markup.replace("::", "&#58;:").replace("##[", "&#35;#[")


def display_width(text: str) -> int:
    """Return how many terminal cells a visible text fills: wide characters 2, combining marks 0."""
    return len(text) if text.isascii() else sum(_cells(character) for character in text)


def pieces_of_width(text: str, width: int) -> list[str]:
    """Return a visible text in pieces of at most so many cells; marks stay with their letters."""
    starts, used = [0], 0
    for index, character in enumerate(text):
        cells = _cells(character)
        if used + cells > width and used:
            starts.append(index)
            used = 0
        used += cells
    return [text[start:end] for start, end in pairwise([*starts, len(text)])]


def _written_out(found: re.Match[str]) -> str:
    character = found[0]
    if character == "\t":
        return " "
    code = ord(character)
    return f"\\x{code:02x}" if code <= 0x9F else f"<U+{code:04X}>"


def _without_command(found: re.Match[str]) -> str:
    indent = found["indent"]
    return "\\x23" if indent is None else f"{indent}\\x3a"


def _cells(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1
