"""The conditions that rules may name, and what arguments each takes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

# What an argument may be.
VALUE = "value"  # $x, or name.role
CLAIM = "claim"  # the name of a pattern
TIME = "time"  # name, name.said, name.start, name.end or $stage
ORDER = "order"  # $thing.states or $topic.positions
DURATION, SPEED, NUMBER = "duration", "speed", "number"  # a setting's name, or an amount
WORD = "word"
WORDS = "words"


@dataclass(frozen=True, slots=True)
class Signature:
    """What arguments a condition takes.

    `parameters` are (name, what it may be) in order, `listed` ones are written as a list, and of
    the `optional` ones at least one must be given.
    """

    parameters: tuple[tuple[str, str], ...]
    listed: bool
    optional: tuple[str, ...] = ()

    def shape(self, name: str) -> str:
        """How the condition is written, for messages."""
        if self.listed and len(self.parameters) > 1:
            return f"{name}: [{', '.join(key for key, _ in self.parameters)}]"
        if self.listed:
            return f"{name}: {self.parameters[0][0]}"
        return f"{name}: {{{', '.join(f'{key}: ...' for key, _ in self.parameters)}}}"


def _listed(*parameters: tuple[str, str]) -> Signature:
    return Signature(parameters, listed=True)


def _named(*parameters: tuple[str, str]) -> Signature:
    return Signature(parameters, listed=False)


_TWO_VALUES = _listed(("first", VALUE), ("second", VALUE))
_TWO_CLAIMS = _listed(("first", CLAIM), ("second", CLAIM))
_TWO_TIMES = _listed(("first", TIME), ("second", TIME))

WHERE: Mapping[str, Signature] = {
    "differ": _TWO_VALUES,
    "same": _TWO_VALUES,
    "same-or-unsaid": _TWO_VALUES,
    "disjoint": _TWO_VALUES,
    "unsaid": _listed(("value", VALUE)),
    "stated": _listed(("value", VALUE)),
    "other-statement": _TWO_CLAIMS,
    "other-speaker": _TWO_CLAIMS,
    "same-speaker": _TWO_CLAIMS,
    "other-stage": _TWO_CLAIMS,
    "stands-before": _TWO_CLAIMS,
    "same-source": _TWO_CLAIMS,
    "kind-is": _named(("of", CLAIM), ("kind", WORDS)),
    "not-kind": _named(("of", CLAIM), ("kind", WORDS)),
    "is": _named(("who", VALUE), ("trait", WORD)),
    "is-not": _named(("who", VALUE), ("trait", WORD)),
    "in-group": _listed(("person", VALUE), ("group", VALUE)),
    "not-in-group": _listed(("person", VALUE), ("group", VALUE)),
    "one-of": _named(("value", VALUE), ("words", WORDS)),
    "ranks-below": _named(("order", ORDER), ("low", VALUE), ("high", VALUE)),
    "apart": _listed(("here", VALUE), ("there", VALUE)),
    "inside": _listed(("inner", VALUE), ("outer", VALUE)),
    "denied-by": _listed(("claim", CLAIM), ("denial", CLAIM)),
    "says-only": _listed(("claim", CLAIM), ("other", CLAIM)),
    "before": _TWO_TIMES,
    "overlap": _TWO_TIMES,
    "during": _listed(("inner", TIME), ("outer", TIME)),
    "covers": _listed(("outer", TIME), ("inner", TIME)),
    "gap": Signature(
        (("from", TIME), ("to", TIME), ("at-least", DURATION), ("at-most", DURATION)),
        listed=False,
        optional=("at-least", "at-most"),
    ),
    "other-claim": _TWO_CLAIMS,
    "occasion": _listed(("claim", CLAIM)),
    "pages-before": _named(("of", CLAIM), ("at-least", NUMBER)),
}
"""Conditions of `where`."""

MUST: Mapping[str, Signature] = {
    "before": _TWO_TIMES,
    "not-after": _TWO_TIMES,
    "within": _listed(("inner", TIME), ("outer", TIME)),
    "outside": _listed(("claim", CLAIM), ("denial", CLAIM)),
    "apart-in-time": _TWO_TIMES,
    "same-moment": _TWO_TIMES,
    "journey": _named(
        ("first", CLAIM), ("second", CLAIM), ("from", VALUE), ("to", VALUE), ("speed", SPEED)
    ),
    "same": _TWO_VALUES,
    "same-or-inside": _TWO_VALUES,
    "never": _listed(("claim", CLAIM)),
}
"""Conditions of `must`."""
