"""The words of English dates, and a text cut into them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from types import MappingProxyType

from trialcheck.when.points import MONTHS

_SHORT_MONTHS = ("jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov",
                 "dec")  # fmt: skip
MONTH_NUMBERS = MappingProxyType(
    {name.lower(): number for number, name in enumerate(MONTHS, 1)}
    | {
        short: next(n for n, name in enumerate(MONTHS, 1) if name.lower().startswith(short))
        for short in _SHORT_MONTHS
    }
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
WEEKDAY_NUMBERS = MappingProxyType(
    {name.lower(): number for number, name in enumerate(WEEKDAYS)}
    | {name[:3].lower(): number for number, name in enumerate(WEEKDAYS)}
    | {"tues": 1, "thur": 3, "thurs": 3}
)
SEASON_CODES = MappingProxyType(
    {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
)
THIRDS = MappingProxyType(
    {"early": 0, "beginning": 0, "start": 0, "mid": 1, "middle": 1, "late": 2, "end": 2}
)
ORDINALS = MappingProxyType(
    {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
)
BEFORE_CHRIST = frozenset({"bc", "bce"})
AFTER_CHRIST = frozenset({"ad", "ce"})
UNCERTAIN = frozenset({"perhaps", "possibly", "probably", "maybe"})
APPROXIMATE = frozenset({"about", "around", "circa", "c", "ca", "approximately", "roughly"})
DASHES = ("-", "\u2013", "\u2014")
FORENOON = "am"
AFTERNOON = "pm"

KNOWN = (
    tuple(MONTH_NUMBERS) + tuple(WEEKDAY_NUMBERS) + tuple(SEASON_CODES) + tuple(THIRDS)
    + ("first", "second", "third", "fourth", "half", "quarter", "between", "from", "until",
       "since", "before", "after", "noon", "and", "the", "perhaps", "possibly",
       "probably", "about", "around", "circa", "approximately")
)  # fmt: skip
"""Words that a misspelt word may have been meant for."""

_TOKEN = re.compile(
    r"""\s*(?:
    (?P<iso>[0-9]{4}-[0-9]{2}(?:-[0-9]{2}(?:T[0-9]{2}(?::[0-9]{2}(?::[0-9]{2})?)?)?)?(?![0-9:]))
    |(?P<clock>[0-9]{1,2}[:.][0-9]{2}(?::[0-9]{2})?(?![0-9:]))
    |(?P<decade>[0-9]{3}0['\u2019]?s\b)
    |(?P<ordinal>[0-9]{1,2}(?:st|nd|rd|th|ST|ND|RD|TH)\b)
    |(?P<number>[0-9]+)
    |(?P<word>[aApP]\.\s?[mM]\.?|[bB]\.\s?[cC]\.(?:\s?[eE]\.)?|[aA]\.\s?[dD]\.|[cC]\.\s?[eE]\.
        |[^\W\d_]+\.?)
    |(?P<mark>[,/?()\u2013\u2014-])
    |(?P<other>\S)
    )""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a text: its sort (a group of the pattern above), and its place."""

    sort: str
    text: str
    offset: int

    @property
    def word(self) -> str:
        """The text in lower case, without dots and spaces."""
        return self.text.lower().replace(".", "").replace(" ", "")

    @property
    def end(self) -> int:
        """The offset after the last character."""
        return self.offset + len(self.text)


def tokens(text: str) -> tuple[Token, ...]:
    """Cut a text into words, numbers and marks."""
    found = []
    for match in _TOKEN.finditer(text):
        sort = match.lastgroup or "other"
        found.append(Token(sort, match[sort], match.start(sort)))
    return tuple(found)
