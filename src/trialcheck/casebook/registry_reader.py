"""`case.yaml` becomes the registry: what the statements of a casebook speak of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from trialcheck.casebook.model import (
    Group,
    Person,
    Place,
    Registry,
    Source,
    Stage,
    Thing,
    Thread,
    Topic,
    Where,
)
from trialcheck.casebook.vocabulary import Vocabulary
from trialcheck.fields import Page
from trialcheck.located_yaml import Node
from trialcheck.measures import (
    Duration,
    MeasureError,
    read_coordinates,
    read_distance,
    read_duration,
    read_speed,
)
from trialcheck.source import suggest
from trialcheck.when import Dating, read_date

CASE_KEYS = (
    "case",
    "about",
    "approximate",
    "at-once",
    "top-speed",
    "stages",
    "sources",
    "people",
    "groups",
    "places",
    "things",
    "topics",
    "events",
    "threads",
)
CALENDARS = ("gregorian", "julian")
AT_ONCE = Duration(7 * 1440, 7 * 1440)
_Entry = TypeVar("_Entry")


@dataclass(frozen=True, slots=True)
class CaseHead:
    """The registry, and what `case.yaml` says of the casebook itself; `widening` is what `~` widens a date by."""

    title: str
    about: str
    widening: Duration | None
    registry: Registry


def read_case(page: Page, root: Node, vocabulary: Vocabulary) -> CaseHead:
    """The head of a casebook; what is wrong with it is noted on `page`."""
    fields = page.mapping(root, "case.yaml", CASE_KEYS)
    if "case" not in fields:
        page.problem(
            root,
            "the casebook has no title",
            "begin case.yaml with a line such as  case: The King v. Smith",
        )
    about, widening = _read_about(page, fields)
    tables = _Tables(page, fields)
    registry = Registry(
        stages=_numbered(tables.read("stages", _read_stage), vocabulary),
        sources=tables.read("sources", _read_source),
        people=tables.read("people", _read_person),
        groups=tables.read("groups", _read_group),
        places=tables.read("places", _read_place),
        things=tables.read("things", _read_thing),
        topics=tables.read("topics", _read_topic),
        events=tables.read("events", _read_event),
        threads=tuple(
            thread
            for node in (page.items(fields["threads"], "threads") if "threads" in fields else ())
            if (thread := _read_thread(page, node)) is not None
        ),
        top_speed=_optional(page, fields, "top-speed", read_speed),
        at_once=_optional(page, fields, "at-once", read_duration) or AT_ONCE,
    )
    _check_references(page, fields, registry)
    title = page.text(fields["case"], "case") if "case" in fields else None
    return CaseHead(title or "", about, widening, registry)


class _Tables:
    """The sections of case.yaml, each read entry by entry."""

    def __init__(self, page: Page, fields: Mapping[str, Node]) -> None:
        self.page = page
        self.fields = fields

    def read(self, section: str, reader: Callable[[Page, str, Node], _Entry]) -> dict[str, _Entry]:
        if section not in self.fields:
            return {}
        return {
            key: reader(self.page, key, node)
            for key, node in self.page.registered(self.fields[section], section)
        }


def _optional(
    page: Page, fields: Mapping[str, Node], key: str, reader: Callable[[str], _Entry]
) -> _Entry | None:
    return page.read(fields[key], key, reader) if key in fields else None


def _text(page: Page, fields: Mapping[str, Node], key: str, default: str = "") -> str:
    return (page.text(fields[key], key) or default) if key in fields else default


def _texts(page: Page, fields: Mapping[str, Node], key: str) -> tuple[str, ...]:
    return page.texts(fields[key], key) if key in fields else ()


def _read_about(page: Page, fields: Mapping[str, Node]) -> tuple[str, Duration | None]:
    """`about:` is what the case is about; one that is a duration says instead what `~` widens dates by."""
    widening = _optional(page, fields, "approximate", read_duration)
    about = _text(page, fields, "about")
    if widening is None and about[:1].isdigit():
        try:
            return "", read_duration(about)
        except MeasureError:
            return about, None
    return about, widening


def read_calendar(page: Page, fields: Mapping[str, Node]) -> str:
    """The calendar that an entry declares, or "" if it declares none."""
    if "calendar" not in fields:
        return ""
    calendar = page.text(fields["calendar"], "calendar") or ""
    if calendar and calendar not in CALENDARS:
        hint = suggest(calendar, CALENDARS) or "expected gregorian or julian"
        page.problem(fields["calendar"], f"unknown calendar '{calendar}'", hint)
        return ""
    return calendar


def _dating(page: Page, fields: Mapping[str, Node], key: str, calendar: str = "") -> Dating | None:
    if key not in fields:
        return None
    return page.read(
        fields[key], key, lambda text: read_date(text, calendar=calendar or "gregorian")
    )


def _read_stage(page: Page, key: str, node: Node) -> Stage:
    fields = page.mapping(node, f"the stage {key}", ("side", "when", "is", "calendar", "note"))
    calendar = read_calendar(page, fields)
    return Stage(
        key,
        0,
        _text(page, fields, "side"),
        _text(page, fields, "is"),
        calendar,
        _dating(page, fields, "when", calendar),
    )


def _numbered(stages: Mapping[str, Stage], vocabulary: Vocabulary) -> dict[str, Stage]:
    return {
        key: Stage(
            key,
            order,
            stage.side,
            vocabulary.standard_stage(stage.standard or key),
            stage.calendar,
            stage.dating,
        )
        for order, (key, stage) in enumerate(stages.items())
    }


def _read_source(page: Page, key: str, node: Node) -> Source:
    known = ("title", "author", "year", "side", "reports", "calendar", "note", "url")
    fields = page.mapping(node, f"the source {key}", known)
    return Source(
        key,
        _text(page, fields, "title", key.replace("-", " ")),
        _text(page, fields, "author"),
        _text(page, fields, "year"),
        _text(page, fields, "side"),
        read_calendar(page, fields),
        _texts(page, fields, "reports"),
    )


def _read_person(page: Page, key: str, node: Node) -> Person:
    fields = page.mapping(
        node, f"the person {key}", ("name", "is", "also", "born", "died", "note", "calendar")
    )
    calendar = read_calendar(page, fields)
    return Person(
        key,
        _text(page, fields, "name", key.replace("-", " ")),
        _texts(page, fields, "is"),
        _texts(page, fields, "also"),
        _dating(page, fields, "born", calendar),
        _dating(page, fields, "died", calendar),
        Where(page.file.path, node.line, node.column),
    )


def _read_group(page: Page, key: str, node: Node) -> Group:
    fields = page.mapping(node, f"the group {key}", ("name", "members", "also", "note"))
    return Group(
        key, _text(page, fields, "name", key.replace("-", " ")), _texts(page, fields, "members")
    )


def _read_place(page: Page, key: str, node: Node) -> Place:
    fields = page.mapping(
        node, f"the place {key}", ("name", "at", "in", "radius", "tz", "also", "note")
    )
    return Place(
        key,
        _text(page, fields, "name", key.replace("-", " ")),
        _coordinates(page, fields["at"]) if "at" in fields else None,
        _optional(page, fields, "radius", read_distance) or 0.0,
        _text(page, fields, "in"),
        _optional(page, fields, "tz", _zone) or "",
    )


def _zone(text: str) -> str:
    try:
        ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise MeasureError(
            f"unknown time zone '{text}'", "write its name, such as Europe/Berlin"
        ) from None
    return text


def _coordinates(page: Page, node: Node) -> tuple[float, float] | None:
    texts = page.texts(node, "at")
    if len(texts) != 2:  # a latitude and a longitude
        page.problem(
            node,
            "at must be a latitude and a longitude in degrees",
            "for instance at: [52.52, 13.405]",
        )
        return None
    try:
        return read_coordinates(*texts)
    except MeasureError as error:
        page.problem(node, f"at: {error.message}", error.help)
        return None


def _read_thing(page: Page, key: str, node: Node) -> Thing:
    fields = page.mapping(node, f"the thing {key}", ("name", "states", "for", "also", "note"))
    return Thing(
        key,
        _text(page, fields, "name", key.replace("-", " ")),
        _texts(page, fields, "states"),
        _text(page, fields, "for"),
    )


def _read_topic(page: Page, key: str, node: Node) -> Topic:
    fields = page.mapping(node, f"the topic {key}", ("asks", "name", "positions", "note"))
    asks = _text(page, fields, "asks") or _text(page, fields, "name", key.replace("-", " "))
    return Topic(key, asks, _texts(page, fields, "positions"))


def _read_event(page: Page, key: str, node: Node) -> str:
    fields = page.mapping(node, f"the event {key}", ("name", "note"))
    return _text(page, fields, "name", key.replace("-", " "))


def _read_thread(page: Page, node: Node) -> Thread | None:
    fields = page.mapping(node, "a thread", ("between", "through", "note"))
    between = _texts(page, fields, "between")
    if len(between) != 2 or between[0] == between[1]:  # a thread has two ends
        page.problem(node, "a thread is between two people", "write between: [ann, ben]")
        return None
    return Thread(
        (between[0], between[1]), _texts(page, fields, "through"), _text(page, fields, "note")
    )


def _check_references(page: Page, fields: Mapping[str, Node], registry: Registry) -> None:
    people = registry.people
    things_meant = {**registry.things, **registry.topics, **registry.events}
    _check(page, fields, "groups", "members", people, "person")
    _check(page, fields, "places", "in", registry.places, "place")
    _check(page, fields, "sources", "reports", registry.sources, "source")
    _check(page, fields, "things", "for", things_meant, "thing, topic or event")
    for node in page.items(fields["threads"], "threads") if "threads" in fields else ():
        entries = page.entries(node, "a thread")
        for key in ("between", "through"):
            for text, scalar in page.located_texts(entries[key], key) if key in entries else ():
                page.known(text, scalar, people, "person")
    _check_containment(page, fields, registry)


def _check(
    page: Page,
    fields: Mapping[str, Node],
    section: str,
    key: str,
    table: Mapping[str, object],
    what: str,
) -> None:
    for _, node in page.entries(fields[section], section).items() if section in fields else ():
        entries = page.entries(node, section)
        for text, scalar in page.located_texts(entries[key], key) if key in entries else ():
            page.known(text, scalar, table, what)


def _check_containment(page: Page, fields: Mapping[str, Node], registry: Registry) -> None:
    for place in registry.places.values():
        seen = {place.id}
        outer = place.within
        while outer and outer in registry.places and outer not in seen:
            seen.add(outer)
            outer = registry.places[outer].within
        if outer == place.id:
            node = page.entries(fields["places"], "places")[place.id]
            page.problem(
                node,
                f"the place {place.id} lies in itself: " + " in ".join([*sorted(seen), place.id]),
            )


__all__ = ["AT_ONCE", "CaseHead", "read_calendar", "read_case"]
