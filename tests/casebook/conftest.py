"""A registry with something of every sort, for claims to speak of."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from trialcheck.casebook.model import Casebook, Claim

HEAD = """\
case: The harbour fire
stages:
  inquiry: {side: prosecution}
  hearing: {side: court, calendar: julian}
sources:
  minutes: {title: Minutes, side: court}
  gazette: {title: The Gazette, calendar: julian, reports: [minutes]}
people:
  ann: {name: Ann Archer}
  ben: {name: Ben Baker}
  cat: {}
groups:
  crew: {name: the crew, members: [ann, ben]}
places:
  inn: {name: the inn}
  quay: {name: the quay}
things:
  letter: {name: the letter, states: [sealed, opened, burned]}
topics:
  cause: {asks: what caused the fire, positions: [lamp, arson]}
"""


@pytest.fixture(scope="session")
def head() -> str:
    """The head of a casebook."""
    return HEAD


@pytest.fixture(scope="session")
def with_claims(story: Callable[..., str]) -> Callable[..., str]:
    """Return a function that writes a casebook whose one statement, ann/talk, makes the claims
    given.
    """

    def write(*claims: str, head: str = HEAD, fields: tuple[str, ...] = ()) -> str:
        return story(head, {"ann/talk": [*fields, *(f"- {claim}" for claim in claims)]})

    return write


@pytest.fixture
def casebook_of(read_book: Callable[..., object]) -> Callable[[str], Casebook]:
    """Return a function that reads a casebook that has no problems."""

    def read(files: str) -> Casebook:
        reading = read_book(files)
        assert reading.problems == ()
        return reading.casebook

    return read


@pytest.fixture
def claims_of(casebook_of: Callable[[str], Casebook]) -> Callable[[str], dict[str, Claim]]:
    """Return a function that gives all claims of a casebook by name."""

    def read(files: str) -> dict[str, Claim]:
        return {
            claim.name: claim
            for statement in casebook_of(files).statements
            for claim in statement.claims
        }

    return read


@pytest.fixture
def claim_of(
    claims_of: Callable[[str], dict[str, Claim]], with_claims: Callable[..., str]
) -> Callable[..., Claim]:
    """Return a function that reads the first of some claims of one statement."""
    return lambda *claims, **more: next(iter(claims_of(with_claims(*claims, **more)).values()))
