"""Makes up casebooks about further topics, and in further manners of dating."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

from tests.consistency.oracle_facts import minutes_ahead
from tests.consistency.stories import (
    FIRST,
    HOUR,
    PLACES,
    POSITIONS,
    ROOMS,
    TIMELESS,
    Claim,
    Day,
    Statement,
    Story,
    When,
    day,
    minute_of,
)
from tests.consistency.teller import Teller

TOPICS = ("content", "rival", "only", "parcel", "relation", "ruin", "home", "region")
"""What these stories can be about, besides the topics of the first teller."""
MANNERS = ("zones", "julian", "edtf")
"""How they can be dated."""
ZONES = ("Europe/Berlin", "Europe/Moscow", "Asia/Kolkata", "America/Caracas", "Asia/Tokyo")
"""Time zones whose clocks nobody moved in 1931."""
HOMES = {"judge": "capital", "clerk": "north", "guest": "port"}
PLOTS = (("knew", "received"), ("knew", "passed-on"), ("knew", "received", "passed-on"))
"""The kinds of which a story tells once only: how people met, and how the parcel came."""
JULIAN_DAYS = 13
"""Days from a Julian date of 1931 to the same date of the Gregorian calendar."""


@dataclass
class WideTeller(Teller):
    """Makes up stories from a seed, in some manners of dating."""

    manners: tuple[str, ...] = ()
    plot: tuple[str, ...] = PLOTS[0]

    def story(self) -> Story:
        """A story of some of the topics, with its dates in some of the manners."""
        self.plot = self.random.choice(PLOTS)
        story = _at_home(super().story())
        if "parcel" in self.topics or "relation" in self.topics or "ruin" in self.topics:
            story = _with_single_claims(story, self.plot)
        if "julian" in self.manners:
            story = _changed(story, self._in_a_calendar)
        if "zones" in self.manners:
            chance = self.random
            places = [place for place in (*PLACES, *ROOMS) if chance.random() < 0.7]
            zones = tuple((place, chance.choice(ZONES)) for place in places if place != "coast")
            story = _without_unplaced_events(replace(story, zones=zones))
        return story

    def _claim(self, name: str, topic: str) -> Claim:
        self.made = [each for each in self.made if each[1].kind not in TIMELESS]
        if topic == "content":
            return self._about_content(name)
        claim = super()._claim(name, topic)
        if topic == "rival":
            events = {"travelled": "tour", "met": "supper", "received": "gift", "sent": "errand"}
            claim = replace(claim, event=events[claim.kind], least=None, most=None)
        if claim.is_firm and topic == "only" and self.random.random() < 0.4:
            is_placed = claim.kind in ("was-at", "arrived") and self.random.random() < 0.5
            claim = replace(claim, only="where" if is_placed else "who")
        return claim

    def _about_content(self, name: str) -> Claim:
        chance = self.random
        of = chance.choice(("letter", "letter", "parcel"))
        roles = (
            ("of", (of,)),
            ("topic", ("war",)),
            ("position", (chance.choice(POSITIONS["war"]),)),
        )
        return Claim(
            name, "content", roles, chance.choice(("asserts",) * 5 + ("denies", "believes"))
        )

    def _about_rival(self, name: str) -> Claim:
        chance = self.random
        kind = chance.choice(("met", "met", "travelled", "received", "sent"))
        where = (chance.choice((*PLACES, "cellar", "attic")),)
        if kind == "travelled":
            there = (chance.choice([each for each in PLACES if each != where[0]]),)
            ends = (("from", where), ("to", there))
            chosen = ends[chance.choice((0, 0, 1)) : chance.choice((1, 2, 2))] or ends
            return Claim(name, kind, (("who", ("ann",)), *chosen))
        if kind == "received":
            giver = (chance.choice(("ann", "carl")),)
            return Claim(name, kind, (("who", ("ben",)), ("what", ("casket",)), ("from", giver)))
        if kind == "sent":
            to = (chance.choice(("ben", "carl")),)
            return Claim(name, kind, (("who", ("ann",)), ("what", ("note",)), ("to", to)))
        who = chance.choice((("ann", "ben"), ("ann", "ben", "carl"), ("ann", "carl")))
        roles: tuple[tuple[str, tuple[str, ...]], ...] = (("who", who),)
        roles += (("where", where),) if chance.random() < 0.5 else ()
        roles += (("times", (chance.choice("123"),)),) if chance.random() < 0.4 else ()
        return Claim(name, kind, roles)

    def _about_only(self, name: str) -> Claim:
        chance = self.random
        kind = chance.choice(("did", "arrived", "arrived", "led", "was-at"))
        together = () if kind == "led" else (("ann", "ben"),)  # then two led at one time
        who = ("who", chance.choice((("ann",), ("ben",), *together)))
        if kind in ("was-at", "arrived"):
            return Claim(name, kind, (who, ("where", (chance.choice(("inn", "port", "north")),))))
        what = ("what", ("league",) if kind == "led" else (chance.choice(("deed", "seal")),))
        return Claim(name, kind, (who, what))

    def _about_parcel(self, name: str) -> Claim:
        chance = self.random
        what = ("what", ("parcel",))
        if chance.random() < 0.4:
            return Claim(name, "received", (("who", ("ben",)), what, ("from", ("ann",))))
        stance = "denies" if chance.random() < 0.1 else "asserts"
        who, to = ("ben", "carl") if "received" in self.plot else ("ann", "ben")
        roles = (("who", (who,)), what, ("to", (to,)))
        if self.plot == PLOTS[2] and chance.random() < 0.7:
            roles += (("from", ("ann",)),)
        return Claim(name, "passed-on", roles, stance)

    def _about_relation(self, name: str) -> Claim:
        chance = self.random
        kind = chance.choice(("knew", "met", "told", "told", "denial"))
        if kind == "denial":
            return Claim(name, "knew", (("who", ("ann", "ben")),), "denies")
        if kind == "told":
            roles = (("who", ("ann",)), ("whom", ("ben",)), ("what", ("deed",)))
            where = (("where", (chance.choice(tuple(PLACES)),)),)
            return Claim(name, kind, roles + where * chance.choice((0, 1)))
        who = ("ann", "ben") if kind == "knew" else chance.choice((("ann", "ben"), ("ben", "ann")))
        return Claim(name, kind, (("who", who),))

    def _about_ruin(self, name: str) -> Claim:
        chance = self.random
        kind = chance.choice(("destroyed", "was-at", "arrived", "received", "met", "parcel"))
        if kind == "destroyed":
            what = (("what", (chance.choice(("inn", "north", "parcel")),)),)
            who = (("who", ("carl",)), ("where", ("inn",))) if chance.random() < 0.3 else ()
            return Claim(name, kind, who + what)
        if kind in ("received", "parcel"):
            return self._about_parcel(name)
        who = ("ann", "ben") if kind == "met" else ("ann",)
        return Claim(name, kind, (("who", who), ("where", (chance.choice(("inn", "north")),))))

    def _about_home(self, name: str) -> Claim:
        chance = self.random
        who = ("who", (chance.choice(("ann", "ben")),))
        if chance.random() < 0.15:
            where = (("where", (chance.choice(tuple(PLACES)),)),)
            return Claim(name, "lived-at", (who, *where), "denies")
        return Claim(name, "lived-at", (who, ("where", ("capital",))))

    def _about_region(self, name: str) -> Claim:
        chance = self.random
        place = ("where", (chance.choice((*PLACES, "cellar", "attic")),))
        who = ("who", (chance.choice(("ann", "ben")),))
        if chance.random() < 0.35:
            region = ("where", (chance.choice(("coast", "coast", "port", "inn", "cellar")),))
            return chance.choice(
                (
                    Claim(name, "was-at", (("who", ("ann",)), region), "denies"),
                    Claim(name, "was-at", (("who", ("ann", "ben")), region), "denies"),
                    Claim(name, "met", (("who", ("ann", "ben")), region), "denies"),
                    Claim(name, "arrived", (("who", ("ann",)), region), "denies"),
                    Claim(name, "left", (("who", ("ann",)),), "denies"),
                    Claim(name, "existed", (("what", region[1]),), "denies"),
                    Claim(name, "alive", (("who", ("ann",)),), "denies"),
                    Claim(name, "was-at", (region,), "denies"),
                )
            )
        kind = chance.choice(("was-at", "jailed", "arrived", "left", "met", "travelled"))
        if kind == "met":
            return Claim(name, kind, (("who", ("ann", "ben")), place))
        if kind == "travelled":
            return Claim(name, kind, (who, ("from", place[1]), ("to", ("north",))))
        return Claim(name, kind, (who, place))

    def _day(self) -> Day:
        if "edtf" not in self.manners or self.random.random() < 0.4:
            return super()._day()
        return self.random.choice(whole_dates())

    def _when(self, occasion: bool) -> When | None:
        when = super()._when(occasion)
        chance = self.random
        if "edtf" not in self.manners or when is None or chance.random() < 0.6:
            return when
        if when.form == "single":
            return replace(when, ends=(chance.choice(broken_dates()),), doubtful=False)
        return when

    def _denied_when(self) -> When | None:
        when = super()._denied_when()
        if "edtf" not in self.manners or self.random.random() < 0.4:
            return when
        date = self.random.choice(whole_dates() + broken_dates())
        return self.random.choice((When("single", (date,)), When("span", (day(1), ""))))

    def _in_a_calendar(self, statement: Statement) -> Statement:
        chance = self.random
        how = chance.choice(("", "calendar: julian", "stage: inquiry", "source: {in: diary}",
                             "{stage: inquiry, calendar: gregorian}"))  # fmt: skip
        head = how.strip("{}") if how.startswith("{") else how
        head = head.replace(", calendar", "\n    calendar")
        julian = bool(how) and "gregorian" not in how
        claims = []
        for claim in statement.claims:
            own = chance.choice(("", "", "", "julian", "gregorian"))
            own = "" if claim.kind in TIMELESS else own
            is_julian = own == "julian" if own else julian
            written = replace(claim, calendar=own)
            claims.append(_dates_changed(written, julian_day) if is_julian else written)
        return replace(statement, claims=tuple(claims), head=head)


def whole_dates() -> list[Day]:
    """Dates of one stretch that EDTF has beyond days, months and years."""

    def of_months(text: str, year: int, month: int, count: int) -> Day:
        last = (year + (month + count - 1) // 12, (month + count - 1) % 12 + 1)
        return Day(text, minute_of(year, month, 1), minute_of(*last, 1) - 1)

    march = minute_of(1931, 3, 1)
    return [
        of_months("1931-21", 1931, 3, 3),
        of_months("1931-25", 1931, 3, 3),
        of_months("1931-33", 1931, 1, 3),
        of_months("1931-37", 1931, 1, 4),
        of_months("1931-40", 1931, 1, 6),
        of_months("1931-21~", 1930, 12, 9),
        of_months("1931-34~", 1931, 1, 9),
        of_months("1931-40~", 1930, 7, 18),
        of_months("193X", 1930, 1, 120),
        of_months("19XX", 1900, 1, 1200),
        of_months("1931-XX", 1931, 1, 12),
        of_months("1931-03-XX", 1931, 3, 1),
        of_months("1931~", 1930, 1, 36),
        Day("1931-03-0X", march, march + 9 * 1440 - 1),
        Day("1931-03-02T09", march + 1440 + 9 * HOUR, march + 1440 + 10 * HOUR - 1),
        Day("1931-03-02T09~", march + 1440 + 9 * HOUR - 30, march + 1440 + 10 * HOUR + 29),
    ]


def broken_dates() -> list[Day]:
    """Dates that name one of several stretches, or all of them."""

    def days(text: str, *numbers: int, sure: bool = False) -> Day:
        pieces = tuple((day(number).lo, day(number).hi) for number in numbers)
        return Day(text, pieces[0][0], pieces[-1][1], pieces, pieces if sure else ())

    def run(text: str, lo: int, hi: int) -> Day:
        return Day(text, lo, hi, (), ())

    far = 10**10
    thirds = [minute_of(1931, month, 3) for month in range(1, 13)]
    winter = (
        (minute_of(1931, 1, 1), minute_of(1931, 3, 1) - 1),
        (minute_of(1931, 12, 1), minute_of(1932, 3, 1) - 1),
    )
    return [
        days("1931-03-X3", 3, 13, 23),
        days("[1931-03-01,1931-03-04]", 1, 4),
        days("{1931-03-01,1931-03-04}", 1, 4, sure=True),
        days("[1931-03-01,1931-03-03,1931-03-05]", 1, 3, 5),
        run("[1931-03-02..1931-03-03]", day(2).lo, day(3).hi),
        Day("{1931-03-02..1931-03-03}", day(2).lo, day(3).hi),
        run("[..1931-03-02]", -far, day(2).hi),
        run("[1931-03-04..]", day(4).lo, far),
        Day("{..1931-03-02}", -far, day(2).hi, (), ((None, day(2).hi),)),
        Day("1931-XX-03", thirds[0], thirds[-1] + 1439,
            tuple((each, each + 1439) for each in thirds), ()),
        Day("1931-24", winter[0][0], winter[1][1], winter, ()),
    ]  # fmt: skip


def julian_day(date: Day) -> Day:
    """A date of the Gregorian calendar, written by the Julian one, which has other months."""
    found = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-\d\d(T\d\d:\d\d)?)?(~?)", date.text)
    assert found is not None, date.text
    time, about = found.group(3), found.group(4)
    if date.text.count("-") == 2:
        middle = date.lo + (date.hi - date.lo) // 2 if time else date.lo + (1440 if about else 0)
        then = FIRST + timedelta(minutes=middle) - timedelta(days=JULIAN_DAYS)
        text = then.strftime("%Y-%m-%dT%H:%M" if time else "%Y-%m-%d") + about
        return replace(date, text=text)
    # The first of a month or a year comes as many days later as the calendars are apart.
    return replace(date, lo=date.lo + JULIAN_DAYS * 1440, hi=date.hi + JULIAN_DAYS * 1440)


def _dates_changed(claim: Claim, changed: Callable[[Day], Day]) -> Claim:
    if claim.when is None:
        return claim
    ends = tuple(each if isinstance(each, str) else changed(each) for each in claim.when.ends)
    return replace(claim, when=replace(claim.when, ends=ends))


def _changed(story: Story, changed: Callable[[Statement], Statement]) -> Story:
    return replace(story, statements=tuple(changed(each) for each in story.statements))


def _at_home(story: Story) -> Story:
    """The story with one home for each speaker: who names two knows of both."""

    def at_home(statement: Statement) -> Statement:
        home = ("where", (HOMES[statement.speaker],))
        return replace(
            statement,
            claims=tuple(
                replace(claim, roles=(claim.roles[0], home))
                if claim.kind == "lived-at" and claim.stance != "denies"
                else claim
                for claim in statement.claims
            ),
        )

    return _changed(story, at_home)


def _without_unplaced_events(story: Story) -> Story:
    """The story with events only of claims whose place has a zone, if the zones are several.

    What has no clock of its own cannot be at one time with two that differ.
    """
    ahead = {
        (claim.event, minutes_ahead(story, claim, 0))
        for statement in story.statements
        for claim in statement.claims
    }
    zones = Counter(event for event, minutes in ahead if minutes is not None)
    return _changed(
        story,
        lambda statement: replace(
            statement,
            claims=tuple(
                replace(claim, event="")
                if zones[claim.event] > 1 and minutes_ahead(story, claim, 0) is None
                else claim
                for claim in statement.claims
            ),
        ),
    )


def _with_single_claims(story: Story, kinds: tuple[str, ...]) -> Story:
    """The story with one claim of some kinds only: another would explain a clash."""
    seen: set[str] = set()

    def single(statement: Statement) -> Statement:
        claims = []
        for claim in statement.claims:
            if claim.stance == "denies" or claim.kind not in kinds:
                claims.append(claim)
            elif claim.kind in seen or not claim.is_firm:
                roles = (("who", ("carl",)), ("where", ("port",)))
                kind = "arrived" if claim.is_occasion else "was-at"
                claims.append(replace(claim, kind=kind, roles=roles))
            else:
                seen.add(claim.kind)
                claims.append(claim)
        return replace(statement, claims=tuple(claims))

    return _changed(story, single)
