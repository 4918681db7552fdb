"""Contradictions of what became of things, and of what documents said."""

from __future__ import annotations

from trialcheck.plantings.model import LAW, Planting, Says

THINGS = (
    Planting(
        "whole-again",
        "a thing is found in a state that it had left for good",
        LAW,
        (
            Says("first", "state: {of: $thing, is: burned, when: $year-03}"),
            Says("second", "state: {of: $thing, is: whole, when: $year-06}"),
        ),
        (("when: $year-06", "when: $year-01"),),
    ),
    Planting(
        "received-before-sent",
        "a thing is received before it is sent",
        LAW,
        (
            Says("first", "sent: {who: $one, what: $thing, to: $two, when: $year-06}"),
            Says("second", "received: {who: $two, what: $thing, from: $one, when: $year-03}"),
        ),
        (("when: $year-03", "when: $year-07"),),
    ),
    Planting(
        "passed-on-too-soon",
        "a thing is passed on before it is received",
        LAW,
        (
            Says("first", "received: {who: $two, what: $thing, from: $one, when: $year-06}"),
            Says("second", "passed-on: {who: $two, what: $thing, to: $three, when: $year-03}"),
        ),
        (("when: $year-03", "when: $year-07"),),
    ),
    Planting(
        "handed-when-gone",
        "a thing changes hands after it was destroyed",
        LAW,
        (
            Says("first", "destroyed: {what: $thing, when: $year-03}"),
            Says("second", "passed-on: {who: $one, what: $thing, to: $two, when: $year-06}"),
        ),
        (("when: $year-06", "when: $year-01"),),
    ),
    Planting(
        "two-versions",
        "two people give one document different contents",
        LAW,
        (
            Says("first", "content: {of: $thing, topic: $topic, position: $this}"),
            Says("second", "content: {of: $thing, topic: $topic, position: $that}"),
        ),
        (("position: $that", "position: $this"),),
    ),
)
