"""The fields of a claim that say when become its date, its ties and its length."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from trialcheck.casebook.dating_fields import read_calendar, read_dating
from trialcheck.casebook.model import Tie, When, Where
from trialcheck.casebook.statement_fields import TIES, WHEN
from trialcheck.casebook.vocabulary import Kind
from trialcheck.fields import Page
from trialcheck.located_yaml import Mapping as MappingNode
from trialcheck.located_yaml import Node, Scalar
from trialcheck.measures import Duration, read_duration
from trialcheck.when import Dating

_AT_ONCE = ("at once", "at-once", "immediately")


@dataclass(frozen=True, slots=True)
class WhenReader:
    """Reads when the claims of one statement hold.

    `calendar` is the statement's own, `widening` what `~` widens a date by, and `at_once` the
    duration that "at once" stands for.
    """

    page: Page
    calendar: str
    widening: Duration | None
    at_once: Duration

    def read(self, kind: Kind, details: Mapping[str, Node]) -> When:
        """When a claim of a kind holds, by those of its fields that are no roles."""
        dating, ties = self._dated(kind, details)
        least = self._duration(details, "for-at-least")
        most = self._duration(details, "for-at-most")
        if (least or most) and kind.sort != "condition":
            self.page.problem(
                details.get("for-at-least") or details["for-at-most"],
                f"'{kind.name}' happens at one moment",
            )
            least = most = None
        return When(dating, ties, least, most)

    def _dated(
        self, kind: Kind, details: Mapping[str, Node]
    ) -> tuple[Dating | None, tuple[Tie, ...]]:
        calendar = read_calendar(self.page, details) or self.calendar
        node = details.get("when")
        if node is None:
            return None, ()
        if kind.sort == "timeless":
            self.page.problem(
                node,
                f"'{kind.name}' takes no when",
                "say when it was said in the statement's said:",
            )
            return None, ()
        if type(node) is MappingNode:
            return self._tied(node, calendar)
        return read_dating(self.page, details, "when", calendar, self.widening), ()

    def _tied(self, node: MappingNode, calendar: str) -> tuple[Dating | None, tuple[Tie, ...]]:
        page = self.page
        fields = page.mapping(node, "when", WHEN)
        dating = read_dating(page, fields, "on", calendar, self.widening)
        within = self._duration(fields, "within")
        at_least = self._duration(fields, "at-least")
        ties = tuple(
            Tie(relation, text, within, at_least, Where(page.file.path, scalar.line, scalar.column))
            for relation in TIES
            if relation in fields
            for text, scalar in page.located_texts(fields[relation], relation)
        )
        if not ties and dating is None and len(fields) == len(node.entries):
            page.problem(
                node,
                "when ties the claim to nothing",
                "for instance when: {after: receipt, within: 3 days}",
            )
        if (within or at_least) and not ("after" in fields or "before" in fields):
            page.problem(
                node,
                "within and at-least need after or before",
                "for instance {after: receipt, within: 3 days}",
            )
        return dating, ties

    def _duration(self, fields: Mapping[str, Node], key: str) -> Duration | None:
        node = fields.get(key)
        if node is None:
            return None
        if type(node) is Scalar and node.text.lower() in _AT_ONCE:
            return self.at_once
        return self.page.read(node, key, read_duration)
