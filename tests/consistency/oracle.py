"""An independent judge of stories: every law as a formula over whole minutes, decided by z3."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations

import z3
from tests.consistency.oracle_facts import Fact, Moment, facts_of, minutes_ahead
from tests.consistency.oracle_laws import demand_laws
from tests.consistency.stories import ENDLESS, HOUR, TIMELESS, Claim, Day, Story, When

YEAR = 366 * 24 * HOUR


class Judge:
    """Says of any claims of a story whether they can all be true."""

    def __init__(self, story: Story) -> None:
        """Put down every law, each under the claims that it needs."""
        self.story = story
        self.solver = z3.Solver()
        self.rivals_clash = z3.Bool("values of one thing clash")
        self.claims = story.claims()
        self.taken = {name: z3.Bool(f"take {name}") for name in self.claims}
        self.start: dict[str, z3.ArithRef] = {}
        self.end: dict[str, z3.ArithRef] = {}
        self.ahead: dict[Moment, int] = {}
        for name, (_, claim) in self.claims.items():
            self._place(name)
            self.end[name] = self.start[name] if claim.is_occasion else z3.Int(f"end {name}")
            for end in (0, 1):
                minutes = minutes_ahead(story, claim, end)
                if minutes is not None:
                    self.ahead[name, end] = minutes
        self.firm = [name for name, (_, claim) in self.claims.items() if claim.is_firm]
        self.facts = {name: facts_of(name, self.claims[name][1]) for name in self.firm}
        for name in self.firm:
            self._date(name)
            self._tie(name)
            self._date_what_came_before(name)
            self._date_what_happens_at_its_end(name)
        self._events()
        demand_laws(self)

    def at(self, moment: Moment) -> z3.ArithRef:
        """The time of a moment, as the clocks of its place show it."""
        return (self.start, self.end)[moment[1]][moment[0]]

    def between(self, earlier: Moment, later: Moment) -> z3.ArithRef:
        """The minutes from one moment to another; by one clock, if both places declare theirs."""
        minutes = self.at(later) - self.at(earlier)
        if earlier in self.ahead and later in self.ahead:
            return minutes - (self.ahead[later] - self.ahead[earlier])
        return minutes

    def demand(self, formula: z3.BoolRef, *names: str) -> None:
        """Put down what must hold if some claims are true."""
        self.solver.add(z3.Implies(z3.And([self.taken[name] for name in names]), formula))

    def all_facts(self) -> list[tuple[str, Fact]]:
        """All that follows from the claims plainly asserted, each with the claim."""
        return [(name, fact) for name, facts in self.facts.items() for fact in facts]

    def fits(self, names: frozenset[str], *, dates_only: bool = False) -> bool:
        """Whether the claims named can all be true, or whether dates alone allow them."""
        taken = [self.taken[name] for name in sorted(names)]
        return self.solver.check(*taken, *([] if dates_only else [self.rivals_clash])) == z3.sat

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
        far = 10 * ENDLESS
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
        return (
            (found[0], found[1])
            if found[0] > YEAR - ENDLESS and found[1] < ENDLESS - YEAR
            else None
        )

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
            if self.claims[name][1].kind not in TIMELESS
        }

    def claims_of(self, statement: str) -> frozenset[str]:
        """The claims of a statement by its full name."""
        return frozenset(name for name, (each, _) in self.claims.items() if each.name == statement)

    def fit(self, statements: frozenset[str]) -> bool:
        """Whether all that some statements claim can be true."""
        return self.fits(frozenset().union(*map(self.claims_of, statements)))

    def conflicts(self) -> set[frozenset[str]]:
        """The minimal sets of statements that cannot all be true, by trying all sets."""
        names = sorted(statement.name for statement in self.story.statements)
        found: list[frozenset[str]] = []
        if self.fits(frozenset(self.claims)):
            return set()
        for size in range(1, len(names) + 1):
            for chosen in map(frozenset, combinations(names, size)):
                if not any(known <= chosen for known in found) and not self.fit(chosen):
                    found.append(chosen)
        return set(found)

    def _place(self, name: str) -> None:
        self.start[name] = z3.Int(f"start {name}")

    def _date(self, name: str) -> None:
        _, claim = self.claims[name]
        start, end = self.start[name], self.end[name]
        lasts = self.between((name, 0), (name, 1))
        self.demand(lasts >= 0, name)
        # What begins does so at some time, not after what goes on without end.
        self.demand(z3.And(start <= ENDLESS, end >= -ENDLESS), name)
        if claim.when is not None:
            self.demand(dated(claim, claim.when, start, end), name)
        if claim.least is not None:  # its last minute counts
            self.demand(lasts + 1 >= claim.least * HOUR, name)
        if claim.most is not None:
            self.demand(lasts <= claim.most * HOUR, name)

    def _date_what_came_before(self, name: str) -> None:
        known = name
        while any(fact.start[0] == f"before {known}" for fact in self.facts[name]):
            later, known = known, f"before {known}"
            self._place(known)
            self.end[known] = self.start[known]
            self.demand(self.start[known] <= self.start[later], name)
            self.demand(self.start[known] >= -ENDLESS, name)

    def _date_what_happens_at_its_end(self, name: str) -> None:
        when = self.claims[name][1].when
        is_endless = when is not None and ".." in when.ends[1:]
        moments = {fact.start for fact in self.facts[name] if fact.start == fact.end}
        if (name, 1) in moments and not is_endless:
            self.demand(self.end[name] <= ENDLESS, name)

    def _tie(self, name: str) -> None:
        start, end = (name, 0), (name, 1)
        for tie in self.claims[name][1].ties:
            if tie.other not in self.firm:
                continue  # what nobody plainly asserts dates nothing
            other_start, other_end = (tie.other, 0), (tie.other, 1)
            begins, ends = self.between(other_start, start), self.between(end, other_end)
            if tie.relation == "same-time-as":
                self.demand(z3.And(begins == 0, ends == 0), name, tie.other)
            elif tie.relation == "during":
                self.demand(z3.And(begins >= 0, ends >= 0), name, tie.other)
            else:
                after = tie.relation == "after"
                gap = self.between(*((other_end, start) if after else (end, other_start)))
                self.demand(gap >= max(1, (tie.at_least or 0) * HOUR), name, tie.other)
                if tie.within is not None:
                    self.demand(gap <= tie.within * HOUR, name, tie.other)

    def _events(self) -> None:
        for one, other in combinations(self.firm, 2):
            first, second = self.claims[one][1], self.claims[other][1]
            same = bool(first.event) and first.event == second.event
            if same and first.is_occasion and second.is_occasion:
                self.demand(self.between((one, 0), (other, 0)) == 0, one, other)


def dated(claim: Claim, when: When, start: z3.ArithRef, end: z3.ArithRef) -> z3.BoolRef:
    """What a date says of the start and the end of a claim."""
    if when.form in ("single", "choice"):
        return z3.Or(
            [
                z3.And(start <= hi, end >= lo)
                for each in when.ends
                if isinstance(each, Day)
                for lo, hi in each.stretches
            ]
        )
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
