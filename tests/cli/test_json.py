"""The JSON report has the keys that its format promises, in their order, with
what they stand for.
"""

from __future__ import annotations

import json

import pytest

PROMISED = {
    "report": ["version", "casebooks", "findings", "briefs", "threads"],
    "casebook": ["path", "case", "speakers", "statements", "claims", "consistent"],
    "finding": [
        "id", "casebook", "rule", "kind", "certainty", "message", "statements", "claims",
        "rests_on", "reasoning", "margin", "days", "accepted",
    ],
    "claim": ["claim", "role", "file", "line", "column", "text", "said", "source", "at"],
    "rests_on": ["speakers", "sources", "sides"],
    "brief": ["brief", "by", "arguments"],
    "argument": ["id", "verdict", "findings", "rests_on", "contested_by"],
    "thread": ["between", "through", "verdict", "findings"],
}  # fmt: skip


@pytest.fixture
def document(call):
    """The JSON report of the harbour casebook."""
    return json.loads(call("analyze", "--format", "json").out)


def the_finding(document, rule):
    """The one finding of a rule."""
    (finding,) = [each for each in document["findings"] if each["rule"] == rule]
    return finding


def test_the_promised_keys_come_first_and_in_order(document):
    """Each object begins with the keys that version 1 promises; more may only follow."""
    finding = the_finding(document, "state-undone")
    (brief,) = document["briefs"]
    objects = {
        "report": document,
        "casebook": document["casebooks"][0],
        "finding": finding,
        "claim": finding["claims"][0],
        "rests_on": finding["rests_on"],
        "brief": brief,
        "argument": brief["arguments"][0],
        "thread": document["threads"][0],
    }
    for name, keys in PROMISED.items():
        assert list(objects[name])[: len(keys)] == keys, name
    assert document["version"] == 1


def test_a_casebook(document):
    """The counts are those of the casebook; a certain breach of a law makes it inconsistent."""
    (case,) = document["casebooks"]
    assert (case["path"], case["case"]) == ("testimonies/harbour", "The harbour fire")
    assert (case["speakers"], case["statements"], case["claims"]) == (4, 9, 9)
    assert case["consistent"] is False


def test_a_casebook_without_a_breach_is_consistent(call, folder):
    """Without the laws' findings the record is consistent, whatever signs there are."""
    ended = call("analyze", "--format", "json", "--set-aside", "minutes")
    assert json.loads(ended.out)["casebooks"][0]["consistent"] is True


def test_a_finding(document):
    """A finding has its statements sorted, its claims with their places, its reasoning and its
    margin.
    """
    finding = the_finding(document, "state-undone")
    assert finding["id"].startswith("state-undone-")
    assert finding["casebook"] == "testimonies/harbour"
    assert (finding["kind"], finding["certainty"]) == ("impossibility", "certain")
    assert finding["statements"] == ["ben/burned", "carl/read-it"]
    assert finding["accepted"] is False
    assert finding["reasoning"]
    assert "the ledger" in finding["message"]
    by_claim = {claim["claim"]: claim for claim in finding["claims"]}
    burned = by_claim["ben/burned#1"]
    assert (burned["file"], burned["line"], burned["column"]) == ("ben.yaml", 9, 9)
    assert (burned["said"], burned["source"], burned["at"]) == ("1857-09-02", "minutes", "p. 1")
    assert burned["text"] == "the ledger was burned"


def test_a_margin_is_in_minutes(document):
    """The last minute of 10 July lies 21 days and a minute before 1 August, and one more must lie
    between.
    """
    finding = the_finding(document, "state-undone")
    assert finding["margin"] == 21 * 1440 + 2
    journey = the_finding(document, "one-place-at-a-time")
    assert 0 < journey["margin"] < 60


def test_on_whose_word_a_finding_rests(document):
    """The side is that of the stage, and a source that reports another brings it in."""
    rests = the_finding(document, "one-place-at-a-time")["rests_on"]
    assert rests == {
        "speakers": ["carl", "dora"],
        "sources": ["minutes", "pamphlet"],
        "sides": ["court", "defence"],
    }
    rests = the_finding(document, "state-undone")["rests_on"]
    assert rests["sides"] == ["court", "prosecution"]


def test_the_verdicts_of_threads(document):
    """A contact that only a broken law carries is broken, a denied one
    disputed, and the rest hold.
    """
    verdicts = {tuple(thread["between"]): thread["verdict"] for thread in document["threads"]}
    assert verdicts == {
        ("ann", "carl"): "broken",
        ("ben", "carl"): "holds",
        ("ben", "dora"): "disputed",
        ("ann", "ben"): "broken",
    }
    broken = document["threads"][0]
    assert broken["findings"] == [the_finding(document, "assertion-denied")["id"]]
    assert document["threads"][3]["through"] == ["carl"]


def test_the_verdicts_of_a_brief(document):
    """An argument is borne out, not borne out, or a judgement; threads are compared with their
    state.
    """
    (brief,) = document["briefs"]
    assert (brief["brief"], brief["by"]) == ("Against the record", "dora")
    verdicts = {argument["id"]: argument["verdict"] for argument in brief["arguments"]}
    assert verdicts == {
        "A1": "borne-out",
        "A2": "judgement",
        "A3": "not-borne-out",
        "A4": "borne-out",
        "A5": "not-borne-out",
    }
    first = brief["arguments"][0]
    assert first["findings"] == [the_finding(document, "state-undone")["id"]]
    assert first["rests_on"]["sides"] == ["court", "prosecution"]
    assert first["contested_by"] == []


def test_an_argument_is_contested_by_who_denies_what_it_needs(call, folder):
    """A denial by another than the critic, of a claim that the finding needs, contests the
    argument.
    """
    file = folder / "testimonies" / "harbour" / "ann.yaml"
    denial = "  - {id: no-fire, claims: [{denies: {state: {of: ledger, is: burned}}}]}\n"
    file.write_text(file.read_text(encoding="utf-8") + denial, encoding="utf-8")
    ended = call("analyze", "--format", "json")
    answer = json.loads(ended.out)["briefs"][0]["arguments"][0]
    assert (answer["verdict"], answer["contested_by"]) == ("contested", ["ann/no-fire"])


def test_a_critic_does_not_contest_his_own_argument(call, folder):
    """A denial by the author of the brief leaves it borne out."""
    file = folder / "testimonies" / "harbour" / "dora.yaml"
    denial = "  - {id: no-fire, claims: [{denies: {state: {of: ledger, is: burned}}}]}\n"
    file.write_text(file.read_text(encoding="utf-8") + denial, encoding="utf-8")
    answer = json.loads(call("analyze", "--format", "json").out)["briefs"][0]["arguments"][0]
    assert answer["verdict"] == "borne-out"
