"""Holes and shifts that are no contradiction, each a sign."""

from __future__ import annotations

from trialcheck.plantings.model import SIGN, Planting, Says

SIGNS = (
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
