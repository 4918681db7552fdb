"""How a report is laid out."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Layout:
    """The width of a text report in terminal cells, and whether it may use colour.

    `most` is how many findings of one casebook a report for readers shows; None stands for all.
    """

    width: int = 80
    colour: bool = False
    most: int | None = None
