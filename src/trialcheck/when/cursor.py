"""A place in the words of an English date, and the errors that point at it."""

from __future__ import annotations

from collections.abc import Container

from trialcheck.when.hints import EXAMPLES, nearest, shown
from trialcheck.when.points import MONTHS
from trialcheck.when.window import DateError, UnreadableError
from trialcheck.when.words import KNOWN, Token, tokens

_DAY_PARTS = ("morning", "forenoon", "afternoon", "evening", "night", "dawn", "dusk")
_RELATIVE = (
    "today", "yesterday", "tomorrow", "now", "last", "next", "ago", "present", "recently",
    "currently", "tonight",
)  # fmt: skip


class Cursor:
    """Walks over the tokens of a text."""

    def __init__(self, text: str, calendar: str) -> None:
        """Start before the first token."""
        self.text = text
        self.calendar = calendar
        self._tokens = tokens(text)
        self._position = 0
        self._end = Token("end", "", len(text))

    @property
    def position(self) -> int:
        """The number of tokens already taken; may be set back to try another reading."""
        return self._position

    @position.setter
    def position(self, position: int) -> None:
        self._position = position

    def peek(self, ahead: int = 0) -> Token:
        """Return the next token (or a later one) without taking it."""
        index = self._position + ahead
        return self._tokens[index] if index < len(self._tokens) else self._end

    def take(self) -> Token:
        """Return the next token and step over it."""
        token = self.peek()
        self._position += 1
        return token

    def at(self, *words: str) -> bool:
        """Tell whether the next words are these."""
        return all(self.peek(index).word == word for index, word in enumerate(words))

    def skip(self, *words: str) -> bool:
        """Step over the next token if it is one of these words or marks."""
        if self.peek().word in words and self.peek().sort != "end":
            self._position += 1
            return True
        return False

    def next_in(self, words: Container[str]) -> bool:
        """Tell whether the next word is one of these."""
        return self.peek().sort in ("word", "ordinal") and self.peek().word in words

    def finished(self) -> bool:
        """Tell whether nothing is left."""
        return self.peek().sort == "end"

    def length_from(self, offset: int) -> int:
        """Return the length from an offset to the end of the last token taken."""
        return max(1, self._tokens[self._position - 1].end - offset) if self._position else 1

    def error(self) -> DateError:
        """Return the error for the next token, which has no place here."""
        token = self.peek()
        if token.sort == "end":
            message, fix = "The date is not complete", EXAMPLES
            return UnreadableError(message, fix, 0, max(1, len(self.text)))
        token = next((other for other in self._tokens[self._position :] if _unknown(other)), token)
        message, fix = _explained(token)
        return UnreadableError(message, fix, token.offset, max(1, len(token.text)))


def _unknown(token: Token) -> bool:
    """Tell whether a token is a word of no date: more telling than the mark before it."""
    return token.sort == "word" and len(token.word) > 2 and token.word not in KNOWN


def _explained(token: Token) -> tuple[str, str]:
    """Say what is wrong with a token that has no place where it stands, and the fix."""
    word = token.word
    if word in _DAY_PARTS:
        return (
            f"{shown(token.text)} is no exact part of a day",
            "write the hours that are meant, such as 1936-08-19T18:00/1936-08-19T23:59",
        )
    if word in _RELATIVE:
        return (
            f"{shown(token.text)} depends on the day it was said",
            "write the date itself: nothing is ever filled in from today",
        )
    if word in ("century", "centuries"):
        return (
            "A century can be counted in two ways",
            "write 18XX for 1800 to 1899, or 1801/1900",
        )
    if word == "by":
        return "“by” leaves open whether the day itself is meant", "write until or before"
    if token.sort == "word":
        near = nearest(word, KNOWN)
        guess = f"did you mean {_written(near)}? Otherwise " if near and near != word else ""
        english = "" if guess else "months and all other words are read in English only: "
        return f"{shown(token.text)} is not understood here", guess + english + EXAMPLES
    return f"{shown(token.text)} is not understood here", EXAMPLES


def _written(word: str) -> str:
    """Write a known word as a reader expects it, months with a capital."""
    return word.capitalize() if word.capitalize() in MONTHS else word
