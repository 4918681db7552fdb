"""Schemas for a casebook with something of every sort, and files as validators see them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from trialcheck.schemas.formats import FORMATS, schema_of
from trialcheck.schemas.names import names_of

Validators = dict[tuple[str, bool], Draft7Validator]

FORMAT_OF = {
    "case.yaml": "casebook",
    "brief.yaml": "brief",
    "accepted.yaml": "accepted",
    "vocabulary.yaml": "vocabulary",
}

BOOK = """\
case: The harbour fire
approximate: 2 days
at-once: 3 days
top-speed: 120 km/h
stages:
  inquest: {side: prosecution, is: interrogation, when: 1857-09-01/1857-09-03}
  hearing: {side: court, calendar: julian}
sources:
  minutes: {title: Minutes, year: 1857, side: court}
  pamphlet: {title: A Pamphlet, reports: [minutes], url: "https://example.org"}
people:
  ann: {name: Ann Archer, is: [witness], born: 1821, also: [Annie]}
  ben: {name: Ben Baker, died: 1857-12-24}
  carl:
  1936: {name: the club of 1936}
  no: {name: Mr No}
groups:
  crew: {name: the crew, members: [ann, ben]}
places:
  port: {name: the port, at: [51.13, 1.31], radius: 2 km, tz: Europe/London}
  inn: {name: the Harbour Inn, in: port}
things:
  ledger: {name: the ledger, states: [whole, torn, burned], for: fire}
  lamp: {}
topics:
  cause: {asks: what caused the fire, positions: [lamp, arson]}
  price: {asks: what it cost}
events:
  fire: {name: the fire}
threads:
  - {between: [ann, carl], through: [ben], note: 1}
--- file: ann.yaml
speaker: ann
note: 1.5
statements:
  - id: talk
    said: 1857-09-02
    stage: inquest
    source: {in: pamphlet, at: 4, reports: minutes, pages-before: 12}
    says: no
    claims:
      - met: {who: [ann, ben], where: inn, times: 3, when: "1857-08-03T21:30"}
        id: supper
        event: fire
      - state: {of: ledger, is: torn, when: {same-time-as: supper}}
      - denies: {met: {who: [ann, carl]}}
      - denies: {existed: {}}
      - denies: {arrested: {where: inn, when: 1857}}
      - believes: {heard: {from: [ben, carl], received: {who: carl, what: ledger, from: ben}}}
      - heard: {from: carl, denies: {was-at: {who: ben}}, note: a rumour}
      - forgets: {told: {who: [ann], whom: [ben, carl], what: cause, on-behalf-of: crew}}
      - asserts: {content: {of: ledger, topic: cause, position: lamp}}
      - was-at: {who: 1936, where: inn, when: 1857, for-at-least: 2 days, only: who}
        for-at-most: 1 week
      - travelled: {who: no, from: inn, to: port, by: train, only: [from, to]}
      - left: {who: ben, when: {after: supper, within: at once, on: 1857-08}}
  - id: 7
    source: minutes
--- file: ben.yaml
speaker: ben
statements:
  - id: later
    calendar: julian
    claims:
      - sent: {who: ben, what: ledger, when: {before: ann/talk#supper, at-least: 2 days}}
--- file: carl.yaml
speaker: carl
statements:
--- file: brief.yaml
brief: Against the record
by: ann
arguments:
  - {id: 1, says: So it is., judgement: true}
  - {id: A2, judgement: false, expects: {rule: rival-date}}
  - id: A3
    expects:
      kind: gap
      statements: [ann/talk, ben/later]
      threads: {break: [[ann, carl]], hold: [], disputed: [[ben, carl]]}
--- file: accepted.yaml
accepted:
  - {finding: rival-date-12345678, reason: A misprint., by: Ann, date: 1857-03-01}
--- file: vocabulary.yaml
kinds:
  phoned:
    sort: occasion
    roles:
      who: {names: [person], needed: true, several: each}
      whom: {names: person, at-least: 1}
    says: "{who} telephoned[ {whom}]"
    implies:
      - contact: {who: [$who, $whom]}
      - {alive: {who: $who}, at: before}
stages:
  chat: {also: [talk]}
"""


@pytest.fixture(scope="session")
def book() -> str:
    """A casebook without problems in which every key of the formats stands somewhere."""
    return BOOK


@pytest.fixture(scope="session")
def validators(read_book: Callable[..., Any]) -> Validators:
    """The independent validator of each format, without the ids of the casebook and with them."""
    reading = read_book(BOOK)
    assert reading.problems == ()
    names = names_of(reading.casebook, listed_events=True)
    return {
        (name, known): Draft7Validator(
            schema_of(name, reading.vocabulary, names if known else None)
        )
        for name in FORMATS
        for known in (False, True)
    }


def format_of(name: str) -> str:
    """The format of a file of a casebook."""
    return FORMAT_OF.get(name, "speaker")


def as_resolved(text: str) -> Any:
    """A file as a YAML 1.1 loader resolves it and a validator of JSON sees it: dates are texts."""
    return _json_of(yaml.safe_load(text))  # noqa: TID251 - what others read, not what we read


def as_text(text: str) -> Any:
    """A file with every value a text, as our own reader sees it; what is empty is null."""
    return _emptied(yaml.load(text, Loader=yaml.BaseLoader))  # noqa: TID251, S506 - see above


def errors_in(validator: Draft7Validator, text: str) -> list[str]:
    """What a validator says of a file, in both readings."""
    documents = (as_resolved(text), as_text(text))
    return [error.message for document in documents for error in validator.iter_errors(document)]


def _json_of(value: Any) -> Any:
    if isinstance(value, dict):
        return {_key(key): _json_of(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return [_json_of(entry) for entry in value]
    return value if value is None or isinstance(value, str | bool | int | float) else str(value)


def _key(key: Any) -> str:
    # YAML 1.1 takes the keys `on` and `no` for truth values; YAML 1.2, which editors read, not.
    return {True: "on", False: "no"}[key] if isinstance(key, bool) else str(key)


def _emptied(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _emptied(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return [_emptied(entry) for entry in value]
    return None if value == "" else value
