"""Contradictions of where people were, and what stood there."""

from __future__ import annotations

from trialcheck.plantings.model import LAW, WHOLE_YEAR, Planting, Says

PLACES = (
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
            Says("first", f"jailed: {{who: $one, where: $here, when: {WHOLE_YEAR}}}"),
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
            Says("first", f"lived-at: {{who: $one, where: $here, when: {WHOLE_YEAR}}}"),
            Says("second", f"lived-at: {{who: $one, where: $there, when: {WHOLE_YEAR}}}"),
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
