"""Free text and names as GitHub-flavoured Markdown in which nothing of them acts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from trialcheck.visible import prose, visible

# What GitHub and GitLab turn into links, mentions, references, emoji or formulas wherever they find
# it in the finished text, so that no escape helps: such words are shown as code.
_ACTING = re.compile(
    r"@|://|\$|#\w|www\.|mailto:|xmpp:|GH-\d|:[\w+-]+:|[0-9a-f]{7}|(?:^|\W)[!%~&]\w", re.IGNORECASE
)
_SPECIAL = re.compile(r"[\\`*_\[\]~]")
# What opens a block of Markdown, and the `/` of an order to GitLab or to a bot.
_START_OF_BLOCK = re.compile(r"^(\d{0,9}(?=[-+=#:.)])|(?=/))")
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "|": "&#124;"})
_FENCE = re.compile("`+")


def escaped(text: str) -> str:
    """Return free text on one line that Markdown shows as it is, also in the cell of a table."""
    written = prose(text).split(" ")
    shown = " ".join(code(word) if _ACTING.search(word) else _plain(word) for word in written)
    return _START_OF_BLOCK.sub(r"\1\\", shown)


def code(text: str) -> str:
    r"""Return text as a code span, with a fence longer than any in it; a `|` is shown as `\x7c`."""
    content = visible(text).replace("|", "\\x7c")
    fence = "`" * (max(map(len, _FENCE.findall(content)), default=0) + 1)
    space = " " if content.startswith((" ", "`")) or content.endswith((" ", "`")) else ""
    return f"{fence}{space}{content}{space}{fence}" if content else ""


def _plain(text: str) -> str:
    return _SPECIAL.sub(lambda found: f"\\{found[0]}", text).translate(_ENTITIES)


def names(names: Iterable[str]) -> str:
    """Return names as a list of code spans."""
    return ", ".join(map(code, names))


def table(heading: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table; its cells are Markdown already."""
    lines = [heading, ["---"] * len(heading), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
