"""The conditions of `where`: each a small function of a scene that answers in none, some or all datings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from trialcheck.engine.scene import ALL, NONE, SOME, Scene
from trialcheck.engine.world import World
from trialcheck.facts import DENIED, Fact
from trialcheck.rules.model import Argument, TimeOf
from trialcheck.windows import FAR, Bounds

Arguments = Mapping[str, Argument]
Judge = Callable[[Scene, Arguments], int]
DAY = 1440


def _plain(holds: bool) -> int:
    return ALL if holds else NONE


def _differ(scene: Scene, arguments: Arguments) -> int:
    return _plain(scene.value_of(arguments["first"]) != scene.value_of(arguments["second"]))


def _same(scene: Scene, arguments: Arguments) -> int:
    return _plain(scene.value_of(arguments["first"]) == scene.value_of(arguments["second"]))


def _same_or_unsaid(scene: Scene, arguments: Arguments) -> int:
    first, second = scene.value_of(arguments["first"]), scene.value_of(arguments["second"])
    return _plain(not first or not second or not set(first).isdisjoint(second))


def _disjoint(scene: Scene, arguments: Arguments) -> int:
    first, second = scene.value_of(arguments["first"]), scene.value_of(arguments["second"])
    return _plain(bool(first) and bool(second) and set(first).isdisjoint(second))


def _unsaid(scene: Scene, arguments: Arguments) -> int:
    return _plain(not scene.value_of(arguments["value"]))


def _stated(scene: Scene, arguments: Arguments) -> int:
    return _plain(bool(scene.value_of(arguments["value"])))


def _two_facts(scene: Scene, arguments: Arguments) -> tuple[Fact, Fact]:
    return scene.fact_of(arguments["first"]), scene.fact_of(arguments["second"])


def _other_statement(scene: Scene, arguments: Arguments) -> int:
    first, second = _two_facts(scene, arguments)
    return _plain(first.statement is not second.statement)


def _other_speaker(scene: Scene, arguments: Arguments) -> int:
    first, second = _two_facts(scene, arguments)
    return _plain(
        first.statement is not None
        and second.statement is not None
        and first.statement.speaker != second.statement.speaker
    )


def _same_speaker(scene: Scene, arguments: Arguments) -> int:
    first, second = _two_facts(scene, arguments)
    return _plain(
        first.statement is not None
        and second.statement is not None
        and first.statement.speaker == second.statement.speaker
    )


def _other_stage(scene: Scene, arguments: Arguments) -> int:
    first, second = _two_facts(scene, arguments)
    return _plain(
        first.statement is not None
        and second.statement is not None
        and first.statement.stage != second.statement.stage
    )


def _same_source(scene: Scene, arguments: Arguments) -> int:
    first, second = _two_facts(scene, arguments)
    return _plain(
        first.statement is not None
        and second.statement is not None
        and first.statement.source == second.statement.source
    )


def _stated_kind(fact: Fact) -> str:
    return fact.claim.kind if fact.claim is not None else fact.kind


def _kind_is(scene: Scene, arguments: Arguments) -> int:
    return _plain(_stated_kind(scene.fact_of(arguments["of"])) in scene.words_of(arguments["kind"]))


def _not_kind(scene: Scene, arguments: Arguments) -> int:
    return _plain(
        _stated_kind(scene.fact_of(arguments["of"])) not in scene.words_of(arguments["kind"])
    )


def _is(scene: Scene, arguments: Arguments) -> int:
    trait = scene.words_of(arguments["trait"])[0]
    values = scene.value_of(arguments["who"])
    return _plain(any(trait in scene.world.traits(value) for value in values))


def _is_not(scene: Scene, arguments: Arguments) -> int:
    return _plain(not _is(scene, arguments))


def _in_group(scene: Scene, arguments: Arguments) -> int:
    (group,) = scene.value_of(arguments["group"])[:1] or ("",)
    members = scene.world.members.get(group, frozenset())
    return _plain(any(person in members for person in scene.value_of(arguments["person"])))


def _not_in_group(scene: Scene, arguments: Arguments) -> int:
    return _plain(not _in_group(scene, arguments))


def _one_of(scene: Scene, arguments: Arguments) -> int:
    words = scene.words_of(arguments["words"])
    return _plain(any(value in words for value in scene.value_of(arguments["value"])))


def _ranks_below(scene: Scene, arguments: Arguments) -> int:
    order = scene.words_of(arguments["order"])
    low, high = scene.value_of(arguments["low"]), scene.value_of(arguments["high"])
    if not low or not high or low[0] not in order or high[0] not in order:
        return NONE
    return _plain(order.index(low[0]) < order.index(high[0]))


def _apart(scene: Scene, arguments: Arguments) -> int:
    here, there = scene.value_of(arguments["here"]), scene.value_of(arguments["there"])
    apart = scene.world.apart
    return _plain(bool(here) and bool(there) and all(apart(a, b) for a in here for b in there))


def _elsewhere(scene: Scene, arguments: Arguments) -> int:
    here, there = scene.value_of(arguments["here"]), scene.value_of(arguments["there"])
    elsewhere = scene.world.elsewhere
    return _plain(bool(here) and bool(there) and all(elsewhere(a, b) for a in here for b in there))


def _inside(scene: Scene, arguments: Arguments) -> int:
    inner, outer = scene.value_of(arguments["inner"]), scene.value_of(arguments["outer"])
    return _plain(any(scene.world.inside(a, b) for a in inner for b in outer))


def _says_only(scene: Scene, arguments: Arguments) -> int:
    claim, other = scene.fact_of(arguments["claim"]), scene.fact_of(arguments["other"])
    if claim.claim is None or not claim.claim.only or claim.implied or claim.kind != other.kind:
        return NONE
    event = claim.claim.event
    if event and (other.claim is None or other.claim.event != event):
        return NONE
    for role, values in claim.roles.items():
        others = other.roles.get(role, ())
        if role in claim.claim.only:
            if set(others) <= set(values):
                return NONE
        elif not others and event:
            continue  # of one event, what one leaves out is as the other says
        elif not others or set(values).isdisjoint(others):
            return NONE
    return ALL


def _denied_by(scene: Scene, arguments: Arguments) -> int:
    return _plain(
        denies(scene.world, scene.fact_of(arguments["denial"]), scene.fact_of(arguments["claim"]))
    )


def denies(world: World, denial: Fact, claim: Fact) -> bool:
    """Whether a denial speaks of a claim: every role that it names is matched by the claim, whatever the dates.

    A denied region covers the places in it. People denied to have done something together are matched only by a claim that
    names all of them; people denied one by one, by a claim that names any of them.
    """
    if denial.polarity != DENIED or denial.kind != claim.kind:
        return False
    inside, places = world.inside, world.registry.places
    for role, values in denial.roles.items():
        held = claim.roles.get(role)
        if not held:
            return False
        if (denial.kind, role) in world.together:
            if not set(values) <= set(held):
                return False
        elif not any(
            value == other or (other in places and inside(other, value))
            for value in values
            for other in held
        ):
            return False
    return True


def certainly_before(first: Bounds, second: Bounds) -> int:
    """Whether something ends before something else starts, in none, some or all datings."""
    if first.latest_end < second.earliest_start:
        return ALL
    return SOME if first.earliest_end < second.latest_start else NONE


def _one_moment(scene: Scene, first: Argument, second: Argument) -> bool:
    """Whether two arguments are occasions of one event, which share their moment."""
    if (
        not (isinstance(first, TimeOf) and isinstance(second, TimeOf))
        or first.part == "said"
        or second.part == "said"
    ):
        return False
    one, other = scene.facts[first.pattern].claim, scene.facts[second.pattern].claim
    if one is None or other is None or not one.event:
        return False
    occasions = scene.world.occasions
    return one.event == other.event and one.kind in occasions and other.kind in occasions


def _before(scene: Scene, arguments: Arguments) -> int:
    if _one_moment(scene, arguments["first"], arguments["second"]):
        return NONE
    return certainly_before(scene.time_of(arguments["first"]), scene.time_of(arguments["second"]))


@dataclass(frozen=True, slots=True)
class _Moment:
    """A start or an end: its least and greatest time, and the point of a claim that it is ("" if it is of none)."""

    least: int
    most: int
    claim: str
    part: int


def _ends(scene: Scene, argument: Argument) -> tuple[_Moment, _Moment]:
    bounds = scene.time_of(argument)
    start, end = ("", 0), ("", 1)
    if isinstance(argument, TimeOf) and argument.part != "said":
        fact = scene.facts[argument.pattern]
        start = fact.end if argument.part == "end" else fact.start
        end = fact.start if argument.part == "start" else fact.end
    return (
        _Moment(bounds.earliest_start, bounds.latest_start, *start),
        _Moment(bounds.earliest_end, bounds.latest_end, *end),
    )


def _no_later(first: _Moment, second: _Moment) -> int:
    """Whether one moment is no later than another; two ends of one claim are in order anyhow."""
    if first.claim and first.claim == second.claim and first.part <= second.part:
        return ALL
    if first.most <= second.least:
        return ALL
    return SOME if first.least <= second.most else NONE


def _overlap(scene: Scene, arguments: Arguments) -> int:
    start, end = _ends(scene, arguments["first"])
    other_start, other_end = _ends(scene, arguments["second"])
    return min(_no_later(start, other_end), _no_later(other_start, end))


def _during(scene: Scene, arguments: Arguments) -> int:
    start, end = _ends(scene, arguments["inner"])
    outer_start, outer_end = _ends(scene, arguments["outer"])
    return min(_no_later(outer_start, start), _no_later(end, outer_end))


def _covers(scene: Scene, arguments: Arguments) -> int:
    outer = arguments["outer"]
    if isinstance(outer, TimeOf) and not outer.part:
        denial = scene.facts[outer.pattern]
        if denial.polarity == DENIED:
            return _is_denied_in(scene.time_of(arguments["inner"]), denial)
    return _during(scene, arguments)


def _is_denied_in(inner: Bounds, denial: Fact) -> int:
    """Whether what a denial surely covers contains something: always, if it denies for all time."""
    if denial.sure is None:
        return ALL
    if any(lo <= inner.earliest_start and inner.latest_end <= hi for lo, hi in denial.sure):
        return ALL
    near = any(lo <= inner.latest_start and inner.earliest_end <= hi for lo, hi in denial.sure)
    return SOME if near else NONE


def gap_between(first: Bounds, second: Bounds) -> tuple[int, int]:
    """The least and the most minutes from the end of one to the start of the other."""
    return second.earliest_start - first.latest_end, second.latest_start - first.earliest_end


def _gap(scene: Scene, arguments: Arguments) -> int:
    first, second = scene.time_of(arguments["from"]), scene.time_of(arguments["to"])
    least, most = gap_between(first, second)
    # Loose dates that may be in either order prove nothing, so the order must be certain; and an unknown date is no gap.
    if least <= 0 or most >= FAR or _one_moment(scene, arguments["from"], arguments["to"]):
        return NONE
    verdict = ALL
    if "at-least" in arguments:
        threshold = scene.duration_of(arguments["at-least"]).most
        least, most = _comparable(first, second, threshold)
        verdict = ALL if least >= threshold else SOME if most >= threshold else NONE
    if "at-most" in arguments:
        threshold = scene.duration_of(arguments["at-most"]).least
        least, most = _comparable(first, second, threshold)
        verdict = min(verdict, ALL if most <= threshold else SOME if least <= threshold else NONE)
    return verdict


def _comparable(first: Bounds, second: Bounds, threshold: int) -> tuple[int, int]:
    """The least and most minutes of a gap; a threshold of whole days is compared with calendar days.

    From 31 May to 1 July are 31 days, though not quite 31 times 24 hours lie between.
    """
    if threshold % DAY:
        return gap_between(first, second)
    least = second.earliest_start // DAY - first.latest_end // DAY
    most = second.latest_start // DAY - first.earliest_end // DAY
    return least * DAY, most * DAY


def _other_claim(scene: Scene, arguments: Arguments) -> int:
    first, second = _two_facts(scene, arguments)
    return _plain(first.claim is None or first.claim is not second.claim)


def _occasion(scene: Scene, arguments: Arguments) -> int:
    return _plain(scene.fact_of(arguments["claim"]).kind in scene.world.occasions)


def _pages_before(scene: Scene, arguments: Arguments) -> int:
    statement = scene.fact_of(arguments["of"]).statement
    least = scene.amount_of(arguments["at-least"])
    if statement is None or statement.pages_before is None or not isinstance(least, int):
        return NONE
    return _plain(statement.pages_before >= least)


CONDITIONS: Mapping[str, Judge] = {
    "differ": _differ,
    "same": _same,
    "same-or-unsaid": _same_or_unsaid,
    "disjoint": _disjoint,
    "unsaid": _unsaid,
    "stated": _stated,
    "other-statement": _other_statement,
    "other-speaker": _other_speaker,
    "same-speaker": _same_speaker,
    "other-stage": _other_stage,
    "same-source": _same_source,
    "kind-is": _kind_is,
    "not-kind": _not_kind,
    "is": _is,
    "is-not": _is_not,
    "in-group": _in_group,
    "not-in-group": _not_in_group,
    "one-of": _one_of,
    "ranks-below": _ranks_below,
    "apart": _apart,
    "elsewhere": _elsewhere,
    "inside": _inside,
    "says-only": _says_only,
    "denied-by": _denied_by,
    "before": _before,
    "overlap": _overlap,
    "during": _during,
    "covers": _covers,
    "gap": _gap,
    "other-claim": _other_claim,
    "occasion": _occasion,
    "pages-before": _pages_before,
}
"""Every condition of `where` by name."""
