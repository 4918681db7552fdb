"""Makes one dating of the points of a written date: alone, as `A/B`, or as a set."""

from __future__ import annotations

from dataclasses import dataclass

from trialcheck.when.points import UNITS, Frame, Point, is_empty, merged
from trialcheck.when.window import DateError, Dating, Ending, Range

PRECISION_ORDER = tuple(UNITS)


def single_dating(text: str, point: Point, frame: Frame) -> Dating:
    """Return the dating of one date A."""
    pieces = point.at_most(frame)
    return Dating(
        text=text,
        first=Range(pieces[0].lo, pieces[-1].hi),
        last=None,
        open_start="",
        open_end="",
        uncertain=point.uncertain,
        approximate=point.approximate,
        precision=point.precision,
        calendar=frame.calendar,
        alternatives=pieces if len(pieces) > 1 else (),
        sure=point.at_least(frame),
        notation=marked(point),
        widened=frame.widened_by(point.precision) if point.approximate else "",
    )


def range_dating(text: str, start: Point | Ending, end: Point | Ending, frame: Frame) -> Dating:
    """Return the dating of `A/B`, where either side may be open (`..`) or `unknown`.

    Raises DateError if B ends before A starts.
    """
    first = start if isinstance(start, Point) else None
    last = end if isinstance(end, Point) else None
    if first and last and is_empty(Range(first.hull.lo, last.hull.hi)):
        raise DateError(
            "The second date of the range lies before the first",
            "write the earlier date first",
            0,
            len(text),
        )
    points = [point for point in (first, last) if point]
    return Dating(
        text=text,
        first=_hull(first, frame),
        last=_hull(last, frame),
        open_start="" if isinstance(start, Point) else start,
        open_end="" if isinstance(end, Point) else end,
        uncertain=any(point.uncertain for point in points),
        approximate=any(point.approximate for point in points),
        precision=points[0].precision if points else "",
        calendar=frame.calendar,
        notation=_range_notation(start, end),
        widened=_widened(points, frame),
    )


def _hull(point: Point | None, frame: Frame) -> Range | None:
    """Return the range of one end, widened if it is approximate."""
    if point is None:
        return None
    pieces = point.at_most(frame)
    return Range(pieces[0].lo, pieces[-1].hi)


def _widened(points: list[Point], frame: Frame) -> str:
    """Say by how much the approximate ends of a range are widened."""
    amounts = [frame.widened_by(point.precision) for point in points if point.approximate]
    return " and ".join(dict.fromkeys(amounts))


@dataclass(frozen=True, slots=True)
class Member:
    """One member of a set: a date, or a run of dates from `start` to `end` (None: no bound)."""

    start: Point | None
    end: Point | None

    def points(self) -> list[Point]:
        """Return the dates that are written."""
        both = (self.start, self.end) if self.end is not self.start else (self.start,)
        return [point for point in both if point]

    def stretches(self, frame: Frame, surely: bool) -> list[Range]:
        """Return the pieces of the member: at most (widened), or what it surely includes."""
        start, end = self.start, self.end
        if start is not None and start is end:
            return list(start.at_least(frame) if surely else start.at_most(frame))
        lo = _bound(start, frame, surely, "lo")
        hi = _bound(end, frame, surely, "hi")
        stretch = Range(lo, hi)
        return [] if is_empty(stretch) else [stretch]


def _bound(point: Point | None, frame: Frame, surely: bool, side: str) -> int | None:
    """Return the first or last minute of one end of a run, shifted where it is approximate."""
    if point is None:
        return None
    # The far side of the end plays no part: a run has only one bound at each of its ends.
    hull = Range(point.hull.lo, None) if side == "lo" else Range(None, point.hull.hi)
    alone = Point((hull,), point.precision, "", approximate=point.approximate)
    piece = (alone.at_least(frame) if surely else alone.at_most(frame))[0]
    return piece.lo if side == "lo" else piece.hi


def set_dating(text: str, members: list[Member], one_of: bool, frame: Frame) -> Dating:
    """Return the dating of a set: one of its members (`[..]`) or all of them (`{..}`)."""
    points = [point for member in members for point in member.points()]
    outer = merged(piece for member in members for piece in member.stretches(frame, False))
    inner = merged(piece for member in members for piece in member.stretches(frame, True))
    settled = not one_of or (len(members) == 1 and members[0].start is members[0].end)
    coarsest = max(points, key=lambda point: PRECISION_ORDER.index(point.precision))
    return Dating(
        text=text,
        first=Range(outer[0].lo, outer[-1].hi),
        last=None,
        open_start="",
        open_end="",
        uncertain=any(point.uncertain for point in points),
        approximate=any(point.approximate for point in points),
        precision=coarsest.precision,
        calendar=frame.calendar,
        alternatives=outer if len(outer) > 1 else (),
        sure=inner if settled else (),
        notation=_set_notation(members, one_of),
        widened=_widened(points, frame),
    )


def marked(point: Point) -> str:
    """Return the EDTF text of a point with its mark, empty where EDTF has none."""
    if not (point.uncertain or point.approximate) or not point.notation:
        return point.notation
    if point.notation[0] not in "{[":
        if point.uncertain and point.approximate:
            return point.notation + "%"
        return point.notation + ("?" if point.uncertain else "~")
    if point.approximate:
        return ""  # each member of a set would be widened by its own, finer unit
    body, bracket = point.notation[:-1], point.notation[-1]
    if body.endswith(".."):
        return f"{body[:-2]}?..{bracket}"
    return f"{body}?{bracket}"


def _range_notation(start: Point | Ending, end: Point | Ending) -> str:
    """Return the EDTF text of a range, empty where an end has none."""
    sides = [_side_notation(side) for side in (start, end)]
    return "/".join(side for side in sides if side is not None) if None not in sides else ""


def _side_notation(side: Point | Ending) -> str | None:
    """Return the EDTF text of one end of a range; None where there is none."""
    if not isinstance(side, Point):
        return ".." if side == ".." else ""
    written = marked(side)
    return written if written and written[0] not in "{[" else None


def _set_notation(members: list[Member], one_of: bool) -> str:
    """Return the EDTF text of a set, empty where a member has none."""
    parts = []
    for member in members:
        written = [marked(point) for point in member.points()]
        if any(not part or part[0] in "{[" for part in written):
            return ""
        if member.start is member.end:
            parts.append(written[0])
        else:
            start = written[0] if member.start else ""
            parts.append(f"{start}..{written[-1] if member.end else ''}")
    body = ",".join(parts)
    return f"[{body}]" if one_of else f"{{{body}}}"
