"""`trialcheck mend` proposes what leaves a record without a broken law, and says what does not."""

from __future__ import annotations

BOOK = """\
case: The letter
people: {ann: {}, ben: {}, carl: {}, dora: {}}
places: {north: {at: [60, 10]}, capital: {at: [50, 10]}}
things: {letter: {}}
"""
SAID = {
    "ann": "sent: {who: ann, what: letter, to: ben, when: 1931-03-05}",
    "ben": "received: {who: ben, what: letter, from: ann, when: 1931-03-03}",
    "carl": "passed-on: {who: carl, what: letter, to: ben, where: north, when: 1931-03-02T12:00}",
    "dora": "was-at: {who: carl, where: capital, when: 1931-03-02T12:30/1931-03-02T13:00}",
}


def _write(folder):
    folder.mkdir(parents=True)
    (folder / "case.yaml").write_text(BOOK, encoding="utf-8")
    for speaker, claim in SAID.items():
        text = f"speaker: {speaker}\nstatements:\n  - id: it\n    claims:\n      - {claim}\n"
        (folder / f"{speaker}.yaml").write_text(text, encoding="utf-8")


def test_a_withdrawal_that_takes_an_excuse_away_is_not_enough(call, tmp_path, project):
    """Without Carl's word the letter comes before it is sent: only Dora's withdrawal mends."""
    _write(tmp_path / "elsewhere" / "letter")
    rules = ("--rules", str(project / "rules"))
    ended = call("mend", *rules, "elsewhere")
    assert ended.code == 0
    lines = ended.out.splitlines()
    for name in ("carl/it", "carl"):
        at = next(n for n, line in enumerate(lines) if line.endswith(f". {name}"))
        assert "not enough: without it sent-before-received is broken" in lines[at + 1]
    for name in ("dora/it", "dora"):
        at = next(n for n, line in enumerate(lines) if line.endswith(f". {name}"))
        assert "not enough" not in "".join(lines[at + 1 : at + 2])


def test_the_withdrawal_that_is_enough_leaves_no_broken_law(call, tmp_path, project):
    """What mend calls enough, analyze bears out with --set-aside; the other it does not."""
    _write(tmp_path / "elsewhere" / "letter")
    rules = ("--rules", str(project / "rules"))
    for name, code in (("dora/it", 0), ("carl/it", 1)):
        select = ("--select", "sent-before-received", "--select", "one-place-at-a-time")
        ended = call(
            "analyze", *rules, *select, "--set-aside", name, "--fail-on", "any", "elsewhere"
        )
        assert ended.code == code


def test_what_only_the_shown_ways_have_in_common_is_not_said_of_all(call, tmp_path, project):
    """Of six pairs that clash there are 64 ways to mend: none of the twelve has to go."""
    folder = tmp_path / "elsewhere" / "pairs"
    folder.mkdir(parents=True)
    (folder / "case.yaml").write_text(BOOK, encoding="utf-8")
    for speaker, words in (("ann", "met: {"), ("ben", "denies: {met: {")):
        text = f"speaker: {speaker}\nstatements:\n"
        for year in range(1930, 1936):
            claim = f"{words}who: [carl, dora], when: {year}-05-01" + "}" * words.count("{")
            text += f"  - id: s{year}\n    claims:\n      - {claim}\n"
        (folder / f"{speaker}.yaml").write_text(text, encoding="utf-8")
    out = call("mend", "--rules", str(project / "rules"), "elsewhere").out
    assert "statements to withdraw: 6." in out
    assert "There are more of this size; 20 are shown." in out
    assert "Each way withdraws" not in out.partition("speakers")[0]
