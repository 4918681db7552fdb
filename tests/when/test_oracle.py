"""Our dates beside those of the `edtf` package, an independent reader of the standard.

Left out, since it is wrong or silent there: ranges with unknown ends (it adds ten years), times
without seconds, marks (it widens by its own measures), winters, and digits such as `1932-1X`.
"""

from __future__ import annotations

import time

import edtf
import pytest

from trialcheck.when import day_number, read_date

DATES = [
    "1936", "1936-08", "1936-02", "1900-02", "1936-08-19", "1936-02-29", "0079-08-24", "0001-01-01",
    "9999-12-31", "-0043", "-0043-03", "-0043-03-15", "-0100-02-28", "193X", "19XX", "1931-XX",
    "1931-XX-XX", "1931-05-XX", "1931-21", "1931-22", "1931-23",
]  # fmt: skip
RANGES = [
    "1931-05/1931-07", "1931/1932-02", "1936-08-19/1936-08-23", "-0049/-0043", "1931-12/1932",
    "193X/1945",
]  # fmt: skip


def day_of(moment: time.struct_time) -> int:
    """The day number of a moment as edtf gives it."""
    return day_number(moment.tm_year, moment.tm_mon, moment.tm_mday)


@pytest.mark.parametrize("text", DATES + RANGES)
def test_ranges_agree_with_edtf(text: str) -> None:
    """First and last day of a date are those of the other reader."""
    theirs = edtf.parse_edtf(text)
    window = read_date(text).occasion()
    assert window.earliest_start is not None
    assert window.latest_end is not None
    assert window.earliest_start == day_of(theirs.lower_strict()) * 1440
    assert window.latest_end == day_of(theirs.upper_strict()) * 1440 + 1439
