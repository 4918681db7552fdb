"""A refutation as plain data, so that anybody can check its arithmetic without this program.

`bounds` are all bounds used: `later - earlier <= minutes`, by the claims named. `either` are the
either-ors: each lists its ways, and a way the numbers of the bounds that it supposes. `proof` is
either a `ring`, the numbers of bounds that lead from a point back to itself and add up to less than
nothing, or the number of an `either` with the proofs of its `cases`, one for each way.
"""

from __future__ import annotations

from typing import Any

from trialcheck.consistency.demands import ORIGIN, Bound, Point
from trialcheck.consistency.refutation import Refutation, Ring


def certificate_of(refutation: Refutation) -> dict[str, Any]:
    """The certificate of a refutation."""
    return _Certificate().of(refutation)


class _Certificate:
    def __init__(self) -> None:
        self._bounds: dict[Bound, int] = {}
        self._either: list[dict[str, Any]] = []

    def of(self, refutation: Refutation) -> dict[str, Any]:
        proof = self._proof(refutation)
        return {
            "bounds": [_written(bound) for bound in self._bounds],
            "either": self._either,
            "proof": proof,
        }

    def _proof(self, refutation: Refutation) -> dict[str, Any]:
        if isinstance(refutation, Ring):
            return {"ring": [self._number(bound) for bound in refutation.bounds]}
        choice = refutation.choice
        number = len(self._either)
        self._either.append(
            {
                "claims": sorted(choice.why),
                "ways": [[self._number(bound) for bound in way] for way in choice.ways],
            }
        )
        return {"either": number, "cases": [self._proof(way) for way in refutation.ways]}

    def _number(self, bound: Bound) -> int:
        return self._bounds.setdefault(bound, len(self._bounds))


def _written(bound: Bound) -> dict[str, Any]:
    return {
        "earlier": _point(bound.earlier),
        "later": _point(bound.later),
        "minutes": bound.minutes,
        "claims": sorted(bound.why),
    }


def _point(point: Point) -> str:
    if point == ORIGIN:
        return "minute 0"
    name, end = point if isinstance(point, tuple) else (point, 0)
    return f"{'end' if end else 'start'} of {name}"
