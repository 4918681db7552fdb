"""The kinds of contradiction that are planted; none knows a rule, and a rule set must find them.

Each is written as two witnesses would say it. The twin differs in as little as it can.
"""

from __future__ import annotations

from trialcheck.plantings.kinds.events import EVENTS
from trialcheck.plantings.kinds.lives import LIVES
from trialcheck.plantings.kinds.places import PLACES
from trialcheck.plantings.kinds.signs import SIGNS
from trialcheck.plantings.kinds.things import THINGS

PLANTINGS = (*PLACES, *LIVES, *THINGS, *EVENTS, *SIGNS)
"""Every kind that is planted, in the order of a report."""
