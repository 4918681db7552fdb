"""Maps of contacts: from a casebook as text, and made up from pairs of people."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from trialcheck.contact_map import ContactMap, contact_map
from trialcheck.pipeline import Opened, Request, analyze_opened
from trialcheck.setting_aside import without


@pytest.fixture(scope="session")
def map_of(open_book: Callable[..., Opened]) -> Callable[..., ContactMap]:
    """Return a function that reads a casebook from text, decides it, and maps its threads."""

    def read(files: str, person: str = "", set_aside: Sequence[str] = ()) -> ContactMap:
        case = open_book(files)
        request = Request((), set_aside=tuple(set_aside))
        result, decision, troubles = analyze_opened(case, request)
        assert troubles == []
        book = without(case.casebook, set_aside)
        return contact_map(result, book, decision.facts, person)

    return read


@pytest.fixture(scope="session")
def harbour_map(map_of: Callable[..., ContactMap], harbour: str) -> ContactMap:
    """The threads of the harbour fire: one of each state but unsupported."""
    return map_of(harbour)
