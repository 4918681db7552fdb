"""The threads of a casebook become a map: people, and the contacts between two of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from trialcheck.casebook.model import Casebook, Thread
from trialcheck.facts import Fact
from trialcheck.findings import CaseResult, ThreadState
from trialcheck.threads import DISPUTED, UNSUPPORTED, Contacts


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody on the map; `degree` is the number of people whom contacts join to them."""

    id: str
    name: str
    degree: int


@dataclass(frozen=True, slots=True)
class NumberedThread:
    """A thread with its place in `case.yaml`, from 1."""

    number: int
    state: ThreadState

    @property
    def path(self) -> tuple[str, ...]:
        """The ids of all the people of the thread, from one end to the other."""
        return (self.state.between[0], *self.state.through, self.state.between[1])

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all the people of the thread, from one end to the other."""
        first, last = self.state.between_names
        return (first, *self.state.through_names, last)


@dataclass(frozen=True, slots=True)
class Contact:
    """One step of one or more threads: a line between two people.

    `threads` are the numbers of the threads that go over it, `statements` the names of those that
    carry it, and `findings` the ids of those for which it is disputed or broken.
    """

    between: tuple[str, str]
    names: tuple[str, str]
    verdict: str
    threads: tuple[int, ...]
    statements: tuple[str, ...]
    findings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ContactMap:
    """The threads of one casebook as a network.

    `people` are in the order of their first mention, `contacts` in that of the first thread that
    goes over them; `declared` is how many threads `case.yaml` declares, if not all are shown.
    """

    path: str
    case: str
    set_aside: tuple[str, ...]
    people: tuple[Person, ...]
    threads: tuple[NumberedThread, ...]
    contacts: tuple[Contact, ...]
    declared: int = 0


def contact_map(
    case: CaseResult, casebook: Casebook, facts: Sequence[Fact], person: str = ""
) -> ContactMap:
    """The map of a casebook's threads, of those alone that `person` (an id or a name) has part in.

    Each step of a thread is judged by itself, as a thread of that step alone would be: so the map
    shows which step it is that a thread breaks at. `facts` are those that the case was decided
    by.
    """
    numbered = [NumberedThread(number, state) for number, state in enumerate(case.threads, start=1)]
    threads = [each for each in numbered if not person or _takes_part(each, person)]
    contacts = _contacts(threads, casebook, Contacts(facts, case.findings))
    return ContactMap(
        path=case.path,
        case=case.case,
        set_aside=case.set_aside,
        people=_people(threads, contacts),
        threads=tuple(threads),
        contacts=tuple(contacts),
        declared=len(numbered) if len(threads) < len(numbered) else 0,
    )


def known_people(cases: Iterable[CaseResult]) -> tuple[str, ...]:
    """The ids and names by which the people of the threads can be called, each once."""
    called: dict[str, None] = {}
    for case in cases:
        for number, state in enumerate(case.threads, start=1):
            thread = NumberedThread(number, state)
            called.update(dict.fromkeys(thread.path))
            called.update(dict.fromkeys(thread.names))
    return tuple(called)


def _takes_part(thread: NumberedThread, person: str) -> bool:
    wanted = person.casefold()
    return any(wanted == called.casefold() for called in (*thread.path, *thread.names))


def _contacts(
    threads: Sequence[NumberedThread], casebook: Casebook, contacts: Contacts
) -> list[Contact]:
    found: dict[frozenset[str], Contact] = {}
    for thread in threads:
        steps = _steps(thread)
        for between, names in steps:
            pair = frozenset(between)
            contact = found.get(pair) or _contact(between, names, casebook, contacts)
            if thread.number not in contact.threads:
                contact = replace(contact, threads=(*contact.threads, thread.number))
            found[pair] = contact
        # A step that is only denied disputes a thread; by itself, nothing carries it.
        states = {found[frozenset(between)].verdict for between, _ in steps}
        if thread.state.verdict == DISPUTED and DISPUTED not in states:
            for pair in (frozenset(between) for between, _ in steps):
                if found[pair].verdict == UNSUPPORTED:
                    found[pair] = replace(
                        found[pair], verdict=DISPUTED, findings=thread.state.findings
                    )
    return list(found.values())


def _steps(thread: NumberedThread) -> list[tuple[tuple[str, str], tuple[str, str]]]:
    """The ids and the names of the two people of each step; nobody is in contact with himself."""
    steps = zip(pairwise(thread.path), pairwise(thread.names), strict=True)
    return [(between, names) for between, names in steps if between[0] != between[1]]


def _contact(
    between: tuple[str, str], names: tuple[str, str], casebook: Casebook, contacts: Contacts
) -> Contact:
    state = contacts.state(casebook, Thread(between, (), ""))
    return Contact(between, names, state.verdict, (), state.carried_by, state.findings)


def _people(threads: Sequence[NumberedThread], contacts: Sequence[Contact]) -> tuple[Person, ...]:
    degrees: dict[str, int] = {}
    for contact in contacts:
        for identifier in contact.between:
            degrees[identifier] = degrees.get(identifier, 0) + 1
    names: dict[str, str] = {}
    for thread in threads:
        for identifier, name in zip(thread.path, thread.names, strict=True):
            names.setdefault(identifier, name)
    return tuple(Person(each, name, degrees.get(each, 0)) for each, name in names.items())


def largest_part(contacts: ContactMap, most: int) -> tuple[ContactMap, tuple[Contact, ...]]:
    """The map as a picture can hold it, and the contacts that are left out of that.

    A map of more than `most` people is cut down to the largest part whose people are joined to
    each other, and that to those with the most contacts.
    """
    if len(contacts.people) <= most:
        return contacts, ()
    part = max(_parts(contacts), key=len)
    chosen = sorted((each for each in contacts.people if each.id in part), key=lambda p: -p.degree)
    kept = {person.id for person in chosen[:most]}
    drawn = tuple(each for each in contacts.contacts if kept.issuperset(each.between))
    joined = {identifier for each in drawn for identifier in each.between}
    shown = replace(
        contacts,
        people=tuple(person for person in contacts.people if person.id in joined),
        threads=tuple(each for each in contacts.threads if joined.issuperset(each.path)),
        contacts=drawn,
    )
    return shown, tuple(each for each in contacts.contacts if each not in drawn)


def _parts(contacts: ContactMap) -> list[set[str]]:
    """The people of the map, those together who are joined by contacts."""
    parts: list[set[str]] = []
    for contact in contacts.contacts:
        joined = set(contact.between)
        for part in [part for part in parts if part & joined]:
            joined |= part
            parts.remove(part)
        parts.append(joined)
    return parts
