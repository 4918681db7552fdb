"""An independent judge of stories: every law as a formula over whole minutes, decided by z3."""

from __future__ import annotations

import math
from collections.abc import Mapping
from itertools import combinations

import z3
from tests.consistency.stories import (
    ENDLESS,
    HOUR,
    PEOPLE,
    STATES,
    Claim,
    Day,
    Story,
    When,
)

CENTRES = {
    "port": ((51.13, 1.31), 2.0),
    "inn": ((51.13, 1.31), 2.0),
    "capital": ((51.5, -0.12), 10.0),
    "north": ((55.95, -3.19), 0.0),
    "suburb": ((51.58, -0.1), 0.0),
}
WITHIN = {"inn": "port"}


def kilometres(here: str, there: str) -> float:
    """The great circle between two places less both radii, by the law of cosines."""
    if here == there or WITHIN.get(here) == there or WITHIN.get(there) == here:
        return 0.0
    (at, radius), (other, other_radius) = CENTRES[here], CENTRES[there]
    (one, two), (three, four) = map(math.radians, at), map(math.radians, other)
    cosine = math.sin(one) * math.sin(three) + math.cos(one) * math.cos(three) * math.cos(
        two - four
    )
    return max(0.0, 6371.0088 * math.acos(cosine) - radius - other_radius)


class Judge:
    """Says of any claims of a story whether they can all be true."""

    def __init__(self, story: Story) -> None:
        """Put down every law, each under the claims that it needs."""
        self.story = story
        self.solver = z3.Solver()
        self.claims = story.claims()
        self.taken = {name: z3.Bool(f"take {name}") for name in self.claims}
        self.start = {}
        self.end = {}
        for name, (_, claim) in self.claims.items():
            self.start[name] = z3.Int(f"start {name}")
            self.end[name] = self.start[name] if claim.is_occasion else z3.Int(f"end {name}")
        self.clocks = clocks_of(story)
        self.firm = [name for name, (_, claim) in self.claims.items() if claim.is_firm]
        self.sending = {}
        for name in self.firm:
            self._date(name)
            self._tie(name)
            if self.claims[name][1].kind == "received":
                self.sending[name] = z3.Int(f"sending before {name}")
                self._demand(self.sending[name] <= self.start[name], name)
        self._events()
        self._lives()
        self._positions()
        self._pairs()
        self._uses()
        self._denials()

    def fits(self, names: frozenset[str]) -> bool:
        """Whether the claims named can all be true."""
        return self.solver.check([self.taken[name] for name in sorted(names)]) == z3.sat

    def allows(self, times: Mapping[str, tuple[int, int]]) -> bool:
        """Whether all claims can be true with some of them at these times."""
        given = [
            z3.And(self.start[name] == start, self.end[name] == end)
            for name, (start, end) in times.items()
        ]
        taken = [self.taken[name] for name in sorted(self.claims)]
        return self.solver.check(*taken, *given) == z3.sat

    def extremes(self, end: z3.ArithRef) -> tuple[int, int] | None:
        """The earliest and latest time of an end if all claims are true; None without bounds."""
        far = 10**9
        judge = z3.Optimize()
        judge.add(self.solver.assertions())
        judge.add([self.taken[each] for each in sorted(self.claims)])
        judge.add(end <= far, end >= -far)
        found = []
        for optimum in (judge.minimize, judge.maximize):
            judge.push()
            optimum(end)
            assert judge.check() == z3.sat
            found.append(judge.model().eval(end, model_completion=True).as_long())
            judge.pop()
        return (found[0], found[1]) if -far < found[0] and found[1] < far else None

    def times(self) -> dict[str, tuple[int, int]]:
        """The start and end of each firm claim in a dating of them all; they must fit."""
        assert self.fits(frozenset(self.firm))
        model = self.solver.model()
        return {
            name: (
                model.eval(self.start[name], model_completion=True).as_long(),
                model.eval(self.end[name], model_completion=True).as_long(),
            )
            for name in self.firm
        }

    def conflicts(self) -> set[frozenset[str]]:
        """The minimal sets of statements that cannot all be true, by trying all sets."""
        behind = {
            statement.name: frozenset(
                name for name, (each, _) in self.claims.items() if each is statement
            )
            for statement in self.story.statements
        }
        found: list[frozenset[str]] = []
        if self.fits(frozenset(self.claims)):
            return set()
        for size in range(1, len(behind) + 1):
            for chosen in map(frozenset, combinations(sorted(behind), size)):
                if any(known <= chosen for known in found):
                    continue
                if not self.fits(frozenset().union(*(behind[name] for name in chosen))):
                    found.append(chosen)
        return set(found)

    def _demand(self, formula: z3.BoolRef, *names: str) -> None:
        self.solver.add(z3.Implies(z3.And([self.taken[name] for name in names]), formula))

    def _date(self, name: str) -> None:
        _, claim = self.claims[name]
        start, end = self.start[name], self.end[name]
        self._demand(start <= end, name)
        if claim.when is not None:
            self._demand(dated(claim, claim.when, start, end), name)
        if claim.least is not None:
            self._demand(end - start >= claim.least * HOUR, name)
        if claim.most is not None:
            self._demand(end - start <= claim.most * HOUR, name)

    def _tie(self, name: str) -> None:
        for tie in self.claims[name][1].ties:
            other = tie.other
            if other not in self.firm:
                continue  # what nobody plainly asserts dates nothing
            start, end = self.start[name], self.end[name]
            other_start, other_end = self.start[other], self.end[other]
            if tie.relation == "same-time-as":
                self._demand(z3.And(start == other_start, end == other_end), name, other)
            elif tie.relation == "during":
                self._demand(z3.And(start >= other_start, end <= other_end), name, other)
            else:
                between = start - other_end if tie.relation == "after" else other_start - end
                self._demand(between >= max(1, (tie.at_least or 0) * HOUR), name, other)
                if tie.within is not None:
                    self._demand(between <= tie.within * HOUR, name, other)

    def _events(self) -> None:
        for one, other in combinations(self.firm, 2):
            event = self.claims[one][1].event
            if event and event == self.claims[other][1].event:
                self._demand(self.start[one] == self.start[other], one, other)

    def _lives(self) -> None:
        for person, born, died in self.story.lives:
            birth, death = z3.Int(f"birth {person}"), z3.Int(f"death {person}")
            self.solver.add(birth <= death)
            for moment, date in ((birth, born), (death, died)):
                if date is not None:
                    self.solver.add(moment >= date.lo, moment <= date.hi)
            for name in self.firm:
                _, claim = self.claims[name]
                if person in claim.role("from") and name in self.sending:
                    sending = self.sending[name]
                    self._demand(z3.And(birth <= sending, sending <= death), name)
                if person not in active(claim):
                    continue
                ends = claim.when.ends if claim.when is not None and not claim.is_occasion else ()
                if born is not None and ".." not in ends[:1]:
                    self._demand(self.start[name] >= birth, name)
                if died is not None and ".." not in ends[1:]:
                    self._demand(self.end[name] <= death, name)

    def _positions(self) -> None:
        """Nobody is in two places at once, and a journey takes time."""
        placed = [
            (name, person, *where)
            for name in self.firm
            for person in PEOPLE
            for where in self._places(name, person)
        ]
        for (one, person, here, start, end), (other, second, there, begin, finish) in combinations(
            placed, 2
        ):
            apart = kilometres(here, there)
            if person == second and apart > 0:
                minutes = math.floor(apart * 60 / self.story.speed)
                self._demand(z3.Or(begin - end >= minutes, start - finish >= minutes), one, other)

    def _places(self, name: str, person: str) -> list[tuple[str, z3.ArithRef, z3.ArithRef]]:
        _, claim = self.claims[name]
        start, end = self.start[name], self.end[name]
        if person not in claim.role("who"):
            return []
        if claim.kind == "travelled":
            (leave,), (reach,) = claim.role("from"), claim.role("to")
            return [(leave, start, start), (reach, end, end)]
        return [(place, start, end) for place in claim.role("where")]

    def _pairs(self) -> None:
        for one in self.firm:
            for other in self.firm:
                if one != other:
                    self._pair(one, other)

    def _pair(self, one: str, other: str) -> None:
        (said, claim), (said_too, second) = self.claims[one], self.claims[other]
        kinds = (claim.kind, second.kind)
        after = self.start[one] > self.end[other]
        before = self.end[one] < self.start[other]
        if kinds == ("sent", "received"):
            self._demand(self.start[one] <= self.start[other], one, other)
        elif kinds == ("state", "state"):
            order = STATES["seal"]
            if order.index(claim.role("is")[0]) < order.index(second.role("is")[0]):
                self._demand(before, one, other)
        elif kinds == ("held", "held"):
            if claim.role("position") != second.role("position") and said is not said_too:
                self._demand(z3.Or(before, after), one, other)
        elif kinds == ("led", "led"):
            others = claim.role("who") != second.role("who")
            if others and said.speaker != said_too.speaker:
                self._demand(z3.Or(before, after), one, other)

    def _uses(self) -> None:
        """Whatever is used exists then; an end left open is named by nobody."""
        for span in self.firm:
            for use in self.firm:
                if self.claims[span][1].kind != "existed" or use == span:
                    continue
                _, claim = self.claims[use]
                ends = claim.when.ends if claim.when is not None and not claim.is_occasion else ()
                for start, end in self._existing(use, self.claims[span][1].role("what")):
                    if ".." not in ends[:1]:
                        self._demand(self.start[span] <= start, span, use)
                    if ".." not in ends[1:]:
                        self._demand(self.end[span] >= end, span, use)

    def _existing(
        self, name: str, places: tuple[str, ...]
    ) -> list[tuple[z3.ArithRef, z3.ArithRef]]:
        """From when to when any of some places must exist if a claim is true."""
        return [
            (begin, finish)
            for person in PEOPLE
            for place, begin, finish in self._places(name, person)
            if place in places
        ]

    def _denials(self) -> None:
        for name, (_, denial) in self.claims.items():
            if denial.stance != "denies":
                continue
            lo, hi, needed = self._covered(denial)
            for other in self.firm:
                for start, end in self._denied(other, denial):
                    outside = [end < lo] if lo is not None else []
                    outside += [start > hi] if hi is not None else []
                    empty = [] if lo is None or hi is None else [lo > hi]
                    self._demand(z3.Or(outside + empty), name, other, *needed)

    def _covered(
        self, denial: Claim
    ) -> tuple[z3.ArithRef | int | None, z3.ArithRef | int | None, tuple[str, ...]]:
        """What a denial surely covers, None being without bound, and the claim that dates it."""
        if not denial.ties:
            return *covered(denial.when), ()
        (tie,) = denial.ties
        start, end = self.start[tie.other], self.end[tie.other]
        span = None if tie.within is None else tie.within * HOUR
        needed = (tie.other,)
        if tie.relation == "after":
            return end + 1, None if span is None else end + span, needed
        if tie.relation == "before":
            return None if span is None else start - span, start - 1, needed
        return start, end, needed

    def _denied(self, name: str, denial: Claim) -> list[tuple[z3.ArithRef, z3.ArithRef]]:
        """From when to when what is denied holds by a claim, at each time that it does."""
        _, claim = self.claims[name]
        start, end = self.start[name], self.end[name]
        who = set(denial.role("who"))
        if denial.kind in ("met", "knew"):
            matches = claim.kind == "met" and who <= set(claim.role("who"))
            return [(start, end)] if matches else []
        if denial.kind == "was-at":
            (person,), (region,) = denial.role("who"), denial.role("where")
            return [
                (begin, finish)
                for place, begin, finish in self._places(name, person)
                if region in (place, WITHIN.get(place))
            ]
        if denial.kind == "existed":
            (region,) = denial.role("what")
            inside = (region, *(place for place, around in WITHIN.items() if around == region))
            if claim.kind == "existed":
                return [(start, end)] if claim.role("what")[0] in inside else []
            return self._existing(name, inside)
        if denial.kind == "sent" and claim.kind == "received":
            return [(self.sending[name], self.sending[name])]
        if denial.kind != claim.kind:
            return []
        same = all(set(values) <= set(claim.role(role)) for role, values in denial.roles)
        return [(start, end)] if same else []


def dated(claim: Claim, when: When, start: z3.ArithRef, end: z3.ArithRef) -> z3.BoolRef:
    """What a date says of the start and the end of a claim."""
    if when.form in ("single", "choice"):
        days = [each for each in when.ends if isinstance(each, Day)]
        return z3.Or([z3.And(start <= each.hi, end >= each.lo) for each in days])
    first, last = when.ends
    found = []
    if claim.is_occasion:
        if isinstance(first, Day):
            found.append(start >= first.lo)
        if isinstance(last, Day):
            found.append(start <= last.hi)
        return z3.And(found)
    if isinstance(first, Day):
        found += [start >= first.lo, start <= first.hi]
    elif first == "..":
        found.append(start <= -ENDLESS)
    if isinstance(last, Day):
        found += [end >= last.lo, end <= last.hi]
    elif last == "..":
        found.append(end >= ENDLESS)
    return z3.And(found)


def covered(when: When | None) -> tuple[int | None, int | None]:
    """The stretch that a denial surely covers; None is without bound."""
    if when is None:
        return None, None
    if when.form == "single":
        (only,) = when.ends
        assert isinstance(only, Day)
        return only.lo, only.hi
    first, last = when.ends
    return (
        first.hi if isinstance(first, Day) else None,
        last.lo if isinstance(last, Day) else None,
    )


def active(claim: Claim) -> set[str]:
    """The people who are alive if a claim is true."""
    if claim.kind in ("was-at", "jailed", "arrived", "met", "travelled", "sent", "received", "led"):
        return set(claim.role("who"))
    return set()
