"""The words of a finding become a message of SARIF, in which only our own links are links."""

from __future__ import annotations

import re
from collections.abc import Mapping

from trialcheck.findings import Evidence, Finding
from trialcheck.reports.annotation import basis, saying, speaking, written_at
from trialcheck.reports.markdown import code, escaped
from trialcheck.visible import prose

_BRACKET = re.compile(r"[\\\[\]]")


def message_of(finding: Finding, titles: Mapping[str, str]) -> dict[str, str]:
    """Return the message as text and as Markdown; both link further claims to their places."""
    items = list(enumerate(finding.evidence))
    ends = basis(finding, titles)
    claims = [_claim(finding.casebook, item, number) for number, item in items]
    lines = [sarif_text(prose(finding.message)), *claims, *map(sarif_text, ends)]
    claims = [_claim_in_markdown(finding.casebook, item, number) for number, item in items]
    blocks = [f"**{escaped(finding.message)}**", "\n".join(claims), *map(escaped, ends)]
    return {"text": "\n".join(lines), "markdown": doubled_braces("\n\n".join(filter(None, blocks)))}


def _claim(casebook: str, item: Evidence, number: int) -> str:
    """Return a claim as a line of text; all but the first link to their related location."""
    place = ", ".join(written_at(casebook, item))
    if not number:
        return sarif_text(f"- {speaking(item)}: {saying(item)} ({place})")
    who = _BRACKET.sub(lambda found: f"\\{found[0]}", sarif_text(speaking(item)))
    return f"- [{who}]({number}): {sarif_text(f'{saying(item)} ({place})')}"


def _claim_in_markdown(casebook: str, item: Evidence, number: int) -> str:
    who = escaped(speaking(item))
    place = ", ".join(map(code, written_at(casebook, item)))
    return f"- {f'[{who}]({number})' if number else who}: {escaped(saying(item))} ({place})"


def sarif_text(text: str) -> str:
    """Return plain text in which SARIF sees neither a link, `[...](...)`, nor a placeholder."""
    return doubled_braces(text.replace("](", "] ("))


def doubled_braces(text: str) -> str:
    """Return text with its braces doubled, as SARIF writes braces that are no placeholder."""
    return text.replace("{", "{{").replace("}", "}}")
