"""What a withdrawal would open: laws that what was withdrawn had excused others from."""

from __future__ import annotations

from collections.abc import Collection

from trialcheck.engine.decision import decide
from trialcheck.findings import Finding
from trialcheck.pipeline import Opened, Request
from trialcheck.rules.model import DERIVED
from trialcheck.setting_aside import without
from trialcheck.telling import Teller


def opened_by(case: Opened, request: Request, names: Collection[str]) -> tuple[Finding, ...]:
    """The laws that are broken once some statements or speakers are withdrawn from a casebook.

    Only laws with an excuse (`unless`, `given`) can be: what breaks another is broken with the
    statements as well. They are looked for if every conflict has lost one of its statements.
    """
    rules = [
        rule
        for rule in case.rules
        if rule.kind == DERIVED or (rule.is_law and (rule.unless or rule.given))
    ]
    casebook = without(case.casebook, tuple(names))
    decision = decide(casebook, case.vocabulary, rules, request.settings.amounts, request.steps)
    certain = [match for match in decision.matches if match.certain]
    return tuple(Teller(casebook, case.vocabulary).findings(certain))
