"""An oracle: what the dates of small claims can be, minute by minute, from the definitions.

It shares no code with the program. A dating of a claim is a pair of minutes, its start and its
end; an occasion starts and ends at one minute. Minutes count from midnight at the beginning of
1900; ENDLESS stands for no end and no beginning.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import product

import pytest
from hypothesis import strategies as st

ENDLESS = 10**9
MIDNIGHT = (date(1900, 1, 1) - date(1, 1, 1)).days * 1440
FIRST, LAST = 0, 9
EARLIEST, LATEST = FIRST - 6, LAST + 6

HEAD = """\
case: A case of minutes
people: {ann: {}, ben: {}, cat: {}}
places: {here: {}, there: {}}
"""


@dataclass(frozen=True)
class When:
    """A written date: `first` and `last` are minutes, `..` for no bound, None if left out.

    `form` is none, single or span; `least` and `most` say how long a condition lasts.
    """

    form: str
    first: int | str | None = None
    last: int | str | None = None
    least: int | None = None
    most: int | None = None

    def text(self) -> str:
        """As it is written in a casebook, with the keys."""
        written = []
        if self.form == "single":
            written.append(f'when: "{_minute(self.first)}"')
        elif self.form == "span":
            written.append(f'when: "{_minute(self.first)}/{_minute(self.last)}"')
        if self.least is not None:
            written.append(f"for-at-least: {self.least} minutes")
        if self.most is not None:
            written.append(f"for-at-most: {self.most} minutes")
        return ", ".join(written)


def _minute(value: int | str | None) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    return (datetime(1900, 1, 1) + timedelta(minutes=value)).strftime("%Y-%m-%dT%H:%M")  # noqa: DTZ001  # no zone


@dataclass(frozen=True)
class Oracle:
    """The definitions, applied by enumeration."""

    head: str = HEAD

    def occasions(self, when: When) -> list[tuple[int, int]]:
        """Every dating of an occasion."""
        return [
            (minute, minute)
            for minute in range(EARLIEST, LATEST + 1)
            if _after(minute, when.first, when.form)
            and _before(minute, when.last if when.form == "span" else when.first, when.form)
        ]

    def conditions(self, when: When) -> list[tuple[int, int]]:
        """Every dating of a condition."""
        minutes = [-ENDLESS, *range(EARLIEST, LATEST + 1), ENDLESS]
        return [
            (start, end)
            for start, end in product(minutes, minutes)
            if start <= end
            and start < ENDLESS
            and end > -ENDLESS
            and _holds(when, start, end)
            and _lasts(when, start, end)
        ]

    def datings(self, sort: str, when: When) -> list[tuple[int, int]]:
        """Every dating of a claim of a sort."""
        return self.occasions(when) if sort == "occasion" else self.conditions(when)

    def covered(self, when: When) -> tuple[int, int] | None:
        """What a denial surely covers: all of a single date, from A to B, all
        time without a date.
        """
        if when.form == "none":
            return (-ENDLESS, ENDLESS)
        last = when.first if when.form == "single" else when.last
        if when.first is None or last is None:
            return None
        start = -ENDLESS if when.first == ".." else when.first
        end = ENDLESS if last == ".." else last
        return (start, end) if start <= end else None

    def how_many(self, answers: Iterator[bool]) -> str:
        """In how many datings something holds: certain in all, possible in some, none."""
        found = set(answers)
        return "certain" if found == {True} else "possible" if True in found else "none"


def _after(minute: int, bound: int | str | None, form: str) -> bool:
    return form == "none" or not isinstance(bound, int) or minute >= bound


def _before(minute: int, bound: int | str | None, form: str) -> bool:
    return form == "none" or not isinstance(bound, int) or minute <= bound


def _holds(when: When, start: int, end: int) -> bool:
    if when.form == "none":
        return True
    if when.form == "single":
        return start <= when.first <= end
    return _is_end(when.first, start, -ENDLESS) and _is_end(when.last, end, ENDLESS)


def _is_end(written: int | str | None, minute: int, endless: int) -> bool:
    if written == "..":
        return minute == endless
    return written is None or minute == written


def _lasts(when: When, start: int, end: int) -> bool:
    # The last minute counts.
    return (when.least is None or end - start + 1 >= when.least) and (
        when.most is None or end - start <= when.most
    )


@pytest.fixture(scope="session")
def oracle() -> Oracle:
    """The oracle of datings."""
    return Oracle()


def _whens(sort: str, *, endless: bool = True, lengths: bool = True) -> st.SearchStrategy[When]:
    minute = st.integers(FIRST, LAST)
    two = st.tuples(minute, minute).map(sorted)
    forms = [
        st.builds(lambda m: When("single", m), minute),
        st.builds(lambda pair: When("span", *pair), two),
    ]
    if endless:
        forms += [
            st.just(When("none")),
            st.builds(lambda m: When("span", m, ".."), minute),
            st.builds(lambda m: When("span", "..", m), minute),
            st.builds(lambda m: When("span", m, None), minute),
            st.builds(lambda m: When("span", None, m), minute),
        ]
    if sort == "condition" and lengths:
        lasting = st.tuples(minute, st.integers(0, 2), st.integers(2, 3))
        forms.append(st.builds(lambda t: When("single", t[0], None, t[1], t[2]), lasting))
    return st.one_of(forms)


def dated(*, endless: bool = True, lengths: bool = True) -> st.SearchStrategy[tuple[str, When]]:
    """Sorts of claims with dates."""
    return st.sampled_from(("occasion", "condition")).flatmap(
        lambda sort: st.tuples(st.just(sort), _whens(sort, endless=endless, lengths=lengths))
    )


@pytest.fixture(scope="session")
def strategies() -> Callable[..., st.SearchStrategy[tuple[str, When]]]:
    """The strategy of sorts of claims with dates."""
    return dated


@pytest.fixture(scope="session")
def two_claims() -> st.SearchStrategy[tuple[tuple[str, When], tuple[str, When]]]:
    """Pairs of claims, of which one has no open end: nothing is asked about what comes after no
    end.
    """
    return st.tuples(dated(), dated(endless=False), st.booleans()).map(
        lambda drawn: (drawn[1], drawn[0]) if drawn[2] else (drawn[0], drawn[1])
    )


@pytest.fixture(scope="session")
def midnight() -> int:
    """The minute of the program's count at which the oracle begins."""
    return MIDNIGHT
