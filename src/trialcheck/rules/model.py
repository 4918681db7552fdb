"""What a rule is: patterns over facts, conditions on what they bind, and words for a match."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from trialcheck.casebook.model import Casebook, Where
from trialcheck.measures import Duration, Speed

LAWS = ("contradiction", "impossibility")
SIGNS = ("gap", "unsupported", "isolation", "shift")
DERIVED = "derived"
RULE_KINDS = (*LAWS, *SIGNS, DERIVED)


@dataclass(frozen=True, slots=True)
class Variable:
    """A name that a pattern binds, written `$name`; `name` has no dollar sign."""

    name: str


@dataclass(frozen=True, slots=True)
class Literal:
    """A fixed value."""

    text: str


Term = Variable | Literal


@dataclass(frozen=True, slots=True)
class Pattern:
    """A claim to look for.

    `stance` is "" (asserted, believed or heard), asserts, denies, believes, forgets or heard. A
    role's terms are one term, which takes each of the role's values in turn, or several, which
    take ordered choices of different values. `implied` False keeps to what statements say
    themselves, True to what follows from them; `not_stages` are standard stages at which the
    statement was not made.
    """

    name: str
    kind: Term
    stance: str
    roles: tuple[tuple[str, tuple[Term, ...]], ...]
    by: Term | None = None
    stage: Term | None = None
    side: Term | None = None
    source: Term | None = None
    event: Term | None = None
    implied: bool | None = None
    not_stages: tuple[str, ...] = ()

    def variables(self) -> frozenset[str]:
        """The names that a match of this pattern binds."""
        terms = [term for _, role_terms in self.roles for term in role_terms]
        qualities = (self.kind, self.by, self.stage, self.side, self.source, self.event)
        return frozenset(term.name for term in (*terms, *qualities) if isinstance(term, Variable))


@dataclass(frozen=True, slots=True)
class ValueOf:
    """An argument: the value bound to a name."""

    variable: str


@dataclass(frozen=True, slots=True)
class RoleOf:
    """An argument: the values of a role of a matched claim, perhaps none."""

    pattern: str
    role: str


@dataclass(frozen=True, slots=True)
class TimeOf:
    """An argument: a time of a matched claim.

    `part` is "" for all of its time, start or end for one of its ends, said for when it was said.
    """

    pattern: str
    part: str


@dataclass(frozen=True, slots=True)
class StageOf:
    """An argument: the time of the stage bound to a name."""

    variable: str


@dataclass(frozen=True, slots=True)
class ListOf:
    """An argument: the states of the thing, or the positions of the topic, bound to a name."""

    variable: str
    list_name: str


@dataclass(frozen=True, slots=True)
class Words:
    """An argument: fixed words."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Amount:
    """An argument: a duration, speed or number, fixed or by the name of a setting."""

    setting: str
    value: Duration | Speed | int | None


Argument = ValueOf | RoleOf | TimeOf | StageOf | ListOf | Words | Amount


@dataclass(frozen=True, slots=True)
class Condition:
    """A named condition with its arguments by parameter.

    `certainly` asks that it hold in all datings.
    """

    name: str
    arguments: Mapping[str, Argument]
    certainly: bool
    written: Where

    def needs(self) -> frozenset[str]:
        """What must be bound before it can be judged: patterns, and variables with their `$`."""
        needed = set()
        for argument in self.arguments.values():
            if isinstance(argument, ValueOf | StageOf | ListOf):
                needed.add("$" + argument.variable)
            elif isinstance(argument, RoleOf | TimeOf):
                needed.add(argument.pattern)
        return frozenset(needed)


@dataclass(frozen=True, slots=True)
class Setting:
    """A threshold that users can override.

    `unit` is duration, speed or number, `casebook_key` the key of `case.yaml` that overrides it.
    """

    name: str
    unit: str
    default: Duration | Speed | int
    default_text: str
    about: str
    casebook_key: str


@dataclass(frozen=True, slots=True)
class Example:
    """A small casebook in which a rule must speak or keep silent.

    It must speak once for each set of statements in `names`, and be silent if there is none.
    """

    title: str
    casebook: Casebook
    names: tuple[tuple[str, ...], ...]
    written: Where
    text: str


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule, checked in full when its file was read.

    `given` are patterns that must match somewhere but are not named in the finding, `unless` those
    that must match nowhere. `message` is literal text and placeholders in turn: (text, False) or
    (placeholder, True). A derived rule has no message, but `derive`: the kind and roles of the
    claim that follows, and `as_of`, the pattern whose time it takes.
    """

    id: str
    kind: str
    title: str
    why: str
    find: tuple[Pattern, ...]
    where: tuple[Condition, ...]
    given: tuple[Pattern, ...]
    unless: tuple[Pattern, ...]
    must: tuple[Condition, ...]
    settings: Mapping[str, Setting]
    message: tuple[tuple[str, bool], ...]
    derive: Pattern | None
    as_of: str
    flagged: tuple[Example, ...]
    silent: tuple[Example, ...]
    path: str

    @property
    def is_law(self) -> bool:
        """Whether every true story obeys it."""
        return self.kind in LAWS


@dataclass(frozen=True, slots=True)
class RuleSet:
    """Rules by id, in the order of their ids."""

    rules: Mapping[str, Rule]
    path: str
