"""`trialcheck accept`: a known finding is recorded in its casebook, with the reason."""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from trialcheck.casebook.accepted_reader import ACCEPTED_FILE
from trialcheck.casebook.accepted_writer import with_acceptances, without_acceptances
from trialcheck.casebook.model import Acceptance
from trialcheck.casebook_folders import find_casebooks
from trialcheck.cli.acceptance_files import change_file
from trialcheck.cli.options import (
    COLOR,
    RULES,
    fail,
    limits_from,
    limits_options,
    request_from,
)
from trialcheck.findings import Finding
from trialcheck.pipeline import Request, analyze, open_casebooks
from trialcheck.source import Limits, Problem, shown_path, suggest, unsafe_character
from trialcheck.visible import visible
from trialcheck.when import DateError, read_date


@click.command("accept")
@click.argument("names", nargs=-1, required=True, metavar="FINDING... [PATH...]")
@click.option("--reason", metavar="TEXT", help="Why it is accepted; needed, in one sentence.")
@click.option("--by", metavar="NAME", default="", help="Who accepts it; left out unless given.")
@click.option("--date", metavar="DATE", help="When it was accepted. [default: today]")
@click.option("--remove", is_flag=True, help="Withdraw the acceptance instead.")
@RULES
@COLOR
@limits_options
def command(
    names: tuple[str, ...], rules: Path | None, color: str, remove: bool, **chosen: Any
) -> int:
    """Record known findings in the accepted.yaml of their casebook, with the reason, or withdraw
    that.

    An accepted finding is still reported, marked; `--fail-on new` does not count it. The casebooks
    below PATH are searched, by default all below testimonies/. If anything is wrong with the call,
    nothing is written. What else stands in the file stays as it is, comments included.

    \b
    trialcheck accept state-undone-4f1c9a2e --reason "A misprint; see the errata."
    trialcheck accept state-undone-4f1c9a2e --reason "..." --by "Ann Archer"
    trialcheck accept --remove state-undone-4f1c9a2e
    """
    findings, paths = _sorted_out(names)
    texts = {name: chosen.pop(name) for name in ("reason", "by", "date")}
    request = request_from(paths, rules, limits_from(chosen))
    if remove:
        if texts["reason"] is not None:
            raise click.UsageError("--remove takes no --reason")
        return _remove(findings, request, color)
    return _accept(findings, request, _template(texts, color), color)


def _sorted_out(names: Sequence[str]) -> tuple[tuple[str, ...], tuple[Path, ...]]:
    """Tell findings from paths: these are folders, or have a slash or a backslash in them."""
    paths = [name for name in names if "/" in name or "\\" in name or _is_folder(name)]
    findings = tuple(dict.fromkeys(name for name in names if name not in paths))
    if not findings:
        raise click.UsageError("name a finding, such as state-undone-4f1c9a2e")
    return findings, tuple(map(Path, paths))


def _is_folder(name: str) -> bool:
    return os.path.isdir(name)  # noqa: PTH112 - unlike that of Path, it takes any text


def _template(texts: Mapping[str, str | None], color: str) -> Acceptance:
    """The acceptance of no finding yet; what cannot be written exactly is a problem."""
    if not (texts["reason"] or "").strip():
        raise click.UsageError('an acceptance needs a reason: --reason "..."')
    problems = [
        problem
        for name, text in texts.items()
        if text and (problem := unsafe_character(text, f"--{name}")) is not None
    ]
    try:
        read_date(texts["date"] or _today())
    except DateError as error:
        problems.append(Problem(f"--date: {error.message}", "", help=error.help))
    if problems:
        fail(problems, color)
    return Acceptance("", texts["reason"] or "", texts["by"] or "", texts["date"] or _today())


def _today() -> str:
    # The one place where the clock counts: the day goes into the file, and reports read it there.
    return datetime.date.today().isoformat()  # noqa: DTZ011, TID251 - the user's own calendar day


def _accept(names: Sequence[str], request: Request, template: Acceptance, color: str) -> int:
    outcome = analyze(request)
    if outcome.report is None:
        fail(outcome.problems, color)
        return 2
    found = [finding for case in outcome.report.cases for finding in case.findings]
    chosen, problems = _named(names, found, request)
    problems += [problem for each in chosen if (problem := _other_reason(each, template))]
    if problems:
        fail(problems, color)
    new: dict[str, list[Acceptance]] = {}
    for finding in chosen:
        if finding.accepted:
            click.echo(visible(f"{_file_of(finding.casebook)}: {finding.id} is accepted already"))
        else:
            accepted = new.setdefault(finding.casebook, [])
            accepted.append(replace(template, finding=finding.id))
    folders = _folders(request)
    for casebook, acceptances in new.items():
        _write_new(folders[casebook], _file_of(casebook), acceptances, request.limits, color)
    return 0


def _named(
    names: Sequence[str], found: Sequence[Finding], request: Request
) -> tuple[list[Finding], list[Problem]]:
    """The findings of some ids, each of one casebook alone."""
    chosen, problems = [], []
    for name in names:
        same = [finding for finding in found if finding.id == name]
        if len(same) == 1:
            chosen += same
        else:
            known = {finding.id for finding in found}
            hint = "`trialcheck analyze` lists the findings with their ids"
            places = [finding.casebook for finding in same]
            problems.append(_not_one("finding", name, places, known, hint, request))
    return chosen, problems


def _not_one(
    what: str, name: str, places: Sequence[str], known: Iterable[str], hint: str, request: Request
) -> Problem:
    if places:
        message = f"the {what} '{name}' is in several casebooks: {', '.join(places)}"
        return Problem(message, places[0], help="name one of them behind it")
    near = suggest(name, known)
    path = shown_path(request.paths[0], Path.cwd())
    return Problem(f"there is no {what} '{name}'", path, help=f"{near} {hint}".strip())


def _other_reason(finding: Finding, template: Acceptance) -> Problem | None:
    """The problem that a finding is accepted already, in other words than these."""
    accepted = finding.acceptance
    if accepted is None or accepted.reason == template.reason:
        return None
    written = accepted.written
    return Problem(
        f"the finding '{finding.id}' is accepted already, because: {accepted.reason}",
        written.path,
        written.line,
        written.column,
        help="edit the reason there, or withdraw it first with `trialcheck accept --remove`",
    )


def _write_new(
    folder: Path, shown: str, acceptances: Sequence[Acceptance], limits: Limits, color: str
) -> None:
    problem = change_file(
        folder,
        shown,
        limits,
        lambda data: with_acceptances(data, shown, acceptances, limits),
    )
    if problem is not None:
        fail([problem], color)
    for acceptance in acceptances:
        click.echo(visible(f"{shown}: accepted {acceptance.finding}"))


def _remove(names: Sequence[str], request: Request, color: str) -> int:
    opened, problems = open_casebooks(request)
    if problems:
        fail(problems, color)
    books = {case.casebook.path: case.casebook.accepted for case in opened}
    known = {acceptance.finding for accepted in books.values() for acceptance in accepted}
    chosen: dict[str, list[str]] = {}
    for name in names:
        places = [p for p, accepted in books.items() if name in {a.finding for a in accepted}]
        if len(places) == 1:
            chosen.setdefault(places[0], []).append(name)
        else:
            hint = f"{ACCEPTED_FILE} of a casebook lists them"
            problems.append(_not_one("acceptance of", name, places, known, hint, request))
    if problems:
        fail(problems, color)
    folders = _folders(request)
    for casebook, findings in chosen.items():
        _write_less(folders[casebook], _file_of(casebook), findings, request.limits, color)
    return 0


def _write_less(
    folder: Path, shown: str, findings: Sequence[str], limits: Limits, color: str
) -> None:
    problem = change_file(
        folder,
        shown,
        limits,
        lambda data: without_acceptances(data or b"", shown, findings, limits),
    )
    if problem is not None:
        fail([problem], color)
    for finding in findings:
        click.echo(visible(f"{shown}: withdrew the acceptance of {finding}"))


def _folders(request: Request) -> dict[str, Path]:
    """The folder of each casebook by its name in reports."""
    return {shown_path(folder, Path.cwd()): folder for folder in find_casebooks(request.paths, [])}


def _file_of(casebook: str) -> str:
    return f"{casebook}/{ACCEPTED_FILE}"
