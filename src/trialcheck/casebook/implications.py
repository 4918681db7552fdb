"""What a claim of each kind implies, over any number of links of the vocabulary."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from trialcheck.casebook.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Step:
    """An implication, composed over any number of links.

    `roles` says which roles of the first claim fill which of the last; `moment` is one of MOMENTS,
    when the last holds as measured by the time of the first.
    """

    kind: str
    roles: tuple[tuple[str, tuple[str, ...]], ...]
    moment: str

    def filled(self, roles: Mapping[str, tuple[str, ...]]) -> list[dict[str, tuple[str, ...]]]:
        """The roles of what follows, none if a role is not filled.

        A role that joins several (the teller and the hearer) takes one value of each: who is told
        together with others has dealt with the teller, but not therefore with the others.
        """
        filled: list[dict[str, tuple[str, ...]]] = [{}]
        for target, origins in self.roles:
            if len(origins) == 1:
                only = roles.get(origins[0])
                if not only:
                    return []
                for each in filled:
                    each[target] = only
                continue
            values = [roles.get(origin, ()) for origin in origins]
            if not all(values):
                return []
            joined = _joined(values)
            filled = [{**each, target: choice} for each in filled for choice in joined]
        return filled


class Closure:
    """What each kind implies, to any depth, worked out when it is first asked for."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._steps: dict[str, tuple[Step, ...]] = {}

    def of(self, kind: str) -> tuple[Step, ...]:
        """The steps from a kind to all that follow from it, the nearest first along each way."""
        steps = self._steps.get(kind)
        if steps is None:
            identity = tuple((role, (role,)) for role in self._vocabulary.kinds[kind].roles)
            found: dict[Step, None] = {}
            self._follow(kind, dict(identity), "throughout", found)
            steps = self._steps[kind] = tuple(found)
        return steps

    def _follow(
        self, kind: str, roles: Mapping[str, tuple[str, ...]], moment: str, found: dict[Step, None]
    ) -> None:
        for implication in self._vocabulary.kinds[kind].implies:
            composed = []
            for target, origins in implication.roles:
                sources = [roles.get(origin) for origin in origins]
                if None in sources:
                    break
                composed.append(
                    (target, tuple(name for source in sources for name in source or ()))
                )
            else:
                at = moment if moment != "throughout" else implication.moment
                step = Step(implication.kind, tuple(composed), at)
                if step not in found:
                    found[step] = None
                    # Of what comes later nothing more is known: what follows is not followed up.
                    if at != "after":
                        self._follow(implication.kind, dict(composed), at, found)


def _joined(values: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Each choice of one value of each of several roles."""
    return [tuple(dict.fromkeys(choice)) for choice in product(*values)]
