"""An edit changes what it touches and nothing else; what is no edit changes nothing."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections import Counter

import pytest

SEPARATOR = re.compile(r"(?m)^--- file: (.+)\n")


@pytest.fixture(scope="session")
def described(analyze_text):
    """Return a function that gives the findings of a casebook as (rule, certainty, statements,
    margin, days).
    """

    def describe(files, **options):
        return [
            (f.rule, f.certainty, f.statements, f.margin, f.days)
            for f in analyze_text(files, **options).cases[0].findings
        ]

    return describe


def without_statement(text: str, speaker: str, identifier: str) -> str:
    """A casebook without one statement, cut out of its file; and without its brief."""
    text = text.partition("--- file: brief.yaml\n")[0]
    before, _, rest = text.partition(f"--- file: {speaker}.yaml\n")
    own, mark, after = rest.partition("--- file: ")
    pieces = re.split(r"(?m)^(?=  - id: )", own)
    kept = [piece for piece in pieces if not piece.startswith(f"  - id: {identifier}\n")]
    assert len(kept) == len(pieces) - 1
    return f"{before}--- file: {speaker}.yaml\n{''.join(kept)}{mark}{after}"


STATEMENTS = (
    "ann/never",
    "ben/burned",
    "ben/with-dora",
    "carl/read-it",
    "carl/supper",
    "carl/with-ann",
    "carl/with-ben",
    "dora/no-such-year",
    "dora/theatre",
)


@pytest.mark.parametrize("name", STATEMENTS)
def test_without_a_statement_its_findings_go_and_the_others_stay(name, harbour, described):
    """Deleting a statement takes away just the laws' findings that name it; of the rest, each stays
    with its margin.
    """
    every = described(harbour)
    speaker, _, identifier = name.partition("/")
    left = described(without_statement(harbour, speaker, identifier))
    assert [finding for finding in left if name in finding[2]] == []
    laws = [finding for finding in every if finding[3] is not None or "denied" in finding[0]]
    assert laws
    for finding in laws:
        assert (finding in left) is (name not in finding[2])


def test_setting_a_statement_aside_is_as_if_it_were_not_there(harbour, described, write_book):
    """`set_aside` gives the same findings as cutting the statement out of its file."""
    for name in STATEMENTS:
        speaker, _, identifier = name.partition("/")
        cut = described(without_statement(harbour, speaker, identifier))
        assert described(harbour, set_aside=(name,)) == cut, name


def test_a_finding_keeps_its_id_whatever_else_is_edited(harbour, findings_of):
    """Ids stay when another statement is added, removed or renamed, and when lines move."""
    before = {finding.statements: finding.id for finding in findings_of(harbour)}
    edited = without_statement(harbour, "carl", "supper").replace(
        "speaker: ben\n", "# a note\n\nspeaker: ben\nnote: edited\n"
    )
    after = {finding.statements: finding.id for finding in findings_of(edited)}
    assert after
    assert after.items() <= before.items()


RENAMED = {"ann": "zoe", "ben": "abe", "carl": "moe", "dora": "uma"}


def test_renaming_everybody_changes_names_alone(harbour, described, findings_of):
    """With every person renamed everywhere the findings are the same up to the names."""

    def rename(text: str) -> str:
        return re.sub(r"\b(ann|ben|carl|dora)\b", lambda found: RENAMED[found[0]], text)

    def renamed(statements) -> tuple[str, ...]:
        return tuple(sorted(rename(name) for name in statements))

    expected = {
        (rule, certainty, renamed(statements), margin, days)
        for rule, certainty, statements, margin, days in described(harbour)
    }
    assert set(described(rename(harbour))) == expected
    messages = {finding.message for finding in findings_of(harbour)}
    assert {finding.message for finding in findings_of(rename(harbour))} == messages


def test_shifting_all_years_alike_changes_no_finding(harbour, described):
    """Eight years later the same statements clash by the same margins: leap years fall alike."""
    shifted = re.sub(r"\b18(\d\d)-", lambda found: f"18{int(found[1]) + 8}-", harbour)
    shifted = shifted.replace("when: 1856}", "when: 1864}")
    assert "1865-" in shifted
    assert described(shifted) == described(harbour)


def test_a_finding_goes_when_one_date_leaves_room(harbour, described):
    """A curtain two hours later, or supper two hours earlier, and there is time for the journey."""
    rule = "one-place-at-a-time"
    assert rule in [finding[0] for finding in described(harbour)]
    later = harbour.replace("T20:10/1857-08-03T22:00", "T21:30/1857-08-03T22:00")
    assert rule not in [finding[0] for finding in described(later)]
    earlier = harbour.replace('when: "1857-08-03T20:00"', 'when: "1857-08-03T18:00"')
    assert rule not in [finding[0] for finding in described(earlier)]


def test_a_wider_date_never_adds_a_law_s_finding(harbour, described):
    """Making one date less exact can only take laws' findings away."""
    every = {finding[:3] for finding in described(harbour) if finding[3] is not None}
    for exact, loose in (
        ("when: 1857-08-01}", "when: 1857}"),
        ("when: 1857-07-10}", "when: 1857-07}"),
        ('"1857-08-03T20:00"', "1857-08"),
    ):
        assert exact in harbour
        wider = described(harbour.replace(exact, loose))
        assert {finding[:3] for finding in wider if finding[3] is not None} <= every


def _run(folder, seed: str, *arguments: str) -> bytes:
    from trialcheck import __file__ as package

    source = os.path.dirname(os.path.dirname(package))  # noqa: PTH120  # a path for another process
    finished = subprocess.run(
        [sys.executable, "-m", "trialcheck", "analyze", "--format", "json", *arguments],
        cwd=folder,
        env={"PYTHONPATH": source, "PYTHONHASHSEED": seed, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        check=True,
    )
    return finished.stdout


def shuffled(text: str) -> str:
    """The same casebook with its statements in another order, in files of other names, some of them
    split.
    """
    first, *rest = SEPARATOR.split(text)
    files = [first]
    for number, (name, body) in enumerate(zip(rest[::2], rest[1::2], strict=True)):
        if name == "brief.yaml":
            files.append(f"--- file: {name}\n{body}")
            continue
        head, *statements = re.split(r"(?m)^(?=  - id: )", body)
        for part, statement in enumerate(reversed(statements)):
            files.append(f"--- file: z{9 - number}-{part}.yaml\n{head}{statement}")
    return "".join(files)


def places_left_out(report: dict) -> dict:
    """A report without the files and lines at which claims stand, nor the order in which evidence
    is listed.
    """
    for finding in report["findings"]:
        for claim in finding["claims"]:
            del claim["file"], claim["line"], claim["column"]
    return report


def test_the_same_bytes_whatever_the_hash_seed(harbour, write_book, tmp_path):
    """Three runs with different hash seeds give the very same report."""
    write_book(harbour, tmp_path / "testimonies" / "harbour")
    reports = {_run(tmp_path, seed) for seed in ("0", "1", "2")}
    assert len(reports) == 1
    assert len(json.loads(reports.pop())["findings"]) >= 3


def test_neither_the_order_of_statements_nor_the_names_of_files_matter(
    harbour, write_book, tmp_path
):
    """Shuffled into other files the report is the same but for the places."""
    write_book(harbour, tmp_path / "one" / "testimonies" / "harbour")
    write_book(shuffled(harbour), tmp_path / "two" / "testimonies" / "harbour")
    one, two = (json.loads(_run(tmp_path / name, "0")) for name in ("one", "two"))
    assert one["findings"][0]["claims"][0]["file"] != two["findings"][0]["claims"][0]["file"]
    assert places_left_out(one) == places_left_out(two)


def test_line_ends_and_a_byte_order_mark_do_not_matter(harbour, write_book, tmp_path):
    """Files with Windows line ends give the same bytes."""
    write_book(harbour, tmp_path / "one" / "testimonies" / "harbour")
    first, *rest = SEPARATOR.split(harbour)
    windows = {
        name: b"\xef\xbb\xbf" + body.replace("\n", "\r\n").encode()
        for name, body in {
            "case.yaml": first,
            **dict(zip(rest[::2], rest[1::2], strict=True)),
        }.items()
    }
    write_book(windows, tmp_path / "two" / "testimonies" / "harbour")
    assert _run(tmp_path / "one", "0") == _run(tmp_path / "two", "0")


def test_every_casebook_of_the_repository_survives_losing_a_speaker(project, shipped):
    """Setting aside one speaker after another leaves the laws' findings that do not need him as
    they were.
    """
    from trialcheck.pipeline import Request, decided, open_casebooks

    folders = tuple(path.parent for path in sorted(project.glob("testimonies/*/case.yaml")))
    request = Request(folders, rules=project / "rules")
    opened, problems = open_casebooks(request)
    assert problems == []
    for case in opened:
        every, _ = decided(case, request)
        laws = {f.id: f for f in every.findings if f.is_law and f.certainty == "certain"}
        # A side or a source of the same name would be set aside with the speaker.
        others = {stage.side for stage in case.casebook.registry.stages.values()}
        others |= set(case.casebook.registry.sources)
        busiest = Counter(name for finding in laws.values() for name in finding.rests_on.speakers)
        for speaker, _ in busiest.most_common(3):
            if speaker in others:
                continue
            result, _ = decided(case, Request(folders, set_aside=(speaker,)))
            left = {f.id for f in result.findings if f.is_law and f.certainty == "certain"}
            needed = {i for i, f in laws.items() if speaker in f.rests_on.speakers}
            assert left.isdisjoint(needed), speaker
            assert set(laws) - needed <= left, speaker
