"""`case.yaml` becomes the registry: what the statements of a casebook speak of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from trialcheck.casebook.case_fields import CASE
from trialcheck.casebook.entry_reader import (
    read_event,
    read_group,
    read_person,
    read_place,
    read_source,
    read_stage,
    read_thing,
    read_thread,
    read_topic,
)
from trialcheck.casebook.model import Registry, Stage, Thread
from trialcheck.casebook.reference_checks import check_references
from trialcheck.casebook.vocabulary import Vocabulary
from trialcheck.fields import Page
from trialcheck.located_yaml import Node
from trialcheck.measures import Duration, MeasureError, Speed, read_duration, read_speed

_AT_ONCE = Duration(7 * 1440, 7 * 1440)  # a week, in minutes
_Entry = TypeVar("_Entry")


@dataclass(frozen=True, slots=True)
class Thresholds:
    """What `case.yaml` sets for laws and dates, and not registers: None where it sets nothing.

    `widening` is what `approximate` says, see `CaseHead`.
    """

    widening: Duration | None
    top_speed: Speed | None
    at_once: Duration


@dataclass(frozen=True, slots=True)
class CaseHead:
    """The registry, and what `case.yaml` says of the casebook itself.

    `widening` is what `~` widens a date by on each side, None for one unit of its own precision.
    """

    title: str
    about: str
    widening: Duration | None
    registry: Registry

    @property
    def thresholds(self) -> Thresholds:
        """What `case.yaml` sets for laws and dates."""
        return Thresholds(self.widening, self.registry.top_speed, self.registry.at_once)

    def judged_by(self, other: Thresholds) -> CaseHead:
        """The same head with the thresholds of another."""
        registry = replace(self.registry, top_speed=other.top_speed, at_once=other.at_once)
        return replace(self, widening=other.widening, registry=registry)


def read_case(page: Page, root: Node, vocabulary: Vocabulary) -> CaseHead:
    """The head of a casebook; what is wrong with it is noted on `page`."""
    fields = page.mapping(root, "case.yaml", CASE)
    if "case" not in fields:
        page.problem(
            root,
            "the casebook has no title",
            "begin case.yaml with a line such as  case: The King v. Smith",
        )
    about, widening = _read_about(page, fields)
    registry = _read_registry(page, fields, vocabulary)
    check_references(page, fields, registry)
    return CaseHead(page.text_under(fields, "case"), about, widening, registry)


def _read_about(page: Page, fields: Mapping[str, Node]) -> tuple[str, Duration | None]:
    """What the case is about; an `about:` that is a duration says what `~` widens dates by."""
    widening = page.read_under(fields, "approximate", read_duration)
    about = page.text_under(fields, "about")
    if widening is None and about[:1].isdigit():
        try:
            return "", read_duration(about)
        except MeasureError:
            return about, None
    return about, widening


def _read_registry(page: Page, fields: Mapping[str, Node], vocabulary: Vocabulary) -> Registry:
    def table(section: str, reader: Callable[[Page, str, Node], _Entry]) -> dict[str, _Entry]:
        entries = page.registered(fields[section], section) if section in fields else ()
        return {key: reader(page, key, node) for key, node in entries}

    return Registry(
        stages=_numbered(table("stages", read_stage), vocabulary),
        sources=table("sources", read_source),
        people=table("people", read_person),
        groups=table("groups", read_group),
        places=table("places", read_place),
        things=table("things", read_thing),
        topics=table("topics", read_topic),
        events=table("events", read_event),
        threads=_read_threads(page, fields),
        top_speed=page.read_under(fields, "top-speed", read_speed),
        at_once=page.read_under(fields, "at-once", read_duration) or _AT_ONCE,
    )


def _numbered(stages: Mapping[str, Stage], vocabulary: Vocabulary) -> dict[str, Stage]:
    return {
        key: replace(stage, order=order, standard=vocabulary.standard_stage(stage.standard or key))
        for order, (key, stage) in enumerate(stages.items())
    }


def _read_threads(page: Page, fields: Mapping[str, Node]) -> tuple[Thread, ...]:
    nodes = page.items_under(fields, "threads")
    return tuple(thread for node in nodes if (thread := read_thread(page, node)) is not None)
