"""Names become ids of places on the page: plain, and never one for two places."""

from __future__ import annotations

import re

_OTHER = re.compile(r"[^a-z0-9]+")


class Anchors:
    """Gives each thing an id, the same at each call; of equal ids the later ones get a number."""

    def __init__(self) -> None:
        self._ids: dict[tuple[str, ...], str] = {}
        self._taken: set[str] = set()

    def id_of(self, *names: str, short: str = "") -> str:
        """Return the id of the thing that is so named; it is made of `short`, else of the names."""
        found = self._ids.get(names)
        if found is None:
            plain = _OTHER.sub("-", (short or "-".join(names)).lower()).strip("-")[:80] or "place"
            found, number = plain, 1
            while found in self._taken:
                number += 1
                found = f"{plain}-{number}"
            self._taken.add(found)
            self._ids[names] = found
        return found
