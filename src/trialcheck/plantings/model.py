"""What is planted: a few statements that cannot all be true, and the same made harmless."""

from __future__ import annotations

from dataclasses import dataclass

LAW, SIGN = "law", "sign"

WHOLE_YEAR = "$year-01-01/$year-12-31"
"""A date of a claim from the first day of the planted year to its last."""


@dataclass(frozen=True, slots=True)
class Says:
    """One planted statement with one claim, by an invented witness.

    Names that begin with a dollar sign stand for what the casebook, or the invention, puts there.
    `said` and `stage` are left out if "". Those `of_event` speak of one and the same occasion. What
    is `context` need not be named by a finding.
    """

    witness: str
    claim: str
    said: str = ""
    stage: str = ""
    of_event: bool = False
    context: bool = False


@dataclass(frozen=True, slots=True)
class Planting:
    """One kind of contradiction.

    It is caught if a law (or a sign, as `sort` says) names all of its statements but those that are
    context, and does not do so once each first text of `harmless` is replaced by the second.
    `registers` are entries of `case.yaml` that it needs: the section, and one line.
    """

    id: str
    title: str
    sort: str
    says: tuple[Says, ...]
    harmless: tuple[tuple[str, str], ...]
    registers: tuple[tuple[str, str], ...] = ()
