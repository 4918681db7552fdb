"""What holds of every rule file that is shipped, and how rules prove themselves on their own
examples.
"""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from trialcheck.engine.decision import decide
from trialcheck.located_yaml import parse
from trialcheck.rule_trials import try_rules
from trialcheck.rules import signatures
from trialcheck.rules.model import Amount
from trialcheck.source import Limits, SourceFile

FORBIDDEN = {"lied", "lie", "lies", "lying", "liar", "liars", "false", "falsely", "guilty", "guilt"}
PROJECT_TEXTS = ("rules/*.yaml", "src/trialcheck/**/*.py")


@pytest.fixture(scope="session")
def written(shipped):
    """The rules that stand in a file."""
    return [rule for rule in shipped.rules if rule.find]


def test_each_file_holds_the_rule_of_its_name(shipped, project):
    """Every file of rules/ but the vocabulary is a rule with that id, and every rule of patterns
    has its file.
    """
    files = {path.stem for path in (project / "rules").glob("*.yaml")} - {"vocabulary"}
    assert files <= {rule.id for rule in shipped.rules}
    assert {rule.id for rule in shipped.rules if rule.find} == files
    assert len(files) >= 50


def test_each_rule_has_at_least_two_examples_of_both_sorts(written):
    """There are two or more casebooks in which a rule must speak, and two or more in which it must
    not.
    """
    few = [rule.id for rule in written if len(rule.flagged) < 2 or len(rule.silent) < 2]
    assert few == []


def test_the_examples_of_a_rule_differ(written):
    """No rule has the same example twice, or two of one title."""
    for rule in written:
        examples = (*rule.flagged, *rule.silent)
        assert len({example.title for example in examples}) == len(examples), rule.id
        assert len({example.text for example in examples}) == len(examples), rule.id


def test_every_example_comes_out(shipped):
    """Each rule speaks in its flagged examples, of just the statements named, and keeps silent in
    the others.
    """
    trials = try_rules(shipped.rules, shipped.vocabulary)
    failures = [(failure.rule, failure.example.title, failure.found) for failure in trials.failures]
    assert failures == []
    assert trials.rules == len([rule for rule in shipped.rules if rule.flagged])
    assert trials.examples == sum(len(rule.flagged) + len(rule.silent) for rule in shipped.rules)


def test_an_example_that_does_not_come_out_is_told(shipped):
    """A rule without its conditions fails an example of its own, and the failure says what was
    found.
    """
    rule = shipped.rule_set.rules["state-undone"]
    (failure, *_) = try_rules([replace(rule, where=())], shipped.vocabulary).failures
    assert failure.rule == "state-undone"
    assert failure.found != failure.expected
    silenced = replace(rule, find=rule.find, flagged=(replace(rule.flagged[0], names=(("a/b",),)),))
    assert try_rules([silenced], shipped.vocabulary).failures[0].expected == (("a/b",),)


def test_every_condition_of_a_rule_is_needed_by_its_examples(written, shipped):
    """Most rules cannot lose a condition without failing an example: the examples pin down what the
    rule means.
    """
    loose = []
    for rule in written:
        for condition in rule.where:
            fewer = replace(rule, where=tuple(each for each in rule.where if each is not condition))
            if not try_rules([fewer], shipped.vocabulary).failures:
                loose.append((rule.id, condition.name))
    total = sum(len(rule.where) for rule in written)
    assert len(loose) <= total * 2 / 5, loose


def test_messages_read_as_clauses(written):
    """A message begins with a placeholder or a letter, ends without a full stop, and says
    something.
    """
    for rule in written:
        if rule.kind == "derived":
            continue
        text = "".join(f"{{{piece}}}" if is_name else piece for piece, is_name in rule.message)
        assert text == text.strip(), rule.id
        assert not text.endswith((".", ",", ":", ";", " ")), rule.id
        assert len(text) > 20, rule.id
        assert "  " not in text, rule.id
        assert any(is_name for _, is_name in rule.message), rule.id


def test_titles_and_reasons_are_sentences(written):
    """A title has no full stop; the reason ends in one."""
    for rule in written:
        assert rule.title[0].isupper(), rule.id
        assert not rule.title.endswith("."), rule.id
        assert rule.why.strip().endswith("."), rule.id


def test_no_rule_judges_anybody(written):
    """The words of a rule are neutral: nobody is said to have lied, and nothing is said to be
    false.
    """
    for rule in written:
        message = "".join(text for text, is_name in rule.message if not is_name)
        words = re.findall(r"[a-z]+", f"{rule.title} {message}".lower())
        assert FORBIDDEN.isdisjoint(words), rule.id


def test_no_finding_judges_anybody(written, shipped):
    """The same holds of what the rules print of their own examples."""
    from trialcheck.telling import Teller

    for rule in written:
        for example in rule.flagged:
            decision = decide(example.casebook, shipped.vocabulary, [rule], {})
            for finding in Teller(example.casebook, shipped.vocabulary).findings(decision.matches):
                assert FORBIDDEN.isdisjoint(re.findall(r"[a-z]+", finding.message.lower()))
                assert "{" not in finding.message


def test_every_setting_is_read_and_has_words(written):
    """Each setting of a rule is read by one of its conditions, and says what it is about."""
    for rule in written:
        read = {
            argument.setting
            for condition in (*rule.where, *rule.must)
            for argument in condition.arguments.values()
            if isinstance(argument, Amount)
        }
        assert set(rule.settings) <= read, rule.id
        assert all(setting.about for setting in rule.settings.values()), rule.id


def test_a_law_has_bounds_and_a_sign_has_none(written):
    """Only laws say what every true story obeys."""
    for rule in written:
        assert bool(rule.must) is (rule.kind in ("contradiction", "impossibility")), rule.id


def test_every_find_pattern_is_joined_or_compared(written):
    """No pattern stands alone: it shares a name with another, or a condition speaks of both."""
    for rule in written:
        for pattern in rule.find:
            others = [other for other in rule.find if other is not pattern]
            if not others:
                continue
            shared = any(pattern.variables() & other.variables() for other in others)
            own = {pattern.name, *(f"${name}" for name in pattern.variables())}
            compared = any(
                own & condition.needs() and condition.needs() - own
                for condition in (*rule.where, *rule.must)
            )
            assert shared or compared, (rule.id, pattern.name)


def test_no_python_file_names_a_rule(written, project):
    """The engine knows no rule: no id of a rule file stands in src."""
    code = "\n".join(path.read_text(encoding="utf-8") for path in (project / "src").rglob("*.py"))
    # Ids of one word are words of the language; a rule's own id is two or more.
    ids = [rule.id for rule in written if "-" in rule.id]
    named = [each for each in ids if f'"{each}"' in code or f"'{each}'" in code]
    assert named == []


def _registered(text: str, path: str) -> dict[str, list[str]]:
    root, problems = parse(SourceFile(path, text), Limits())
    assert problems == []
    sections = ("people", "groups", "places", "things", "topics", "events", "sources")
    return {
        section: list(root.entries[section].entries)
        for section in sections
        if section in root.entries
    }


def test_no_rule_and_no_code_knows_a_casebook(project):
    """No person, group, place, thing, topic, event or source of a casebook is named in rules/ or
    src/.
    """
    texts = [
        path.read_text(encoding="utf-8")
        for pattern in PROJECT_TEXTS
        for path in project.glob(pattern)
    ]
    # The words of ids, by themselves and within longer ids, as whole words.
    known = {word for text in texts for word in re.findall(r"[a-z0-9]+(?:-[a-z0-9]+)*", text)}
    found = []
    for case in sorted(project.glob("testimonies/*/case.yaml")):
        for section, names in _registered(case.read_text(encoding="utf-8"), str(case)).items():
            found += [(section, name) for name in names if name in known]
    assert found == []


def test_no_rule_names_somebody_who_speaks_in_a_casebook(project):
    """The printed names of the people of a casebook stand in no rule and in no
    line of the program.
    """
    texts = "\n".join(
        path.read_text(encoding="utf-8")
        for pattern in PROJECT_TEXTS
        for path in project.glob(pattern)
    )
    for case in sorted(project.glob("testimonies/*/case.yaml")):
        root, _ = parse(SourceFile("case.yaml", case.read_text(encoding="utf-8")), Limits())
        for entry in root.entries["people"].entries.values():
            name = entry.entries["name"].text if "name" in entry.entries else ""
            surname = name.rpartition(" ")[2]
            if surname[:1].isupper() and len(surname) > 3:
                assert not re.search(rf"\b{re.escape(surname)}\b", texts), surname


def test_literals_of_patterns_are_words_of_the_vocabulary_or_traits(written, shipped):
    """A literal in a pattern is a standard stage or a trait: never the id of
    somebody or something.
    """
    stages = set(shipped.vocabulary.stages.values())
    traits = {"defendant", "principal", "witness", "unnamed"}
    for rule in written:
        for pattern in (*rule.find, *rule.given, *rule.unless):
            assert set(pattern.not_stages) <= stages, rule.id
            for role, terms in pattern.roles:
                for term in terms:
                    if hasattr(term, "text"):
                        assert role == "is", (rule.id, role)
                        assert term.text in stages | traits, (rule.id, term.text)


def test_every_condition_is_used_by_a_rule_or_documented(shipped, project):
    """A condition that no shipped rule names is at least explained to those who write rules."""
    manual = (project / "docs" / "writing-rules.md").read_text(encoding="utf-8")
    used = {condition.name for rule in shipped.rules for condition in (*rule.where, *rule.must)}
    for name in {*signatures.WHERE, *signatures.MUST} - used:
        assert f"`{name}" in manual, name


def test_a_setting_that_nothing_reads_is_named(rule_of, shipped):
    """A setting without effect is named when the rules are tried."""
    text = (
        "id: idle\nkind: shift\ntitle: Idle\nwhy: It waits.\n"
        "settings: {unread: {is: number, default: 3}}\n"
        "find: {claim: {met: {who: $a}}}\nmessage: '{a}'\n"
    )

    assert try_rules([rule_of(text)], shipped.vocabulary).unread_settings == (("idle", "unread"),)
