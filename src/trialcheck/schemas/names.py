"""The ids of one casebook, each with what an editor may tell of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from trialcheck.casebook.model import Casebook, Statement
from trialcheck.visible import visible

_LONGEST_TALE = 200


@dataclass(frozen=True, slots=True)
class Names:
    """What a casebook gives names to.

    `tables` are ids with their names, by what they name: person, group, place, thing, topic,
    stage, source, event. `positions` are by topic, `states` by thing; `statements` are full names
    with what is said, `claims` every way to name a claim. `listed_events` says that case.yaml
    lists the events, so that there are no others.
    """

    tables: Mapping[str, Mapping[str, str]]
    positions: Mapping[str, tuple[str, ...]]
    states: Mapping[str, tuple[str, ...]]
    statements: Mapping[str, str]
    claims: tuple[str, ...]
    listed_events: bool


def names_of(casebook: Casebook, *, listed_events: bool) -> Names:
    """The names in a casebook."""
    registry = casebook.registry
    tables: dict[str, dict[str, str]] = {
        "person": {key: entry.name for key, entry in registry.people.items()},
        "group": {key: entry.name for key, entry in registry.groups.items()},
        "place": {key: entry.name for key, entry in registry.places.items()},
        "thing": {key: entry.name for key, entry in registry.things.items()},
        "topic": {key: entry.asks for key, entry in registry.topics.items()},
        "stage": {key: entry.standard for key, entry in registry.stages.items()},
        "source": {key: entry.title for key, entry in registry.sources.items()},
        "event": dict(registry.events),
    }
    claims = {name for statement in casebook.statements for name in _claim_names(statement)}
    return Names(
        tables={sort: _told(ids) for sort, ids in tables.items()},
        positions={key: topic.positions for key, topic in registry.topics.items()},
        states={key: thing.states for key, thing in registry.things.items()},
        statements=_told({entry.name: entry.says for entry in casebook.statements}),
        claims=tuple(sorted(claims)),
        listed_events=listed_events,
    )


def _claim_names(statement: Statement) -> Iterator[str]:
    """Every way in which the claims of a statement can be named, wherever that is clear."""
    for place, claim in enumerate(statement.claims, start=1):
        own = claim.name.rpartition("#")[2]
        for short in {own, str(place)}:
            yield f"{statement.name}#{short}"
            yield f"{statement.id}#{short}"
            yield f"#{short}"
        yield own
    if len(statement.claims) == 1:
        yield statement.name
        yield statement.id


def _told(names: Mapping[str, str]) -> dict[str, str]:
    return {key: _tale(name) for key, name in names.items()}


def _tale(says: str) -> str:
    line = visible(" ".join(says.split()))
    return line if len(line) <= _LONGEST_TALE else line[: _LONGEST_TALE - 3].rstrip() + "..."
