"""An entity over time: what was said of it when, and what was believed of it on a past day."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import cypher
from graph import golden
from graph.asked import NotFound
from graph.decisions import Decision, decisions
from graph.fields import tie_fields
from graph.funders import publisher_names
from graph.judging import SAME, pair
from graph.model import TIES
from graph.officers import officer_of_run
from graph.resolution.evidence import recalled
from graph.store import Store, Viewer
from graph.subgraph import shown, visible
from graph.survivors import current
from graph.tape import GONE, tie_text
from graph.texts import LANGS

Row = dict[str, Any]
_MOST_CLAIMS = 500


@dataclass(frozen=True, slots=True)
class State:
    """What one claim was from the moment `since`; `what` brought it about, in the run `run` over the list `file`. Of an
    officer's word about a tie `stated` is the tie with its words, as `tape.tie_text` writes it, and `unstated` what it was."""

    claim: Row
    since: str
    what: str
    run: str
    file: str
    place: Row
    before: Row | None = None
    stated: Sequence[str] = ()
    unstated: Sequence[str] = ()


def history(store: Store, viewer: Viewer, id: str, cursor: str | None = None, limit: int = 50) -> Row:
    """What became of the claims about an entity, the latest first: a page of
    {"at", "what", "claim", "source", "publisher", "run", "file", "sheet", "row", "mention", "home", "changes",
    "ties", "edited", "comment", "reason"}.

    `what`: "said" for the first time, "changed", "returned" after it was closed, "delisted" (another list still holds it),
    "closed", or "merged": what `home` names was merged into it (`publisher` judged so, on this "evidence"). `changes`: [{"name", "before",
    "after"}]; `ties`: {"added", "dropped"} as {"type", "source", "target"}, and {"edited"} by an officer with "changes". The
    cursor is the `at` and claim of the last one shown. Raises NotFound.
    """
    id = current(store, viewer, id)  # noqa: A001
    publishers = publisher_names(store, viewer)
    states = list(_states(store, viewer, id))
    told = {_mark(s.since, s.claim["id"]): s for s in states} | {
        _mark(d.at, d.about): (home, d) for home, d in _merges(store, viewer, states).items()
    }
    page = [mark for mark in sorted(told, reverse=True) if cursor is None or mark < cursor]
    items = [_item(s, publishers, viewer) if isinstance(s := told[m], State) else _merge(*s) for m in page[:limit]]
    return {"items": items, "total": len(told), "next": page[limit - 1] if len(page) > limit else None}


def as_of(store: Store, viewer: Viewer, id: str, day: str) -> Row:
    """What was believed of an entity at the end of a day, month or year (ISO): {"id", "type", "known", "name", "properties", "claims"}.

    `known` is false before anything was said and after everything was closed. Claims count by when we were told, not by
    when a thing is said to have been, and those of what was merged into it from then on. Raises NotFound.
    """
    id = current(store, viewer, id)  # noqa: A001
    latest: dict[str, State] = {}
    states = list(_states(store, viewer, id))
    apart = {home for home, one in _merges(store, viewer, states).items() if one.at[: len(day)] > day}
    for state in sorted(states, key=lambda s: s.since):
        if state.since[: len(day)] <= day and state.claim.get("home") not in apart:
            latest[state.claim["id"]] = state
    told = [state.claim for state in latest.values() if "closed" not in state.claim]
    told = told if golden.bears(told) else []
    type_ = _rows(store, viewer, id)[0]["entity"]["type"]
    believed = shown(golden.overlay(id, type_, told), viewer) if told else {}
    properties = {k: v for k, v in believed.items() if k not in ("id", "type")}
    return {
        "id": id, "type": type_, "on": day, "known": bool(told), "name": believed.get("name"), "properties": properties,
        "claims": sorted(claim["id"] for claim in told),
    }  # fmt: skip


def _rows(store: Store, viewer: Viewer, id: str) -> list[Row]:
    rows = store.read(cypher.load("read/entities"), viewer, ids=[id])
    if not rows:
        raise NotFound(id)
    return rows


def _states(store: Store, viewer: Viewer, id: str) -> Iterator[State]:
    """Every state of every claim about an entity, claim by claim in order."""
    _rows(store, viewer, id)
    former: dict[str, list[tuple[Row, Row]]] = {}
    rows = store.read(cypher.load("read/formers"), viewer, id=id, limit=20 * _MOST_CLAIMS)
    for row in sorted(rows, key=lambda row: row["became"]["kept"]):
        former.setdefault(row["claim"], []).append((row["former"] | {"id": row["claim"]}, row["became"]))
    for row in store.read(cypher.load("read/claims"), viewer, id=id, limit=_MOST_CLAIMS):
        claim, home = row["claim"], {"home": row["about"].get("home")}
        now = row["about"] | {"stated": _standing(store, viewer, claim)}
        told = [*former.get(claim["id"], ()), (claim, now)]
        yield from _life([(words | home, about) for words, about in told])


def _standing(store: Store, viewer: Viewer, claim: Row) -> list[str]:
    """The ties of an officer's claim as they stand, with their words."""
    found: list[str] = []
    for type_, a, b in map(json.loads, (claim.get("ties") or ()) if claim.get("edit") else ()):
        source, target = (current(store, viewer, end) for end in (a, b))
        if TIES[type_].symmetric and target < source:
            source, target = target, source
        rows = store.read(cypher.load("read/tie").fill(tie=type_), viewer, source=source, target=target)
        found += [tie_text(type_, a, b, row["tie"]) for row in rows if row["tie"]["claim"] == claim["id"]]
    return found


def _merges(store: Store, viewer: Viewer, states: Iterable[State]) -> dict[str, Decision]:
    """Home -> the judgement that brought it here; of a chain the one made last."""
    into: dict[str, str] = {}
    asked = {home for state in states if (home := state.claim.get("home"))}
    homes = set(asked)
    while asked:
        rows = store.read(cypher.load("read/absorbed"), viewer, ids=sorted(asked))
        asked = {row["into"] for row in rows} - into.keys()
        into |= {row["id"]: row["into"] for row in rows}
    judged = decisions(store, viewer, [pair(*step) for step in into.items()])
    found: dict[str, Decision] = {}
    for home in homes:
        way: list[Decision] = []
        at = home
        while at in into:
            way += [one for one in (judged.get(pair(at, into[at])),) if one and one.verdict == SAME]
            at = into[at]
        if way:
            found[home] = max(way, key=lambda one: one.at)
    return found


def _merge(home: str, judged: Decision) -> Row:
    nothing: Row = {
        "sheet": None,
        "row": None,
        "comment": None,
        "run": "",
        "file": "",
        "mention": False,
        "edited": False,
        "changes": [],
    }
    return nothing | {
        "at": judged.at, "what": "merged", "claim": judged.about, "source": judged.by, "publisher": judged.by, "home": home,
        "ties": {"added": [], "dropped": [], "edited": []}, "reason": judged.reason or None,
        "evidence": [{lang: recalled(piece).told(lang) for lang in LANGS} for piece in judged.evidence],
    }  # fmt: skip


def _life(states: Sequence[tuple[Row, Row]]) -> Iterator[State]:
    """The states of one claim from (words, ABOUT tie); how each came about stands in the one before."""
    earlier: tuple[Row, Row] | None = None
    for claim, about in ((_plain(c), a) for c, a in states):
        place = {"sheet": about.get("sheet") or None, "row": about.get("row")}
        if earlier is None:
            yield State(
                claim, claim["said"], "said", about["run"], about["file"], place, None, about.get("stated") or ()
            )
        elif (became := earlier[1])["act"] == GONE:
            what = "closed" if "closed" in claim else "delisted"
            nowhere: Row = {"sheet": None, "row": None}
            was = became.get("stated") or ()
            yield State(claim, became["until"], what, became["by"], became["list"], nowhere, earlier[0], (), was)
        else:
            what, was = "returned" if "closed" in earlier[0] else "changed", became.get("stated") or ()
            now = about.get("stated") or ()
            yield State(claim, became["until"], what, became["by"], became["list"], place, earlier[0], now, was)
        earlier = claim, about


def _item(state: State, publishers: dict[str, str], viewer: Viewer) -> Row:
    claim = state.claim
    publisher = publishers.get(claim["source"], claim["source"])
    if state.what == "closed" and claim.get("edit"):
        publisher = officer_of_run(state.run) or publisher
    return {
        "at": state.since, "what": state.what, "claim": claim["id"], "source": claim["source"],
        "publisher": publisher, "run": state.run, "file": state.file,
        **state.place, "mention": bool(claim["mention"]), "home": claim.get("home"),
        "changes": _changes(state, viewer), "ties": _ties(state), "edited": bool(claim.get("edit")), "comment": claim.get("comment"), "reason": claim.get("reason"),
    }  # fmt: skip


def _changes(state: State, viewer: Viewer) -> list[Row]:
    before, after = (_words(claim, viewer) for claim in (state.before, state.claim))
    return _differing(before, after)


def _differing(before: Row, after: Row) -> list[Row]:
    names = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    return [{"name": name, "before": before.get(name), "after": after.get(name)} for name in names]


def _words(claim: Row | None, viewer: Viewer) -> Row:
    """What a claim says as this viewer may read it; a closed one says nothing."""
    if claim is None or "closed" in claim:
        return {}
    ended = {"closed": claim["ends"]} if claim.get("ends") else {}
    return visible(claim["type"], golden.said(claim), viewer) | dict.fromkeys(claim.get("cleared") or (), "") | ended


def _ties(state: State) -> dict[str, list[Row]]:
    before, after = (_told(claim) for claim in (state.before, state.claim))
    return {"added": _named(after, before), "dropped": _named(before, after), "edited": _edited(state)}


def _edited(state: State) -> list[Row]:
    """What an officer's claim says of ties, against what it said of them before."""
    if not state.claim.get("edit"):
        return []
    after, before = _tie_words(state.stated), _tie_words(state.unstated)
    return [
        {
            "type": type_,
            "source": source,
            "target": target,
            "changes": _differing(before.get(ends, {}), after.get(ends, {})),
        }
        for ends in {**before, **after}
        for type_, source, target in (ends,)
    ]


def _tie_words(stated: Iterable[str]) -> dict[tuple[str, str, str], Row]:
    found: dict[tuple[str, str, str], Row] = {}
    for type_, source, target, properties in map(json.loads, stated):
        words = {p.name: properties[p.name] for p in tie_fields(type_) if properties.get(p.name) is not None}
        found[type_, source, target] = words | dict.fromkeys(properties.get("cleared") or (), "")
    return found


def _told(claim: Row | None) -> list[str]:
    return [] if claim is None or "closed" in claim else claim.get("ties") or []


def _named(ties: Iterable[str], others: Iterable[str]) -> list[Row]:
    left = [json.loads(tie) for tie in dict.fromkeys(ties) if tie not in set(others)]
    return [{"type": type_, "source": source, "target": target} for type_, source, target in left]


def _mark(at: str, what: str) -> str:
    return f"{at} {what}"


def _plain(claim: Row) -> Row:
    return {name: value for name, value in claim.items() if value is not None}
