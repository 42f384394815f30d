"""What one asks first about a partner: who, where, since when, last contact, licence, money, next date."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta
from typing import Any

import cypher
from graph.asked import NotFound
from graph.contacts import last_contacts
from graph.days import last_day
from graph.funders import funded_by
from graph.licences import licence_states
from graph.money import MEASURES
from graph.reference import country_of_code, sector_with_children
from graph.store import Store, Viewer
from graph.subgraph import ALL_TIES, entities, holds, in_force, ref, ties_of
from graph.survivors import current
from graph.today import a_day, today

Row = dict[str, Any]
_WHERE = ("BASED_IN", "LOCATED_IN", "WORKS_IN", "HAS_POST", "TARGETS", "REPRESENTS", "FRIEND_OF", "VALID_IN")
_DATED = ("HOLDS", "PARTY_TO", "HOSTED", "JOINED", "MET", "CAME_FROM", "CONCERNS")
_OTHER = ("RELATES_TO", "MEETS_NEED", "PROPOSES", "WORKS_IN_SECTOR")
_MOST = 5_000
_PLACES_SHOWN = 4
_ROUND = 5
# The dates that a thing is known to have begun on, the relation with us first.
_SINCE = ("relations_since", "founded", "since", "approved", "published")
_MORE = {
    "licence_expiry": {"vi": "Giấy đăng ký hết hạn", "en": "Licence expires"},
    "agreement_end": {"vi": "Thỏa thuận hết hạn", "en": "Agreement ends"},
    "planned": {"vi": "Đã có kế hoạch", "en": "Planned"},
    "ends": {"vi": "Kết thúc", "en": "Ends"},
    "reminder": {"vi": "Nhắc việc", "en": "Reminder"},
}


def card(store: Store, viewer: Viewer, id: str, on: str | None = None) -> Row:
    """The card of one entity on a day (default today). Raises NotFound, BadRequest."""
    id = current(store, viewer, id)  # noqa: A001
    found = cards(store, viewer, [id], on)
    if id not in found:
        raise NotFound(id)
    counts = store.read(cypher.load("read/tie_counts").fill(ties=ALL_TIES), viewer, ids=[id], types=[])
    ties = [{"type": r["type"], "direction": "out" if r["outgoing"] else "in", "total": r["others"]} for r in counts]
    found[id]["ties"] = sorted(ties, key=_most_first)
    found[id]["needs"] = needs(store, viewer, id)
    return found[id]


def _most_first(tie: Row) -> tuple[int, str, str]:
    return -tie["total"], tie["type"], tie["direction"]


def cards(
    store: Store, viewer: Viewer, ids: Collection[str], on: str | None = None, money: bool = True
) -> dict[str, Row]:
    """The cards of several entities by id, without `ties` and `needs`; unknown ids are left out.

    `money` False leaves the amounts out, for lists that do not show them.
    """
    day = last_day(a_day(on) or today())
    known = entities(store, viewer, ids)
    ties: dict[str, list[Row]] = {}
    for tie in ties_of(store, viewer, list(known), (*_WHERE, *_DATED, *_OTHER), limit=_MOST):
        ties.setdefault(tie["at"], []).append(tie)
    licences = licence_states(store, viewer, {i: e["type"] for i, e in known.items()}, None, day)
    contacts = last_contacts(store, viewer, list(known), day)
    givers = [i for i, e in known.items() if e["type"] not in ("AidItem", "Sector", "Province")] if money else []
    given = funded_by(store, viewer, givers)
    _ours_alone(store, viewer, known, ties)
    degrees = store.read(cypher.load("read/degrees").fill(ties=ALL_TIES), viewer, ids=sorted(known))
    degree = {r["id"]: r["degree"] for r in degrees}
    return {
        id_: {
            "where": where(entity, ties.get(id_, []), day),
            "since": since(entity, ties.get(id_, [])),
            "last_contact": contacts.get(id_),
            "licence": licences[id_],
            "money": own_money(entity) or given.get(id_, []),
            "next": next_date(entity, ties.get(id_, []), day),
            "degree": degree.get(id_, 0),
            "as_of": day,
        }
        for id_, entity in known.items()
    }


def _ours_alone(store: Store, viewer: Viewer, known: dict[str, Row], ties: dict[str, list[Row]]) -> None:
    """Of a foreign place keep the agreements to which a Vietnamese province is a party: the others are not with us."""
    foreign = [i for i, e in known.items() if e["type"] == "Locality"]
    signed = {t["target"] for i in foreign for t in ties.get(i, ()) if t["type"] == "PARTY_TO"}
    parties = ties_of(store, viewer, signed, ["PARTY_TO"], limit=_MOST)
    ours = {t["at"] for t in parties if t["other"]["type"] == "Province"}
    for id_ in foreign:
        ties[id_] = [t for t in ties.get(id_, ()) if t["type"] != "PARTY_TO" or t["target"] in ours]


def where(entity: Row, ties: Iterable[Row], day: str) -> list[Row]:
    """Where it sits, works or has a post: at most four places or bodies, the seat first, then its home country."""
    found: dict[str, Row] = {}
    for kind in _WHERE:
        for tie in ties:
            outgoing = tie["type"] == kind and tie["source"] == entity["id"]
            if outgoing and in_force(tie, day) and (kind != "VALID_IN" or entity["type"] == "Licence"):
                found.setdefault(tie["target"], ref(tie["other"]))
    home = country_of_code(str(entity["country"])) if entity.get("country") else None
    if home and len(found) < _PLACES_SHOWN:
        found.setdefault(home.id, {"id": home.id, "type": "Country", "name": home.name_vi})
    return list(found.values())[:_PLACES_SHOWN]


def since(entity: Row, ties: Iterable[Row]) -> str | None:
    """Since when there are relations: as recorded, else the first agreement or relation on record."""
    if entity.get("relations_since"):
        return entity["relations_since"]
    related = [t["since"] for t in ties if t["type"] == "RELATES_TO" and t["source"] == entity["id"] and t.get("since")]
    if related:
        return min(related)
    if entity["type"] == "Province":
        return None
    if own := next((entity[p] for p in _SINCE if entity.get(p)), None):
        return own
    signed = [t["other"]["since"] for t in ties if t["type"] == "PARTY_TO" and t["other"].get("since")]
    return min(signed, default=None)


def own_money(entity: Row) -> list[Row]:
    """What an aid item itself is worth."""
    if entity["type"] != "AidItem" or all(entity.get(m) is None for m in MEASURES):
        return []
    return [{"currency": entity.get("currency") or "", **{m: entity.get(m) for m in MEASURES}, "items": 1}]


def next_date(entity: Row, ties: Iterable[Row], day: str) -> Row | None:
    """The nearest date ahead: an expiry, an end, something planned, a round anniversary within a year."""
    ahead = sorted(_ahead(entity, list(ties), day), key=lambda d: (d["date"], d["kind"], d["entity"]["id"]))
    return ahead[0] if ahead else None


def _ahead(entity: Row, ties: list[Row], day: str) -> Iterable[Row]:
    for tie in ties:
        other, kind = tie["other"], tie["type"]
        if kind == "HOLDS":
            yield from _later("licence_expiry", other, "until", day)
        elif kind == "PARTY_TO":
            yield from _later("agreement_end", other, "until", day)
            yield from _anniversary(other, other.get("since"), day)
        elif other.get("type") in ("Delegation", "Event"):
            yield from _later("planned", other, "since", day)
            yield from _later("reminder", other, "remind", day)
    if entity["type"] in ("Licence", "Agreement", "AidItem"):
        yield from _later("licence_expiry" if entity["type"] == "Licence" else "ends", entity, "until", day)
    if entity["type"] in ("Delegation", "Event"):
        yield from _later("planned", entity, "since", day)
    yield from _anniversary(entity, entity.get("relations_since") or entity.get("founded"), day)


def _later(kind: str, entity: Row, property_: str, day: str) -> Iterable[Row]:
    when = entity.get(property_)
    if when and not entity.get("closed") and last_day(when) >= day and when > day[: len(when)]:
        yield {"date": when, "entity": ref(entity), "kind": kind, "what": _MORE[kind]}


def _anniversary(entity: Row, begun: str | None, day: str) -> Iterable[Row]:
    """A fifth, tenth, ... year within the next twelve months."""
    if not begun or len(begun) < 10 or (entity.get("until") and not holds(None, entity["until"], day)):
        return
    try:
        ahead = date.fromisoformat(day)
        for year in (ahead.year, ahead.year + 1):
            falls = date(year, int(begun[5:7]), min(int(begun[8:10]), 28 if begun[5:7] == "02" else 31))
            years = year - int(begun[:4])
            if years > 0 and years % _ROUND == 0 and ahead <= falls <= ahead + timedelta(days=365):
                what = {"vi": f"Kỷ niệm {years} năm", "en": f"{years}th anniversary"}
                yield {"date": falls.isoformat(), "entity": ref(entity), "kind": "anniversary", "what": what}
    except ValueError:
        return


def needs(store: Store, viewer: Viewer, id: str, limit: int = 5) -> list[Row]:
    """Open needs to talk to this partner about: those tied to it, then those in the sectors in which it is active."""
    found: dict[str, Row] = {}
    active: set[str] = set()
    items: set[str] = set()
    for tie in ties_of(
        store, viewer, [id], ["MEETS_NEED", "PROPOSES", "WORKS_IN_SECTOR", "FUNDS", "TARGETS", "IN_SECTOR"], _MOST
    ):
        if tie["other"]["type"] == "Need" and open_need(tie["other"]):
            found[tie["other"]["id"]] = _need(tie["other"], "tied")
        elif tie["other"]["type"] == "Sector":
            active.add(tie["other"]["id"])
        elif tie["type"] == "FUNDS" and tie["source"] == id:
            items.add(tie["target"])
    active |= {t["target"] for t in ties_of(store, viewer, items, ["IN_SECTOR"])}
    codes = {f"sector-{c}" for s in active for c in sector_with_children(s.removeprefix("sector-"))} | active
    for tie in ties_of(store, viewer, codes, ["IN_SECTOR"], _MOST):
        if tie["other"]["type"] == "Need" and open_need(tie["other"]):
            found.setdefault(tie["other"]["id"], _need(tie["other"], "sector"))
    return sorted(found.values(), key=lambda n: (n["kind"] != "tied", n["entity"]["name"], n["entity"]["id"]))[:limit]


def open_need(need: Mapping[str, Any]) -> bool:
    """Open: neither matched, funded nor closed."""
    return str(need.get("status") or "open") == "open"


def _need(need: Row, kind: str) -> Row:
    why = {
        "tied": {"vi": "Nhu cầu đã gắn với đối tác này", "en": "A need already linked to this partner"},
        "sector": {"vi": "Cùng lĩnh vực đối tác đang hoạt động", "en": "In a sector this partner is active in"},
    }
    return {"entity": ref(need), "why": why[kind], "kind": kind}
