"""Maps of contacts made up from pairs of people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from trialcheck.contact_map import Contact, ContactMap, NumberedThread, Person
from trialcheck.findings import ThreadState

VERDICTS = ("holds", "disputed", "broken", "unsupported")


def made_map(
    pairs: Sequence[tuple[str, str]],
    names: Mapping[str, str] | None = None,
    verdicts: Sequence[str] = VERDICTS,
) -> ContactMap:
    """A map with one thread for each pair, the states taken in turn."""
    called = dict(names or {})
    people = list(dict.fromkeys(each for pair in pairs for each in pair))
    threads, contacts = [], []
    for number, (one, other) in enumerate(pairs, start=1):
        verdict = verdicts[number % len(verdicts)]
        both = called.get(one, one), called.get(other, other)
        findings = (f"denied-{number:08x}",) if verdict in ("disputed", "broken") else ()
        state = ThreadState(
            between=(one, other),
            through=(),
            between_names=both,
            through_names=(),
            note="",
            verdict=verdict,
            carried_by=(f"{one}/said",) if verdict != "unsupported" else (),
            findings=findings,
        )
        threads.append(NumberedThread(number, state))
        contacts.append(Contact((one, other), both, verdict, (number,), state.carried_by, findings))
    degree = {each: sum(each in pair for pair in pairs) for each in people}
    return ContactMap(
        path="testimonies/made-up",
        case="Made up",
        set_aside=(),
        people=tuple(Person(each, called.get(each, each), degree[each]) for each in people),
        threads=tuple(threads),
        contacts=tuple(contacts),
    )


HOSTILE = (
    'Ann "; p9 -- p9 [URL="javascript:alert(1)"]; //',
    'Ben"] --> x[click p1 href "javascript:alert(1)"',
    "%%{init: {'theme': 'dark'}}%%",
    "<img src=x onerror=alert(1)>",
    "<B>bold</B> & &lt;b&gt;",
    "back\\slash \\N \\G \\",
    "`# a heading` **bold** #quot; #35; end",
    "line\nclick p1 callback\n::error::no ##[error]no\r\x1b[31m\u202e\u2028",
    "]]> </title></svg><script>alert(1)</script>",
    "graph subgraph end style classDef; }",
)
"""Names that would do harm where they were taken for more than a name."""


def hostile_map() -> ContactMap:
    """A ring of people with hostile names, and ids that are words of the languages."""
    ids = ["end", "graph", "subgraph", "click", "node", "edge", "style", "strict", "o", "x"]
    names = dict(zip(ids, HOSTILE, strict=True))
    ring = list(zip(ids, [*ids[1:], ids[0]], strict=True))
    return made_map(ring, names)
