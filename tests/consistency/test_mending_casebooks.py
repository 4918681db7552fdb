"""Withdrawals that mend a casebook are those that an independent judge finds by trying all."""

from __future__ import annotations

import random
from collections.abc import Callable, Collection
from itertools import combinations

import pytest
from tests.consistency.casebooks import law_findings, stories
from tests.consistency.oracle import Judge

from trialcheck.consistency.mending import smallest_withdrawals

Names = frozenset[str]


def least_by_trying(
    names: Collection[str], keep: Collection[str], fits: Callable[[Names], bool]
) -> set[Names]:
    """The smallest sets of names, none of them kept, without which the others fit."""
    free = sorted(set(names) - set(keep))
    for size in range(len(free) + 1):
        found = {frozenset(chosen) for chosen in combinations(free, size)
                 if fits(frozenset(names) - frozenset(chosen))}  # fmt: skip
        if found:
            return found
    return set()


@pytest.mark.parametrize("topics", [(), ("rival", "content", "only"), ("region", "zones")])
def test_the_smallest_withdrawals_are_those_of_the_judge(topics):
    """Of statements and of speakers, with some of them kept, the program finds the very same."""
    mended = stuck = 0
    for story in stories(20, 500, topics):
        judge = Judge(story)
        if not judge.conflicts():
            continue
        conflicts = [frozenset(finding.statements) for finding in law_findings(story.files())]
        statements = {each.name: each.speaker for each in story.statements}
        speakers = sorted(set(statements.values()))
        by_speaker = [frozenset(statements[name] for name in each) for each in conflicts]

        def fits(
            left: Names, judge: Judge = judge, speaker_of: dict[str, str] = statements
        ) -> bool:
            chosen = (name for name, speaker in speaker_of.items() if {name, speaker} & left)
            return judge.fit(frozenset(chosen))

        chance = random.Random(story.text())
        for names, clashing in ((sorted(statements), conflicts), (speakers, by_speaker)):
            for keep in ((), chance.sample(names, 1), chance.sample(names, len(names) // 2)):
                found = smallest_withdrawals(clashing, keep, most=10**6)
                expected = least_by_trying(names, keep, fits)
                assert found.exact
                assert found.all_shown
                assert set(found.smallest) == expected, story.text()
                assert (found.stuck is not None) == (not expected)
                mended += bool(expected)
                stuck += not expected
    assert mended > 20
    assert stuck > 0
