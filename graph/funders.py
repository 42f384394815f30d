"""Who funds a sector in a place: the planner's question, read as QUESTIONS 1-7 say."""

from collections.abc import Collection
from typing import Any

import cypher
from graph import gifts
from graph.contacts import last_contacts
from graph.days import first_day, last_day
from graph.gifts import Items
from graph.licences import licence_states
from graph.money import Ceilings, counted, part, totals
from graph.store import Store, Viewer
from graph.subgraph import ref, ties_of
from graph.texts import date_text
from graph.today import a_day, today
from graph.where import Area, Branch, area, branch

Row = dict[str, Any]


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
    items = gifts.found(store, viewer, where, what)
    undated = gifts.narrow(items, first_day(asked), last_day(asked)) if asked else 0
    ceilings = gifts.ceilings(store, viewer)
    rows = [
        given(items, funder, where, what, ceilings)
        for funder in sorted(items.funders)
        if not ngo_only or items.funders[funder]["type"] == "NGO"
    ]
    _dress(store, viewer, rows, where, asked or day)
    for row in rows:
        del row["amounts"]
    rows.sort(key=lambda r: (-r.pop("weight"), r["funder"]["name"], r["funder"]["id"]))
    return {
        "rows": rows, "total": len(rows), "sentence": sentence(what, where, asked, ngo_only, undated), "on": asked,
        "as_of": asked or day, "undated": undated,
        "place": where.ref if where else None, "absorbed": where.absorbed if where else [],
        "sector": {"id": what.id, "type": "Sector", "name": what.names["vi"], "names": what.names} if what else None,
    }  # fmt: skip


def funded_by(store: Store, viewer: Viewer, ids: Collection[str]) -> dict[str, list[Row]]:
    """What each of these gave in all, everywhere and ever, by currency: id -> MAPAPI's `money`."""
    gave: dict[str, set[str]] = {}
    for tie in ties_of(store, viewer, ids, ["FUNDS"]):
        if tie["source"] == tie["at"]:
            gave.setdefault(tie["at"], set()).add(tie["target"])
    if not gave:
        return {}
    items = gifts.loaded(store, viewer, sorted({item for mine in gave.values() for item in mine}))
    ceilings = gifts.ceilings(store, viewer)
    return {id_: given(items, id_, None, None, ceilings)["money"] for id_ in gave if id_ in items.funders}


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


def given(items: Items, funder: str, where: Area | None, what: Branch | None, ceilings: Ceilings) -> Row:
    """What a funder gave of these items: money by currency with the items behind it, and what is out of line."""
    mine = {i: by[funder] for i, by in items.funds.items() if funder in by}
    parts = {i: part(items.known[i], tie["said"], len(items.funds[i]), items.weight) for i, tie in mine.items()}
    counts = counted(parts, items.parents)
    amounts: list[Row] = []
    shown: list[Row] = []
    odd: list[Row] = []
    for item, own in sorted(parts.items()):
        share = gifts.falls(items, item, where, what)
        strange = any(ceilings.exceeded(own.amounts[m][1], own.amounts[m][0]) for m in own.amounts)
        if strange:
            odd.append(gifts.stated(items.known[item], own, gifts.WHOLE) | {"item": ref(items.known[item])})
        else:
            amounts += gifts.amounts(own, counts[item], share)
        shown.append(gifts.stated(items.known[item], own, share) | {"counted": bool(counts[item]) and not strange})
    money = totals(amounts, unknown=len(mine) - len(odd))
    return {
        "funder": ref(items.funders[funder]), "money": money, "shared": any(a["shared"] for a in amounts),
        "items": sorted(shown, key=lambda i: (i["since"] or "", i["name"], i["id"]), reverse=True),
        "amounts": amounts, "out_of_line": odd, "claims": sorted({c for t in mine.values() for c in t["claims"]}),
        "source_ids": sorted({s for t in mine.values() for s in t["sources"]}),
        "weight": max((m.get("committed_usd") or m.get("disbursed_usd") or 0 for m in money), default=0),
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
