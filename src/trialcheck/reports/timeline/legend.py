"""What the signs of a drawn timeline mean: in words, and as samples drawn beside them."""

from __future__ import annotations

from trialcheck.reports.lettering import width_of_text

_LETTERS = 11
_LEFT, _SAMPLE, _GAP, _ROW = 2, 36, 20, 20
_JOINT = (
    '<g class="timeline-joint"><line x1="18" x2="18" y1="2" y2="12"/>'
    '<circle cx="18" cy="2" r="2"/><circle cx="18" cy="12" r="2"/></g>'
)
_ENDS = (
    '<line class="timeline-end" x1="2" x2="2" y1="1" y2="13"/>'
    '<line class="timeline-end" x1="34" x2="34" y1="1" y2="13"/>'
)
_BAR = '<rect class="timeline-{}" x="2" y="3" width="32" height="9"{}/>'
_HATCHED = ' fill="url(#PREFIX-hatch)"'
_SAMPLES = (
    (_BAR.format("sure", ""), "surely, all this time"),
    (_BAR.format("moment", _HATCHED) + _ENDS, "at some moment in here"),
    (_BAR.format("possible", _HATCHED), "possibly"),
    ('<line class="timeline-open" x1="2" x2="34" y1="7" y2="7"/>', "no bound is given"),
    (_BAR.format("denied", ""), "denied, all this time"),
    ('<circle class="timeline-day" cx="18" cy="7" r="4"/>', "on this day"),
    ('<circle class="timeline-short" cx="18" cy="7" r="4"/>', "in a stretch too short to draw"),
    (
        '<rect class="timeline-held" width="36" height="14"/>' + _BAR.format("custody-sure", ""),
        "in custody",
    ),
    (
        '<rect class="timeline-narrowed" x="2" y="6" width="32" height="3"/>',
        "all that the rest of the record leaves of the bar above",
    ),
    (
        _JOINT,
        "these cannot all be true",
    ),
    ('<text class="timeline-sign" x="18" y="11">✗</text>', "breaks a law with another claim"),
    ('<text class="timeline-slanted" x="6" y="11">abc</text>', "believed, heard or doubtful"),
)
LEGEND = (
    "A solid bar: surely, all this time. A hatched bar between two strokes: at some moment in "
    "here. A hatched bar without strokes: possibly. A dotted line: no bound is given. A hollow "
    "bar: denied, all this time. A dot: on this day. A ring: within a stretch too short to draw. "
    "Shaded: in custody. A thin bar below another: all that the rest of the record leaves of it. "
    "Red: a law is broken; what a red line joins cannot all be true."
)
"""What the drawing means, in words."""


def drawn_legend(prefix: str, below: int, width: int) -> tuple[list[str], int]:
    """Return samples of the signs with their meanings, row by row, and how high they are.

    `below` is where they begin and `width` what they may fill, in pixels; `prefix` begins the ids
    of the drawing.
    """
    pieces, left, y = [], _LEFT, below + _ROW
    for sample, words in _SAMPLES:
        needed = _SAMPLE + width_of_text(words, _LETTERS) + _GAP
        if left > _LEFT and left + needed > width:
            left, y = _LEFT, y + _ROW
        drawn = sample.replace("PREFIX", prefix)
        pieces.append(
            f'<svg x="{left}" y="{y - 9}" width="{_SAMPLE}" height="14">{drawn}</svg>'
            f'<text x="{left + _SAMPLE + 5}" y="{y + 2}">{words}</text>\n'
        )
        left += needed
    return pieces, y + _ROW - below
