"""The words of one finding that every report for readers shares: who, where, on whose word, why."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from trialcheck.casebook.model import Acceptance
from trialcheck.findings import Evidence, Finding
from trialcheck.reports.words import count, each_once, listed
from trialcheck.visible import visible
from trialcheck.wording import acceptance_in_words

_WORD = re.compile(r"\w+")
_CONNECTIVES = frozenset({"when", "from", "this", "follows"})
MINUTES_A_DAY = 1440
MINUTES_AN_HOUR = 60

BASIS_OF_REGISTRY = "Rests on what case.yaml registers, on no statement."
"""What a finding says that names no statement."""


def path_below(folder: str, path: str) -> str:
    """Return a file's path relative to a casebook's folder, or as it is where it lies elsewhere."""
    return path.removeprefix(folder.rstrip("/") + "/")


def name_of(evidence: Evidence) -> str:
    """Return the name of the speaker of a claim."""
    return evidence.speaker_name or evidence.speaker


def file_and_line(casebook: str, evidence: Evidence) -> str:
    """Return where a claim is written, as `file:line`, the file below its casebook, visible."""
    return f"{visible(path_below(casebook, evidence.path))}:{evidence.line}"


def statement(evidence: Evidence) -> str:
    """Return all that the statement of a claim says, behind its speaker, stage and date."""
    who = each_once([name_of(evidence), evidence.stage, evidence.said])
    return f"{', '.join(who)}: {evidence.says or evidence.text}"


def short_title(evidence: Evidence) -> str:
    """Return the title of the source without its subtitle, or the source's id."""
    return evidence.source_title.partition(": ")[0] or evidence.source


def recorded_at(evidence: Evidence) -> str:
    """Return the source in which a claim is recorded, and the place in it."""
    return ", ".join(each_once([short_title(evidence), evidence.at]))


def titles_of(findings: Iterable[Finding]) -> dict[str, str]:
    """Return the short title of each source in which a claim of the findings is recorded."""
    return {item.source: short_title(item) for each in findings for item in each.evidence}


def rests_on(finding: Finding, titles: Mapping[str, str]) -> str:
    """Return the sentences that say on whose word a finding rests: sides, speakers, sources.

    A source that another one reports is called by its title if `titles` holds it, else by its id.
    """
    if not (finding.rests_on.sides or finding.rests_on.speakers):
        return BASIS_OF_REGISTRY
    return f"{rests_on_alone(finding)}{_reporting(finding.evidence, titles)}"


def rests_on_alone(finding: Finding) -> str:
    """Return the sentence that names the sides and speakers on whose word a finding rests."""
    if not (finding.rests_on.sides or finding.rests_on.speakers):
        return BASIS_OF_REGISTRY
    records = _records(finding) or f"the word of {listed(_speakers(finding))}"
    return f"Rests on {records}."


def further_steps(finding: Finding) -> tuple[str, ...]:
    """Return the steps of the reasoning that say more than the claims shown beside them."""
    return tuple(
        step
        for step in finding.reasoning
        if not any(_only_repeats(step, item) for item in finding.evidence)
    )


def measure(finding: Finding) -> str:
    """Return by how much a finding speaks (what is short, how long a gap is) unless it said so."""
    name, words = "By how much", finding.margin_text.rstrip(".")
    if not words and finding.days is not None:
        name, words = "How long", _days(*finding.days)
    if not words and finding.margin is not None:
        words = duration(finding.margin)
    return f"{name}: {words}." if words and words not in finding.message else ""


def accepted(acceptance: Acceptance) -> str:
    """Return who accepted a finding, when and why, in one sentence."""
    return acceptance_in_words(acceptance)


def place_of(casebook: str, acceptance: Acceptance) -> str:
    """Return where an acceptance is written, as `file:line`, the file below its casebook."""
    written = acceptance.written
    return f"{visible(path_below(casebook, written.path))}:{written.line}"


def acceptance_of(finding: Finding) -> str:
    """Return who accepted a finding, when and why, or ""."""
    return accepted(finding.acceptance) if finding.acceptance is not None else ""


def duration(minutes: int) -> str:
    """Return minutes in words, such as "2 days 3 h 20 min"."""
    days, rest = divmod(minutes, MINUTES_A_DAY)
    hours, left = divmod(rest, MINUTES_AN_HOUR)
    parts = ((days, count(days, "day")), (hours, f"{hours} h"), (left, f"{left} min"))
    return " ".join(words for number, words in parts if number) or "0 min"


def _only_repeats(step: str, evidence: Evidence) -> bool:
    """Whether a step tells who said what and when, and nothing beyond it."""
    parts = (evidence.text, evidence.implied, evidence.when, evidence.said, name_of(evidence))
    if not evidence.text or evidence.text.rstrip(".") not in step:
        return False
    for part in (*parts, evidence.stage, evidence.stage.replace("-", " ")):
        step = step.replace(part.rstrip("."), "", 1)
    return set(_WORD.findall(step.lower())) <= _CONNECTIVES


def _possessive(side: str) -> str:
    return f"the {side}'" if side.endswith("s") else f"the {side}'s"


def _records(finding: Finding) -> str:
    """Return the sides with their speakers; "record" is said of the first alone."""
    sides = finding.rests_on.sides
    if len(sides) == 1:
        return f"{_possessive(sides[0])} record alone ({listed(_speakers(finding))})"
    words = [
        _possessive(side) + ("" if index else " record") + _in_brackets(_speakers(finding, side))
        for index, side in enumerate(sides)
    ]
    return " against ".join(words) if finding.is_law and len(words) == 2 else listed(words)


def _in_brackets(names: Sequence[str]) -> str:
    return f" ({listed(names)})" if names else ""


def _speakers(finding: Finding, side: str | None = None) -> tuple[str, ...]:
    names = [name_of(item) for item in finding.evidence if side in (None, item.side)]
    return each_once(names) or (finding.rests_on.speakers if side is None else ())


def _reporting(evidence: Sequence[Evidence], titles: Mapping[str, str]) -> str:
    """Return a sentence for each source that reports another."""
    reported: dict[str, list[str]] = {}
    for item in evidence:
        names = reported.setdefault(short_title(item), [])
        names += [titles.get(name, name) for name in item.reports]
    return "".join(
        f" {title} reports {listed(each_once(names))}."
        for title, names in reported.items()
        if names
    )


def _days(at_least: int | None, at_most: int | None) -> str:
    if at_least == at_most:
        return count(at_least, "day") if at_least is not None else "not known"
    if at_most is None:
        return f"at least {count(at_least or 0, 'day')}"
    if at_least is None:
        return f"at most {count(at_most, 'day')}"
    return f"{at_least} to {count(at_most, 'day')}"
