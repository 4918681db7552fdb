"""Contradictions of one occasion told by several, and of the order of several."""

from __future__ import annotations

from trialcheck.plantings.model import LAW, Planting, Says

EVENTS = (
    Planting(
        "two-dates",
        "one occasion has two dates",
        LAW,
        (
            Says("first", "met: {who: [$one, $two], when: $year-03-01}", of_event=True),
            Says("second", "met: {who: [$one, $two], when: $year-04-01}", of_event=True),
        ),
        (("$year-04-01", "$year-03-01"),),
    ),
    Planting(
        "two-scenes",
        "one occasion is put in two places",
        LAW,
        (
            Says("first", "met: {who: [$one, $two], where: $here, when: $year-03}", of_event=True),
            Says("second", "met: {who: [$one, $two], where: $there, when: $year-03}",
                 of_event=True),
        ),
        (("where: $there", "where: $here"),),
    ),
    Planting(
        "two-counts",
        "the meetings of one series are counted differently",
        LAW,
        (
            Says("first", "met: {who: [$one, $two], times: 2, when: $year}", of_event=True),
            Says("second", "met: {who: [$one, $two], times: 3, when: $year}", of_event=True),
        ),
        (("times: 3", "times: 2"),),
    ),
    Planting(
        "two-takers",
        "one sending goes to two different people",
        LAW,
        (
            Says("first", "sent: {who: $one, what: $thing, to: $two, when: $year}", of_event=True),
            Says("second", "sent: {who: $one, what: $thing, to: $three, when: $year}",
                 of_event=True),
        ),
        (("to: $three", "to: $two"),),
    ),
    Planting(
        "two-givers",
        "one thing received on one occasion comes from two different people",
        LAW,
        (
            Says("first", "received: {who: $one, what: $thing, from: $two, when: $year}",
                 of_event=True),
            Says("second", "received: {who: $one, what: $thing, from: $three, when: $year}",
                 of_event=True),
        ),
        (("from: $three", "from: $two"),),
    ),
    Planting(
        "two-ends",
        "one journey ends in two places",
        LAW,
        (
            Says("first", "travelled: {who: $one, to: $here, when: $year-03}", of_event=True),
            Says("second", "travelled: {who: $one, to: $there, when: $year-03}", of_event=True),
        ),
        (("to: $there", "to: $here"),),
    ),
    Planting(
        "tie-chain",
        "three claims, each after the one before, have dates in the other order",
        LAW,
        (
            Says("first", "met: {who: [$one, $two], when: $year-06}"),
            Says("second", "sent: {who: $one, what: $thing, when: {after: $name1}}"),
            Says("third", "received: {who: $two, what: $thing, "
                 "when: {after: $name2, on: $year-03}}"),
        ),
        (("on: $year-03", "on: $year-09"),),
    ),
)  # fmt: skip
