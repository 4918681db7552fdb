"""Compares what the program says of made-up casebooks with what an independent judge says.

Run as `python -m tests.consistency.casebooks --number 2000 --seed 7`.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache
from itertools import chain
from pathlib import Path

from tests.consistency.oracle import Judge
from tests.consistency.stories import FIRST, Claim, Day, Story, When, minute_of, moment
from tests.consistency.teller import Teller
from tests.consistency.wide_teller import MANNERS, WideTeller

from trialcheck.casebook.reader import casebook_from
from trialcheck.casebook.vocabulary import Vocabulary
from trialcheck.consistency.deciding import narrowing_of, reconciliation_of
from trialcheck.engine.decision import STEPS, decide
from trialcheck.findings import Finding
from trialcheck.pipeline import Opened, Request, decided, load_rules
from trialcheck.rules.model import Rule
from trialcheck.source import Budget, Limits, SourceFile

BEFORE_STORIES = (FIRST - datetime(1, 1, 1)) // timedelta(minutes=1)  # noqa: DTZ001  # see FIRST
"""The minutes from the program's minute 0 to that of a story."""

LAWS = (
    "one-place-at-a-time",
    "custody",
    "assertion-denied",
    "another-leader",
    "exclusive-stands",
    "state-undone",
    "sent-before-received",
    "life-span",
    "outside-existence",
    "rival-date",
    "exclusive-positions",
    "rival-place",
    "rival-origin",
    "rival-destination",
    "rival-giver",
    "rival-recipient",
    "rival-count",
    "another-than-the-only",
    "another-home",
    "received-before-passed-on",
    "passed-on-before-received",
    "contact-before-relation",
    "destroyed-then-there",
    "destroyed-then-handed",
    "dates-conflict",
)
"""The laws that the judge knows too."""


@dataclass(frozen=True)
class Disagreement:
    """A story of which the two say different things, and what."""

    sort: str
    what: str
    story: Story

    def __str__(self) -> str:
        """What differs, and the casebook."""
        return f"{self.sort}: {self.what}\n{self.story.text()}"


@cache
def laws() -> tuple[tuple[Rule, ...], Vocabulary]:
    """The laws compared, and the vocabulary, read once."""
    folder = Path(__file__).parents[2] / "rules"
    rule_set, vocabulary, problems = load_rules(folder, Limits(), Budget(), examples=False)
    assert problems == []
    return tuple(rule_set.rules[name] for name in LAWS), vocabulary


def law_findings(files: dict[str, str]) -> list[Finding]:
    """What the program surely finds against the laws in a casebook."""
    case = opened(files)
    result, troubles = decided(case, Request(()))
    assert troubles == []
    assert result.undecided == 0
    assert result.all_conflicts
    found = [each for each in result.findings if each.is_law and each.certainty == "certain"]
    assert result.consistent == (not found)
    return found


def opened(files: dict[str, str]) -> Opened:
    """A casebook as read, with the laws compared; it must have no problems."""
    rules, vocabulary = laws()
    sources = {name: SourceFile(f"book/{name}", text) for name, text in files.items()}
    reading = casebook_from(sources, "book", vocabulary, Limits(), [])
    assert reading.problems == (), [problem.message for problem in reading.problems]
    assert reading.casebook is not None
    return Opened(reading.casebook, reading.vocabulary, rules)


def dating_of(story: Story) -> dict[str, tuple[int, int]] | None:
    """The times that the program gives to the claims of a consistent story; None if it has none."""
    case = opened(story.files())
    decision = decide(case.casebook, case.vocabulary, case.rules, {})
    whole = reconciliation_of(
        case.casebook, case.vocabulary, case.rules, decision, STEPS, everything=True
    )
    if whole.conflicts or whole.told or whole.undecided:
        return None
    times = {}
    for name, (_, claim) in story.claims().items():
        start = whole.dating.get((name, 0), whole.dating.get((f"event {claim.event}", 0)))
        if claim.is_firm and start is not None:
            end = whole.dating.get((name, 1), start)
            times[name] = (start - BEFORE_STORIES, end - BEFORE_STORIES)
    return times


def disagreement(story: Story) -> Disagreement | None:
    """What the program and the judge say differently of a story, None if they agree."""
    return next(disagreements(story), None)


def disagreements(story: Story) -> Iterator[Disagreement]:
    """All that the program and the judge say differently of a story."""
    judge = Judge(story)
    findings = law_findings(story.files())
    expected = judge.conflicts()
    reported = {frozenset(finding.statements) for finding in findings}
    for finding in findings:
        words = f"{finding.rule} {list(finding.statements)}"
        claims = frozenset(item.claim for item in finding.evidence)
        if judge.fits(claims):
            yield Disagreement(
                "fits", f"these claims fit, though the program reports {words}", story
            )
            continue
        for statement in finding.statements:
            left = frozenset(item.claim for item in finding.evidence if item.statement != statement)
            # That some of them clash for another reason than their dates is another finding.
            if not judge.fits(left, dates_only=True) and not _is_of_two(finding):
                yield Disagreement("not-least", f"not minimal without {statement}: {words}", story)
                break
    least = {each for each in reported if not any(other < each for other in reported)}
    missing = sorted(map(sorted, expected - least))
    if missing and not reported:
        yield Disagreement("silent", f"not reported: {missing}", story)
    elif missing:
        yield Disagreement(
            "missing", f"not reported: {missing}; but: {sorted(map(sorted, reported))}", story
        )
    extra = sorted(map(sorted, least - expected))
    if extra:
        yield Disagreement(
            "extra", f"reported: {extra}, but the least are {sorted(map(sorted, expected))}", story
        )


def bad_dating(story: Story) -> Iterator[Disagreement]:
    """The dating that the program gives to a story that fits, if the judge does not allow it."""
    judge = Judge(story)
    if judge.fits(frozenset(judge.claims)):
        times = dating_of(story)
        if times is None:
            yield Disagreement("dating", "these claims fit, but no dating is given", story)
            return
        if story.zones and not _is_known_throughout(story, times.values()):
            return
        if not judge.allows(times):
            yield Disagreement("dating", f"no dating of this story: {times}", story)


def left_of(story: Story) -> dict[tuple[str, int], tuple[int, int]]:
    """What the program leaves of the starts (0) and ends (1) of the claims whose dates it narrows.

    A condition of an open date is left out: it is narrowed as if it lasted no longer than its date.
    """
    case = opened(story.files())
    decision = decide(case.casebook, case.vocabulary, case.rules, {})
    found = narrowing_of(case.casebook, case.vocabulary, case.rules, decision, STEPS)
    left = {}
    for name, each in found.items():
        bounds = each.bounds
        if each.own == decision.windows.of[name].own:
            starts = bounds.earliest_start - BEFORE_STORIES, bounds.latest_start - BEFORE_STORIES
            ends = bounds.earliest_end - BEFORE_STORIES, bounds.latest_end - BEFORE_STORIES
            left[name, 0], left[name, 1] = starts, ends
    return left


def bad_narrowing(story: Story) -> Iterator[Disagreement]:
    """What the program wrongly says is left of the dates of a story that fits."""
    judge = Judge(story)
    if judge.fits(frozenset(judge.claims)):
        for (name, end), told in left_of(story).items():
            expected = judge.extremes((judge.start, judge.end)[end][name])
            if expected is not None and not _is_as_narrow(told, expected, story):
                yield Disagreement("narrowed", f"{name} is left {told}, not {expected}", story)


def _is_as_narrow(told: tuple[int, int], expected: tuple[int, int], story: Story) -> bool:
    """Whether what is left is what it should be.

    Where places have time zones, it may be more: clocks are put forward and back in a loose date,
    which the judge does not know of.
    """
    if story.zones:
        return told[0] <= expected[0] and expected[1] <= told[1]
    return told == expected


def _is_of_two(finding: Finding) -> bool:
    """Whether a law by itself speaks of two statements.

    They clash for a reason of their own, even if one of them is at odds with itself for another.
    """
    return finding.rule != "dates-conflict" and len(finding.statements) <= 2


def all_disagreements(story: Story) -> Iterator[Disagreement]:
    """What is said differently of a story's conflicts and of its dating."""
    yield from disagreements(story)
    yield from bad_dating(story)
    yield from bad_narrowing(story)


def smallest(found: Disagreement) -> Disagreement:
    """The same sort of disagreement about as small a part of the story as can be."""
    while True:
        for story in _parts(found.story):
            try:
                again = next((d for d in all_disagreements(story) if d.sort == found.sort), None)
            except AssertionError:
                continue
            if again is not None:
                found = again
                break
        else:
            return found


def _parts(story: Story) -> list[Story]:
    parts = [replace(story, lives=())] if story.lives else []
    for at, statement in enumerate(story.statements):
        others = story.statements[:at], story.statements[at + 1 :]
        parts.append(replace(story, statements=others[0] + others[1]))
        for place, claim in enumerate(statement.claims):
            fewer = [statement.claims[:place] + statement.claims[place + 1 :]]
            for field, value in (
                ("ties", ()),
                ("when", None),
                ("event", ""),
                ("least", None),
                ("most", None),
            ):
                if getattr(claim, field) != value:
                    changed = replace(claim, **{field: value})
                    fewer.append(
                        (*statement.claims[:place], changed, *statement.claims[place + 1 :])
                    )
            parts += [
                replace(
                    story, statements=others[0] + (replace(statement, claims=claims),) + others[1]
                )
                for claims in fewer
                if claims
            ]
    return [part for part in parts if _is_whole(part)]


def _is_whole(story: Story) -> bool:
    names = story.claims()
    return all(tie.other in names for _, claim in names.values() for tie in claim.ties)


def stories(number: int, seed: int, topics: tuple[str, ...] = ()) -> list[Story]:
    """So many stories, always the same for a seed; of all first topics, or of those named.

    A manner of dating may stand among the topics.
    """
    chances = (random.Random(f"{seed}/{at}") for at in range(number))
    if not topics:
        return [Teller(chance).story() for chance in chances]
    manners = tuple(each for each in topics if each in MANNERS)
    chosen = tuple(each for each in topics if each not in MANNERS) or Teller.topics
    return [WideTeller(chance, chosen, manners=manners).story() for chance in chances]


def _known_minutes(story: Story) -> range:
    """The minutes at which clocks stand as the judge believes."""
    if story.zones:
        return range(minute_of(1931, 1, 1), minute_of(1932, 1, 1))
    return range(minute_of(1000, 1, 1), minute_of(2999, 1, 1))


def _is_known_throughout(story: Story, times: Iterable[tuple[int, int]]) -> bool:
    """Whether a dating, and all dates that a story names, lie where the judge knows the clocks."""
    known = _known_minutes(story)
    named = [claim.when for _, claim in story.claims().values() if claim.when is not None]
    days = [day for when in named for day in when.ends if isinstance(day, Day)]
    minutes = [minute for day in days for minute in (day.lo, day.hi)]
    return all(minute in known for minute in (*minutes, *chain.from_iterable(times)))


def pinned(story: Story) -> Story | None:
    """A story that fits, with every claim dated to the minute by one of its datings, else None.

    It fits in exactly one way, and must stay silent.
    """
    judge = Judge(story)
    if not judge.fits(frozenset(judge.claims)):
        return None
    known = _known_minutes(story)
    times = {
        name: ends
        for name, ends in judge.times().items()
        # Of a journey that ends before it began by the clocks of two places no date can be written.
        if all(minute in known for minute in ends) and ends[0] <= ends[1]
    }
    return replace(
        story,
        statements=tuple(
            replace(
                statement,
                claims=tuple(
                    _dated(claim, times.get(f"{statement.name}#{claim.id}"))
                    for claim in statement.claims
                ),
            )
            for statement in story.statements
        ),
    )


def _dated(claim: Claim, times: tuple[int, int] | None) -> Claim:
    if times is None:
        return claim
    start, end = map(moment, times)
    when = When("single", (start,)) if claim.is_occasion else When("span", (start, end))
    return replace(claim, when=when, calendar="gregorian")


def main() -> int:
    """Compare so many stories and print the smallest form of every disagreement."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--number", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--most", type=int, default=5)
    parser.add_argument("--topics", nargs="*", default=[])
    parser.add_argument("--ignore", nargs="*", default=[])
    arguments = parser.parse_args()
    if {"julian", "edtf"} <= set(arguments.topics):
        parser.error("julian and edtf do not go together: not every EDTF date has a Julian one")
    counts: Counter[str] = Counter()
    clashing = 0
    for at, story in enumerate(stories(arguments.number, arguments.seed, tuple(arguments.topics))):
        exact = pinned(story)
        wrong = None if exact is None else disagreement(exact)
        if wrong is not None:
            counts["pinned"] += 1
            sys.stdout.write(f"=== {at}: fits in one way, but: {wrong}\n")
        clashing += bool(Judge(story).conflicts())
        for found in all_disagreements(story):
            if found.sort in arguments.ignore:
                continue
            counts[found.sort] += 1
            if counts[found.sort] <= arguments.most:
                sys.stdout.write(f"=== {at}: {smallest(found)}\n")
    sys.stdout.write(f"{at + 1} stories, {clashing} of them clash, {dict(counts)}\n")
    return 1 if counts else 0


if __name__ == "__main__":
    sys.exit(main())
