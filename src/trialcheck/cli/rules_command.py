"""`trialcheck rules`: what the rules are, and whether their own examples come out."""

from __future__ import annotations

from pathlib import Path

import click

from trialcheck.cli.options import COLOR, RULES, fail
from trialcheck.pipeline import load_rules
from trialcheck.rule_trials import Failure, Names, try_rules
from trialcheck.rules.model import RULE_KINDS, Rule
from trialcheck.source import Budget, Limits
from trialcheck.visible import visible


@click.group("rules")
def command() -> None:
    """The rules: list them, or run the examples that each carries."""


@command.command("list")
@RULES
@COLOR
def list_rules(rules: Path | None, color: str) -> int:
    """List the rules by kind, each with its title."""
    rule_set, _, problems = load_rules(rules, Limits(), Budget())
    if problems:
        fail(problems, color)
    for kind in RULE_KINDS:
        members = [rule for rule in rule_set.rules.values() if rule.kind == kind]
        if not members:
            continue
        click.echo(f"{kind} ({len(members)})")
        width = max(len(rule.id) for rule in members)
        for rule in members:
            click.echo(visible(f"  {rule.id:<{width}}  {rule.title}"))
    click.echo("`trialcheck explain RULE` prints the whole page of a rule.")
    return 0


@command.command("test")
@RULES
@COLOR
def test_rules(rules: Path | None, color: str) -> int:
    """Run every rule on its own examples, and print what came out otherwise than its file says."""
    rule_set, vocabulary, problems = load_rules(rules, Limits(), Budget())
    if problems:
        fail(problems, color)
    every: list[Rule] = list(rule_set.rules.values())
    trials = try_rules(every, vocabulary)
    for failure in trials.failures:
        for line in _failure_lines(failure):
            click.echo(visible(line))
    for rule, setting in trials.unread_settings:
        click.echo(visible(f"{rule}: nothing reads the setting '{setting}'"))
    count = len(trials.failures)
    click.echo(f"{trials.rules} rules, {trials.examples} examples, {count or 'none'} failed")
    return 1 if count or trials.unread_settings else 0


def _failure_lines(failure: Failure) -> list[str]:
    written = failure.example.written
    lines = [
        f"{written.path}:{written.line}:{written.column}: {failure.rule}: {failure.example.title}"
    ]
    if failure.trouble:
        return [*lines, f"  {failure.trouble}"]
    return [*lines, f"  expected {_sets(failure.expected)}", f"  found    {_sets(failure.found)}"]


def _sets(names: Names) -> str:
    return "; ".join(" + ".join(each) for each in names) or "silence"
