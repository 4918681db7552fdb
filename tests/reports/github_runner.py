"""Reads a log as the runner of GitHub does: which of its lines are orders, and what they say."""

from __future__ import annotations

from dataclasses import dataclass

STOP = "stop-commands"
KNOWN = {
    "add-mask", "add-matcher", "add-path", "debug", "echo", "endgroup", "error", "group", "notice",
    "remove-matcher", "save-state", "set-env", "set-output", "warning", STOP,
}  # fmt: skip


@dataclass(frozen=True)
class Order:
    """One order that the runner obeys."""

    name: str
    properties: dict[str, str]
    data: str


def orders(log: str) -> list[Order]:
    """Return the orders of a log that the runner obeys; those inside of a fence it does not."""
    known, token = set(KNOWN), ""
    found: list[Order] = []
    for line in log.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        order = _in_colons(line, known) or _in_brackets(line, known)
        if order is None:
            continue
        if token:
            if order.name == token:
                known.discard(token)
                token = ""
            continue
        if order.name == STOP:
            token = order.data.lower()
            known.add(token)
        found.append(order)
    return found


def _in_colons(line: str, known: set[str]) -> Order | None:
    text = line.lstrip()
    if not text.startswith("::") or text.find("::", 2) < 0:
        return None
    end = text.index("::", 2)
    name, _, rest = text[2:end].partition(" ")
    if name.lower() not in known:
        return None
    pairs = [pair.partition("=") for pair in rest.strip().split(",") if pair]
    properties = {key: _read(value, property=True) for key, _, value in pairs}
    return Order(name.lower(), properties, _read(text[end + 2 :]))


def _in_brackets(line: str, known: set[str]) -> Order | None:
    start = line.find("##[")
    end = line.find("]", start)
    if start < 0 or end < 0:
        return None
    name, _, _ = line[start + 3 : end].partition(" ")
    return Order(name.lower(), {}, line[end + 1 :]) if name.lower() in known else None


def _read(text: str, *, property: bool = False) -> str:
    text = text.replace("%0D", "\r").replace("%0A", "\n")
    if property:
        text = text.replace("%3A", ":").replace("%2C", ",")
    return text.replace("%25", "%")
