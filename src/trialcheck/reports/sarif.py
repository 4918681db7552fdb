"""The report as SARIF 2.1.0, which code scanning services and editors read."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from urllib.parse import quote

from trialcheck import __version__
from trialcheck.findings import KINDS, LAW_KINDS, CaseResult, Finding, Report, RulePage
from trialcheck.reports import finding_words, words
from trialcheck.reports.annotation import (
    Place,
    doubt_of,
    folder_of,
    level_of,
    place_of_acceptance,
    places_of,
    saying,
    speaking,
    stale_in_words,
    titles_of,
    worst_first,
)
from trialcheck.reports.json_report import harmless
from trialcheck.reports.layout import Layout
from trialcheck.reports.markdown import escaped
from trialcheck.reports.sarif_text import doubled_braces, message_of, sarif_text
from trialcheck.visible import prose, visible

MOST_RESULTS = 25_000
"""The results that GitHub takes from one run; it refuses a file with more."""

FINGERPRINT = "trialcheck/v1"
"""The name of the fingerprint: the id of the finding, so that lines may move."""

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)

_ROOT = "%SRCROOT%"
_LONGEST_DESCRIPTION = 1000  # GitHub takes 1,024 characters


def render(report: Report, layout: Layout) -> str:
    """Return the document: one run with its rules, files and results; the layout changes nothing.

    Results beyond `MOST_RESULTS` are left out, those of the lowest level first, and a notification
    says how many.
    """
    del layout
    document = {"$schema": SCHEMA, "version": "2.1.0", "runs": [_run(report)]}
    return harmless(json.dumps(document, ensure_ascii=False, indent=2)) + "\n"


def _run(report: Report) -> dict[str, object]:
    every = worst_first(report)
    findings = every[:MOST_RESULTS]
    pages = _pages(report, findings)
    files = sorted({place.file for finding in findings for place in places_of(finding)})
    artifacts = [{"location": _artifact(file), "roles": ["analysisTarget"]} for file in files]
    return {
        "tool": {"driver": _driver(pages)},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {
            _ROOT: {"description": {"text": "The folder in which trialcheck ran."}}
        },
        "invocations": [_invocation(report, len(every) - len(findings))],
        **({"artifacts": artifacts} if artifacts else {}),
        "results": _results(findings, list(pages), titles_of(report)),
        "properties": {"casebooks": [_casebook(case) for case in report.cases]},
    }


def _casebook(case: CaseResult) -> dict[str, object]:
    return {
        "path": visible(folder_of(case.path)),
        "case": prose(case.case),
        "speakers": case.speakers,
        "statements": case.statements,
        "claims": case.claims,
        "consistent": case.consistent,
    }


def _driver(pages: Mapping[str, RulePage]) -> dict[str, object]:
    rules = [_rule(name, page) for name, page in pages.items()]
    return {"name": "trialcheck", "version": __version__, "rules": rules}


def _invocation(report: Report, left_out: int) -> dict[str, object]:
    """Return how the run went: what was left out or not decided, and acceptances out of date."""
    told = [
        *([_too_many(left_out)] if left_out else []),
        *(prose(doubt_of(case)) for case in report.cases if doubt_of(case)),
    ]
    run = [{"level": "warning", "message": {"text": sarif_text(text)}} for text in told]
    stale = [
        {
            "level": "warning",
            "message": {"text": sarif_text(stale_in_words(acceptance))},
            "locations": [_location(place_of_acceptance(case.path, acceptance))],
        }
        for case in report.cases
        for acceptance in case.stale_acceptances
    ]
    notifications = {"toolExecutionNotifications": run, "toolConfigurationNotifications": stale}
    return {
        "executionSuccessful": True,
        **{name: found for name, found in notifications.items() if found},
    }


def _too_many(left_out: int) -> str:
    return (
        f"{words.count(left_out, 'finding')} left out: {MOST_RESULTS:,} results are the most that "
        "a service takes of one run. The formats json and jsonl list all."
    )


def _pages(report: Report, findings: Iterable[Finding]) -> dict[str, RulePage]:
    """Return the page of each rule that could speak, and of each that spoke, by id."""
    pages = {name: page for name, page in report.rule_pages.items() if page.kind in KINDS}
    for finding in findings:
        pages.setdefault(finding.rule, RulePage(finding.kind, finding.title, ""))
    return dict(sorted(pages.items()))


def _rule(name: str, page: RulePage) -> dict[str, object]:
    is_law = page.kind in LAW_KINDS
    kind = words.KIND_WORDS[page.kind]
    title, why = prose(page.title), prose(page.why)
    meaning = f"Kind of finding: {kind.one}. {kind.meaning}"
    description = f"{title}. {why}".rstrip()
    blocks = (f"**{escaped(title)}**", escaped(why), meaning)
    return {
        "id": visible(name),
        "name": visible("".join(part.capitalize() for part in name.split("-"))),
        "shortDescription": {"text": sarif_text(title)},
        "fullDescription": {"text": sarif_text(description[:_LONGEST_DESCRIPTION])},
        "help": {
            "text": sarif_text(f"{description}\n\n{meaning}"),
            "markdown": doubled_braces("\n\n".join(filter(None, blocks))),
        },
        "defaultConfiguration": {"level": "error" if is_law else "warning"},
        "properties": {
            "tags": ["law" if is_law else "sign", page.kind],
            "problem.severity": "error" if is_law else "warning",
        },
    }


def _results(
    findings: list[Finding], rules: list[str], titles: Mapping[str, str]
) -> list[dict[str, object]]:
    numbers = {rule: index for index, rule in enumerate(rules)}
    seen = Counter[str]()
    results = []
    for finding in findings:
        seen[finding.id] += 1
        # Two casebooks, one a copy of the other, have findings of the same id.
        copy = f"/{seen[finding.id]}" if seen[finding.id] > 1 else ""
        results.append(
            {
                "ruleId": visible(finding.rule),
                "ruleIndex": numbers[finding.rule],
                "level": level_of(finding),
                "message": message_of(finding, titles),
                **_locations(finding),
                "partialFingerprints": {FINGERPRINT: visible(finding.id) + copy},
                **_suppressions(finding),
                "properties": _properties(finding),
            }
        )
    return results


def _locations(finding: Finding) -> dict[str, object]:
    """Return the first claim as the location, the others as related ones with their words."""
    places = places_of(finding)
    if not finding.evidence:
        return {"locations": [_location(places[0])]}
    located = [
        {
            **({"id": number} if number else {}),
            **_location(place),
            "logicalLocations": [{"fullyQualifiedName": visible(item.claim)}],
            "message": {"text": sarif_text(f"{speaking(item)}: {saying(item)}")},
        }
        for number, (place, item) in enumerate(zip(places, finding.evidence, strict=True))
    ]
    related = {"relatedLocations": located[1:]} if len(located) > 1 else {}
    return {"locations": located[:1], **related}


def _suppressions(finding: Finding) -> dict[str, object]:
    if not finding.accepted:
        return {}
    reason = prose(finding_words.acceptance_of(finding)) or "Accepted."
    return {"suppressions": [{"kind": "external", "status": "accepted", "justification": reason}]}


def _properties(finding: Finding) -> dict[str, object]:
    return {
        "casebook": visible(folder_of(finding.casebook)),
        "kind": finding.kind,
        "certainty": visible(finding.certainty),
        "statements": [visible(name) for name in finding.statements],
        "sides": [visible(side) for side in finding.rests_on.sides],
        "margin": finding.margin,
    }


def _location(place: Place) -> dict[str, object]:
    return {
        "physicalLocation": {
            "artifactLocation": _artifact(place.file),
            "region": {"startLine": place.line, "startColumn": place.column},
        }
    }


def _artifact(file: str) -> dict[str, str]:
    return {"uri": quote(file), "uriBaseId": _ROOT}
