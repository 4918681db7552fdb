"""The shapes of a drawn timeline: places along it are fractions of the width, others pixels."""

from __future__ import annotations

import html

from trialcheck.visible import markup_without_log_commands, prose


def linked(address: str, attributes: str, body: str) -> str:
    """Return a group, as a link if it has an address; only places on the page are linked to."""
    if address.startswith("#"):
        return f'<a href="{escaped(address)}" {attributes}>{body}</a>\n'
    return f"<g {attributes}>{body}</g>\n"


def rect(name: str, first: float, last: float, y: int, height: int, fill: str = "") -> str:
    """Return a bar between two fractions of the width, `y` and `height` in pixels."""
    return (
        f'<rect class="{name}" x="{percent(first)}" width="{percent(last - first)}" '
        f'y="{y}" height="{height}"{fill}/>'
    )


def line(name: str, first: float, last: float, y: int) -> str:
    """Return a level line between two fractions of the width."""
    return f'<line class="{name}" x1="{percent(first)}" x2="{percent(last)}" y1="{y}" y2="{y}"/>'


def text(words: str, at: str, y: int, name: str) -> str:
    """Return words that stand for themselves at a place along the width."""
    return f'<text class="{name}" x="{at}" dx="2" y="{y}">{escaped(prose(words))}</text>\n'


def percent(fraction: float) -> str:
    """Return a fraction as a percentage, to a ten-millionth of the width."""
    return f"{fraction * 100:.5f}".rstrip("0").rstrip(".") + "%"


def escaped(text: str) -> str:
    """Return text that only stands for itself, in an element or between double quotes."""
    return markup_without_log_commands(html.escape(prose(text), quote=True))
