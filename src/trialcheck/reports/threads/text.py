"""The threads as text for a terminal or a pipe: each with what says so, then all in one picture."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from trialcheck.contact_map import Contact, ContactMap, NumberedThread
from trialcheck.reports import words
from trialcheck.reports.balance_lines import STROKES
from trialcheck.reports.layout import Layout
from trialcheck.reports.paragraph import (
    BLANK,
    Line,
    Look,
    Run,
    beside,
    fold,
    indented,
    separated,
    width_of,
)
from trialcheck.reports.terminal import NARROWEST, bar
from trialcheck.visible import display_width, prose, visible

_ASCII = str.maketrans({"─": "-", "═": "=", "╳": "X", "·": ".", "├": "|", "└": "`"})
_LOOKS = {
    "holds": Look.GOOD,
    "disputed": Look.SIGN,
    "broken": Look.LAW,
    "unsupported": Look.SIGN,
}
_DECLARE = (
    "threads:",
    "  - {between: [ann, ben], note: they met in May}",
    "  - {between: [ann, carl], through: [ben]}",
)


def threads_lines(contacts: ContactMap, layout: Layout, *, ascii_only: bool = False) -> list[Line]:
    """Return the threads of one casebook: a list with what says so, then the picture of all."""
    width = max(layout.width, NARROWEST)
    lines = _head(contacts, width)
    if not contacts.threads:
        lines += _nothing_declared(contacts, width)
    else:
        lines += [BLANK, *_list(contacts, width), BLANK]
        lines += bar("Who is joined to whom", Look.TITLE, width)
        lines += [BLANK, *_picture(contacts, width)]
    return [_in_ascii(line) for line in lines] if ascii_only else lines


def _head(contacts: ContactMap, width: int) -> list[Line]:
    lines = bar(contacts.case, Look.TITLE, width, stroke="═")
    path = Run(visible(contacts.path), Look.NAME, whole=True)
    states = words.count_of_threads([thread.state for thread in contacts.threads])
    several = words.count(contacts.declared or len(contacts.threads), "thread")
    shown = f"{len(contacts.threads)} of {several}" if contacts.declared else several
    lines += fold([path, Run(f": {shown}{f': {states}' if states else ''}.")], width)
    if contacts.set_aside:
        names = ([Run(visible(name), Look.NAME, whole=True)] for name in contacts.set_aside)
        aside = separated(names, ",")
        lines += fold([Run("Read without the word of "), *aside, Run(".")], width)
    if contacts.threads:
        meaning = "The contacts between people that the case relies on."
        lines += fold([Run(meaning, Look.QUIET)], width)
    return lines


def _nothing_declared(contacts: ContactMap, width: int) -> list[Line]:
    file = Run(f"{visible(contacts.path)}/case.yaml", Look.NAME, whole=True)
    said = (
        " declares no threads. A thread is a contact between two people that the case relies on, "
        "perhaps through others; list those that you want to see judged, by the ids of the people:"
    )
    example = [(Run(line, Look.STRONG),) for line in _DECLARE]
    return [BLANK, *fold([file, Run(said)], width), BLANK, *indented(example, 4)]


def _list(contacts: ContactMap, width: int) -> list[Line]:
    verdicts = {frozenset(each.between): each.verdict for each in contacts.contacts}
    start = len(str(contacts.threads[-1].number)) + 2
    pictures = [_path(thread, verdicts) for thread in contacts.threads]
    column = min(max(map(width_of, pictures)) + 3, max(width - start - 25, 1))
    lines: list[Line] = []
    for thread, picture in zip(contacts.threads, pictures, strict=True):
        verdict = thread.state.verdict
        state = Run(prose(words.state_of_thread(thread.state)), _look(verdict))
        body = beside(fold(picture, column - 1), column, [(state,)])
        body += _particulars(thread, width - start)
        number = (Run(f"{thread.number}.".rjust(start - 1), Look.QUIET),)
        lines += [*beside([number], start, body), BLANK]
    return lines[:-1]


def _path(thread: NumberedThread, verdicts: Mapping[frozenset[str], str]) -> Line:
    """Return the people of a thread, each step drawn as it stands by itself."""
    runs = [Run(prose(thread.names[0]), Look.STRONG)]
    for place, name in enumerate(thread.names[1:]):
        pair = frozenset(thread.path[place : place + 2])
        verdict = verdicts.get(pair, thread.state.verdict)
        runs.append(Run(f" {STROKES.get(verdict, '· ·')} ", _look(verdict)))
        runs.append(Run(prose(name), Look.STRONG))
    return tuple(runs)


def _particulars(thread: NumberedThread, width: int) -> list[Line]:
    state = thread.state
    lines = fold([Run(prose(state.note))], width)
    if state.carried_by:
        several = words.count(len(state.carried_by), "statement")
        lines += fold([Run(f"Carried by {several}: "), *_names(state.carried_by), Run(".")], width)
    if state.findings:
        several = words.count(len(state.findings), "finding")
        lines += fold([Run(f"See {several}: "), *_names(state.findings), Run(".")], width)
    return lines


def _names(names: Sequence[str]) -> list[Run]:
    return separated(([Run(visible(name), Look.NAME, whole=True)] for name in names), ",")


def _picture(contacts: ContactMap, width: int) -> list[Line]:
    """Return each contact once, below whichever of the two has more contacts left to show."""
    names = {person.id: prose(person.name) for person in contacts.people}
    groups = _grouped(contacts)
    others = [names[other] for _, rows in groups for other, _ in rows]
    column = min(max(map(display_width, others)) + 2, max(width - 6 - 28, 1))
    lines: list[Line] = []
    for person, rows in groups:
        lines += fold([Run(names[person], Look.STRONG)], width)
        for place, (other, contact) in enumerate(rows, start=1):
            corner = "└" if place == len(rows) else "├"
            look = _look(contact.verdict)
            stroke = STROKES.get(contact.verdict, "· ·")
            left: Line = (Run(corner, Look.QUIET), Run(stroke.ljust(3, "─"), look))
            name = fold([Run(names[other])], column - 2)
            said = beside(name, column, fold([*_said(contact)], width - 6 - column))
            lines += beside([left], 6, said)
    numbers = "In brackets: the threads above. A thread stands as its weakest step does."
    return [*lines, BLANK, *fold([Run(numbers, Look.QUIET)], width)]


def _said(contact: Contact) -> tuple[Run, Run]:
    state = words.THREAD_WORDS.get(contact.verdict, contact.verdict)
    numbers = ", ".join(map(str, contact.threads))
    return Run(prose(state), _look(contact.verdict)), Run(f" ({numbers})", Look.QUIET)


def _grouped(contacts: ContactMap) -> list[tuple[str, list[tuple[str, Contact]]]]:
    left = list(contacts.contacts)
    groups: list[tuple[str, list[tuple[str, Contact]]]] = []
    while left:
        counts = {person.id: 0 for person in contacts.people}
        for contact in left:
            for each in contact.between:
                counts[each] += 1
        best = max(counts, key=counts.__getitem__)
        rows = [(_other(each, best), each) for each in left if best in each.between]
        left = [each for each in left if best not in each.between]
        groups.append((best, rows))
    return groups


def _other(contact: Contact, person: str) -> str:
    one, other = contact.between
    return other if one == person else one


def _look(verdict: str) -> Look:
    return _LOOKS.get(verdict, Look.PLAIN)


def _in_ascii(line: Line) -> Line:
    return tuple(Run(run.text.translate(_ASCII), run.look, run.whole) for run in line)
