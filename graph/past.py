"""What was believed of an entity on a past day: its properties and its ties, and with what it was one then.

The rule: belief of then is laid from what we had been told by the end of that day in Viet Nam and what nobody had taken
back, as belief of now is. What was merged counts as it was merged then: a record merged into this one later is not in it,
one taken out of it since is. Where this one itself was merged into another then, what was believed of both together is
told, and `under` names the one that answered for it.
"""

import json
from collections.abc import Collection, Iterable, Mapping
from typing import Any

import cypher
from graph import golden
from graph.asked import NotFound
from graph.days import last_moment
from graph.funders import publisher_names
from graph.model import TIES
from graph.spells import Spell, spells
from graph.states import marks, states
from graph.store import Store, Viewer
from graph.subgraph import MOST_ROWS, entities, in_force, label, merged, ref, shown
from graph.survivors import current, root, stated

Row = dict[str, Any]
MOST_TIES = 500
"""So many ties are told; how many there were is told beside."""


def as_of(store: Store, viewer: Viewer, id: str, day: str) -> Row:
    """What was believed at the end of a day, month or year (ISO): {"id", "type", "on", "known", "name", "properties",
    "claims", "merged": refs, "under": ref|None, "ties", "ties_total", "ties_over", "cut"}.

    `known` is false before anything was said and after everything was closed. `ties` are those in force on that day, as
    {"type", "source": ref, "target": ref, "since", "until", "note", "sources"}, by type and beginning, at most `MOST_TIES`
    of `ties_total`; `ties_over` more were known of, and over or still to come. What the other ends are called is what they
    are called now. `cut`: there is more on record than could be looked through. Raises NotFound.
    """
    id, moment = current(store, viewer, id), last_moment(day)  # noqa: A001
    now = entities(store, viewer, [id]).get(id)
    if now is None:
        raise NotFound(id)
    every = spells(store, viewer, [id])
    then = _into(every, moment)
    under = root(then, id)
    homes = {one for one in (id, under, *(end for s in every for end in (s.home, s.into))) if root(then, one) == under}
    told, cut = _told(store, viewer, {home: root(_into(every), home) for home in homes}, under, moment)
    told = told if golden.bears(told) else []
    believed = shown(golden.overlay(under, now["type"], told), viewer) if told else {}
    reports, more = _reports(store, viewer, homes, moment) if told else ([], False)
    refs = entities(store, viewer, homes)
    return {
        "id": id, "type": now["type"], "on": day, "known": bool(told), "name": believed.get("name"),
        "properties": {name: value for name, value in believed.items() if name not in ("id", "type")},
        "claims": sorted(claim["id"] for claim in told),
        "merged": [ref(refs[one]) for one in sorted(homes - {id, under}) if one in refs] if told else [],
        "under": ref(refs[under]) if told and under != id and under in refs else None,
        "cut": cut or more, **_ties(store, viewer, reports, homes, moment, day),
    }  # fmt: skip


def _into(every: Iterable[Spell], moment: str | None = None) -> dict[str, str]:
    """Home -> what it was merged into at a moment (None: now)."""
    return {one.home: one.into for one in every if (one.on(moment) if moment else one.parted is None)}


def _told(store: Store, viewer: Viewer, places: Mapping[str, str], under: str, moment: str) -> tuple[list[Row], bool]:
    """The claims of these homes (with where they lie now) as they were open at a moment, and whether there are more."""
    latest: dict[str, Row] = {}
    cut = False
    for place in sorted(set(places.values())):
        found, more = states(store, viewer, place)
        cut = cut or more
        for state in found:
            home = state.claim.get("home") or place
            if home in places and state.since <= moment:
                latest[state.claim["id"]] = state.claim | {"home": None if home == under else home}
    return [claim for claim in latest.values() if "closed" not in claim], cut


def _reports(store: Store, viewer: Viewer, homes: Collection[str], moment: str) -> tuple[list[Row], bool]:
    """What was said of ties of these homes at a moment, between homes: {"type", "source", "target", "properties"}."""
    places = {current(store, viewer, home) for home in homes} | set(homes)
    rows = store.read(
        cypher.load("read/ties_then"), viewer, seconds=30.0, ids=sorted(places), moment=moment, limit=MOST_ROWS
    )
    found = {row["properties"]["id"]: {"type": row["type"], **stated(row["type"], row)} for row in rows}
    over = store.read(cypher.load("read/stated_then"), viewer, seconds=30.0, marks=marks(homes), moment=moment)
    first: dict[str, bool] = {}
    for row in over:
        if first.setdefault(row["claim"], not row["closed"]) and row["stated"]:
            first[row["claim"]] = False  # as the claim was at that moment: what it said later is later
            for type_, source, target, words in map(json.loads, row["stated"]):
                found[words["id"]] = {"type": type_, "source": source, "target": target, "properties": words}
    return [one for one in found.values() if not _ends(one).isdisjoint(homes)], len(rows) >= MOST_ROWS


def _ends(report: Row) -> set[str]:
    return {report["source"], report["target"]}


def _ties(store: Store, viewer: Viewer, reports: Iterable[Row], homes: Collection[str], moment: str, day: str) -> Row:
    """The reports as ties between those who answered then for what they were said of."""
    told = list(reports)
    then = _into(spells(store, viewer, {end for one in told for end in _ends(one)} | set(homes)), moment)
    groups: dict[tuple[str, str, str], list[Row]] = {}
    for one in told:
        source, target = root(then, one["source"]), root(then, one["target"])
        if TIES[one["type"]].symmetric and target < source:
            source, target = target, source
        if source != target:
            groups.setdefault((one["type"], source, target), []).append(one["properties"])
    together = {ends: merged(said) for ends, said in sorted(groups.items())}
    held = {ends: tie for ends, tie in together.items() if in_force(tie, day)}
    return {
        "ties": _shape(store, viewer, dict(list(held.items())[:MOST_TIES])),
        "ties_total": len(held), "ties_over": len(together) - len(held),
    }  # fmt: skip


def _shape(store: Store, viewer: Viewer, ties: Mapping[tuple[str, str, str], Row]) -> list[Row]:
    known = entities(store, viewer, {end for _, *ends in ties for end in ends})
    publishers = publisher_names(store, viewer) if ties else {}
    return [
        {
            "type": type_, "source": ref(known[source]), "target": ref(known[target]), "since": tie.get("since"),
            "until": tie.get("until"), "note": label(type_, tie), "sources": sorted({publishers.get(str(s), str(s)) for s in tie["sources"]}),
        }
        for (type_, source, target), tie in ties.items()
        if source in known and target in known
    ]  # fmt: skip
