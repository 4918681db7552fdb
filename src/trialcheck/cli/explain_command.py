"""`trialcheck explain`: the whole reasoning of a finding, one statement, or the page of a rule."""

from __future__ import annotations

import re
import sys
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from trialcheck.cli.completing import rule_ids
from trialcheck.cli.options import (
    COLOR,
    RULES,
    fail,
    limits_from,
    limits_options,
    request_from,
    width_of,
)
from trialcheck.cli.output import say
from trialcheck.explaining import finding_page, statement_page
from trialcheck.narrowings import ExplainedCase, explained_cases
from trialcheck.pipeline import load_rules
from trialcheck.rule_pages import rule_lines, rule_page
from trialcheck.rules.model import Rule
from trialcheck.source import Budget, Problem, suggest
from trialcheck.visible import visible

_FINDING = re.compile(r".+-[0-9a-f]{8}")
_EXAMPLE = 4  # by how much the example of a rule is indented


@click.command("explain")
@click.argument("name", metavar="FINDING|STATEMENT|RULE", shell_complete=rule_ids)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@RULES
@COLOR
@limits_options
def command(
    name: str, paths: tuple[Path, ...], rules: Path | None, color: str, **chosen: Any
) -> int:
    """Explain a finding in full, show a statement with what the rest leaves of its dates, or print
    the page of a rule.

    \b
    trialcheck explain one-place-at-a-time
    trialcheck explain one-place-at-a-time-4f1c9a2e testimonies/smith-1857
    trialcheck explain smith/alibi testimonies/smith-1857
    """
    limits = limits_from(chosen)
    rule_set, vocabulary, problems = load_rules(rules, limits, Budget())
    if problems:
        fail(problems, color)
    if name in rule_set.rules:
        page = rule_page(rule_set.rules[name], vocabulary)
        _print(list(rule_lines(page)), fold_examples=False)
        return 0
    request = request_from(paths, rules, limits)
    if not _FINDING.fullmatch(name) and "/" not in name:
        hint = (
            suggest(name, rule_set.rules)
            or "`trialcheck rules list` lists the rules; findings end in eight letters and digits, "
            "and a statement is called speaker/id"
        )
        fail([Problem(f"there is no rule '{name}'", rule_set.path, help=hint)], color)
    explained, problems = explained_cases(request)
    if problems:
        fail(problems, color)
    lines = list(_pages(explained, name, rule_set.rules))
    if not lines:
        fail([_unknown(explained, name, request.paths[0])], color)
    _print(lines, fold_examples=True)
    return 0


def _pages(cases: Sequence[ExplainedCase], name: str, rules: Mapping[str, Rule]) -> Iterator[str]:
    """The pages of all findings or statements of a name; casebooks may share names."""
    for case in cases:
        for finding in case.result.findings:
            if finding.id == name:
                claims = {item.claim for item in finding.evidence}
                yield from finding_page(finding, rules.get(finding.rule), case.narrowed(claims))
        for entry in case.appendix().statements:
            if name in (entry.name, *(claim.name for claim in entry.claims)):
                narrowed = case.narrowed({claim.name for claim in entry.claims})
                yield from statement_page(entry, case.result, narrowed)


def _unknown(cases: Sequence[ExplainedCase], name: str, path: Path) -> Problem:
    if "/" in name:
        known = {entry.name for case in cases for entry in case.appendix().statements}
        hint = suggest(name, known) or "a statement is called speaker/id"
        return Problem(f"there is no statement '{name}'", str(path), help=hint)
    known = {finding.id for case in cases for finding in case.result.findings}
    hint = suggest(name, known) or "`trialcheck analyze` lists the findings with their ids"
    return Problem(f"there is no finding '{name}'", str(path), help=hint)


def _print(lines: list[str], *, fold_examples: bool) -> None:
    """Print lines folded to the width; an example of a rule stays as it is written."""
    width = width_of(sys.stdout)
    for line in lines:
        shown = visible(line)
        indent = " " * (len(shown) - len(shown.lstrip()))
        if len(shown) <= width or (len(indent) >= _EXAMPLE and not fold_examples):
            say(shown)
            continue
        listed = indent or shown.startswith("- ")
        hanging = "   " if shown[:1].isdigit() else indent + "  " if listed else ""
        for part in textwrap.wrap(
            shown.strip(),
            width,
            initial_indent=indent,
            subsequent_indent=hanging,
            break_long_words=False,
            break_on_hyphens=False,
        ):
            say(part)
