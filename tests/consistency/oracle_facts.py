"""What follows from the claims of a story, as the judge understands each kind of claim."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from tests.consistency.stories import Claim, Story

CENTRES = {
    "port": ((51.13, 1.31), 2.0),
    "inn": ((51.13, 1.31), 2.0),
    "cellar": ((51.13, 1.31), 2.0),
    "attic": ((51.13, 1.31), 2.0),
    "capital": ((51.5, -0.12), 10.0),
    "north": ((55.95, -3.19), 0.0),
    "suburb": ((51.58, -0.1), 0.0),
}
WITHIN = {"cellar": "inn", "attic": "inn", "inn": "port", "port": "coast"}
TOGETHER = (("met", "who"), ("knew", "who"), ("sent", "who"), ("led", "who"), ("did", "who"))
"""Kinds and roles whose people act together, so that a denial needs all of them."""
MUTUAL = (("met", "who"), ("knew", "who"))
"""Those of two people at least: that only these two met says nothing of others among themselves."""
LIVING = (
    *("was-at", "jailed", "travelled", "lived-at", "led", "met", "arrived", "left", "told"),
    *("sent", "received", "passed-on", "destroyed", "did"),
)
"""Kinds of what only the living do."""

Moment = tuple[str, int]
"""The start (0) or end (1) of a claim; `before NAME` is what lies some time before a claim."""


class Fact(NamedTuple):
    """Something that is so from one moment to another if a claim is true."""

    kind: str
    roles: Mapping[str, tuple[str, ...]]
    start: Moment
    end: Moment


def around(place: str) -> list[str]:
    """A place and all places that contain it."""
    found = [place]
    while found[-1] in WITHIN:
        found.append(WITHIN[found[-1]])
    return found


def kilometres(here: str, there: str) -> float:
    """The great circle between two places less both radii, by the law of cosines."""
    if here in around(there) or there in around(here):
        return 0.0
    (at, radius), (other, other_radius) = CENTRES[here], CENTRES[there]
    (one, two), (three, four) = map(math.radians, at), map(math.radians, other)
    cosine = math.sin(one) * math.sin(three) + math.cos(one) * math.cos(three) * math.cos(
        two - four
    )
    return max(0.0, 6371.0088 * math.acos(min(1.0, cosine)) - radius - other_radius)


def minutes_ahead(story: Story, claim: Claim, end: int) -> int | None:
    """Minutes that the clocks of a claim's place were ahead in March 1931; None without a zone."""
    role = ("from", "to")[end] if claim.kind == "travelled" else "where"
    zones = dict(story.zones)
    for place in claim.role(role):
        for each in around(place):
            if each in zones:
                offset = datetime(1931, 3, 3, tzinfo=ZoneInfo(zones[each])).utcoffset()
                assert offset is not None
                return int(offset.total_seconds()) // 60
    return None


def facts_of(name: str, claim: Claim) -> list[Fact]:
    """A claim as a fact, and all that follows from it."""
    return list(_with_more(Fact(claim.kind, dict(claim.roles), (name, 0), (name, 1))))


def _with_more(fact: Fact) -> Iterator[Fact]:
    yield fact
    for each in _following(fact):
        yield from _with_more(each)


def _following(fact: Fact) -> Iterator[Fact]:
    kind, roles, start, end = fact
    who, where = roles.get("who", ()), roles.get("where", ())
    if kind in LIVING:
        yield Fact("alive", {"who": who}, start, end)
    if kind in ("was-at", "lived-at"):
        yield Fact("existed", {"what": where}, start, end)
    elif where and who:
        yield Fact("was-at", {"who": who, "where": where}, start, end)
    if kind == "travelled":
        for role, moment, then in (("from", start, "left"), ("to", end, "arrived")):
            if roles.get(role):
                yield Fact(then, {"who": who, "where": roles[role]}, moment, moment)
    if kind in ("met", "told"):
        yield from _of_dealings(fact)
    if roles.get("from") and kind == "passed-on":
        # What is passed on was received before.
        ago: Moment = (f"before {start[0]}", 0)
        received = {"who": who, "what": roles["what"], "from": roles["from"]}
        yield Fact("received", received, ago, ago)


def _of_dealings(fact: Fact) -> Iterator[Fact]:
    _, roles, start, end = fact
    whom, where = roles.get("whom", ()), roles.get("where", ())
    yield Fact("knew", {"who": roles["who"] + whom}, start, end)
    if whom:
        yield Fact("alive", {"who": whom}, start, end)
    if whom and where:
        yield Fact("was-at", {"who": whom, "where": where}, start, end)
