"""Hand-made reports about invented people, and the golden files that the formats are held to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from trialcheck.casebook.model import Acceptance, Where
from trialcheck.findings import (
    Answer,
    BriefAnswer,
    CaseResult,
    Evidence,
    Finding,
    Report,
    RestsOn,
    RulePage,
    ThreadState,
)

GOLDEN = Path(__file__).parent / "golden"
HARBOUR = "testimonies/harbour-fire"
LEDGER = "testimonies/ledger"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that writes the golden files anew."""
    parser.addoption("--update-golden", action="store_true", help="write the golden files anew")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with a golden file byte by byte, or write the file with `--update-golden`."""

    def compare(name: str, text: str) -> None:
        file = GOLDEN / name
        if request.config.getoption("--update-golden", default=False):
            file.write_bytes(text.encode())
        assert file.read_bytes().decode() == text

    return compare


@pytest.fixture(scope="session")
def report() -> Report:
    """A report on two casebooks: one with every kind of finding, one in which nothing is found."""
    return Report((harbour_case(), ledger_case()), 31, {"denied": "One asserts, another denies"})


@pytest.fixture(scope="session")
def paged_report(report: Report) -> Report:
    """The report with a page for each rule that ran, and an acceptance whose finding is gone."""
    pages = {
        finding.rule: RulePage(finding.kind, finding.title, f"Why {finding.rule} speaks.")
        for case in report.cases
        for finding in case.findings
    }
    pages["never-spoke"] = RulePage("gap", "The title of never-spoke", "Why it would speak.")
    pages["adds-claims"] = RulePage("derived", "The title of adds-claims", "Why it adds.")
    gone = Acceptance(
        "denied-00000000",
        "the two letters are one",
        "lind",
        "2024-05-01",
        written=Where(f"{HARBOUR}/accepted.yaml", 4, 5),
    )
    harbour, ledger = (replace(case, rules=tuple(sorted(pages))) for case in report.cases)
    accepted = tuple(
        replace(finding, acceptance=replace(gone, finding=finding.id, reason="a slip of the pen"))
        if finding.accepted
        else finding
        for finding in harbour.findings
    )
    harbour = replace(harbour, findings=accepted, stale_acceptances=(gone,))
    return replace(report, cases=(harbour, ledger), rule_pages=dict(sorted(pages.items())))


@pytest.fixture(scope="session")
def empty_report() -> Report:
    """A report on one casebook in which nothing is found."""
    return Report((ledger_case(),), 31, {})


@pytest.fixture(scope="session")
def hostile_report(report: Report) -> Callable[[str], Report]:
    """Return a function that puts a text into every field of a report that holds free text."""

    def hostile(text: str) -> Report:
        cases = tuple(_hostile_case(case, text) for case in report.cases)
        pages = {text: RulePage("contradiction", text, text)}
        return Report(cases, 31, {text: text}, pages)

    return hostile


def evidence(
    claim: str,
    text: str,
    *,
    when: str = "",
    stage: str = "hearing",
    said: str = "12 May 1897",
    side: str = "court",
    line: int = 12,
    part: str = "claim",
    at: str = "p. 41",
    implied: str = "",
    folder: str = HARBOUR,
) -> Evidence:
    """Return one claim of the harbour case; its names follow from the name of the claim."""
    statement = claim.partition("#")[0]
    speaker = statement.partition("/")[0]
    defence = side == "defence"
    return Evidence(
        claim=claim,
        statement=statement,
        part=part,
        path=f"{folder}/{speaker}.yaml",
        line=line,
        column=9,
        text=text,
        implied=implied,
        says=f"{text}, and adds that the weather was poor and that nobody asked before.",
        when=when,
        said=said,
        said_written="1897-05-12",
        speaker=speaker,
        speaker_name={"brandt": "Alma Brandt", "lind": "Otto Lind"}.get(speaker, "Pavel Novák"),
        stage=stage,
        side=side,
        source="memoir" if defence else "protocol",
        source_title="Forty Years a Pilot" if defence else "Protocol of the Assizes",
        reports=("protocol",) if defence else (),
        at="chapter 3, “The quay”" if defence else at,
    )


LIND_NEVER = evidence(
    "lind/never-met#1",
    "Otto Lind denies that he ever met Alma Brandt",
    stage="publication",
    said="1904",
    side="defence",
    line=7,
    part="denial",
)
BRANDT_QUAY = evidence(
    "brandt/quay#meeting",
    "Alma Brandt met Otto Lind at the coal quay",
    when="the night of 3 March 1897",
    line=31,
    part="assertion",
)
NOVAK_CAFE = evidence(
    "novak/cafe#1",
    "Otto Lind and Alma Brandt met twice at the café Elster",
    when="autumn 1896",
    stage="interrogation",
    said="20 March 1897",
    side="prosecution",
    line=18,
    part="assertion",
    at="folio 7, verso",
)


def finding(
    id: str,
    kind: str,
    message: str,
    items: tuple[Evidence, ...],
    reasoning: tuple[str, ...],
    *,
    certainty: str = "certain",
    margin: int | None = None,
    margin_text: str = "",
    days: tuple[int | None, int | None] | None = None,
    accepted: bool = False,
    cause: str = "",
) -> Finding:
    """Return a finding of the harbour case that rests on what its claims rest on."""
    return Finding(
        id=id,
        casebook=HARBOUR,
        rule=id.rpartition("-")[0],
        kind=kind,
        title=f"The title of {id.rpartition('-')[0]}",
        certainty=certainty,
        message=message,
        evidence=items,
        reasoning=reasoning,
        rests_on=RestsOn(
            tuple(sorted({item.speaker for item in items})),
            tuple(sorted({item.source for item in items})),
            tuple(sorted({item.side for item in items})),
        ),
        margin=margin,
        margin_text=margin_text,
        days=days,
        accepted=accepted,
        cause=cause,
    )


def contradictions() -> tuple[Finding, ...]:
    """Return two findings that one statement causes, and one of three claims."""
    return (
        finding(
            "denied-1f00c2aa",
            "contradiction",
            "Alma Brandt says that she met Otto Lind at the coal quay; Otto Lind says that he "
            "never met her. The two cannot both be true.",
            (BRANDT_QUAY, LIND_NEVER),
            (
                "The meeting at the coal quay is dated to the night of 3 March 1897.",
                "The denial names no date, so it covers all of time, that night included.",
            ),
            cause="lind/never-met",
        ),
        finding(
            "order-of-three-77d0e1b4",
            "contradiction",
            "Three statements about the lamp cannot all be true as dated: it was sold before it "
            "was repaired, repaired before it was bought, and bought before it was sold.",
            (
                evidence("brandt/lamp#sold", "it was sold", when="before the repair", line=44),
                evidence("novak/lamp#repair", "it was repaired", when="2 March 1897", line=52),
                evidence("lind/lamp#1", "Otto Lind bought the lamp", when="4 March 1897", line=15),
            ),
            (
                "The sale ends before the repair starts, on 2 March 1897.",
                "The purchase is on 4 March 1897, and nothing is sold before it is bought.",
                "So the sale would have to be both before 2 March and after 4 March.",
            ),
            margin=2880,
            margin_text="one of the dates would have to be 2 days off",
        ),
        finding(
            "denied-9b31ff07",
            "contradiction",
            "Pavel Novák says that Otto Lind met Alma Brandt at the café Elster; Otto Lind says "
            "that he never met her. The two cannot both be true.",
            (NOVAK_CAFE, LIND_NEVER),
            ("The denial names no date, so it covers autumn 1896.",),
            cause="lind/never-met",
        ),
    )


def journey() -> Finding:
    """Return an impossibility with a margin."""
    return finding(
        "one-place-at-a-time-03c5d8e2",
        "impossibility",
        "Alma Brandt was at the coal quay on 3 March 1897 at 23:00 and at Greifswald on 4 March at "
        "00:10; the journey takes longer than that.",
        (
            BRANDT_QUAY,
            evidence(
                "novak/station#2",
                "Alma Brandt was met by a porter at the station of Greifswald",
                when="4 March 1897, 00:10",
                implied="Alma Brandt was at the station of Greifswald",
                line=60,
                at="pp. 112-113",
            ),
        ),
        (
            "From the coal quay to Greifswald it is 217 km at the least.",
            "At 50 km/h, the fastest the casebook allows, that takes 4 h 20 min.",
            "The statements leave 1 h 10 min at the most.",
        ),
        margin=190,
        margin_text="the journey takes 4 h 20, the statements leave 1 h 10: 3 h 10 short",
    )


def signs() -> tuple[Finding, ...]:
    """Return one finding of each kind that is suspicious but possible."""
    return (
        finding(
            "long-silence-5ab90c11",
            "gap",
            "No statement says that Alma Brandt and Otto Lind had any contact for 151 to 181 days.",
            (NOVAK_CAFE, BRANDT_QUAY),
            ("Searched: met, told, sent, received, knew.", "None lies between the two meetings."),
            certainty="possible",
            days=(151, 181),
            cause="novak/cafe",
        ),
        finding(
            "verdict-alone-c0ffee00",
            "unsupported",
            "The verdict says that Otto Lind led the crew, and no testimony says so.",
            (
                evidence(
                    "verdict/crew#1",
                    "Otto Lind led the crew of the lighter",
                    stage="verdict",
                    said="30 May 1897",
                ),
            ),
            ("No other statement names Otto Lind as leader, or the crew at all.",),
        ),
        finding(
            "never-heard-aa11bb22",
            "isolation",
            "Karin Holm is said to have carried the key, and was never heard at any stage.",
            (),
            ("Karin Holm is registered and makes no statement.",),
        ),
        finding(
            "account-changes-0d0d0d0d",
            "shift",
            "Pavel Novák speaks of two meetings in March 1897 and of none at the hearing in May.",
            (NOVAK_CAFE, evidence("novak/hearing#1", "Pavel Novák does not recall any meeting")),
            ("Forgetting is no denial: the two can both be true.",),
            certainty="possible",
            days=(53, None),
            accepted=True,
        ),
    )


def brief() -> BriefAnswer:
    """Return a brief with one argument of each answer."""
    record = RestsOn(("brandt", "novak"), ("protocol",), ("court",))
    against = RestsOn(("brandt", "lind"), ("memoir", "protocol"), ("court", "defence"))
    return BriefAnswer(
        "A Pilot Answers, on the meetings",
        "lind",
        "Otto Lind",
        (
            Answer(
                "P1",
                "The woman was in two towns within the hour.",
                "chapter 4",
                "borne-out",
                ("one-place-at-a-time-03c5d8e2",),
                record,
                (),
            ),
            Answer(
                "P2",
                "There was no meeting at the quay, nor at the café, nor anywhere else.",
                "chapter 3",
                "contested",
                ("denied-1f00c2aa", "denied-9b31ff07"),
                against,
                ("brandt/quay", "novak/cafe"),
            ),
            Answer(
                "P3",
                "The lamp was never in the warehouse.",
                "chapter 5",
                "not-borne-out",
                (),
                RestsOn(),
                (),
                "No finding of the kind contradiction names lind/warehouse.",
            ),
            Answer("P4", "A strange hour for a walk.", "", "judgement", (), RestsOn(), ()),
        ),
    )


def threads() -> tuple[ThreadState, ...]:
    """Return one thread in each state."""
    return (
        ThreadState(
            ("brandt", "novak"),
            ("lind",),
            ("Alma Brandt", "Pavel Novák"),
            ("Otto Lind",),
            "the first of the contacts",
            "broken",
            ("brandt/quay", "novak/cafe"),
            ("denied-1f00c2aa", "denied-9b31ff07"),
        ),
        ThreadState(
            ("brandt", "lind"),
            (),
            ("Alma Brandt", "Otto Lind"),
            (),
            "",
            "disputed",
            ("brandt/quay",),
            ("long-silence-5ab90c11",),
        ),
        ThreadState(
            ("lind", "novak"), (), ("Otto Lind", "Pavel Novák"), (), "", "holds", ("lind/lamp",), ()
        ),
        ThreadState(
            ("holm", "novak"),
            ("brandt", "lind"),
            ("Karin Holm", "Pavel Novák"),
            ("Alma Brandt", "Otto Lind"),
            "",
            "unsupported",
            (),
            (),
        ),
    )


def harbour_case() -> CaseResult:
    """Return the result with everything in it."""
    return CaseResult(
        path=HARBOUR,
        case="The fire at the harbour, 1897",
        about="Who met whom before the warehouse burned, as the protocol and a memoir tell it.",
        speakers=4,
        statements=23,
        claims=57,
        consistent=False,
        findings=(*contradictions(), journey(), *signs()),
        briefs=(brief(),),
        threads=threads(),
    )


def ledger_case() -> CaseResult:
    """Return the result of a casebook in which nothing is found."""
    return CaseResult(
        path=LEDGER,
        case="The ledger of the almshouse",
        about="",
        speakers=2,
        statements=5,
        claims=1,
        consistent=True,
        findings=(),
        briefs=(),
        threads=(),
        set_aside=("holm", "brandt/quay"),
    )


def _hostile_case(case: CaseResult, text: str) -> CaseResult:
    return replace(
        case,
        path=text,
        case=text,
        about=text,
        findings=tuple(_hostile_finding(item, text) for item in case.findings),
        briefs=tuple(_hostile_brief(item, text) for item in case.briefs),
        threads=tuple(_hostile_thread(item, text) for item in case.threads),
        set_aside=(text,),
        rules=(text,),
        stale_acceptances=(_hostile_acceptance(text),),
    )


def _hostile_finding(finding: Finding, text: str) -> Finding:
    items = tuple(_hostile_evidence(item, text) for item in finding.evidence)
    return replace(
        finding,
        id=text,
        casebook=text,
        rule=text,
        title=text,
        certainty=text,
        message=text,
        evidence=items,
        reasoning=(text, text),
        rests_on=RestsOn((text,), (text,), (text,)),
        margin_text=text,
        cause=text,
        acceptance=_hostile_acceptance(text) if finding.accepted else None,
    )


def _hostile_acceptance(text: str) -> Acceptance:
    return Acceptance(text, text, text, text, text, Where(text, 4, 5))


def _hostile_evidence(evidence: Evidence, text: str) -> Evidence:
    numbers = {"line": evidence.line, "column": evidence.column, "reports": (text,)}
    others = [name for name in Evidence.__slots__ if name not in numbers]
    return Evidence(**dict.fromkeys(others, text), **numbers)


def _hostile_brief(brief: BriefAnswer, text: str) -> BriefAnswer:
    rests_on = RestsOn((text,), (text,), (text,))
    answers = tuple(
        Answer(text, text, text, answer.verdict, (text, text), rests_on, (text,), text)
        for answer in brief.answers
    )
    return BriefAnswer(text, text, text, answers)


def _hostile_thread(thread: ThreadState, text: str) -> ThreadState:
    two, one = (text, text), (text,)
    return ThreadState(two, one, two, one, text, thread.verdict, one, one)
