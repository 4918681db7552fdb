"""Explains line by line how a written date is understood (for `trialcheck dates`)."""

from __future__ import annotations

from typing import Literal

from trialcheck.when.calendar import JULIAN
from trialcheck.when.describe import describe_range
from trialcheck.when.window import Dating, Range

Sort = Literal["occasion", "condition"]


def describe_dating(dating: Dating, sort: Sort | None = None) -> list[str]:
    """Return what a dating means, one fact a line; for occasions and conditions, or one sort."""
    lines = [f"as written: {dating.text}", f"in EDTF: {dating.notation or 'has no equal form'}"]
    if dating.calendar == JULIAN:
        lines.append("calendar: Julian; each day is shown in both styles, the Gregorian first")
    if dating.approximate:
        lines.append(f"approximate: widened by {dating.widened} on each side")
    if dating.uncertain:
        lines.append("uncertain: what rests on it is at most possible")
    if dating.alternatives:
        pieces = "; ".join(_said(dating, piece) for piece in dating.alternatives)
        lines.append(f"separate dates: {pieces}")
    if sort != "condition":
        lines.append(f"as an occasion: {_occasion(dating)}")
    if sort != "occasion":
        lines.append(f"as a condition: {_condition(dating)}")
    lines.append(f"as a denial: {_denial(dating)}")
    return lines


def _said(dating: Dating, stretch: Range) -> str:
    """Say a range in the calendar of a dating."""
    return describe_range(stretch, dating.calendar)


def _occasion(dating: Dating) -> str:
    """Say when the one moment lies."""
    window = dating.occasion()
    return f"at one moment, {_said(dating, Range(window.earliest_start, window.latest_end))}"


def _condition(dating: Dating) -> str:
    """Say when the start and the end lie."""
    if dating.single and dating.first is not None:
        return f"for some while, at least in part within: {_said(dating, dating.first)}"
    if dating.first is not None:
        start = f"its start: {_said(dating, dating.first)}"
    else:
        start = "without beginning" if dating.open_start == ".." else "its start is unknown"
    if dating.last is not None:
        end = f"its end: {_said(dating, dating.last)}"
    else:
        end = "without end" if dating.open_end == ".." else "its end is unknown"
    return f"{start}; {end}; and all between"


def _denial(dating: Dating) -> str:
    """Say what a denial surely covers."""
    covered = dating.covers()
    stretches = dating.sure if covered is None else (covered,)
    if not stretches:
        return "surely covers nothing"
    return "surely covers " + "; ".join(_said(dating, stretch) for stretch in stretches)
