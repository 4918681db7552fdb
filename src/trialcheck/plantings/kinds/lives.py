"""Contradictions of when people lived, whom they knew, and what they stood for."""

from __future__ import annotations

from trialcheck.plantings.model import LAW, WHOLE_YEAR, Planting, Says

LIVES = (
    Planting(
        "after-death",
        "somebody acts after death",
        LAW,
        (Says("first", "wrote: {who: planted-late, what: $thing, when: $year-06}"),),
        (("when: $year-06", "when: $year-02"),),
        (("people", "planted-late: {name: a planted person, died: $year-03}"),),
    ),
    Planting(
        "before-birth",
        "somebody acts before birth",
        LAW,
        (Says("first", "arrived: {who: planted-young, where: $here, when: $last-06}"),),
        (("when: $last-06", "when: $next-06"),),
        (("people", "planted-young: {name: a planted person, born: $year-03}"),),
    ),
    Planting(
        "met-before-knowing",
        "two people meet before, as another says, they came to know each other",
        LAW,
        (
            Says("first", "knew: {who: [$one, planted-friend], when: $year-06/}"),
            Says("second", "met: {who: [$one, planted-friend], when: $year-03}"),
        ),
        (("when: $year-03", "when: $year-09"),),
        (("people", "planted-friend: {name: a planted friend}"),),
    ),
    Planting(
        "denied",
        "one asserts a meeting, another denies it",
        LAW,
        (
            Says("first", "met: {who: [$one, $two], when: $year-03}"),
            Says("second", "denies: {met: {who: [$one, $two]}}"),
        ),
        (("who: [$one, $two]}}", "who: [$one, $two], when: $year-09}}"),),
    ),
    Planting(
        "acquaintance-denied",
        "what one tells another supposes an acquaintance that is denied",
        LAW,
        (
            Says("first", "told: {who: $one, whom: $two, what: $thing, when: $year-03}"),
            Says("second", "denies: {knew: {who: [$one, $two]}}"),
        ),
        (("who: [$one, $two]}}", "who: [$one, $two], when: ../$last}}"),),
    ),
    Planting(
        "only",
        "one says who alone wrote a thing, another names somebody else",
        LAW,
        (
            Says("first", "wrote: {who: $one, what: $thing, only: who, when: $year-03}"),
            Says("second", "wrote: {who: $two, what: $thing, when: $year-03}"),
        ),
        (("wrote: {who: $two", "wrote: {who: $one"),),
    ),
    Planting(
        "two-stands",
        "somebody holds two positions that exclude each other, at one time",
        LAW,
        (
            Says("first", "held: {who: $one, topic: $topic, position: $this, "
                 f"when: {WHOLE_YEAR}}}"),
            Says("second", "held: {who: $one, topic: $topic, position: $that, "
                 f"when: {WHOLE_YEAR}}}"),
        ),
        (("position: $that", "position: $this"),),
    ),
    Planting(
        "two-leaders",
        "two people each lead one body through one and the same year",
        LAW,
        (
            Says("first", f"led: {{who: $one, what: $thing, when: {WHOLE_YEAR}}}"),
            Says("second", f"led: {{who: $two, what: $thing, when: {WHOLE_YEAR}}}"),
        ),
        (("led: {who: $two", "led: {who: $one"),),
    ),
)  # fmt: skip
