"""Makes up small casebooks from a seed, most of them about one or two topics."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from tests.consistency.stories import (
    PEOPLE,
    PLACES,
    POSITIONS,
    STATES,
    Claim,
    Day,
    Statement,
    Story,
    Tie,
    When,
    day,
    hour_of,
    month,
    year,
)


@dataclass
class Teller:
    """Makes up stories from a seed."""

    random: random.Random
    topics: tuple[str, ...] = ("place", "letter", "state", "held", "led")
    size: int = 7
    made: list[tuple[str, Claim]] = field(default_factory=list)
    referred: set[str] = field(default_factory=set)

    def story(self) -> Story:
        """A story of two to `size` statements with one or two claims each."""
        chance = self.random
        self.made, self.referred = [], set()
        chosen = chance.sample(self.topics, min(chance.randint(1, 2), len(self.topics)))
        statements = []
        for number in range(chance.randint(2, self.size)):
            speaker = chance.choice(("judge", "clerk", "guest"))
            name = f"{speaker}/s{number}"
            claims = []
            for place in range(chance.choice((1, 1, 1, 2))):
                claim = self._claim(f"c{place}", chance.choice(chosen))
                claims.append(claim)
                self.made.append((f"{name}#{claim.id}", claim))
            statements.append(Statement(speaker, f"s{number}", tuple(claims)))
        return _with_single_claims(
            Story(tuple(statements), self._lives(), chance.choice((50, 200)))
        )

    def _lives(self) -> tuple[tuple[str, Day | None, Day | None], ...]:
        if self.random.random() < 0.8:
            return ()
        born = self.random.choice((None, day(2), month(3)))
        return (("ann", born, self.random.choice((None, day(5), month(3), year(1931)))),)

    def _claim(self, name: str, topic: str) -> Claim:
        chance = self.random
        claim = getattr(self, f"_about_{topic}")(name)
        if claim.stance == "denies":
            if chance.random() < 0.3 and (ties := self._denied_ties()):
                return replace(claim, ties=ties)
            return replace(claim, when=self._denied_when())
        claim = replace(claim, when=self._when(claim.is_occasion))
        if chance.random() < 0.07:
            claim = replace(claim, stance="believes")
        if chance.random() < 0.45:
            claim = replace(claim, ties=self._ties())
        if claim.ties and chance.random() < 0.6:
            claim = replace(claim, when=None)
        if claim.is_occasion and chance.random() < 0.2:
            claim = replace(claim, event=chance.choice(("supper", "parting")))
        if not claim.is_occasion and not _is_endless(claim.when):
            if chance.random() < 0.15:
                claim = replace(claim, least=chance.choice((1, 5, 30, 60)))
            if chance.random() < 0.2:
                claim = replace(claim, most=chance.choice((60, 72, 90)))
        return claim

    def _about_place(self, name: str) -> Claim:
        chance = self.random
        who, where = chance.choice(PEOPLE[:2]), chance.choice(tuple(PLACES))
        kinds = (
            "was-at",
            "was-at",
            "jailed",
            "arrived",
            "met",
            "met",
            "travelled",
            "denial",
            "existed",
        )
        match chance.choice(kinds):
            case "met":
                together = tuple(chance.sample(PEOPLE, 2))
                roles = (("who", together), ("where", (where,)))
                return Claim(name, "met", roles[: chance.choice((1, 2, 2))])
            case "travelled":
                there = chance.choice([place for place in PLACES if place != where])
                return Claim(
                    name, "travelled", (("who", (who,)), ("from", (where,)), ("to", (there,)))
                )
            case "denial":
                return chance.choice(
                    (
                        Claim(name, "was-at", (("who", (who,)), ("where", (where,))), "denies"),
                        Claim(name, "met", (("who", PEOPLE[:2]),), "denies"),
                        Claim(name, "knew", (("who", PEOPLE[:2]),), "denies"),
                        Claim(name, "existed", (("what", (where,)),), "denies"),
                        Claim(name, "jailed", (("who", (who,)),), "denies"),
                    )
                )
            case "existed":
                return Claim(name, "existed", (("what", (where,)),))
            case kind:
                return Claim(name, kind, (("who", (who,)), ("where", (where,))))

    def _about_letter(self, name: str) -> Claim:
        chance = self.random
        where = (("where", (chance.choice(tuple(PLACES)),)),) if chance.random() < 0.5 else ()
        what = ("what", ("letter",))
        stance = "denies" if chance.random() < 0.1 else "asserts"
        if chance.random() < 0.5:
            roles = (("who", ("ann",)), what, ("to", ("ben",)))
            return Claim(name, "sent", roles if stance == "denies" else roles + where, stance)
        return Claim(name, "received", (("who", ("ben",)), what, ("from", ("ann",)), *where))

    def _about_state(self, name: str) -> Claim:
        chance = self.random
        stance = "denies" if chance.random() < 0.1 else "asserts"
        state = chance.choice(STATES["seal"])
        return Claim(name, "state", (("of", ("seal",)), ("is", (state,))), stance)

    def _about_held(self, name: str) -> Claim:
        chance = self.random
        position = chance.choice(POSITIONS["war"])
        stance = "denies" if chance.random() < 0.1 else "asserts"
        roles = (("who", ("ann",)), ("topic", ("war",)), ("position", (position,)))
        return Claim(name, "held", roles, stance)

    def _about_led(self, name: str) -> Claim:
        who = self.random.choice(PEOPLE)
        return Claim(name, "led", (("who", (who,)), ("what", ("league",))))

    def _day(self) -> Day:
        chance = self.random
        about = chance.random() < 0.12
        number = chance.randint(1, 5)
        kind = chance.random()
        if kind < 0.4:
            return day(number, about)
        if kind < 0.85:
            return hour_of(number, chance.choice((0, 8, 9, 10, 12, 20)), about)
        return month(chance.choice((2, 3, 3, 4)), about)

    def _when(self, occasion: bool) -> When | None:
        chance = self.random
        kind = chance.random()
        doubtful = chance.random() < 0.04
        if kind < 0.12:
            return None
        if kind < 0.55 or (occasion and kind < 0.7):
            only = self._day()
            return When("single", (only,), doubtful and not only.text.endswith("~"))
        if kind < 0.6:
            return When(
                "choice", tuple(sorted({day(n) for n in chance.sample(range(1, 6), 2)}, key=_start))
            )
        first, last = sorted((self._day(), self._day()), key=lambda each: (each.lo, each.hi))
        open_end = chance.choice(("..", ""))
        ends: Sequence[Day | str] = (first, last)
        if kind < 0.66 or first.hi > last.hi:
            ends = (first, open_end)
        elif kind < 0.72:
            ends = (open_end, last)
        return When("span", tuple(ends))

    def _denied_when(self) -> When | None:
        chance = self.random
        first, last = sorted(
            (day(chance.randint(1, 5)) for _ in range(2)), key=lambda each: (each.lo, each.hi)
        )
        return chance.choice(
            (
                None,
                When("single", (first,)),
                When("span", (first, last)),
                When("span", (first, "..")),
                When("span", ("..", last)),
            )
        )

    def _denied_ties(self) -> tuple[Tie, ...]:
        chance = self.random
        others = [name for name, claim in self.made if claim.is_firm]
        if not others:
            return ()
        relation = chance.choice(("during", "same-time-as", "after", "before"))
        within = chance.choice((None, 30)) if relation in ("after", "before") else None
        at_least = chance.choice((None, None, 1, 24)) if relation in ("after", "before") else None
        return (Tie(relation, chance.choice(others), at_least, within),)

    def _ties(self) -> tuple[Tie, ...]:
        chance = self.random
        others = [name for name, claim in self.made if claim.is_firm]
        doubtful = [
            name
            for name, claim in self.made
            if not (claim.is_firm or claim.ties or claim.event or name in self.referred)
        ]
        if doubtful and chance.random() < 0.2:
            self.referred.add(doubtful[0])
            return (Tie(chance.choice(("after", "before", "same-time-as")), doubtful[0]),)
        if not others:
            return ()
        relation = chance.choice(("after", "after", "before", "same-time-as", "during"))
        tie = Tie(relation, chance.choice(others))
        if relation in ("after", "before"):
            at_least = chance.choice((None, None, 1, 24, 30))
            within = chance.choice((None, None, 30, 48))
            tie = replace(tie, at_least=at_least, within=within)
        if chance.random() < 0.25:
            another = Tie(chance.choice(("same-time-as", "during")), chance.choice(others))
            if (another.relation, another.other) != (tie.relation, tie.other):
                return _grouped((tie, another))
        return (tie,)


def _grouped(ties: tuple[Tie, ...]) -> tuple[Tie, ...]:
    """The ties, of each relation one only: a casebook writes a relation once."""
    return tuple({tie.relation: tie for tie in ties}.values())


def _start(each: Day) -> int:
    return each.lo


def _is_endless(when: When | None) -> bool:
    return when is not None and ".." in when.ends


def _with_single_claims(story: Story) -> Story:
    """The story with the first firm sending and the first span of existence only.

    Another sending would explain a receipt, and another span by the same speaker a use.
    """
    seen: set[str] = set()
    statements = []
    for statement in story.statements:
        claims = []
        for claim in statement.claims:
            if claim.kind in ("sent", "existed") and claim.stance != "denies":
                if claim.kind in seen or not claim.is_firm:
                    roles = (("who", ("carl",)), ("where", ("port",)))
                    kind = "arrived" if claim.is_occasion else "was-at"
                    claims.append(replace(claim, kind=kind, roles=roles))
                    continue
                seen.add(claim.kind)
            claims.append(claim)
        statements.append(replace(statement, claims=tuple(claims)))
    return replace(story, statements=tuple(statements))
