"""The report as workflow commands, which GitHub shows beside the lines of a pull request."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from trialcheck.casebook.model import Acceptance
from trialcheck.findings import CaseResult, Finding, Report
from trialcheck.reports import words
from trialcheck.reports.annotation import (
    details,
    doubt_of,
    level_of,
    place_of_acceptance,
    places_of,
    stale_in_words,
    titles_of,
    worst_first,
)
from trialcheck.reports.layout import Layout
from trialcheck.visible import prose, visible, without_log_commands

SHOWN_OF_A_LEVEL = 10
"""How many annotations of one level GitHub shows for one step of a job."""

_COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}
_LONGEST_TITLE = 255


def render(report: Report, layout: Layout) -> str:
    """Return one command for each finding that is not accepted, the worst first, and a summary.

    All stand in the log; where GitHub shows fewer beside the lines, a notice says how many.
    """
    findings = [finding for finding in worst_first(report) if not finding.accepted]
    shown = words.first_of_each_casebook(findings, layout.most)
    titles = titles_of(report)
    lines = [_annotation(finding, titles) for finding in shown if level_of(finding) == "error"]
    lines += [_annotation(finding, titles) for finding in shown if level_of(finding) == "warning"]
    lines += [_stale(case, each) for case in report.cases for each in case.stale_acceptances]
    lines += [_doubt(case) for case in report.cases if doubt_of(case)]
    lines += _more(shown, len(findings) - len(shown))
    lines += [_annotation(finding, titles) for finding in shown if level_of(finding) == "note"]
    lines.append(without_log_commands(prose(words.summary(report)[0])))
    return "\n".join(lines) + "\n"


def command(name: str, properties: Mapping[str, str | int], message: str) -> str:
    """Return a workflow command; nothing in its texts can end it or begin another.

    `message` may have several lines.
    """
    lines = [without_log_commands(visible(line)) for line in message.split("\n")]
    written = ",".join(
        f"{key}={_property(without_log_commands(visible(str(value))))}"
        for key, value in properties.items()
    )
    return f"::{name} {written}::{_data(chr(10).join(lines))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _annotation(finding: Finding, titles: Mapping[str, str]) -> str:
    place = places_of(finding)[0]
    title = visible(f"{finding.id} ({finding.kind}, {finding.certainty})")
    properties: dict[str, str | int] = {
        "file": place.file,
        "line": place.line,
        "col": place.column,
        "endLine": place.line,
        "title": title[:_LONGEST_TITLE],
    }
    message = "\n".join([prose(finding.message), *details(finding, titles)])
    return command(_COMMANDS[level_of(finding)], properties, message)


def _stale(case: CaseResult, acceptance: Acceptance) -> str:
    place = place_of_acceptance(case.path, acceptance)
    properties: dict[str, str | int] = {
        "file": place.file,
        "line": place.line,
        "col": place.column,
        "title": "Stale acceptance",
    }
    return command("warning", properties, stale_in_words(acceptance))


def _doubt(case: CaseResult) -> str:
    return command("warning", {"title": "Not decided in full"}, prose(doubt_of(case)))


def _more(shown: list[Finding], left_out: int) -> list[str]:
    """Return the notice that says how many findings GitHub does not show, if there are any."""
    levels = Counter(level_of(finding) for finding in shown)
    hidden = sum(max(number - SHOWN_OF_A_LEVEL, 0) for number in levels.values())
    # The notice itself is one of those that are shown.
    hidden += levels["note"] >= SHOWN_OF_A_LEVEL
    told = []
    if hidden:
        told.append(
            f"{words.count(hidden, 'more finding')} in the log of this step: GitHub shows "
            f"{SHOWN_OF_A_LEVEL} of each level."
        )
    if left_out:
        told.append(
            f"{words.count(left_out, 'more finding')} {'is' if left_out == 1 else 'are'} not "
            "listed: --max-findings lists more."
        )
    return [command("notice", {"title": "trialcheck"}, " ".join(told))] if told else []
