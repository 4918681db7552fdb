"""What a user has set for the rules in `trialcheck.toml` or `pyproject.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from trialcheck.engine.world import Amounts
from trialcheck.measures import Duration, MeasureError, Speed, read_duration, read_speed
from trialcheck.rules.model import Rule
from trialcheck.source import Budget, Limits, Problem, suggest
from trialcheck.trees import DISK, Tree

_KEYS = ("settings",)


@dataclass(frozen=True, slots=True)
class Settings:
    """Thresholds by rule id ("" for any rule) and name, and the file that sets them."""

    amounts: Amounts
    path: str


NO_SETTINGS = Settings({}, "")


SETTINGS_FILES = ("trialcheck.toml", "pyproject.toml")
"""The files that may hold settings; the first that does counts."""


def read_settings(
    folder: Path, limits: Limits, tree: Tree = DISK
) -> tuple[Settings, list[Problem]]:
    """The thresholds that the folder's `trialcheck.toml`, else its `pyproject.toml`, sets.

    `[settings]` (in `pyproject.toml` `[tool.trialcheck.settings]`) names a setting, or a rule with
    its settings below.
    """
    for name in SETTINGS_FILES:
        path = folder / name
        if not tree.is_file(path):
            continue
        read = tree.read(path, name, limits, Budget())
        if isinstance(read, Problem):
            return NO_SETTINGS, [read]
        try:
            document = tomllib.loads(read.text)
        except (tomllib.TOMLDecodeError, RecursionError) as error:
            return NO_SETTINGS, [Problem(f"this is not TOML: {error}", name)]
        table = document if name == "trialcheck.toml" else own_table(document)
        if table is not None:
            return _read_table(table, name)
    return NO_SETTINGS, []


def own_table(document: dict[str, Any]) -> Any:
    """What a `pyproject.toml` holds for this program, None if nothing."""
    tool = document.get("tool", {})
    return tool.get("trialcheck") if isinstance(tool, dict) else tool


def _read_table(table: Any, path: str) -> tuple[Settings, list[Problem]]:
    amounts: dict[tuple[str, str], Duration | Speed | int] = {}
    if not isinstance(table, dict):
        hint = "write [tool.trialcheck.settings] and below it  name = value"
        return NO_SETTINGS, [Problem("tool.trialcheck must be a table", path, help=hint)]
    problems = [
        Problem(f"unknown key '{key}'", path, help=suggest(key, _KEYS) or "expected [settings]")
        for key in table
        if key not in _KEYS
    ]
    settings = table.get("settings", {})
    if not isinstance(settings, dict):
        hint = "write [settings] and below it  name = value"
        return NO_SETTINGS, [Problem("settings must be a table", path, help=hint)]
    for key, value in settings.items():
        inner = value.items() if isinstance(value, dict) else [(key, value)]
        rule = key if isinstance(value, dict) else ""
        for name, written in inner:
            amount = _read_amount(name, written, path, problems)
            if amount is not None:
                amounts[rule, name] = amount
    return Settings(amounts, path), problems


def _read_amount(
    name: str, written: Any, path: str, problems: list[Problem]
) -> Duration | Speed | int | None:
    if isinstance(written, int) and not isinstance(written, bool):
        return written
    if isinstance(written, str):
        for reader in (read_duration, read_speed):
            try:
                return reader(written)
            except MeasureError:
                continue
    message = f"the setting '{name}' is neither a duration, a speed nor a number"
    problems.append(Problem(message, path, help='for instance "30 days", "200 km/h" or 50'))
    return None


def check_settings(settings: Settings, rules: Iterable[Rule]) -> list[Problem]:
    """Problems with settings that no rule reads, or that are of another unit than a rule reads."""
    known = {
        rule.id: {name: setting.unit for name, setting in rule.settings.items()} for rule in rules
    }
    every = {name: unit for units in known.values() for name, unit in units.items()}
    problems = []
    for (rule, name), amount in settings.amounts.items():
        if rule and rule not in known:
            message = f"settings for an unknown rule '{rule}'"
            problems.append(Problem(message, settings.path, help=suggest(rule, known)))
            continue
        units = known[rule] if rule else every
        unit = _unit_of(amount)
        if name not in units:
            hint = suggest(name, units) or "`trialcheck explain RULE` names the settings of a rule"
            message = f"no rule reads the setting '{name}'"
            problems.append(Problem(message, settings.path, help=hint))
        elif units[name] != unit:
            message = f"the setting '{name}' is a {units[name]}, not a {unit}"
            problems.append(Problem(message, settings.path))
    return problems


def _unit_of(amount: Duration | Speed | int) -> str:
    if isinstance(amount, Duration):
        return "duration"
    return "speed" if isinstance(amount, Speed) else "number"
