"""Small casebooks made at random: claims as data, with their dates as ranges and as text."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

HOUR, DAY = 60, 1440
FIRST = datetime(1900, 1, 1)  # noqa: DTZ001  # local times, compared as written
ENDLESS = 10**9
"""Minutes that lie beyond all dates of a story: a claim `without end` lasts until then."""

PEOPLE = ("ann", "ben", "carl")
PLACES = {
    "port": "{at: [51.13, 1.31], radius: 2 km}",
    "inn": "{in: port}",
    "capital": "{at: [51.5, -0.12], radius: 10 km}",
    "north": "{at: [55.95, -3.19]}",
    "suburb": "{at: [51.58, -0.1]}",
}
POSITIONS = {"war": ("for", "against")}
STATES = {"seal": ("whole", "broken", "lost")}
HEAD = """\
case: A made-up story
about: Nothing that happened.
stages: {hearing: {side: court}}
sources: {minutes: {title: Minutes, side: court}}
"""


@dataclass(frozen=True)
class Day:
    """One date as text, with its first and its last minute."""

    text: str
    lo: int
    hi: int


@dataclass(frozen=True)
class When:
    """A date, of the form single, span or choice; of a span ".." is an open end, "" unknown."""

    form: str
    ends: tuple[Day | str, ...]
    doubtful: bool = False

    def text(self) -> str:
        """The date as a casebook has it."""
        words = [end if isinstance(end, str) else end.text for end in self.ends]
        if self.form == "choice":
            return f"[{','.join(words)}]"
        return "/".join(words) + ("?" if self.doubtful else "")


@dataclass(frozen=True)
class Tie:
    """What a claim is tied to; `at_least` and `within` in hours."""

    relation: str
    other: str
    at_least: int | None = None
    within: int | None = None


@dataclass(frozen=True)
class Claim:
    """One claim; `least` and `most` are its length in hours."""

    id: str
    kind: str
    roles: tuple[tuple[str, tuple[str, ...]], ...]
    stance: str = "asserts"
    when: When | None = None
    ties: tuple[Tie, ...] = ()
    event: str = ""
    least: int | None = None
    most: int | None = None

    def role(self, name: str) -> tuple[str, ...]:
        """The values of a role, none if it is not filled."""
        return dict(self.roles).get(name, ())

    @property
    def is_occasion(self) -> bool:
        """Whether it happens at one moment."""
        return self.kind in OCCASIONS

    @property
    def is_firm(self) -> bool:
        """Whether it is plainly asserted."""
        return self.stance == "asserts" and not (self.when is not None and self.when.doubtful)


@dataclass(frozen=True)
class Statement:
    """The claims that a speaker makes at once."""

    speaker: str
    id: str
    claims: tuple[Claim, ...]

    @property
    def name(self) -> str:
        """The full name."""
        return f"{self.speaker}/{self.id}"


@dataclass(frozen=True)
class Story:
    """A casebook; `lives` are years of birth and death of some people."""

    statements: tuple[Statement, ...]
    lives: tuple[tuple[str, Day | None, Day | None], ...] = ()
    speed: int = 200

    def claims(self) -> dict[str, tuple[Statement, Claim]]:
        """All claims by their full names."""
        return {
            f"{statement.name}#{claim.id}": (statement, claim)
            for statement in self.statements
            for claim in statement.claims
        }

    def text(self) -> str:
        """The casebook as the text of its files, one after the other."""
        return HEAD + "\n".join([*self._registry(), *self._speakers(), ""])

    def files(self) -> dict[str, str]:
        """The text of each file."""
        first, *rest = self.text().split("--- file: ")
        return {"case.yaml": first} | {
            name: text for name, _, text in (each.partition("\n") for each in rest)
        }

    def _registry(self) -> list[str]:
        lives = {name: (born, died) for name, born, died in self.lives}
        lines = [f"top-speed: {self.speed} km/h", "people:"]
        for person in (*PEOPLE, "judge", "clerk", "guest"):
            born, died = lives.get(person, (None, None))
            facts = [f"born: '{born.text}'"] if born else []
            facts += [f"died: '{died.text}'"] if died else []
            lines.append(f"  {person}: {{{', '.join(facts)}}}")
        lines += ["places:", *(f"  {place}: {entry}" for place, entry in PLACES.items())]
        lines += ["things:", "  letter: {}"]
        lines += [f"  {thing}: {{states: [{', '.join(s)}]}}" for thing, s in STATES.items()]
        lines += ["groups: {league: {members: []}}", "topics:"]
        lines += [
            f"  {topic}: {{asks: what to do, positions: [{', '.join(positions)}]}}"
            for topic, positions in POSITIONS.items()
        ]
        return lines

    def _speakers(self) -> list[str]:
        lines = []
        for speaker in dict.fromkeys(statement.speaker for statement in self.statements):
            lines += [f"--- file: {speaker}.yaml", f"speaker: {speaker}", "statements:"]
            for statement in self.statements:
                if statement.speaker == speaker:
                    lines += [f"  - id: {statement.id}", "    claims:"]
                    lines += [f"      - {written(claim)}" for claim in statement.claims]
        return lines


CONDITIONS = ("was-at", "jailed", "travelled", "state", "held", "led", "existed", "knew")
OCCASIONS = ("met", "arrived", "sent", "received")


def written(claim: Claim) -> str:
    """A claim as a casebook has it, on one line."""
    fields = [
        f"{name}: {values[0] if len(values) == 1 else '[' + ', '.join(values) + ']'}"
        for name, values in claim.roles
    ]
    if claim.ties:
        words = [f"on: '{claim.when.text()}'"] if claim.when is not None else []
        for tie in claim.ties:
            words.append(f"{tie.relation}: '{tie.other}'")
            words += [f"at-least: {tie.at_least} hours"] if tie.at_least is not None else []
            words += [f"within: {tie.within} hours"] if tie.within is not None else []
        fields.append(f"when: {{{', '.join(words)}}}")
    elif claim.when is not None:
        fields.append(f"when: '{claim.when.text()}'")
    fields += [f"for-at-least: {claim.least} hours"] if claim.least is not None else []
    fields += [f"for-at-most: {claim.most} hours"] if claim.most is not None else []
    fields += [f"event: {claim.event}"] if claim.event else []
    body = f"{claim.kind}: {{{', '.join(fields)}}}"
    if claim.stance != "asserts":
        body = f"{claim.stance}: {{{body}}}"
    return f"{{id: {claim.id}, {body}}}"


def minute_of(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> int:
    """The minutes from the first moment of a story to a local time."""
    moment = datetime(year, month, day, hour, minute)  # noqa: DTZ001  # see FIRST
    return (moment - FIRST) // timedelta(minutes=1)


def moment(minute: int) -> Day:
    """A minute, written as a date with its time of day."""
    text = (FIRST + timedelta(minutes=minute)).strftime("%Y-%m-%dT%H:%M")
    return Day(text, minute, minute)


def day(number: int, about: bool = False) -> Day:
    """A day of March 1931, perhaps widened by one day each side."""
    lo = minute_of(1931, 3, 1) + (number - 1) * DAY
    wider = DAY if about else 0
    return Day(f"1931-03-{number:02}{'~' if about else ''}", lo - wider, lo + DAY - 1 + wider)


def month(number: int, about: bool = False) -> Day:
    """A month of 1931, perhaps widened by one month each side."""
    first, last = (number - 1, number + 1) if about else (number, number)
    text = f"1931-{number:02}{'~' if about else ''}"
    return Day(text, minute_of(1931, first, 1), minute_of(1931, last + 1, 1) - 1)


def year(number: int) -> Day:
    """A year."""
    return Day(str(number), minute_of(number, 1, 1), minute_of(number + 1, 1, 1) - 1)


def hour_of(number: int, hour: int, about: bool = False) -> Day:
    """A full hour on a day of March 1931, perhaps widened by half an hour each side."""
    lo = minute_of(1931, 3, 1) + (number - 1) * DAY + hour * HOUR
    wider = 30 if about else 0
    return Day(f"1931-03-{number:02}T{hour:02}:00{'~' if about else ''}", lo - wider, lo + wider)


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
        chosen = chance.sample(self.topics, chance.randint(1, 2))
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
        return (Tie(relation, chance.choice(others), None, within),)

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
