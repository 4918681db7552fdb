"""What the signs of the small pictures mean, drawn by the same hand as the pictures."""

from __future__ import annotations

from trialcheck.reports.html.axis import Axis
from trialcheck.reports.html.dates_picture import drawn
from trialcheck.reports.html.elements import Markup, element
from trialcheck.timelines.stretches import DENIED, MOMENT, POSSIBLE, SURE, Stretch

_SAMPLES = (
    (Stretch(SURE, 10, 90), "Solid: surely throughout this time."),
    (Stretch(MOMENT, 10, 90), "Hatched: at some time in here, we do not know when."),
    (Stretch(MOMENT, 50, 51), "A lozenge: within a stretch too short to be drawn."),
    (Stretch(POSSIBLE, 10, 90), "A thin line: perhaps already, or still."),
    (Stretch(DENIED, 10, 90), "An empty bar: denied for all of this time."),
    (Stretch(SURE, 10, None), "A point at the end: it goes on, or nothing is said of its end."),
)


def legend() -> Markup:
    """Return the legend as a list."""
    return element("ul", (_sample(*sample) for sample in _SAMPLES), class_="legend")


def _sample(stretch: Stretch, words: str) -> Markup:
    axis = Axis(0, 100, 2.0, 50.0)
    sample = element("svg", drawn(axis, stretch, 0), viewBox="0 0 62 14", aria_hidden="true")
    return element("li", sample, words)
