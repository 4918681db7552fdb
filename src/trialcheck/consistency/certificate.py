"""A refutation, or a dating, as plain data: anybody can check it without this program.

`bounds` are all bounds used: `later - earlier <= minutes`, by the claims named. `either` are the
either-ors: each lists its ways, and a way the numbers of the bounds that it supposes. `proof` is
either a `ring`, the numbers of bounds that lead from a point back to itself and add up to less than
nothing, or the number of an `either` with the proofs of its `cases`, one for each way. A dating has
`times` instead of a proof, in minutes: they obey the first bounds, as many as are `stated`, and all
bounds of some way of each either-or.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from trialcheck.consistency.demands import ORIGIN, Bound, Demands, EitherOr, Point
from trialcheck.consistency.refutation import Refutation, Ring


def certificate_of(refutation: Refutation) -> dict[str, Any]:
    """The certificate of a refutation."""
    return _Certificate().of(refutation)


def dating_certificate(demands: Demands, times: Mapping[Point, int]) -> dict[str, Any]:
    """The certificate of times that meet all of some demands."""
    return _Certificate().of_times(demands, times)


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
        number = self._choice(refutation.choice)
        return {"either": number, "cases": [self._proof(way) for way in refutation.ways]}

    def of_times(self, demands: Demands, times: Mapping[Point, int]) -> dict[str, Any]:
        for bound in demands.bounds:
            self._number(bound)
        stated = len(self._bounds)
        for choice in demands.either_ors:
            self._choice(choice)
        return {
            "bounds": [_written(bound) for bound in self._bounds],
            "stated": stated,
            "either": self._either,
            "times": {_point(point): times[point] for point in demands.points() if point in times},
        }

    def _choice(self, choice: EitherOr) -> int:
        self._either.append(
            {
                "claims": sorted(choice.why),
                "ways": [[self._number(bound) for bound in way] for way in choice.ways],
            }
        )
        return len(self._either) - 1

    def _number(self, bound: Bound) -> int:
        # The same bound asked for by two laws is one.
        return self._bounds.setdefault(bound._replace(words=""), len(self._bounds))


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
