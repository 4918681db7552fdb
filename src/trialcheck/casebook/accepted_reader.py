"""`accepted.yaml` becomes acceptances: findings that somebody has accepted, with the reason."""

from __future__ import annotations

from trialcheck.casebook.model import Acceptance
from trialcheck.fields import Page
from trialcheck.located_yaml import Node

_KEYS = ("finding", "reason", "by", "date", "note")


def read_accepted(page: Page, root: Node) -> tuple[Acceptance, ...]:
    """The acceptances of one file; what is wrong with them is noted on `page`."""
    fields = page.mapping(root, "accepted.yaml", ("accepted", "note"))
    acceptances: dict[str, Acceptance] = {}
    for node in page.items_under(fields, "accepted"):
        entry = page.mapping(node, "an acceptance", _KEYS)
        finding = page.text(entry["finding"], "finding") if "finding" in entry else None
        reason = page.text(entry["reason"], "reason") if "reason" in entry else None
        if finding is None or reason is None:
            page.problem(
                node,
                "an acceptance needs a finding and a reason",
                "write {finding: some-id, reason: why}",
            )
        elif finding in acceptances:
            page.problem(node, f"the finding '{finding}' is accepted twice")
        else:
            acceptances[finding] = Acceptance(finding, reason)
    return tuple(acceptances.values())
