"""Checks the certificates of the JSON report, with no code of the program.

A certificate proves that no times obey its bounds. A bound says `later - earlier <= minutes`. A
ring of bounds in which each begins where the last one ended adds up to `0 <= sum`: if the sum is
less than nothing, they cannot all hold. An either-or is refuted if each of its ways is. A dating is
one if its times obey every stated bound, and every bound of some way of each either-or.
"""

from __future__ import annotations

from typing import Any


def faults(certificate: dict[str, Any], claims: set[str]) -> list[str]:
    """What is wrong with a certificate whose bounds may rest on these claims alone."""
    found = [
        f"{each} rests on claims that the finding does not name"
        for each in [*certificate["bounds"], *certificate["either"]]
        if not set(each["claims"]) <= claims
    ]
    supposable = {
        number for choice in certificate["either"] for way in choice["ways"] for number in way
    }
    stated = set(range(len(certificate["bounds"]))) - supposable
    return found + _faults_of(certificate["proof"], certificate, stated)


def faults_of_dating(dating: dict[str, Any]) -> list[str]:
    """What is wrong with a dating: the bounds and either-ors that its times do not obey."""
    times = {"minute 0": 0, **dating["times"]}

    def obeyed(bound: dict[str, Any]) -> bool:
        earlier, later = times.get(bound["earlier"]), times.get(bound["later"])
        return None not in (earlier, later) and later - earlier <= bound["minutes"]

    bounds = dating["bounds"]
    found = [f"{bound} is not obeyed" for bound in bounds[: dating["stated"]] if not obeyed(bound)]
    return found + [
        f"no way of {choice} is obeyed"
        for choice in dating["either"]
        if not any(all(obeyed(bounds[number]) for number in way) for way in choice["ways"])
    ]


def _faults_of(proof: dict[str, Any], certificate: dict[str, Any], known: set[int]) -> list[str]:
    if "ring" in proof:
        return _faults_of_ring(proof["ring"], certificate["bounds"], known)
    ways = certificate["either"][proof["either"]]["ways"]
    if len(ways) != len(proof["cases"]):
        return ["an either-or has not one case for each way"]
    return [
        fault
        for way, case in zip(ways, proof["cases"], strict=True)
        for fault in _faults_of(case, certificate, known | set(way))
    ]


def _faults_of_ring(ring: list[int], bounds: list[dict[str, Any]], known: set[int]) -> list[str]:
    if not ring:
        return ["an empty ring proves nothing"]
    found = [f"bound {number} is not known here" for number in ring if number not in known]
    used = [bounds[number] for number in ring]
    for bound, following in zip(used, used[1:] + used[:1], strict=True):
        if bound["later"] != following["earlier"]:
            found.append(f"{bound} does not lead to {following}")
    if sum(bound["minutes"] for bound in used) >= 0:
        found.append("a ring that adds up to nothing or more proves nothing")
    return found
