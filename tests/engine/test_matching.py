"""The engine finds what a matcher that tries every choice of facts finds, whatever it looks up and
in what order.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations
from random import Random

import pytest

from trialcheck.engine.conditions import CONDITIONS
from trialcheck.engine.decision import amounts_of
from trialcheck.engine.laws import LAWS
from trialcheck.engine.scene import ALL, NONE, SOME, Scene
from trialcheck.rules import signatures
from trialcheck.rules.model import Literal, Variable

REGISTRY = """\
case: A drawn case
stages:
  inquiry: {side: prosecution, is: interrogation, when: 1900-01}
  charge: {side: prosecution, is: indictment, when: 1900-02-01}
  hearing: {side: court, when: 1900-03-01/1900-03-05}
  verdict: {side: court, when: 1900-03-06}
  memoir: {side: defence, is: publication}
sources: {minutes: {}, gazette: {}}
people:
  ann: {is: [defendant, principal], born: 1880}
  ben: {is: [defendant], died: 1900-02}
  cat: {is: [witness]}
  dan: {is: [unnamed]}
groups:
  crew: {members: [ann, ben]}
  guild: {members: [cat]}
places:
  town: {at: [50, 10], radius: 5 km}
  inn: {in: town, at: [50, 10]}
  yard: {in: town}
  port: {at: [54, 10]}
things:
  letter: {states: [sealed, opened, burned], for: plan}
  lamp: {states: [whole, broken]}
topics:
  plan: {positions: [wait, strike]}
"""
VALUES = {
    "person": ("ann", "ben", "cat", "dan"),
    "group": ("crew",),
    "place": ("town", "inn", "yard", "port"),
    "thing": ("letter", "lamp"),
    "topic": ("plan",),
    "event": ("letter",),
    "position": ("wait", "strike"),
    "stage": ("hearing", "verdict"),
    "number": ("1", "2"),
    "word": ("a-word",),
}
STATES = {"letter": ("sealed", "opened", "burned"), "lamp": ("whole", "broken")}
DATES = (
    "",
    "1900-01",
    "1900-01-05",
    '"1900-01-05T20:00"',
    "1900-01-05/1900-01-20",
    "1900-02",
    "1899",
    "1900-01-10/..",
    "'1900-02?'",
)
STANCES = ("", "", "", "", "", "denies", "denies", "believes", "heard", "forgets", "asserts")


def claim_of(drawn, kind, stance):
    """A claim of a kind, with its roles filled from the registry above."""
    roles = {}
    for role in kind.roles.values():
        if not role.needed and drawn.random() < 0.4:
            continue
        if role.names == ("state",):
            known = list(STATES[roles["of"][0]])
        else:
            known = sorted({value for name in role.names[:2] for value in VALUES[name]})
        most = max(role.at_least, drawn.choice((1, 1, 2, 3)) if role.several else 1)
        roles[role.name] = drawn.sample(known, min(most, len(known)))
    written = [f"{name}: [{', '.join(values)}]" for name, values in roles.items()]
    when = drawn.choice(DATES) if kind.sort != "timeless" else ""
    written += [f"when: {when}"] if when else []
    if "who" in roles and not stance and drawn.random() < 0.1:
        written.append("only: who")
    written += ["event: the-ball"] if drawn.random() < 0.15 else []
    text = f"{kind.name}: {{{', '.join(written)}}}"
    return f"- {stance}: {{{text}}}" if stance else f"- {text}"


def spoken_of(rule, vocabulary):
    """The kinds of claim that the patterns of a rule look for, or that imply them, with their
    stances.
    """
    found = []
    for pattern in (*rule.find, *rule.given, *rule.unless):
        name = pattern.kind.text if isinstance(pattern.kind, Literal) else "told"
        found += [
            (kind, pattern.stance)
            for kind in vocabulary.kinds.values()
            if name == kind.name or name in [each.kind for each in kind.implies]
        ]
    return found or [(vocabulary.kinds["met"], "")]


def statements_of(drawn, rules, vocabulary):
    """The statements of a casebook, of what two rules look for: for each name its fields and
    claims.
    """
    kinds = [kind for rule in drawn.sample(rules, 2) for kind in spoken_of(rule, vocabulary)]
    kinds = drawn.sample(kinds, min(4, len(kinds)))
    statements = {}
    for number in range(drawn.randint(5, 9)):
        stage = drawn.choice(("inquiry", "charge", "hearing", "hearing", "verdict", "memoir"))
        fields = [f"stage: {stage}", f"source: {drawn.choice(('minutes', 'gazette'))}"]
        fields += drawn.choice(([], ["said: 1900-01-20"], ["said: 1900-03-02"]))
        claims = []
        for _ in range(drawn.randint(1, 3)):
            kind, stance = drawn.choice(kinds)
            if drawn.random() < 0.3:
                stance = drawn.choice(STANCES)
            claims.append(claim_of(drawn, kind, stance))
        statements[f"{drawn.choice(VALUES['person'])}/s{number}"] = [*fields, *claims]
    return statements


def looking_for_facts(rules):
    """The rules that have patterns."""
    return [rule for rule in rules if rule.find]


class Naive:
    """Tries every choice of facts for the patterns of a rule, in the order written, and judges it
    at the end.
    """

    def __init__(self, rule, decision, amounts) -> None:
        self.rule = rule
        self.facts = decision.facts
        self.world = decision.world
        self.amounts = amounts
        found = {name for pattern in rule.find for name in pattern.variables()}
        self.own, self.absent = [], {}
        for condition in rule.where:
            needs = condition.needs()
            owners = [
                pattern.name
                for pattern in (*rule.unless, *rule.given)
                if pattern.name in needs
                or {f"${name}" for name in pattern.variables() - found} & needs
            ]
            (self.absent.setdefault(owners[0], []) if owners else self.own).append(condition)

    def findings(self) -> dict[tuple[str, ...], bool]:
        """Whether each set of names is certain in some way of matching it."""
        best: dict[tuple[str, ...], bool] = {}
        for facts, values in self.choices(self.rule.find, {}, {}):
            certainty = self.verdict(facts, values)
            if certainty == NONE:
                continue
            key = tuple(sorted({fact.name for fact in facts.values() if fact.name}))
            certain = certainty == ALL and not any(fact.hedged for fact in facts.values())
            best[key] = best.get(key, False) or certain
        return best

    def verdict(self, facts, values) -> int:
        """In how many datings a choice of facts is a finding."""
        scene = Scene(self.world, self.rule, self.amounts, facts, values)
        certainty = self.judged(scene, self.own)
        if certainty == NONE:
            return NONE
        if self.rule.must and not any(
            LAWS[law.name](scene, law.arguments) for law in self.rule.must
        ):
            return NONE
        for pattern in self.rule.given:
            certainty = min(certainty, max(self.others(pattern, facts, values), default=NONE))
        for pattern in self.rule.unless:
            found = max(self.others(pattern, facts, values), default=NONE)
            certainty = min(certainty, {ALL: NONE, SOME: SOME, NONE: ALL}[found])
        return certainty

    def others(self, pattern, facts, values) -> Iterator[int]:
        """How certain each match of one more pattern is."""
        for more, bound in self.choices((pattern,), facts, values):
            scene = Scene(self.world, self.rule, self.amounts, more, bound)
            yield self.judged(scene, self.absent.get(pattern.name, ()))

    def judged(self, scene, conditions) -> int:
        """The least certain of some conditions."""
        verdicts = [ALL]
        for condition in conditions:
            verdict = CONDITIONS[condition.name](scene, condition.arguments)
            verdicts.append(NONE if condition.certainly and verdict == SOME else verdict)
        return min(verdicts)

    def choices(self, patterns, facts, values):
        """Every choice of a fact for each pattern that binds each name to one value."""
        if not patterns:
            yield facts, values
            return
        pattern, *rest = patterns
        for fact in self.facts:
            for bound in self.bindings(pattern, fact, values):
                yield from self.choices(rest, {**facts, pattern.name: fact}, bound)

    def bindings(self, pattern, fact, values):
        """Every way to bind the names of a pattern to a fact."""
        if not self.has_stance(pattern, fact) or pattern.implied not in (None, fact.implied):
            return
        if isinstance(pattern.kind, Variable) and fact.kind not in self.world.kinds:
            return
        stage = fact.statement.stage if fact.statement else ""
        entry = self.world.registry.stages.get(stage)
        standard = entry.standard if entry else ""
        if standard and standard in pattern.not_stages:
            return
        event = fact.claim.event if fact.claim else ""
        wanted = [
            (pattern.kind, fact.kind),
            (pattern.by, fact.statement.speaker if fact.statement else ""),
            (pattern.stage, standard if isinstance(pattern.stage, Literal) else stage),
            (pattern.side, entry.side if entry else ""),
            (pattern.source, fact.statement.source if fact.statement else ""),
            (pattern.event, event),
        ]
        ways = [values]
        for term, value in wanted:
            if term is not None:
                ways = [way for old in ways for way in bind(old, (term,), (value,))]
        for role, terms in pattern.roles:
            held = fact.roles.get(role, ())
            ways = [way for old in ways for way in bind(old, terms, held)]
        yield from ways

    def has_stance(self, pattern, fact) -> bool:
        """Whether a fact has the stance that a pattern asks for."""
        stances = [stance.value for stance in fact.claim.stances] if fact.claim else []
        if pattern.stance == "denies" or fact.polarity == "denied":
            return pattern.stance == "denies" and fact.polarity == "denied"
        if pattern.stance == "forgets" or fact.polarity == "forgotten":
            return pattern.stance == "forgets" and fact.polarity == "forgotten"
        if pattern.stance == "asserts":
            return not stances
        return pattern.stance == "" or pattern.stance in stances


def bind(values, terms, held):
    """Every way to bind some terms to different ones of the values held."""
    for choice in permutations([value for value in held if value], len(terms)):
        bound = dict(values)
        if all(
            term.text == value
            if isinstance(term, Literal)
            else bound.setdefault(term.name, value) == value
            for term, value in zip(terms, choice, strict=True)
        ):
            yield bound


def by_rule(decision) -> dict[str, dict[tuple[str, ...], bool]]:
    """The matches of a decision: for each rule the sets of names, and whether each is certain."""
    found: dict[str, dict[tuple[str, ...], bool]] = {}
    for match in decision.matches:
        key = tuple(sorted({fact.name for _, fact in match.facts if fact.name}))
        found.setdefault(match.rule.id, {})[key] = match.certain
    return found


@pytest.mark.parametrize("seed", range(32))
def test_every_shipped_rule_finds_what_trying_everything_finds(
    seed, shipped, story, open_book, decide_text
):
    """On drawn casebooks, each shipped rule has the same findings, as certain, as the naive matcher
    gives it.
    """
    drawn = Random(seed)
    text = story(
        REGISTRY, statements_of(drawn, looking_for_facts(shipped.rules), shipped.vocabulary)
    )
    casebook = open_book(text).casebook
    decision = decide_text(text, shipped.rules)
    found = by_rule(decision)
    for rule in looking_for_facts(shipped.rules):
        naive = Naive(rule, decision, amounts_of(rule, casebook, {})).findings()
        assert found.get(rule.id, {}) == naive, f"{rule.id}\n{text}"


def test_every_shipped_rule_finds_its_own_examples_by_trying_everything(shipped):
    """On the examples that rules carry, both matchers agree: so each way of looking up is tried on
    what it is for.
    """
    from trialcheck.engine.decision import decide

    for rule in looking_for_facts(shipped.rules):
        for example in (*rule.flagged, *rule.silent):
            decision = decide(example.casebook, shipped.vocabulary, [rule], {})
            naive = Naive(rule, decision, amounts_of(rule, example.casebook, {})).findings()
            assert by_rule(decision).get(rule.id, {}) == naive, (rule.id, example.title)


def test_the_order_of_conditions_and_patterns_does_not_matter(shipped):
    """A rule with its patterns and conditions turned round finds the same in all its examples."""
    from dataclasses import replace

    from trialcheck.engine.decision import decide

    for rule in looking_for_facts(shipped.rules):
        turned = replace(rule, find=rule.find[::-1], where=rule.where[::-1], must=rule.must[::-1])
        for example in (*rule.flagged, *rule.silent):
            plain, other = (
                by_rule(decide(example.casebook, shipped.vocabulary, [each], {}))
                for each in (rule, turned)
            )
            assert plain == other, (rule.id, example.title)


def test_every_condition_that_a_rule_may_name_is_implemented():
    """The signatures that the reader checks and the judges that the engine calls are the same
    names.
    """
    assert set(signatures.WHERE) == set(CONDITIONS)
    assert set(signatures.MUST) == set(LAWS)


@pytest.mark.parametrize("name", ["where", "must"])
def test_every_condition_is_used_or_tried(name, shipped, project):
    """Each condition is named by a shipped rule, or by a test of the engine."""
    known = signatures.WHERE if name == "where" else signatures.MUST
    used = {condition.name for rule in shipped.rules for condition in getattr(rule, name)}
    tests = "".join(
        path.read_text(encoding="utf-8") for path in (project / "tests" / "engine").glob("*.py")
    )
    assert [each for each in known if each not in used and f"{each}: " not in tests] == []
