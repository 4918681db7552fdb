"""The conditions of `where`: each a small function of a scene.

It answers in which datings it holds: in none, some or all.
"""

from __future__ import annotations

from collections.abc import Mapping

from trialcheck.engine.conditions.denials import ON_DENIALS
from trialcheck.engine.conditions.statements import ON_STATEMENTS
from trialcheck.engine.conditions.times import ON_TIMES
from trialcheck.engine.conditions.values import ON_VALUES
from trialcheck.engine.scene import Judge

CONDITIONS: Mapping[str, Judge] = {**ON_VALUES, **ON_STATEMENTS, **ON_DENIALS, **ON_TIMES}
"""Every condition of `where` by name."""
