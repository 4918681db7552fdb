"""How the drawn timeline looks: colours for light and dark, and which axis each zoom shows."""

from __future__ import annotations

from collections.abc import Sequence

_LIGHT = (
    "--timeline-ink:#1f4e79;--timeline-law:#b3261e;--timeline-held:#8a5a00;--timeline-no:#5b3a8c;"
    "--timeline-paper:#fff"
)
_DARK = (
    "--timeline-ink:#8ab8e6;--timeline-law:#ff8a80;--timeline-held:#e0b050;--timeline-no:#c3a6f0;"
    "--timeline-paper:#16171a"
)

_LOOK = """\
.timeline{display:block;max-width:none;overflow:visible;font:11px/1.2 system-ui,sans-serif}
.timeline text{fill:currentColor}
.timeline .timeline-name{font-size:14px;font-weight:600}
.timeline .timeline-note{font-style:italic}
.timeline-divider{stroke:currentColor;stroke-opacity:.35}
.timeline-axis line{stroke:currentColor;stroke-opacity:.14}
.timeline-axis text{opacity:.8;font-variant-numeric:tabular-nums}
.timeline-later{display:none}
.timeline-hatch path{fill:none;stroke:var(--timeline-ink);stroke-width:1}
.timeline-custody-hatch path{fill:none;stroke:var(--timeline-held);stroke-width:1}
.timeline-sure{fill:var(--timeline-ink)}
.timeline-custody-sure{fill:var(--timeline-held)}
.timeline-held{fill:var(--timeline-held);fill-opacity:.13}
.timeline-possible{fill-opacity:.55}
.timeline-denied{fill:none;stroke:var(--timeline-no);stroke-width:1.5}
.timeline-end{stroke:var(--timeline-ink);stroke-width:2}
.timeline-open{stroke:var(--timeline-ink);stroke-width:1.5;stroke-dasharray:1.5 3}
.timeline-day{fill:var(--timeline-ink)}
.timeline-short{fill:none;stroke:var(--timeline-ink);stroke-width:2}
.timeline-head{fill:var(--timeline-ink)}
.timeline-narrowed{fill:var(--timeline-ink)}
.timeline-hedged rect,.timeline-hedged circle,.timeline-hedged line{opacity:.55}
.timeline-mark text{paint-order:stroke;stroke:var(--timeline-paper);stroke-width:3}
.timeline-again{opacity:.55}
.timeline-hedged text{font-style:italic}
.timeline-joint line{stroke:var(--timeline-law);stroke-width:1.5}
.timeline-joint circle{fill:var(--timeline-law)}
.timeline-possible-joint line{stroke-dasharray:4 3}
.timeline .timeline-clashing text{fill:var(--timeline-law)}
.timeline .timeline-sign{fill:var(--timeline-law);text-anchor:middle}
.timeline-slanted{font-style:italic}
.timeline a{text-decoration:none}
.timeline a:hover text,.timeline a:focus text{text-decoration:underline}
"""

_FRAME = """\
.timeline-scroll{overflow-x:auto;padding-bottom:.5em}
.timeline-zoom-name{margin-right:.5em}
.timeline-frame>label{margin-right:1em}
@media print{.timeline-zoom,.timeline-zoom-name,.timeline-frame>label{display:none}
.timeline-scroll{overflow:visible}}
"""


def timeline_style(width: int, zooms: Sequence[int] = (1,), *, alone: bool = False) -> str:
    """Return the style of timelines that are drawn for a width in pixels and these zooms.

    The colours are variables that a page may set anew; `alone` is the style of a file of its own.
    """
    root = ":root" if not alone else ".timeline"
    style = f"{root}{{{_LIGHT}}}\n@media(prefers-color-scheme:dark){{{root}{{{_DARK}}}}}\n{_LOOK}"
    if alone:
        return (
            f"{style}.timeline{{color:#1b1b1b;background:var(--timeline-paper)}}\n"
            "@media(prefers-color-scheme:dark){.timeline{color:#e8e8e8}}\n"
        )
    style += _FRAME
    for zoom in zooms:
        chosen = f".timeline-zoom-{zoom}:checked~.timeline-scroll "
        style += f"{chosen}.timeline{{width:{zoom * 100}%;min-width:{zoom * width}px}}\n"
        style += f"{chosen}.timeline-axis{{display:none}}\n"
        style += f"{chosen}.timeline-axis-{zoom}{{display:inline}}\n"
    return style
