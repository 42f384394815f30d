"""Whence a delegation comes and whither it goes, where a verb alone says it."""

from dataclasses import replace

from graph.questions.lexicon import Tag
from graph.questions.sheet import Sheet

_THERE = ("country", "region", "tagged", "name", "place", "former place", "ours")
_SENDING = ("send", "sends", "sent")
_SENT = (*_SENDING, "cử đi", "cử", "went abroad")


def read_visits(sheet: Sheet) -> None:
    """ "thăm Nhật Bản", "visited Kobe": what stands right after a visit is where it went; "đoàn Nhật Bản thăm" came."""
    for n in [n for n in sheet.free("part") if sheet.spans[n].words.lower() in _SENDING and _we_did(sheet, n)]:
        sheet.spans[n] = replace(sheet.spans[n], tags=(Tag("part", "to"),))
    for n in [n for n in sheet.free("part") if sheet.value(n, "part") == "visits"]:
        after = sheet.after(n)
        if after is None or not sheet.spans[after].has(*_THERE) or sheet.value(after, "ours") == "us":
            continue
        sheet.spans[n] = replace(sheet.spans[n], tags=(Tag("rel", "to"),))
        place = sheet.value(after, "place")
        if sheet.value(after, "ours") or (place is not None and place.id == sheet.ours.id):
            sheet.said.setdefault("direction", "inbound")


def _we_did(sheet: Sheet, n: int) -> bool:
    """ "did we send": it is we who stand before the verb."""
    said = " ".join(span.words for span in sheet.spans[max(0, n - 4) : n]).lower().split()
    return not {"we", "mình", "ta", "i"}.isdisjoint(said[-3:])


def travelled(sheet: Sheet, n: int) -> bool:
    """Read a verb of coming, going, sending or receiving that no named thing took; False where it tells no direction."""
    part, said = sheet.value(n, "part"), sheet.said
    bound = bool(said.get("home") or said.get("parties") or said.get("places"))
    if part == "from" and any(party.part == "to" for party in said.get("parties", ())):
        return False
    if part in ("from", "visits", "host") or sheet.value(n, "role") == "recipient":
        if not said.get("whose") and not (part == "host" and bound):
            said.setdefault("direction", "inbound")
        return True
    if part == "to":
        if said.get("home") or (not bound and sheet.spans[n].words.lower() in _SENT):
            there = any(span.has("country", "region", "tagged") for span in sheet.spans[n + 1 : n + 5])
            said.setdefault("direction", "outbound" if there or not said.get("home") else "inbound")
        if not bound:
            said.setdefault("direction", "away")
        return True
    if part == "met" and _with_us(sheet, n):
        said.setdefault("direction", "inbound")
    return part in ("met", "leader", "member")


def _with_us(sheet: Sheet, verb: int) -> bool:
    """ "X vào làm việc với mình": they came to us."""
    after = [m for m in (verb + 1, verb + 2) if m < len(sheet.spans)]
    return any(sheet.value(m, "ours") == "us" and all(sheet.spans[k].silent for k in range(verb + 1, m)) for m in after)


def of_delegation(sheet: Sheet, n: int, acting: bool) -> str:
    """What it is to a delegation; only who can act leads, joins, hosts or is met."""
    rel, verb = sheet.rel(n), sheet.verb(n)
    if (
        acting
        and verb
        and verb[0] not in sheet.used
        and verb[1] == "part"
        and verb[2] in ("leader", "member", "host", "met")
    ):
        sheet.use(verb[0])
        return "from" if verb[2] == "met" and n < verb[0] and _with_us(sheet, verb[0]) else verb[2]
    if acting and verb and verb[2] == "recipient" and n < verb[0] and verb[0] not in sheet.used:
        sheet.use(verb[0])
        return "host"
    if rel is None and verb and verb[2] == "to" and verb[0] < n:
        return "to"
    if rel == "to" and verb and verb[2] == "to":
        return "to"
    if rel in ("from", "of") or (verb and verb[2] == "from"):
        return "from"
    return "to" if rel == "to" else "met" if rel == "with" else "any"
