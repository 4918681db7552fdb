"""Casebooks made at random get the conflicts that an independent judge finds, all and no others."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.consistency.casebooks import disagreement, law_findings, laws, stories
from tests.consistency.oracle import Judge
from tests.consistency.stories import (
    Claim,
    Day,
    Statement,
    Story,
    When,
    day,
    hour_of,
    minute_of,
    moment,
)


@pytest.mark.parametrize("seed", range(10))
def test_random_casebooks_get_the_conflicts_of_the_judge(seed):
    """What is reported clashes and is minimal, and every minimal conflict of the judge is reported."""
    clashing = 0
    for story in stories(12, seed):
        found = disagreement(story)
        assert found is None, str(found)
        clashing += bool(Judge(story).conflicts())
    assert 0 < clashing < 12
