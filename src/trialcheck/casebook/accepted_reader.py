"""`accepted.yaml` becomes the findings that somebody has accepted, each with the reason."""

from __future__ import annotations

from trialcheck.casebook.model import Acceptance, Where
from trialcheck.fields import NOTE, Field, Fields, Page
from trialcheck.located_yaml import Node
from trialcheck.when import read_date

ACCEPTED_FILE = "accepted.yaml"
ACCEPTED: Fields = {
    "accepted": Field("acceptances", "The findings accepted, each behind a dash."),
    "note": NOTE,
}
ACCEPTANCE: Fields = {
    "finding": Field(
        "text", "The id of the finding, as `trialcheck analyze` shows it.", needed=True
    ),
    "reason": Field("text", "Why it is accepted.", needed=True),
    "by": Field("text", "Who accepted it."),
    "date": Field("date", "When it was accepted."),
    "note": NOTE,
}


def read_accepted(page: Page, root: Node) -> tuple[Acceptance, ...]:
    """The acceptances of one file; what is wrong with them is noted on `page`."""
    fields = page.mapping(root, ACCEPTED_FILE, ACCEPTED)
    acceptances: dict[str, Acceptance] = {}
    for node in page.items_under(fields, "accepted"):
        acceptance = _read_entry(page, node)
        if acceptance is None:
            continue
        earlier = acceptances.setdefault(acceptance.finding, acceptance)
        if earlier is not acceptance:
            page.problem(
                node,
                f"the finding '{acceptance.finding}' is accepted twice",
                f"line {earlier.written.line} has it already; keep one of the two",
            )
    return tuple(acceptances.values())


def _read_entry(page: Page, node: Node) -> Acceptance | None:
    entry = page.mapping(node, "an acceptance", ACCEPTANCE)
    finding = page.text(entry["finding"], "finding") if "finding" in entry else None
    reason = page.text(entry["reason"], "reason") if "reason" in entry else None
    page.read_under(entry, "date", read_date)
    if finding is None or reason is None:
        page.problem(
            node,
            "an acceptance needs a finding and a reason",
            "write {finding: some-id, reason: why}",
        )
        return None
    return Acceptance(
        finding,
        reason,
        page.text_under(entry, "by"),
        page.text_under(entry, "date"),
        page.text_under(entry, "note"),
        Where(page.file.path, node.line, node.column),
    )
