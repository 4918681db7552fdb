"""The entries of `case.yaml` refer to each other, and only to what is registered."""

from __future__ import annotations

from collections.abc import Mapping

from trialcheck.casebook.model import Registry
from trialcheck.fields import Page
from trialcheck.located_yaml import Node


def check_references(page: Page, fields: Mapping[str, Node], registry: Registry) -> None:
    """Note on `page` every id that the registry lacks, and places that lie in themselves.

    `fields` are the sections of `case.yaml` from which the registry was read.
    """
    people = registry.people
    things_meant = {**registry.things, **registry.topics, **registry.events}
    _check(page, fields, "groups", "members", people, "person")
    _check(page, fields, "places", "in", registry.places, "place")
    _check(page, fields, "sources", "reports", registry.sources, "source")
    _check(page, fields, "things", "for", things_meant, "thing, topic or event")
    for node in page.items_under(fields, "threads"):
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
