"""Small casebooks as data: claims with their dates as ranges, and all of it as text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

HOUR, DAY = 60, 1440
FIRST = datetime(1900, 1, 1)  # noqa: DTZ001  # local times, compared as written
ENDLESS = (10_000 * 365 + 2425) * DAY - (FIRST - datetime(1, 1, 1)) // timedelta(minutes=1) - 1  # noqa: DTZ001
"""The last minute of the year 10000: a claim `without end` lasts at least until then."""

PEOPLE = ("ann", "ben", "carl")
PLACES = {
    "port": "{in: coast, at: [51.13, 1.31], radius: 2 km}",
    "inn": "{in: port}",
    "capital": "{at: [51.5, -0.12], radius: 10 km}",
    "north": "{at: [55.95, -3.19]}",
    "suburb": "{at: [51.58, -0.1]}",
}
ROOMS = {"cellar": "{in: inn}", "attic": "{in: inn}", "coast": "{}"}
"""More places; only some topics speak of them."""
POSITIONS = {"war": ("for", "against")}
STATES = {"seal": ("whole", "broken", "lost")}
THINGS = ("letter", "parcel", "casket", "note", "deed")
HEAD = """\
case: A made-up story
about: Nothing that happened.
stages: {hearing: {side: court}, inquiry: {side: court, calendar: julian}}
sources: {minutes: {title: Minutes, side: court}, diary: {title: A diary, calendar: julian}}
"""


@dataclass(frozen=True)
class Day:
    """One date as text, with its first and its last minute.

    `pieces` are the stretches of which it names one, if not the one from first to last minute;
    `sure` those that a denial of that date covers, if others than the date.
    """

    text: str
    lo: int
    hi: int
    pieces: tuple[tuple[int, int], ...] = ()
    sure: tuple[tuple[int | None, int], ...] | None = None

    @property
    def stretches(self) -> tuple[tuple[int, int], ...]:
        """Of which stretches it is one."""
        return self.pieces or ((self.lo, self.hi),)

    @property
    def covered(self) -> tuple[tuple[int | None, int], ...]:
        """Which stretches a denial of that date surely covers: none, if it is about then."""
        whole = () if self.text.endswith("~") else ((self.lo, self.hi),)
        return whole if self.sure is None else self.sure


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
    """One claim; `least` and `most` are its length in hours.

    `only` is the role in which nobody else took part.
    """

    id: str
    kind: str
    roles: tuple[tuple[str, tuple[str, ...]], ...]
    stance: str = "asserts"
    when: When | None = None
    ties: tuple[Tie, ...] = ()
    event: str = ""
    least: int | None = None
    most: int | None = None
    only: str = ""
    calendar: str = ""

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
    """The claims that a speaker makes at once; `head` are further keys, as text."""

    speaker: str
    id: str
    claims: tuple[Claim, ...]
    head: str = ""

    @property
    def name(self) -> str:
        """The full name."""
        return f"{self.speaker}/{self.id}"


@dataclass(frozen=True)
class Story:
    """A casebook; `lives` are years of birth and death of some people, `zones` of some places."""

    statements: tuple[Statement, ...]
    lives: tuple[tuple[str, Day | None, Day | None], ...] = ()
    speed: int = 200
    zones: tuple[tuple[str, str], ...] = ()

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
        zones = dict(self.zones)
        lines += ["places:"]
        for place, entry in (PLACES | ROOMS).items():
            zone = f", tz: {zones[place]}" if place in zones else ""
            lines.append(f"  {place}: {entry[:-1]}{zone if entry != '{}' else zone[2:]}}}")
        lines += ["things:", *(f"  {thing}: {{}}" for thing in THINGS)]
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
                    head = [f"    {statement.head}"] if statement.head else []
                    lines += [f"  - id: {statement.id}", *head, "    claims:"]
                    lines += [f"      - {written(claim)}" for claim in statement.claims]
        return lines


OCCASIONS = ("met", "arrived", "left", "sent", "received", "passed-on", "destroyed", "did", "told")
TIMELESS = ("content",)


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
    fields += [f"only: {claim.only}"] if claim.only else []
    fields += [f"calendar: {claim.calendar}"] if claim.calendar else []
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
