"""Accepted findings are counted, not hidden, and an acceptance whose finding is gone is told."""

from __future__ import annotations

import pytest

STALE = """\
accepted:
  - finding: state-undone-00000000
    reason: The report was misprinted.
    by: Ann Archer
    date: 1857-10-01
"""


def test_the_reports_say_who_accepted_what_and_why(call, file, ids):
    """The terminal and Markdown mark the finding, say by whom, when and why, and count it."""
    file.write_text(STALE.replace("state-undone-00000000", ids[0]), encoding="utf-8")
    for format_name in ("terminal", "markdown"):
        text = call("analyze", "--format", format_name).out
        words = " ".join(text.split())
        assert "Accepted by Ann Archer on 1857-10-01: The report was misprinted." in words
        assert f"{len(ids)} findings (1 accepted)" in words
        assert "tale acceptance" not in words


def test_the_page_of_a_finding_says_who_accepted_it(call, file, ids):
    """`explain` ends with the acceptance, and has none for another finding."""
    file.write_text(STALE.replace("state-undone-00000000", ids[0]), encoding="utf-8")
    words = " ".join(call("explain", ids[0]).out.split())
    assert words.endswith("Accepted by Ann Archer on 1857-10-01: The report was misprinted.")
    assert "Accepted" not in call("explain", ids[1]).out


def test_only_what_is_known_of_an_acceptance_is_said(call, file, ids):
    """Without a name or a date there is only the reason."""
    file.write_text(f"accepted: [{{finding: {ids[0]}, reason: known}}]\n", encoding="utf-8")
    assert "Accepted: known" in call("analyze").out


def test_the_json_report_has_the_acceptance(file, ids, report):
    """Each finding says whether it is accepted, and how."""
    file.write_text(STALE.replace("state-undone-00000000", ids[0]), encoding="utf-8")
    by_id = {finding["id"]: finding for finding in report()["findings"]}
    assert by_id[ids[0]]["accepted"] is True
    assert by_id[ids[0]]["acceptance"] == {
        "reason": "The report was misprinted.",
        "by": "Ann Archer",
        "date": "1857-10-01",
    }
    assert by_id[ids[1]]["accepted"] is False
    assert by_id[ids[1]]["acceptance"] is None


def test_a_stale_acceptance_is_told(call, file, ids, report):
    """An acceptance whose finding is gone is told with its place, its words, and the way out."""
    file.write_text(STALE, encoding="utf-8")
    for format_name in ("terminal", "markdown"):
        words = " ".join(call("analyze", "--format", format_name).out.split())
        assert "Stale acceptances: 1" in words
        assert "state-undone-00000000" in words
        assert "accepted.yaml:2" in words
        assert "Accepted by Ann Archer on 1857-10-01: The report was misprinted." in words
        assert "`trialcheck accept --remove` takes them out" in words
        assert "1 stale acceptance." in words
    (casebook,) = report()["casebooks"]
    assert casebook["stale_acceptances"] == [
        {
            "finding": "state-undone-00000000",
            "reason": "The report was misprinted.",
            "by": "Ann Archer",
            "date": "1857-10-01",
            "file": "accepted.yaml",
            "line": 2,
            "column": 5,
        }
    ]


def test_a_stale_acceptance_is_no_finding(call, file, folder, ids):
    """It fails no run: it is neither a finding nor a fault of the input."""
    for name in ("ann", "ben", "carl", "dora"):
        path = folder / "testimonies" / "harbour" / f"{name}.yaml"
        path.write_text(f"speaker: {name}\nstatements: []\n", encoding="utf-8")
    (file.parent / "brief.yaml").unlink()
    file.write_text(STALE, encoding="utf-8")
    for fail_on in ("any", "new", "never"):
        ended = call("analyze", "--fail-on", fail_on)
        assert ended.code == 0
        assert "1 stale acceptance." in ended.out


@pytest.mark.parametrize(
    "options",
    [
        ("--select", "assertion-denied"),
        ("--ignore", "state-undone"),
        ("--set-aside", "ann"),
    ],
)
def test_what_was_not_looked_for_is_not_stale(options, file, ids, report):
    """A run that leaves out rules or statements cannot tell, and says nothing."""
    lines = "".join(f"  - {{finding: {name}, reason: known}}\n" for name in ids)
    file.write_text("accepted:\n" + lines, encoding="utf-8")
    (casebook,) = report(*options)["casebooks"]
    assert casebook["stale_acceptances"] == []


def test_what_certain_hides_is_not_stale(file, folder, ids, report):
    """With --certain a possible finding is hidden, not gone."""
    speaker = folder / "testimonies" / "harbour" / "ben.yaml"
    text = speaker.read_text(encoding="utf-8")
    speaker.write_text(
        text.replace("- state: {of: ledger", "- believes: {state: {of: ledger").replace(
            "when: 1857-07-10}", "when: 1857-07-10}}"
        ),
        encoding="utf-8",
    )
    possible = [each for each in report()["findings"] if each["certainty"] == "possible"]
    assert possible
    file.write_text(
        f"accepted:\n  - {{finding: {possible[0]['id']}, reason: b}}\n"
        "  - {finding: state-undone-00000000, reason: gone}\n",
        encoding="utf-8",
    )
    narrowed = report("--certain")
    assert possible[0]["id"] not in [each["id"] for each in narrowed["findings"]]
    (casebook,) = narrowed["casebooks"]
    assert [each["finding"] for each in casebook["stale_acceptances"]] == ["state-undone-00000000"]


def test_an_acceptance_outlives_other_edits(call, folder, file, ids, report):
    """Statements put in another order, and statements added, leave an acceptance in force."""
    assert call("accept", ids[0], "--reason", "known").code == 0
    speaker = folder / "testimonies" / "harbour" / "ann.yaml"
    text = speaker.read_text(encoding="utf-8")
    speaker.write_text(
        text.replace("statements:\n", "statements:\n  - {id: another, says: I was there.}\n"),
        encoding="utf-8",
    )
    assert [each["id"] for each in report()["findings"] if each["accepted"]] == [ids[0]]


def test_a_password_in_a_reason_is_masked(file, ids, report):
    """A web address with a password in it is shown without the password."""
    file.write_text(
        f"accepted:\n  - {{finding: {ids[0]}, reason: 'see https://ann:secret@example.org/x'}}\n",
        encoding="utf-8",
    )
    (finding,) = [each for each in report()["findings"] if each["accepted"]]
    assert "secret" not in finding["acceptance"]["reason"]
