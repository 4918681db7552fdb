"""Reads written dates exactly: what range of minutes they mean, and what they leave open."""

from trialcheck.when.calendar import day_number, days_between
from trialcheck.when.describe import (
    describe_day,
    describe_days,
    describe_minute,
    describe_range,
    describe_year,
)
from trialcheck.when.explain import describe_dating
from trialcheck.when.reading import read_date
from trialcheck.when.window import (
    WITHOUT_END,
    WITHOUT_START,
    DateError,
    Dating,
    Range,
    Window,
)

__all__ = [
    "WITHOUT_END",
    "WITHOUT_START",
    "DateError",
    "Dating",
    "Range",
    "Window",
    "day_number",
    "days_between",
    "describe_dating",
    "describe_day",
    "describe_days",
    "describe_minute",
    "describe_range",
    "describe_year",
    "read_date",
]
