"""The threads as one JSON document, version 1; keys are only added, at the end of an object."""

from __future__ import annotations

import json
from collections.abc import Sequence

from trialcheck.contact_map import Contact, ContactMap, NumberedThread
from trialcheck.reports.json_report import harmless

VERSION = 1


def render_json(maps: Sequence[ContactMap]) -> str:
    """Return the document: each casebook with its threads, people and contacts."""
    document = {"version": VERSION, "casebooks": [_casebook(each) for each in maps]}
    return harmless(json.dumps(document, ensure_ascii=False, indent=2)) + "\n"


def _casebook(contacts: ContactMap) -> dict[str, object]:
    return {
        "path": contacts.path,
        "case": contacts.case,
        "set_aside": list(contacts.set_aside),
        "threads": [_thread(thread) for thread in contacts.threads],
        "people": [
            {"id": person.id, "name": person.name, "contacts": person.degree}
            for person in contacts.people
        ],
        "contacts": [_contact(contact) for contact in contacts.contacts],
    }


def _thread(thread: NumberedThread) -> dict[str, object]:
    state = thread.state
    return {
        "number": thread.number,
        "between": list(state.between),
        "through": list(state.through),
        "verdict": state.verdict,
        "findings": list(state.findings),
        "note": state.note,
        "carried_by": list(state.carried_by),
    }


def _contact(contact: Contact) -> dict[str, object]:
    return {
        "between": list(contact.between),
        "verdict": contact.verdict,
        "threads": list(contact.threads),
        "findings": list(contact.findings),
        "carried_by": list(contact.statements),
    }
