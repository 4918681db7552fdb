"""A speaker's file becomes statements; what only all files together can show is kept for later."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from trialcheck.casebook.claim_reader import ClaimReader, Context
from trialcheck.casebook.dating_fields import read_calendar, read_dating
from trialcheck.casebook.model import Claim, Statement
from trialcheck.casebook.pending import Pending
from trialcheck.casebook.registry_reader import CaseHead
from trialcheck.casebook.statement_fields import RECORDED, SPEAKER_FILE, STATEMENT
from trialcheck.casebook.vocabulary import Vocabulary
from trialcheck.fields import Page
from trialcheck.located_yaml import Mapping as MappingNode
from trialcheck.located_yaml import Node, Scalar


@dataclass(slots=True)
class _Recorded:
    source: str = ""
    reports: tuple[str, ...] = ()
    at: str = ""
    pages_before: int | None = None


@dataclass(slots=True)
class StatementReader:
    """Reads the statements of all speakers of one casebook.

    `taken` are the statement names so far, with their places as `path:line`.
    """

    head: CaseHead
    vocabulary: Vocabulary
    pending: Pending = field(default_factory=Pending)
    taken: dict[str, str] = field(default_factory=dict)

    def read(self, page: Page, root: Node) -> list[Statement]:
        """The statements of one file; problems are noted on `page`."""
        fields = page.mapping(root, "a speaker's file", SPEAKER_FILE)
        speaker = ""
        if "speaker" not in fields:
            page.problem(
                root, "the file names no speaker", "begin it with a line such as  speaker: smith"
            )
        elif (text := page.text(fields["speaker"], "speaker")) is not None:
            page.known(text, fields["speaker"], self.head.registry.people, "person")
            speaker = text
        if "statements" not in fields:
            page.problem(
                root, "the file has no statements", "add a line  statements:  and below it a list"
            )
            return []
        nodes = page.items(fields["statements"], "statements")
        return [
            statement
            for node in nodes
            if (statement := self.read_statement(page, node, speaker)) is not None
        ]

    def read_statement(self, page: Page, node: Node, speaker: str) -> Statement | None:
        """One statement, or None if it has no usable id."""
        if type(node) is not MappingNode:
            page.problem(node, "a statement must be a mapping", "begin it with  - id: some-name")
            return None
        fields = page.mapping(node, "a statement", STATEMENT)
        name = self._name(page, node, fields, speaker)
        if name is None:
            return None
        calendar = read_calendar(page, fields)
        recorded = self._recorded(page, fields["source"]) if "source" in fields else _Recorded()
        stage = self._registered(page, fields, "stage", self.head.registry.stages)
        calendar = calendar or self._inherited_calendar(recorded.source, stage)
        statement = Statement(
            name=name,
            speaker=speaker,
            id=name.rpartition("/")[2],
            said=read_dating(page, fields, "said", calendar, self.head.widening),
            stage=stage,
            source=recorded.source,
            source_reports=recorded.reports,
            at=recorded.at,
            pages_before=recorded.pages_before,
            says=page.text_under(fields, "says"),
            note=page.text_under(fields, "note"),
            calendar=calendar,
            path=page.file.path,
            line=node.line,
            column=node.column,
        )
        if "claims" in fields:
            statement.claims = self._claims(page, fields["claims"], statement)
        return statement

    def _name(
        self, page: Page, node: MappingNode, fields: Mapping[str, Node], speaker: str
    ) -> str | None:
        if "id" not in fields:
            page.problem(
                node,
                "a statement has no id",
                "give it one that says what it is, such as  id: letter-received",
            )
            return None
        text = page.text(fields["id"], "id")
        if text is None or page.identifier(text, fields["id"], "the id of a statement") is None:
            return None
        name = f"{speaker}/{text}"
        place = f"{page.file.path}:{fields['id'].line}"
        first = self.taken.setdefault(name, place)
        if first != place:
            page.problem(
                fields["id"],
                f"the statement '{name}' exists already, at {first}",
                "give one of the two another id",
            )
            return None
        return name

    def _registered(
        self, page: Page, fields: Mapping[str, Node], key: str, table: Mapping[str, object]
    ) -> str:
        if key not in fields:
            return ""
        text = page.text(fields[key], key)
        if text is None or not page.known(text, fields[key], table, key):
            return ""
        return text

    def _recorded(self, page: Page, node: Node) -> _Recorded:
        sources = self.head.registry.sources
        if type(node) is Scalar:
            text = page.text(node, "source")
            return _Recorded(text if text and page.known(text, node, sources, "source") else "")
        fields = page.mapping(node, "source", RECORDED)
        recorded = _Recorded(at=page.text_under(fields, "at"))
        if "in" in fields:
            recorded.source = self._registered(page, {"source": fields["in"]}, "source", sources)
        else:
            page.problem(
                node, "the source is not named", "write source: {in: some-source, at: some-page}"
            )
        if "reports" in fields:
            located = page.located_texts(fields["reports"], "reports")
            recorded.reports = tuple(
                text for text, scalar in located if page.known(text, scalar, sources, "source")
            )
        recorded.pages_before = page.read_under(fields, "pages-before", _whole_number)
        return recorded

    def _inherited_calendar(self, source: str, stage: str) -> str:
        registry = self.head.registry
        of_source = registry.sources[source].calendar if source in registry.sources else ""
        of_stage = registry.stages[stage].calendar if stage in registry.stages else ""
        return of_source or of_stage or "gregorian"

    def _claims(self, page: Page, node: Node, statement: Statement) -> tuple[Claim, ...]:
        context = Context(self.head, self.vocabulary, self.pending)
        reader = ClaimReader(page, context, statement)
        claims: list[Claim] = []
        taken: set[str] = set()
        for place, item in enumerate(page.items(node, "claims"), start=1):
            claim = reader.read(item, place, taken)
            if claim is not None:
                claims.append(claim)
        return tuple(claims)


def _whole_number(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 6:  # no book has more pages
        raise ValueError(f"expected a whole number, not '{text}'")
    return int(text)
