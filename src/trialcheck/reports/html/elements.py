"""HTML is built from elements: whatever is not one already is text, and text never acts.

The page needs no template language: with elements as values there is no way to forget to escape,
and `trialcheck report` works wherever trialcheck does, with nothing else to install.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

from trialcheck.passwords import without_passwords
from trialcheck.visible import markup_without_log_commands, visible

_ENTITIES = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;", "\n": "&#10;"}
)
_VOID = frozenset({"br", "hr", "input", "link", "meta"})
_SHAPES = frozenset({"line", "path", "rect"})
_ENDS_A_LINE = frozenset(
    {"article", "div", "dl", "figure", "form", "head", "header", "li", "main", "nav", "ol"}
    | {"option", "p", "script", "section", "style", "svg", "table", "title", "tr", "ul", "meta"}
)
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9-]*")
_ACTING = re.compile(r"on.*|style|src|srcdoc|srcset|action|formaction|.*:.*", re.IGNORECASE)
_ADDRESS = re.compile(r"#|https?://", re.IGNORECASE)
_WEB = re.compile(r"https?://[^\s<>\"'`]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Markup:
    """Finished HTML. Only this package makes any, and never of words that it was given."""

    html: str


NOTHING = Markup("")
Content: TypeAlias = "Markup | str | int | Iterable[Content] | None"


def element(name: str, /, *content: Content, **attributes: str | int | bool | None) -> Markup:
    """Return an element; content that is no markup is escaped.

    Of a keyword `aria_label` or `class_` the attribute is `aria-label` or `class`; one with the
    value None or False is left out, with True it has no value. Raises ValueError for an attribute
    that can act, and for an address that is no place on the page or the web.
    """
    start = name + "".join(_attribute(key, value) for key, value in attributes.items())
    end = "\n" if name in _ENDS_A_LINE else ""
    if name in _SHAPES and not content:
        return Markup(f"<{start}/>")
    if name in _VOID:
        return Markup(f"<{start}>{end}")
    return Markup(f"<{start}>{_joined(content)}</{name}>{end}")


def fragment(*content: Content) -> Markup:
    """Return pieces of content one after the other, without an element around them."""
    return Markup(_joined(content))


def between(separator: Content, items: Iterable[Content]) -> Markup:
    """Return items with a separator between each two."""
    return Markup(_joined((separator,)).join(_joined((item,)) for item in items))


def linked(text: str) -> Markup:
    """Return text in which addresses of the web, and no others, are links.

    Passwords in addresses are masked; such an address is no link.
    """
    pieces: list[Content] = []
    end = 0
    for found in _WEB.finditer(text):
        address = found[0].rstrip(".,;:!?)]}")
        shown = without_passwords(address)
        pieces.append(text[end : found.start()])
        if shown == address and visible(address) == address:
            pieces.append(element("a", address, href=address, rel="noopener noreferrer"))
        else:
            pieces.append(shown)
        end = found.start() + len(address)
    return fragment(*pieces, text[end:])


def escaped(text: str) -> str:
    """Return text that stands for itself in HTML, with what cannot be seen written out.

    What a CI log would take as an order, `::` and `##[`, holds a reference: to HTML it is the same.
    """
    written = visible(without_passwords(text), newlines=True).translate(_ENTITIES)
    return markup_without_log_commands(written)


def _joined(content: Iterable[Content]) -> str:
    return "".join(_html(piece) for piece in content)


def _html(piece: Content) -> str:
    if isinstance(piece, Markup):
        return piece.html
    if piece is None:
        return ""
    if isinstance(piece, str):
        return escaped(piece)
    return str(piece) if isinstance(piece, int) else _joined(piece)


def _attribute(key: str, value: str | int | bool | None) -> str:
    name = key.rstrip("_").replace("_", "-")
    if not _NAME.fullmatch(name) or _ACTING.fullmatch(name):
        raise ValueError(f"the page has no attribute '{name}'")
    if value is None or value is False:
        return ""
    if value is True:
        return f" {name}"
    if name == "href" and not _ADDRESS.match(str(value)):
        raise ValueError(f"the page does not link to '{value}'")
    return f' {name}="{escaped(str(value))}"'
