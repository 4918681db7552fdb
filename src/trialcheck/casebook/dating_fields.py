"""The dates of a casebook's entries, and the calendars in which they are written."""

from __future__ import annotations

from collections.abc import Mapping

from trialcheck.casebook.case_fields import CALENDARS
from trialcheck.fields import Page
from trialcheck.located_yaml import Node
from trialcheck.measures import Duration
from trialcheck.source import suggest
from trialcheck.when import Dating, read_date


def read_calendar(page: Page, fields: Mapping[str, Node]) -> str:
    """The calendar that an entry declares, or "" if it declares none."""
    if "calendar" not in fields:
        return ""
    calendar = page.text(fields["calendar"], "calendar") or ""
    if calendar and calendar not in CALENDARS:
        hint = suggest(calendar, CALENDARS) or "expected gregorian or julian"
        page.problem(fields["calendar"], f"unknown calendar '{calendar}'", hint)
        return ""
    return calendar


def read_dating(
    page: Page,
    fields: Mapping[str, Node],
    key: str,
    calendar: str,
    widening: Duration | None = None,
) -> Dating | None:
    """The date under a key, or None if there is none; `widening` is what `~` widens it by."""
    if key not in fields:
        return None
    return page.read(
        fields[key],
        key,
        lambda text: read_date(text, calendar=calendar or "gregorian", widening=widening),
    )
