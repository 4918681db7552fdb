"""Passwords in web addresses are masked, and nothing else is."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trialcheck.passwords import without_passwords


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("see https://ann:secret@host/x, p. 3", "see https://***@host/x, p. 3"),
        ("https://token@host", "https://***@host"),
        ("git+ssh://ann:secret@host/repo.git", "git+ssh://***@host/repo.git"),
        ("https://ann:se@cret@host/x", "https://***@host/x"),
        ("https://ann:se/cr?e#t@host/x", "https://***@host/x"),
        ("https://a:b@one and http://c:d@two/@me", "https://***@one and http://***@two/@me"),
        ("<https://ann:secret@host>", "<https://***@host>"),
        ("https://ann:80@host", "https://***@host"),
    ],
)
def test_credentials_are_masked(text: str, masked: str) -> None:
    """Whatever stands before the `@` of an address is masked, the address stays."""
    assert without_passwords(text) == masked


@pytest.mark.parametrize(
    "text",
    [
        "https://host/@ann",
        "https://host:8080/@ann",
        "https://host:8080",
        "write to ann@host.example",
        "at 10:30 @ the inn",
        "a://b c@d",
        "",
    ],
)
def test_what_holds_no_credentials_stays(text: str) -> None:
    """An `@` in a path, a port or a mail address is no password."""
    assert without_passwords(text) == text


def test_columns_can_be_kept() -> None:
    """Where a caret points into the line, each character becomes one star."""
    text = "url: https://ann:secret@host, p. 3"
    masked = without_passwords(text, same_length=True)
    assert masked == "url: https://**********@host, p. 3"
    assert len(masked) == len(text)


@settings(max_examples=100, deadline=None)
@given(st.text(st.sampled_from("ab:/@?# ."), max_size=20))
def test_masking_twice_is_masking_once(text: str) -> None:
    """A masked text holds nothing more to mask, and without an address nothing is touched."""
    masked = without_passwords(text)
    assert without_passwords(masked) == masked or "://" in text
    assert masked == text or "://" in text
