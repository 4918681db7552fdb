"""The rules that spoke: what each looks for, and why what it finds matters."""

from __future__ import annotations

from trialcheck.findings import Report
from trialcheck.reports.html.elements import NOTHING, Markup, element


def rules_section(report: Report) -> Markup:
    """Return the rules of which the report holds findings, each with its reason."""
    if not has_rules(report):
        return NOTHING
    pages = [(name, report.rule_pages[name]) for name in _that_spoke(report)]
    entries = (
        element(
            "div",
            element("dt", f"{page.title}. ", element("code", name)),
            element("dd", page.why),
            class_="entry",
        )
        for name, page in pages
    )
    return element(
        "section",
        element("h2", "The rules that speak in this report"),
        element(
            "p",
            f"Of {report.rules} rules that ran, {len(pages)} found something. No rule knows a "
            "person, a place or a topic of any case.",
            class_="meaning",
        ),
        element("dl", entries, class_="rules"),
        class_="part rules-part",
        id="rules",
    )


def has_rules(report: Report) -> bool:
    """Whether the page has a section of rules."""
    return bool(_that_spoke(report))


def _that_spoke(report: Report) -> list[str]:
    spoke = {finding.rule for case in report.cases for finding in case.findings}
    return sorted(spoke & set(report.rule_pages))
