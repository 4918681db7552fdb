"""The kinds of contradiction that are planted; none knows a rule, and a rule set must find them."""

from __future__ import annotations

from trialcheck.plantings.model import LAW, SIGN, Planting, Says

_WHOLE_YEAR = "$year-01-01/$year-12-31"

# Each is written as two witnesses would say it. The twin differs in as little as it can.
_PLACES = (
    Planting(
        "two-places",
        "somebody arrives at two places far apart in one minute",
        LAW,
        (
            Says("first", "arrived: {who: $one, where: $here, when: '$year-05-04T10:00'}"),
            Says("second", "arrived: {who: $one, where: $there, when: '$year-05-04T10:00'}"),
        ),
        (("where: $there", "where: $here"),),
    ),
    Planting(
        "too-quick",
        "somebody is sooner at a far place than anybody travels",
        LAW,
        (
            Says("first", "left: {who: $one, where: planted-east, when: '$year-05-04T10:00'}"),
            Says("second", "arrived: {who: $one, where: planted-west, when: '$year-05-04T10:05'}"),
        ),
        (("05-04T10:05", "11-04T10:05"),),
        (
            ("places", "planted-east: {name: a planted place, at: [0, 90]}"),
            ("places", "planted-west: {name: another planted place, at: [0, -90]}"),
        ),
    ),
    Planting(
        "met-elsewhere",
        "somebody in custody in one place meets somebody in another",
        LAW,
        (
            Says("first", f"jailed: {{who: $one, where: $here, when: {_WHOLE_YEAR}}}"),
            Says("second", "met: {who: [$one, $two], where: $there, when: $year-06}"),
        ),
        (("where: $there, when: $year-06", "where: $there, when: $last-06"),),
    ),
    Planting(
        "region-denied",
        "somebody is at a place in a region where another says he never was",
        LAW,
        (
            Says("first", "was-at: {who: $one, where: planted-village, when: $year-05}"),
            Says("second", "denies: {was-at: {who: $one, where: planted-county}}"),
        ),
        (("where: planted-county}}", "where: planted-county, when: $last}}"),),
        (
            ("places", "planted-county: {name: a planted county, at: [10, 10], radius: 20 km}"),
            ("places", "planted-village: {name: a planted village, in: planted-county}"),
        ),
    ),
    Planting(
        "no-such-place",
        "somebody is at a place that did not exist then",
        LAW,
        (
            Says("first", "arrived: {who: $one, where: planted-hotel, when: $year-06}"),
            Says("second", "denies: {existed: {what: planted-hotel, when: $year-01/..}}"),
        ),
        (("$year-01/..", "../$last-01"),),
        (("places", "planted-hotel: {name: a planted hotel}"),),
    ),
    Planting(
        "two-homes",
        "somebody lives in two places through one and the same year",
        LAW,
        (
            Says("first", f"lived-at: {{who: $one, where: $here, when: {_WHOLE_YEAR}}}"),
            Says("second", f"lived-at: {{who: $one, where: $there, when: {_WHOLE_YEAR}}}"),
        ),
        (("where: $there", "where: $here"),),
    ),
    Planting(
        "week",
        "three visits to far places fit in pairs, but not all into one week",
        LAW,
        (
            Says("first", "existed: {what: $thing, when: $year-05-01/$year-05-07}"),
            Says("first", "was-at: {who: $one, where: $here, for-at-least: 60 hours, "
                 "when: {during: $name1}}"),
            Says("second", "was-at: {who: $one, where: $there, for-at-least: 60 hours, "
                 "when: {during: $name1}}"),
            Says("third", "was-at: {who: $one, where: $elsewhere, for-at-least: 60 hours, "
                 "when: {during: $name1}}"),
        ),
        (("60 hours", "1 hour"),),
    ),
)  # fmt: skip

_LIVES = (
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
                 f"when: {_WHOLE_YEAR}}}"),
            Says("second", "held: {who: $one, topic: $topic, position: $that, "
                 f"when: {_WHOLE_YEAR}}}"),
        ),
        (("position: $that", "position: $this"),),
    ),
    Planting(
        "two-leaders",
        "two people each lead one body through one and the same year",
        LAW,
        (
            Says("first", f"led: {{who: $one, what: $thing, when: {_WHOLE_YEAR}}}"),
            Says("second", f"led: {{who: $two, what: $thing, when: {_WHOLE_YEAR}}}"),
        ),
        (("led: {who: $two", "led: {who: $one"),),
    ),
)  # fmt: skip

_THINGS = (
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

_EVENTS = (
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

_SIGNS = (
    Planting(
        "later-told",
        "a speaker denies a meeting and later tells of it",
        SIGN,
        (
            Says("first", "denies: {met: {who: [$one, $two]}}", said="$year-03-01"),
            Says("first", "met: {who: [$one, $two], when: $last}", said="$year-09-01"),
        ),
        (("who: [$one, $two]}}", "who: [$one, $two], when: $next}}"),),
    ),
    Planting(
        "later-denied",
        "a speaker tells of a meeting and later denies it",
        SIGN,
        (
            Says("first", "met: {who: [$one, $two], when: $last}", said="$year-03-01"),
            Says("first", "denies: {met: {who: [$one, $two]}}", said="$year-09-01"),
        ),
        (("who: [$one, $two]}}", "who: [$one, $two], when: $next}}"),),
    ),
    Planting(
        "further-each-time",
        "a speaker gives a document contents that go further each time",
        SIGN,
        (
            Says("first", "content: {of: $thing, topic: $topic, position: $this}",
                 said="$year-03-01"),
            Says("first", "content: {of: $thing, topic: $topic, position: $that}",
                 said="$year-09-01"),
        ),
        (("position: $that", "position: $this"),),
    ),
    Planting(
        "kept-for-years",
        "a bearer keeps a thing for years before handing it on",
        SIGN,
        (
            Says("first", "received: {who: $one, what: $thing, from: $two, when: $last-01}"),
            Says("second", "passed-on: {who: $one, what: $thing, to: $three, when: $next-12}"),
        ),
        (("when: $next-12", "when: $last-02"),),
    ),
    Planting(
        "long-on-the-way",
        "what was sent arrives years later",
        SIGN,
        (
            Says("first", "sent: {who: $one, what: $thing, to: $two, when: $last-01}"),
            Says("second", "received: {who: $two, what: $thing, from: $one, when: $next-12}"),
        ),
        (("when: $next-12", "when: $last-02"),),
    ),
    Planting(
        "silence",
        "two people in standing contact are in touch twice, years apart",
        SIGN,
        (
            Says("first", "knew: {who: [planted-near, planted-far], "
                 "when: $last-01-01/..}"),
            Says("first", "met: {who: [planted-near, planted-far], when: $last-01}"),
            Says("second", "met: {who: [planted-near, planted-far], when: $next-12}"),
        ),
        (("when: $next-12}", "when: $last-03}"),),
        (
            ("people", "planted-near: {name: a planted friend}"),
            ("people", "planted-far: {name: another planted friend}"),
        ),
    ),
    Planting(
        "deed-of-the-verdict",
        "a verdict finds a deed of which no testimony speaks",
        SIGN,
        (Says("first", "did: {who: $one, what: $thing, when: $year}", stage="planted-verdict"),),
        (("stage: planted-verdict", "stage: planted-hearing"),),
        (
            ("stages", "planted-verdict: {side: court, is: verdict}"),
            ("stages", "planted-hearing: {side: court, is: hearing}"),
        ),
    ),
    Planting(
        "nameless-link",
        "a thing goes through somebody whom nobody names",
        SIGN,
        (Says("first", "passed-on: {who: planted-nobody, what: $thing, to: $one, when: $year}"),),
        (("who: planted-nobody", "who: planted-somebody"),),
        (
            ("people", "planted-nobody: {name: an unnamed courier, is: [unnamed]}"),
            ("people", "planted-somebody: {name: a named courier}"),
        ),
    ),
    Planting(
        "never-produced",
        "the contents of a document that went from hand to hand are in the record, the document is "
        "not",
        SIGN,
        (
            Says("first", "content: {of: $thing, topic: $topic, position: $this}"),
            Says("second", "sent: {who: $one, what: $thing, to: $two, when: $year}", context=True),
            Says("third", "exhibited: {what: planted-exhibit, when: $next}", context=True),
        ),
        (("exhibited: {what: planted-exhibit", "exhibited: {what: $thing"),),
        (("things", "planted-exhibit: {name: another planted document}"),),
    ),
)  # fmt: skip

PLANTINGS = (*_PLACES, *_LIVES, *_THINGS, *_EVENTS, *_SIGNS)
"""Every kind that is planted, in the order of a report."""
