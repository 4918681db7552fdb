"""What can be checked only when every file of a casebook is read."""

from __future__ import annotations

from dataclasses import dataclass, field

from trialcheck.casebook.model import Claim
from trialcheck.fields import Page
from trialcheck.located_yaml import Scalar


@dataclass(slots=True)
class Pending:
    """The events that claims use, the ids that may be events, and the claims with ties.

    An id that may be an event stands as (its page, its node, its text, what it should name).
    """

    events: dict[str, None] = field(default_factory=dict)
    perhaps_events: list[tuple[Page, Scalar, str, str]] = field(default_factory=list)
    ties: list[tuple[Page, Claim]] = field(default_factory=list)
