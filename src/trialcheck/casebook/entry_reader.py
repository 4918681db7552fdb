"""One entry of a section of `case.yaml` becomes a stage, a source, a person and so on.

Each reader takes the page, the id of the entry and its node; what is wrong is noted on the page.
"""

from __future__ import annotations

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from trialcheck.casebook.case_fields import (
    EVENT,
    GROUP,
    PERSON,
    PLACE,
    SOURCE,
    STAGE,
    THING,
    THREAD,
    TOPIC,
)
from trialcheck.casebook.dating_fields import read_calendar, read_dating
from trialcheck.casebook.model import (
    Group,
    Person,
    Place,
    Source,
    Stage,
    Thing,
    Thread,
    Topic,
    Where,
)
from trialcheck.fields import Page
from trialcheck.located_yaml import Node
from trialcheck.measures import MeasureError, read_coordinates, read_distance
from trialcheck.when import Dating


def read_stage(page: Page, key: str, node: Node) -> Stage:
    """A stage; its order and its standard name are found later."""
    fields = page.mapping(node, f"the stage {key}", STAGE)
    calendar = read_calendar(page, fields)
    return Stage(
        key,
        0,
        page.text_under(fields, "side"),
        page.text_under(fields, "is"),
        calendar,
        read_dating(page, fields, "when", calendar),
    )


def read_source(page: Page, key: str, node: Node) -> Source:
    """A source."""
    fields = page.mapping(node, f"the source {key}", SOURCE)
    return Source(
        key,
        page.text_under(fields, "title", key.replace("-", " ")),
        page.text_under(fields, "author"),
        page.text_under(fields, "year"),
        page.text_under(fields, "side"),
        read_calendar(page, fields),
        page.texts_under(fields, "reports"),
    )


def read_person(page: Page, key: str, node: Node) -> Person:
    """A person."""
    fields = page.mapping(node, f"the person {key}", PERSON)
    calendar = read_calendar(page, fields)
    born = read_dating(page, fields, "born", calendar)
    died = read_dating(page, fields, "died", calendar)
    if born is not None and died is not None and _surely_before(died, born):
        page.problem(fields["died"], f"{key} dies before being born", "check both dates")
    return Person(
        key,
        page.text_under(fields, "name", key.replace("-", " ")),
        page.texts_under(fields, "is"),
        page.texts_under(fields, "also"),
        born,
        died,
        Where(page.file.path, node.line, node.column),
    )


def _surely_before(first: Dating, second: Dating) -> bool:
    latest, earliest = first.occasion().latest_end, second.occasion().earliest_start
    return latest is not None and earliest is not None and latest < earliest


def read_group(page: Page, key: str, node: Node) -> Group:
    """A group."""
    fields = page.mapping(node, f"the group {key}", GROUP)
    return Group(
        key,
        page.text_under(fields, "name", key.replace("-", " ")),
        page.texts_under(fields, "members"),
    )


def read_place(page: Page, key: str, node: Node) -> Place:
    """A place."""
    fields = page.mapping(node, f"the place {key}", PLACE)
    return Place(
        key,
        page.text_under(fields, "name", key.replace("-", " ")),
        _coordinates(page, fields["at"]) if "at" in fields else None,
        page.read_under(fields, "radius", read_distance) or 0.0,
        page.text_under(fields, "in"),
        page.read_under(fields, "tz", _zone) or "",
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


def read_thing(page: Page, key: str, node: Node) -> Thing:
    """A thing."""
    fields = page.mapping(node, f"the thing {key}", THING)
    return Thing(
        key,
        page.text_under(fields, "name", key.replace("-", " ")),
        page.texts_under(fields, "states"),
        page.text_under(fields, "for"),
    )


def read_topic(page: Page, key: str, node: Node) -> Topic:
    """A topic."""
    fields = page.mapping(node, f"the topic {key}", TOPIC)
    asks = page.text_under(fields, "asks") or page.text_under(fields, "name", key.replace("-", " "))
    return Topic(key, asks, page.texts_under(fields, "positions"))


def read_event(page: Page, key: str, node: Node) -> str:
    """The name of an event."""
    fields = page.mapping(node, f"the event {key}", EVENT)
    return page.text_under(fields, "name", key.replace("-", " "))


def read_thread(page: Page, node: Node) -> Thread | None:
    """A thread, or None if it does not name two people."""
    fields = page.mapping(node, "a thread", THREAD)
    between = page.texts_under(fields, "between")
    if len(between) != 2 or between[0] == between[1]:  # a thread has two ends
        page.problem(node, "a thread is between two people", "write between: [ann, ben]")
        return None
    return Thread(
        (between[0], between[1]),
        page.texts_under(fields, "through"),
        page.text_under(fields, "note"),
    )
