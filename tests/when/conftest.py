"""Writes minutes as text, so that the tables of the tests can be read."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from trialcheck.when import Dating, Range, read_date
from trialcheck.when.calendar import civil_date


def minute_text(minute: int | None) -> str:
    """Write a minute as `1931-07-31T23:59`; `..` for no bound."""
    if minute is None:
        return ".."
    year, month, day = civil_date(minute // 1440)
    return f"{year:04d}-{month:02d}-{day:02d}T{minute // 60 % 24:02d}:{minute % 60:02d}"


def stretch_text(stretch: Range | None) -> str:
    """Write a range as `1931-07-01 1931-07-31`, with times where it does not fill its days."""
    if stretch is None:
        return "nothing"
    first = minute_text(stretch.lo).removesuffix("T00:00")
    last = minute_text(stretch.hi).removesuffix("T23:59")
    return f"{first} {last}"


def occasion_text(dating: Dating) -> str:
    """Write the window of an occasion."""
    window = dating.occasion()
    assert window.earliest_start == window.earliest_end
    assert window.latest_start == window.latest_end
    return stretch_text(Range(window.earliest_start, window.latest_end))


@pytest.fixture(scope="session")
def text_of() -> Callable[[Range | None], str]:
    """A range as text."""
    return stretch_text


@pytest.fixture(scope="session")
def occasion_of() -> Callable[[Dating], str]:
    """The occasion of a dating as text."""
    return occasion_text


@pytest.fixture(scope="session")
def read_text() -> Callable[..., str]:
    """The occasion of a written date as text."""
    return lambda text, calendar="gregorian": occasion_text(read_date(text, calendar=calendar))
