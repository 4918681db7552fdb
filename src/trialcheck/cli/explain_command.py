"""`trialcheck explain`: the whole reasoning of one finding, or the page of one rule."""

from __future__ import annotations

import re
import sys
import textwrap
from pathlib import Path
from typing import Any

import click

from trialcheck.cli.options import (
    COLOR,
    RULES,
    fail,
    limits_from,
    limits_options,
    request_from,
    width_of,
)
from trialcheck.explaining import finding_page, rule_page
from trialcheck.findings import Finding
from trialcheck.pipeline import analyze, load_rules
from trialcheck.rules.model import Rule
from trialcheck.source import Budget, Problem, suggest
from trialcheck.visible import visible

_FINDING = re.compile(r".+-[0-9a-f]{8}")


@click.command("explain")
@click.argument("name", metavar="FINDING|RULE")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@RULES
@COLOR
@limits_options
def command(
    name: str, paths: tuple[Path, ...], rules: Path | None, color: str, **chosen: Any
) -> int:
    """Explain a finding in full, or print the page of a rule.

    \b
    trialcheck explain one-place-at-a-time
    trialcheck explain one-place-at-a-time-4f1c9a2e testimonies/smith-1857
    """
    limits = limits_from(chosen)
    rule_set, _, problems = load_rules(rules, limits, Budget())
    if problems:
        fail(problems, color)
    if name in rule_set.rules:
        _print(rule_page(rule_set.rules[name]), fold_indented=False)
        return 0
    if not _FINDING.fullmatch(name):
        hint = (
            suggest(name, rule_set.rules)
            or "`trialcheck rules list` lists the rules; findings end in eight digits"
        )
        fail([Problem(f"there is no rule '{name}'", rule_set.path, help=hint)], color)
    request = request_from(paths, rules, limits)
    outcome = analyze(request)
    if outcome.report is None:
        fail(outcome.problems, color)
        return 2
    findings = {finding.id: finding for case in outcome.report.cases for finding in case.findings}
    if name not in findings:
        hint = suggest(name, findings) or "`trialcheck analyze` lists the findings with their ids"
        fail([Problem(f"there is no finding '{name}'", str(request.paths[0]), help=hint)], color)
    _explain(findings[name], rule_set.rules)
    return 0


def _explain(finding: Finding, rules: Any) -> None:
    rule: Rule | None = rules.get(finding.rule)
    _print(finding_page(finding, rule), fold_indented=True)


def _print(lines: list[str], *, fold_indented: bool) -> None:
    """Print lines folded to the width; an example of a rule stays as it is written."""
    width = width_of(sys.stdout)
    for line in lines:
        shown = visible(line)
        indent = " " * (len(shown) - len(shown.lstrip()))
        if len(shown) <= width or (indent and not fold_indented):
            click.echo(shown)
            continue
        hanging = "   " if shown[:1].isdigit() else indent + "  " if indent else ""
        for part in textwrap.wrap(
            shown.strip(),
            width,
            initial_indent=indent,
            subsequent_indent=hanging,
            break_long_words=False,
            break_on_hyphens=False,
        ):
            click.echo(part)
