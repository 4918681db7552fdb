"""`trialcheck rules`: what the rules are, and whether their own examples come out."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Iterable
from pathlib import Path

import click

from trialcheck.cli.options import COLOR, RULES, fail, request_from, width_of
from trialcheck.pipeline import load_rules
from trialcheck.plantings.telling import planting_lines, silence_lines
from trialcheck.plantings.trials import plant
from trialcheck.rule_trials import Failure, Names, try_rules
from trialcheck.rules.model import RULE_KINDS, Rule
from trialcheck.shipped import SAMPLE
from trialcheck.source import Budget, Limits
from trialcheck.visible import visible

SAMPLE_NAME = "the sample casebook"


@click.group("rules")
def command() -> None:
    """The rules: list them, or run the examples that each carries."""


@command.command("list")
@RULES
@COLOR
def list_rules(rules: Path | None, color: str) -> int:
    """List the rules by kind, each with its title.

    \b
    trialcheck rules list
    trialcheck rules list --rules my-rules
    """
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
@click.option(
    "--in",
    "casebooks",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="Plant into the casebooks below this folder, and fail if a kind is missed (repeatable). "
    "[default: the sample that `new` starts with, for information]",
)
def test_rules(rules: Path | None, color: str, casebooks: tuple[Path, ...]) -> int:
    """Run every rule on its own examples, and print what came out otherwise than its file says.

    Then plant contradictions of known kinds into a copy of a casebook, in memory alone, and say
    which rules caught each. The exit status is 1 if an example fails, if nothing reads a setting,
    or if a kind planted into a casebook that --in names is missed.

    \b
    trialcheck rules test
    trialcheck rules test --rules my-rules
    trialcheck rules test --in testimonies/smith-1857
    """
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
    for rule in trials.never_speak:
        click.echo(visible(f"{rule}: finds nothing in any of its examples"))
    count = len(trials.failures)
    click.echo(f"{trials.rules} rules, {trials.examples} examples, {count or 'none'} failed")
    missed = _plant(casebooks, rules, color)
    return 1 if count or trials.unread_settings or (missed and casebooks) else 0


def _plant(casebooks: tuple[Path, ...], rules: Path | None, color: str) -> int:
    """Plant into casebooks, print which rules caught what, and return how much was missed."""
    planted, problems = plant(request_from(casebooks or (SAMPLE,), rules, Limits()))
    if problems:
        fail(problems, color)
    for case in planted:
        _print(planting_lines(case, "" if casebooks else SAMPLE_NAME))
    if casebooks:
        _print(silence_lines(planted))
    return sum(not each.rules for case in planted for each in case.plantings)


def _print(lines: Iterable[str]) -> None:
    """Print lines folded to the width, what goes on indented further."""
    width = width_of(sys.stdout)
    for line in lines:
        shown = visible(line)
        hanging = "      " if shown.startswith(" ") else "  "
        parts = textwrap.wrap(
            shown.strip(),
            width,
            initial_indent=" " * (len(shown) - len(shown.lstrip())),
            subsequent_indent=hanging,
            break_long_words=False,
            break_on_hyphens=False,
        )
        click.echo("\n".join(parts))


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
