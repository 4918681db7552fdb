"""A window becomes the stretches of time that a picture of it shows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from trialcheck.bounds import Bounds
from trialcheck.when import WITHOUT_END, WITHOUT_START

SURE, POSSIBLE, MOMENT, DENIED = "sure", "possible", "moment", "denied"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of minutes, inclusive; None is no bound on that side.

    `part` is `sure` (it surely holds throughout), `possible` (it may hold), `moment` (it holds at
    one moment at least in here) or `denied` (it is surely denied throughout).
    """

    part: str
    first: int | None
    last: int | None

    def touches(self, first: int, last: int) -> bool:
        """Whether any of its minutes lies from `first` to `last`."""
        return (self.first is None or self.first <= last) and (
            self.last is None or self.last >= first
        )


def stretches_of(bounds: Bounds, sort: str, pieces: Sequence[Bounds] = ()) -> tuple[Stretch, ...]:
    """The stretches of a claim in the order of time, without overlap.

    An occasion is one moment in its window, or in one of the `pieces` of it. A condition surely
    holds from its latest start to its earliest end, if that is a stretch at all; else it holds at
    some moment between its earliest end and its latest start. It may hold from its earliest start
    to its latest end.
    """
    if sort == "occasion":
        return _moments(bounds.earliest_start, bounds.latest_end, pieces)
    start, end = bounds.latest_start, bounds.earliest_end
    if start <= end:
        middle = _stretch(SURE, start, end)
        inner = (start, end)
    else:
        middle = _moments(end, start, [_touched(piece) for piece in pieces])
        inner = (end, start)
    before = _stretch(POSSIBLE, bounds.earliest_start, inner[0] - 1)
    after = _stretch(POSSIBLE, inner[1] + 1, bounds.latest_end)
    return (*before, *_between(middle), *after)


def denied_stretches(covered: Iterable[tuple[int, int]]) -> tuple[Stretch, ...]:
    """The stretches that a denial surely covers."""
    return tuple(piece for pair in sorted(covered) for piece in _stretch(DENIED, *pair))


def _touched(piece: Bounds) -> Bounds:
    """The window of the moment at which a condition of a single date surely holds."""
    return Bounds(piece.earliest_end, piece.latest_start, piece.earliest_end, piece.latest_start)


def _moments(first: int, last: int, pieces: Sequence[Bounds]) -> tuple[Stretch, ...]:
    inside = [
        (max(first, piece.earliest_start), min(last, piece.latest_end))
        for piece in sorted(pieces, key=lambda each: each.earliest_start)
    ]
    left = [pair for pair in inside if pair[0] <= pair[1]] or [(first, last)]
    return tuple(stretch for pair in left for stretch in _stretch(MOMENT, *pair))


def _between(moments: tuple[Stretch, ...]) -> tuple[Stretch, ...]:
    """Separate moments of a condition, with what lies between them as merely possible."""
    filled: list[Stretch] = []
    for stretch in moments:
        if filled and stretch.first is not None and filled[-1].last is not None:
            filled += _stretch(POSSIBLE, filled[-1].last + 1, stretch.first - 1)
        filled.append(stretch)
    return tuple(filled)


def _stretch(part: str, first: int, last: int) -> tuple[Stretch, ...]:
    """One stretch, or none if it is empty or lies wholly beyond all dates."""
    if first > last or last <= WITHOUT_START or first >= WITHOUT_END:
        return ()
    return (
        Stretch(
            part,
            None if first <= WITHOUT_START else first,
            None if last >= WITHOUT_END else last,
        ),
    )
