"""Who funds a sector in a place: the planner's question, read as QUESTIONS 1-7 say."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

import cypher
from graph.aid import outbound, under_way
from graph.contacts import last_contacts
from graph.licences import last_day, licence_states
from graph.money import MEASURES, Ceilings, Part, counted, part, share, tidy, totals
from graph.names import fold
from graph.store import Store, Viewer
from graph.subgraph import entities, holds, ref, ties_of
from graph.texts import date_text
from graph.today import a_day, today
from graph.where import Area, Branch, area, branch

Row = dict[str, Any]
_MOST_ITEMS = 20_000
_NO_FUNDING = ("implement", "thuc hien", "receiv", "tiep nhan", "accountable", "managing", "chu khoan")


@dataclass(slots=True)
class _Items:
    """The items of a question with their ties: `funds` item -> funder -> tie, the others item -> ties."""

    known: dict[str, Row]
    funds: dict[str, dict[str, Row]] = field(default_factory=dict[str, dict[str, Row]])
    places: dict[str, list[Row]] = field(default_factory=dict[str, list[Row]])
    sectors: dict[str, list[Row]] = field(default_factory=dict[str, list[Row]])
    parents: dict[str, set[str]] = field(default_factory=dict[str, set[str]])
    funders: dict[str, Row] = field(default_factory=dict[str, Row])
    weight: dict[str, tuple[int, str]] = field(default_factory=dict[str, tuple[int, str]])


def funders(
    store: Store,
    viewer: Viewer,
    sector: str | None = None,
    place: str | None = None,
    on: str | None = None,
    ngo_only: bool = False,
    today: str | None = None,
) -> Row:
    """The funders (not implementers) of a sector in a place, each with money by currency, licence state and last contact.

    Without `on` any period counts; with it, items under way then. Raises UnknownWord, AmbiguousEntity, BadRequest.
    """
    day, asked = _day(today), a_day(on)
    where = area(store, viewer, place) if place else None
    what = branch(sector) if sector else None
    items = _gather(store, viewer, where, what)
    undated = _narrow(items, asked)
    ceilings = _ceilings(store, viewer)
    rows = [
        _row(items, funder, where, what, ceilings)
        for funder in sorted(items.funders)
        if not ngo_only or items.funders[funder]["type"] == "NGO"
    ]
    _dress(store, viewer, rows, where, asked or day)
    rows.sort(key=lambda r: (-r.pop("weight"), r["funder"]["name"], r["funder"]["id"]))
    return {
        "rows": rows, "total": len(rows), "sentence": sentence(what, where, asked, ngo_only, undated), "on": asked,
        "as_of": asked or day, "undated": undated,
        "place": where.ref if where else None, "absorbed": where.absorbed if where else [],
        "sector": {"id": what.id, "type": "Sector", "name": what.names["vi"], "names": what.names} if what else None,
    }  # fmt: skip


def funded_by(store: Store, viewer: Viewer, ids: Collection[str]) -> dict[str, list[Row]]:
    """What each of these gave in all, everywhere and ever, by currency: id -> MAPAPI's `money`."""
    given: dict[str, set[str]] = {}
    for tie in ties_of(store, viewer, ids, ["FUNDS"]):
        if tie["source"] == tie["at"]:
            given.setdefault(tie["at"], set()).add(tie["target"])
    if not given:
        return {}
    items = _load(store, viewer, sorted({item for mine in given.values() for item in mine}))
    ceilings = _ceilings(store, viewer)
    return {id_: _row(items, id_, None, None, ceilings)["money"] for id_ in given if id_ in items.funders}


def sentence(
    what: Branch | None, where: Area | None, on: str | None, ngo_only: bool, undated: int = 0
) -> dict[str, str]:
    """How the question was read, in words."""
    return {lang: _sentence(lang, what, where, on, ngo_only, undated) for lang in ("vi", "en")}


def _sentence(lang: str, what: Branch | None, where: Area | None, on: str | None, ngo_only: bool, undated: int) -> str:
    vi = lang == "vi"
    if vi:
        who = "Tổ chức phi chính phủ nước ngoài tài trợ" if ngo_only else "Bên tài trợ"
        field_ = f"lĩnh vực {_lower(what.names['vi'])}" if what else "mọi lĩnh vực"
    else:
        who = "Foreign NGOs that fund" if ngo_only else "Funders of"
        field_ = _lower(what.names["en"]) if what else "any sector"
    named = f"{'tại' if vi else 'in'} {where.names[lang]}" if where else ("ở mọi nơi" if vi else "everywhere")
    if where and where.absorbed:
        former = ", ".join(f"{a['names']['vi']} cũ" if vi else f"former {a['names']['en']}" for a in where.absorbed)
        named += f", gồm cả {former}" if vi else f", with {former}"
    if on:
        when = f"trong kỳ {date_text(on, lang)}" if vi else f"at some time of {date_text(on, lang)}"
        if len(on) == 10:
            when = f"vào ngày {date_text(on, lang)}" if vi else f"on {date_text(on, lang)}"
        if undated:
            when += f", kể cả {undated} khoản không ghi thời gian" if vi else f", {undated} undated items included"
    else:
        when = "mọi thời gian" if vi else "any period"
    return f"{who} {field_} {named}; {when}."


def _lower(name: str) -> str:
    return name[:1].lower() + name[1:]


def _day(given: str | None) -> str:
    return given or today()


def _gather(store: Store, viewer: Viewer, where: Area | None, what: Branch | None) -> _Items:
    asked: list[list[Row]] = []
    if where:
        asked.append(store.read(cypher.load("read/items_at"), viewer, places=sorted(where.within), limit=_MOST_ITEMS))
    if what:
        asked.append(store.read(cypher.load("read/items_in"), viewer, sectors=sorted(what.ids), limit=_MOST_ITEMS))
    if not asked:
        asked.append(store.read(cypher.load("read/items"), viewer, limit=_MOST_ITEMS))
    found = set[str].intersection(*({str(r["id"]) for r in rows} for rows in asked))
    return _load(store, viewer, sorted(found))


def _load(store: Store, viewer: Viewer, ids: Collection[str]) -> _Items:
    items = _Items({i: e for i, e in entities(store, viewer, ids).items() if not outbound(e)})
    claims: set[str] = set()
    for tie in ties_of(store, viewer, list(items.known), ["FUNDS", "TARGETS", "IN_SECTOR", "PART_OF"], limit=200_000):
        at, kind = tie["at"], tie["type"]
        if kind == "FUNDS" and _gives(tie):
            items.funds.setdefault(at, {})[tie["source"]] = tie
            items.funders[tie["source"]] = tie["other"]
        elif kind in ("TARGETS", "IN_SECTOR"):
            into = items.places if kind == "TARGETS" else items.sectors
            into.setdefault(at, []).extend(said | {"target": tie["target"]} for said in tie["said"])
        elif kind == "PART_OF" and tie["source"] == at:
            items.parents.setdefault(at, set()).add(tie["target"])
        claims.update(tie["claims"])
    if claims:
        ranks = store.read(cypher.load("read/claim_ranks"), viewer, ids=sorted(claims))
        items.weight = {r["claim"]: (r["rank"] or 0, str(r["said"] or "")) for r in ranks}
    return items


def _gives(tie: Row) -> bool:
    role = fold(str(tie.get("role") or ""))
    return not any(word in role for word in _NO_FUNDING)


def _narrow(items: _Items, on: str | None) -> int:
    """Leave the items under way on `on`; the number of those among them whose dates nobody recorded."""
    if on is not None:
        items.known = {i: e for i, e in items.known.items() if under_way(e, on)}
        items.funds = {
            i: {f: t for f, t in by.items() if holds(t.get("since"), t.get("until"), on)}
            for i, by in items.funds.items()
            if i in items.known
        }
    giving = {f for by in items.funds.values() for f in by}
    items.funders = {f: e for f, e in items.funders.items() if f in giving}
    return (
        0
        if on is None
        else sum(not any(items.known[i].get(p) for p in ("since", "until", "approved")) for i in items.funds)
    )


def _ceilings(store: Store, viewer: Viewer) -> Ceilings:
    return Ceilings.of(store.read(cypher.load("read/amounts"), viewer, limit=_MOST_ITEMS))


def _row(items: _Items, funder: str, where: Area | None, what: Branch | None, ceilings: Ceilings) -> Row:
    given = {i: by[funder] for i, by in items.funds.items() if funder in by}
    parts = {i: part(items.known[i], tie["said"], len(items.funds[i]), items.weight) for i, tie in given.items()}
    counts = counted(parts, items.parents)
    amounts: list[Row] = []
    shown: list[Row] = []
    odd: list[Row] = []
    for item, own in sorted(parts.items()):
        falls = _falls(items, item, where, what)
        strange = any(ceilings.exceeded(own.amounts[m][1], own.amounts[m][0]) for m in own.amounts)
        if strange:
            odd.append(_stated(items.known[item], own, 1.0) | {"item": ref(items.known[item])})
        else:
            amounts += _amounts(own, counts[item], falls)
        shown.append(_stated(items.known[item], own, falls) | {"counted": bool(counts[item]) and not strange})
    money = totals(amounts, unknown=len(given) - len(odd))
    return {
        "funder": ref(items.funders[funder]), "money": money, "shared": any(a["shared"] for a in amounts),
        "items": sorted(shown, key=lambda i: (i["since"] or "", i["name"], i["id"]), reverse=True),
        "out_of_line": odd, "claims": sorted({c for t in given.values() for c in t["claims"]}),
        "source_ids": sorted({s for t in given.values() for s in t["sources"]}),
        "weight": max((m.get("committed_usd") or m.get("disbursed_usd") or 0 for m in money), default=0),
    }  # fmt: skip


def _falls(items: _Items, item: str, where: Area | None, what: Branch | None) -> float:
    here = share(items.places.get(item, ()), where.within, items.weight) if where else 1.0
    return here * (share(items.sectors.get(item, ()), what.ids, items.weight) if what else 1.0)


def _amounts(own: Part, counts: Collection[str], falls: float) -> Iterable[Row]:
    for measure in sorted(counts):
        amount, currency = own.amounts[measure]
        usd = own.usd.get(measure)
        yield {
            "item": own.item, "measure": measure, "currency": currency, "amount": amount * falls,
            "usd": None if usd is None else usd * falls, "shared": measure in own.shared,
        }  # fmt: skip


def _stated(item: Row, own: Part, falls: float) -> Row:
    """An item as it stands behind a funder's total, with the amounts that fall to the question."""
    amounts = {m: tidy(own.amounts[m][0] * falls) if m in own.amounts else None for m in MEASURES}
    currency = next((own.amounts[m][1] for m in MEASURES if m in own.amounts), None)
    return ref(item) | amounts | {
        "currency": currency, "share": round(falls, 4), "shared": bool(own.shared),
        "since": item.get("since"), "until": item.get("until"), "approved": item.get("approved"),
    }  # fmt: skip


def _dress(store: Store, viewer: Viewer, rows: list[Row], where: Area | None, day: str) -> None:
    """Add licence state, last contact and the publishers' names."""
    bodies = {r["funder"]["id"]: r["funder"]["type"] for r in rows}
    licences = licence_states(store, viewer, bodies, where.above if where else None, day)
    contacts = last_contacts(store, viewer, list(bodies), last_day(day))
    publishers = publisher_names(store, viewer)
    for row in rows:
        id_ = row["funder"]["id"]
        row["licence"], row["last_contact"] = licences[id_], contacts.get(id_)
        row["sources"] = sorted({publishers.get(str(s), str(s)) for s in row["source_ids"]})


def publisher_names(store: Store, viewer: Viewer) -> dict[str, str]:
    """Source id -> who publishes it."""
    sources: list[Row] = [r["source"] for r in store.read(cypher.load("read/source_names"), viewer)]
    return {str(s["id"]): str(s.get("publisher") or s["id"]) for s in sources}
