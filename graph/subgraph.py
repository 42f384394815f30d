"""Rows of the store as typed things: what a viewer may see, refs, collapsed ties, and networkx graphs.

Two sources that report one tie give two parallel ties in the graph: corroboration, not duplication. Here they become
one edge which counts its sources and keeps what each of them said (`said`).
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from typing import Any, TypeAlias

import networkx as nx

import cypher
from graph.asked import UnknownWord
from graph.days import first_day, last_day
from graph.model import ENTITIES, TIES, tie_property
from graph.store import Store, Viewer

Row = dict[str, Any]
Net: TypeAlias = "nx.MultiDiGraph[str]"
Simple: TypeAlias = "nx.Graph[str]"
ALL_TIES = "|".join(TIES)
MOST_ROWS = 20_000
# Kept to find things by, never shown.
_INNER = frozenset({"search", "closed", "disputes"})
_OF_A_REPORT = frozenset({"claim", "source", "run", "since", "until", "edit", "cleared"})


def visible(type_: str, properties: Mapping[str, Any], viewer: Viewer) -> Row:
    """The properties that this viewer may read: the one place where personal data is left out."""
    hidden = frozenset[str]() if viewer.personal else _personal(type_)
    return {k: v for k, v in properties.items() if k not in hidden and v is not None}


@cache
def _personal(type_: str) -> frozenset[str]:
    known = ENTITIES.get(type_)
    return frozenset(p.name for p in known.properties if p.personal) if known else frozenset()


def shown(properties: Mapping[str, Any], viewer: Viewer) -> Row:
    """The visible properties of an entity without what is kept for searching."""
    found = visible(properties.get("type", ""), properties, viewer)
    return {k: v for k, v in found.items() if k not in _INNER}


def ref(properties: Mapping[str, Any]) -> Row:
    return {"id": properties["id"], "type": properties["type"], "name": properties["name"]}


def tie_ref(type_: str, source: Mapping[str, Any], target: Mapping[str, Any]) -> Row:
    """A tie by its ends, whose properties or refs these are: `id` is "source~TYPE~target"."""
    return {"id": f"{source['id']}~{type_}~{target['id']}", "type": type_, "source": ref(source), "target": ref(target)}


def names(properties: Mapping[str, Any]) -> Row:
    """Both languages' names; where one is not recorded, the name as it is."""
    name = properties["name"]
    return {"vi": properties.get("name_vi") or name, "en": properties.get("name_en") or name}


def holds(since: str | None, until: str | None, on: str) -> bool:
    """Whether a period reaches `on`; each date may be a day, a month or a year, and counts as that whole span."""
    return (not since or since[: len(on)] <= on[: len(since)]) and (not until or until[: len(on)] >= on[: len(until)])


def ended(tie: Mapping[str, Any], on: str) -> bool:
    """Whether an officer has said of a tie, as `merged`, that it has ended, by a day at the latest."""
    return bool(tie.get("ended")) and last_day(tie["until"]) <= first_day(on)


def in_force(tie: Mapping[str, Any], on: str) -> bool:
    """Whether a tie holds on a day by all that is said of it, as `merged`; one that an officer ended no more on that day."""
    return holds(tie.get("since"), tie.get("until"), on) and not ended(tie, on)


def types_of(type_: str | None) -> list[str]:
    """The types that a type or a super-label ("Organization") stands for; none where none is asked for.

    Raises UnknownWord.
    """
    if type_ is None or type_ in ENTITIES:
        return [type_] if type_ else []
    if found := [t.name for t in ENTITIES.values() if type_ in t.supers]:
        return found
    raise UnknownWord(type_, "type", ENTITIES)


def tie_names(ties: Collection[str]) -> str:
    """Tie types for a statement's `%ties%`: those asked for that exist, all where none is asked for."""
    return "|".join(t for t in TIES if t in ties) or ALL_TIES


def entities(store: Store, viewer: Viewer, ids: Collection[str]) -> dict[str, Row]:
    """The properties of these entities by id, as far as the viewer may see them; unknown ids are left out."""
    if not ids:
        return {}
    rows = store.read(cypher.load("read/entities"), viewer, ids=sorted(set(ids)))
    return {r["entity"]["id"]: visible(r["entity"]["type"], r["entity"], viewer) for r in rows}


def ties_of(
    store: Store, viewer: Viewer, ids: Collection[str], ties: Collection[str] = (), limit: int = MOST_ROWS
) -> list[Row]:
    """The ties of these entities, parallel ones collapsed: {"at","type","source","target","other",...} as `collapse`."""
    if not ids:
        return []
    query = cypher.load("read/ties").fill(ties=tie_names(ties))
    return collapse(store.read(query, viewer, ids=sorted(set(ids)), limit=limit), viewer)


def collapse(rows: Iterable[Row], viewer: Viewer) -> list[Row]:
    """Rows {"at","type","tie","source","target","other"} with parallel ties made one.

    Each result has "id" (of the first), "type", "source", "target", "at", "other" (visible properties), "since" (the
    earliest), "until" (the latest, absent if one is open), "sources", "claims", "ties" (ids), and "said": what each says.
    """
    groups: dict[tuple[str, str, str, str], list[Row]] = {}
    others: dict[str, Row] = {}
    for row in rows:
        groups.setdefault((row["at"], row["type"], row["source"], row["target"]), []).append(row["tie"])
        if other := row.get("other"):
            others[other["id"]] = visible(other["type"], other, viewer)
    return [
        {"at": at, "type": type_, "source": source, "target": target}
        | {"other": others.get(target if at == source else source, {})}
        | merged(said)
        for (at, type_, source, target), said in sorted(groups.items(), key=lambda item: item[0])
    ]


def merged(said: Sequence[Mapping[str, Any]]) -> Row:
    """What several reports of one tie say together; what an officer wrote of it last (`edit`) outranks the lists, and
    where that is when it ends, it is `ended`."""
    ordered = sorted(said, key=lambda t: (str(t.get("as_of", "")), str(t.get("id", ""))))
    told = [t for t in ordered if not t.get("edit")]
    word = max((t for t in ordered if t.get("edit")), key=lambda t: str(t["edit"]), default={})
    together: Row = {}
    for tie in (*told, word):
        together |= {k: v for k, v in tie.items() if k not in _OF_A_REPORT and v is not None}
    begun = [t["since"] for t in told if t.get("since")]
    ended = [t["until"] for t in told if t.get("until")]
    period = ({"since": min(begun)} if begun else {}) | (
        {"until": max(ended)} if ended and len(ended) == len(told) else {}
    )
    period |= {name: word[name] for name in ("since", "until") if word.get(name)}
    period |= {"ended": True} if word.get("until") else {}
    cleared = word.get("cleared") or ()
    return (
        {name: value for name, value in (together | period).items() if name not in cleared}
        | {"sources": sorted({t["source"] for t in ordered if t.get("source")})}
        | {"claims": sorted({t["claim"] for t in ordered if t.get("claim")})}
        | {"ties": sorted(t["id"] for t in ordered if t.get("id")), "said": [dict(t) for t in ordered]}
    )


def label(type_: str, tie: Mapping[str, Any]) -> str | None:
    """The few words that tell this tie from others of its type: a title, a role, a note. Who funds has no other role."""
    words = ("title", "note", "snippet") if type_ == "FUNDS" else ("title", "role", "note", "snippet")
    return next((str(tie[p]) for p in words if tie.get(p) and tie_property(type_, p)), None)


def project(
    rows: Iterable[Row],
    viewer: Viewer,
    known: Mapping[str, Row] | None = None,
    merges: dict[tuple[str, ...], Row] | None = None,
) -> Net:
    """The graph of rows {"source", "type", "tie": properties, "target"}: ties between entities whose properties are `known`
    by id or stand in the row as "a" and "b"; a row of "a" alone is an entity.

    Nodes carry their visible properties, edges (keyed by tie type) what `merged` gives without "said". It is shared, so it
    is frozen; `merges` keeps what is shown of an entity, and what reports come to by their ends and ids, for the next graph
    with the same ones.
    """
    known, kept = known or {}, {} if merges is None else merges
    g: Net = nx.MultiDiGraph()
    ties: dict[tuple[str, str, str], dict[str, Row]] = {}
    for row in rows:
        for end in (row.get("a") or known.get(row["source"]), row.get("b") or known.get(row.get("target", ""))):
            if end and end["id"] not in g:
                if (one := (end["id"],)) not in kept:
                    kept[one] = shown(end, viewer)
                g.add_node(end["id"], **kept[one])
        if row.get("tie"):
            told = ties.setdefault((row["source"], row["target"], row["type"]), {})
            told[row["tie"]["id"]] = row["tie"]
    for (source, target, type_), said in sorted(ties.items()):
        if (ids := (source, target, type_, *sorted(said))) not in kept:
            kept[ids] = {name: value for name, value in merged(list(said.values())).items() if name != "said"}
        g.add_edge(source, target, key=type_, type=type_, **kept[ids])
    return nx.freeze(g)
