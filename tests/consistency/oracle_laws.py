"""The laws that every true story obeys, put down for the judge by the reasons of the rules."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import combinations, permutations
from typing import TYPE_CHECKING

import z3
from tests.consistency.oracle_facts import (
    CENTRES,
    MUTUAL,
    TOGETHER,
    Fact,
    Moment,
    around,
    kilometres,
)
from tests.consistency.stories import HOUR, STATES, Claim, Day, Tie, When

if TYPE_CHECKING:
    from tests.consistency.oracle import Judge

Covered = tuple[int | None, int | None]
"""The first and the last minute of a stretch; None is without bound."""


def demand_laws(judge: Judge) -> None:
    """Put down all laws."""
    _demand_lives(judge)
    _demand_one_place(judge)
    for one, other in permutations(judge.firm, 2):
        _demand_order(judge, one, other)
    for one, other in combinations(judge.firm, 2):
        _demand_one_value(judge, one, other)
        _demand_turns(judge, one, other)
    _demand_existence(judge)
    _demand_undestroyed(judge)
    _demand_acquaintance(judge)
    _demand_denied(judge)
    _demand_only(judge)


def _demand_lives(judge: Judge) -> None:
    for person, born, died in judge.story.lives:
        birth, death = z3.Int(f"birth {person}"), z3.Int(f"death {person}")
        judge.solver.add(birth <= death)
        for moment, date in ((birth, born), (death, died)):
            if date is not None:
                judge.solver.add(moment >= date.lo, moment <= date.hi)
        for name, fact in judge.all_facts():
            if fact.kind == "alive" and person in fact.roles["who"]:
                begins, ends = _has_ends(judge, name, fact)
                # What has no beginning must not be over before a birth; and the other way round.
                first, last = fact.start if begins else fact.end, fact.end if ends else fact.start
                if born is not None and (begins or fact.end != fact.start):
                    judge.demand(judge.at(first) >= birth, name)
                if died is not None and (ends or fact.end != fact.start):
                    judge.demand(judge.at(last) <= death, name)


def _has_ends(judge: Judge, name: str, fact: Fact) -> tuple[bool, bool]:
    """Whether a fact has a beginning and an end: one left open is named by nobody."""
    claim = judge.claims[name][1]
    ends = claim.when.ends if claim.when is not None and not claim.is_occasion else ()
    open_start = ".." in ends[:1] and fact.start == (name, 0)
    open_end = ".." in ends[1:] and fact.end == (name, 1)
    return not open_start, not open_end


def _demand_one_place(judge: Judge) -> None:
    """Nobody is in two places at once, and a journey takes time."""
    placed = [
        (name, person, place, fact)
        for name, fact in judge.all_facts()
        if fact.kind == "was-at"
        for person in fact.roles["who"]
        for place in fact.roles["where"]
    ]
    for (one, person, here, fact), (other, second, there, fact_too) in combinations(placed, 2):
        if person != second:
            continue
        apart = kilometres(here, there)
        if apart > 0:
            minutes = math.floor(apart * 60 / judge.story.speed)
            onward = judge.between(fact.end, fact_too.start) >= minutes
            back = judge.between(fact_too.end, fact.start) >= minutes
            judge.demand(z3.Or(onward, back), one, other)


def _demand_order(judge: Judge, one: str, other: str) -> None:
    """What is received was sent, what is passed on was received, what is undone never comes back.

    Stories tell of one sending or receipt only wherever another would explain the order.
    """
    claim, second = judge.claims[one][1], judge.claims[other][1]
    kinds = (claim.kind, second.kind)
    same_thing = claim.role("what") == second.role("what")
    onward = judge.between((one, 0), (other, 0)) >= 0
    if kinds in (("sent", "received"), ("passed-on", "received")) and same_thing:
        said = claim.role("to") == second.role("who") and claim.role("who") == second.role("from")
        if said or (kinds[0] == "sent" and claim.role("to") == second.role("who")
                    and not second.role("from")):  # fmt: skip
            judge.demand(onward, one, other)
    elif kinds == ("received", "passed-on") and same_thing:
        from_whom = second.role("from") in ((), claim.role("from"))
        if claim.role("who") == second.role("who") and from_whom and claim.role("from"):
            judge.demand(onward, one, other)
    elif kinds == ("state", "state"):
        order = STATES["seal"]
        if order.index(claim.role("is")[0]) < order.index(second.role("is")[0]):
            judge.demand(judge.between((one, 1), (other, 0)) > 0, one, other)


def _demand_turns(judge: Judge, one: str, other: str) -> None:
    """Stands, leaders and homes follow each other."""
    (said, claim), (said_too, second) = judge.claims[one], judge.claims[other]
    if claim.kind != second.kind:
        return
    differ = False
    if claim.kind == "held":
        differ = claim.role("position") != second.role("position") and said is not said_too
    elif claim.kind == "led":
        apart = set(claim.role("who")).isdisjoint(second.role("who"))
        differ = apart and said.speaker != said_too.speaker
    elif claim.kind == "lived-at" and claim.role("who") == second.role("who"):
        (here,), (there,) = claim.role("where"), second.role("where")
        differ = kilometres(here, there) > 0 and said.speaker != said_too.speaker
    if differ:
        onward = judge.between((one, 1), (other, 0)) > 0
        judge.demand(z3.Or(onward, judge.between((other, 1), (one, 0)) > 0), one, other)


def _demand_one_value(judge: Judge, one: str, other: str) -> None:
    """One text says one thing, and one event has one place, giver, recipient, count and goal."""
    (said, claim), (said_too, second) = judge.claims[one], judge.claims[other]
    if said is said_too or claim.kind != second.kind:
        return
    if claim.kind == "content":
        same = claim.role("of") == second.role("of") and claim.role("topic") == second.role("topic")
        if same and claim.role("position") != second.role("position"):
            judge.demand(z3.Not(judge.rivals_clash), one, other)
    elif claim.event and claim.event == second.event and _rival(claim, second):
        judge.demand(z3.Not(judge.rivals_clash), one, other)


def _rival(claim: Claim, second: Claim) -> bool:
    shared = set(claim.role("who")) & set(second.role("who"))
    if not shared:
        return False
    roles = {"travelled": ("from", "to")}.get(claim.kind, ("where",))
    for role in roles:
        for here in claim.role(role):
            for there in second.role(role):
                if kilometres(here, there) > 0:
                    return True
    counts = (claim.role("times"), second.role("times"))
    if claim.kind == "met" and all(counts) and counts[0] != counts[1]:
        return len(shared) > 1
    role = {"received": "from", "sent": "to"}.get(claim.kind, "")
    same_thing = claim.role("what") == second.role("what")
    ends = (set(claim.role(role)), set(second.role(role)))
    return bool(role) and same_thing and all(ends) and ends[0].isdisjoint(ends[1])


def _demand_existence(judge: Judge) -> None:
    """Whatever is used exists then; an end left open is named by nobody."""
    spans = [name for name in judge.firm if judge.claims[name][1].kind == "existed"]
    for name, fact in judge.all_facts():
        if fact.kind != "existed" or name in spans:
            continue
        begins, ends = _has_ends(judge, name, fact)
        for span in spans:
            if judge.claims[span][1].role("what") == fact.roles["what"]:
                first, last = fact.start if begins else fact.end, fact.end if ends else fact.start
                if begins or fact.end != fact.start:
                    judge.demand(judge.between((span, 0), first) >= 0, span, name)
                if ends or fact.end != fact.start:
                    judge.demand(judge.between(last, (span, 1)) >= 0, span, name)


def _demand_undestroyed(judge: Judge) -> None:
    """What is gone is neither visited nor handed over."""
    made = {judge.claims[name][1].role("what") for name in judge.firm
            if judge.claims[name][1].kind == "existed"}  # fmt: skip
    for name in judge.firm:
        claim = judge.claims[name][1]
        if claim.kind != "destroyed":
            continue
        for other, fact in judge.all_facts():
            used = fact.kind == "existed" and fact.roles["what"] not in made
            used = used and judge.claims[other][1].kind not in ("existed", "state")
            hands = ("sent", "received", "passed-on")
            handed = fact.kind in hands and fact.roles.get("from", fact.roles.get("to"))
            if (used or handed) and fact.roles["what"] == claim.role("what"):
                judge.demand(judge.between(fact.start, (name, 0)) >= 0, name, other)


def _demand_acquaintance(judge: Judge) -> None:
    """Two people deal with each other once their acquaintance has begun."""
    for name in judge.firm:
        relation = judge.claims[name][1]
        if relation.kind != "knew":
            continue
        for other, fact in judge.all_facts():
            both = len(set(relation.role("who")) & set(fact.roles.get("who", ()))) > 1
            if fact.kind == "knew" and both and judge.claims[other][1].kind != "knew":
                judge.demand(judge.between((name, 0), fact.start) >= 0, name, other)


def _demand_denied(judge: Judge) -> None:
    for name, (_, denial) in judge.claims.items():
        if denial.stance != "denies":
            continue
        for other, fact in judge.all_facts():
            if _denies(denial, fact):
                for formula, needed in _outside(judge, denial, fact):
                    judge.demand(formula, name, other, *needed)


def _denies(denial: Claim, fact: Fact) -> bool:
    if denial.kind != fact.kind:
        return False
    for role, values in denial.roles:
        held = [each for value in fact.roles.get(role, ()) for each in around(value)]
        every = (denial.kind, role) in TOGETHER
        if not (all if every else any)(value in held for value in values):
            return False
    return True


def _outside(
    judge: Judge, denial: Claim, fact: Fact
) -> Iterator[tuple[z3.BoolRef, tuple[str, ...]]]:
    """That something lies outside each stretch that a denial surely covers, and who dates it."""
    if any(tie.other not in judge.firm for tie in denial.ties):
        return  # what nobody plainly asserts dates nothing
    needed = tuple(tie.other for tie in denial.ties)
    if any(tie.within is not None and tie.within * HOUR < _from_on(tie) for tie in denial.ties):
        return  # no time lies between so late and so early
    ways = [way for tie in denial.ties for way in _outside_tie(judge, tie, fact)]
    ways += [
        way for one, other in permutations(denial.ties, 2) for way in _not_met(judge, one, other)
    ]
    for lo, hi in covered(denial.when):
        missed = [way for tie in denial.ties for way in _missed(judge, tie, lo, hi)]
        yield z3.Or([*ways, *missed, _beyond(judge, fact, lo, hi)]), needed


def _from_on(tie: Tie) -> int:
    """Minutes after, or before, what a denial is tied to from which on it covers."""
    return max(1, (tie.at_least or 0) * HOUR)


def _edges(tie: Tie) -> tuple[tuple[Moment, int] | None, tuple[Moment, int] | None]:
    """The first and the last minute that a denial covers by a tie, as minutes after a moment."""
    start, end = (tie.other, 0), (tie.other, 1)
    if tie.relation == "after":
        return (end, _from_on(tie)), None if tie.within is None else (end, tie.within * HOUR)
    if tie.relation == "before":
        first = None if tie.within is None else (start, -tie.within * HOUR)
        return first, (start, -_from_on(tie))
    return (start, 0), (end, 0)


def _not_met(judge: Judge, one: Tie, other: Tie) -> list[z3.BoolRef]:
    """That what a denial covers by one tie is over before what it covers by another."""
    last, first = _edges(one)[1], _edges(other)[0]
    if last is None or first is None:
        return []
    return [judge.between(last[0], first[0]) + first[1] - last[1] > 0]


def _missed(judge: Judge, tie: Tie, lo: int | None, hi: int | None) -> list[z3.BoolRef]:
    """The ways in which what a denial covers by a tie has no minute of a stretch."""
    first, last = (
        None if moment is None else judge.at(moment[0]) + moment[1] for moment in _edges(tie)
    )
    ways = [first > hi] if first is not None and hi is not None else []
    return [*ways, last < lo] if last is not None and lo is not None else ways


def _outside_tie(judge: Judge, tie: Tie, fact: Fact) -> list[z3.BoolRef]:
    """The ways to lie outside what a denial covers by what it is tied to."""
    start, end = (tie.other, 0), (tie.other, 1)
    span = None if tie.within is None else tie.within * HOUR
    if tie.relation == "after":
        ways = [judge.between(end, fact.end) < _from_on(tie)]
        return ways if span is None else [*ways, judge.between(end, fact.start) > span]
    if tie.relation == "before":
        ways = [judge.between(fact.start, start) < _from_on(tie)]
        return ways if span is None else [*ways, judge.between(fact.end, start) > span]
    return [judge.between(fact.end, start) > 0, judge.between(end, fact.start) > 0]


def _beyond(judge: Judge, fact: Fact, lo: int | None, hi: int | None) -> z3.BoolRef:
    outside = [judge.at(fact.end) < lo] if lo is not None else []
    outside += [judge.at(fact.start) > hi] if hi is not None else []
    empty = [] if lo is None or hi is None else [z3.BoolVal(lo > hi)]
    return z3.Or(outside + empty)


def covered(when: When | None) -> tuple[Covered, ...]:
    """The stretches that a denial surely covers."""
    if when is None:
        return ((None, None),)
    if when.form == "choice":
        return ()
    if when.form == "single":
        (only,) = when.ends
        assert isinstance(only, Day)
        return only.covered
    first, last = when.ends
    if "" in (first, last):
        return ()
    return (
        (
            first.hi if isinstance(first, Day) else None,
            last.lo if isinstance(last, Day) else None,
        ),
    )


def _demand_only(judge: Judge) -> None:
    """Who alone did a thing leaves nobody else to have done it, within the time that is named."""
    for name in judge.firm:
        said, sole = judge.claims[name]
        if not sole.only:
            continue
        for other, fact in judge.all_facts():
            said_too, claim = judge.claims[other]
            if said is said_too or _is_for_some_while(sole):
                continue
            if _is_against(sole, claim, fact):
                for formula, needed in _outside(judge, sole, fact):
                    judge.demand(formula, name, other, *needed)


def _is_for_some_while(sole: Claim) -> bool:
    """Whether it lasted for an unknown while in the time that is named: alone then, not always."""
    if sole.is_occasion:
        return False
    is_one_date = sole.when is not None and sole.when.form != "span"
    return is_one_date or any(tie.relation != "same-time-as" for tie in sole.ties)


def _is_one_of(other: str, values: tuple[str, ...]) -> bool:
    """Whether a name is one of others, or of a place from which nothing parts it."""
    return other in values or any(
        other in CENTRES and value in CENTRES and kilometres(other, value) == 0 for value in values
    )


def _is_against(sole: Claim, claim: Claim, fact: Fact) -> bool:
    """Whether a fact names others in the role in which one claim leaves room for nobody else."""
    if sole.kind != fact.kind or (sole.event and claim.event != sole.event):
        return False
    for role, values in sole.roles:
        others = fact.roles.get(role, ())
        if role == sole.only:
            if (sole.kind, role) in MUTUAL and set(values).isdisjoint(others):
                return False  # who was with whom says nothing of others among themselves
            if all(_is_one_of(other, values) for other in others):
                return False
        elif sole.event and not others:
            continue
        elif not any(value in around(other) for value in values for other in others):
            return False
    return True
