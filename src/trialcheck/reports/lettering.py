"""How much room text takes in a picture, before any font is known: rather too much than too little.

The widths are those of DejaVu Sans, one of the widest fonts that a browser or a printer takes for
`sans-serif`, in hundredths of the size of the letters; bold letters are taken a seventh wider.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence

from trialcheck.visible import display_width

_WIDTHS = (
    ("ijlIJ.,:;!|'/\\ ()[]-", 41),
    ('frt"*', 51),
    ("abcdeghknopqsuvxyzEFLPST0123456789$?_`", 66),
    ("ABCKRUVXYZ{}–", 76),
    ("wDGHNOQ&#<>=+~^", 85),
    ("mMW%@—", 101),
)
_OF_LETTER = {letter: width for letters, width in _WIDTHS for letter in letters}
_OTHER, _WIDE = 110, 110
_WIDE_CELLS = 2
_CUT = "…"


def width_of_text(text: str, size: int, *, bold: bool = False) -> int:
    """Return how many pixels a visible text surely fits into, in letters of a size in pixels."""
    if text.isascii():
        hundredths = sum(_OF_LETTER.get(letter, _OTHER) for letter in text)
    else:
        hundredths = sum(map(_width_of_letter, text))
    return -(-hundredths * size * (8 if bold else 7) // 700)


def folded(text: str, width: int, size: int, *, most: int = 3, bold: bool = False) -> list[str]:
    """Return a visible text as at most so many lines that fit a width; what is cut ends in `…`.

    Lines break at spaces, and inside a word only where it is wider than a whole line: after a
    hyphen, if it has one.
    """

    def fits(line: str) -> bool:
        return width_of_text(line, size, bold=bold) <= width

    lines: list[str] = []
    words = [word for word in text.split(" ") if word]
    while words:
        word = words.pop(0)
        if lines and fits(f"{lines[-1]} {word}"):
            lines[-1] = f"{lines[-1]} {word}"
            continue
        start = _longest(word, fits)
        lines.append(word[:start])
        words[:0] = [word[start:]] if word[start:] else []
        if len(lines) > most:
            return [*lines[: most - 1], _shortened(lines[most - 1], fits)]
    return lines


def widest(lines: Sequence[str], size: int, *, bold: bool = False) -> int:
    """Return the room in pixels that the widest of some lines takes; none takes 0."""
    return max((width_of_text(line, size, bold=bold) for line in lines), default=0)


def _longest(word: str, fits: Callable[[str], bool]) -> int:
    end = next((end for end in range(len(word), 1, -1) if fits(word[:end])), 1)
    after_hyphen = word.rfind("-", 0, end) + 1
    return after_hyphen if after_hyphen and end < len(word) else end


def _shortened(line: str, fits: Callable[[str], bool]) -> str:
    while line and not fits(line + _CUT):
        line = line[:-1]
    return line.rstrip(" ") + _CUT


def _width_of_letter(letter: str) -> int:
    plain = unicodedata.normalize("NFD", letter)[0]
    if plain in _OF_LETTER:
        return _OF_LETTER[plain]
    cells = display_width(letter)
    return 0 if not cells else _WIDE if cells == _WIDE_CELLS else _OTHER
