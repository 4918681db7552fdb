"""What was planted and which rules caught it, line by line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from trialcheck.plantings.trials import CaseTrial, Caught


def planting_lines(case: CaseTrial, name: str = "") -> Iterator[str]:
    """The lines on one casebook, which is called `name` if that is given."""
    kinds = len(case.plantings)
    caught = sum(bool(each.rules) for each in case.plantings)
    yield ""
    yield (
        f"Planted into a copy of {name or case.path}: {kinds} kinds of contradiction, "
        f"{caught} caught, {kinds - caught or 'none'} missed"
    )
    for each in case.plantings:
        yield f"  {_outcome(each)}"


def silence_lines(cases: Sequence[CaseTrial]) -> Iterator[str]:
    """A line that names the rules that find nothing in any of the casebooks, as they are."""
    if not cases:
        return
    silent = set.intersection(*(set(case.never_speak) for case in cases))
    rules = max(case.rules for case in cases)
    yield ""
    where = cases[0].path if len(cases) == 1 else f"any of the {len(cases)} casebooks"
    listed = f": {', '.join(sorted(silent))}" if silent else ""
    yield f"{len(silent) or 'None'} of {rules} rules find nothing in {where} as written{listed}"


def _outcome(each: Caught) -> str:
    if each.trouble:
        return f"MISSED  {each.title} (it cannot be planted: {each.trouble})"
    if not each.rules:
        return f"MISSED  {each.title}"
    names = " (with invented names only)" if each.invented else ""
    return f"caught  {each.title}: {', '.join(each.rules)}{names}"
