"""Passwords and tokens inside of web addresses are masked wherever text is read."""

from __future__ import annotations

import re

MASK = "***"
"""What stands for a user, a password or a token in an address."""

# What stands between `://` and the last `@` before the path. A password with an unescaped `/`, `?`
# or `#` in it ends the host for a browser, but must not be shown either: hence the second form,
# which asks for a colon that no port number follows. The bound keeps the search linear.
_CREDENTIALS = re.compile(
    r"(?<=://)(?:[^\s/?#]{1,2000}(?=@)|[^\s/?#@:]{0,200}:(?!\d{1,5}(?:[/?#]|$))\S{0,200}(?=@))"
)


def without_passwords(text: str, *, same_length: bool = False) -> str:
    """Return the text with `user:password@` and `token@` of every address masked.

    With `same_length` each character is replaced by a star, so that columns stay where they are.
    """
    if "://" not in text or "@" not in text:
        return text
    return _CREDENTIALS.sub(lambda found: "*" * len(found[0]) if same_length else MASK, text)
