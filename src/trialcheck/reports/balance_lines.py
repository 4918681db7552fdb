"""The balance of a casebook becomes lines of text: its threads, and the answers to its briefs."""

from __future__ import annotations

from collections.abc import Sequence

from trialcheck.findings import Answer, BriefAnswer, ThreadState
from trialcheck.reports import words
from trialcheck.reports.paragraph import (
    Line,
    Look,
    Run,
    beside,
    fold,
    indented,
    separated,
    width_of,
)
from trialcheck.visible import display_width, prose, visible

STROKES = {"holds": "──", "disputed": "- -", "broken": "─╳─", "unsupported": "· ·"}
"""How the stroke between two people is drawn; the word for it always stands beside it."""

_NAMES_SHOWN = 6
_LOOKS = {
    "holds": Look.GOOD,
    "disputed": Look.SIGN,
    "broken": Look.LAW,
    "unsupported": Look.SIGN,
    "borne-out": Look.GOOD,
    "contested": Look.SIGN,
    "not-borne-out": Look.LAW,
}


def thread_lines(threads: Sequence[ThreadState], width: int) -> list[Line]:
    """Return each thread: the people joined by its stroke, its state in words, what says so."""
    pictures = [_picture(thread) for thread in threads]
    column = min(max(map(width_of, pictures)) + 3, max(width - 25, 1))
    lines: list[Line] = []
    for thread, picture in zip(threads, pictures, strict=True):
        state = Run(prose(words.state_of_thread(thread)), _look(thread.verdict))
        lines += beside(fold(picture, column - 1), column, [(state,)])
        lines += indented(_particulars(thread, width - 4), 4)
    return lines


def brief_lines(brief: BriefAnswer, width: int) -> list[Line]:
    """Return the table of a brief: argument, answer, on whose word, findings; then its words."""
    columns = _columns(brief.answers, width)
    lines = [_heading(columns)]
    for answer in brief.answers:
        lines += _row(answer, columns, width)
        lines += indented(_argument(answer, width - columns[0]), columns[0])
    return lines


def _picture(thread: ThreadState) -> Line:
    people = (thread.between_names[0], *thread.through_names, thread.between_names[1])
    stroke = Run(f" {STROKES.get(thread.verdict, '· ·')} ", _look(thread.verdict))
    runs: list[Run] = []
    for name in people:
        runs += [stroke] if runs else []
        runs.append(Run(prose(name), Look.STRONG))
    return tuple(runs)


def _particulars(thread: ThreadState, width: int) -> list[Line]:
    lines = fold([Run(prose(thread.note))], width)
    if thread.carried_by:
        lines += fold([Run("Carried by "), *_names(thread.carried_by), Run(".")], width)
    if thread.findings:
        lines += fold([Run("See "), *_names(thread.findings), Run(".")], width)
    return lines


def _columns(answers: Sequence[Answer], width: int) -> tuple[int, int, int]:
    """Return the widths of the first three columns, two cells of space included."""
    name = max([8, *(display_width(visible(answer.id)) for answer in answers)]) + 2
    verdict = max(map(len, words.VERDICT_WORDS.values())) + 2
    longest = max([8, *(display_width(_basis(answer)) for answer in answers)])
    return name, verdict, min(longest, max((width - name - verdict) * 4 // 10, 10)) + 2


def _heading(columns: tuple[int, int, int]) -> Line:
    titles = zip(("argument", "answer", "rests on"), columns, strict=True)
    row = "".join(title.ljust(column) for title, column in titles)
    return (Run(f"{row}findings", Look.QUIET),)


def _row(answer: Answer, columns: tuple[int, int, int], width: int) -> list[Line]:
    name, verdict, basis = columns
    rest = max(width - sum(columns), 1)
    findings = fold(_names(answer.findings), rest)
    right = beside(fold([Run(_basis(answer))], basis - 2), basis, findings)
    answered = Run(prose(words.answered(answer)), _look(answer.verdict))
    middle = beside([(answered,)], verdict, right)
    return beside([(Run(visible(answer.id), Look.STRONG, whole=True),)], name, middle)


def _argument(answer: Answer, width: int) -> list[Line]:
    place = f" ({prose(answer.at)})" if answer.at else ""
    lines = fold([Run(prose(answer.says)), Run(place, Look.QUIET)], width)
    if answer.contested_by:
        lines += fold([Run("Contested by "), *_names(answer.contested_by), Run(".")], width)
    return lines + fold([Run(prose(answer.why))], width)


def _basis(answer: Answer) -> str:
    return prose(words.basis(answer))


def _names(names: Sequence[str]) -> list[Run]:
    """Return the first names of a list, and how many more there are."""
    runs = [[Run(visible(name), Look.NAME, whole=True)] for name in names[:_NAMES_SHOWN]]
    more = len(names) - _NAMES_SHOWN
    return separated(runs, ",") + ([Run(f" and {more} more")] if more > 0 else [])


def _look(verdict: str) -> Look:
    return _LOOKS.get(verdict, Look.PLAIN)
