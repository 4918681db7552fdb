"""The threads for programs that draw graphs: Graphviz (DOT) and Mermaid.

In both, names stand between quotes only, and every character that could end the quotes or mean
something to the program is written as it prescribes: no name can add a line, a link or a setting.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from string import ascii_letters, digits

from trialcheck.contact_map import Contact, ContactMap
from trialcheck.reports.threads.plan import said_of
from trialcheck.reports.threads.svg import NOT_DECLARED
from trialcheck.visible import prose

_OF_DOT = {
    "holds": "style=solid",
    "disputed": "style=dashed",
    "broken": 'style=solid, color="#b3261e", fontcolor="#b3261e", dir=both, '
    "arrowhead=tee, arrowtail=tee",
    "unsupported": 'style=dotted, color="#62666d", fontcolor="#62666d"',
}
_OF_MERMAID = {"holds": "---", "disputed": "-.-", "broken": "x--x", "unsupported": "-.-"}
_STYLES = {
    "broken": "stroke:#b3261e",
    "disputed": "stroke-dasharray:8 5",
    "unsupported": "stroke:#62666d,stroke-dasharray:2 5",
}
_CROSS = "╳ "
_PLAIN = frozenset(ascii_letters + digits + " .,'")


def render_dot(contacts: ContactMap) -> str:
    """Return the map as one undirected graph in the language of Graphviz."""
    return "\n".join(["graph threads {", *_dot(contacts), "}"]) + "\n"


def render_mermaid(contacts: ContactMap) -> str:
    """Return the map as a flowchart in the language of Mermaid."""
    return "\n".join(["flowchart LR", *_mermaid(contacts)]) + "\n"


def _dot(contacts: ContactMap) -> Iterator[str]:
    title = contacts.case if contacts.threads else f"{contacts.case}: {NOT_DECLARED}"
    yield f"  graph [label={_quoted(title)}, labelloc=t, overlap=false, splines=true];"
    yield '  node [shape=box, style=rounded, fontname="Helvetica"];'
    yield '  edge [fontname="Helvetica", fontsize=11];'
    ids = _ids(contacts)
    for person in contacts.people:
        yield f"  {ids[person.id]} [label={_quoted(person.name)}];"
    for contact in contacts.contacts:
        one, other = (ids[each] for each in contact.between)
        look = _OF_DOT.get(contact.verdict, "style=dotted")
        yield f"  {one} -- {other} [label={_quoted(_said(contact))}, {look}];"


def _mermaid(contacts: ContactMap) -> Iterator[str]:
    if not contacts.threads:
        yield f'  p1["{_entities(NOT_DECLARED)}"]'
    ids = _ids(contacts)
    for person in contacts.people:
        yield f'  {ids[person.id]}["{_entities(prose(person.name)) or " "}"]'
    for contact in contacts.contacts:
        one, other = (ids[each] for each in contact.between)
        stroke = _OF_MERMAID.get(contact.verdict, "-.-")
        yield f'  {one} {stroke}|"{_entities(_said(contact))}"| {other}'
    for number, contact in enumerate(contacts.contacts):
        if contact.verdict in _STYLES:
            yield f"  linkStyle {number} {_STYLES[contact.verdict]}"


def _ids(contacts: ContactMap) -> Mapping[str, str]:
    # Names of our own: an id of a casebook may be a word of the language, such as `end`.
    return {person.id: f"p{number}" for number, person in enumerate(contacts.people, start=1)}


def _said(contact: Contact) -> str:
    return (_CROSS if contact.verdict == "broken" else "") + said_of(contact)


def _quoted(text: str) -> str:
    """Return text as a string of DOT, in which a backslash and `&` are letters too."""
    written = prose(text).replace("\\", "\\\\").replace('"', '\\"').replace("&", "&amp;")
    # A log of GitHub takes `##[` for an order, wherever it stands.
    return f'"{written.replace("##[", "#&#35;[")}"'


def _entities(text: str) -> str:
    """Return text with all but plain letters, digits and spaces as Mermaid's `#number;`."""
    return "".join(
        letter
        if letter in _PLAIN or (letter.isalpha() and not letter.isascii())
        else _entity(letter)
        for letter in text
    )


def _entity(letter: str) -> str:
    return f"#{ord(letter)};"
