"""From when to when something can begin and end, in minutes."""

from __future__ import annotations

from dataclasses import dataclass

from trialcheck.when import Window

FAR = 10**11
"""More minutes than lie between any two dates: no bound, so that bounds stay plain integers."""

AFTERWARDS = 1
"""Minutes that lie at least between a claim and one that is said to come after it."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """A window in minutes, inclusive, without None: -FAR and FAR stand for no bound."""

    earliest_start: int = -FAR
    latest_start: int = FAR
    earliest_end: int = -FAR
    latest_end: int = FAR


ANY_TIME = Bounds()


def bounds_from(window: Window) -> Bounds:
    """A window with its missing bounds made plain."""
    return Bounds(
        -FAR if window.earliest_start is None else window.earliest_start,
        FAR if window.latest_start is None else window.latest_start,
        -FAR if window.earliest_end is None else window.earliest_end,
        FAR if window.latest_end is None else window.latest_end,
    )
